"""What each figure of a sentence counts, with what the sentence said before and does not say again.

「小学5412所，在校生386.5万人；初中1980所，在校生172.8万人」 never says 小学在校生, and 「在职专任教师5748人，其中幼儿园
1105人」 never 幼儿园专任教师. A subject is read from a figure's own words and completed from its sentence; where the
sentence allows more than one reading there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.checking.text.phrases import (
    NAMES,
    NOTHING,
    PARTED,
    ToldThing,
    bare,
    clause,
    closed_lists,
    goes_on_of,
    label,
    named_before,
    next_to,
    opening,
    opens,
    parts_of_share,
    stage_said,
    told_of,
)
from drafter.checking.text.pointing import counted_list, goes_on, pointed_at, points_back, points_only
from drafter.checking.text.quantities import Kind
from drafter.checking.text.scope import Scope, counts_a_subset, is_standard, of_a_size, opened_stage, some_of_them
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.things import (
    CLASS_SIZE,
    CLASSES,
    CROWDED,
    RATIO,
    SCHOOLS,
    SHARE,
    Thing,
    read_thing,
)
from drafter.checking.text.weighing import (
    divided_by,
    each_of,
    ends_a_list,
    exceeds,
    fits,
    is_inflow,
    of_its_owner,
    opened_by_view,
    others_teach,
)
from drafter.facts import Period

__all__ = ["Subject", "SubjectReader"]

_BREAK = re.compile(r"[，。；：、,;（(“”！？\n]")
_BRACKET = re.compile(r"（[^（）]{0,200}）")
_WHOLE = re.compile(r"[全我][省市县区州盟旗]|全域|各级各类|总")
#: 占学生总数54570人的94%, 在园幼儿13260人中: the figure is that of all.
_SOME_PLACES = re.compile(
    r"(?<![全各下的])(?:[一二三四五六七八九两几]|\d{1,2})个?(?:县区|乡镇|[县区镇乡]|街道)(?:共|只|仅)?(?:有|设)"
)
_OF_THESE = re.compile(r"的\d|[一-鿿]{0,6}中(?<![高初其]中)(?![职学小等专])[，,]?")
#: A share of how many schools there are: 公办园数量占51%, 民办校数占比.
_NUMBER_SHARE = re.compile(
    r"[园校学](?:的)?(?:数量|个数|所数|数|总数)(?:的)?占(?:比|总数|全部)?(?:的)?(?:约|近|为|达到?|超过?)?$"
)
_OF_NUMBER = "学校数占比"
_AMONG = re.compile(r"中$")
_RELATIVE = re.compile(r"^\s*(?:以[上下内])?的(?![省市县国上去]|目标|标准)")
_PLACE_TAIL = re.compile(r"[占有就仅则独]+$")
_IN_PLACE = re.compile(r"^[一-鿿]{1,5}?(?:县|区|市|旗|镇|乡|街道|苏木)")
_COVERED = "覆盖率"
_PER_PUPIL = "生均"
_OF_WHOLE = re.compile(r"占[全我][省市县区州盟旗]")
_SEVERAL = re.compile(r"中小学|各级|各类")
_DIGIT = re.compile(r"\d")
#: Names that only a single school has; 今年小学 and 生师比小学 are none.
_ONE_SCHOOL = re.compile(
    r"^(?!普通|完全|公办|民办|[全我本各][省市县区校])[一-鿿]{2,6}?"
    r"(?:第[一二三四五六七八九十](?:初级|高级)?[小中]学|(?:初级|高级)中学|实验(?:小学|中学|学校))(?=[一-鿿])"
)
_SCHOOL = re.compile("[全我本][省市县区州盟旗]|义务教育|中小学|小学|初中|普通高中|中职")
#: 中小学（不含幼儿园）专任教师共4114人: not all of them.
_BUT_SOME = re.compile(r"（[^（）]{0,20}不含[^（）]{1,12}）[^，。；：、\d]{0,12}$")
_ALL_SCHOOLS = Thing("", "", SCHOOLS)
_TOGETHER = {("小学", "初中"): "义务", ("普高", "中职"): "高中阶段"}
_RURAL = re.compile(r"(?:农村|乡村)[^学]{3,}")
_YEAR = re.compile(r"^[^\d]{0,4}(?:19|20)?\d\d\s*(?:学年|年)")
_RURAL_WORD = re.compile("农村|乡村")
_ITEM = re.compile(r"^(?:[、，,和及与]|以及|[（：]|[，,]?(?:其中|包括|含))")
_FAR = 60
_NEAR = 24
#: Figures of a sentence among which the total of a list is looked for: more items than any report strings together.
_LONG_LIST = 40


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


class SubjectReader:
    """Reads the subjects of figures.

    Args:
        period: tells the period of a figure and whether that is certain.
        stages: the stage of school that the heading of a paragraph names.
    """

    def __init__(
        self,
        scope: Scope,
        period: Callable[[Statement, Figure], tuple[Period | None, bool]],
        stages: Mapping[int, str] | None = None,
    ) -> None:
        self._scope = scope
        self._stages = stages or {}
        self._period = period
        self._parts: set[int] = set()  # figures told of a place within the region by its name alone
        self._opened = NOTHING  # what a sentence without figures right before has opened with

    def read_all(self, statements: Iterable[Statement]) -> dict[int, Subject]:
        """Subjects by figure id, for all figures that have one."""
        found: dict[int, Subject] = {}
        before: Statement | None = None
        for statement in statements:
            if statement.figures and statement.flow.part != "table":
                told = self._told(before, statement, found)
                self._opened = opening(before, statement)
                found.update(self._read(statement, told))
            before = statement
        return found

    @staticmethod
    def _told(before: Statement | None, statement: Statement, found: dict[int, Subject]) -> list[ToldThing]:
        """What the sentence before told, for one that leaves out what both are about."""
        if before is None or before.flow is not statement.flow:
            return []
        return [ToldThing(figure, found[figure.id].thing) for figure in before.figures if figure.id in found]

    def _read(self, statement: Statement, earlier: list[ToldThing]) -> dict[int, Subject]:
        found: dict[int, Subject] = {}
        told = list(earlier)
        lists = closed_lists(statement)
        for run in value_runs(statement.figures):
            now = run[0].start
            at_hand = [t for t in told if not 0 < lists.get(t.figure.id, 0) <= now] if lists else told
            share = parts_of_share(run[0], at_hand) if _percent(run) else None
            things = [_share(*share)] if share is not None else self._things(statement, run, at_hand)
            self._parts.update(f.id for f in run if goes_on_of(f, self._parts))
            for figure, read in zip(run, things, strict=False):
                thing = _of_upper_schools(figure, read)
                if thing is not None and (thing.core or thing.stage):
                    subject = self._subject(statement, figure, thing)
                    other = subject.whole and thing.shared and _of_another_total(figure, thing, found)
                    found[figure.id] = replace(subject, whole=False) if other else subject
                    told.append(ToldThing(figure, thing))
        return found

    def _subject(self, statement: Statement, figure: Figure, thing: Thing) -> Subject:
        change = figure.role is Role.CHANGE
        before = statement.between(max(statement.start, figure.start - 400), figure.start)
        before = _OF_WHOLE.sub("占", _BRACKET.sub("", before))  # 城区6240人，占全县的29%，平均班额…: still the town's
        if _RURAL.match(thing.core):  # 农村留守儿童4872人: the thing itself is of the country
            before = _RURAL_WORD.sub("", before)
        planned = self._scope.planned(before) or self._scope.among_plans(statement)
        other = self._scope.elsewhere(before) or planned or self._scope.of_another_level(before)
        other = other or self._scope.of_part(statement, figure.start)
        if change:
            whole = self._scope.since_last_year(statement, figure) and not other
            return Subject(thing, Period.THIS, whole and not is_inflow(figure), change=True)
        period, sure = self._period(statement, figure)
        stock = figure.quantity.dimension in ("person", "count:所") and thing.shared
        after = statement.between(figure.end, min(statement.end, figure.end + 14))
        some = counts_a_subset(statement, figure, stock) and not _OF_THESE.match(after)
        narrowed = _RELATIVE.match(figure.gap) is not None or is_standard(figure)  # 不足50人的小学132所
        measured = of_a_size(clause(figure)) and not thing.core.endswith(CROWDED)  # 小学46人以上的班级87个
        narrowed = narrowed or measured or some_of_them(figure.gap)
        places = _SOME_PLACES.search(before[-_NEAR:])  # 河口、石桥两个镇有初中生2600人
        narrowed = narrowed or figure.id in self._parts or places is not None or _names_a_school(statement, figure)
        narrowed = narrowed or _BUT_SOME.search(statement.between(statement.start, figure.start)) is not None
        whole = not (other or some or narrowed) and figure.role is not Role.TARGET
        return Subject(thing, period if sure else None, whole)

    # --- things ---------------------------------------------------------------------------------------------------

    def _things(self, statement: Statement, run: list[Figure], told: list[ToldThing]) -> Sequence[Thing | None]:
        first = run[0]
        names = [name for name in NAMES.split(clause(first)) if name.strip()]
        thing = NOTHING if points_only(label(first)) else read_thing(told_of(statement, first, run[-1]))
        if _percent(run) and _NUMBER_SHARE.search(label(first)):
            thing = replace(thing, core=_OF_NUMBER)  # 公办园数量占51%: of the kindergartens, not of the children
        if len(run) > 1 and (listed := self._together(statement, run, names, thing, told)) is not None:
            return listed
        if (pointed := pointed_at(first, told)) is not None:
            return [pointed]
        named = named_before(first) if thing == NOTHING else thing
        if named == NOTHING:
            return self._going_on(run, told)
        measures = {figure.quantity.dimension for figure in run}
        if named is None or len(measures) < len(run) or (len(run) > 1 and len(names) > 1):
            return [None] * len(run)
        # 学前2210人次、110.5万元: one thing in two measures
        return [self._alone(statement, figure, names, named, told) for figure in run]

    def _together(
        self, statement: Statement, run: list[Figure], names: list[str], thing: Thing, told: list[ToldThing]
    ) -> Sequence[Thing | None] | None:
        """The things of a list of values; None where each is of what the first is, or of what stands before."""
        if (counted := counted_list(statement, run)) is not None:
            return counted
        if len(names) >= len(run):
            return self._listed(names[-len(run) :], run, self._spoken_of(statement, run[0]))
        if run[0].role is Role.SHARE and thing == NOTHING:  # 投入分别为a、b和c，分别占x%、y%和z%
            lately = told[-len(run) :]
            follows = len({t.thing for t in lately}) == len(run) and next_to(lately[-1].figure, run[0])
            return [_share(t.thing, None) for t in lately] if follows else None
        return points_back(statement, run, thing, told)

    @staticmethod
    def _going_on(run: list[Figure], told: list[ToldThing]) -> Sequence[Thing | None]:
        """Things of figures without words of their own: of what stood right before."""
        first = run[0]
        lately = [t for t in told[-len(run) :] if t.figure.statement is first.statement]
        follows = len(lately) == len(run) and next_to(lately[-1].figure, first) and not ends_a_list(first)
        if len(run) > 1:
            follows = follows and len({t.thing for t in lately}) == len({t.figure.role for t in lately}) * len(run)
        return [t.thing if follows and goes_on(t, first, told) else None for t in lately]

    def _alone(
        self, statement: Statement, figure: Figure, names: list[str], thing: Thing, told: list[ToldThing]
    ) -> Thing | None:
        """The thing of a figure that stands in no list."""
        if self._scope.part(_PLACE_TAIL.sub("", label(figure))) and not thing.stage:
            return self._of_place(figure, told)
        if len(names) > 1 and (joined := _joined(names, thing)) is not thing:
            return joined
        whole = self._completed(statement, figure, label(figure), thing, told)
        return whole if whole is None or fits(whole, figure) else None

    def _of_place(self, figure: Figure, told: list[ToldThing]) -> Thing | None:
        """「新增学位1340个，其中望江县540个」: what the total counts, of a place."""
        self._parts.add(figure.id)
        alike = [t for t in told[-_LONG_LIST:] if t.figure.quantity.dimension == figure.quantity.dimension]
        return alike[-1].thing if alike and alike[-1].figure.role is not Role.CHANGE else None

    def _listed(self, names: list[str], run: list[Figure], spoken: list[Thing]) -> list[Thing | None]:
        """「小学、初中、普通高中生师比分别为a、b和c」: the last name has what all of them are, or a clause before."""
        if all(self._scope.part(name) for name in names[:-1]) and (place := _IN_PLACE.match(names[-1])):
            self._parts.update(figure.id for figure in run)
            common = read_thing(bare(names[-1][place.end() :]))
            return [common if common.core else None] * len(run)
        if all(_YEAR.match(name) for name in names):
            return [None] * len(run)  # 2021年、2022年分别为a和b
        last = read_thing(bare(names[-1]))
        own = [read_thing(bare(name)) for name in names[:-1]]
        if not last.core and last.stage and spoken and all(t.stage and not t.core for t in own):
            last = replace(last, core=spoken[0].core)
        if last.core and all(not thing.core and (thing.stage or thing.owner) for thing in own):
            return [*(replace(thing, core=last.core) for thing in own), last]
        return [*(thing if thing.core else None for thing in own), last]

    def _completed(
        self, statement: Statement, figure: Figure, words: str, thing: Thing, told: list[ToldThing]
    ) -> Thing | None:
        text = statement.flow.text
        part = max(text.rfind(mark, statement.start, figure.start) for mark in PARTED)
        here = [t for t in told if t.figure.statement is statement and t.figure.end > part]
        if not thing.core:
            return self._with_core(statement, figure, thing, told)
        if (of_last := _of_what_stands_before(figure, thing, here)) is not None:
            return of_last
        if not thing.stage and thing.shared and not _WHOLE.search(words):
            return self._with_stage(statement, figure, thing, here)
        return thing

    def _with_core(self, statement: Statement, figure: Figure, thing: Thing, told: list[ToldThing]) -> Thing | None:
        """其中小学36180人 counts what the total before it counts; 小学98所 counts schools."""
        dimension = figure.quantity.dimension
        if dimension in ("count:个班", "count:班"):
            return replace(thing, core=CLASSES)
        alike = [t for t in told if t.figure.quantity.dimension == dimension and t.thing.core]
        own = [t for t in alike if t.figure.statement is statement]
        spoken = [] if own else self._spoken_of(statement, figure)
        if not own and opened_by_view(statement):
            alike, spoken = divided_by(alike, statement), []  # 分学段看，幼儿园812人
        elif not own and (len({t.thing.core for t in alike}) > 1 or any(t.shared for t in spoken)):
            alike = []  # the sentence before told of several things, or this one says its own
        alike = [t for t in alike if not each_of(t, figure)]
        head = next((t for t in reversed(alike[-_LONG_LIST:]) if opens(t.figure, figure)), None)
        base = head.thing if head is not None else alike[-1].thing if alike else None
        if head is not None and head.figure.role is Role.CHANGE and not exceeds(head.figure, figure):
            return None  # 减少6所（民办5所、公办1所）
        if dimension == "count:所" and (head is None or head.thing.core.endswith(SCHOOLS)):
            core = head.thing.core if head is not None else SCHOOLS
            stage = thing.stage or (base.stage if base else "")
            return Thing(stage, thing.owner, core) if stage else None
        base = base or next(iter(spoken), None) or (self._opened if self._opened.core and not own else None)
        return thing.of(base) if base is not None else thing

    @staticmethod
    def _spoken_of(statement: Statement, figure: Figure) -> list[Thing]:
        """Things that clauses without figures name before a figure, the nearest first: 专任教师中，小学1810人."""
        before = statement.between(max(statement.start, figure.start - _FAR), figure.start)
        clauses = [c for c in _BREAK.split(before)[:-1] if c.strip() and not _DIGIT.search(c)]
        return [t for c in reversed(clauses) if (t := read_thing(bare(_AMONG.sub("", c)))).core]

    def _with_stage(self, statement: Statement, figure: Figure, thing: Thing, here: list[ToldThing]) -> Thing | None:
        """在校生 right after 小学98所 are its pupils; after 小学98所、初中20所 they are nobody's for sure."""
        since: list[Thing] = []
        for _, before in reversed(here):
            if before.core == thing.core:
                break
            since.append(before)
        if thing.core == RATIO and others_teach(here):
            return thing  # 专职辅导员5060名，师生比为1:195
        if since and thing.core in (CLASS_SIZE, RATIO):
            since = since[:1]  # 小学910个教学班，平均班额40人: of what stands right before
        stages, owners = {t.stage for t in since}, {t.owner for t in since}
        if not since:
            return None if here else self._unsaid(statement, figure, thing)
        if stages == owners == {""}:
            return thing
        if len(stages) != 1 or "" in stages or (len(owners) == 2 and "" in owners):
            return None
        owner = next(iter(owners)) if len(owners) == 1 else ""
        return replace(thing, stage=next(iter(stages)), owner=thing.owner or owner)

    def _unsaid(self, statement: Statement, figure: Figure, thing: Thing) -> Thing | None:
        """A thing whose stage no figure before it tells: words without a figure may."""
        if said := stage_said(statement, figure) or self._opened.stage:
            owner = thing.owner or (self._opened.owner if said == self._opened.stage else "")
            return replace(thing, stage=said, owner=owner)  # 5.民办义务教育。在校生2964人
        # a paragraph under the heading of a stage speaks of its own
        under = opened_stage(statement) or self._stages.get(statement.flow.first_paragraph, "")
        return replace(thing, stage=under) if under else thing


