"""Shares and years that are added up, first and last years, halves of a whole."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, document

from drafter.checking import check_document


def found(text: str) -> set[str]:
    result = check_document(document(text), region=REGION, year=YEAR)
    return {f.code for f in result.findings if f.code.startswith(("ARI", "TIM", "STR019"))}


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("“很满意”52.3%，“满意”31.8%，“一般”13.6%，“不满意”2.3%。前两项合计{}。", "81.4%", "84.1%"),
        ("过程督导占50%，实地评估占30%，满意度占{}，三块合为100分。", "30%", "20%"),
        ("“满意”61.4%，“基本满意”25.8%，满意和基本满意合计{}。", "78.2%", "87.2%"),
        ("2022年送教210次，2023年230次，2024年195次，2025年240次，累计送教{}次。", "857", "875"),
        ("2023年返县73人，2024年88人，2025年61人；三年{}名毕业生全部有编。", "212", "222"),
        ("{}至2025年，县里每年新建公办园4所，累计12所。", "2021", "2023"),
        ("上半年完成投资3200万元，下半年完成4100万元，全年完成投资{}万元。", "7500", "7300"),
        ("2024年流失教师186人，2025年流失教师132人，一年减少{}人。", "64", "54"),
        ("本学期转入学生186人、转出学生124人，净转入{}人。", "72", "62"),
        ("学校食堂96个，自营85个，委托经营{}个。", "21", "11"),
        ("教育支出8.62亿元，小学3.51亿元、初中3.67亿元、其他1.44亿元，合计{}亿元。", "8.26", "8.62"),
        ("初中毕业生8420人，升入普高5052人，升入中职2947人，另有{}人外出。", "241", "421"),
        ("四个片区分别建成书香校园{}。", "6所、5所、8所", "6所、5所、8所、3所"),
        ("聚焦“{}重点”：学位建设、队伍建设、质量建设、安全建设。", "三个", "四个"),
        ("心理教师：小学专职30、兼职18，小计48；中学专职22、兼职16，小计{}。", "36", "38"),
        ("各段班数：小学612，初中233，高中96，合计{}。", "914", "941"),
        # the first is what the others make, by chance
        ("三所高校招生，甲校8600人，乙校5200人，丙校3400人，三校总共录取{}人。", "12700", "17200"),
        ("工作室以三年为一个周期，2023年1月挂牌、{}年12月期满。", "2027", "2025"),
    ],
)
def test_the_wrong_one_is_told_and_its_twin_is_not(text: str, wrong: str, right: str) -> None:
    assert found(text.format(wrong))
    assert not found(text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "2023年招聘120人，2024年招聘160人，2025年招聘140人，累计培训教师4200人。",
        "2021年至2025年，平均每年新建公办园4所，累计21所。",
        "小学巩固率100%，初中巩固率98.6%，两项指标合计得分19.6分。",
        "初中毕业生8420人，升入普高5052人，升入中职2947人，另有往届生120人。",
        "7项指标差异系数，小学、初中分别为0.42、0.39。",
        "培训教师3200人次，线上培训2600人次，线下培训1800人次，部分教师两者都参加。",
    ],
)
def test_what_may_well_be_is_left_alone(text: str) -> None:
    assert not found(text)
