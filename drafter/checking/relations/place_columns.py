"""A column of places (位次, 名次) that one of the other columns gives: the greatest is the first, or the least."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.text.grids import Grid
from drafter.findings import State

__all__ = ["place_columns"]

_PLACES = re.compile(r"^(?:[全本]?[省市县区州]?|[^占率]{0,8})(?:位次|名次|排名|排位|排序|位序|序位)$")
_FEWEST = 5
#: Rows that may be out of order in a column which still is the one that the places are of.
_MOST_ODD = 2


def place_columns(grid: Grid) -> Iterator[Relation]:
    """Every place of such a column against the order of the column that it is of."""
    for column in grid.columns:
        if not _PLACES.match(grid.name(column)):
            continue
        places = {
            row: int(f.quantity.value)
            for row, f in grid.column(column).items()
            if row in grid.parts and _is_place(f.text)
        }
        if len(places) < _FEWEST or max(places.values(), default=0) > len(grid.parts):
            continue
        orders = sorted(
            (_odd(places, order), number, most, other)
            for number, other in enumerate(c for c in grid.columns if c != column)
            for most in (True, False)
            if len(order := _order(grid, other, places, most)) == len(places)
        )
        if (
            not orders
            or orders[0][0] > _MOST_ODD
            or (orders[0][0] and len(orders) > 1 and orders[1][0] == orders[0][0])
        ):
            continue
        odd, _, most, other = orders[0]
        yield from _told(grid, column, other, places, _order(grid, other, places, most), most=most, sure=odd <= 1)


def _is_place(text: str) -> bool:
    return text.strip().isdigit()


def _order(grid: Grid, column: int, places: Mapping[int, int], most: bool) -> dict[int, int]:
    """The place of each row by the values of a column; equal ones share the first of theirs."""
    values: dict[int, Decimal] = {row: f.quantity.value for row, f in grid.column(column).items() if row in places}
    return {
        row: 1 + sum((v > value) if most else (v < value) for v in values.values()) for row, value in values.items()
    }


def _odd(places: Mapping[int, int], order: Mapping[int, int]) -> int:
    return sum(places[row] != order[row] for row in places)


def _told(
    grid: Grid, column: int, other: int, places: Mapping[int, int], order: Mapping[int, int], *, most: bool, sure: bool
) -> Iterator[Relation]:
    way = "由高到低" if most else "由低到高"
    for row, place in places.items():
        stated, value = grid.cells[row, column], grid.cells[row, other]
        formula = f"表中第{place}"
        if place == order[row]:
            yield Relation("order", formula, State.PROVED, (value, stated))
        else:
            told = f"按“{grid.name(other)}”{way}，“{grid.labels.get(row, '')}”应排第{order[row]}"
            yield Relation("order", formula, State.REFUTED, (value, stated), told, weak=not sure, plain=True)
