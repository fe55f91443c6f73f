"""Totals whose unit alone keeps them from being the sum of what stands before: 「a人次、b人次，累计5820万人次」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.plausible import digits
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.text.quantities import Kind
from drafter.checking.text.reckoning import ADDED
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["odd_totals"]

_TOTAL = re.compile(
    rf"(?:{ADDED}|累计|总(?![体结务]))[^，。；、\d]{{0,10}}$|(?:^|[，；、])[^，。；、\d]{{0,6}}共[^，。；、\d]{{0,6}}$"
)
_SCALES = tuple(Decimal(10) ** n for n in (4, -4, 8, -8))
_BACK, _FEWEST, _TELLING = 8, 2, 3


def odd_totals(statement: Statement) -> Iterator[Relation]:
    """Every such total; equality to the last digit of a scaled sum is no chance, so that nothing else is asked."""
    for total in statement.figures:
        if not _usable(total) or not _TOTAL.search(total.gap) or digits(total.quantity.value) < _TELLING:
            continue
        alike = [f for f in statement.figures if f.id < total.id and _alike(f, total)][-_BACK:]
        for size in range(_FEWEST, len(alike) + 1):
            parts = alike[-size:]
            exact = sum((f.quantity.value for f in parts), Decimal(0))
            if any(exact * scale == total.quantity.value for scale in _SCALES):
                formula = f"{'＋'.join(f.text for f in parts)}＝{total.text}"
                expected = printed_like(exact, total.quantity)
                yield Relation("sum", formula, State.REFUTED, (*parts, total), expected, weak=True, plain=True)
                break


def _usable(figure: Figure) -> bool:
    quantity = figure.quantity
    return quantity.kind is Kind.AMOUNT and quantity.definite and quantity.value > 0 and not quantity.spelled


def _alike(figure: Figure, total: Figure) -> bool:
    told = figure.role in (Role.LEVEL, Role.CHANGE)
    return told and _usable(figure) and figure.quantity.dimension == total.quantity.dimension
