"""Which indicator, and which year, a figure is about.

A binding is *sure* only when the words between the indicator's name and the figure are mere connectors (达到, 为,
共有), nothing but the region or the year stands before the name, and the sentence has not narrowed what it speaks of.
The right digits in the wrong place are what other checkers let pass, so everything else is counted as unsure and left
alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drafter.checking.text.clauses import is_parted, last_clause, last_part
from drafter.checking.text.fitting import measures
from drafter.checking.text.indicator_names import IndicatorNames, NamedIndicator, connects
from drafter.checking.text.lexicon import lexicon_of
from drafter.checking.text.nouns import changed_thing, kin, noun, same_thing
from drafter.checking.text.periods import Periods
from drafter.checking.text.quantities import Kind
from drafter.checking.text.scope import Scope, counts_a_subset, opened_stage, set_aside
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.things import read_thing
from drafter.facts import Dictionary, Indicator, Period

__all__ = ["Binder", "Binding"]

_SHARE_OF = re.compile(r"^[，,（(]?(?:仅|约|只|仍)?占(?:全[省市县区])?(?P<whole>[^，。；\d]{2,14}?)(?:总数|总量)?的")
#: 占班级总数19100个的6.00%: a share in passing.
_WHOLE_OF = re.compile(r"占(?!比)")
_OVERVIEW = "基本情况"
_STOCKS = ("person", "count:所")


@dataclass(frozen=True)
class Binding:
    """A figure bound to an indicator.

    Attributes:
        period: the year it is about, None when the text names another year or a date within one.
        sure: whether the figure may be held against the metric.
        likely: whether name and figure stand side by side though words before the name are not understood.
        change: whether the figure is a change of the indicator, not its value.
    """

    indicator: Indicator
    period: Period | None
    sure: bool
    likely: bool = False
    change: bool = False


#: 普通高中在校生11268人，增加366人；专任教师958人: the pupils of one stage, and right behind them those who teach.
_PUPILS_OF = re.compile(
    r"(?:普通高中|中职学校|中等职业学校|特殊教育学校|特校)[^，。；\d]{0,4}(?:在校生|学生)(?:数|人数)?\d"
)
_ALL_AGAIN = re.compile("[全我本][省市县区州盟旗]|小学|初中|幼儿园|义务教育|中小学|各级各类")
_SPOKEN_BACK = 60


def _spoken_stage(statement: Statement, figure: Figure) -> bool:
    """Whether the paragraph has just told the pupils of one stage of upper or special schools."""
    text = statement.flow.text[max(0, figure.start - _SPOKEN_BACK) : figure.start]
    told = list(_PUPILS_OF.finditer(text))
    return bool(told) and not _ALL_AGAIN.search(text, told[-1].end())


class Binder:
    """Binds the figures of statements to the indicators of a dictionary.

    Args:
        stages: the stage of school that the heading of a paragraph names.
    """

    def __init__(
        self, dictionary: Dictionary, year: int, region: str = "", stages: Mapping[int, str] | None = None
    ) -> None:
        self.lexicon = lexicon_of(dictionary)
        self._stages = stages or {}
        self._periods = Periods(year)
        self._scope = Scope(region, year)
        self._names = IndicatorNames(self.lexicon, self._scope)

    def bind(self, statement: Statement) -> dict[int, Binding]:
        """Bindings by figure id, for the figures of one sentence that an indicator's name stands by."""
        bound: dict[int, Binding] = {}
        for run in value_runs(statement.figures):
            self._bind_run(statement, run, bound)
        self._bind_heard(statement, bound)
        self._bind_changes(statement, bound)
        return bound

    def _bind_run(self, statement: Statement, run: list[Figure], bound: dict[int, Binding]) -> None:
        if run[0].role in (Role.CHANGE, Role.TARGET):
            return
        if len(run) == 1:
            subject = self._names.before(statement, run[0])
            subjects = [subject] if subject else []
        else:
            subjects = self._names.before_list(statement, run[0], len(run))
        for figure, subject in zip(run, subjects, strict=False):
            if measures(figure, subject.indicator):
                period, definite = self._periods.of(statement, figure)
                known = definite and period is not None and not self._of_one_stage(statement, figure, subject)
                sure = subject.sure and known and self._of_the_whole(statement, run[0], subject, bound)
                bound[figure.id] = Binding(subject.indicator, period, sure, subject.likely and known)

    def _of_the_whole(
        self, statement: Statement, first: Figure, subject: NamedIndicator, bound: dict[int, Binding]
    ) -> bool:
        """Whether a value is the whole region's: what a sentence speaks of carries on to its later clauses."""
        before = statement.between(statement.start, first.start)
        share = _SHARE_OF.match(statement.between(first.end, min(statement.end, first.end + 24)))
        part = share is not None and kin(share["whole"], noun(first))  # 在校生2964人，占义务教育在校生的4.00%
        stock = subject.indicator.kind == "count" and subject.indicator.unit.dimension in _STOCKS
        if (
            part
            or self._scope.apart(statement, first.start)
            or self._scope.planned(before)
            or self._scope.over_years(before)
            or self._scope.among_plans(statement)
            or counts_a_subset(statement, first, stock)
            or (subject.head is not None and subject.head.strip() == "的")  # 学生不足10人的教学点由上年的14个
        ):
            return False
        if not stock or subject.head is None or self._scope.says_own(last_part(subject.head)):
            return True
        earlier = [f for f in statement.figures if f.id < first.id and f.role not in (Role.CHANGE, Role.PREVIOUS)]
        if not earlier or is_parted(statement.between(earlier[-1].end, first.start)):
            return self._scope.plain(subject.head)
        # 其中小学98所 counts those of the whole before it, 在校生2.1万人 those of the schools before it
        of = bound.get(earlier[-1].id)
        if of is None or not of.sure or self._scope.narrowed(before):
            return False
        if "其中" in subject.head or "包括" in subject.head:
            everything = self.lexicon.is_generic(of.indicator) or "各级各类" in earlier[-1].gap
            return everything or subject.indicator.id in of.indicator.parts
        listed = subject.listed and not subject.generic
        beside = of.indicator.topic == _OVERVIEW and not subject.head.strip(" ，、")  # 常住人口…，义务教育在校生…
        return listed or beside or of.indicator.topic == subject.indicator.topic

    def _of_one_stage(self, statement: Statement, figure: Figure, subject: NamedIndicator) -> bool:
        """「2.义务教育。在校生3.9万人」: under the heading of a stage a name without one is that stage's."""
        if not subject.generic or any(read_thing(name).stage for name in subject.indicator.names):
            return False
        if subject.head is not None and self._scope.says_own(last_part(subject.head)):
            return False
        headed = opened_stage(statement) or self._stages.get(statement.flow.first_paragraph)
        return bool(headed) or _spoken_stage(statement, figure)

    def _bind_heard(self, statement: Statement, bound: dict[int, Binding]) -> None:
        """Figures that a clause of the dictionary tells, where their own name did not bind them for sure."""
        text = statement.text
        at = {figure.start - statement.start: figure for figure in statement.figures}
        for mention in self.lexicon.heard(text):
            figure = at.get(mention.end)
            if figure is None or figure.role in (Role.CHANGE, Role.TARGET) or not measures(figure, mention.indicator):
                continue
            if figure.id in bound and bound[figure.id].sure:
                continue
            head = last_clause(text[: mention.start])
            said = last_part(head) + text[mention.start : mention.end]
            part = self._scope.narrowed(said) or "其中" in said or self._scope.planned(head)
            period, definite = self._periods.of(statement, figure)
            sure = definite and period is not None and not (part or self._scope.of_part(statement, figure.start))
            bound[figure.id] = Binding(mention.indicator, period, sure, sure)
            self._bind_carried(statement, figure, bound)

    def _bind_carried(self, statement: Statement, first: Figure, bound: dict[int, Binding]) -> None:
        """「落实率由96.88%提高到100%」: what the first value is about, the second is too."""
        after = [f for f in statement.figures if f.id > first.id]
        if first.role is Role.PREVIOUS and after and after[0].role is Role.LEVEL and connects(after[0].gap):
            of = bound[first.id]
            bound[after[0].id] = Binding(of.indicator, Period.THIS, of.sure, of.likely)

    def _bind_changes(self, statement: Statement, bound: dict[int, Binding]) -> None:
        """A change belongs to what is named with it, else to the value told before it; lists to lists."""
        for run in value_runs(statement.figures):
            if run[0].role is not Role.CHANGE or run[0].compared not in ("time", ""):
                continue
            if not self._scope.since_last_year(statement, run[0]):
                continue
            named = self._names.before_changes(statement, run)
            if named is not None:
                for change, own in zip(run, named, strict=False):
                    bound[change.id] = Binding(own.indicator, Period.THIS, own.sure, own.likely, change=True)
                continue
            if run[0].compared != "time":
                continue
            points = run[0].quantity.kind is Kind.POINTS
            values = [
                f
                for f in statement.figures
                if f.id < run[0].id and f.id in bound and not bound[f.id].change and bound[f.id].period is Period.THIS
                if not points or bound[f.id].indicator.unit.dimension == "percent"  # a share rises by points, no head
                if not set_aside(statement.between(f.end, run[0].start)) and (points or not _WHOLE_OF.search(f.gap))
            ]
            if len(run) == 1:
                values = [v for v in values[-1:] if _adjacent(statement, v, run[0], bound)]
                if values and not _of_this(run[0], values[-1], bound[values[-1].id].indicator):
                    continue
            elif len(values) < len(run) or _others_since(statement, run, values):
                values = []
            for change, value in zip(run, values[-len(run) :], strict=False):
                of = bound[value.id]
                bound[change.id] = Binding(of.indicator, Period.THIS, of.sure, of.likely, change=True)


