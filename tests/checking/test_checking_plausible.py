"""What may have been written for what: slips of typing, near values, other scales; and what is rather misread."""

from __future__ import annotations

from decimal import Decimal

import pytest
from checking_helpers import check, found, metrics
from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.plausible import may_be_meant, printed_number

POSITIVE = st.decimals(min_value="0.01", max_value="9999999", places=2)


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("20.17", "20.71"),  # two digits changed over
        ("93.4", "91.2"),  # near
        ("2.592", "25920"),  # another scale
        ("1326", "7326"),  # one digit wrong
        ("5326", "53261"),  # one digit lost
        ("30.77", "307680"),  # another scale, and rounded
        ("46", "64"),
        ("19", "9"),  # small counts
    ],
)
def test_what_people_mistype(told: str, meant: str) -> None:
    assert may_be_meant(Decimal(told), Decimal(meant))


@pytest.mark.parametrize(
    ("told", "meant"), [("694", "11364"), ("12.5", "87.5"), ("281.3", "9.46"), ("34", "6"), ("30.77", "309920")]
)
def test_what_is_rather_another_thing(told: str, meant: str) -> None:
    assert not may_be_meant(Decimal(told), Decimal(meant))


@given(POSITIVE, POSITIVE)
def test_either_may_stand_for_the_other_or_neither(one: Decimal, other: Decimal) -> None:
    assert may_be_meant(one, other) == may_be_meant(other, one)


@given(POSITIVE, st.integers(min_value=-4, max_value=4))
def test_a_value_may_be_meant_for_itself_at_any_scale(value: Decimal, power: int) -> None:
    assert may_be_meant(value.scaleb(power), value)


def test_the_number_of_a_figure() -> None:
    assert printed_number("约4.36%") == Decimal("4.36")
    assert printed_number("百分之四") is None


def test_a_relation_that_is_far_off_is_no_error() -> None:
    """A share of something else that stands beside two counts: the reading is in doubt, not the figure."""
    near = found("交流轮岗教师2684名，占符合条件教师21302名的16.20%。", None, "ARI")
    far = found("交流轮岗教师2684名，占符合条件教师21302名的85.30%。", None, "ARI")
    assert [finding.severity.value for finding in (*near, *far)] == ["error", "warning"]


@pytest.mark.parametrize(
    "text",
    [
        "普通高中、中等职业学校分别招生1953人和1018人，普职招生比为65.7∶34.3。",
        "投入9684万元中，中央4164万元、省级1550万元、县级3970万元，占比依次为43.0%、16.0%、41.0%。",
    ],
)
def test_lists_that_fit_are_proved(text: str) -> None:
    result = check(text)
    assert [f.code for f in result.findings if f.code.startswith("ARI")] == []
    assert {relation.state.value for relation in result.coverage.relations} == {"proved"}


def test_what_is_to_be_reached_is_not_this_years() -> None:
    """A goal of a later year, told with this year's base between, and last year's value told in passing."""
    sheet = metrics({"public_kindergarten_share": ("56.5", "55.0")})
    text = "到2027年，公办园在园幼儿占比提高到58%，比2025年再提高1.5个百分点；公办园在园幼儿占比提高到60%以上。"
    assert [f for f in found(text, sheet, "NUM") if f.severity.value == "error"] == []
