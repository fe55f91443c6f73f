"""Which rows of the sheet have the value that a figure tells, this year or last."""

from __future__ import annotations

from drafter.checking.comparing import told_in_unit
from drafter.checking.text.fitting import measures
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role
from drafter.facts import Indicator, Interval, Metrics, Period

__all__ = ["RowValues"]


class RowValues:
    """Finds rows by their values.

    Args:
        rows: the indicators that have a row.
    """

    def __init__(self, metrics: Metrics, rows: list[Indicator]) -> None:
        self._rows = rows
        self._in_percent = [row for row in rows if row.unit.dimension == "percent"]
        self._growing = [row for row in rows if row.unit.dimension not in ("percent", "proportion")]
        self._printed = {
            (fact.indicator, fact.period): Interval.printed(fact.value, fact.decimals)
            for fact in metrics.facts.values()
        }

    def measured(self, figure: Figure) -> list[Indicator]:
        """The rows whose value a figure of this unit can be at all."""
        return [row for row in self._rows if measures(figure, row)]

    def told_by(self, figure: Figure) -> list[Indicator]:
        """The rows of which a figure of this unit can be a value or, told as one, a change."""
        if figure.role is Role.CHANGE and figure.quantity.kind is Kind.POINTS:
            return self._in_percent
        if figure.role is Role.CHANGE and figure.quantity.kind in (Kind.PERCENT, Kind.TIMES):
            return self._growing
        return self.measured(figure)

    def holds(self, figure: Figure, row: Indicator, period: Period = Period.THIS) -> bool:
        """Whether a row has the value of a figure."""
        printed = self._printed.get((row.id, period))
        told = told_in_unit(figure.quantity, row) if printed is not None else None
        return printed is not None and told is not None and told.meets(printed)

    def holding(self, figure: Figure, among: list[Indicator], period: Period) -> dict[str, Indicator]:
        """The rows of ``among`` that have the value of a figure, by id."""
        return {row.id: row for row in among if self.holds(figure, row, period)}
