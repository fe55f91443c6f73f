"""Which row of the sheet a figure tells, where its words are not those of the row.

A value that is a row's, told with some words of its name, tells that row. What is then left over is a slip only where
two things come together: the words fit one row better than any other, and the value is that row's with a slip of the
pen, last year's, or the value of another row whose words the clause has not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.checking.comparing import Fault, Verdict, compare
from drafter.checking.plausible import digits, typed_for
from drafter.checking.row_model import (
    ANOTHER,
    ENOUGH,
    EXCHANGED,
    LAST_YEAR,
    LITTLE,
    MISTYPED,
    ONLY,
    SOME,
    Reading,
    Sheet,
)
from drafter.checking.row_names import Fit, Row, Said
from drafter.checking.row_words import CLAUSE, PART, behind, near, said_of, without_change
from drafter.checking.text.binding import Binding
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.facts import Indicator, Interval, Period

__all__ = ["RowReader"]

#: Words that speak of the year before, of a time within the year or over several, of a sample, or of what is to come.
_LAST_YEAR = re.compile(r"上年|去年|头年|前一?年|上一?学?年|同期|年初|期初|原有|原来|原先|起初|此前|往年|历年")
_OTHER_TIME = re.compile(r"上半年|下半年|季度|\d月|累计|以来|年来|目标|计划|规划|力争|预计|到20|将|抽[测样查]")
_PLACES = ("农村", "乡村", "城区", "城镇", "县域", "县城", "乡镇")
_PLAIN = 0.75  # of a clause, for what two digits only tell
_AHEAD = 0.12
_ALL = 0.7  # of a name, beside which other words count less
_DIGITS = 3
#: Words of round numbers by the side of them on which the value lies; 近 is below, or just above.
_MARKS = {
    **dict.fromkeys(("超过", "超", "逾", "突破", "多于", "高于"), 1),
    **dict.fromkeys(("不足", "不到", "低于", "少于"), -1),
    **dict.fromkeys(("近", "将近", "接近"), 0),
}
_CLOSE, _NEAR, _ABOVE = Decimal("0.02"), Decimal("0.2"), Decimal("1.02")


@dataclass(frozen=True)
class _Told:
    """A figure of a sentence with its words, the rows they fit, and the rows whose value it is, or was last year;
    ``now`` where nothing speaks of another time.
    """

    figure: Figure
    said: Said
    fits: list[Fit]
    held: dict[str, Indicator]
    last: dict[str, Indicator]
    now: bool

    @property
    def best(self) -> Fit | None:
        """The row that the words fit, where one fits clearly better than the rest."""
        if not self.fits or (len(self.fits) > 1 and self.fits[0].worth - self.fits[1].worth < _AHEAD):
            return None
        return self.fits[0]

    def fit(self, indicator: str) -> Fit | None:
        """How the words fit one row."""
        return next((fit for fit in self.fits if fit.row.indicator.id == indicator), None)


class RowReader:
    """Reads the rows of the figures of sentences."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._metrics, self._names, self._scope = sheet.metrics, sheet.names, sheet.scope

    def read(self, statement: Statement, known: Mapping[int, Binding], firm: frozenset[int]) -> Iterator[Reading]:
        """The rows of a sentence's figures.

        Args:
            known: the bindings of figures whose row is known already, by figure id.
            firm: figures that other figures of the text confirm.
        """
        listed = {f.id for run in value_runs(statement.figures) if _is_list(run) for f in run}
        open_ones = (f for f in statement.figures if f.id not in known and f.id not in listed)
        every = [t for figure in open_ones if (t := self._told(statement, figure))]
        told = [t for t in every if t.figure.quantity.definite]
        taken = {b.indicator.id for b in known.values() if b.period is Period.THIS and not b.change}
        for one in told:
            if (row := self._own(one)) is not None:
                taken.add(row.id)
                yield self._reading(one, row, "")
        left = [t for t in told if t.now and not self._own(t) and t.figure.id not in firm]
        swapped = set()
        for one, row in self._swapped(left):
            swapped.add(one.figure.id)
            taken.add(row.id)
            yield self._reading(one, row, EXCHANGED)
        for one in left:
            best = one.best
            if one.figure.id in swapped or best is None or best.row.indicator.id in taken:
                continue
            names = "".join(self._metrics.rows.get(b.indicator.id, "") for b in known.values()) + best.row.name
            if (reason := self._slip(one, best)) and not self._elsewhere(statement, one.figure, names):
                yield self._reading(one, best.row.indicator, reason)
        for one in every:
            row = None if one.figure.quantity.definite or not one.now else self._turned(one)
            if row is not None and row.id not in taken and not self._elsewhere(statement, one.figure, ""):
                yield self._against_mark(one.figure, row)

    # --- words ----------------------------------------------------------------------------------------------------

    def _told(self, statement: Statement, figure: Figure) -> _Told | None:
        """A figure that may tell a row; None for a change, a target, last year's value and what is not of the whole."""
        quantity = figure.quantity
        value = figure.role in (Role.LEVEL, Role.SHARE) and quantity.kind in (Kind.AMOUNT, Kind.PERCENT)
        round_one = quantity.qualifier in _MARKS and not quantity.is_range
        if not value or not (quantity.definite or round_one) or quantity.unit is None:
            return None
        before = statement.between(statement.start, figure.start)
        clause = PART.split(before)[-1]
        words = f"{near(figure)} {behind(statement, figure)}"
        around = words + without_change(CLAUSE.split(clause)[-1])
        period, known = self._sheet.period(statement, figure)
        if _LAST_YEAR.search(around) or self._scope.planned(before) or (known and period is Period.PREVIOUS):
            return None
        said = said_of(statement, figure, words)
        units = self._sheet.values.measured(figure)
        fits = self._names.fits(said, [i.id for i in units])
        held = self._sheet.values.holding(figure, units, Period.THIS)
        last = self._sheet.values.holding(figure, units, Period.PREVIOUS)
        return _Told(figure, said, fits, held, last, known and not _OTHER_TIME.search(around))

    def _elsewhere(self, statement: Statement, figure: Figure, names: str) -> bool:
        """Whether a sentence speaks of another place, which the names of what it tells do not have in them."""
        before = statement.between(statement.start, figure.start)
        for word in _PLACES:
            if word in names:
                before = before.replace(word, "")
        return self._scope.elsewhere(before) or self._scope.narrowed(_rest(near(figure), names))

    # --- rows -----------------------------------------------------------------------------------------------------

    def _own(self, told: _Told) -> Indicator | None:
        """The row of a figure that is told rightly."""
        held = [fit for fit in told.fits if fit.row.indicator.id in told.held]
        if not held:
            return None
        first = held[0]
        if not first.near and digits(told.figure.quantity.value) < _DIGITS:
            return None
        if told.fits[0] is first or first.worth >= told.fits[0].worth - _AHEAD:
            return first.row.indicator
        if not self._names.apart(told.fits[0].row, first.row, told.said):
            return first.row.indicator
        return None

    def _swapped(self, left: Sequence[_Told]) -> Iterator[tuple[_Told, Indicator]]:
        """Figures of which each has the value of the row that the other's words name."""
        done: set[int] = set()
        for at, one in enumerate(left):
            for other in left[at + 1 :]:
                if {one.figure.id, other.figure.id} & done:
                    continue
                alike = _alike(one.figure, other.figure)
                if (rows := self._exchanged(one, other) if alike else self._crossed(one, other)) is not None:
                    done |= {one.figure.id, other.figure.id}
                    yield one, rows[0].indicator
                    yield other, rows[1].indicator

    def _exchanged(self, one: _Told, other: _Told) -> tuple[Row, Row] | None:
        for mine in other.held:
            for theirs in one.held:
                if mine == theirs or mine in one.held or theirs in other.held:
                    continue
                a, b = one.fit(mine), other.fit(theirs)
                if a is None or b is None or max(a.told, b.told) < LITTLE / 2:
                    continue
                if self._names.apart(a.row, b.row, one.said) and self._names.apart(b.row, a.row, other.said):
                    return a.row, b.row
        return None

    def _crossed(self, one: _Told, other: _Told) -> tuple[Row, Row] | None:
        """The rows of two figures counted in units of their own (次, 份), each with the number of the other's row."""
        mine, theirs = one.best, other.best
        if mine is None or theirs is None or min(mine.told, theirs.told) < SOME:
            return None
        facts = [self._metrics.get(fit.row.indicator.id) for fit in (mine, theirs)]
        told = [t.figure.quantity for t in (one, other)]
        if facts[0] is None or facts[1] is None or any(digits(q.value) < _DIGITS for q in told):
            return None
        numbers = [q.value / fit.row.indicator.unit.factor for q, fit in zip(told, (mine, theirs), strict=True)]
        crossed = numbers[0] == facts[1].value and numbers[1] == facts[0].value and numbers[0] != numbers[1]
        return (mine.row, theirs.row) if crossed else None

    def _slip(self, told: _Told, fit: Fit) -> str:
        """Why a value that is not the row's has most likely come from it; empty when nothing says so."""
        indicator = fit.row.indicator
        fact = self._metrics.get(indicator.id)
        if fact is None or indicator.id in told.held:
            return ""
        value = told.figure.quantity.value / indicator.unit.factor
        size = digits(told.figure.quantity.value)
        about = fit.told >= ENOUGH and fit.only >= (LITTLE if fit.told >= _ALL else ONLY)
        # 在校生 alone is told of many schools and places, 班主任津贴 only of one row
        about_it = fit.told >= SOME and fit.only >= (ONLY if fit.row.shared else LITTLE)
        if about_it and not told.held and typed_for(value, fact.value):
            return MISTYPED
        if about and indicator.id in told.last and (size >= _DIGITS or (fit.near >= ENOUGH and fit.only >= _PLAIN)):
            return LAST_YEAR
        if about and size >= _DIGITS and self._beside(told, fit):
            return ANOTHER
        return ""

    def _turned(self, told: _Told) -> Indicator | None:
        """The row that a round number (超2500人, 近八成) tells on the wrong side of it."""
        quantity, best = told.figure.quantity, told.best
        rows = [fit for fit in told.fits if self._apart(told.figure, fit.row.indicator) <= _CLOSE]
        if best is not None and best.told >= SOME and best.only >= LITTLE:
            rows = [best]
        elif told.said.names or len(rows) != 1:
            return None
        row = rows[0].row.indicator
        fact = self._metrics.get(row.id)
        if fact is None or self._apart(told.figure, row) > _NEAR:
            return None
        mark, word = quantity.value / row.unit.factor, _MARKS[quantity.qualifier]
        above = fact.value > mark * _ABOVE if quantity.kind is Kind.AMOUNT else False
        wrong = (fact.value < mark) if word > 0 else (fact.value >= mark) if word < 0 else above
        return row if wrong else None

    def _apart(self, figure: Figure, row: Indicator) -> Decimal:
        """How far a number lies from a row's value, as a share of it."""
        fact = self._metrics.get(row.id)
        if fact is None or not fact.value:
            return Decimal(1)
        return abs(figure.quantity.value / row.unit.factor - fact.value) / abs(fact.value)

    def _against_mark(self, figure: Figure, row: Indicator) -> Reading:
        binding = Binding(row, Period.THIS, sure=False)
        plain = replace(figure.quantity, interval=Interval.exact(figure.quantity.value), qualifier="")
        outcome = compare(self._metrics, replace(figure, quantity=plain), binding)
        said = f"“{figure.quantity.qualifier}”说反了"
        return Reading(figure, binding, replace(outcome, verdict=Verdict.REFUTED, fault=Fault.VALUE), said)

    def _beside(self, told: _Told, fit: Fit) -> bool:
        """Whether the value is that of a row whose words the clause has not."""
        rows = [f.row for f in self._all(told.held)]
        return bool(rows) and all(self._names.apart(fit.row, row, told.said) for row in rows)

    def _all(self, held: dict[str, Indicator]) -> list[Fit]:
        return [Fit(row, 0, 0, 0) for row in self._names.rows if row.indicator.id in held]

    def _reading(self, told: _Told, row: Indicator, suspect: str) -> Reading:
        return self._sheet.reading(told.figure, row, suspect)


def _is_list(run: Sequence[Figure]) -> bool:
    """Whether figures are the values of a list of names (小学、初中…占比18.2%、24.6%), read as one elsewhere."""
    return len(run) > 1 and len({f.quantity.dimension for f in run}) == 1


def _rest(words: str, name: str) -> str:
    """Words without those that a name has."""
    if not name:
        return words
    return re.sub(f"[{re.escape(name)}]", "", words)


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures may have changed places."""
    return one.quantity.dimension == other.quantity.dimension and one.quantity.value != other.quantity.value
