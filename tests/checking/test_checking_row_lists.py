"""Lists of names with a list of values, held against the rows that the names tell."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, Given, document, metrics, own_indicator

from drafter.checking.context import CheckContext
from drafter.checking.row_lists import RowLists
from drafter.checking.row_model import EXCHANGED, LAST_YEAR, MISTYPED, Sheet
from drafter.facts import Dictionary

KNOWN = Dictionary(
    [
        own_indicator("幼儿园生均支出", "元", id="spent_kindergarten"),
        own_indicator("小学生均支出", "元", id="spent_primary"),
        own_indicator("初中生均支出", "元", id="spent_junior"),
        own_indicator("小学在校生数", "人", id="primary"),
        own_indicator("初中在校生数", "人", id="junior"),
        own_indicator("体质健康合格率", "%", id="fit"),
        own_indicator("体质健康优良率", "%", id="very_fit"),
    ]
)
GIVEN: Given = {
    "spent_kindergarten": ("9120", "8865"),
    "spent_primary": ("12345", "12010"),
    "spent_junior": ("16270", "15905"),
    "primary": ("41260", "42815"),
    "junior": ("21936", "21480"),
    "fit": ("95.1", "94.4"),
    "very_fit": ("54.2", "51.7"),
}


@pytest.mark.parametrize(
    ("text", "suspects"),
    [
        ("幼儿园、小学、初中三个学段生均支出分别达到9120元、12345元和16270元。", ["", "", ""]),
        ("幼儿园、小学、初中三个学段生均支出分别达到12345元、9120元和16270元。", ["", EXCHANGED, EXCHANGED]),
        ("生均支出，学前、小学、初中依次为9120元、12010元、16270元。", ["", "", LAST_YEAR]),
        ("小学、初中在校生分别为41260人和21396人。", ["", MISTYPED]),
        ("在校生有升有降，小学、初中分别为21936人和41260人。", [EXCHANGED, EXCHANGED]),
        ("学生体质健康合格率、优良率分别为54.2%、95.1%。", [EXCHANGED, EXCHANGED]),
        # of a place, of a plan, of another year, of another thing
        ("城区小学、初中在校生分别为21936人和41260人。", []),
        ("力争小学、初中在校生分别为21936人和41260人。", []),
        ("2022年，小学、初中在校生分别为21936人和41260人。", []),
        ("小学、初中毕业生分别为6821人和7033人。", []),
        # a value that is nothing of the sheet proves nothing by itself
        ("小学、初中在校生分别为8120人和3356人。", []),
    ],
)
def test_values_of_a_list_are_held_against_their_rows(text: str, suspects: list[str]) -> None:
    given = metrics(GIVEN, KNOWN)
    (statement,) = CheckContext(document(text), REGION, YEAR, metrics=given).statements
    assert [r.suspect for r in RowLists(Sheet(given, REGION, YEAR)).levels(statement, {}, frozenset())] == suspects


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("体质健康合格率、优良率分别比上年提高0.7个和2.5个百分点。", ["fit", "very_fit"]),
        ("小学、初中学生分别减少1555人和增加456人。", []),  # no plain list
        ("初中、小学在校生同比分别增长2.1%、3.6%。", ["junior", "primary"]),
        ("体质健康合格率、优良率分别比2020年提高2.7个和6.5个百分点。", []),
        ("体质健康合格率、优良率分别比全市平均高0.7个和2.5个百分点。", []),
    ],
)
def test_changes_of_a_list_tell_rows_too(text: str, rows: list[str]) -> None:
    given = metrics(GIVEN, KNOWN)
    (statement,) = CheckContext(document(text), REGION, YEAR, metrics=given).statements
    assert [row.id for _, row in RowLists(Sheet(given, REGION, YEAR)).changes(statement, {})] == rows
