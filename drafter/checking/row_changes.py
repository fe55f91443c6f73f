"""Changes told of rows that their values have shown: by how much, which way, or that nothing has changed.

A figure that is a row's own value tells which row a sentence speaks of; what is then said of it against the year before
(增长5%, 分别多12人、7人, 与上年持平, 较上年有所回落) is held against the two years of that row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from drafter.checking.comparing import Comparison, Fault, Verdict, compare
from drafter.checking.row_names import RowNames, Said, pieces
from drafter.checking.text.binding import Binding
from drafter.checking.text.nouns import changed_thing
from drafter.checking.text.quantities import Kind
from drafter.checking.text.scope import Scope, set_aside
from drafter.checking.text.statements import FALL, RISE, Figure, Role, Statement, value_runs
from drafter.facts import Indicator, Metrics, Period

__all__ = ["RowChanges", "trend"]

_PARTED = re.compile(r"[；;。！？\n]")
_LAST = r"(?:上一?学?年度?|去年|前一年)(?:同期|末|底)?"
_TREND = re.compile(
    rf"^(?:[^，。；：（）、\d]{{0,10}}[，,（(])?\s*(?:[与同和跟]{_LAST}(?:基本|大体|完全|总体)?(?P<flat>持平|相当|一样)|(?:[较比]{_LAST}|同比)(?:相比)?(?:有所|略有|明显|大幅度?|稳步|稍有|小幅|显著|又有)?"
    rf"(?:(?P<rise>{RISE})|(?P<fall>{FALL})|(?P<same>持平))(?=[，,。；;）)、]|$))"
)
#: How far apart the two years of a row may lie that are 持平, as a share of the value or in points; and 基本持平.
_FLAT = (Decimal("0.01"), Decimal("0.1"))
_ROUGH = (Decimal("0.05"), Decimal(1))
_LAST_YEAR = re.compile(r"上年|去年|前一年|同比|上一?学年")
#: What leads from the name of a thing to how much it changed.
_CHANGED = re.compile(
    rf"(?:却|而|则|也|又|还|反倒|反而|不[增减]反[增减]|跟着|随之|同步|相应|[较比](?:上一?学?年度?|去年)|同比|净|{RISE}|{FALL}|[多少](?=[出了]|$)|了|出)+$"
)
_SHORTEST, _CLEARLY, _ABOUT = 3, 0.2, 0.5
_ROUGHLY = re.compile("基本|大体|总体|相当")


class RowChanges:
    """Holds changes against rows."""

    def __init__(self, metrics: Metrics, scope: Scope) -> None:
        self._metrics = metrics
        self._scope = scope

    def told(self, statement: Statement, rows: Mapping[int, Indicator]) -> Iterator[tuple[Figure, Binding, Comparison]]:
        """The changes of a sentence with what they are of.

        Args:
            rows: the rows that figures of the sentence have told with this year's value, by figure id.
        """
        for run in value_runs(statement.figures):
            if run[0].role is not Role.CHANGE or run[0].compared == "other":
                continue
            if not self._scope.since_last_year(statement, run[0]):
                continue
            for change, indicator in self._of(statement, run, rows):
                binding = Binding(indicator, Period.THIS, sure=False, change=True)
                outcome = compare(self._metrics, change, binding)
                if outcome.verdict is not Verdict.UNDECIDED:
                    yield change, binding, outcome

    def turned(self, statement: Statement, names: RowNames) -> Iterator[tuple[Figure, Binding, Comparison]]:
        """Changes without a value (专任教师比上年少45人) whose amount is the row's and whose direction is not."""
        if not _LAST_YEAR.search(statement.text):
            return
        for run in value_runs(statement.figures):
            (change, *more) = run
            amount = change.role is Role.CHANGE and change.compared != "other" and change.quantity.definite
            if more or not amount or change.quantity.kind is not Kind.AMOUNT or not change.direction:
                continue
            if not self._scope.since_last_year(statement, change):
                continue
            row = self._named(statement, change, names)
            binding = Binding(row, Period.THIS, sure=False, change=True) if row is not None else None
            outcome = compare(self._metrics, change, binding) if binding is not None else None
            if binding is not None and outcome is not None and outcome.fault is Fault.DIRECTION:
                yield change, binding, outcome

    def _named(self, statement: Statement, change: Figure, names: RowNames) -> Indicator | None:
        """The one row whose words the clause of a change has, of the whole region."""
        clause = re.split(r"[，。；：、,;（(）)]", change.gap)[-1]
        before = statement.between(statement.start, change.start)
        unit = change.quantity.unit
        if unit is None or len(clause) < _SHORTEST or self._scope.elsewhere(before) or self._scope.narrowed(before):
            return None
        said = Said.of(_CHANGED.sub("", clause), before)
        alike = [row.indicator.id for row in names.rows if row.indicator.unit.compatible(unit)]
        fits = names.fits(said, alike)
        clear = fits and (len(fits) == 1 or fits[0].worth - fits[1].worth > _CLEARLY)
        return fits[0].row.indicator if clear and min(fits[0].told, fits[0].only) >= _ABOUT else None

    def _of(
        self, statement: Statement, run: list[Figure], rows: Mapping[int, Indicator]
    ) -> Iterator[tuple[Figure, Indicator]]:
        before = [f for f in statement.figures if f.id < run[0].id]
        levels = [f for f in before if f.role in (Role.LEVEL, Role.SHARE)]
        if len(run) > 1:
            of = levels[-len(run) :]
            aligned = len(of) == len(run) and all(f.id in rows for f in of)
            if aligned and "分别" in run[0].gap + statement.between(run[0].start - 1, run[0].start):
                yield from ((change, rows[f.id]) for change, f in zip(run, of, strict=True))
            return
        (change,) = run
        if not levels or levels[-1].id not in rows:
            return
        level = levels[-1]
        between = statement.between(level.end, change.start)
        if set_aside(between) or _PARTED.search(between) or not self._same(change, rows[level.id]):
            return
        aside = statement.between(change.end, min(statement.end, change.end + 1)) == "的"  # 在…下降1%的情况下
        if not aside and (change.compared == "time" or change.id == level.id + 1):
            yield change, rows[level.id]

    def _same(self, change: Figure, row: Indicator) -> bool:
        """Whether the clause of a change names nothing else than the row as changed."""
        own = changed_thing(change)
        if not own:
            return True
        said = pieces(own)[1]
        return said <= pieces(self._metrics.rows.get(row.id, row.name))[1]


