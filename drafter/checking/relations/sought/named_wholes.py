"""Shares of a whole that is named and told, which another whole would give: 「占中职专任教师的61.99%」 of 专业课教师.

A share fits the figures around it by all digits, yet the whole that it names is told elsewhere and gives another one:
then the name is wrong. Where nothing gives the share and only one value goes by the name of the part and one by that of
the whole, the share itself is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.checking.plausible import NEAR, may_be_meant, printed_number
from drafter.checking.relations.model import Relation
from drafter.checking.relations.operands import STAGES, counted, everybody
from drafter.checking.relations.quotients import together
from drafter.checking.relations.sought.entries import Entries
from drafter.checking.relations.sought.list_totals import of_a_list
from drafter.checking.relations.sought.named_parts import exactly, named_part, unit_of
from drafter.checking.relations.trials import Trial, decided, quotient, rounded
from drafter.checking.text.nouns import kin, noun, stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.subjects import Subject
from drafter.checking.text.telling import Tellings
from drafter.checking.text.things import CLASSES, PUPILS, SCHOOLS, TEACHERS, Thing, read_thing
from drafter.facts import Period
from drafter.findings import State

__all__ = ["named_wholes"]

_HUNDRED = Decimal(100)
_SHARE = re.compile(
    r"(?:^|(?<=[，。；：、（(）)]))(?P<part>[^，。；：、（(）)\d]{0,20}?)(?:[约仅只已共还就均都也又]|大约|合计)*(?P<word>所?占|相当于)"
    r"(?:[到了约]|去了)?(?P<whole>[^，。；：、\d（(]{2,20}?)(?:的(?:比[例重])?|比[例重])(?:已|高|约|仅|只|近|将近|超过|就)*(?:为|是|达到?|有)?$"
)
_ASIDE = re.compile(r"（[^（）]{1,8}）")
_TIME = re.compile(r"^(?:当年|同期|全年|年末|本年度?|今年|同年|年内|现有|目前)+的?")
_THAT_YEAR = re.compile(r"当年|同年|同期|当时")
_EARLIER_YEAR = re.compile(r"[上去前]一?学?年|(?:19|20)\d\d年")
_EARLIER = re.compile(r"[上去前]一?学?年|(?:19|20)\d\d年|计划|任务|目标|应|需|新增|预算安排")
_OF_ALL = re.compile(r"[全我本][省市县区州盟旗]|总|全部|所有|各级各类")
_REGIONAL = re.compile(
    r"^(?:[全我本][省市县区州盟旗]的?|全部|所有|各级各类|各类)+|的?(?:总人数|总数量?|总量|总额|人数|数量|数)$"
)
_STAGES = ("", "学前", "义务", "高中阶段", "普高", "中职", "小学", "初中", "特教")
_HEADS = frozenset([PUPILS, TEACHERS, SCHOOLS, CLASSES])
#: 18.2% where 1.82% is meant.
_SCALES = (Decimal(10), Decimal("0.1"), Decimal(100), Decimal("0.01"))
#: How far off a guessed relation that is told may be.
_WITHIN_REACH = Decimal("0.6")
_TELLING = 3
_NEAR = 24


@dataclass(frozen=True)
class _Named:
    """The whole of a share as it is called, and what goes by that name.

    Attributes:
        figure: the one value that does.
    """

    name: str
    thing: Thing
    figure: Figure


def named_wholes(
    prose: Sequence[Statement], entries: Entries, told: Tellings, found: Sequence[Relation]
) -> Iterator[Relation]:
    """Every share that its named whole does not give; never more than a warning.

    Args:
        entries: all values by their words; ``told`` those of the whole region by what they are told of.
        found: the relations read so far: those that bear a share out tell what it is of.
    """
    refuted = {r.stated.id for r in found if _is_told(r)}
    proofs: dict[int, list[Relation]] = {}
    for relation in found:
        if relation.state is State.PROVED and relation.kind == "share":
            proofs.setdefault(relation.stated.id, []).append(relation)
    paragraph: list[Figure] = []
    flow = None
    for statement in prose:
        if statement.flow is not flow:
            flow, paragraph = statement.flow, []
        for at, share in enumerate(statement.figures):
            if share.id in refuted or not _usable(share):
                continue
            near = [*paragraph, *statement.figures[:at]][-_NEAR:]
            told_wrong = _of_name(statement, at, near, entries, told, proofs.get(share.id, []))
            if told_wrong is None and share.id not in proofs:
                told_wrong = _of_list(share, near, entries)
            if told_wrong is not None:
                yield told_wrong
        paragraph = (paragraph + statement.figures)[-_NEAR:]


def _is_told(relation: Relation) -> bool:
    """Whether a relation is one that the reader is told of."""
    if relation.state is not State.REFUTED or relation.plain or not relation.weak:
        return relation.state is State.REFUTED
    should, stands = printed_number(relation.expected), printed_number(relation.stated.text)
    return bool(should and stands and may_be_meant(stands, should, _WITHIN_REACH))


def _usable(share: Figure) -> bool:
    quantity = share.quantity
    exact = quantity.kind is Kind.PERCENT and quantity.definite and not quantity.spelled
    telling = exact and bool(quantity.step) and quantity.value >= quantity.step * 10 ** (_TELLING - 1)
    return telling and share.role in (Role.SHARE, Role.LEVEL)


def _of_name(
    statement: Statement,
    at: int,
    near: Sequence[Figure],
    entries: Entries,
    told: Tellings,
    proofs: Sequence[Relation],
) -> Relation | None:
    share = statement.figures[at]
    words = _SHARE.search(_ASIDE.sub("", share.gap))
    if words is None:
        return None
    part = named_part(statement, at, words, entries, told)
    # 2022年参加26840人，占当年学生的87.46%: of a number that is told nowhere
    of_then = part is not None and _THAT_YEAR.match(words["whole"]) and _EARLIER_YEAR.search(part.gap)
    whole = _whole(words["whole"], part, near, entries, told) if part is not None and not of_then else None
    if part is None or whole is None or whole.figure.quantity.interval.low <= 0:
        return None
    trial = quotient(part, whole.figure, _HUNDRED)
    stated = rounded(share)
    if trial.computed.meets(stated.quantity.interval):
        return None
    fitting = [f for f in _others(part, whole, near, entries.subjects, told, proofs) if _gives(part, f, stated)]
    if not fitting and not proofs:
        return _alone(trial, share)
    if not fitting:
        return None
    relation = decided("share", trial, share)
    formula = f"{relation.formula}（除以{fitting[0].text}才合）"
    return replace(relation, formula=formula, plain=True, truncated=False)


def _of_list(share: Figure, near: Sequence[Figure], entries: Entries) -> Relation | None:
    """What the one item of a list gives that goes by the name of the part."""
    words = _SHARE.search(_ASIDE.sub("", share.gap))
    if words is None:
        return None
    trial = of_a_list(entries, near, _said_last(share, words), words["whole"])
    return _alone(trial, share) if trial is not None and not trial.computed.meets(share.quantity.interval) else None


def _said_last(share: Figure, words: re.Match[str]) -> str:
    """The name of a part before 占, else the end of the clause before: 资金最多的是中职，占…."""
    if name := stripped(words["part"]):
        return name
    clause = re.split(r"[，。；：、]", share.gap[: words.start()].rstrip("，"))[-1]
    return re.split(r"[是为]", clause)[-1]


def _alone(trial: Trial, share: Figure) -> Relation | None:
    """What the only values of both names give, where the share may have been written for it."""
    relation = decided("share", trial, share)
    should, stands = printed_number(relation.expected), printed_number(share.text)
    near = should and stands and may_be_meant(stands, should, NEAR)
    near = near or any(trial.computed.scaled(times).meets(share.quantity.interval) for times in _SCALES)
    return replace(relation, plain=True) if near and not relation.truncated else None


def _gives(part: Figure, whole: Figure, share: Figure) -> bool:
    """Whether a part of a whole is the share to its last digit."""
    if whole.quantity.interval.low <= 0 or whole.quantity.value < part.quantity.value:
        return False
    return quotient(part, whole, _HUNDRED).computed.meets(share.quantity.interval)


def _whole(said: str, part: Figure, near: Sequence[Figure], entries: Entries, told: Tellings) -> _Named | None:
    """The one value that goes by the name of a whole."""
    words = _TIME.sub("", said)
    if _EARLIER.match(words):
        return None
    name = _REGIONAL.sub("", _REGIONAL.sub("", words))
    thing = read_thing(name)
    if thing.stage and not thing.core and unit_of(part) == "count":
        thing = replace(thing, core=SCHOOLS if part.quantity.dimension == "count:所" else "")
    if thing.core in _HEADS:
        said_all = thing.stage or _OF_ALL.search(words)
        figure = counted(told, thing) if said_all else _spoken_of(thing, near, entries, told)
    else:
        figure = _only(thing, unit_of(part), near, told) or _of_stages(thing, unit_of(part), told)
        figure = figure or exactly(name, entries)
    known = figure is not None and _alike(part, figure) and figure.quantity.definite
    other = figure is not None and (figure.id, figure.quantity.value) != (part.id, part.quantity.value)
    return _Named(name, thing, figure) if known and other and figure is not None else None


def _spoken_of(thing: Thing, near: Sequence[Figure], entries: Entries, told: Tellings) -> Figure | None:
    """The one count of pupils, teachers, classes or schools in its paragraph, where no other may be meant."""
    here = [
        f
        for f in near
        if f.role is Role.LEVEL
        and (subject := entries.subjects.get(f.id)) is not None
        and subject.whole
        and (subject.thing.core, subject.thing.owner) == (thing.core, "")
    ]
    others = {f.quantity.value for f in everybody(told, thing.core)} | {f.quantity.value for f in here}
    return here[0] if here and len(others) == 1 and here[0].quantity.definite else None


def _of_stages(thing: Thing, unit: str, told: Tellings) -> Figure | None:
    """高中阶段招生 where those of 普高 and 中职 are told."""
    stages = dict(STAGES).get(thing.stage)
    if stages is None or not thing.core:
        return None
    parts = [told.one(replace(thing, stage=stage), unit) for stage in stages]
    known = [value.figure for value in parts if value is not None]
    return together(known) if len(known) == len(parts) and all(f.quantity.definite for f in known) else None


def _only(thing: Thing, measured: str, near: Sequence[Figure], told: Tellings) -> Figure | None:
    """The value of a thing that is no stage's pupils, teachers, classes or schools, by its name or a fuller one."""
    if len(thing.core) < _TELLING:
        return None
    exact = told.of(thing, measured)
    values = exact or [
        value
        for (other, period, unit), all_of_it in told.all().items()
        if period is Period.THIS
        and unit == measured
        and other.core.endswith(thing.core)
        and (other.stage, other.owner) == (thing.stage, thing.owner)
        for value in all_of_it
    ]
    if not values and not thing.stage:  # 新增学位 of 义务教育 told right before
        here = {figure.id for figure in near}
        values = [
            value
            for (other, period, unit), all_of_it in told.all().items()
            if period is Period.THIS and unit == measured and (other.owner, other.core) == (thing.owner, thing.core)
            for value in all_of_it
            if value.figure.id in here
        ]
    if not values or any(not values[0].interval.meets(other.interval) for other in values[1:]):
        return None
    return min(values, key=lambda value: value.interval.high - value.interval.low).figure


