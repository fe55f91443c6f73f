"""Which indicator and which year a figure is about, and when that is certain."""

from __future__ import annotations

import pytest
from checking_helpers import bindings, own_indicator, sentence, told

from drafter.checking.text.binding import Binder
from drafter.facts import Dictionary, load_dictionary

SHARE, COVER, GROSS = "public_kindergarten_share", "inclusive_kindergarten_coverage", "preschool_gross_enrolment"
SPEND, FUNDS = "edu_budget_expenditure", "per_pupil_public_funds_"
NOBODY = ("", "", "unbound")

SURE = [
    ("公办园在园幼儿占比为48.34%。", [(SHARE, "this")]),
    ("2025年，全市公办园在园幼儿占比达到48.34%。", [(SHARE, "this")]),
    ("截至2025年底，我市公办园在园幼儿占比已达48.34%。", [(SHARE, "this")]),
    ("截至2025年12月底，公办园在园幼儿占比为48.34%。", [(SHARE, "this")]),
    ("云岭市公办园在园幼儿占比48.34%。", [(SHARE, "this")]),
    ("公办园的在园幼儿占比（%）为48.34%。", [(SHARE, "this")]),
    ("2024年公办园在园幼儿占比为47.19%。", [(SHARE, "previous")]),
    ("上年公办园在园幼儿占比为47.19%。", [(SHARE, "previous")]),
    ("普惠性幼儿园覆盖率和公办园在园幼儿占比分别为91.42%和48.34%。", [(COVER, "this"), (SHARE, "this")]),
    (
        "普惠性幼儿园覆盖率、公办园在园幼儿占比以及学前三年毛入园率依次达到91.42%、48.34%、94.62%。",
        [(COVER, "this"), (SHARE, "this"), (GROSS, "this")],
    ),
    ("小学、初中生均公用经费分别达到720元、940元。", [(FUNDS + "primary", "this"), (FUNDS + "junior", "this")]),
    ("公办园在园幼儿占比由47.19%提高到48.34%。", [(SHARE, "previous"), (SHARE, "this")]),
    (
        "公办园在园幼儿占比48.34%，比上年的47.19%提高1.15个百分点。",
        [(SHARE, "this"), (SHARE, "previous"), (SHARE + "+", "this")],
    ),
    ("公办园在园幼儿占比48.34%，上年为47.19%。", [(SHARE, "this"), (SHARE, "previous")]),
    (
        "普惠性幼儿园覆盖率和公办园在园幼儿占比分别由90.97%、47.19%提高到91.42%、48.34%。",
        [(COVER, "previous"), (SHARE, "previous"), (COVER, "this"), (SHARE, "this")],
    ),
    (
        "一般公共预算教育支出78.62亿元，比上年增加3.67亿元，增长4.90%。",
        [(SPEND, "this"), (SPEND + "+", "this"), (SPEND + "+", "this")],
    ),
    ("一般公共预算教育支出比上年增长4.90%。", [(SPEND + "+", "this")]),
    (
        "普惠性幼儿园覆盖率91.42%、公办园在园幼儿占比48.34%，分别比上年提高0.45、1.15个百分点。",
        [(COVER, "this"), (SHARE, "this"), (COVER + "+", "this"), (SHARE + "+", "this")],
    ),
    ("小学、初中生均公用经费比上年分别增长2%和3%。", [(FUNDS + "primary+", "this"), (FUNDS + "junior+", "this")]),
    (
        "生均一般公共预算教育经费中，幼儿园7215元、小学13357元、初中18316元。",
        [("per_pupil_edu_exp_" + stage, "this") for stage in ("kindergarten", "primary", "junior")],
    ),
    (
        "生均公用经费达到省定标准，其中小学720元，初中940元，比上年小学增长2%。",
        [(FUNDS + "primary", "this"), (FUNDS + "junior", "this"), (FUNDS + "primary+", "this")],
    ),
    (
        "市委常委会9次研究教育工作，市政府常务会议11次研究教育议题。",
        [("party_standing_edu_topics", "this"), ("gov_exec_edu_topics", "this")],
    ),
    (
        "党组织领导的校长负责制，落实率由上年的96.88%提高到100%。",
        [("party_led_principal_rate", "previous"), ("party_led_principal_rate", "this")],
    ),
    (
        "全市幼儿园612所，其中公办幼儿园268所、民办幼儿园344所。",
        [("kindergartens_total", "this"), ("public_kindergartens", "this"), ("private_kindergartens", "this")],
    ),
    (
        "全市现有各级各类学校1221所，其中幼儿园612所、小学418所和普通高中24所。",
        [
            ("schools_total", "this"),
            ("kindergartens_total", "this"),
            ("primary_schools", "this"),
            ("senior_schools", "this"),
        ],
    ),
    ("全市幼儿园612所，在园幼儿78426人。", [("kindergartens_total", "this"), ("kindergarten_enrolment", "this")]),
    ("全市小学418所；幼儿园612所。", [("primary_schools", "this"), ("kindergartens_total", "this")]),
    ("普职比为5.6:4.4。", [("general_vocational_ratio", "this")]),
    ("师幼比为1:13.4。", [("kindergarten_teacher_child_ratio", "this")]),
    ("义务教育教师与公务员平均工资之比为1.02。", [("teacher_civil_salary_ratio", "this")]),
    ("望山县成效明显，全市公办园在园幼儿占比达到48.34%。", [(SHARE, "this")]),
]