def trend(metrics: Metrics, statement: Statement, figure: Figure, row: Indicator) -> tuple[int, Comparison] | None:
    """What is said of a row without a figure (与上年持平, 较上年回落) and is otherwise; None where it is so.

    The number is that of the characters behind the figure that say it. A word for a fall or a rise is held to the sign
    alone, 持平 to a hundredth of the value or a tenth of a point.
    """
    match = _TREND.match(statement.between(figure.end, min(statement.end, figure.end + 24)))
    this, last = metrics.get(row.id), metrics.get(row.id, Period.PREVIOUS)
    if match is None or this is None or last is None or not last.value:
        return None
    way = (this.value > last.value) - (this.value < last.value)
    points = row.unit.dimension == "percent"
    apart = abs(this.value - last.value) / (1 if points else last.value)
    flat = bool(match["flat"] or match["same"])
    wide = _ROUGH if _ROUGHLY.search(match.group()) else _FLAT
    if flat and apart <= wide[points]:
        return None
    if not flat and way == (1 if match["rise"] else -1):
        return None
    now = {1: "上升", -1: "下降", 0: "持平"}[way]
    shown = "、".join(f"{fact.period.label}{fact.raw}{row.unit.symbol}" for fact in (this, last))
    return match.end(), Comparison(Verdict.REFUTED, Fault.DIRECTION, f"指标表中{shown}", now, (this, last))
