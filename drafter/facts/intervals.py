"""Rounding intervals: what a printed figure stands for.

``52.3`` stands for every value that rounds to it, [52.25, 52.35]. Two figures disagree only when no values inside
their intervals agree. Both ends count as inside: a value exactly halfway is rounded up by one office and to the even
digit by another, and neither is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Interval"]

_INFINITY = Decimal("Infinity")


@dataclass(frozen=True)
class Interval:
    """A closed interval of decimals; the ends may be infinite."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"empty interval [{self.low}, {self.high}]")

    @classmethod
    def exact(cls, value: Decimal) -> Interval:
        """The interval of one value."""
        return cls(value, value)

    @classmethod
    def printed(cls, value: Decimal, decimals: int, scale: Decimal = Decimal(1)) -> Interval:
        """What a figure printed with ``decimals`` digits after the point, times ``scale``, stands for.

        >>> Interval.printed(Decimal("52.3"), 1)
        Interval(low=Decimal('52.25'), high=Decimal('52.35'))
        """
        half = Decimal(5).scaleb(-decimals - 1)
        return cls((value - half) * scale, (value + half) * scale)

    def contains(self, value: Decimal) -> bool:
        """Whether ``value`` lies inside."""
        return self.low <= value <= self.high

    def meets(self, other: Interval) -> bool:
        """Whether the two share a value."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        corners = [_product(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def scaled(self, factor: Decimal) -> Interval:
        """Every value times ``factor``."""
        if not self.low.is_finite() or not self.high.is_finite():
            return self * Interval.exact(factor)
        low, high = self.low * factor, self.high * factor
        return Interval(min(low, high), max(low, high))

    def __truediv__(self, other: Interval) -> Interval:
        """Quotients; unbounded when the divisor can be zero."""
        if other.low <= 0 <= other.high:
            return Interval(-_INFINITY, _INFINITY)
        corners = [_quotient(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def __abs__(self) -> Interval:
        if self.low >= 0:
            return self
        if self.high <= 0:
            return Interval(-self.high, -self.low)
        return Interval(Decimal(0), max(-self.low, self.high))

    def widened(self, *, up: Decimal = Decimal(0), down: Decimal = Decimal(0)) -> Interval:
        """The interval with its ends moved outward; ``up`` and ``down`` may be infinite."""
        return Interval(self.low - down, self.high + up)


# An infinite end stands for values without bound, none of which is infinite itself: nought times such a value is
# nought, and anything divided by ever larger values comes as near to nought as one likes.
def _product(a: Decimal, b: Decimal) -> Decimal:
    return a * b if a and b else Decimal(0)


def _quotient(a: Decimal, b: Decimal) -> Decimal:
    return Decimal(0) if b.is_infinite() else a / b
