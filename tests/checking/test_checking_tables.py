"""Tables: totals, columns made of others, and the rows that the text speaks of."""

from __future__ import annotations

import pytest
from checking_helpers import check

ROWS = (
    "|县区|小学（所）|学生（人）|占比（%）|\n"
    "|望山县|32|4821|28.6|\n|石溪县|27|3655|21.7|\n|松陵县|59|8386|49.7|\n|合计|118|16862|100|"
)


def codes(text: str) -> list[tuple[str, str]]:
    return [(f.code, f.excerpt) for f in check(text, select=("ARI",)).findings]


def test_a_right_table_is_proved() -> None:
    result = check(ROWS, select=("ARI",))
    assert result.findings == []
    assert {r.state.value for r in result.coverage.relations} == {"proved"}
    assert {r.kind for r in result.coverage.relations} == {"sum", "share"}


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("|118|", "|181|", ("ARI002", "181")),
        ("|21.7|", "|27.1|", ("ARI001", "27.1")),
    ],
)
def test_a_wrong_cell_is_found(was: str, now: str, expected: tuple[str, str]) -> None:
    assert codes(ROWS.replace(was, now)) == [expected]


def test_growth_between_two_columns() -> None:
    table = "|项目|2024年|2023年|增长（%）|\n|总投入|62.48|58.91|6.1|\n|财政|54.16|51.20|{}|\n|预算|47.35|44.62|6.1|"
    assert codes(table.format("5.8")) == []
    assert codes(table.format("8.5")) == [("ARI003", "8.5")]


def test_a_blank_cell_is_no_nought() -> None:
    assert codes(ROWS.replace("|27|", "|—|")) == []


def test_some_rows_are_no_parts() -> None:
    assert codes("|类别|人数|\n|教师|100|\n|其中：女|60|\n|职工|20|\n|合计|120|") == []
