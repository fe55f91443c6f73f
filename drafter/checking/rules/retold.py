"""CON005: a thing that is told twice, in other words or in a table, with two values. Run by the family of CON."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checking.claims.passages import COMBINED, PROBLEMS
from drafter.checking.context import CheckContext
from drafter.checking.plausible import may_be_meant, slipped
from drafter.checking.rules.model import Example, Rule
from drafter.checking.rules.same_name import same_names
from drafter.checking.rules.twins import twins
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure
from drafter.checking.text.telling import Told
from drafter.checking.text.things import CROWDED, Thing
from drafter.facts import Period
from drafter.findings import Evidence, Finding, Severity, State

__all__ = ["RETOLD", "check_retold"]

RETOLD = Rule(
    "CON005",
    "retold-otherwise",
    "同一件事换个说法，数不同",
    Severity.WARNING,
    "同一事项在别处（表格、存在的问题）换了说法再说一遍，数却不同；紧接着再说一遍，数却不同；其中一部分比总数还多。可能口径不同，故为警告。",
    "成绩里一个数，问题里又一个数，上级一比就看出来。",
    (
        Example("全市56人以上大班额由46个减少到9个。\n二、存在的问题\n还有19个大班额没有化解。"),
        Example("在职专任教师共5748人。\n全市专任教师5784人，学历全部达标。"),
        Example("在园幼儿13260人，比上年减少795人。\n二、存在的问题\n生源下降较快，在园幼儿比上年减少975人。"),
        Example("58所幼儿园中，公办33所、民办25所；公办幼儿园46所，比上年多1所。"),
        Example("普惠园在园8620人，普惠率92.4%。普惠园在园5310人，占比56.9%。"),
        Example("全市有小学36所、初中14所。小学50所全部开展课后服务。"),
        Example("音体美教师缺83人。\n二、下一步\n年内补齐38名音体美教师。"),
        Example("全市教育支出17.48亿元。十七亿八千四百万元里，八成用于人员。"),
        Example("五项工程新增学位5940个。\n学位多了，一年添了5490个学位。"),
    ),
    (
        Example("全市56人以上大班额由46个减少到9个。\n二、存在的问题\n还有9个大班额没有化解。"),
        Example("小学专任教师2142人，初中专任教师1452人。\n全市专任教师共3594人。"),
        Example("全年投入1860万元改造操场。\n全年投入2460万元添置设备。"),
        Example("58所幼儿园中，公办33所、民办25所；普惠性幼儿园46所，公办幼儿园29所建有食堂。"),
        Example("城区小学大班额6个。\n全市共有大班额9个。"),
        Example("音体美教师缺83人。\n二、下一步\n年内补充38名音体美教师。"),
    ),
    "《党政机关公文处理工作条例》第十九条：内容真实准确，前后一致",
)

_DIGITS = 3
_PLENTY = 40  # values of one thing that are compared: more are a list of something else
_SUFFIX = 3
_AGE = "平均年龄"


def check_retold(context: CheckContext, seen: frozenset[int]) -> Iterator[Finding]:
    """Values of one thing that differ.

    Args:
        seen: figures that another rule of the family has told already.
    """
    for (thing, period, _), everything in context.told.all().items():
        if len(everything) > _PLENTY:
            continue
        values = [value for value in everything if value.figure.id not in seen]
        yield from _differing(context, thing, f"{period.label}", values)
        if period is Period.THIS and (fuller := _fuller(context, thing)):
            yield from _retold_short(context, thing, values, fuller)
    for thing, first, other in same_names(context):
        if other.figure.id not in seen:
            yield _finding(thing, "", first, other)
    for one, twin in twins(context, seen):
        yield _twin(one, twin)
    for (thing, _, _), figures in context.told.changes().items():
        values = [Told(figure, thing, figure.quantity.interval) for figure in figures if figure.id not in seen]
        yield from _differing(context, thing, "的增减", values)


def _differing(context: CheckContext, thing: Thing, when: str, values: list[Told]) -> Iterator[Finding]:
    """The values that do not meet the one most others do."""
    if len(values) < 2:
        return
    first = max(values, key=lambda value: _weight(context, value, values))
    for other in values:
        if other is first or other.interval.meets(first.interval):
            continue
        if other.figure.statement is first.figure.statement or _both_proved(context, first, other):
            continue
        if (_telling(thing, first) and _likely(first, other)) or _alike(first, other):
            yield _finding(thing, when, first, other)


def _weight(context: CheckContext, value: Told, values: list[Told]) -> tuple[int, int, int]:
    """How much speaks for a value: others that are the same, a source, that it comes first."""
    same = sum(other.interval.meets(value.interval) for other in values)
    return same, context.states.get(value.figure.id) is State.PROVED, -value.figure.id


def _both_proved(context: CheckContext, first: Told, other: Told) -> bool:
    return all(context.states.get(value.figure.id) is State.PROVED for value in (first, other))


def _telling(thing: Thing, value: Told) -> bool:
    """Whether a thing is one that a region has one number of: pupils of a stage, crowded classes, a rate."""
    if thing.shared or thing.core == CROWDED:
        return True
    if thing.core.endswith(_AGE) and len(thing.core) > len(_AGE):
        return True
    rate = value.figure.quantity.kind is Kind.PERCENT and thing.core.endswith(("率", "占比"))
    return rate and len(thing.core) >= (_SUFFIX if thing.stage or thing.owner else _SUFFIX + 1)


def _likely(first: Told, other: Told) -> bool:
    """Whether two values may be meant for the same: measured alike, and one near the other or a slip away from it."""
    one, two = first.figure.quantity, other.figure.quantity
    alike = one.dimension == two.dimension or not (one.dimension and two.dimension)  # a cell has no unit of its own
    return alike and may_be_meant(two.value, one.value)


def _alike(first: Told, other: Told) -> bool:
    """Whether one value is the other with a slip of typing."""
    one, two = first.figure.quantity, other.figure.quantity
    if one.kind is not two.kind or one.decimals != two.decimals or one.step != two.step or not one.step:
        return slipped(one.value, two.value)
    left, right = (f"{q.value / q.step:.0f}" for q in (one, two))
    if len(left) != len(right) or len(left) < _DIGITS:
        return slipped(one.value, two.value)
    return sorted(left) == sorted(right)


def _fuller(context: CheckContext, thing: Thing) -> list[Told]:
    """What is told of the one rate whose name ends in this one: 优良率 for 体质健康优良率."""
    if (
        thing.stage
        or thing.owner
        or len(thing.core) < _SUFFIX
        or not thing.core.endswith(("率", "度", _AGE))
        or thing.shared
    ):
        return []
    found = [
        values
        for (other, period, _), values in context.told.all().items()
        if period is Period.THIS and other.core != thing.core and other.core.endswith(thing.core)
    ]
    return found[0] if len(found) == 1 else []


def _retold_short(context: CheckContext, thing: Thing, values: list[Told], fuller: list[Told]) -> Iterator[Finding]:
    for value in values:
        own = context.roles[value.figure.statement.flow.first_paragraph] in (PROBLEMS, COMBINED)
        first = fuller[0]
        if value.figure.statement is first.figure.statement or value.interval.meets(first.interval):
            continue
        alike = value.figure.quantity.kind is first.figure.quantity.kind and (own or _alike(first, value))
        if alike and not _both_proved(context, first, value):
            blamed, other = (first, value) if _sourced(context, value) else (value, first)
            yield _finding(thing, "", other, blamed)


def _sourced(context: CheckContext, value: Told) -> bool:
    return context.states.get(value.figure.id) is State.PROVED


def _twin(first: Figure, other: Figure) -> Finding:
    elsewhere = first.statement
    where = f"第{elsewhere.flow.first_paragraph + 1}段"
    around = elsewhere.flow.text[max(elsewhere.start, first.start - 20) : first.end]
    finding = RETOLD.at(
        other.statement.flow,
        other.start,
        other.end,
        f"这里是{other.text}，{where}说的像是同一件事，是{first.text}，只差两个数字的先后",
        evidence=(Evidence("document", where, around),),
        suggestion="核对是否同一个数；是就改为一致",
        root=f"CON005:twin:{other.quantity.value}",
        touches=(other, first),
    )
    return RETOLD.further(finding, tuple(elsewhere.flow.places(first.start, first.end)))


def _finding(thing: Thing, when: str, first: Told, other: Told) -> Finding:
    figure: Figure = other.figure
    elsewhere = first.figure.statement
    where = "表格" if elsewhere.flow.part == "table" else f"第{elsewhere.flow.first_paragraph + 1}段"
    around = elsewhere.flow.text[max(elsewhere.start, first.figure.start - 20) : first.figure.end]
    name = "".join((thing.stage, thing.owner, thing.core))
    finding = RETOLD.at(
        figure.statement.flow,
        figure.start,
        figure.end,
        f"“{name}”{when}这里是{figure.text}，{where}是{first.figure.text}",
        evidence=(Evidence("document", where, around),),
        suggestion="核对口径，改为同一个数",
        root=f"CON005:{name}:{when}:{figure.quantity.value}",
        touches=(figure, first.figure),
    )
    return RETOLD.further(finding, tuple(elsewhere.flow.places(first.figure.start, first.figure.end)))
