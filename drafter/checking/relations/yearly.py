"""Columns of a table that follow from its own rows: growth over the row of the year before, shares of one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.cells import cell_value
from drafter.checking.relations.hundred import turned
from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.text.grids import TOTAL, Grid
from drafter.checking.text.statements import Figure
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["yearly"]

_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
_GROWTH = re.compile(r"(?:比|较)上年|同比|增长|增幅|增速")
_OTHER_BASE = re.compile(r"累计|年均|百分点|(?:19|20)\d\d年")
_OF_WHOLE = re.compile(r"占|比[例重]|构成")
_OVERLAPS = re.compile(r"其中|以上|女|男|高级|骨干|双师")
_HUNDRED = Decimal(100)
_ROUNDED = Decimal("0.06")
_FEWEST, _MOST = 3, 12


def yearly(grid: Grid) -> Iterator[Relation]:
    """Growth told beside the values of successive years, and shares of a whole that do not make a hundred."""
    yield from _growths(grid)
    for column in grid.columns:
        if grid.is_percent(column) and _OF_WHOLE.search(grid.name(column)):
            yield from _shares(grid, column)


def _growths(grid: Grid) -> Iterator[Relation]:
    years = {int(m[1]): row for row in grid.rows if (m := _YEAR.fullmatch(grid.labels.get(row, "")))}
    if len(years) < len(grid.rows) or len(years) < _FEWEST:
        return
    for column in grid.columns:
        name = grid.name(column)
        if not _GROWTH.search(name) or _OTHER_BASE.search(name) or not grid.is_percent(column):
            continue
        values = next((c for c in reversed(grid.columns) if c < column and not grid.is_percent(c)), None)
        found = [] if values is None else list(_of_column(grid, years, values, column))
        held = sum(relation.state is State.PROVED for relation in found)
        if held and 2 * held >= len(found):
            yield from found


def _of_column(grid: Grid, years: dict[int, int], values: int, column: int) -> Iterator[Relation]:
    for year, row in sorted(years.items()):
        now, before = grid.cells.get((row, values)), grid.cells.get((years.get(year - 1, -1), values))
        told = grid.cells.get((row, column))
        if now is None or before is None or told is None or cell_value(before).low <= 0:
            continue
        old, new = cell_value(before), cell_value(now)
        grown = abs(new - old)
        rate = Interval(grown.low / old.high, grown.high / old.low).scaled(_HUNDRED)
        exact = abs(now.quantity.value - before.quantity.value) / before.quantity.value * _HUNDRED
        quantity = told.quantity
        if quantity.value < 0:
            quantity = replace(quantity, value=-quantity.value, interval=abs(quantity.interval))
        state, truncated = decide(rate, quantity, exact)
        expected = "" if state is State.PROVED else printed_like(exact, quantity)
        formula = f"表中({now.text}－{before.text})÷{before.text}"
        yield Relation("growth", formula, state, (before, now, told), expected, truncated)


def _shares(grid: Grid, column: int) -> Iterator[Relation]:
    """Shares that make a hundred once the digits of one of them change places, or that fall short of a 100% told."""
    cells = grid.column(column)
    parts = {row: cell for row, cell in cells.items() if not TOTAL.match(grid.labels.get(row, ""))}
    totals = [cell for row, cell in cells.items() if row not in parts]
    if not _FEWEST <= len(parts) <= _MOST or len(totals) > 1:
        return
    if totals and totals[0].quantity.value != _HUNDRED or any(_OVERLAPS.search(grid.labels.get(r, "")) for r in parts):
        return
    listed = list(parts.values())
    room = _ROUNDED * len(listed)
    exact = sum((f.quantity.value for f in listed), Decimal(0))
    if abs(exact - _HUNDRED) <= max(room, sum((f.quantity.step for f in listed), Decimal(0)) / 2):
        return
    wrong = [f for f in listed if turned(f, exact)]
    near = totals and abs(exact - _HUNDRED) <= _HUNDRED / 10
    for cell in wrong or (listed[-1:] if near else ()):
        yield _not_whole(listed, exact, cell, totals)


def _not_whole(listed: Sequence[Figure], exact: Decimal, wrong: Figure, totals: Sequence[Figure]) -> Relation:
    whole = replace(wrong.quantity, text="100%", value=_HUNDRED, interval=Interval.exact(_HUNDRED))
    total = totals[0] if totals else replace(wrong, quantity=whole)
    formula = f"{'＋'.join(f.text for f in listed)}＝100%"
    return Relation("sum", formula, State.REFUTED, (*listed, total), f"{exact}%", weak=True, plain=True, blamed=wrong)
