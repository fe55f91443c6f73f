"""Which indicator, and which year, a figure is about.

A binding is *sure* only when the words between the indicator's name and the figure are mere connectors (达到, 为,
共有), nothing but the region or the year stands before the name, and the sentence has not narrowed what it speaks of.
The right digits in the wrong place are what other checkers let pass, so everything else is counted as unsure and left
alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from drafter.checking.text.dates import DateMention
from drafter.checking.text.lexicon import Mention, lexicon_of
from drafter.checking.text.nouns import changed_thing, kin, noun, same_thing
from drafter.checking.text.quantities import Kind
from drafter.checking.text.schools import is_school
from drafter.checking.text.scope import Scope, compared_mark, counts_a_subset, headed_year, opened_stage, set_aside
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.things import read_thing
from drafter.facts import Dictionary, Indicator, Period
from drafter.facts.units import Unit

__all__ = ["Binder", "Binding", "measures", "stands_for"]

_WORDS = (
    "已经?|均|就|也|只|仅|共|总共|一共|合计|累计|全部|总数|总量|总额|水平|比例|比重|数|率|标准|分别|依次|平均|稳定|保持|持续|进一步|大幅|稳步|逐步|基本"
    "|达到了?|达|为|是|有|计|约|近|超过?|逾|在|至|到|实现了?|完成了?|投入|安排|支出|增长|增加|提高|提升|上升|扩大|下降|减少|降低|降|升|了|的"
    "|由|从|上一?学?年度?|去年|本年度?|今年|同期|不低于|不少于|控制|突破|每生每年|每生每天|每人每年"
)
_CONNECTOR = re.compile(rf"^[\s：:，]*(?:（[^（）]{{0,20}}）|\([^()]{{0,20}}\))?\s*(?:(?:{_WORDS})\s*)*$")
_LAST_YEAR = re.compile(r"^[，,（(\s]*(?:[比较与])?(?:上一?学?年度?|去年)(?:同期)?(?:为|的|是)?\s*$")
_FROM = re.compile(r"[由从][^，。；]{0,2}$")
#: 五年之前尚有…；同一时期，小学生由…减至今数: not since last year.
_LONGER = re.compile(r"同一时期|(?:近|过去)?(?:[三四五六七八九十]|[3-9])年(?:之前|前|来|间|以来)")
_PLAN_PERIOD = re.compile(r"[一二三四五六七八九十]{1,3}五[”\"’]?(?:规划|时期|期间)?(?:末|初|期末)?")
_NAME_SEPARATOR = re.compile(r"[、和及与]|以及")
_ALIGNED = re.compile(r"分别|依次|各")
_SHARE_OF = re.compile(r"^[，,（(]?(?:仅|约|只|仍)?占(?:全[省市县区])?(?P<whole>[^，。；\d]{2,14}?)(?:总数|总量)?的")
#: 占班级总数19100个的6.00%: a share in passing.
_WHOLE_OF = re.compile(r"占(?!比)")
_CLAUSE = re.compile(r"[。；;！？!?]")
#: 2022—2024年行动计划 is a name of a plan, 2024—2025学年 a year.
_PLANNED_YEARS = re.compile(r"^[^，。；\d]{0,12}(?:计划|规划|方案|纲要|行动|学年|学年度)")
_OPENING = re.compile("年初|期初")
_COMMA = re.compile(r"[，,]")
_DECEMBER = 12
#: How many dates before a figure are asked whether it is of them; no sentence that a person wrote has so many.
_DATES_BACK = 24
_OVERVIEW = "基本情况"
#: Counting words that are said of one another's things.
_COUNTERS = (
    "所家校园个处",
    ("场", "次", "场次", "期", "节", "堂", "个"),
    "项件起个条例处门",
    "座栋间个套",
    "支队个组",
    "册本份",
)
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


@dataclass(frozen=True)
class _Subject:
    """Attributes: head: what stands between the figure before and the name; generic: see :class:`Mention`."""

    indicator: Indicator
    sure: bool
    likely: bool
    head: str | None = None
    generic: bool = False


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
        self._year = year
        self._scope = Scope(region, year)

    def bind(self, statement: Statement) -> dict[int, Binding]:
        """Bindings by figure id, for the figures of one sentence that an indicator's name stands by."""
        bound: dict[int, Binding] = {}
        for run in value_runs(statement.figures):
            self._bind_run(statement, run, bound)
        self._bind_heard(statement, bound)
        self._bind_changes(statement, bound)
        return bound

    # --- levels -----------------------------------------------------------------------------------------------

    def _bind_run(self, statement: Statement, run: list[Figure], bound: dict[int, Binding]) -> None:
        if run[0].role in (Role.CHANGE, Role.TARGET):
            return
        if len(run) == 1:
            subject = self._subject(statement, run[0])
            subjects = [subject] if subject else []
        else:
            subjects = self._aligned(statement, run[0], len(run))
        for figure, subject in zip(run, subjects, strict=False):
            if measures(figure, subject.indicator):
                period, definite = self.period(statement, figure)
                known = definite and period is not None and not self._of_one_stage(statement, subject)
                sure = subject.sure and known and self._of_the_whole(statement, run[0], subject, bound)
                bound[figure.id] = Binding(subject.indicator, period, sure, subject.likely and known)

    def _of_the_whole(self, statement: Statement, first: Figure, subject: _Subject, bound: dict[int, Binding]) -> bool:
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
        ):
            return False
        if not stock or subject.head is None or self._scope.says_own(_COMMA.split(subject.head)[-1]):
            return True
        earlier = [f for f in statement.figures if f.id < first.id and f.role not in (Role.CHANGE, Role.PREVIOUS)]
        if not earlier or _CLAUSE.search(statement.between(earlier[-1].end, first.start)):
            return self._scope.plain(subject.head)
        # 其中小学98所 counts those of the whole before it, 在校生2.1万人 those of the schools before it
        of = bound.get(earlier[-1].id)
        if of is None or not of.sure or self._scope.narrowed(before):
            return False
        if "其中" in subject.head or "包括" in subject.head:
            everything = self.lexicon.is_generic(of.indicator) or "各级各类" in earlier[-1].gap
            return everything or subject.indicator.id in of.indicator.parts
        listed = _NAME_SEPARATOR.match(subject.head.lstrip()) is not None and not subject.generic
        beside = of.indicator.topic == _OVERVIEW and not subject.head.strip(" ，、")  # 常住人口…，义务教育在校生…
        return listed or beside or of.indicator.topic == subject.indicator.topic

    def _of_one_stage(self, statement: Statement, subject: _Subject) -> bool:
        """「2.义务教育。在校生3.9万人」: under the heading of a stage a name without one is that stage's."""
        if not subject.generic or any(read_thing(name).stage for name in subject.indicator.names):
            return False
        if subject.head is not None and self._scope.says_own(_COMMA.split(subject.head)[-1]):
            return False
        return bool(opened_stage(statement) or self._stages.get(statement.flow.first_paragraph))

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
            head = _CLAUSE.split(text[: mention.start])[-1]
            said = _COMMA.split(head)[-1] + text[mention.start : mention.end]
            part = self._scope.narrowed(said) or "其中" in said or self._scope.planned(head)
            period, definite = self.period(statement, figure)
            sure = definite and period is not None and not (part or self._scope.of_part(statement, figure.start))
            bound[figure.id] = Binding(mention.indicator, period, sure, sure)
            self._bind_carried(statement, figure, bound)

    def _bind_carried(self, statement: Statement, first: Figure, bound: dict[int, Binding]) -> None:
        """「落实率由96.88%提高到100%」: what the first value is about, the second is too."""
        after = [f for f in statement.figures if f.id > first.id]
        if first.role is Role.PREVIOUS and after and after[0].role is Role.LEVEL and _CONNECTOR.match(after[0].gap):
            of = bound[first.id]
            bound[after[0].id] = Binding(of.indicator, Period.THIS, of.sure, of.likely)

    def _subject(self, statement: Statement, figure: Figure) -> _Subject | None:
        """The indicator named last before the figure, and how closely the two stand together."""
        gap = _CLAUSE.split(figure.gap)[-1]
        found = self.lexicon.find(gap)
        if not found:
            return self._carried(statement, figure, gap) or self._member(statement, figure, gap)
        last = found[-1]
        if last.short and (member := self._member(statement, figure, gap)) and measures(figure, member.indicator):
            return member
        first = next(m for m in found if m.end == last.end)  # members of a family end together
        if first is not last:
            return None
        return self._judge(last, gap[: last.start], bool(_CONNECTOR.match(gap[last.end :])))

    def _judge(self, mention: Mention, before: str, connected: bool) -> _Subject:
        head = _COMMA.split(before)[-1]
        sure = connected and self._scope.plain(head)
        likely = sure or (connected and not mention.short and not self._scope.narrowed(head))
        return _Subject(mention.indicator, sure, likely, before, mention.generic)

    def _carried(self, statement: Statement, figure: Figure, gap: str) -> _Subject | None:
        """For 「由90%提高到91%」 and 「91%，比上年的90%…」: both values have the subject of the first."""
        earlier = [f for f in statement.figures if f.id < figure.id]
        if not earlier:
            return None
        roles = (earlier[-1].role, figure.role)
        # 事故与上年的0起持平；148个食堂…: right behind a semicolon nothing goes on from last year's value
        anew = not gap and _CLAUSE.search(figure.gap)
        onward = roles == (Role.PREVIOUS, Role.LEVEL) and _CONNECTOR.match(gap) and not anew
        back = roles[0] is not Role.PREVIOUS and roles[1] is Role.PREVIOUS and _LAST_YEAR.match(gap)
        return self._subject(statement, earlier[-1]) if onward or back else None

    def _member(self, statement: Statement, figure: Figure, gap: str) -> _Subject | None:
        """For 「生均…经费中，幼儿园7215元、小学13357元」: a member of the family named before."""
        clause = _COMMA.split(gap)[-1]
        word = re.sub(r"^(?:其中|中)?[，,、和：:\s]*", "", clause)
        word = re.sub(r"(?:分别)?(?:达到?|为|是)?\s*$", "", word)
        if not word or len(word) > 8 or compared_mark(figure) or is_school(word):
            return None
        before = statement.between(statement.start, figure.start - len(clause))
        indicator = self.lexicon.member(before, word)
        return _Subject(indicator, True, True) if indicator else None

    def _aligned(self, statement: Statement, first: Figure, count: int) -> list[_Subject]:
        """Subjects of 「A、B和C分别达到a、b和c」, in order; empty when their number differs."""
        gap = _CLAUSE.split(first.gap)[-1]
        if first.role is Role.LEVEL and _CONNECTOR.match(gap):  # 「…分别由a、b提高到c、d」
            earlier = [f for f in statement.figures if f.id < first.id]
            if len(earlier) >= count and earlier[-1].role is Role.PREVIOUS:
                return self._aligned(statement, earlier[-count], count)
        found = self.lexicon.find(gap)
        if len(found) < count:
            return []
        found = found[-count:]
        for left, right in zip(found, found[1:], strict=False):
            between = gap[left.end : right.start].strip()
            if left.end != right.end and not _NAME_SEPARATOR.fullmatch(between):
                return []
        tail = gap[found[-1].end :]
        connected = bool(_ALIGNED.search(tail)) and bool(_CONNECTOR.match(tail))
        return [self._judge(mention, gap[: found[0].start], connected) for mention in found]

    # --- changes ----------------------------------------------------------------------------------------------

    def _bind_changes(self, statement: Statement, bound: dict[int, Binding]) -> None:
        """A change belongs to what is named with it, else to the value told before it; lists to lists."""
        for run in value_runs(statement.figures):
            if run[0].role is not Role.CHANGE or run[0].compared not in ("time", ""):
                continue
            if not self._scope.since_last_year(statement, run[0]):
                continue
            named = self._named_changes(statement, run)
            if named is not None:
                bound.update(named)
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

    def _named_changes(self, statement: Statement, run: list[Figure]) -> dict[int, Binding] | None:
        """「小学、初中生均公用经费分别增长2%和3%」: names right before the change; None when there are none."""
        gap = _CLAUSE.split(run[0].gap)[-1]
        found = self.lexicon.find(gap)
        if not found:
            return None
        if len(run) == 1 and found[-1].short:  # 「…经费增长2%，初中下降1.75%」
            member = self.lexicon.member(
                statement.between(statement.start, run[0].start - len(gap)), _said(gap, found[-1])
            )
            return {run[0].id: Binding(member, Period.THIS, True, True, change=True)} if member else {}
        if len(found) < len(run) or run[0].compared != "time" or any(m.short for m in found[-len(run) :]):
            return {}
        found = found[-len(run) :]
        tail = re.sub(r"(?:同比|[比较与](?:上|去|前|(?:19|20)\d\d)[^，。]{0,6})", "", gap[found[-1].end :])
        aligned = len(run) == 1 or bool(_ALIGNED.search(gap))
        subjects = [self._judge(m, gap[: found[0].start], aligned and bool(_CONNECTOR.match(tail))) for m in found]
        before = statement.between(statement.start, run[0].start)
        whole = not (self._scope.apart(statement, run[0].start) or self._scope.planned(before))
        return {
            figure.id: Binding(s.indicator, Period.THIS, s.sure and whole, s.likely, change=True)
            for figure, s in zip(run, subjects, strict=True)
        }

    # --- periods ----------------------------------------------------------------------------------------------

    def period(self, statement: Statement, figure: Figure) -> tuple[Period | None, bool]:
        """The period of a value and whether it is certain; None when it is another year, or a date within one."""
        headed = headed_year(statement)
        if headed in (0, self._year):
            return self._said_period(statement, figure)
        # （二）2021年：提速。教育支出64780万元
        year_before = headed == self._year - 1 and figure.role is not Role.PREVIOUS
        return (Period.PREVIOUS, True) if year_before else (None, False)

    def _said_period(self, statement: Statement, figure: Figure) -> tuple[Period | None, bool]:
        """The same by the dates of its sentence alone."""
        if figure.role is Role.PREVIOUS:
            return self._base_period(statement, figure)
        if figure.direction and figure.role is Role.LEVEL:
            # 2026年提高到55%，比2024年再提高3个百分点；…提高到58%: what is to be reached
            ahead = any(d.year > self._year for d in statement.dates if d.end <= figure.start)
            return (None, False) if ahead else (Period.THIS, True)
        if _OPENING.search(_COMMA.split(_CLAUSE.split(figure.gap)[-1])[-1]):
            return None, False  # 年初在册185人
        last = bisect_right(statement.dates, figure.start, key=attrgetter("end"))
        for date in reversed(statement.dates[max(0, last - _DATES_BACK) : last]):
            before = statement.between(max(statement.start, date.start - 3), date.start)
            passed = statement.between(date.end, figure.start)
            if set_aside(passed):
                continue  # said in a bracket that is closed: 在校生113874人（上年109652人），其中…
            if _is_over(statement, date, figure, passed):
                continue
            if date.kind == "range":
                return None, False  # 2021—2025年新建42所: what several years make together
            if not re.search(r"[比较与同自从由]\s*$", before):
                return self._period_of(date)
        return Period.THIS, True

    def _base_period(self, statement: Statement, figure: Figure) -> tuple[Period | None, bool]:
        """The year a change starts from: the last one unless another is named (比2020年的, 比“十二五”末的)."""
        if _PLAN_PERIOD.search(figure.gap) or _LONGER.search(statement.between(statement.start, figure.start)):
            return None, False
        opened = figure.start - len(figure.gap)
        named = [d for d in statement.dates if opened <= d.start < figure.start and d.year]
        if not named and _FROM.search(figure.gap):  # 小学由2021年的11.72降至11.18，初中由9.67升至10.01
            named = [d for d in statement.dates if d.end <= opened and d.year and _from_then(statement, d)][-1:]
        other = bool(named) and (named[-1].kind == "range" or named[-1].year != self._year - 1)
        return (None, False) if other else (Period.PREVIOUS, True)

    def _period_of(self, date: DateMention) -> tuple[Period | None, bool]:
        if date.relative is not None:
            # 去年 is the reported year for who writes in the next, and the one before for who writes in its name
            sure = not date.text.startswith("去年")
            return (Period.PREVIOUS if date.relative < 0 else Period.THIS), sure
        if date.month not in (0, _DECEMBER) or date.year not in (self._year, self._year - 1):
            return None, False
        return (Period.THIS if date.year == self._year else Period.PREVIOUS), True


