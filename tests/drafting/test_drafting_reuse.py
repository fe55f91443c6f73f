"""Sections of the last draft are used again exactly as long as drafting them anew would give the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from drafter.drafting import DraftRequest, draft_report
from drafter.drafting.reuse import Shelf
from drafter.facts import Metrics, Period, read_metrics
from drafter.report import report_to_json
from drafter.resources import bundled

CITY = bundled("examples", "city")
SHEET, MATERIALS = CITY / "metrics.xlsx", CITY / "materials"


@pytest.fixture(scope="module")
def sheet() -> Metrics:
    return read_metrics(SHEET)


@pytest.fixture(scope="module")
def packed(sheet: Metrics) -> bytes:
    shelf = Shelf()
    drafted("city-key-points", sheet, shelf)
    assert len(shelf.drafted) > 10
    assert not shelf.reused
    return shelf.packed()


def drafted(outline: str, metrics: Metrics, shelf: Shelf | None = None, length: int = 0) -> str:
    request = DraftRequest(outline, SHEET, MATERIALS, engine="offline", length=length)
    made = draft_report(request, metrics=metrics, shelf=shelf).report
    return report_to_json(replace(made, inputs={}))


def variants(metrics: Metrics) -> Iterator[tuple[str, Metrics]]:
    """The sheet with one cell changed, emptied or declared 不适用, by what was done; every eleventh cell."""
    for number, (key, fact) in enumerate(list(metrics.facts.items())[::11]):
        indicator, period = key
        rest = {k: v for k, v in metrics.facts.items() if k != key}
        what = number % 3
        if what == 0 or period is Period.PREVIOUS:
            changed = replace(fact, value=fact.value * Decimal("0.8"), raw=f"{fact.value * Decimal('0.8')}")
            yield f"changed {indicator}", replace(metrics, facts={**metrics.facts, key: changed})
        elif what == 1:
            missing = {**metrics.missing, indicator: fact.cell}
            yield f"emptied {indicator}", replace(metrics, facts=rest, missing=missing)
        else:
            declared = {*metrics.not_applicable, indicator}
            yield f"不适用 {indicator}", replace(metrics, facts=rest, not_applicable=declared)


def test_whatever_cell_changes_the_draft_is_the_one_made_from_nothing(sheet: Metrics, packed: bytes) -> None:
    counted = []
    for what, metrics in variants(sheet):
        shelf = Shelf(packed)
        assert drafted("city-key-points", metrics, shelf) == drafted("city-key-points", metrics), what
        counted.append(len(shelf.drafted))
        assert shelf.reused, what
    assert len(counted) >= 8
    assert sorted(counted)[len(counted) // 2] <= 3  # a cell is of one section; a floor also of problems and measures


def test_the_same_inputs_draft_nothing(sheet: Metrics, packed: bytes) -> None:
    shelf = Shelf(packed)
    assert drafted("city-key-points", sheet, shelf) == drafted("city-key-points", sheet)
    assert not shelf.drafted


def test_a_shorter_report_or_another_year_is_drafted_anew_where_it_differs(sheet: Metrics, packed: bytes) -> None:
    shelf = Shelf(packed)
    assert drafted("city-key-points", sheet, shelf, 3000) == drafted("city-key-points", sheet, None, 3000)
    assert shelf.drafted
    shelf = Shelf(packed)
    later = replace(sheet, year=sheet.year + 1)
    assert drafted("city-key-points", later, shelf) == drafted("city-key-points", later)
    assert not shelf.reused


def test_what_cannot_be_read_is_drafted(sheet: Metrics) -> None:
    for packed in (b"broken", Shelf().packed()):
        shelf = Shelf(packed)
        drafted("city-key-points", sheet, shelf)
        assert not shelf.reused
