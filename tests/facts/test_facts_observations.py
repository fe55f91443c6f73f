"""Tables with a line for every value: indicator, year, region, value, unit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from facts_helpers import write_text, write_xlsx

from drafter.errors import InputError
from drafter.facts import Period, read_metrics

HEAD = "指标,年份,地区,数值,单位\n"
TWO_YEARS = HEAD + "在园幼儿数,2024,溪临县,5100,人\n在园幼儿数,2025,溪临县,5200,人\n常住人口,2025年,溪临县,32.6,万人\n"


def test_this_and_last_year_stand_side_by_side(tmp_path: Path) -> None:
    metrics = read_metrics(write_text(tmp_path / "m.csv", TWO_YEARS))
    this, last = (metrics.get("kindergarten_enrolment", period) for period in (Period.THIS, Period.PREVIOUS))
    assert this is not None
    assert last is not None
    assert (this.value, this.cell.cell) == (Decimal(5200), "D3")
    assert (last.value, last.cell.cell) == (Decimal(5100), "D2")
    assert (metrics.region, metrics.year) == ("溪临县", 2025)


def test_the_year_asked_for_is_the_one_reported(tmp_path: Path) -> None:
    metrics = read_metrics(write_text(tmp_path / "m.csv", TWO_YEARS), 2024)
    fact = metrics.get("kindergarten_enrolment")
    assert fact is not None
    assert fact.value == 5100
    assert any("不是 2023、2024 年的数" in notice for notice in metrics.notices)


def test_values_of_other_regions_are_not_taken(tmp_path: Path) -> None:
    text = HEAD + "在园幼儿数,2025,甲县,800,人\n在园幼儿数,2025,泓州市,5200,人\n在园幼儿数,2025,乙县,700,人\n"
    fact = read_metrics(write_text(tmp_path / "m.csv", text), region="泓州市").get("kindergarten_enrolment")
    assert fact is not None
    assert fact.value == 5200
    whole = text.replace("泓州市", "全市")
    fact = read_metrics(write_text(tmp_path / "m.csv", whole), region="泓州市").get("kindergarten_enrolment")
    assert fact is not None
    assert fact.value == 5200


def test_a_workbook_without_regions_and_with_years_as_numbers(tmp_path: Path) -> None:
    rows = [
        ["指标名称", "年度", "数值", "计量单位"],
        ["在园幼儿数", 2025, 5200, "人"],
        ["在园幼儿数", 2024.0, 5100, "人"],
    ]
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", rows))
    last = metrics.get("kindergarten_enrolment", Period.PREVIOUS)
    assert last is not None
    assert (last.value, last.cell.cell) == (Decimal(5100), "C3")


@pytest.mark.parametrize(
    ("text", "region", "year", "told"),
    [
        (HEAD + "在园幼儿数,2025,甲县,800,人\n在园幼儿数,2025,乙县,700,人\n", "", None, "表中有 2 个地区"),
        (HEAD + "在园幼儿数,2025,甲县,800,人\n", "丙县", None, "表中没有“丙县”"),
        (TWO_YEARS, "溪临县", 2023, "表中没有 2023 年的数"),
        (TWO_YEARS + "小学数,近年,溪临县,32,所\n", "溪临县", None, "CSV!B5"),
    ],
)
def test_what_cannot_be_told_is_said(tmp_path: Path, text: str, region: str, year: int | None, told: str) -> None:
    path = write_text(tmp_path / "m.csv", text)
    with pytest.raises(InputError) as caught:
        read_metrics(path, year, region=region)
    assert told in str(caught.value)


def test_a_value_told_twice_otherwise_is_a_conflict(tmp_path: Path) -> None:
    text = TWO_YEARS + "在园幼儿数,2025,溪临县,5300,人\n"
    (conflict,) = read_metrics(write_text(tmp_path / "m.csv", text)).conflicts
    assert {conflict.first.cell.cell, conflict.second.cell.cell} == {"D3", "D5"}


def test_what_is_told_of_others_is_kept_apart(tmp_path: Path) -> None:
    text = (
        HEAD + "在园幼儿数,2025,泓州市,5200,人\n在园幼儿数,2024,泓州市,5100,人\n在园幼儿数,2022,泓州市,4900,人\n"
        "在园幼儿数,2025,甲县,800,人\n毛入园率,2025,全省平均,93.6,%\n在园幼儿数,2025,乙县,待定,人\n在园幼儿数,,丙县,700,人\n"
    )
    metrics = read_metrics(write_text(tmp_path / "m.csv", text), region="泓州市")
    told = [(one.region, one.year, one.value, one.unit.symbol, one.cell.cell) for one in metrics.observations]
    assert told == [
        ("", 2022, Decimal(4900), "人", "D4"),
        ("甲县", 2025, Decimal(800), "人", "D5"),
        ("全省平均", 2025, Decimal("93.6"), "%", "D6"),
    ]


def test_the_other_rows_of_a_wide_table_are_those_of_others(tmp_path: Path) -> None:
    heads = ["县（市、区）", "在园幼儿数（人）", "小学数（所）"]
    rows = [["2025年各县指标"], heads, ["甲县", 800, 12], ["乙县", 700, None]]
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", rows), region="甲县")
    assert [(one.region, one.year, one.value) for one in metrics.observations] == [("乙县", 2025, Decimal(700))]
