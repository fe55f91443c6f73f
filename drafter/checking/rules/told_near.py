"""CON005 within a sentence or two: a thing counted again beside its first count, and a part that outgrows its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.retold import RETOLD
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role
from drafter.checking.text.subjects import Subject
from drafter.checking.text.telling import Told
from drafter.checking.text.things import CLASSES, CROWDED, PUPILS, SCHOOLS, TEACHERS, Thing, read_thing
from drafter.facts import Period
from drafter.findings import Evidence, Finding, State

__all__ = ["FAMILY"]

_ENDS = re.compile(r"^[，。；）、]|^$")
_CLAUSE = re.compile(r"[，。；：（）]")
#: Words by which a count is of more than the thing that is read, or of another time or way of counting.
_WIDER = re.compile(
    r"累计|人次|上年|去年|20\d\d年|近[三五两]年|历年|计划|规划|预计|和|及|与|、|含|以及|[+＋]|目标|需|应"
)
_MORE = re.compile(r"校点|教学点|学校|分校|[（(]|以上")
_NOT_NOW = re.compile(
    r"上年|去年|原有|曾|消除|减少|化解|压减|减|由|从|20\d\d年|超|高中|普高|新增|整改|反馈|累计|控制|不超过|以内|计划|力争|年内|再|撤|高考"
)
#: Of these a part is never more than the whole.
_COUNTED = frozenset([SCHOOLS, PUPILS, TEACHERS, CLASSES, "教职工", "招生", "毕业生"])
#: A part that many times its whole is of another thing.
_FAR = 20
_NEAR = 1  # statements between the two
_PLENTY = 12


def check(context: CheckContext) -> Iterator[Finding]:
    """Every thing that a school system has one number of."""
    for (thing, period, _), told in context.told.all().items():
        if period is Period.THIS and len(told) > 1 and thing.core in _COUNTED and thing.stage and len(told) <= _PLENTY:
            yield from _again(context, thing, told)
    for statement in context.statements:
        if statement.flow.part == "table":
            continue
        for figure in statement.figures:
            subject = context.subjects.get(figure.id)
            if _counts_crowded(figure):
                yield from _outgrown(context, figure, Thing("", "", CROWDED))
            elif subject is not None and not subject.whole and _may_be_part(figure, subject):
                yield from _outgrown(context, figure, subject.thing)


def _again(context: CheckContext, thing: Thing, told: list[Told]) -> Iterator[Finding]:
    """「72所幼儿园中，公办43所、民办29所；公办幼儿园51所」: one of them is a part that a sum has proved."""
    for first, other in ((a, b) for a, b in zip(told, told[1:], strict=False)):
        one, two = first.figure, other.figure
        apart = two.statement.number - one.statement.number
        if one.statement.flow is not two.statement.flow or not 0 <= apart <= _NEAR:
            continue
        if first.interval.meets(other.interval) or one.quantity.dimension != two.quantity.dimension:
            continue
        if context.states.get(one.id) is State.PROVED and _named_in_full(thing, two):
            yield _finding(thing, one, two, "前面是")


def _named_in_full(thing: Thing, figure: Figure) -> bool:
    """Whether a count has a clause to itself, with the whole name of what it counts."""
    words = _CLAUSE.split(figure.gap)[-1]
    after = figure.statement.between(figure.end, min(figure.end + 1, figure.statement.end))
    return _names(words, thing) and not _WIDER.search(words) and bool(_ENDS.match(after))


def _names(words: str, thing: Thing) -> bool:
    """Whether words are the whole name of a thing; 公办幼儿园 alone are the schools."""
    read = read_thing(words)
    return read == thing or (not read.core and thing.core == SCHOOLS and replace(read, core=SCHOOLS) == thing)


def _may_be_part(figure: Figure, subject: Subject) -> bool:
    quantity, thing = figure.quantity, subject.thing
    plain = quantity.kind is Kind.AMOUNT and quantity.definite and not quantity.spelled
    named = thing.core in _COUNTED and bool(thing.stage) and _names(_CLAUSE.split(figure.gap)[-1], thing)
    own = figure.role is Role.LEVEL and subject.period is Period.THIS and not subject.change
    of_more = _WIDER.search(_CLAUSE.split(figure.gap)[-1])
    return (
        plain
        and named
        and own
        and not of_more
        and not _MORE.match(figure.statement.between(figure.end, figure.end + 3))
    )


def _counts_crowded(figure: Figure) -> bool:
    """「21个大班额集中在城区」: crowded classes that there are, counted before their name."""
    after = figure.statement.between(figure.end, figure.end + 4)
    own = figure.role is Role.LEVEL and figure.quantity.kind is Kind.AMOUNT and figure.quantity.definite
    return own and after.startswith(CROWDED) and not _NOT_NOW.search(_CLAUSE.split(figure.gap)[-1])


def _outgrown(context: CheckContext, figure: Figure, thing: Thing) -> Iterator[Finding]:
    names = (thing, replace(thing, stage="义务")) if thing.core == CROWDED else (thing,)
    told = next((found for name in names if (found := _others(context, name, figure))), [])
    if not told or any(not told[0].interval.meets(other.interval) for other in told[1:]):
        return
    whole = told[0]
    if whole.figure.quantity.dimension != figure.quantity.dimension:
        return
    low, high = whole.interval.high, figure.quantity.interval.low
    if low < high <= low * _FAR:
        yield _finding(thing, whole.figure, figure, "一共才")


def _others(context: CheckContext, thing: Thing, figure: Figure) -> list[Told]:
    return [value for value in context.told.of(thing, "count") if value.figure.id != figure.id]


def _finding(thing: Thing, first: Figure, other: Figure, said: str) -> Finding:
    name = "".join((thing.stage, thing.owner, thing.core))
    where = f"第{first.statement.flow.first_paragraph + 1}段"
    around = first.statement.between(max(first.statement.start, first.start - 20), first.end)
    finding = RETOLD.at(
        other.statement.flow,
        other.start,
        other.end,
        f"“{name}”这里是{other.text}，{said}{first.text}",
        evidence=(Evidence("document", where, around),),
        suggestion="核对口径，改为同一个数",
        root=f"CON005:{name}::{other.quantity.value}",
        touches=(other, first),
    )
    return RETOLD.further(finding, tuple(first.statement.flow.places(first.start, first.end)))


FAMILY = Family("CON", "前后矛盾", (), check)
