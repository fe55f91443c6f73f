"""What each figure of a sentence counts, with what the sentence said before and does not say again.

「小学5412所，在校生386.5万人；初中1980所，在校生172.8万人」 never says 小学在校生, and 「在职专任教师5748人，其中幼儿园
1105人」 never 幼儿园专任教师. A subject is read from a figure's own words and completed from its sentence; where the sentence
allows more than one reading there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from drafter.checking.text.quantities import Kind
from drafter.checking.text.scope import Scope, counts_a_subset
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.things import SCHOOLS, Thing, read_thing
from drafter.facts import Period

__all__ = ["Subject", "SubjectReader"]

_BREAK = re.compile(r"[，。；：、,;（(“”！？\n]")
_SPLIT = re.compile(r"[、和及与]|以及")
#: What compares with another time, or leads to the figure, and names nothing.
_LEADS = re.compile(
    r"(?:比|较|与|由|从|自)?(?:上一?学?年度?|去年|前一年|(?:19|20)\d\d\s*学?年度?|年初)(?:同期|底|末|初)?(?:相比|比)?(?:的|为|是)?"
    r"|(?:由|从)(?=$)|同比|环比|(?:(?<!占)比|较)(?=$)"
    r"|(?:增长|增加|提高|提升|上升|上涨|扩大|升高|发展|下降|减少|降低|压减|缩减|回落|升|降|净增|净减|多|高出?|低|少)(?:了|到|至|为|达)*(?=$)"
    r"|(?:已?达到?|实现|保持在|稳定在|控制在|突破|超过|约|近|逾|有|为|是|均为|均达到?|各有)(?=$)"
)
_AMONG = re.compile(r"^.*(?<=[园校师生人儿数])中(?!小学|等|职|心|级|央|考)")
#: The noun right behind a count: 18所普通高中, 910个教学班, 9个大班额没有化解.
_BEHIND = re.compile(
    r"(?P<noun>(?:普通|公办|民办|普惠性?(?:民办)?|非普惠性?(?:民办)?)?"
    r"(?:幼儿园|小学|初中|普通高中|高中|中等职业学校|中职学校|特殊教育学校|特教学校|义务教育学校|义务教育|学校)?"
    r"(?:超大班额|大班额|教学班|班级|专任教师|教职工|在校生|在园幼儿|学生)?)"
    r"(?:$|(?=[，。；、：（）()中占共仍尚还未没均已]|的\d))"
)
_WHOLE = re.compile(r"[全我][省市县区州盟旗]|全域|各级各类|总")
_ASIDE = re.compile(r"[（(](?:[^（）()\d]{1,12}|[^（）()]{1,24}(?=[）)]\s*$))[）)]")
#: 占学生总数54570人的94%, 在园幼儿13260人中: the figure is that of all.
_OF_THESE = re.compile(r"的\d|[一-鿿]{0,6}中[，,]?")
_LIST = re.compile(r"^[^，。；、\d]{0,10}(?:[，,]?(?:其中|包括|含)|[：（(]|中[，,])")
_CLAUSES = re.compile(r"[；;]")
_BRACKET = re.compile(r"（[^（）]{4,400}）")
_TOGETHER = {("小学", "初中"): "义务", ("普高", "中职"): "高中阶段"}
_NOTHING = Thing()
_FAR = 60
_SHORT = 12


@dataclass(frozen=True)
class Subject:
    """What a figure is told of.

    Attributes:
        period: the year, None when it is another one or not certain.
        whole: whether nothing narrows it to a part of the region, to a plan or to some of what it counts.
        change: whether the figure tells a change of the thing.
    """

    thing: Thing
    period: Period | None
    whole: bool
    change: bool = False


class _Told(NamedTuple):
    """A figure and what it was found to be told of."""

    figure: Figure
    thing: Thing


class SubjectReader:
    """Reads the subjects of figures.

    Args:
        period: tells the period of a figure and whether that is certain.
    """

    def __init__(self, scope: Scope, period: Callable[[Statement, Figure], tuple[Period | None, bool]]) -> None:
        self._scope = scope
        self._period = period
        self._opened = ""  # the stage that a sentence without figures right before has opened with

    def read_all(self, statements: Iterable[Statement]) -> dict[int, Subject]:
        """Subjects by figure id, for all figures that have one."""
        found: dict[int, Subject] = {}
        before: Statement | None = None
        for statement in statements:
            if statement.figures and statement.flow.part != "table":
                told = self._told(before, statement, found)
                same = before is not None and before.flow is statement.flow and not before.figures
                self._opened = read_thing(before.text).stage if same and before is not None else ""
                found.update(self._read(statement, told))
            before = statement
        return found

    @staticmethod
    def _told(before: Statement | None, statement: Statement, found: dict[int, Subject]) -> list[_Told]:
        """What the sentence before told, for one that leaves out what both are about."""
        if before is None or before.flow is not statement.flow:
            return []
        return [_Told(figure, found[figure.id].thing) for figure in before.figures if figure.id in found]

    def _read(self, statement: Statement, earlier: list[_Told]) -> dict[int, Subject]:
        found: dict[int, Subject] = {}
        told = list(earlier)
        lists = _closed_lists(statement)
        for run in value_runs(statement.figures):
            at_hand = [t for t in told if not _inside(t.figure, lists, run[0])] if lists else told
            things = self._things(statement, run, at_hand)
            for figure, thing in zip(run, things, strict=False):
                if thing is not None and (thing.core or thing.stage):
                    found[figure.id] = self._subject(statement, figure, thing)
                    told.append(_Told(figure, thing))
        return found

    def _subject(self, statement: Statement, figure: Figure, thing: Thing) -> Subject:
        change = figure.role is Role.CHANGE
        if change:
            return Subject(thing, Period.THIS, self._scope.since_last_year(statement, figure), change=True)
        before = statement.between(max(statement.start, figure.start - 400), figure.start)
        other = self._scope.elsewhere(before) or self._scope.planned(before) or self._scope.of_another_level(before)
        period, sure = self._period(statement, figure)
        stock = figure.quantity.dimension in ("person", "count:所") and thing.shared
        after = statement.between(figure.end, min(statement.end, figure.end + 14))
        some = counts_a_subset(statement, figure, stock) and not _OF_THESE.match(after)
        whole = not other and not some and figure.role is not Role.TARGET
        return Subject(thing, period if sure else None, whole)

    # --- things ---------------------------------------------------------------------------------------------------

    def _things(self, statement: Statement, run: list[Figure], told: list[_Told]) -> list[Thing | None]:
        first = run[0]
        words = _label(first)
        names = [name for name in _SPLIT.split(_clause(first)) if name.strip()]
        if len(run) > 1 and len(names) >= len(run):
            return self._listed(names[-len(run) :])
        thing = read_thing(words + _behind(statement, run[-1]))
        if thing == _NOTHING:
            thing = _named_before(first)
        if thing is None:
            return [None] * len(run)
        if thing == _NOTHING:
            lately = told[-len(run) :]
            follows = len(lately) == len(run) and _next_to(lately[-1].figure, first)
            return [t.thing if follows and self._goes_on(t.figure, first) else None for t in lately]
        if len(run) > 1:
            return [None] * len(run)
        if len(names) > 1 and (joined := _joined(names, thing)) is not thing:
            return [joined]
        return [self._completed(statement, first, words, thing, told)]

    @staticmethod
    def _listed(names: list[str]) -> list[Thing | None]:
        """「小学、初中、普通高中生师比分别为a、b和c」: the last name has what all of them are."""
        last = read_thing(_LEADS.sub("", names[-1]))
        own = [read_thing(name) for name in names[:-1]]
        if last.core and all(not thing.core and (thing.stage or thing.owner) for thing in own):
            return [*(replace(thing, core=last.core) for thing in own), last]
        return [*(thing if thing.core else None for thing in own), last]

    @staticmethod
    def _goes_on(before: Figure, figure: Figure) -> bool:
        """Whether a figure without words of its own is of what the one before was: last year's value, the new one."""
        alike = before.quantity.dimension == figure.quantity.dimension
        if figure.role is Role.CHANGE:
            return figure.compared == "time" or not figure.compared
        return alike and Role.PREVIOUS in (before.role, figure.role)

    def _completed(
        self, statement: Statement, figure: Figure, words: str, thing: Thing, told: list[_Told]
    ) -> Thing | None:
        clause = [
            t
            for t in told
            if t.figure.statement is statement and not _CLAUSES.search(statement.between(t.figure.end, figure.start))
        ]
        if not thing.core:
            return self._with_core(statement, figure, thing, told)
        if not thing.stage and thing.shared and not _WHOLE.search(words):
            return self._with_stage(statement, figure, thing, clause)
        return thing

    def _with_core(self, statement: Statement, figure: Figure, thing: Thing, told: list[_Told]) -> Thing | None:
        """其中小学36180人 counts what the total before it counts; 小学98所 counts schools."""
        dimension = figure.quantity.dimension
        alike = [t for t in told if t.figure.quantity.dimension == dimension and t.thing.core]
        own = [t for t in alike if t.figure.statement is statement]
        if not own and len({t.thing.core for t in alike}) > 1:
            alike = []  # the sentence before told of several things
        head = next((t for t in reversed(alike) if _opens(t.figure, figure)), None)
        base = head.thing if head else alike[-1].thing if alike else None
        if head is not None and head.figure.role is Role.CHANGE:
            return None  # 减少6所（民办5所、公办1所）
        if dimension == "count:所" and (head is None or base.core.endswith(SCHOOLS) or not base.core):
            core = head.thing.core if head and head.thing.core else SCHOOLS
            stage = thing.stage or (base.stage if base else "")
            return Thing(stage, thing.owner, core) if stage else None
        if base is None:
            before = statement.between(max(statement.start, figure.start - _FAR), figure.start)
            clauses = [c for c in _BREAK.split(before)[:-1] if c.strip()]
            base = next((t for c in reversed(clauses) if (t := read_thing(c)).core), None)
        return thing.of(base) if base is not None else thing

    def _with_stage(self, statement: Statement, figure: Figure, thing: Thing, clause: list[_Told]) -> Thing | None:
        """在校生 right after 小学98所 are its pupils; after 小学98所、初中20所 they are nobody's for sure."""
        since: list[Thing] = []
        for _, before in reversed(clause):
            if before.core == thing.core:
                break
            since.append(before)
        stages = {t.stage for t in since if t.stage}
        if not since:
            if clause:
                return None
            said = _stage_said(statement, figure) or self._opened
            if said:
                return replace(thing, stage=said)
            # a section of one stage speaks of its own
            return None if read_thing(statement.flow.section).stage else thing
        if not stages and not any(t.owner for t in since):
            return thing
        if len(stages) != 1 or any(not t.stage for t in since):
            return None
        owners = {t.owner for t in since}
        if len(owners) == 2 and "" in owners:
            return None
        owner = next(iter(owners)) if len(owners) == 1 else ""
        return replace(thing, stage=next(iter(stages)), owner=thing.owner or owner)


