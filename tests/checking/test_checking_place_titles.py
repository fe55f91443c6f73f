"""Items and headings that open with the name of a part: every figure of them is the part's."""

from __future__ import annotations

import pytest
from checking_helpers import check, metrics

REGION = "栖平市"
TITLE = (
    f"{REGION}2025年履行教育职责自评报告\n一、基本情况\n"
    "全市在园幼儿52300人，比上年减少3100人，下降5.6%；小学在校生148200人。\n"
)
ROWS = {
    "kindergarten_enrolment": ("52300", "55400"),
    "primary_enrolment": ("148200", "150100"),
    "compulsory_retention": ("97.40", "97.10"),
}
OTHERS = (
    ("一般公共预算教育支出", "望桥县", 2025, "9.36", "亿元"),
    ("一般公共预算教育支出", "望桥县", 2024, "8.94", "亿元"),
    ("一般公共预算教育支出", "霞坪区", 2025, "12.41", "亿元"),
    ("一般公共预算教育支出", "霞坪区", 2024, "11.72", "亿元"),
)
ITEMS = [
    "（一）霞坪区。小学生39400人；在园幼儿14100人，比上年下降4.9%。巩固率98.9%。\n"
    "（二）望桥县。小学生28700人；在园幼儿9640人，比上年下降7.3%。巩固率96.2%。",
    "霞坪区\n在园幼儿14100人，比上年下降4.9%。\n九年义务教育巩固率98.9%。\n望桥县\n在园幼儿9640人，比上年下降7.3%。\n九年义务教育巩固率96.2%。",
    "（一）霞坪区\n在园幼儿14100人，比上年下降4.9%。\n（二）望桥县\n在园幼儿9640人，比上年下降7.3%。\n九年义务教育巩固率96.2%。",
    "霞坪区：在园幼儿14100人，比上年下降4.9%。九年义务教育巩固率98.9%。\n望桥县：在园幼儿9640人。九年义务教育巩固率96.2%。",
    "1.城郊镇。在园幼儿4100人，比上年下降4.9%。九年义务教育巩固率98.9%。\n2.石岭乡。在园幼儿1640人，比上年下降7.3%。",
    "（一）第三中学。全年开设课程52门，专任教师318人。\n（二）栖云中学。专任教师264人，比上年增加12人。",
    "（一）霞坪区教育发展情况。在园幼儿14100人。九年义务教育巩固率98.9%。\n（二）望桥县教育发展情况。在园幼儿9640人。",
    "各地情况。霞坪区：在园幼儿14100人。九年义务教育巩固率98.9%。望桥县：在园幼儿9640人。九年义务教育巩固率96.2%。",
    "（一）霞坪区。教育改革走在全市前列，在全市率先建成智慧课堂。在园幼儿14100人。九年义务教育巩固率98.9%。",
]
OWN = [
    ("（一）霞坪区。在园幼儿14100人。全市九年义务教育巩固率79.40%。", "79.40%"),
    ("（一）市财政局。落实教育经费。九年义务教育巩固率79.40%。", "79.40%"),
    ("（一）霞坪区。在园幼儿14100人。\n（二）望桥县。在园幼儿9640人。\n总的看，九年义务教育巩固率79.40%。", "79.40%"),
    ("（一）霞坪区。在园幼儿14100人。\n三、巩固水平\n九年义务教育巩固率79.40%。", "79.40%"),
    ("（一）普通学校。在校生不少。九年义务教育巩固率79.40%。", "79.40%"),
]


def _found(text: str, *, sheet: bool = True) -> list[tuple[str, str]]:
    given = metrics(ROWS, observed=OTHERS) if sheet else None
    result = check(f"{TITLE}二、各地情况\n{text}", given, region=REGION)
    codes = ("NUM", "CON001", "CON005", "ARI")
    return [(f.code, f.excerpt) for f in result.findings if f.code.startswith(codes) and f.severity != "info"]


@pytest.mark.parametrize("sheet", [True, False])
@pytest.mark.parametrize("text", ITEMS)
def test_what_a_part_is_told_of_is_its_own(text: str, sheet: bool) -> None:
    assert _found(text, sheet=sheet) == []


@pytest.mark.parametrize(("text", "wrong"), OWN)
def test_the_whole_region_is_still_told_of_itself(text: str, wrong: str) -> None:
    assert ("NUM001", wrong) in _found(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("（一）望桥县。教育支出12.41亿元，占全市的两成。", "12.41亿元"),
        ("（一）望桥县。义务教育均衡。教育支出比上年增长5.9%。", "5.9%"),
        ("（一）望桥县。义务教育均衡。教育支出比上年下降4.7%。", "4.7%"),
        ("望桥县\n教育支出9.63亿元。\n霞坪区\n教育支出12.41亿元。", "9.63亿元"),
    ],
)
def test_the_rows_of_the_part_hold_its_figures(text: str, wrong: str) -> None:
    assert ("NUM024", wrong) in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "（一）望桥县。教育支出9.36亿元，比上年增长4.7%。\n（二）霞坪区。教育支出12.41亿元，比上年增长5.9%。",
        "（一）望桥县。与霞坪区（12.41亿元）相比，教育支出（9.36亿元）少3.05亿元。",
        "（一）城郊镇。教育支出3.20亿元，比上年增长5.9%。",
    ],
)
def test_right_figures_of_a_part(text: str) -> None:
    assert _found(text) == []


def test_a_share_of_the_number_of_schools_is_none_of_the_children() -> None:
    rows = {"public_kindergarten_share": ("57.00", "54.20")}
    text = "420所幼儿园中，公办园231所，公办园数量占55.0%。"
    result = check(f"{TITLE}二、学前教育\n{text}", metrics(rows), region=REGION)
    assert not [f for f in result.findings if f.code.startswith(("NUM", "ARI"))]


@pytest.mark.parametrize(
    "text",
    [
        "全市辖霞坪区、桐口区、柳堤区3个区和望桥县、平岭县、石川县、云坡县、青屏县5个县。",
        "普通高中在校生增加1700人。\n九、存在的问题\n据测算，初中在校生将于2028年达到峰值8.42万人，比2025年再增7100人。",
    ],
)
def test_true_sentences_that_look_wrong(text: str) -> None:
    assert _found(text, sheet=False) == []
