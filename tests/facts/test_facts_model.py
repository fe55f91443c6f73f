"""How values are rounded and printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from facts_helpers import floor, indicator, metrics_of, unit
from hypothesis import given
from hypothesis import strategies as st

from drafter.facts import CellRef, Period, display, rounded


@pytest.mark.parametrize(
    ("value", "decimals", "symbol", "text"),
    [
        ("3217.7749", 2, "亿元", "3217.77亿元"),
        ("1234567", 0, "人", "1234567人"),
        ("0.5", 0, "所", "1所"),
        ("2.5", 0, "所", "3所"),
        ("53.2", 2, "%", "53.20%"),
        ("100", 2, "%", "100%"),
        ("100.00", 2, "%", "100%"),
        ("0", 2, "%", "0.00%"),
        ("100", 1, "亿元", "100.0亿元"),
        ("13.44", 1, "1:x", "1:13.4"),
        ("16.25", 2, "x:1", "16.25:1"),
        ("0.4126", 3, "系数", "0.413"),
        ("1.02", 2, "比值", "1.02"),
        ("720", 0, "元/生·年", "720元"),
        ("5", 2, "元/生·天", "5.00元"),
        ("4.5", 1, "㎡", "4.5平方米"),
        ("1.2", 1, "百分点", "1.2个百分点"),
        ("1E+3", 0, "人", "1000人"),
    ],
)
def test_a_value_is_printed_with_its_unit(value: str, decimals: int, symbol: str, text: str) -> None:
    assert display(Decimal(value), decimals, unit(symbol)) == text


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 5))
def test_rounding_moves_a_value_by_half_a_step_at_most(value: Decimal, decimals: int) -> None:
    result = rounded(value, decimals)
    assert abs(result - value) <= Decimal(5).scaleb(-decimals - 1)
    assert result.as_tuple().exponent == -decimals


@pytest.mark.parametrize(
    ("allowed", "this", "previous", "decimals"),
    [
        (2, "93.4567", "92", 2),
        (2, "93.4", "92", 1),
        (2, "93", "92.25", 2),
        (0, "93.4", None, 0),
        (2, "93", None, 0),
        (2, None, "92.1", 1),
    ],
)
def test_both_years_are_printed_with_the_digits_of_the_longer(
    allowed: int, this: str | None, previous: str | None, decimals: int
) -> None:
    metrics = metrics_of(
        [indicator("rate", "%", "ratio", allowed)],
        {"rate": this} if this else {},
        {"rate": previous} if previous else {},
    )
    assert metrics.decimals("rate") == decimals


@pytest.mark.parametrize(
    ("symbol", "allowed", "value", "text"),
    [
        ("元", 2, "18815.9", "18815.90元"),
        ("元", 2, "18815", "18815元"),
        ("元/生·年", 2, "720.5", "720.50元"),
        ("元", 0, "18815.9", "18816元"),
        ("万元", 2, "18815.9", "18815.9万元"),
    ],
)
def test_an_amount_in_yuan_is_printed_with_both_its_smaller_coins(
    symbol: str, allowed: int, value: str, text: str
) -> None:
    metrics = metrics_of([indicator("pay", symbol, "money", allowed)], {"pay": value})
    assert display(Decimal(value), metrics.decimals("pay"), unit(symbol)) == text


@pytest.mark.parametrize(
    ("allowed", "limit", "value", "text"),
    [
        (0, "85", "84.6", "84.6%"),
        (1, "85", "84.96", "84.96%"),
        (2, "85", "84.9996", "84.9996%"),
        (2, "85", "84.994", "84.99%"),
        (0, "85", "85.4", "85%"),
        (0, "100", "99.996", "99.996%"),
    ],
)
def test_display_never_lifts_a_value_over_its_floor(allowed: int, limit: str, value: str, text: str) -> None:
    metrics = metrics_of([indicator("rate", "%", "ratio", allowed, thresholds=(floor(">=", limit),))], {"rate": value})
    assert display(Decimal(value), metrics.decimals("rate"), unit("%")) == text


@given(st.decimals(0, 110, places=6), st.integers(0, 3), st.decimals(0, 100, places=1))
def test_a_printed_value_stands_on_the_same_side_of_its_floor(value: Decimal, allowed: int, limit: Decimal) -> None:
    entry = indicator("rate", "%", "ratio", allowed, thresholds=(floor(">=", f"{limit:f}"), floor(">=", "上年")))
    metrics = metrics_of([entry], {"rate": f"{value:f}"})
    assert (rounded(value, metrics.decimals("rate")) < limit) == (value < limit)


def test_a_cell_prints_as_file_sheet_and_address() -> None:
    assert str(CellRef("指标.xlsx", "表一", "B7")) == "指标.xlsx!表一!B7"
    assert [period.label for period in Period] == ["本年", "上年"]