def _closed_lists(statement: Statement) -> list[tuple[int, int]]:
    """Brackets that hold a list of figures."""
    if "（" not in statement.text:
        return []
    spans = [(statement.start + m.start(), statement.start + m.end()) for m in _BRACKET.finditer(statement.text)]
    return [(a, b) for a, b in spans if sum(a <= f.start < b for f in statement.figures) > 1]


def _inside(figure: Figure, lists: list[tuple[int, int]], now: Figure) -> bool:
    """Whether a figure stands in a list whose bracket has closed."""
    return any(a <= figure.start < b <= now.start for a, b in lists)


def _next_to(before: Figure, figure: Figure) -> bool:
    """Whether one figure follows another but for a list in brackets."""
    between = before.statement.between(before.end, figure.start)
    return before.id == figure.id - 1 or bool(_BRACKET.match(between))


def _named_before(figure: Figure) -> Thing | None:
    """「；高中不降反升，增加80人」: a stage named in a clause before; None when a new part begins with none."""
    clauses = re.split(r"[，,]", figure.gap)[:-1]
    for clause in reversed(clauses):
        thing = read_thing(_CLAUSES.split(clause)[-1])
        if thing.stage and len(clause) <= _SHORT:
            return Thing(thing.stage, thing.owner)
        if _CLAUSES.search(clause):
            break
    return None if _CLAUSES.search(figure.gap) else _NOTHING


