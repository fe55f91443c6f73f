"""The two years of a row told side by side: 入学率97.6%，上年为96.8%; 由73家压减到57家.

Two values that are both a row's tell it, whatever the words; so do two that stand in each other's place. Where only one
of them is the row's and the words fit it, the other has gone wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drafter.checking.comparing import Verdict, is_likely
from drafter.checking.plausible import digits
from drafter.checking.row_model import ENOUGH, LAST_YEAR, LITTLE, SOME, Reading, Sheet
from drafter.checking.row_names import Fit
from drafter.checking.row_words import near, said_of, without_change
from drafter.checking.text.binding import Binding
from drafter.checking.text.nouns import changed_thing
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Indicator, Period

__all__ = ["RowYears"]

YEARS, OF_LAST, OF_THIS = "疑似两年的数写反", "本年的数已经对上，这里是上年的数", "上年的数已经对上，这里是本年的数"
#: What leads on from last year's value to this year's, and from this year's to last year's.
_ON = re.compile(r"^[^，。；：、\d]{0,10}$|^[，,]\s*(?:今年|本年|目前|现)[^，。；：、\d]{0,6}$")
_BACK = re.compile(
    r"^(?:[^，。；：、（）\d]{0,16}[，,（(])?\s*(?:[较比与]|高于|低于|多于|少于|好于|优于)?(?:全[县市区省旗州])?"
    r"(?:上一?学?年度?|去年|前一年|20\d\d年)(?:同期|末|底|度)*(?:这一比例|同口径)?(?:仅|只|为|是|的|有|约)*$"
)
_AND = frozenset("、和与及")
_NONE = re.compile(r"(?:都|也)?(?:没|未|无)")
_TELLING = 4  # digits of two values together that chance does not bring


@dataclass(frozen=True)
class _Pair:
    """This year's value of one thing and last year's, or the change since, with the rows that its words fit."""

    now: Figure
    before: Figure
    fits: list[Fit]

    @property
    def size(self) -> int:
        """How many digits tell the two."""
        return digits(self.now.quantity.value) + digits(self.before.quantity.value)

    def fit(self, row: Indicator) -> Fit | None:
        """How the words fit a row; None where they name another stage or owner."""
        return next((fit for fit in self.fits if fit.row.indicator.id == row.id), None)


def _opens_list(figure: Figure) -> bool:
    """Whether a value is the first of several: 合格率97.4%、优良率58.6%，去年96.8%和56.3% tells two rows."""
    figures = figure.statement.figures
    at = figure.id - figures[0].id
    following = figures[at + 1 : at + 2]
    return any(f.gap.strip() in _AND and f.quantity.dimension == figure.quantity.dimension for f in following)


class RowYears:
    """Reads pairs of years."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def read(self, statement: Statement, known: Mapping[int, Binding]) -> Iterator[Reading]:
        """Pairs that are a row's, or a row's the other way round.

        Args:
            known: what figures are bound to already, by figure id.
        """
        for pair in self._pairs(statement):
            if pair.now.id in known or pair.before.id in known:
                continue
            now, before = pair.now, pair.before
            units = self._sheet.values.measured(now)
            this, last = (self._sheet.values.holding(now, units, period) for period in (Period.THIS, Period.PREVIOUS))
            was = self._sheet.values.holding(before, units, Period.PREVIOUS)
            right = [row for row in (this[i] for i in this.keys() & was.keys()) if self._means(pair, row)]
            if len(right) == 1:
                yield self._sheet.reading(now, right[0])
                yield self._sheet.reading(before, right[0], period=Period.PREVIOUS)
                continue
            also = self._sheet.values.holding(before, units, Period.THIS)
            turned = [row for row in (last[i] for i in last.keys() & also.keys()) if self._means(pair, row)]
            if len(turned) == 1 and not (right or turned[0].id in this):
                yield self._sheet.reading(now, turned[0], YEARS)
                yield self._sheet.reading(before, turned[0], YEARS, period=Period.PREVIOUS)

    def changed(self, statement: Statement, known: Mapping[int, Binding]) -> Iterator[Reading]:
        """Last year's values with the change since: 交流教师352人，比上年多34人, where 386人 is meant."""
        for one, two in zip(statement.figures, statement.figures[1:], strict=False):
            since = two.role is Role.CHANGE and two.compared == "time" and two.quantity.kind is Kind.AMOUNT
            if one.role is not Role.LEVEL or not since or one.id in known or changed_thing(two):
                continue
            if not self._usable(statement, one, two, self._sheet.scope.since_last_year(statement, two)):
                continue
            units = self._sheet.values.measured(one)
            fits = self._sheet.names.fits(said_of(statement, one, near(one)), [row.id for row in units])
            pair = _Pair(one, two, fits)
            this, last = (self._sheet.values.holding(one, units, period) for period in (Period.THIS, Period.PREVIOUS))
            rows = [row for row in last.values() if self._means(pair, row) and self._has_changed(two, row)]
            if len(rows) == 1 and not this:
                yield self._sheet.reading(one, rows[0], LAST_YEAR)

    def _has_changed(self, change: Figure, row: Indicator) -> bool:
        reading = self._sheet.reading(change, row, change=True)
        return reading.outcome.verdict is Verdict.PROVED

    def odd(self, statement: Statement, known: Mapping[int, Binding], firm: frozenset[int]) -> Iterator[Reading]:
        """The one of a pair that is not the row's which the other is, and whose words are told.

        Args:
            known: as of ``read``; ``firm`` are figures that others of the text confirm.
        """
        for pair in self._pairs(statement):
            now, before = known.get(pair.now.id), known.get(pair.before.id)
            if now is not None and before is None and self._is_told(pair.now, now, Period.THIS):
                reading = self._sheet.reading(pair.before, now.indicator, OF_LAST, period=Period.PREVIOUS)
            elif now is None and pair.now.id not in firm and (row := self._of_last(pair, before)) is not None:
                reading = self._sheet.reading(pair.now, row, OF_THIS)
            else:
                continue
            if self._is_off(reading):
                yield reading

    def _of_last(self, pair: _Pair, bound: Binding | None) -> Indicator | None:
        """The one row whose words are told and whose last year's value is."""
        if bound is not None:
            return bound.indicator if self._is_told(pair.before, bound, Period.PREVIOUS) else None
        held = self._sheet.values.holding(pair.before, self._sheet.values.measured(pair.before), Period.PREVIOUS)
        fits = [fit for fit in pair.fits if fit.row.indicator.id in held]
        best = fits[0] if fits and fits[0] is pair.fits[0] else None
        clear = best is not None and (len(fits) == 1 or fits[1].worth < best.worth)
        return best.row.indicator if clear and best and best.told >= SOME and best.only >= LITTLE else None

    def _is_off(self, reading: Reading) -> bool:
        outcome = reading.outcome
        return outcome.verdict is Verdict.REFUTED and is_likely(self._sheet.metrics, reading.figure, outcome)

    def _is_told(self, figure: Figure, binding: Binding, period: Period) -> bool:
        level = binding.period is period and not binding.change
        return level and self._sheet.values.holds(figure, binding.indicator, period)

    def _means(self, pair: _Pair, row: Indicator) -> bool:
        """Whether a pair of values may be a row's by its words: few for many digits, more for few."""
        fit = pair.fit(row)
        if fit is None:
            return False
        return fit.told > 0 if pair.size >= _TELLING else fit.told >= ENOUGH and fit.only >= LITTLE

    def _pairs(self, statement: Statement) -> Iterator[_Pair]:
        for one, two in zip(statement.figures, statement.figures[1:], strict=False):
            roles = (one.role, two.role)
            if roles == (Role.PREVIOUS, Role.LEVEL) and _ON.match(two.gap):
                now, before = two, one
            elif (
                roles[0] in (Role.LEVEL, Role.SHARE)
                and roles[1] in (Role.PREVIOUS, Role.LEVEL)
                and _BACK.match(two.gap)
                and not _opens_list(two)
            ):
                now, before = one, two
            else:
                continue
            if self._usable(statement, now, before, self._sheet.period(statement, before) == (Period.PREVIOUS, True)):
                said = said_of(statement, one, without_change(near(one)))
                rows = [row.id for row in self._sheet.values.measured(now)]
                yield _Pair(now, before, self._sheet.names.fits(said, rows))

    def _usable(self, statement: Statement, now: Figure, before: Figure, since_last_year: bool) -> bool:
        """Whether two figures of one unit are of this year, and of the last."""
        values = (now.quantity, before.quantity)
        if any(not q.definite or q.is_range or q.kind not in (Kind.AMOUNT, Kind.PERCENT) for q in values):
            return False
        if now.quantity.dimension != before.quantity.dimension:
            return False
        if any(_NONE.match(statement.between(f.end, min(statement.end, f.end + 4))) for f in (now, before)):
            return False  # 去年一所没有
        scope, text = self._sheet.scope, statement.between(statement.start, now.start)
        if scope.elsewhere(text) or scope.planned(text):
            return False
        return since_last_year and self._sheet.period(statement, now) == (Period.THIS, True)
