"""By how much the cells of two years lie apart, in what a change is told in."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from drafter.checking.relations.row_things import Cell
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure
from drafter.facts import Interval

__all__ = ["Measure", "growth", "measure_of"]

_HUNDRED = Decimal(100)
Measure = Callable[[Cell, Cell], tuple[Interval, Decimal] | None]


def measure_of(figure: Figure) -> Measure | None:
    """How a change like this follows from the later and the earlier value; None for what no cells give."""
    kind = figure.quantity.kind
    return growth if kind is Kind.PERCENT else _difference if kind in (Kind.AMOUNT, Kind.POINTS) else None


def _difference(now: Cell, then: Cell) -> tuple[Interval, Decimal] | None:
    return now.interval - then.interval, now.value - then.value


def growth(now: Cell, then: Cell) -> tuple[Interval, Decimal] | None:
    """By how many per cent a value has grown or, without its sign, fallen; at face value with the sign."""
    if then.interval.low <= 0 or now.dimension == "percent":
        return None
    size = abs(now.interval - then.interval)
    rate = Interval(size.low / then.interval.high, size.high / then.interval.low).scaled(_HUNDRED)
    return rate, (now.value - then.value) / then.value * _HUNDRED
