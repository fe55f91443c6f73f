"""Figures that stand together and would fit if one of them were in the unit of the others.

Whoever types 万元 for 亿元, or copies a line and leaves its unit, gets a figure whose digits still make up the sum, the
difference or the product that is told beside it, or which is near its neighbours as soon as it is read in their unit.
Readers who bind a figure to the wrong thing get no such agreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.plausible import digits
from drafter.checking.text.quantities import Kind, Quantity
from drafter.checking.text.statements import Figure

__all__ = ["Misfit", "factor", "in_proportion", "in_sums", "near_twin", "printed", "usable"]

_FAR = Decimal(400)  # between the same thing in two units of one scale system lie a thousand and more
_NEAR = Decimal(3)
_MOST_PARTS = 9
_TELLING = 3
_ROUNDING = Decimal("0.004")
_SCALES = tuple(Decimal(10) ** power for power in (-8, -4, -3, 3, 4, 8))
_HALF = Decimal("0.5")
#: What opens the parts of a whole; without it 编制2260个，在编2108人，空着152个 would be a sum.
_OPENS = re.compile(r"其中|包括|分别|[：:（(含]")


@dataclass(frozen=True)
class Misfit:
    """A figure in the wrong unit, what it should be in, the figures it would then fit, and how they fit."""

    figure: Figure
    unit: str
    others: tuple[Figure, ...]
    told: str


def usable(figure: Figure) -> bool:
    """Whether a figure is one definite number of something, written in digits."""
    quantity = figure.quantity
    return bool(
        quantity.kind is Kind.AMOUNT
        and quantity.unit
        and not quantity.is_range
        and not quantity.spelled
        and quantity.value > 0
    )


def factor(quantity: Quantity) -> Decimal:
    """How many base units one unit of the figure is, its 万 and 亿 taken in."""
    return quantity.step.scaleb(quantity.decimals)


def printed(quantity: Quantity) -> Decimal:
    """The number that is written before scale and unit."""
    return quantity.value / factor(quantity)


def near_twin(one: Quantity, other: Quantity) -> bool:
    """Whether two values that lie far apart would be near each other, were both in one unit."""
    if one.dimension != other.dimension or not one.value or not other.value:
        return False
    apart = max(one.value, other.value) / min(one.value, other.value)
    left, right = printed(one), printed(other)
    return apart >= _FAR and max(left, right) <= min(left, right) * _NEAR


def in_sums(figures: Sequence[Figure]) -> Iterator[Misfit]:
    """Totals whose parts make them up to the last digit, but for the unit of one of them."""
    for at, total in enumerate(figures):
        if not usable(total) or not total.quantity.definite or digits(total.quantity.value) < 2:
            continue
        parts: list[Figure] = []
        for part in figures[at + 1 : at + 1 + _MOST_PARTS]:
            if not usable(part) or not part.quantity.definite:
                break
            parts.append(part)
            if len(parts) < 2 or digits(total.quantity.value) + len(parts) < _TELLING + 2:
                continue
            if (misfit := _in_sum(total, parts)) is not None:
                yield misfit
                break


def _in_sum(total: Figure, parts: list[Figure]) -> Misfit | None:
    whole = total.quantity
    odd = [part for part in parts if part.quantity.dimension != whole.dimension]
    if len(odd) == len(parts) and (counted := _counted_otherwise(total, parts)) is not None:
        return counted
    if len(odd) > 1 or (odd and not (_incompatible(odd[0].quantity, whole) and _OPENS.search(parts[0].gap))):
        return None
    summed = sum((part.quantity.value for part in parts if part not in odd), Decimal(0))
    room = sum((part.quantity.step for part in parts if part not in odd), whole.step) * _HALF
    if not odd and abs(summed - whole.value) <= max(room, whole.value / 100):
        return None
    for part in odd or parts:
        others = summed - (0 if odd else part.quantity.value)
        missing = whole.value - others
        for unit in {factor(other.quantity): other for other in (total, *parts) if other is not part}.items():
            scale, other = unit
            if other.quantity.dimension != whole.dimension or (not odd and scale == factor(part.quantity)):
                continue
            value = printed(part.quantity) * scale
            slack = room + part.quantity.step / factor(part.quantity) * scale * _HALF
            exact = abs(value - missing) <= min(slack, whole.value * _ROUNDING)
            if exact and missing > 0 and _tells(part.quantity, whole, parts):
                rest = tuple(p for p in (total, *parts) if p is not part)
                return Misfit(part, _unit(other), rest, f"各项之和正合{total.text}")
    units = {factor(part.quantity) for part in parts}
    if not odd and len(units) == 1 and units != {factor(whole)} and digits(whole.value) >= _TELLING:
        scale = units.pop()
        loose = min(sum((part.quantity.step for part in parts), Decimal(0)) * _HALF, summed * _ROUNDING)
        if abs(summed - printed(whole) * scale) <= loose:
            return Misfit(total, _unit(parts[0]), tuple(parts), "正是各项之和")
    return None


def _counted_otherwise(total: Figure, parts: list[Figure]) -> Misfit | None:
    """「培训5720人，其中国培386人次、省培214人次、县级5120人次」: what is counted in times has no total in heads."""
    kinds = {total.quantity.dimension, *(part.quantity.dimension for part in parts)}
    summed = sum((part.quantity.value for part in parts), Decimal(0))
    alike = kinds == {"person", "person-times"} and len({part.quantity.dimension for part in parts}) == 1
    if alike and summed == total.quantity.value and _OPENS.search(parts[0].gap) and digits(summed) >= _TELLING:
        return Misfit(total, _unit(parts[0]), tuple(parts), "正是各项之和")
    return None


def _tells(part: Quantity, whole: Quantity, parts: Sequence[Figure]) -> bool:
    """Whether chance hardly makes such a sum: three digits somewhere, or several parts of two or after a point."""
    several = len(parts) >= _TELLING
    return (digits(part.value) >= 2 or (several and part.decimals > 0)) and (digits(whole.value) >= _TELLING or several)


def _incompatible(one: Quantity, other: Quantity) -> bool:
    return one.unit is not None and other.unit is not None and not one.unit.compatible(other.unit)


def in_proportion(figures: Sequence[Figure]) -> Iterator[Misfit]:
    """Heads, money for each and money for all, side by side, that multiply up but for a unit."""
    for at in range(len(figures) - 2):
        trio = [figure for figure in figures[at : at + 4] if usable(figure) and figure.quantity.definite]
        heads = [f for f in trio if f.quantity.dimension in ("person", "person-times")]
        money = [f for f in trio if f.quantity.dimension == "money"]
        if len(heads) == 1 and len(money) == 2:
            yield from _product(heads[0], *money)


def _product(heads: Figure, one: Figure, two: Figure) -> Iterator[Misfit]:
    for each, total in ((one, two), (two, one)):
        if (
            not each.gap.endswith(("每生", "每人", "人均", "生均", "师均", "人均资助", "生均资助"))
            and "每" not in each.gap
        ):
            continue
        meant = heads.quantity.value * each.quantity.value
        if min(digits(total.quantity.value), digits(meant)) < _TELLING:
            continue
        room = max(meant * _ROUNDING, heads.quantity.value * each.quantity.step * _HALF)
        for scale in _SCALES:
            if abs(total.quantity.value * scale - meant) <= room:
                yield Misfit(total, "", (heads, each), f"{heads.text}×{each.text}的数字正合，大小却差{_times(scale)}")
                return


def _times(scale: Decimal) -> str:
    return {3: "千倍", 4: "万倍", 8: "亿倍"}[abs(scale.adjusted())]


def _unit(figure: Figure) -> str:
    """The unit as written behind the number."""
    quantity = figure.quantity
    return figure.statement.flow.text[quantity.number_end : quantity.end].strip()
