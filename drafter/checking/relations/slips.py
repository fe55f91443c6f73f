"""Which figure of a sum most likely went wrong in typing: two digits changed over, or a nought too many or too few."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from drafter.checking.text.statements import Figure, Statement

__all__ = ["slipped_parts", "slipped_total", "to_blame"]


def slipped_parts(parts: Sequence[Figure], missing: Decimal) -> list[Figure]:
    """The parts of which a slip would account for all that is missing from the total."""
    return [part for part in parts if _slips(part, part.quantity.value + missing)]


def slipped_total(parts: Sequence[Figure], total: Figure) -> bool:
    """Whether the total itself is the sum of the parts with such a slip."""
    return _slips(total, sum((part.quantity.value for part in parts), Decimal(0)))


def _slips(figure: Figure, right: Decimal) -> bool:
    """Whether ``right`` typed with a slip gives the figure."""
    step = figure.quantity.step
    if step <= 0 or right <= 0:
        return False
    wanted, typed = right / step, figure.quantity.value / step
    if wanted != wanted.to_integral_value() or typed != typed.to_integral_value() or wanted == typed:
        return False
    digits, other = str(int(typed)), str(int(wanted))
    if len(other) > 1 and other in (f"{digits}0", digits.removesuffix("0")):
        return True
    swaps = (digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1))
    return len(digits) > 1 and other in swaps


def to_blame(statement: Statement, parts: list[Figure], total: Figure) -> Figure | None:
    """The figure to mark: one whose slip explains it all, else the list where the total stands in another sentence."""
    missing = total.quantity.value - sum((part.quantity.value for part in parts), Decimal(0))
    if slipped_total(parts, total):
        return None
    slips = slipped_parts(parts, missing)
    return slips[0] if len(slips) == 1 else None if total.statement is statement else parts[0]
