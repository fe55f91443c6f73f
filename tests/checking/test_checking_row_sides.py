"""Two rows told together: by how much one lies above the other, and what they make."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, Given, document, metrics, own_indicator

from drafter.checking.context import CheckContext
from drafter.checking.row_lists import RowLists
from drafter.checking.row_model import Sheet
from drafter.checking.row_sides import RowSides
from drafter.facts import Dictionary

KNOWN = Dictionary(
    [
        own_indicator("义务教育教师年均工资", "元", "money", id="teachers"),
        own_indicator("公务员年均工资", "万元", "money", id="officials"),
        own_indicator("体质健康合格率", "%", "ratio", id="fit"),
        own_indicator("体质健康优良率", "%", "ratio", id="very_fit"),
        own_indicator("小学在校生", "人", id="primary"),
        own_indicator("初中在校生", "人", id="junior"),
        own_indicator("普通高中在校生", "人", id="senior"),
        own_indicator("中职在校生", "人", id="vocational"),
    ]
)
GIVEN: Given = {
    "teachers": ("104200", "100500"),
    "officials": ("10.38", "10.02"),
    "fit": ("95.1", "94.4"),
    "very_fit": ("54.2", "51.7"),
    "primary": ("41260", "42815"),
    "junior": ("21936", "21480"),
    "senior": ("10384", "10120"),
    "vocational": ("4917", "4655"),
}


def doubts(text: str) -> list[tuple[str, str]]:
    given = metrics(GIVEN, KNOWN)
    sheet = Sheet(given, REGION, YEAR)
    (statement,) = CheckContext(document(text), REGION, YEAR, metrics=given).statements
    return [(r.figure.text, r.outcome.right) for r in RowSides(sheet, RowLists(sheet)).read(statement, {}, frozenset())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("义务教育教师年均工资低于当地公务员400元。", [("400元", "400元")]),
        ("义务教育教师年均工资高出公务员0.4万元。", [("0.4万元", "400元")]),
        ("体质健康合格率比优良率高49.0个百分点。", [("49.0个百分点", "40.9个百分点")]),
        ("小学、初中在校生合计61396人。", [("61396人", "63196人")]),
        ("高中阶段（普高、中职）在校生15031人。", [("15031人", "15301人")]),
    ],
)
def test_what_the_sheet_makes_of_two_rows(text: str, expected: list[tuple[str, str]]) -> None:
    assert doubts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "义务教育教师年均工资高于当地公务员400元。",
        "义务教育教师年均工资高于公务员的10.38万元。",
        "义务教育教师年均工资比上年高3700元。",
        "体质健康合格率比优良率高40.9个百分点。",
        "体质健康合格率比全市平均高1.2个百分点。",
        "城区体质健康合格率比优良率高38.6个百分点。",
        "小学、初中在校生合计63196人。",
        "小学、初中招生合计13088人。",
        "小学、初中、普高在校生合计73580人。",
        "力争小学、初中在校生合计61396人。",
        "上年小学、初中在校生合计64295人。",
        "高中阶段（普高、中职）在校生15301人。",
    ],
)
def test_what_they_bear_out_and_what_is_of_other_things(text: str) -> None:
    assert doubts(text) == []
