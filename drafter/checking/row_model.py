"""What the readers of rows share: the sheet with its names and values, and what they find out about a figure."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.checking.comparing import Comparison, compare
from drafter.checking.row_names import RowNames
from drafter.checking.row_values import RowValues
from drafter.checking.text.binding import Binding
from drafter.checking.text.periods import Periods
from drafter.checking.text.scope import Scope
from drafter.checking.text.statements import Figure
from drafter.facts import Indicator, Metrics, Period

__all__ = ["ANOTHER", "ENOUGH", "EXCHANGED", "LAST_YEAR", "LITTLE", "MISTYPED", "ONLY", "SOME", "Reading", "Sheet"]

MISTYPED, LAST_YEAR = "疑似数字写错一两位，或多写、少写一位", "疑似写成了上年的数"
EXCHANGED, ANOTHER = "疑似与另一项的数写反", "疑似写成了另一项的数"
#: How much of a row's name words must have, and of themselves, to tell it; and to tell it where a slip tells it too.
ENOUGH, ONLY = 0.42, 0.6
SOME, LITTLE = 0.3, 0.4


@dataclass(frozen=True)
class Reading:
    """A figure with the row it tells.

    Attributes:
        outcome: how it compares; ``suspect`` why another value is most likely a slip, empty for one that is the row's.
    """

    figure: Figure
    binding: Binding
    outcome: Comparison
    suspect: str = ""


class Sheet:
    """A metrics sheet as the report of a region and a year tells it."""

    def __init__(self, metrics: Metrics, region: str, year: int) -> None:
        self.metrics = metrics
        self.names = RowNames(metrics)
        rows = {row.indicator.id: row.indicator for row in self.names.rows}
        self.values = RowValues(metrics, list(rows.values()))
        self.scope = Scope(region, year)
        self.period = Periods(year).of

    def reading(
        self,
        figure: Figure,
        row: Indicator,
        suspect: str = "",
        *,
        period: Period = Period.THIS,
        change: bool = False,
    ) -> Reading:
        """A figure held against a row."""
        binding = Binding(row, period, sure=False, change=change)
        return Reading(figure, binding, compare(self.metrics, figure, binding), suspect)