def _adjacent(statement: Statement, value: Figure, change: Figure, bound: dict[int, Binding]) -> bool:
    """Whether only figures of the same story (last year's value, another change) stand between."""
    between = [f for f in statement.figures if value.id < f.id < change.id]
    shares = {n for f in between if _WHOLE_OF.search(f.gap) for n in (f.id, f.id + 1)}
    if change.quantity.kind is Kind.POINTS:
        shares = set()  # 占6.00%，比上年下降0.5个百分点: of the share
    return all(f.role in (Role.CHANGE, Role.PREVIOUS) or f.id in bound or f.id in shares for f in between)


def _others_since(statement: Statement, run: list[Figure], values: list[Figure]) -> bool:
    """Whether values that nothing is known of stand nearer: 中职26400人、特教840人，各比上年多600人和28人."""
    known, dimension = {v.id for v in values}, run[0].quantity.dimension
    told = [f for f in statement.figures if f.id < run[0].id and f.role is Role.LEVEL]
    near = [f for f in told if dimension and f.quantity.dimension == dimension][-len(run) :]
    return any(f.id not in known for f in near)


def _of_this(change: Figure, value: Figure, indicator: Indicator) -> bool:
    """Whether a change is of the value before it; 资助学生186.52万人次，资助资金总额增长5.50% is of something else."""
    own = changed_thing(change)
    return not own or any(same_thing(own, name) for name in (noun(value), *indicator.names))
