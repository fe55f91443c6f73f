"""A column of a table that tells in words how the two years beside it differ: 提高1.15个百分点, 减少68个, 增长5.45%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.cells import cell_value
from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.text.grids import Grid
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure
from drafter.findings import State

__all__ = ["worded_changes"]

_HUNDRED = Decimal(100)
_YEAR = re.compile(r"(20\d\d)年?")
_LAST, _THIS = re.compile(r"[上去]一?学?年"), re.compile(r"[本今当]学?年")


def worded_changes(grid: Grid) -> Iterator[Relation]:
    """Each change against the values of its row; certain where another row of the column bears its reading out."""
    if not grid.changes or (years := _years(grid)) is None:
        return
    before, now = years
    by_column: dict[int, list[Relation]] = {}
    for (row, column), change in sorted(grid.changes.items()):
        old, new = grid.cells.get((row, before)), grid.cells.get((row, now))
        if old is not None and new is not None and change.quantity.definite:
            found = by_column.setdefault(column, [])
            if (relation := _direction(old, new, change)) is not None:
                found.append(relation)
            if (relation := _size(old, new, change, grid.factor(row, now))) is not None:
                found.append(relation)
    for relations in by_column.values():
        held = any(r.state is State.PROVED for r in relations)
        yield from (r if held or r.state is State.PROVED else replace(r, weak=True) for r in relations)


def _years(grid: Grid) -> tuple[int, int] | None:
    """(column of the year before, column of the year); None where the heads name no two such."""
    named = {int(m[1]): column for column in grid.columns if (m := _YEAR.search(grid.name(column)))}
    if len(named) > 1:
        last = max(named)
        return (named[last - 1], named[last]) if last - 1 in named else None
    was = [column for column in grid.columns if _LAST.search(grid.name(column))]
    now = [column for column in grid.columns if _THIS.search(grid.name(column)) and column not in was]
    return (was[0], now[0]) if len(was) == len(now) == 1 else None


def _direction(old: Figure, new: Figure, change: Figure) -> Relation | None:
    moved = new.quantity.value - old.quantity.value
    if moved * change.direction >= 0:
        return None
    said = "上升" if moved > 0 else "下降"
    return Relation("direction", f"表中{old.text}→{new.text}", State.REFUTED, (old, new, change), said)


def _size(old: Figure, new: Figure, change: Figure, factor: Decimal) -> Relation | None:
    """How far the values lie apart, or by what rate; ``factor`` base units are one of a cell's number."""
    base, apart = cell_value(old), abs(cell_value(new) - cell_value(old))
    exact = abs(new.quantity.value - old.quantity.value)
    quantity = change.quantity
    if quantity.kind is Kind.PERCENT:
        if base.low <= 0:
            return None
        kind, formula = "growth", f"表中({new.text}－{old.text})÷{old.text}"
        computed, exact = (apart / base).scaled(_HUNDRED), exact / old.quantity.value * _HUNDRED
    elif quantity.kind is Kind.POINTS:
        kind, formula, computed = "points", f"表中{new.text}与{old.text}之差", apart
    elif quantity.kind is Kind.AMOUNT:
        kind, formula, computed, exact = (
            "difference",
            f"表中{new.text}－{old.text}",
            apart.scaled(factor),
            exact * factor,
        )
    else:
        return None
    state, truncated = decide(computed, quantity, exact)
    expected = "" if state is State.PROVED else printed_like(exact, quantity)
    return Relation(kind, formula, state, (old, new, change), expected, truncated)
