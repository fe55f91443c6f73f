"""What a heading, a list, a standard and a year leave unsaid: completed where one reading is open, else left alone."""

from __future__ import annotations

import pytest
from checking_helpers import Given, check, document, metrics, own_indicator, quantities

from drafter.checking import check_document
from drafter.facts import Dictionary
from drafter.findings import Severity

KNOWN = Dictionary(
    [
        own_indicator("常住人口", "万人", id="people"),
        own_indicator("小学在校生数", "人", id="primary"),
        own_indicator("资助金额", "万元", id="aid"),
        own_indicator("幼儿园数", "所", id="kindergartens"),
        own_indicator("一般公共预算支出", "亿元", id="budget"),
        own_indicator("二本以上达线人数", "人", id="passed"),
        own_indicator("新增学位", "个", id="seats"),
        own_indicator("小学生均公用经费", "元", id="primary_each"),
        own_indicator("初中生均公用经费", "元", id="junior_each"),
        own_indicator("义务教育大班额数", "个", id="crowded"),
    ]
)
GIVEN: Given = {
    "people": ("32.4", "32.9"),
    "primary": ("20416", "20102"),
    "aid": ("9800", "9100"),
    "kindergartens": ("92", "90"),
    "budget": ("64.2", "61.8"),
    "passed": ("812", "764"),
    "seats": ("5400", "3600"),
    "primary_each": ("880", "820"),
    "junior_each": ("1080", "1020"),
    "crowded": ("21", "33"),
}


def flagged(text: str) -> list[str]:
    findings = check(text, metrics(GIVEN, KNOWN)).findings
    return [f.excerpt for f in findings if f.code[:3] in ("NUM", "ARI", "CON") and f.severity is not Severity.INFO]


@pytest.mark.parametrize(
    "text",
    [
        "资助金额9800万元，其中普通高中2140万元、中职1960万元。",
        "全年新增学位5400个（幼儿园900个、小学2700个、初中1800个）。",
        "班额超过优质均衡标准（小学45人、初中50人）的班级有31个。全市小学在校生20416人。",
        "评选“美德少年”四十名，其中小学生二十四名、中学生十六名。",
        "2025年新建18所，新增学位5400个，园均300个。",
        "教育支出占一般公共预算支出64.2亿元的20.5%，上年为19.9%，提高0.6个百分点。",
        "教育支出13.2亿元，上年12.3亿元，增加0.9亿元，增长7.3%；占一般公共预算支出64.2亿元的20.6%。",
        "2025年参加高考1610人，二本以上达线812人；2024年参加1580人，二本以上达线764人。",
        "规划2024—2027年新增学位2.1万个，至2025年底已开工19所。",
        "1.普通高中。教学班248个，56人以上大班额9个，占3.63%。",
        "2.普通高中教学班248个，56人以上大班额9个，占3.63%。",
        "3.生均公用经费。小学880元、初中1080元。",
        "全市常住人口只有32.4万。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert flagged(text) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("3.生均公用经费。小学820元、初中1080元。", "820元"),
        ("（二）生均公用经费。小学为880元，初中为1020元。", "1020元"),
        ("全市常住人口只有34.2万。", "34.2万"),
        ("全市常住人口32.9万，比上年略有下降。", "32.9万"),
        ("2025年小学在校生20146人。", "20146人"),
        ("2025年二本以上达线764人。", "764人"),
    ],
)
def test_what_is_wrong_is_found_though_it_is_only_half_said(text: str, figure: str) -> None:
    assert figure in flagged(text)


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("户籍人口24.6万，", 246000, "person"),
        ("教育支出4.35亿，", 435000000, "money"),
        ("专项资金达620万。", 6200000, "money"),
    ],
)
def test_the_noun_gives_a_bare_number_its_unit(text: str, value: int, dimension: str) -> None:
    (quantity,) = quantities(text)
    assert (quantity.value, quantity.dimension) == (value, dimension)


@pytest.mark.parametrize("text", ["图书24.6万，", "人口24.6万户，", "资金4.35亿股，"])
def test_other_bare_numbers_stay_bare(text: str) -> None:
    assert [q.dimension for q in quantities(text)] in ([""], ["count:户"])


def test_a_column_of_another_year_tells_nothing_of_this_one() -> None:
    table = (
        "|学段|2025年在校生（人）|2024年在校生（人）|\n|小学|20400|20100|\n|初中|9600|9300|\n|合计|30000|29400|\n"
        "小学专任教师1200人，初中专任教师800人。小学、初中生师比分别为{}和12.00:1。"
    )
    right, wrong = (
        check_document(document(table.format(ratio)), year=2025).findings for ratio in ("17.00:1", "17.60:1")
    )
    assert [f.excerpt for f in right if f.code == "ARI010"] == []
    assert [f.excerpt for f in wrong if f.code == "ARI010"] == ["17.60:1"]


def test_a_heading_tells_whose_pupils_follow() -> None:
    text = "小学在校生20416人，初中在校生9600人。\n5.民办义务教育。在校生1210人，占义务教育在校生的4.03%。"
    assert [f.excerpt for f in check_document(document(text)).findings if f.code.startswith("ARI")] == []