def _from_then(statement: Statement, date: DateMention) -> bool:
    """Whether a year is told as that from which something moved: 由2021年的."""
    before = statement.between(max(statement.start, date.start - 1), date.start)
    return before in ("由", "从") and statement.between(date.end, date.end + 1) == "的"


def _is_over(statement: Statement, date: DateMention, figure: Figure, passed: str) -> bool:
    """Whether a date speaks of a figure no more: a range in the title of a document or a plan, 上年 before another part
    of the sentence or before a change since then."""
    if date.kind == "range":
        before = statement.between(statement.start, date.start)
        return before.count("《") > before.count("》") or _PLANNED_YEARS.match(passed) is not None
    first, last = (bisect_left(statement.figures, at, key=attrgetter("start")) for at in (date.end, figure.start))
    if "；" not in passed and not any(f.role is Role.CHANGE for f in statement.figures[first:last]):
        return False
    if date.relative is not None and date.relative < 0:
        return True
    opened = max(statement.start, statement.flow.text.rfind("；", statement.start, date.start) + 1)
    return statement.figures[0].end <= date.start and bool(statement.between(opened, date.start).strip())


def _said(text: str, mention: Mention) -> str:
    return text[mention.start : mention.end]


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


def measures(figure: Figure, indicator: Indicator) -> bool:
    """Whether a figure of this unit can be a value of the indicator at all."""
    unit, own = figure.quantity.unit, indicator.unit
    if own.dimension == "proportion":
        return figure.quantity.kind in (Kind.RATIO, Kind.BARE)
    if unit is None or own.dimension == "bare":
        return unit is not None or own.dimension in ("ratio", "bare")
    if {unit.dimension, own.dimension} == {"score", "percent"}:
        return indicator.name.endswith("满意度")  # 92.6分 and 92.6%
    return _comparable(unit, own)


@lru_cache(maxsize=4096)
def _comparable(one: Unit, other: Unit) -> bool:
    """Whether one unit can stand for the other."""
    # 122个 for an indicator in 所 is the writer's choice of word; 760个班 are something else
    words = [unit.dimension.removeprefix("count:") for unit in (one, other)]
    return any(all(word in counters for word in words) for counters in _COUNTERS) or stands_for(one, other)


def stands_for(unit: Unit, own: Unit) -> bool:
    """Whether a value in one unit may be told for one in another: 平均班额41.6人 is 人/班."""
    return unit.compatible(own) or own.dimension.startswith(f"{unit.dimension}/")
