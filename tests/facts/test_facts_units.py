"""Units: what they measure, their scales, which can be compared."""

from __future__ import annotations

from decimal import Decimal

import pytest
from facts_helpers import unit
from hypothesis import given
from hypothesis import strategies as st

from drafter.facts.units import BASE_UNITS, SCALES, parse_unit


@pytest.mark.parametrize(
    ("text", "dimension", "factor"),
    [
        ("元", "money", 1),
        ("万元", "money", 10**4),
        ("亿元", "money", 10**8),
        ("万亿元", "money", 10**12),
        ("千万元", "money", 10**7),
        ("万人", "person", 10**4),
        ("百万元", "money", 10**6),
        ("十万元", "money", 10**5),
        ("千人", "person", 1000),
        ("百人", "person", 100),
        ("名", "person", 1),
        ("平方公里", "area", 10**6),
        ("公里", "length", 1000),
        ("万人次", "person-times", 10**4),
        ("公顷", "area", 10**4),
        ("万平米", "area", 10**4),
        ("％", "percent", 1),
        ("‰", "percent", "0.1"),
        ("个百分点", "point", 1),
        ("千米", "length", 1000),
        ("所", "count:所", 1),
        ("万 册", "count:册", 10**4),
        ("1:x", "proportion", 1),
        ("是/否", "yes-no", 1),
        ("元/生·年", "money/生·年", 1),
        ("万元／人．月", "money/人·月", 10**4),
    ],
)
def test_a_unit_measures_this(text: str, dimension: str, factor: int | str) -> None:
    assert (unit(text).dimension, unit(text).factor) == (dimension, Decimal(factor))


@pytest.mark.parametrize("text", ["", "万", "亿", "光年", "/年", "元/", "万/年", "光年/年", "万光年", "12", "元元"])
def test_what_is_no_unit_is_none(text: str) -> None:
    assert parse_unit(text) is None


@given(st.sampled_from(sorted(SCALES)), st.sampled_from(sorted(set(BASE_UNITS) - {"是/否"})))
def test_a_scale_multiplies_any_base_unit(scale: str, base: str) -> None:
    whole = unit(scale + base)
    assert whole.compatible(unit(base))
    if scale + base not in BASE_UNITS:
        assert whole.factor == SCALES[scale] * BASE_UNITS[base][1]


@given(st.text(max_size=12))
def test_no_text_raises_and_the_symbol_of_a_unit_is_a_unit(text: str) -> None:
    found = parse_unit(text)
    assert found is None or parse_unit(found.symbol) == found


def test_fifteen_mu_are_one_hectare() -> None:
    assert unit("亩").factor * 15 == pytest.approx(unit("公顷").factor)


@pytest.mark.parametrize(
    ("one", "other"),
    [("万元", "亿元"), ("人", "名"), ("个", "所"), ("所", "个"), ("元", "元/生·年"), ("%", "‰"), ("所", "所")],
)
def test_units_that_can_be_compared(one: str, other: str) -> None:
    assert unit(one).compatible(unit(other))
    assert unit(other).compatible(unit(one))


@pytest.mark.parametrize(
    ("one", "other"), [("元", "人"), ("所", "人"), ("所", "家"), ("%", "个百分点"), ("人", "人次"), ("㎡", "米")]
)
def test_units_that_cannot_be_compared(one: str, other: str) -> None:
    assert not unit(one).compatible(unit(other))
    assert not unit(other).compatible(unit(one))
