"""Figures that do not follow from what they seem to be told of, but do from something else told beside it.

「符合条件1120人，实际交流168人，占15%；其中骨干41人，占交流者的24.4%」: 41 of 1120 are not 24.4 %, but of 168 they are,
and that is what the sentence means. A figure that comes out to its last digit from its own neighbours is no slip,
whatever a grammar took it for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import combinations

from drafter.checking.relations.model import Relation
from drafter.checking.relations.named_after import named_item
from drafter.checking.relations.quotients import siblings, together
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["meant"]

_HUNDRED = Decimal(100)
_NEAR, _BACK, _SAID = 8, 16, 14
#: A difference of so few fits something by chance.
_FEWEST = 20
#: What a share names as its whole.
_NAMED = re.compile(r"占(?:到|了)?(?P<whole>[^，。；：\d占]{2,20}?)的?(?:比例|比重)?(?:为|约|达)?$")
_SHORTEST, _LONGEST = 2, 12
#: What tells wholes of one sort apart no more than of another.
_UNSAID = re.compile(
    r"[一二两三四五\d]+年|者$|的$|总[数量额]$|中等职业|普通高中|高中|初中|小学|幼儿园|义务教育|学前教育|学校|阶段"
)
#: 升入本地高中338人、外地61人，三项合计511人: all that the words around it are of.
_ADDS_UP = re.compile(r"合计(?:为|达)?$")
_RATE = re.compile(r"率(?:已|约|就|达到?|为|是|到|了)*$")
_ALL_OF_THEM = re.compile(
    r"(?P<many>[两二三])(?:类|项|者|种|部分)(?:合计|共|合起来)?[^，。；\d]{0,6}占[^，。；\d]{0,4}$"
)
_LIKE = re.compile(r"(?:相当于|等于|是)[^，。；\d]{0,12}的$")
_EXTREMES = re.compile("首尾|最高|最低|最大|最小|极差")
_OVER_YEARS = re.compile("累计|[两三四五]年")
_COMPARED = re.compile("[多少高低]$")
_MEAN = re.compile("平均|均值|中位")


@dataclass(frozen=True)
class _Around:
    """The figures told before one in its sentence, and those of the sentences right before it."""

    own: Sequence[Figure]
    earlier: Sequence[Figure]


def meant(found: Iterable[Relation], statements: Iterable[Statement]) -> list[Relation]:
    """The relations without the refuted ones whose figure follows to its last digit from others beside it."""
    told: dict[int, list[Figure]] = {}
    for statement in statements:
        told.setdefault(id(statement.flow), []).extend(statement.figures)
    return [r for r in found if r.state is not State.REFUTED or not _follows(r, told)]


def _follows(relation: Relation, told: dict[int, list[Figure]]) -> bool:
    stated = relation.stated
    if relation.blamed is not None or stated.statement.flow.part == "table":
        return False
    if relation.kind == "share":
        return any(_fits(stated, share) for share in _shares(relation, _around(stated, told)))
    if relation.kind not in ("points", "difference"):
        return False
    own = _around(stated, told).own
    return _lies_between(stated, own) if relation.weak else _from_its_base(relation, own)


def _around(stated: Figure, told: dict[int, list[Figure]]) -> _Around:
    before = [f for f in told.get(id(stated.statement.flow), ()) if f.end <= stated.start]
    own = [f for f in before if f.start >= stated.statement.start]
    return _Around(own[-_BACK:], before[: len(before) - len(own)][-_BACK:])


def _fits(stated: Figure, share: Interval) -> bool:
    """Whether a share is the stated one to a digit that hardly comes out by chance."""
    quantity = stated.quantity
    telling = quantity.kind is Kind.PERCENT and quantity.decimals > 0
    return telling and share.meets(quantity.interval)


def _shares(relation: Relation, around: _Around) -> Iterator[Interval]:
    """What the parts told right before it are of anything told in the sentence or in the one before."""
    named = _NAMED.search(relation.stated.gap)
    parts = [f for f in around.own[-_NEAR:] if _counts(f)]
    if (own := named_item(relation.stated, parts)) is not None:
        yield from _of_all_listed(relation.stated, around.own[-_NEAR:])
        parts = [own]  # 升学a人、就业b人，升学比例: of no other
    for part in parts:
        for whole in (*around.own, *around.earlier):
            if whole is part or not _counts(whole) or whole.quantity.dimension != part.quantity.dimension:
                continue
            if named is not None and not _goes_by(named["whole"], whole) and not _ADDS_UP.search(whole.gap):
                continue
            if part.quantity.value < whole.quantity.value and not siblings(whole, part):
                yield (part.quantity.interval / whole.quantity.interval).scaled(_HUNDRED)
    stated = relation.stated
    said = stated.statement.between(max(stated.statement.start, stated.start - _SAID), stated.start)
    if (count := _ALL_OF_THEM.search(said)) is not None:  # 前两类合计占95.3%
        told = [f for f in around.own if f.quantity.kind is Kind.AMOUNT and f.role is not Role.CHANGE]
        yield from _of_several(told, {"两": 2, "二": 2, "三": 3}[count["many"]], around)
    if _LIKE.search(relation.stated.gap):  # 比全国平均15104元低1242元，相当于全国平均的91.78%
        yield from _of_the_rest(around.own[-2:])


def _of_all_listed(stated: Figure, own: Sequence[Figure]) -> Iterator[Interval]:
    """「毕业生820人，升学300人、就业480人，就业率95.1%」: who goes on to school is counted in too."""
    told = [f for f in own if _counts(f)]
    for at in range(len(told) - 2) if _RATE.search(stated.gap) else ():
        whole, parts = told[at], together(told[at + 1 :])
        alike = all(f.quantity.dimension == whole.quantity.dimension for f in told[at + 1 :])
        if alike and parts.quantity.value < whole.quantity.value:
            yield (parts.quantity.interval / whole.quantity.interval).scaled(_HUNDRED)


def _of_several(parts: Sequence[Figure], many: int, around: _Around) -> Iterator[Interval]:
    """What so many parts in a row come to together, of anything told before."""
    for at in range(len(parts) - many + 1):
        run = parts[at : at + many]
        come_to = sum((f.quantity.value for f in run), Decimal(0))
        for whole in (*around.own, *around.earlier):
            alike = all(f.quantity.dimension == whole.quantity.dimension for f in run)
            if whole not in run and _counts(whole) and alike and come_to < whole.quantity.value:
                yield (Interval.exact(come_to) / whole.quantity.interval).scaled(_HUNDRED)


def _goes_by(name: str, whole: Figure) -> bool:
    """Whether most of what a share names as its whole stands right before that figure: 占交流者的, 实际交流168人."""
    said, words = (_UNSAID.sub("", text) for text in (name, re.split(r"[，。；：、（）]", whole.gap)[-1]))
    if len(short := said.replace("人数", "")) >= _SHORTEST and _in_order(short, words[-_LONGEST:]):
        return True  # 占留市人数的, 留在本市的198人
    block = SequenceMatcher(None, said, words, autojunk=False).find_longest_match()
    return block.size >= _SHORTEST and 2 * block.size > len(said)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


def _of_the_rest(pair: Sequence[Figure]) -> Iterator[Interval]:
    if len(pair) == 2 and all(map(_counts, pair)) and pair[0].quantity.dimension == pair[1].quantity.dimension:
        whole, apart = pair[0].quantity.interval, pair[1].quantity.interval
        yield ((whole - apart) / whole).scaled(_HUNDRED)
        yield ((whole + apart) / whole).scaled(_HUNDRED)


def _counts(figure: Figure) -> bool:
    quantity = figure.quantity
    counted = quantity.kind is Kind.AMOUNT and quantity.value > 0 and not quantity.is_range
    return counted and figure.role in (Role.LEVEL, Role.PREVIOUS)


def _from_its_base(relation: Relation, own: Sequence[Figure]) -> bool:
    """「新增1260个，其中小学540个…、幼儿园120个，比计划的1200个多60个」: how far the head of the list lies from it."""
    stated = relation.stated
    if len(own) < 2 or not _COMPARED.search(stated.gap):
        return False
    base, used = own[-1].quantity, {f.id for f in relation.figures}
    others = [f for f in own[:-1] if f.role is Role.LEVEL and f.id not in used]
    levels = [f.quantity for f in others if f.quantity.dimension == base.dimension]
    return any(abs(level.value - base.value) == stated.quantity.value for level in levels)


def _lies_between(stated: Figure, own: Sequence[Figure]) -> bool:
    """Whether two values of the sentence lie exactly so far apart, one of them told last or as a mean."""
    quantity = stated.quantity
    kind = Kind.PERCENT if quantity.kind is Kind.POINTS else Kind.AMOUNT
    small = kind is Kind.AMOUNT and quantity.decimals == 0 and quantity.value < _FEWEST
    alike = [
        f
        for f in own
        if f.quantity.kind is kind and f.role is not Role.CHANGE and f.quantity.definite
        if kind is Kind.PERCENT or f.quantity.dimension == quantity.dimension
    ]
    if small or not quantity.definite or len(alike) < 2 or _OVER_YEARS.search(stated.gap):
        return False
    all_of_them = alike if _EXTREMES.search(stated.gap) else []
    ends = {f.id for f in alike if _MEAN.search(f.gap)} | {alike[-1].id} | {f.id for f in all_of_them}
    return any(
        abs(one.quantity.value - other.quantity.value) == quantity.value and ends & {one.id, other.id}
        for one, other in combinations(alike, 2)
    )
