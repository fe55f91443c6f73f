"""Rows that a report tells nowhere, and the figures that were meant for them."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, Given, document, metrics, own_indicator

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
    found = UntoldRows(Sheet(given, REGION, YEAR)).read(context.statements, context.subjects, (), (), ())
    return [reading.figure.text for reading in found]


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