def _joined(names: list[str], thing: Thing) -> Thing | None:
    """「小学、初中在校生共79360人」: one figure of two stages together."""
    before = read_thing(names[-2])
    if not before.stage or before.core or not thing.stage:
        return thing
    whole = _TOGETHER.get((before.stage, thing.stage))
    return replace(thing, stage=whole) if whole and len(names) == 2 else None


def _stage_said(statement: Statement, figure: Figure) -> str:
    """The one stage that the words before a figure, in its own sentence, name."""
    before = statement.between(max(statement.start, figure.start - _FAR), figure.start)
    stages = {t.stage for c in _BREAK.split(before)[:-1] if (t := read_thing(c)).stage}
    return next(iter(stages)) if len(stages) == 1 else ""


def _opens(total: Figure, figure: Figure) -> bool:
    """Whether a list opens right behind a total that figure may be an item of."""
    statement = total.statement
    after = statement.between(total.end, min(statement.end, total.end + 24, figure.start))
    return total.statement is figure.statement and bool(_LIST.match(after))


def _clause(figure: Figure) -> str:
    """The words before a figure, back to the last mark that is none of a list."""
    return _LEADS.sub("", re.split(r"[，。；：,;（(“”！？\n]", figure.gap)[-1])


def _label(figure: Figure) -> str:
    """The words right before a figure that can name what it counts."""
    words = _BREAK.split(_ASIDE.sub("", figure.gap))[-1].lstrip("）)")
    words = _AMONG.sub("", words)
    while (shorter := _LEADS.sub("", words)) != words:
        words = shorter
    return words


def _behind(statement: Statement, figure: Figure) -> str:
    quantity = figure.quantity
    if quantity.kind is not Kind.AMOUNT or quantity.text[quantity.number_end - quantity.start :] not in (
        *("个", "所", "名", "人", "位", "万人", "余名", "余所", "余个", "万名"),
    ):
        return ""
    match = _BEHIND.match(statement.between(figure.end, min(statement.end, figure.end + 14)))
    return match["noun"] if match else ""
