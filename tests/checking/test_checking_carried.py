"""Relations of short sentences, of lists beside lists, of teachers' loads; digits changed over."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking_helpers import REGION, YEAR, document

from drafter.checking import CheckRequest, check_document, check_file

WRONG_AND_RIGHT = [
    # a list in the sentence behind its total
    ("校舍维修总投资3200万元。{}，省级700万元，县级500万元。", "中央2100万元", "中央2000万元"),
    ("全县共有学校60所。小学{}，初中14所，幼儿园8所，高中2所。", "38所", "36所"),
    # by how much, and by how much in a hundred
    ("小学生2021年3100人，2022年2950人，2023年2800人。两年少了300人，降了{}。", "7.9%", "9.7%"),
    ("教育支出26400万元，上年25000万元，多了1400万元，长了{}。", "6.5%", "5.6%"),
    ("寄宿生4800人，去年5000人，少了200人，减了{}。", "4.8%", "4.0%"),
    # last year's value opens the sentence after
    ("学前三年毛入园率91.4%。去年是89.1%，提高{}个百分点。", "3.2", "2.3"),
    ("高中毛入学率90.2%。2024年是88.7%，一年升了{}个百分点。", "1.7", "1.5"),
    # the money before over the heads before
    ("全年资助学生2400人，发了192万元。算下来一人{}。", "850元", "800元"),
    ("资助3600人次，发放270万元。按次数算，一次{}。", "570元", "750元"),
    # shares beside their list
    ("省级、市级、县级支出分别为12.00亿元、18.00亿元、30.00亿元，依次占20.0%、30.0%和{}。", "51.0%", "50.0%"),
    ("小学、初中、高中分别有教师300人、200人、100人，分别占50.0%、{}和16.7%。", "34.3%", "33.3%"),
    # teachers' loads, density
    ("小学在校学生9600人。小学专任教师600人。一个小学老师带{}学生。", "18.0个", "16.0个"),
    ("初中在校学生4200人。初中专任教师350人。每名初中教师负担{}学生。", "13.5名", "12.0名"),
    ("常住人口20.00万人。专任教师2400人。每{}人口有专任教师120人。", "千", "万"),
    # a part of the region, each of what is counted, a share with its counts behind it
    ("初中在校学生5200人。河口、石桥两个镇有初中生2600人，占全县的{}。", "53.0%", "50.0%"),
    ("下达债券资金18亿元，支持建设项目60个，平均每个项目{}。", "3000元", "3000万元"),
    ("三个专业占招生的{}，300人里有200人。", "五分之三", "三分之二"),
    ("寄宿床位从800个{}1200个，多了400个。", "加了", "加到"),
    # what is left
    ("全县86所中小学中，已完成改造71所，尚余{}。", "25所", "15所"),
    # a bound in quotation marks, a line that is passed
    ("骨干教师占交流教师的{}，达到“不低于20%”的规定要求。", "18.6%", "21.6%"),
    ("培训费占公用经费的{}，过了5%的线。", "4.4%", "5.4%"),
]


def found(text: str) -> set[str]:
    result = check_document(document(text), region=REGION, year=YEAR)
    return {f.code for f in result.findings if f.code.startswith(("ARI", "CON", "TIM"))}


@pytest.mark.parametrize(("text", "wrong", "right"), WRONG_AND_RIGHT)
def test_the_wrong_one_is_told_and_its_twin_is_not(text: str, wrong: str, right: str) -> None:
    assert found(text.format(wrong))
    assert not found(text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "全县共有学校60所。其中小学36所，初中14所。",  # not all kinds are listed
        "全县学校120所。小学36所，初中14所，高中2所。",
        "资助学生2400人，发了192万元。一人最多800元。",
        "常住人口20万人。专任教师2400人。每百名学生配教师6人。",
        "培训费占公用经费的4.4%，没有达到“不低于5%”的要求。",
    ],
)
def test_what_is_no_such_relation_is_left_alone(text: str) -> None:
    assert not found(text)


def test_digits_changed_over_in_the_problems_are_told() -> None:
    done, problem = "改造校舍，省里出2380万元，县里配1640万元。", "财力薄弱，县里配{}已很吃力。"
    text = f"一、工作成效\n{done}\n二、存在的主要问题\n{problem}"
    assert "CON005" in found(text.format("1460万元"))
    assert "CON005" not in found(text.format("1640万元"))
    assert "CON005" not in found(text.format("1900万元"))


TABLE = ["附表：规模（单位：人）", "乡镇\t小学\t初中\t合计", "河口镇\t1204\t596\t1800", "石桥镇\t873\t427\t1300"]


@pytest.mark.parametrize(("last", "wrong"), [("合计\t2077\t1023\t3100", False), ("合计\t2077\t1032\t3100", True)])
def test_totals_of_a_table_typed_with_tabs(tmp_path: Path, last: str, wrong: bool) -> None:
    file = tmp_path / "报告.txt"
    file.write_text("\n".join([*TABLE, last]), encoding="utf-8")
    findings = check_file(CheckRequest(file, region=REGION, year=YEAR)).findings
    assert bool([f for f in findings if f.code == "ARI002"]) is wrong