def _of_what_stands_before(figure: Figure, thing: Thing, here: list[ToldThing]) -> Thing | None:
    """A name that says too little of itself, of what its sentence told last; None for other names."""
    last = here[-1] if here else None
    if last is None or (owned := of_its_owner(figure, thing, last)) is not None:
        return owned if last is not None else None
    if thing.core == _PER_PUPIL:  # 小学公用经费每生每年720元、初中每生每年940元
        each = [t for t in here if t.thing.core.startswith(_PER_PUPIL) and t.thing.core != _PER_PUPIL]
        return replace(thing, core=each[-1].thing.core) if each else None
    if thing.core == CROWDED and not thing.stage and last.thing.core == CLASSES:
        return replace(thing, stage=last.thing.stage)  # 普通高中教学班248个，56人以上大班额9个
    if thing.stage or thing.owner or not next_to(last.figure, figure):
        return None
    if thing.core == SHARE:  # 公办园在园幼儿3021人，占比52%; 占支出的23%，占比提高0.3个百分点
        return last.thing if last.figure.quantity.kind is Kind.PERCENT else _share(last.thing, NOTHING)
    covered = thing.core == _COVERED  # 普惠性幼儿园在园幼儿3021人，覆盖率95%
    return replace(last.thing, core=_COVERED) if covered else None


