"""One name with two figures in a paragraph: the second was most likely meant for another name.

「普惠园在园22970人，…。普惠园在园14210人，占比57.2%」, 「高中27930人，…；普高12465人」: neither is near the other, so
that no slip of the pen explains it, and both may hold with what stands beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafter.checking.context import CheckContext
from drafter.checking.plausible import may_be_meant
from drafter.checking.text.nouns import label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Role
from drafter.checking.text.telling import Told
from drafter.checking.text.things import PUPILS, Thing, read_thing
from drafter.facts import Period

__all__ = ["same_names"]

#: What a region has one number of for each stage and owner.
_ONE_OF = frozenset([PUPILS, "在园", "专任教师", "教职工", "学校"])
_ENDED = re.compile(r"^\s*(?:[，。；、（）]|$)")
#: Words between two figures by which the second is of some, of another time or of another list.
_OTHERS = re.compile(
    r"[：:]|的，|其中|上年|去年|同期|20\d\d|招|毕业|新增|新建|新生|城区|农村|乡村|[县镇乡]|男|女|寄宿|随迁|留守|目标|计划|标准|达到|[由从]"
)
#: How much the first has changed: 比上年多120人.
_AGAINST = re.compile(r"[比较](?:上年|去年|上学年|20\d\d年)[^，。；：]{0,16}")
_FAR = 160
_PLENTY = 12


def same_names(context: CheckContext) -> Iterator[tuple[Thing, Told, Told]]:
    """Pairs of figures told under one name within a paragraph."""
    for (thing, period, measure), values in context.told.all().items():
        named = thing.core in _ONE_OF and (thing.stage or thing.owner)
        if period is Period.THIS and measure == "count" and named and 1 < len(values) <= _PLENTY:
            yield from _pairs(thing, values)


def _pairs(thing: Thing, values: Sequence[Told]) -> Iterator[tuple[Thing, Told, Told]]:
    plain = [value for value in values if _is_named(thing, value)]
    for one, other in pairwise(plain):
        first, second = one.figure, other.figure
        if first.statement.flow is not second.statement.flow or not 0 < second.start - first.end <= _FAR:
            continue
        between = _AGAINST.sub("", first.statement.flow.text[first.end : second.start])
        alike = first.quantity.dimension == second.quantity.dimension
        apart = not may_be_meant(second.quantity.value, first.quantity.value)
        if alike and apart and not _OTHERS.search(between):
            yield thing, one, other


def _is_named(thing: Thing, value: Told) -> bool:
    """Whether words right before a figure name its stage and its owner, and nothing behind it narrows it."""
    figure = value.figure
    own = read_thing(label(figure))
    rest = figure.statement.flow.text[figure.end : figure.end + 1]
    told = figure.role is Role.LEVEL and figure.quantity.kind is Kind.AMOUNT and figure.quantity.definite
    return told and (own.stage, own.owner) == (thing.stage, thing.owner) and _ENDED.match(rest) is not None
