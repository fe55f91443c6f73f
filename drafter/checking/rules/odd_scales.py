"""Which amount of a relation has the wrong scale, where only that keeps it from holding: 68452亿元 beside 65318万元.

The figure that follows from the others is then right, and so is the other amount; the finding belongs on the odd one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.relations import Relation
from drafter.checking.text.statements import Figure

__all__ = ["OddScale", "odd_scale"]

_SCALES = (Decimal(10) ** 4, Decimal(10) ** -4, Decimal(10) ** 8, Decimal(10) ** -8)
_THREE = 3
_CLOSE = Decimal("0.02")
_HUNDRED = Decimal(100)
#: Above this no region short of a province has so much of anything; below, no region tells its totals.
_HUGE, _TINY = Decimal(10) ** 11, Decimal(10) ** 5
_A_HEAD = Decimal(10) ** 6
_MEANS = ("均", "每")


@dataclass(frozen=True)
class OddScale:
    """A figure whose unit is off, and the one of the relation that shows it."""

    figure: Figure
    beside: Figure


def odd_scale(relation: Relation) -> OddScale | None:
    """The one amount of a refuted relation that would make it hold at another scale; None where several would."""
    if relation.kind not in ("share", "growth", "product") or len(relation.figures) != _THREE:
        return None
    one, other, stated = relation.figures
    amounts = [one, other, stated] if relation.kind == "product" else [one, other]
    money = [f for f in amounts if f.quantity.dimension.split("/")[0] == "money" and f.quantity.value > 0]
    if len(money) != len(_MEANS) or _unit(money[0]) == _unit(money[1]):
        return None
    odd = [f for f in money if any(_holds(relation, f, scale) for scale in _SCALES)]
    if len(odd) > 1:
        odd = list(_unlikely(relation, money))
    if len(odd) != 1:
        return None
    beside = money[0] if odd[0] is money[1] else money[1]
    return OddScale(odd[0], beside)


def _unit(figure: Figure) -> str:
    quantity = figure.quantity
    return quantity.text[quantity.number_end - quantity.start :].strip()


def _holds(relation: Relation, odd: Figure, scale: Decimal) -> bool:
    """Whether a relation holds, or nearly so, with one of its figures so many times as large."""
    one, other, stated = (f.quantity.value * (scale if f is odd else 1) for f in relation.figures)
    if not one or not other:
        return False
    if relation.kind == "share":
        computed = one / other * _HUNDRED
    elif relation.kind == "growth":
        computed = (abs(other - one) / one if "－" in relation.formula.split("÷")[0] else other / one) * _HUNDRED
    else:
        computed = one / other if "÷" in relation.formula else one * other
    return bool(stated) and abs(computed - stated) <= max(stated * _CLOSE, relation.stated.quantity.step)


def _unlikely(relation: Relation, money: list[Figure]) -> Iterator[Figure]:
    """Of two amounts the one that cannot be: what a head, a school gets more than all, or no region has."""
    small, large = sorted(money, key=lambda f: f.quantity.value)
    means = any(mark in figure.gap for figure in money for mark in _MEANS)
    if relation.kind == "product" and large.quantity.value < _HUGE:
        # 318万元，6所，平均每校53亿元; 按每生800元，共22.67万元: a standard is told in yuan
        means = any(mark in large.gap[-4:] for mark in _MEANS)
        yield large if means or large.quantity.value < _A_HEAD else small
    elif large.quantity.value >= (_A_HEAD if means and relation.kind != "product" else _HUGE):
        yield large
    elif small.quantity.value < _TINY:
        yield small