@pytest.mark.parametrize(("text", "expected"), SURE, ids=[s[0] for s in SURE])
def test_what_is_said_plainly_is_sure(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(indicator, period) for _, indicator, period, _ in told(text)] == expected
    assert {level for *_, level in told(text)} == {"sure"}


def test_a_change_behind_brackets_is_of_the_value_before_them() -> None:
    found = told("全市现有幼儿园612所（公办园268所），比上年减少22所。")
    assert [indicator for _, indicator, _, _ in found] == [
        "kindergartens_total",
        "public_kindergartens",
        "kindergartens_total+",
    ]


#: The right name right before the figure, and yet another thing: figures that must not be held against the metrics.
NARROWED = [
    "城区公办园在园幼儿占比为45.10%。",
    "农村公办园在园幼儿占比为45.10%。",
    "望山县公办园在园幼儿占比为61.20%。",
    "部分县公办园在园幼儿占比为45.10%。",
    "新增公办园在园幼儿320人。",
    "全省公办园在园幼儿占比为51.2%。",
    "全国公办园在园幼儿占比为51.2%。",
    "2020年公办园在园幼儿占比为40.19%。",
    "2021—2025年公办园在园幼儿占比为45%，2020年公办园在园幼儿占比40%。",
    "截至2025年6月底，公办园在园幼儿占比为47.80%。",
    "通过三年努力公办园在园幼儿占比达到48.34%。",
    "下一步，公办园在园幼儿占比达到52%。",
    "明年，全市公办园在园幼儿占比达到52%。",
    "望山县工作扎实，公办园在园幼儿占比达到61.20%。",
    "城区加快建设，公办园在园幼儿占比达到61.20%。",
    "其中，望山县有所提高，公办园在园幼儿占比达到61.20%。",
    "公办园在园幼儿占比达到52%的县已有4个。",
    "“十四五”末以来，公办园在园幼儿占比提高8.2个百分点。",
    "公办园在园幼儿占比比2020年提高8.2个百分点。",
    "较2020年，公办园在园幼儿占比提高8.2个百分点。",
    "公办园在园幼儿占比较改革前提高8.2个百分点。",
    "公办园在园幼儿占比年均比上年提高1.2个百分点。",
    "公办园在园幼儿占比截至2025年6月比上年提高1.2个百分点。",
    "望山县公办园在园幼儿占比比上年提高1.2个百分点。",
    # schools and people of a narrower whole
    "全市寄宿制学校236所，其中小学98所、初中38所。",
    "新建学校12所，其中小学5所、初中7所。",
    "改扩建幼儿园15所，其中公办幼儿园12所。",
    "望山县共有幼儿园62所，其中公办幼儿园31所。",
    "民办学校中，小学12所，初中8所。",
    "民办教育稳步发展，其中小学12所、初中8所。",
    "全市义务教育学校550所，在校生31.2万人。",
    "职业学校办学条件改善，在校生2.1万人，专任教师1560人。",
    "评估验收小学45所、初中12所。",
    "新招聘教师560名，其中小学专任教师220名、初中专任教师180名。",
    "小学12所、初中5所获评示范校。",
    "专任教师360人获得表彰。",
    "有教职工1.2万人的高校3所。",
    # told by a clause
    "其中食堂排查安全隐患217处。",
    "排查农村学校安全隐患217处。",
    "明年市委常委会9次研究教育工作。",
    "2020年市委常委会9次研究教育工作。",
]


