"""Rows that a report tells nowhere, and the figures that were meant for them."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, Given, document, found, metrics, own_indicator

from drafter.checking.context import CheckContext
from drafter.checking.row_model import Sheet
from drafter.checking.row_untold import UntoldRows
from drafter.facts import Dictionary

KNOWN = Dictionary(
    [
        own_indicator("普惠性幼儿园数", "所", id="inclusive"),
        own_indicator("公办园在园幼儿占比", "%", "ratio", id="public"),
        own_indicator("义务教育薄弱环节改善投入", "万元", "money", id="weak_spots"),
        own_indicator("初中专任教师", "人", id="junior_teachers"),
    ]
)
GIVEN: Given = {
    "inclusive": ("126", "121"),
    "public": ("56.4", "54.1"),
    "weak_spots": ("24800", "21600"),
    "junior_teachers": ("1735", "1702"),
}


def doubts(text: str) -> list[str]:
    given = metrics(GIVEN, KNOWN)
    context = CheckContext(document(text), REGION, YEAR, metrics=given)
    read = UntoldRows(Sheet(given, REGION, YEAR)).read(context.statements, context.subjects, (), (), ())
    return [reading.figure.text for reading in read]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市民办幼儿园126所，比上年增加5所。", ["126所"]),
        ("民办园在园幼儿占56.4%。", ["56.4%"]),
        ("普通高中专任教师1735人。", ["1735人"]),
        ("（一）改善义务教育薄弱环节。当年投入2.48万元。", ["2.48万元"]),
        # the row is told elsewhere
        ("全市民办幼儿园126所。普惠性幼儿园126所。", []),
        ("（一）改善义务教育薄弱环节。当年投入2.48亿元，每校平均2.48万元。", []),
        # of a part, of a plan, of another thing, or with too few digits to tell
        ("城区民办幼儿园126所。", []),
        ("2026年改善义务教育薄弱环节计划投入2.48万元。", []),
        ("慰问老教师，发放慰问金2.48万元。", []),
        ("民办园教职工1735人。", []),
        ("改善义务教育薄弱环节，投入2.5万元。", []),
    ],
)
def test_figures_meant_for_rows_that_nothing_tells(text: str, expected: list[str]) -> None:
    assert doubts(text) == expected


#: A sheet whose rows are called by their names, to be told far from their values.
NAMED: Given = {
    "population_resident": ("41.26", "41.73"),
    "fulltime_teachers": ("4392", "4335"),
    "security_guards": ("426", "398"),
    "general_budget_expenditure": ("96.8", "94.1"),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人：年末常住人口17.84万人。", ["17.84万人"]),
        ("现有专任教师2718人。", ["2718人"]),
        ("中小学配专职保安员1248人。", ["1248人"]),
        ("全市年末常住人口17.84万人，比上年少4700人。", ["17.84万人"]),
        # told elsewhere as the sheet has it, so the other is of a part or of another scope
        ("全市年末常住人口41.26万人。\n新区建成以来，常住人口17.84万人。", []),
        # several rows that do not fit: the sentence speaks of something else
        ("人：年末常住人口17.84万人，学校配专职保安员1248人。", []),
        # of a part, of another year, of a goal
        ("城区专任教师2718人。", []),
        ("2020年全市专任教师2718人。", []),
        ("到2030年专任教师力争达到8718人。", []),
    ],
)
def test_a_value_far_from_the_row_it_names_is_doubted_where_nothing_else_tells_the_row(
    text: str, expected: list[str]
) -> None:
    assert [f.excerpt for f in found(text, NAMED, "NUM") if f.code == "NUM001"] == expected


def test_a_change_that_is_the_rows_shows_its_value_wrong() -> None:
    text = "全市各级各类学校专任教师4392人。\n教师队伍建设稳步推进，专任教师2718人，比上年增加57人。"
    told = [f for f in found(text, NAMED, "NUM") if f.excerpt == "2718人"]
    assert [f.code for f in told] == ["NUM001"]
    assert "增减" in told[0].message
    assert not [f for f in found(text.replace("57人", "60人"), NAMED, "NUM") if f.excerpt == "2718人"]