def _others(
    part: Figure,
    whole: _Named,
    near: Sequence[Figure],
    subjects: Mapping[int, Subject],
    told: Tellings,
    proofs: Sequence[Relation],
) -> Iterator[Figure]:
    """Wholes of another name than the one that is told, the nearest first."""
    used = [f for proof in proofs for f in proof.figures[:-1] if f.id != part.id]
    for figure in (*used, *reversed(near)):
        usable = figure.role is Role.LEVEL and figure.quantity.definite and _alike(part, figure)
        if figure.id != part.id and usable and not _same(figure, whole, subjects):
            yield figure
    if whole.thing.core in _HEADS:
        stages = [counted(told, Thing(stage, "", whole.thing.core)) for stage in _STAGES]
        for other in (*stages, *everybody(told, whole.thing.core)):
            if other is not None and _alike(part, other) and other.quantity.value != whole.figure.quantity.value:
                yield other


def _same(figure: Figure, whole: _Named, subjects: Mapping[int, Subject]) -> bool:
    """Whether a figure may go by the name of the whole."""
    subject = subjects.get(figure.id)
    if subject is not None and subject.thing.stage and subject.thing.core == whole.thing.core:
        return subject.thing.stage == whole.thing.stage
    return kin(whole.name, noun(figure))


def _alike(part: Figure, whole: Figure) -> bool:
    return unit_of(part) == unit_of(whole)
