"""Whether a figure that does not fit may have come from the one that would: what people get wrong when they type.

A reader who binds a figure to the wrong thing gets a difference of any size, a writer who mistypes one gets a value
near the right one, its digits in another order, one digit more or less, another scale, or the value of the year or the
line beside it. So what lies far off and looks like no slip is rather a misreading of ours than an error of theirs.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

__all__ = ["NEAR", "digits", "is_slip", "may_be_meant", "printed_number", "slipped", "typed_for"]

#: How far apart two values may lie, as a share of the larger one, to be the same thing told wrongly.
NEAR = Decimal("0.25")
_FEW = Decimal(10)  # small counts lie near each other whatever the share
_TELLING = 3
_EXACT = 4
_SCALE = 5  # no rounding makes one value five times another
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def may_be_meant(told: Decimal, meant: Decimal, near: Decimal = NEAR) -> bool:
    """Whether ``told`` may stand where ``meant`` should; both in one unit.

    Args:
        near: how far apart they may lie, as a share of the larger one, where no slip explains it.

    >>> may_be_meant(Decimal("20.17"), Decimal("20.71")), may_be_meant(Decimal("2.592"), Decimal("25920"))
    (True, True)
    >>> may_be_meant(Decimal(694), Decimal(11364)), may_be_meant(Decimal("12.5"), Decimal("87.5"))
    (False, False)
    """
    one, other = abs(told), abs(meant)
    counts = one == one.to_integral_value() and other == other.to_integral_value()
    return abs(one - other) <= max(max(one, other) * near, _FEW if counts else Decimal(0)) or is_slip(one, other)


def is_slip(told: Decimal, meant: Decimal) -> bool:
    """Whether the digits of one are those of the other in another order or at another scale, or one digit is wrong,
    too many or too few (of three or more); both in one unit, neither below nought.
    """
    left, right = _digits(told), _digits(meant)
    if left == right:
        return bool(left)
    if sorted(left) == sorted(right):
        return True
    size = min(len(left), len(right))
    if size >= _EXACT and _digits(_rounded(told, size)) == _digits(_rounded(meant, size)):
        return True  # 30.77万元 for 307680万元: another scale, and rounded
    if min(len(left), len(right)) < _TELLING:
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(left, right, score_cutoff=1) <= 1


def typed_for(told: Decimal, meant: Decimal) -> bool:
    """Whether a value is another after one slip of the pen, which chance hardly brings about: its digits at another
    scale, two neighbouring ones changed over, or one of four and more wrong; both in one unit.

    >>> typed_for(Decimal("14.6"), Decimal("14607")), typed_for(Decimal(413), Decimal(431))
    (True, True)
    >>> typed_for(Decimal(413), Decimal(463)), typed_for(Decimal(40), Decimal(400))
    (False, False)
    """
    if told <= 0 or meant <= 0 or told == meant:
        return False
    left, right = _digits(told), _digits(meant)
    size = min(len(left), len(right))
    if size >= _TELLING and _digits(_rounded(told, size)) == _digits(_rounded(meant, size)):
        return bool(told / meant > _SCALE or meant / told > _SCALE)
    if told.adjusted() != meant.adjusted() or len(left) != len(right):
        return False
    apart = [at for at in range(size) if left[at] != right[at]]
    if len(apart) == 1:
        return size >= _EXACT
    turned = len(apart) == 2 and apart[1] == apart[0] + 1 and left[apart[0]] == right[apart[1]]
    return size >= _TELLING and turned and left[apart[1]] == right[apart[0]]


def slipped(told: Decimal, held: Decimal) -> bool:
    """Whether a value is another with two neighbouring digits changed over, or with a nought too many or too few."""
    if not told or not held:
        return False
    if told / held in (Decimal(10), Decimal("0.1")):
        return True
    places = max(_decimals(told), _decimals(held))
    one, two = (f"{value.scaleb(places).to_integral_value():f}" for value in (told, held))
    if len(one) != len(two) or len(one) < _TELLING:
        return False
    differ = [at for at in range(len(one)) if one[at] != two[at]]
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and one[differ[0]] == two[differ[1]]
        and sorted(one) == sorted(two)
    )


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def digits(value: Decimal) -> int:
    """How many digits of a number tell it from others.

    >>> digits(Decimal("0.410")), digits(Decimal(2300))
    (2, 2)
    """
    return len(_digits(value))


def printed_number(text: str) -> Decimal | None:
    """The first number of a figure as printed, without its unit; None where there is none.

    >>> printed_number("4.36%")
    Decimal('4.36')
    """
    match = _NUMBER.search(text)
    return Decimal(match[0]) if match else None


def _rounded(value: Decimal, digits: int) -> Decimal:
    """``value`` rounded half up to so many digits that tell."""
    return Context(prec=digits, rounding=ROUND_HALF_UP).plus(value)


def _digits(value: Decimal) -> str:
    """What is left of a number's digits when its scale is taken away."""
    return f"{value.normalize():f}".replace(".", "").strip("0")