@pytest.mark.parametrize("text", NARROWED)
def test_what_is_said_of_something_else_is_not_sure(text: str) -> None:
    wholes = ("560名", "236所", "550所", "15所")  # what a list begins with may be an indicator of its own
    assert [t for t in told(text) if t[3] == "sure" and t[0] not in wholes] == []


@pytest.mark.parametrize(
    "text",
    [
        "力争公办园在园幼儿占比达到60%以上。",  # a target
        "公办园在园幼儿占比低于50%的底线要求。",
        "在园幼儿48.34%。",  # a percentage of a count
        "公办园在园幼儿占比48.34亿元。",
        "普职比48.34%。",
        "普惠性幼儿园覆盖率、公办园在园幼儿占比分别达到91.42%、48.34%和94.62%。",  # three for two
        "普惠性幼儿园覆盖率稳步上升公办园在园幼儿占比分别达到91.42%、48.34%。",  # no list of names
        "公办园在园幼儿占比提高，小区配套园整治，91.42%、48.34%。",
        "共投入资金5.2亿元。",
        "提高1.15个百分点。",
        "由上年的47.19%提高到48.34%。",
        "公办园在园幼儿占比高于全省平均水平0.5个百分点。",
        "小学、初中生均公用经费分别增长2%和3%。",  # against what is not said
        "普惠性幼儿园覆盖率比上年分别提高0.45、1.15个百分点。",  # two for one
        "小学比上年增长2%。",  # an everyday word, no family before it
    ],
)
def test_what_no_indicator_tells_is_not_bound(text: str) -> None:
    assert {level for *_, level in told(text)} <= {"unbound", "unsure"}


def test_a_change_list_longer_than_its_values_is_left_alone() -> None:
    values = told("普惠性幼儿园覆盖率91.42%，分别比上年提高0.45、1.15个百分点。")
    assert [v[3] for v in values] == ["sure", "unbound", "unbound"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("通过三年努力公办园在园幼儿占比达到48.34%。", "likely"),
        ("望山县公办园在园幼儿占比为61.20%。", "unsure"),
        ("公办园在园幼儿占比经各地测算后约48.34%。", "unsure"),
        ("示范性小学12所。", "unsure"),
    ],
)
def test_there_are_degrees(text: str, level: str) -> None:
    assert [t[3] for t in told(text)] == [level]


def test_a_change_stands_by_its_value_across_other_changes() -> None:
    text = "一般公共预算教育支出78.62亿元，比上年的74.95亿元增加3.67亿元，增长4.90%。"
    assert [t[1] for t in told(text)] == [SPEND, SPEND, SPEND + "+", SPEND + "+"]


def test_a_change_after_another_thing_is_not_bound() -> None:
    text = "一般公共预算教育支出78.62亿元，建成学校12所，比上年增长4.90%。"
    assert told(text)[-1][1:] == NOBODY


def test_a_province_may_speak_of_the_whole_province() -> None:
    text = "全省公办园在园幼儿占比为48.34%。"
    for region, sure in (("江岭省", True), ("", True), ("云岭市", False), ("望山县", False)):
        statement = sentence(text)
        (bound,) = Binder(load_dictionary(), 2025, region).bind(statement).values()
        assert bound.sure is sure, region


def test_without_a_region_the_country_is_still_another() -> None:
    statement = sentence("全国公办园在园幼儿占比为48.34%。")
    (bound,) = Binder(load_dictionary(), 2025).bind(statement).values()
    assert not bound.sure


def test_the_users_own_indicator_is_bound() -> None:
    own = Dictionary([own_indicator("名师工作室数", "个"), own_indicator("托管帮扶学校数", "所")])
    (first, second) = bindings("全市名师工作室45个，托管帮扶学校9所。", own)
    assert first[1] is not None
    assert second[1] is not None
    assert (first[1].indicator.name, first[1].sure) == ("名师工作室数", True)
    assert second[1].indicator.name == "托管帮扶学校数"


def test_counts_of_any_kind_may_measure_a_count() -> None:
    assert [t[1] for t in told("全市教学点56所。")] == ["teaching_points"]


def test_a_bare_number_measures_only_a_bare_indicator() -> None:
    assert told("公办园在园幼儿占比48。")[0][3] == "unbound"
