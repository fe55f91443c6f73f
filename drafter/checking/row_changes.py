"""Changes told of rows that their values have shown: by how much, which way, or that nothing has changed.

A figure that is a row's own value tells which row a sentence speaks of; what is then said of it against the year before
(增长5%, 分别多12人、7人, 与上年持平, 较上年有所回落) is held against the two years of that row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from drafter.checking.comparing import Comparison, Fault, Verdict, compare, is_likely
from drafter.checking.plausible import digits
from drafter.checking.row_lists import RowLists
from drafter.checking.row_model import EXCHANGED, Sheet
from drafter.checking.row_names import Said, pieces
from drafter.checking.row_words import CLAUSE, TOGETHER, without_change
from drafter.checking.text.binding import Binding
from drafter.checking.text.nouns import changed_thing
from drafter.checking.text.scope import set_aside
from drafter.checking.text.statements import FALL, RISE, Figure, Role, Statement, value_runs
from drafter.checking.text.things import read_thing
from drafter.facts import Indicator, Metrics, Period

__all__ = ["RowChanges", "trend"]

TURNED, NAMED = "数与指标表两年的差相同，方向相反", "名称与指标表这一项相同，差别不大"
_DIGIT = re.compile(r"\d")
_PARTED = re.compile(r"[；;。！？\n]")
_LAST = r"(?:上一?学?年度?|去年|前一年)(?:同期|末|底)?"
_TREND = re.compile(
    rf"^(?:[^，。；：（）、\d]{{0,10}}[，,（(])?\s*(?:[与同和跟]{_LAST}(?:基本|大体|完全|总体)?(?P<flat>持平|相当|一样)|(?:[较比]{_LAST}|同比)(?:相比)?(?:有所|略有|明显|大幅度?|稳步|稍有|小幅|显著|又有)?"
    rf"(?:(?P<rise>{RISE})|(?P<fall>{FALL})|(?P<same>持平))(?=[，,。；;）)、]|$))"
)
#: How far apart the two years of a row may lie that are 持平, as a share of the value or in points; and 基本持平.
_FLAT = (Decimal("0.01"), Decimal("0.1"))
_ROUGH = (Decimal("0.05"), Decimal(1))
#: A list of changes that says what they are of: 幼儿园、小学分别比上年下降.
_NAMES_ITS_OWN = re.compile(r"[一-鿿][、和与及][一-鿿][^，。；：、]{0,10}分别")
_LAST_YEAR = re.compile(r"上年|去年|前一年|同比|上一?学年")
_SHORTEST, _CLEARLY, _ABOUT = 3, 0.2, 0.5
_ROUGHLY = re.compile("基本|大体|总体|相当")


class RowChanges:
    """Holds changes against rows."""

    def __init__(self, sheet: Sheet, lists: RowLists) -> None:
        self._metrics, self._scope, self._names, self._values = sheet.metrics, sheet.scope, sheet.names, sheet.values
        self._lists = lists

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

    def named(
        self, statement: Statement, known: Mapping[int, Binding], firm: frozenset[int]
    ) -> Iterator[tuple[Figure, Binding, Comparison, str]]:
        """Changes that stand without a value and name their row (专任教师比上年少45人), with why one has gone wrong.

        It may be the row's in the other direction, what the row was changed to, another's, or nearly its own.

        Args:
            known: the bindings of figures whose row is known already, by figure id.
            firm: figures that others of the text confirm.
        """
        since_last_year = _LAST_YEAR.search(statement.text) is not None
        listed = list(self._lists.changes(statement, known))
        for change, row in [*listed, *self._alone(statement, known)]:
            if change.id in known:
                continue
            binding = Binding(row, Period.THIS, sure=False, change=True)
            outcome = compare(self._metrics, change, binding)
            if outcome.verdict is Verdict.PROVED:
                yield change, binding, outcome, ""
            elif outcome.verdict is Verdict.REFUTED and change.id not in firm:
                others = [other for _, other in listed if other.id != row.id]
                reason = self._reason(change, outcome, others, since_last_year=since_last_year)
                if reason and not (reason is NAMED and self._told_by_its_stage(change, row)):
                    yield change, binding, outcome, reason

    def _told_by_its_stage(self, change: Figure, row: Indicator) -> bool:
        """Whether a change is that of another row of the same stage: 幼儿园下降8.9% of the children rather."""
        stage = read_thing(self._metrics.rows.get(row.id, row.name)).stage
        bindings = [
            Binding(other, Period.THIS, sure=False, change=True)
            for identity in self._metrics.ids()
            if (other := self._metrics.dictionary[identity]).id != row.id
            and stage
            and read_thing(self._metrics.rows.get(identity, other.name)).stage == stage
        ]
        return any(compare(self._metrics, change, binding).verdict is Verdict.PROVED for binding in bindings)

    def _reason(self, change: Figure, outcome: Comparison, others: list[Indicator], *, since_last_year: bool) -> str:
        """Why a change that is not its row's has most likely come from it; empty where nothing says so."""
        if outcome.fault is Fault.LEVEL:
            return "把“到”写成了增减"
        if outcome.fault is Fault.DIRECTION and (since_last_year or digits(change.quantity.value) > 1):
            return TURNED
        if not since_last_year:
            return ""
        if not outcome.facts[-1].value:
            return "上年没有，谈不上增长百分之几"
        bindings = [Binding(other, Period.THIS, sure=False, change=True) for other in others]
        if any(compare(self._metrics, change, binding).verdict is Verdict.PROVED for binding in bindings):
            return EXCHANGED
        return NAMED if is_likely(self._metrics, change, outcome) and digits(change.quantity.value) > 1 else ""

    def _alone(self, statement: Statement, known: Mapping[int, Binding]) -> Iterator[tuple[Figure, Indicator]]:
        """Changes that stand in no list, with the rows that their clauses name."""
        for run in value_runs(statement.figures):
            (change, *more) = run
            amount = change.role is Role.CHANGE and change.compared != "other" and change.quantity.definite
            if more or not amount or change.id in known or TOGETHER.search(change.gap):
                continue
            if not self._scope.since_last_year(statement, change):
                continue
            if (row := self._named(statement, change)) is not None:
                yield change, row

    def _named(self, statement: Statement, change: Figure) -> Indicator | None:
        """The one row whose words the clause of a change has, of the whole region."""
        clauses = [without_change(clause) for clause in CLAUSE.split(change.gap)]
        words = clauses[-1] or (clauses[-2] if len(clauses) > 1 else "")  # 基地实现零的突破，较上年增长200%
        before = statement.between(statement.start, change.start)
        spoken = "，".join(part for part in CLAUSE.split(before)[:-1] if not _DIGIT.search(part))
        if len(words) < _SHORTEST or self._scope.elsewhere(before) or self._scope.narrowed(f"{spoken}，{words}"):
            return None
        if self._scope.planned(before):
            return None
        said = Said.of(words, before)
        fits = self._names.fits(said, [row.id for row in self._values.told_by(change)])
        clear = fits and (len(fits) == 1 or fits[0].worth - fits[1].worth > _CLEARLY)
        if clear and not said.words.stages <= fits[0].row.words.stages:
            return None  # 小学教室增加12间 where the row has all
        return fits[0].row.indicator if clear and min(fits[0].told, fits[0].only) >= _ABOUT else None

    def _of(
        self, statement: Statement, run: list[Figure], rows: Mapping[int, Indicator]
    ) -> Iterator[tuple[Figure, Indicator]]:
        before = [f for f in statement.figures if f.id < run[0].id]
        levels = [f for f in before if f.role in (Role.LEVEL, Role.SHARE)]
        if len(run) > 1:
            of = levels[-len(run) :]
            aligned = len(of) == len(run) and all(f.id in rows for f in of)
            if (
                aligned
                and not _NAMES_ITS_OWN.search(run[0].gap)
                and "分别" in run[0].gap + statement.between(run[0].start - 1, run[0].start)
            ):
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
