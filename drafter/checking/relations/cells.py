"""What the cell of a table stands for."""

from __future__ import annotations

from decimal import Decimal

from drafter.checking.text.grids import Grid
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure
from drafter.facts import Interval

__all__ = ["cell_value", "in_base_units"]


def cell_value(figure: Figure) -> Interval:
    """What a cell stands for; numbers without a unit are as printed, whole ones exact."""
    quantity = figure.quantity
    if quantity.kind is Kind.BARE and not quantity.decimals:
        return Interval.exact(quantity.value)
    return quantity.interval


def in_base_units(grid: Grid, row: int, column: int) -> tuple[Interval, Decimal] | None:
    """The same in the base unit of what its head or its row says that it counts, and its face value."""
    figure = grid.cells.get((row, column))
    if figure is None:
        return None
    factor = grid.factor(row, column)
    return cell_value(figure).scaled(factor), figure.quantity.value * factor
