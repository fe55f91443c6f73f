"""Tables retold in the text beside them: figures, shares, changes, the highest and the lowest."""

from __future__ import annotations

import pytest
from checking_helpers import check

STAGES = (
    "|学段|学校（所）|在校生（人）|上年在校生（人）|专任教师（人）|\n"
    "|幼儿园|64|9420|10380|836|\n|小学|31|26415|25870|1498|\n|初中|14|11208|10796|915|\n|高中|5|6137|5984|502|\n"
    "|合计|114|53180|53030|3751|"
)
WORKS = (
    "|工程|性质|投资（万元）|学位（个）|\n|桃源路小学|新建|9600|1080|\n|清泉幼儿园|改建|1450|270|\n|云门中学|扩建|7350|900|\n"
    "|合计|—|18400|2250|"
)
HEALTH = (
    "|指标|2023年|2024年|变化|\n|体质合格率（%）|93.42|94.18|+0.76|\n|体质优良率（%）|48.05|50.93|+2.88|\n"
    "|近视率（%）|53.26|52.61|-0.65|\n|资助人次（人次）|8320|7940|-380|\n|资助资金（万元）|998.4|1032.2|+33.8|"
)
BLOCKS = (
    "|片区|学校（所）|学生（人）|教师（人）|\n|东片|11|14382|876|\n|西片|16|19745|1193|\n|南片|9|8860|564|\n"
    "|全区|36|42987|2633|"
)
CASES = [
    (STAGES, "小学一年多了{}人。", "545", "554"),
    (STAGES, "幼儿园少了{}名孩子。", "960", "690"),
    (STAGES, "幼儿园少了960名孩子，降幅{}%。", "9.25", "10.19"),
    (STAGES, "小学、初中、高中依次增加545人、412人和{}人。", "153", "135"),
    (STAGES, "小学、初中、高中分别增加545人、{}人和153人。", "412", "153"),
    (STAGES, "全口径在校生5.32万人，只比上年多{}人。", "150", "510"),
    (STAGES, "小学的学生最多，学生数占全区的{}%。", "49.67", "46.97"),
    (STAGES, "小学专任教师占总数的{}%。", "39.94", "34.99"),
    (STAGES, "初中在校生比上年增长{}%。", "3.82", "8.32"),
    (STAGES, "初中在校生{}人。", "11208", "10796"),
    (STAGES, "从学段看呈“{}”态势。", "一降三升", "三降一升"),
    (STAGES, "{}在校生最多。", "小学", "初中"),
    (STAGES, "教师最少的是{}。", "高中", "幼儿园"),
    (WORKS, "三个工程总投资{}亿元。", "1.84", "1.48"),
    (WORKS, "三个工程总投资1.84{}元。", "亿", "万"),
    (WORKS, "规模最大的桃源路小学提供学位{}个。", "1080", "1800"),
    (WORKS, "云门中学提供学位{}个。", "900", "270"),
    (WORKS, "投资最多的是{}。", "桃源路小学", "云门中学"),
    (HEALTH, "体质{}提升最快，一年上升2.88个百分点。", "优良率", "合格率"),
    (HEALTH, "近视率下降{}个百分点。", "0.65", "0.56"),
    (HEALTH, "资助“{}”。", "人次降、资金升", "人次升、资金降"),
    (BLOCKS, "{}学生最多，为19745人。", "西片", "东片"),
    (BLOCKS, "西片学生最多，19745人，占全区{}。", "近一半", "一半以上"),
    (BLOCKS, "西片学生最多，南片最少，与西片相差{}人。", "10885", "10858"),
    (BLOCKS, "东片生师比为{}∶1。", "16.42", "15.71"),
    (BLOCKS, "生师比{}16.55∶1居首，南片15.71∶1最低。", "西片", "东片"),
]


def excerpts(text: str) -> list[str]:
    return [f.excerpt for f in check(text, select=("ARI",)).findings]


@pytest.mark.parametrize(("table", "text", "right", "wrong"), CASES)
@pytest.mark.parametrize("before", [False, True])
def test_a_table_retold(table: str, text: str, right: str, wrong: str, before: bool) -> None:
    for words, flagged in ((right, False), (wrong, True)):
        told = text.format(words)
        found = excerpts(f"{told}\n{table}" if before else f"{table}\n{told}")
        assert bool(found) is flagged, (told, found)


@pytest.mark.parametrize(
    "text",
    [
        "小学公办在校生24000人，其中乡村5310人。",
        "初中招生3820人，比上年增加96人。",
        "高中教师中有硕士86人，比上年多12人。",
        "小学新增学位1080个，2025年计划再增加900人的规模。",
        "幼儿园比2020年少了3150名孩子。",
        "小学、初中共有在校生37623人。",
        "小学寄宿生占全区的12.4%。",
        "在农村，小学是学校数量最多的学段之一。",
        "全区教育支出6.2亿元，比上年多3100万元。",
    ],
)
def test_what_the_table_does_not_tell_passes(text: str) -> None:
    assert excerpts(f"{STAGES}\n{text}") == []


def test_last_years_value_of_a_row_is_none_of_this_year() -> None:
    table = "|项目|2023年|2024年|\n|小学生均支出（元）|14862.35|15340.72|\n|初中生均支出（元）|20715.48|21306.90|"
    assert excerpts(f"{table}\n生均只增不减：小学15340.72元，初中21306.90元。") == []
    assert excerpts(f"{table}\n生均只增不减：小学14862.35元，初中21306.90元。") == ["14862.35元"]
    assert excerpts(f"{table}\n生均支出小学上年为14862.35元。") == []


def test_another_section_speaks_of_other_things() -> None:
    assert excerpts(f"一、基本情况\n{STAGES}\n二、教师培训\n小学多了120人，初中最多。") == []
