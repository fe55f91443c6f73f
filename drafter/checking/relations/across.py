"""Shares of a whole that another sentence tells: 「随迁子女9870人，占义务教育在校生的18.8%」."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TypeGuard

from drafter.checking.relations.model import Relation
from drafter.checking.relations.operands import whole_of_stages
from drafter.checking.relations.quotients import SHARE_WORDS, comparable, listed_whole, part_before, share_of
from drafter.checking.text.nouns import label, noun, stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import LIST_SEPARATOR, Figure, Role, Statement
from drafter.checking.text.subjects import Subject
from drafter.checking.text.telling import Tellings
from drafter.checking.text.things import CROWDED, Thing, read_thing
from drafter.facts import Period
from drafter.findings import State

__all__ = ["shares_across"]

_OF_THESE = re.compile(r"(?P<whole>[一-鿿]{2,12})中(?![职等小学心专央考部层期])[，,]?[^，。；：]{0,24}$")
_REGION = re.compile(r"^[全我本][省市县区州盟旗]$")
_PLACE = re.compile(r"^[一-鿿]{1,5}?(?:省|市|县|区|州|盟|旗|镇|乡)(?=..)")
_THERE = re.compile(r"^[^，。；]{0,6}?[镇乡区县市](?:一共|共)?有(?=..)")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}\s*[.．、])\s*")
_SHORTEST = 2
_IN_TURN = re.compile("分别|依次|各占")
_LONG = 3


def shares_across(
    statements: Iterable[Statement], settled: set[int], subjects: Mapping[int, Subject], tellings: Tellings
) -> Iterator[Relation]:
    """Shares whose whole is named but given in another sentence.

    The whole must be one figure of exactly that name, told once or always alike; even so the finding stays a warning,
    since two sentences may speak of different things by one name.

    Args:
        settled: ids of figures that a relation of their own sentence already holds.
        subjects: what each figure is told of; ``tellings`` the values of all that is.
    """
    told: dict[str, list[Figure]] = defaultdict(list)
    everything = list(statements)
    for statement in everything:
        for at, figure in enumerate(statement.figures):
            past = subjects.get(figure.id)
            if past is not None and past.period is not Period.THIS and _YEAR.search(figure.gap):
                continue  # 2021年教育支出为73.86亿元
            if _SEVERAL_STAGES.search(figure.gap):
                continue  # 占小学、初中专任教师总数4085人的92%
            if figure.role is Role.LEVEL and figure.quantity.kind is Kind.AMOUNT and figure.quantity.definite:
                before_it = statement.figures[at - 1] if at else None
                told[_plain(noun(before_it if _came_from(before_it, figure) else figure))].append(figure)
    # 城关镇就有小学生2218人，占全县小学生的67.6%: what is some of the region's is not all of it
    of_places = {
        part.quantity.value
        for statement in everything
        for part, share in pairwise(statement.figures)
        if share.quantity.kind is Kind.PERCENT and _OF_THE_REGION.search(share.gap)
    }
    before: list[Figure] = []
    for statement in everything:
        for at, share in enumerate(statement.figures):
            listed = _IN_TURN.search(share.gap) and _is_listed(statement.figures, at)
            if share.quantity.kind is Kind.PERCENT and share.id not in settled and at and not listed:
                relations = list(_share(statement.figures, at, told, before, of_places))
                yield from relations or _share_of_thing(statement.figures, at, subjects, tellings)
        before = statement.figures


_SEVERAL_STAGES = re.compile(
    r"(?:幼儿园|学前|小学|初中|高中|普高|中职)(?:教育|阶段)?[、和与及](?:学前|小学|初中|普通高中|高中|中职)[^，。；：、]*$"
)
_OF_THE_REGION = re.compile(r"占(?:到|了)?[全我本][省市县区州盟旗]")
_YEAR = re.compile(r"(?:19|20)\d\d年")


def _is_listed(figures: list[Figure], at: int) -> bool:
    """Whether another share follows in one list: 分别占19.2%和45.3% are not both of the part right before."""
    after = figures[at + 1] if at + 1 < len(figures) else None
    return after is not None and after.quantity.kind is Kind.PERCENT and bool(LIST_SEPARATOR.match(after.gap))


def _share_of_thing(
    figures: list[Figure], at: int, subjects: Mapping[int, Subject], tellings: Tellings
) -> Iterator[Relation]:
    """The same where the whole goes by another name: 占小学生的40%, where 小学在校学生 are counted elsewhere."""
    share = figures[at]
    words = SHARE_WORDS.search(share.gap)
    part = part_before(figures, at, stripped(words["whole"]) if words else "")
    if not words or stripped(words["part"]) or part.role is not Role.LEVEL or part.quantity.kind is not Kind.AMOUNT:
        return
    subject = subjects.get(part.id)
    if _REGION.match(words["whole"].removesuffix("的")):
        own = _NUMBERED.sub("", label(part))
        counted = _THERE.sub("", _PLACE.sub("", own))  # 两个镇有小学生6240人，占全县的50%
        thing = read_thing(counted) if counted != own else None
    elif words["whole"]:
        thing = read_thing(words["whole"])
    elif among := _OF_THESE.search(part.gap):  # 初中专任教师中具有本科及以上学历的908人，占89.46%
        thing = read_thing(among["whole"])
    else:  # 普惠性民办园在园幼儿6426人，占28.0%
        thing = replace(subject.thing, owner="") if subject is not None and subject.thing.owner else None
    if thing is None or subject is None or not thing.core or (thing == subject.thing and subject.whole):
        return
    whole = tellings.one(thing, "person-times" if part.quantity.dimension == "person-times" else "count")
    if whole is None and thing.core == CROWDED and not thing.stage:
        whole = tellings.one(Thing("义务", "", CROWDED), "count")
    figure = whole.figure if whole is not None else whole_of_stages(tellings, thing)
    if (held := _of_its_stages(part, share, thing, subject, tellings)) is not None:
        yield held
    elif figure is not None and (comparable(part, figure) or figure.quantity.kind is Kind.BARE):
        relation = share_of(part, figure, share, [])
        if relation is not None and relation.state is not State.PROVED:
            relation = _of_head(figures, at, part, figure) or replace(relation, weak=True)
        if relation is not None:
            yield relation


def _of_its_stages(part: Figure, share: Figure, thing: Thing, subject: Subject, tellings: Tellings) -> Relation | None:
    """「义务教育阶段随迁子女6284人，占在校生的10.99%」: of the pupils of those stages, where that holds."""
    stage = subject.thing.stage
    own = whole_of_stages(tellings, replace(thing, stage=stage)) if stage and not thing.stage else None
    relation = share_of(part, own, share, []) if own is not None and comparable(part, own) else None
    return relation if relation is not None and relation.state is State.PROVED else None


def _of_head(figures: list[Figure], at: int, part: Figure, whole: Figure) -> Relation | None:
    """「寄宿生12146人，其中小学3416人、初中8730人，占义务教育学生的35.9%」: the share of them all, where it holds."""
    heads = [
        head
        for head, first in pairwise(figures[:at])
        if "其中" in first.gap and first.id <= part.id and head.role is Role.LEVEL and comparable(head, part)
    ]
    found = [r for head in heads if (r := share_of(head, whole, figures[at], [])) is not None]
    return next((r for r in found if r.state is State.PROVED), None)


def _came_from(base: Figure | None, figure: Figure) -> TypeGuard[Figure]:
    """「由上年的5472人减至4986人」: the value come to has the name of the one it came from."""
    return base is not None and base.role is Role.PREVIOUS and bool(figure.direction) and comparable(base, figure)


def _plain(name: str) -> str:
    return re.sub(r"阶段|（.*?）", "", name)


def _share(
    figures: list[Figure],
    at: int,
    told: dict[str, list[Figure]],
    before: list[Figure],
    of_places: Container[Decimal],
) -> Iterator[Relation]:
    share = figures[at]
    words = SHARE_WORDS.search(share.gap)
    part = part_before(figures, at, stripped(words["whole"]) if words else "")
    if not words or stripped(words["part"]) or part.role is not Role.LEVEL or part.quantity.kind is not Kind.AMOUNT:
        return
    named = stripped(words["whole"]) or words["whole"]
    if not named:
        among = _OF_THESE.search(part.gap)
        named = stripped(among["whole"]) if among else ""
    elif _REGION.match(words["whole"].removesuffix("的")):
        named = _PLACE.sub("", noun(part))
        if named == noun(part):  # the part is told of no place of its own
            return
    wholes = [f for f in told.get(_plain(named), ()) if comparable(part, f) and f.id != part.id]
    if not wholes and len(named) > _LONG:  # 占投放问卷的95%, of 面向家长投放问卷3000份 in the sentence before
        near = [f for f in before if f.role is not Role.PREVIOUS and comparable(part, f) and noun(f).endswith(named)]
        wholes = near if len(near) == 1 else []
    if _OF_THE_REGION.search(share.gap):
        wholes = [f for f in wholes if f.quantity.value not in of_places]
    values = {f.quantity.value for f in wholes}
    if len(named) < _SHORTEST or len(values) != 1 or part.quantity.value > wholes[0].quantity.value:
        return
    relation = share_of(part, wholes[0], share, [])
    head = listed_whole(figures, at) if relation is not None and relation.state is State.REFUTED else None
    if head is not None and head.quantity.value <= wholes[0].quantity.value:
        of_all = share_of(head, wholes[0], share, [])  # 普惠园88所，其中公办61所、民办27所，占幼儿园的91.7%
        relation = of_all if of_all is not None and of_all.state is State.PROVED else relation
    if relation is not None:
        yield relation if relation.state is State.PROVED else replace(relation, weak=True)