def _of_another_total(figure: Figure, thing: Thing, found: dict[int, Subject]) -> bool:
    """Whether a figure is an item of the list of a total of other things: 招聘教师426人，其中小学教师200人."""
    figures = figure.statement.figures
    at = figure.id - figures[0].id
    for before in reversed(figures[max(0, at - _LONG_LIST) : at]):
        if before.quantity.dimension == figure.quantity.dimension and opens(before, figure):
            total = found.get(before.id)
            other = total is not None and total.thing.core != thing.core
            return total is None or (other and (total.thing.core.endswith(thing.core) or not total.thing.shared))
        if not _ITEM.match(before.gap):
            return False
    return False


def _percent(run: list[Figure]) -> bool:
    return len(run) == 1 and run[0].quantity.kind is Kind.PERCENT


def _share(part: Thing, whole: Thing | None) -> Thing | None:
    """公办园在园幼儿 among 在园幼儿 make 公办园在园幼儿占比; other shares are named by both: 骨干教师占交流教师."""
    if not part.core or part == whole:
        return None
    alike = (NOTHING, replace(part, owner=""), Thing("", "", part.core))
    if whole in alike and part.owner and not whole.owner:
        return replace(part, core=part.core + SHARE)
    among = f"{whole.stage}{whole.owner}{whole.core}" if whole is not None else ""
    return replace(part, core=f"{part.core}占{among}")


