"""A value set over or under a number that stands alone: 「初中只有10.05平方米，比10.2平方米还低0.15平方米」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.model import Relation
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["over_under"]

_THAN = re.compile(r"^(?:[）)])?[，,](?:仍|还|也|只|仅)*(?:比|较)(?:国家|省定?|市定?|标准|规定|要求|底线)*的?$")
_WAY = re.compile(
    r"^(?:的[^，。；：、\d]{1,10}?)?(?:相比)?(?:，)?(?:还|仍|要|又|略|稍|反而|只|仅|已|尚|均)*(?:(?P<more>高|多|大|长|超)|(?:低|少|小|短))(?:出|了)?(?:近|约)?$"
)
_SET_AGAINST = re.compile(r"(?:(?P<more>高于|超过|优于)|低于|少于)[^，。；\d]{1,12}$")
_BEHIND = re.compile(r"^的?(?:水平|标准|平均)?[，,](?:(?P<more>高出|高|多)|低|少)(?:了|出)?(?:约)?$")


def over_under(statement: Statement) -> Iterator[Relation]:
    """Values of which the word says that they lie above or below the number behind them, and that do not."""
    figures = statement.figures
    yield from _twice(figures)
    for value, mark, apart in zip(figures, figures[1:], figures[2:], strict=False):
        way = _WAY.match(apart.gap)
        if way is None or not _THAN.match(mark.gap) or not _alike(value, mark, apart):
            continue
        left, right = value.quantity.interval, mark.quantity.interval
        wrong = left.high < right.low if way["more"] else left.low > right.high
        if wrong:
            said = "低" if way["more"] else "高"
            formula = f"{value.text}与{mark.text}"
            yield Relation("direction", formula, State.REFUTED, (value, mark, apart), f"前者{said}于后者", weak=True)


def _twice(figures: list[Figure]) -> Iterator[Relation]:
    """「占比低于全市平均55.2%的水平，高出3.8个百分点」: above and below one and the same mark."""
    for mark, apart in pairwise(figures):
        first, then = _SET_AGAINST.search(mark.gap), _BEHIND.match(apart.gap)
        kinds = (mark.quantity.kind, apart.quantity.kind) in ((Kind.PERCENT, Kind.POINTS), (Kind.AMOUNT, Kind.AMOUNT))
        if first and then and kinds and bool(first["more"]) != bool(then["more"]):
            formula = f"“{first.group().strip()}{mark.text}”与“{then.group().strip('，, ')}{apart.text}”"
            yield Relation("direction", formula, State.REFUTED, (mark, apart), "一高一低", weak=True)


def _alike(value: Figure, mark: Figure, apart: Figure) -> bool:
    one, other, by = value.quantity, mark.quantity, apart.quantity
    rates = one.kind is other.kind is Kind.PERCENT and by.kind is Kind.POINTS
    same = one.kind is other.kind is by.kind and one.dimension == other.dimension == by.dimension
    told = value.role in (Role.LEVEL, Role.SHARE) and one.definite and mark.quantity.value > 0
    return (rates or same) and told and by.value < other.value and may_be_meant(one.value, other.value)
