"""Rounding intervals contain what they promise."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drafter.facts import Interval

INFINITY = Decimal("Infinity")
NUMBERS = st.decimals(-(10**6), 10**6, places=3)
ENDS = st.one_of(NUMBERS, NUMBERS.map(lambda d: d.quantize(Decimal(1))), st.just(Decimal(0)))


@st.composite
def members(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """An interval, perhaps without bound on one or both sides, and a value in it."""
    low, value, high = sorted([draw(ENDS), draw(ENDS), draw(ENDS)])
    return Interval(draw(st.sampled_from([low, -INFINITY])), draw(st.sampled_from([high, INFINITY]))), value


@given(st.decimals(-(10**6), 10**6, places=5), st.integers(0, 4), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_a_printed_figure_stands_for_every_value_that_rounds_to_it(
    value: Decimal, decimals: int, rounding: str
) -> None:
    printed = value.quantize(Decimal(1).scaleb(-decimals), rounding=rounding)
    assert Interval.printed(printed, decimals).contains(value)
    assert Interval.printed(printed, decimals, Decimal(10**4)).contains(value * 10**4)


@given(NUMBERS, st.integers(0, 3))
def test_a_printed_figure_stands_for_nothing_else(value: Decimal, decimals: int) -> None:
    step = Decimal(1).scaleb(-decimals)
    printed = Interval.printed(value, decimals)
    assert printed.high - printed.low == step
    assert not printed.contains(value + step * Decimal("0.51"))
    assert not printed.contains(value - step * Decimal("0.51"))


@pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.mul, operator.truediv])
@given(one=members(), other=members())
def test_a_result_lies_in_the_interval_of_the_results(
    operation: Callable[..., object], one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    result = operation(one[0], other[0])
    assert isinstance(result, Interval)
    assert not result.low.is_nan()
    assert not result.high.is_nan()
    assume(operation is not operator.truediv or other[1] != 0)
    assert result.contains(operation(one[1], other[1]))


@given(members(), NUMBERS)
def test_scaling_and_magnitude_contain_their_results(one: tuple[Interval, Decimal], factor: Decimal) -> None:
    interval, value = one
    assert interval.scaled(factor).contains(value * factor)
    assert abs(interval).contains(abs(value))
    assert abs(interval).low >= 0


@given(members(), members())
def test_two_intervals_meet_when_they_share_a_value(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    if one[0].contains(other[1]) or other[0].contains(one[1]):
        assert one[0].meets(other[0])
    assert one[0].meets(other[0]) == other[0].meets(one[0])


@given(members(), st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_a_widened_interval_reaches_further(one: tuple[Interval, Decimal], up: Decimal, down: Decimal) -> None:
    interval, value = one
    wide = interval.widened(up=up, down=down)
    assert wide.contains(value + up)
    assert wide.contains(value - down)
    assert interval.widened(up=INFINITY).high == INFINITY
    assert interval.widened(down=INFINITY).low == -INFINITY


def test_the_bounds_are_as_narrow_as_they_can_be() -> None:
    one, other = Interval(Decimal(-2), Decimal(3)), Interval(Decimal(4), Decimal(5))
    assert one + other == Interval(Decimal(2), Decimal(8))
    assert one - other == Interval(Decimal(-7), Decimal(-1))
    assert one * other == Interval(Decimal(-10), Decimal(15))
    assert one / other == Interval(Decimal("-0.5"), Decimal("0.75"))
    assert abs(one) == Interval(Decimal(0), Decimal(3))
    assert abs(Interval(Decimal(-3), Decimal(-1))) == Interval(Decimal(1), Decimal(3))


def test_an_infinite_end_stays_what_it_means() -> None:
    upward, whole = Interval(Decimal(1), INFINITY), Interval(-INFINITY, INFINITY)
    assert whole.scaled(Decimal(0)) == Interval.exact(Decimal(0))
    assert upward / upward == Interval(Decimal(0), INFINITY)
    assert Interval.exact(Decimal(6)) / upward == Interval(Decimal(0), Decimal(6))
    assert upward - upward == whole


def test_a_divisor_that_can_be_zero_bounds_nothing() -> None:
    for divisor in (Interval(Decimal(-1), Decimal(1)), Interval(Decimal(0), Decimal(1)), Interval.exact(Decimal(0))):
        assert Interval.exact(Decimal(5)) / divisor == Interval(-INFINITY, INFINITY)


def test_figures_that_touch_at_a_half_agree_and_those_apart_do_not() -> None:
    printed = Interval.printed(Decimal("52.3"), 1)
    assert printed.meets(Interval.printed(Decimal("52.4"), 1))
    assert not printed.meets(Interval.printed(Decimal("52.5"), 1))


def test_an_empty_interval_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="empty"):
        Interval(Decimal(2), Decimal(1))
