"""Tables by stage, held against the rows that their cells' rows and columns tell together."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, Given, document, metrics, own_indicator

from drafter.checking.context import CheckContext
from drafter.checking.row_model import EXCHANGED, LAST_YEAR, MISTYPED, Sheet
from drafter.checking.row_tables import RowTables
from drafter.facts import Dictionary

KNOWN = Dictionary(
    [
        own_indicator("小学在校生数", "人", id="primary"),
        own_indicator("初中在校生数", "人", id="junior"),
        own_indicator("小学专任教师", "人", id="primary_teachers"),
        own_indicator("初中专任教师", "人", id="junior_teachers"),
    ]
)
GIVEN: Given = {
    "primary": ("148730", "153260"),
    "junior": ("81240", "79180"),
    "primary_teachers": ("8642", "8597"),
    "junior_teachers": ("6518", "6420"),
}
HEAD = "|学段|在校生（人）|专任教师（人）|\n"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (f"{HEAD}|小学|148730|8642|\n|初中|81240|6518|", []),
        (f"{HEAD}|小学|148730|8462|\n|初中|81240|6518|", [("8462", MISTYPED)]),
        (f"{HEAD}|小学|148730|8642|\n|初中|79180|6518|", [("79180", LAST_YEAR)]),
        (f"{HEAD}|小学|81240|8642|\n|初中|148730|6518|", [("81240", EXCHANGED), ("148730", EXCHANGED)]),
        # of last year, of places, of nothing in the sheet, of what many things may be
        ("|学段|上年在校生（人）|\n|小学|153260|\n|初中|81240|", []),
        ("|学段|城区在校生（人）|\n|小学|148370|\n|初中|81240|", []),
        ("|县区|在校生（人）|\n|东安区|148370|\n|西宁区|81240|", []),
        ("|学段|招生（人）|\n|小学|8642|\n|初中|6581|", []),
        (f"{HEAD}|小学|98730|7642|\n|初中|61240|5518|", []),
    ],
)
def test_cells_are_held_against_their_rows(table: str, expected: list[tuple[str, str]]) -> None:
    given = metrics(GIVEN, KNOWN)
    context = CheckContext(document(table), REGION, YEAR, metrics=given)
    found = RowTables(Sheet(given, REGION, YEAR)).read(context.grids, ())
    assert [(r.figure.text, r.suspect) for r in found if r.suspect] == expected
