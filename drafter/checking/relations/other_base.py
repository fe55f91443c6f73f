"""Shares that are of another whole than the one they name: 「15906人，占在校学生总数的25.00%」 of 63630 in 义务教育.

The whole that is named does not give the share, and what it gives may lie so far off that a misreading is likelier than
a slip. Another whole of the kind that gives the share to its last digit tells that it is the name that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from drafter.checking.relations.model import Relation
from drafter.checking.relations.operands import counted, everybody
from drafter.checking.relations.quotients import SHARE_WORDS, comparable, part_before, share_of
from drafter.checking.text.nouns import kin, noun, stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.subjects import Subject
from drafter.checking.text.telling import Tellings
from drafter.checking.text.things import CLASSES, PUPILS, SCHOOLS, TEACHERS, Thing, read_thing
from drafter.facts import Period
from drafter.findings import State

__all__ = ["other_base"]

_STAGES = ("", "学前", "义务", "高中阶段", "普高", "中职", "小学", "初中")
_HEADS = frozenset([PUPILS, TEACHERS, SCHOOLS, CLASSES])
_REGIONAL = re.compile(r"^[全我本][省市县区州盟旗]的?|总?(?:人数|数量|数|量|额)$|（[^（）]{1,8}）")
_MONEY = re.compile(r"支出|经费|收入|投入")
_ASIDE = re.compile(r"（[^（）]{1,8}）")
_OF_ALL = re.compile(r"[全我本][省市县区州盟旗]|总")
_OWN_STAGE = re.compile(r"义务教育|小学|初中|高中|中职|幼儿园|学前|中小学")
_TELLING = 3
_NEAR = 24


def other_base(
    statements: Iterable[Statement], subjects: Mapping[int, Subject], told: Tellings, proved: set[int]
) -> Iterator[Relation]:
    """Every such share.

    Args:
        subjects: what each figure is told of; ``told`` the values of all that is.
        proved: ids of figures that some relation bears out.
    """
    paragraph: list[Figure] = []
    flow = None
    for statement in statements:
        if statement.flow is not flow:
            flow, paragraph = statement.flow, []
        for at, share in enumerate(statement.figures):
            words = SHARE_WORDS.search(_ASIDE.sub("", share.gap)) if at and _usable(share, proved) else None
            if words is None or stripped(words["part"]):
                continue
            named = _REGIONAL.sub("", _REGIONAL.sub("", words["whole"]))
            part = part_before(statement.figures, at, named)
            subject = subjects.get(part.id)
            level = part.role is Role.LEVEL and part.quantity.kind is Kind.AMOUNT and part.quantity.definite
            if named and level and not (subject is not None and subject.change):
                near = [f for f in (*paragraph, *statement.figures[:at]) if f is not part]
                yield from _held(part, share, named, near, told)
        paragraph = (paragraph + statement.figures)[-_NEAR:]


def _usable(share: Figure, proved: set[int]) -> bool:
    exact = share.quantity.kind is Kind.PERCENT and share.quantity.definite and not share.quantity.spelled
    telling = exact and share.quantity.value >= share.quantity.step * 10 ** (_TELLING - 1)
    return telling and share.id not in proved and share.role in (Role.SHARE, Role.LEVEL)


def _held(part: Figure, share: Figure, named: str, near: list[Figure], told: Tellings) -> Iterator[Relation]:
    if part.quantity.dimension == "money":
        alike = [f for f in near if comparable(part, f) and f.role is Role.LEVEL and _MONEY.search(noun(f))]
        meant = [f for f in alike if noun(f).endswith(named)]
        others = [f for f in alike if not kin(named, noun(f))]
    else:
        thing = read_thing(named)
        if thing.stage and not thing.core and part.quantity.dimension == "count:所":
            thing = replace(thing, core=SCHOOLS)  # 占全区幼儿园的
        if thing.core not in _HEADS:
            return
        if not thing.stage and (not _OF_ALL.search(share.gap) or _OWN_STAGE.search(share.statement.text)):
            return  # 课后服务在义务教育学校铺开，学生29.87万名参与，占在校生的90.2%: of those spoken of
        stages = [counted(told, Thing(stage, "", thing.core)) for stage in _STAGES]
        own = counted(told, thing)
        if own is None and not thing.stage and not thing.owner:  # of what is told at least
            own = next(reversed([*everybody(told, thing.core)]), None)
        meant = [own] if own is not None else []
        last_year = counted(told, thing, Period.PREVIOUS)
        beside = [f for f in near if f.role is Role.LEVEL and not kin(named, noun(f)) and comparable(part, f)]
        known = [f for f in (*stages, last_year) if f is not None]
        all_of_them = [*known, *everybody(told, thing.core), *beside]
        others = [f for f in all_of_them if own is None or f.quantity.value != own.quantity.value]
    if len({f.quantity.value for f in meant}) != 1 or any(_gives(part, f, share) for f in meant):
        return
    fitting = [f for f in others if _gives(part, f, share)]
    relation = share_of(part, meant[0], share, [], weak=True) if fitting else None
    if relation is not None and relation.state is State.REFUTED:
        formula = f"{relation.formula}（除以{fitting[0].text}才合）"
        yield replace(relation, formula=formula, plain=True, truncated=False)


def _gives(part: Figure, whole: Figure, share: Figure) -> bool:
    """Whether a part of a whole is the share to its last digit."""
    if not (comparable(part, whole) or whole.quantity.kind is Kind.BARE) or whole.quantity.value < part.quantity.value:
        return False
    relation = share_of(part, whole, share, [])
    return relation is not None and relation.state is State.PROVED
