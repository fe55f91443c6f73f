"""Lists that a head told before them in their sentence says what they are of."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role

__all__ = ["came_or_went", "head_of"]

#: A list of what came and went: 减的是民办幼儿园3所、小学3所.
_MOVED = re.compile(
    r"(?:^|[，；：。])(?:新?增|减|撤|并|停|关|多|少|新建|净[增减])[^，。；：\d]{0,4}的(?:是|有|为)[^；。]*$"
)

_FEWEST = 3
_MOST = 12


def came_or_went(figure: Figure) -> bool:
    """Whether a figure is told in a list of what came or went."""
    return bool(_MOVED.search(figure.statement.between(figure.statement.start, figure.start)))


def head_of(figure: Figure) -> Figure | None:
    """The value that a figure makes up with those of its list, at least three of them, or None.

    「生活教师412人，上年386人；小学134人，初中196人，高中82人」; changes count with their signs: 「教师净增30人，
    其中幼儿园减少15人，小学增加20人，初中增加25人」.
    """
    told = [f for f in figure.statement.figures if _is_alike(f, figure)]
    at = next((n for n, f in enumerate(told) if f.id == figure.id), -1)
    for first in range(max(1, at - _MOST), at + 1):
        total = sum((_signed(f) for f in told[first:at]), Decimal(0))
        for last in range(at, min(len(told), first + _MOST)):
            total += _signed(told[last])
            if last - first + 1 >= _FEWEST:
                heads = [f for f in told[:first] if _signed(f) == total and total]
                if heads:
                    return heads[-1]
    return None


def _is_alike(one: Figure, figure: Figure) -> bool:
    quantity = one.quantity
    plain = quantity.kind is Kind.AMOUNT and quantity.definite and not quantity.is_range
    alike = quantity.dimension == figure.quantity.dimension
    return (
        plain and alike and (one.role is Role.CHANGE) == (figure.role is Role.CHANGE) and one.role is not Role.PREVIOUS
    )


def _signed(figure: Figure) -> Decimal:
    value = figure.quantity.value
    return -value if figure.role is Role.CHANGE and figure.direction < 0 else value
