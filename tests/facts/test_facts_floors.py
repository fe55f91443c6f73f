"""Thresholds: which apply, which are missed, which may be imposed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from facts_helpers import floor, indicator, metrics_of
from hypothesis import given
from hypothesis import strategies as st

from drafter.facts import Period, assess, load_dictionary, shortfalls

SHIPPED = load_dictionary()


def missed(
    this: dict[str, str], previous: dict[str, str] | None = None, level: str = "county", year: int = 2025
) -> list[str]:
    return [item.indicator.id for item in shortfalls(metrics_of(SHIPPED, this, previous), level, year)]


@pytest.mark.parametrize(
    ("this", "expected"),
    [
        ({"inclusive_kindergarten_coverage": "79.99"}, ["inclusive_kindergarten_coverage"]),
        ({"inclusive_kindergarten_coverage": "80"}, []),
        ({"township_public_center_coverage": "99.9"}, ["township_public_center_coverage"]),
        ({"township_public_center_coverage": "100"}, []),
        ({"dropout_count": "1"}, ["dropout_count"]),
        ({"dropout_count": "0"}, []),
        ({"large_class_rate": "5.01"}, ["large_class_rate"]),
        ({"npc_edu_report": "否"}, ["npc_edu_report"]),
        ({"npc_edu_report": "是"}, []),
        ({"edu_budget_growth": "-0.1"}, ["edu_budget_growth"]),
        ({"salary_arrears": "0.01", "guard_rate": "100"}, ["salary_arrears"]),
    ],
)
def test_a_county_owns_its_verified_floors(this: dict[str, str], expected: list[str]) -> None:
    assert missed(this) == expected


def test_shortfalls_come_once_each_in_the_order_of_the_sheet() -> None:
    this = {"large_class_rate": "9", "public_kindergarten_share": "40", "guard_rate": "99", "dropout_count": "2"}
    assert missed(this) == [*this]
    assert missed(this, level="city") == ["public_kindergarten_share", "guard_rate"]


def test_a_floor_of_one_level_is_not_imposed_on_another() -> None:
    this = {"township_public_center_coverage": "10"}
    assert missed(this, level="county") == ["township_public_center_coverage"]
    assert missed(this, level="city") == []
    assert missed(this, level="province") == []


def test_a_floor_is_not_imposed_on_a_year_before_it() -> None:
    this = {"per_pupil_public_funds_special": "6500"}
    assert missed(this, year=2024) == []
    assert missed(this, year=2025) == ["per_pupil_public_funds_special"]


def test_a_threshold_from_memory_is_held_against_nobody() -> None:
    this = {"compulsory_retention": "50", "homework_compliance_rate": "1", "teacher_training_funds_share": "0.1"}
    assert missed(this) == []
    held = assess(metrics_of(SHIPPED, this), "county", 2025)
    assert {item.indicator.id for item in held if not item.met} == set(this)


@given(st.sampled_from(["province", "city", "county"]), st.integers(2012, 2030), st.data())
def test_whatever_the_figures_only_dated_verified_must_list_floors_are_imposed(
    level: str, year: int, data: st.DataObject
) -> None:
    keys = [key for key, entry in SHIPPED.items() if entry.thresholds]
    values = {k: data.draw(st.sampled_from(["-1", "0", "1", "50", "1000"])) for k in keys}
    metrics = metrics_of(SHIPPED, values, dict.fromkeys(keys, "10"))
    for item in shortfalls(metrics, level, year):
        threshold = item.threshold
        assert (threshold.severity, threshold.verified, item.met) == ("must_list", True, False)
        assert threshold.since is not None
        assert threshold.since <= year <= (threshold.until or year)
        assert level in threshold.levels
        assert threshold in item.indicator.floors(level, year)


@pytest.mark.parametrize(
    ("this", "before", "expected"),
    [
        ("32.49", "32.50", ["edu_budget_expenditure"]),
        ("32.50", "32.50", []),
        ("32.51", "32.50", []),
        ("32.497", "32.50", []),
        ("32.494", "32.50", ["edu_budget_expenditure"]),
        ("32.49", None, []),
    ],
)
def test_a_fall_below_last_year_counts_when_a_reader_can_see_it(
    this: str, before: str | None, expected: list[str]
) -> None:
    key = "edu_budget_expenditure"
    assert missed({key: this}, {key: before} if before else None) == expected


def test_a_bound_from_last_year_names_the_fact_it_comes_from() -> None:
    key = "edu_budget_expenditure"
    metrics = metrics_of(SHIPPED, {key: "32.49"}, {key: "32.50"})
    (item,) = shortfalls(metrics, "county", 2025)
    assert item.reference == metrics.get(key, Period.PREVIOUS)
    assert (item.bound, item.bound_text) == (Decimal("32.50"), "32.5亿元")


def test_a_bound_may_be_another_indicator() -> None:
    key, other = "edu_appropriation_growth", "fiscal_recurrent_income_growth"
    for this, met in (("3.1", True), ("3", False), ("2.9", False)):
        metrics = metrics_of(SHIPPED, {key: this, other: "3"})
        (item,) = [i for i in assess(metrics, "county", 2025) if i.indicator.id == key]
        assert (item.met, item.bound, item.reference) == (met, 3, metrics.get(other))
    assert assess(metrics_of(SHIPPED, {key: "3"}), "county", 2025) == []


def test_every_shipped_bound_that_is_an_indicator_has_the_unit_of_the_other() -> None:
    found = [
        (entry, SHIPPED[t.value])
        for entry in SHIPPED.values()
        for t in entry.thresholds
        if isinstance(t.value, str) and t.value not in ("是", "上年")
    ]
    assert found
    assert all(entry.unit == other.unit for entry, other in found)


@pytest.mark.parametrize(
    ("op", "met"),
    [
        (">=", [False, True, True]),
        (">", [False, False, True]),
        ("<=", [True, True, False]),
        ("<", [True, False, False]),
        ("==", [False, True, False]),
    ],
)
def test_each_comparison_means_what_it_says(op: str, met: list[bool]) -> None:
    entry = indicator("rate", "%", "ratio", 2, thresholds=(floor(op, "50"),))
    held = [assess(metrics_of([entry], {"rate": v}), "county", 2025)[0] for v in ("49.9", "50", "50.1")]
    assert [item.met for item in held] == met
    assert {item.bound_text for item in held} == {"50%"}


@pytest.mark.parametrize(
    ("change", "level", "year", "imposed"),
    [
        ({}, "county", 2025, True),
        ({}, "county", 2020, True),
        ({}, "county", 2019, False),
        ({}, "city", 2025, False),
        ({"until": 2024}, "county", 2024, True),
        ({"until": 2024}, "county", 2025, False),
        ({"since": None}, "county", 2025, False),
        ({"verified": False}, "county", 2025, False),
        ({"severity": "target"}, "county", 2025, False),
        ({"severity": "application_standard"}, "county", 2025, False),
        ({"severity": "hint"}, "county", 2025, False),
    ],
)
def test_only_a_dated_verified_floor_of_this_level_and_year_is_imposed(
    change: dict[str, object], level: str, year: int, imposed: bool
) -> None:
    entry = indicator("rate", "%", "ratio", 2, thresholds=(floor(">=", "50", **change),))
    assert bool(shortfalls(metrics_of([entry], {"rate": "40"}), level, year)) == imposed
    assert bool(entry.floors(level, year)) == imposed


def test_the_first_of_two_missed_floors_speaks_for_the_indicator() -> None:
    entry = indicator("rate", "%", "ratio", 2, thresholds=(floor(">=", "50"), floor(">=", "60")))
    metrics = metrics_of([entry], {"rate": "40"})
    assert [i.bound for i in shortfalls(metrics, "county", 2025)] == [50]
    assert [i.bound for i in shortfalls(metrics_of([entry], {"rate": "55"}), "county", 2025)] == [60]


def test_yes_is_asked_only_of_a_yes_no_indicator() -> None:
    done = indicator("done", "是/否", "yes-no", thresholds=(floor("==", "是"),))
    (item,) = assess(metrics_of([done], {"done": "否"}), "county", 2025)
    assert (item.met, item.bound, item.bound_text) == (False, None, "是")
    count = indicator("count", thresholds=(floor("==", "是"),))
    assert assess(metrics_of([count], {"count": "3"}), "county", 2025) == []


def test_an_indicator_without_a_value_is_not_assessed() -> None:
    assert assess(metrics_of(SHIPPED, {}, {"dropout_count": "5"}), "county", 2025) == []
