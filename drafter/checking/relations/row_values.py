"""Figures of the text that a table's row gives by division, or under last year alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import permutations

from drafter.checking.relations.model import Relation
from drafter.checking.relations.views import Column, View
from drafter.checking.text.quantities import Quantity
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["of_last_year", "row_quotient"]

_BREAK = re.compile(r"[，。；：（）]")
_EARLIER = re.compile(r"上一?学?年|去年|(?:19|20)\d\d|由|从|原|增[长加]?[到至]|提高[到至]|[较比]")
_AROUND = 6
_DIGITS = 5
_RATIO = re.compile(r"生师比|师生比|师幼比|教师")


def of_last_year(view: View, statement: Statement, figure: Figure, known: Collection[int]) -> Iterator[Relation]:
    """A value of many digits that the table has under last year only, told as this year's: 小学15684.20元."""
    quantity = figure.quantity
    digits = len(f"{quantity.value / (quantity.step or 1):.0f}".strip("0"))
    if figure.role is not Role.LEVEL or figure.id in known or digits < _DIGITS or not quantity.definite:
        return
    clause = _BREAK.split(figure.gap)[-1]
    after = statement.between(figure.end, min(statement.end, figure.end + _AROUND))
    if _EARLIER.search(clause + after) or figure.direction or _told_years(statement):
        return
    rows = [*view.rows.values()] if view.rows else []
    for now, then in view.pairs:
        for row in rows:
            cell, current = view.cell(row, then), view.cell(row, now)
            if cell is None or current is None or not _printed_alike(cell, quantity):
                continue
            if _printed_alike(current, quantity):
                return
            formula = f"表中“{view.grid.labels.get(row, '')}”上年{cell.text}、本年{current.text}"
            yield Relation("cell", formula, State.REFUTED, (cell, current, figure), current.text, weak=True, plain=True)
            return


def _told_years(statement: Statement) -> bool:
    """Whether the sentence goes through years by name."""
    return len({d.year for d in statement.dates if d.year}) > 1


def _printed_alike(cell: Figure, quantity: Quantity) -> bool:
    one = re.sub(r"[,，\s]", "", cell.text)
    return bool(one) and one == re.sub(r"[,，\s]", "", quantity.text[: quantity.number_end - quantity.start])


def row_quotient(view: View, statement: Statement, figure: Figure, row: int) -> Iterator[Relation]:
    """「南片生师比15.82∶1」: two columns of the row divided."""
    if figure.quantity.other != 1 or not _RATIO.search(statement.between(statement.start, figure.start)):
        return
    half = Decimal(5).scaleb(-figure.quantity.decimals - 1)
    told = Interval(figure.quantity.left - half, figure.quantity.left + half)
    columns = [c for c in view.columns if not c.year and c.dimension in ("", "person", "proportion")]
    for over, under in permutations(columns, 2):
        if not re.search(r"生|幼儿", over.name) or "教师" in over.name or "教师" not in under.name:
            continue
        values = {r: _divided(view, r, over, under) for r in view.rows.values()}
        own = values.get(row)
        if own is None:
            continue
        formula = f"表中{view.grid.labels.get(row, '')}{view.printed(row, over)}÷{view.printed(row, under)}"
        cells = [c for c in (view.cell(row, over), view.cell(row, under)) if c is not None]
        if own[0].meets(told):
            yield Relation("quotient", formula, State.PROVED, (*cells, figure))
        else:
            shown = f"{own[1]:.{figure.quantity.decimals}f}:1"
            yield Relation("quotient", formula, State.REFUTED, (*cells, figure), shown, weak=True, plain=True)
        return


def _divided(view: View, row: int, over: Column, under: Column) -> tuple[Interval, Decimal] | None:
    one, other = view.value(row, over), view.value(row, under)
    if one is None or other is None or other[0].low <= 0:
        return None
    return one[0] / other[0], one[1] / other[1]