def _names_a_school(statement: Statement, figure: Figure) -> bool:
    """Whether the clauses up to a figure open with one school: 「龙塘初级中学辅助用房6020平方米、在校生1064人」."""
    clauses = re.split("[；。]", statement.between(statement.start, figure.start))[-1]
    return _ONE_SCHOOL.match(clauses) is not None


def _of_upper_schools(figure: Figure, thing: Thing | None) -> Thing | None:
    """Crowded classes of the schools that the sentence names last: 「普通高中1186个班，…，大班额46个」."""
    if thing is None or thing.core != CROWDED or thing.stage:
        return thing
    named = _SCHOOL.findall(figure.statement.between(figure.statement.start, figure.start))
    return replace(thing, stage="普高") if named and named[-1] == "普通高中" else thing


def _joined(names: list[str], thing: Thing) -> Thing | None:
    """「小学、初中在校生共79360人」: one figure of two stages together."""
    if _SEVERAL.search(names[-2]):
        return None  # 中小学、幼儿园共118所
    before = read_thing(names[-2])
    if before == _ALL_SCHOOLS and thing.stage:
        return None  # 学校、幼儿园23所: of both
    if not before.stage or before.core or not thing.stage:
        return thing
    whole = _TOGETHER.get((before.stage, thing.stage))
    return replace(thing, stage=whole) if whole and len(names) == 2 else None
