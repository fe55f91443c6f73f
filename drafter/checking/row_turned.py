"""Figures that are a row's value with two neighbouring digits changed over, by the value more than by the name.

「全县148所学校」 became 「全县184所」: the sentence says too little to tell the row by its name, yet nothing else in
the report has the row's value, and four digits are hardly those of a row by chance. What is told of three digits, or of
last year, or of a row whose value stands elsewhere, must go by more of the row's name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from drafter.checking.comparing import Comparison, Fault, Verdict
from drafter.checking.plausible import digits, slipped
from drafter.checking.row_model import Reading, Sheet
from drafter.checking.row_names import Row, Said
from drafter.checking.text.fitting import measures
from drafter.checking.text.phrases import behind
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Period

__all__ = ["TurnedRows"]

_WHY = "疑似相邻两位数字写颠倒"
_FEWEST, _PLENTY = 3, 4
#: How much of a row's name the paragraph must have: where the row's value stands elsewhere, with three digits, and with
#: more.
_SURELY, _NAMED, _TOUCHED = 0.65, 0.42, 0.14
_OPENING = 200
_FOLLOWS = 10
_TOLD = (Role.LEVEL, Role.SHARE, Role.PREVIOUS)


class TurnedRows:
    """Looks for the figures of rows that nothing tells among those that have their digits in another order."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def read(self, statements: Sequence[Statement], settled: Collection[int]) -> Iterator[Reading]:
        """The one figure of each such row.

        Args:
            settled: figures that are doubted already, or that others bear out.
        """
        figures: defaultdict[str, list[Figure]] = defaultdict(list)
        values: set[Decimal] = set()
        for statement in statements:
            for figure in statement.figures:
                values.add(figure.quantity.value)
                if figure.id not in settled and _usable(figure):
                    figures[_key(figure.quantity.value)].append(figure)
        for row in {row.indicator.id: row for row in self._sheet.names.rows}.values():
            for period in (Period.THIS, Period.PREVIOUS):
                fact = self._sheet.metrics.get(row.indicator.id, period)
                held = fact.value * row.indicator.unit.factor if fact is not None else Decimal(0)
                if held <= 0 or digits(held) < _FEWEST:
                    continue
                told = held in values
                turned = [f for f in figures.get(_key(held), ()) if self._meant(f, row, held, period, told)]
                if len(turned) == 1:
                    reading = self._sheet.reading(turned[0], row.indicator, _WHY, period=period)
                    if reading.outcome.verdict is Verdict.REFUTED:
                        yield _of_value(reading)

    def _meant(self, figure: Figure, row: Row, held: Decimal, period: Period, told: bool) -> bool:
        """Whether a figure is a row's value with two digits changed over, and its paragraph speaks of the row.

        Args:
            told: whether the row's value stands elsewhere, so that this figure may well be of another thing.
        """
        value = figure.quantity.value
        if value.adjusted() != held.adjusted() or not slipped(value, held) or not measures(figure, row.indicator):
            return False
        statement = figure.statement
        before = statement.between(statement.start, figure.start)
        if self._sheet.scope.elsewhere(before) or self._sheet.scope.planned(before):
            return False
        of = Period.PREVIOUS if figure.role is Role.PREVIOUS else self._sheet.period(statement, figure)[0]
        if of is not period:
            return False
        after = statement.between(figure.end, min(statement.end, figure.end + _FOLLOWS))
        opening = statement.between(0, min(_OPENING, statement.start))
        said = Said.of(figure.gap + behind(statement, figure) + after, f"{opening} {before}")
        fit = self._sheet.names.fit(row, said)
        if fit is None or told:
            return fit is not None and fit.told >= _SURELY
        return fit.told >= (_TOUCHED if digits(value) >= _PLENTY and period is Period.THIS else _NAMED)


def _usable(figure: Figure) -> bool:
    quantity = figure.quantity
    plain = figure.role in _TOLD and quantity.definite and not quantity.is_range and not quantity.spelled
    return plain and quantity.kind in (Kind.AMOUNT, Kind.PERCENT, Kind.RATIO) and digits(quantity.value) >= _FEWEST


def _key(value: Decimal) -> str:
    return "".join(sorted(f"{value.normalize():f}".replace(".", "").strip("0")))


def _of_value(reading: Reading) -> Reading:
    outcome = reading.outcome
    told = Comparison(Verdict.REFUTED, Fault.VALUE, outcome.expected, outcome.right, outcome.facts)
    return Reading(reading.figure, reading.binding, told, reading.suspect)
