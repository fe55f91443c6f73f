"""Tables as counties hand them in: two-row and merged headers, units in headers, wide tables, JSON and YAML."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.errors import InputError
from drafter.facts import Metrics, Period, read_metrics, read_regions


def book(path: Path, rows: list[list[Any]], merges: tuple[str, ...] = (), sheet: str = "指标") -> Path:
    workbook = openpyxl.Workbook()
    worksheet = workbook.active
    worksheet.title = sheet
    for row in rows:
        worksheet.append(row)
    for merge in merges:
        worksheet.merge_cells(merge)
    workbook.save(path)
    return path


def told(metrics: Metrics, indicator: str) -> tuple[Any, Any]:
    this, previous = (metrics.get(indicator, period) for period in Period)
    return (this and (this.value, this.cell.cell), previous and (previous.value, previous.cell.cell))


def test_a_two_row_header_with_merged_cells(tmp_path: Path) -> None:
    rows = [
        ["石溪县2025年指标表"],
        ["指标", "数值", None, "单位", "来源"],
        [None, "本年", "上年", None, None],
        ["一般公共预算教育支出", 5.21, 4.98, "亿元", "财政局"],
        ["公办园在园幼儿占比", "52.3%", "50.1%", None, "教育局"],
    ]
    metrics = read_metrics(book(tmp_path / "m.xlsx", rows, ("A1:E1", "B2:C2", "A2:A3", "D2:D3", "E2:E3")))
    assert (metrics.region, metrics.year) == ("石溪县", 2025)
    assert told(metrics, "edu_budget_expenditure") == ((Decimal("5.21"), "B4"), (Decimal("4.98"), "C4"))
    assert told(metrics, "public_kindergarten_share") == ((Decimal("52.3"), "B5"), (Decimal("50.1"), "C5"))


def test_a_second_header_row_may_name_years(tmp_path: Path) -> None:
    rows = [["指标名称", "完成情况", None], [None, "2025年", "2024年"], ["幼儿园总数", 12, 11]]
    metrics = read_metrics(book(tmp_path / "m.xlsx", rows, ("B1:C1",)))
    assert metrics.year == 2025
    assert told(metrics, "kindergartens_total") == ((Decimal(12), "B3"), (Decimal(11), "C3"))


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([["指标", "本年（万元）", "上年（万元）"], ["一般公共预算教育支出", 52100, 49800]], "5.21"),
        ([["单位：万元"], ["指标", "本年", "上年"], ["一般公共预算教育支出", 52100, 49800]], "5.21"),
        ([["指标", "本年", "上年"], ["一般公共预算教育支出（万元）", 52100, 49800]], "5.21"),
        ([["单位：万元"], ["指标", "本年", "上年", "单位"], ["一般公共预算教育支出", 5.21, 4.98, "亿元"]], "5.21"),
        ([["指标", "本年", "上年"], ["一般公共预算教育支出", "５２，１００万元", "4.98亿"]], "5.21"),
    ],
    ids=["in the header", "in the caption", "in the name", "the row beats the caption", "in the cell"],
)
def test_the_unit_may_stand_anywhere(tmp_path: Path, rows: list[list[Any]], value: str) -> None:
    metrics = read_metrics(book(tmp_path / "m.xlsx", rows))
    assert [told(metrics, "edu_budget_expenditure")[n][0] for n in (0, 1)] == [Decimal(value), Decimal("4.98")]


def test_a_caption_in_money_says_nothing_of_counts(tmp_path: Path) -> None:
    rows = [["单位：万元"], ["指标", "本年"], ["幼儿园总数", 12], ["创业补贴发放额", 742.6]]
    metrics = read_metrics(book(tmp_path / "m.xlsx", rows))
    assert told(metrics, "kindergartens_total")[0] == (Decimal(12), "B3")
    assert told(metrics, "startup_subsidy")[0] == (Decimal("742.6"), "B4")


def wide(path: Path) -> Path:
    rows = [
        ["2025年各县（市、区）教育指标"],
        [
            "县（市、区）",
            "一般公共预算教育支出（亿元）",
            None,
            "公办园在园幼儿占比（%）",
            "公办园在园幼儿占比（上年）",
            "图书馆数",
        ],
        [None, "本年", "上年", None, None, None],
        ["石溪县", 5.21, 4.98, 52.3, "50.1%", 3],
        ["望山县", "6.5", "—", None, 48.2, 4],
        ["合计", 11.71, None, None, None, 7],
    ]
    return book(path, rows, ("A1:F1", "B2:C2", "A2:A3"))


def test_a_wide_table_has_a_row_per_region(tmp_path: Path) -> None:
    stone, hill = read_regions(wide(tmp_path / "counties.xlsx"))
    assert (stone.region, hill.region, stone.year) == ("石溪县", "望山县", 2025)
    assert told(stone, "edu_budget_expenditure") == ((Decimal("5.21"), "B4"), (Decimal("4.98"), "C4"))
    assert told(stone, "public_kindergarten_share") == ((Decimal("52.3"), "D4"), (Decimal("50.1"), "E4"))
    assert told(hill, "edu_budget_expenditure") == ((Decimal("6.5"), "B5"), None)
    assert hill.missing["public_kindergarten_share"].cell == "D5"
    assert told(stone, "own_图书馆数")[0] == (Decimal(3), "F4")
    assert any("图书馆数" in notice for notice in stone.notices)


def test_a_region_is_chosen_from_a_wide_table_by_name(tmp_path: Path) -> None:
    path = wide(tmp_path / "counties.xlsx")
    assert read_metrics(path, region="云岭市望山县").region == "望山县"
    with pytest.raises(InputError, match="表中有 2 个地区。请用 --region 写明其中一个：石溪县、望山县"):
        read_metrics(path)
    with pytest.raises(InputError, match="表中没有“清沂县”"):
        read_metrics(path, region="清沂县")


def test_a_bad_cell_of_a_wide_table_is_named(tmp_path: Path) -> None:
    rows = [["地区", "幼儿园总数", "小学数"], ["石溪县", 12, "约三十"]]
    with pytest.raises(InputError, match=r"counties.xlsx!指标!C2：指标“小学数”的本年值“约三十”"):
        read_regions(book(tmp_path / "counties.xlsx", rows))


def test_a_table_without_regions_is_no_wide_table(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有找到一行一个地区的表"):
        read_regions(book(tmp_path / "m.xlsx", [["指标", "本年"], ["幼儿园总数", 12]]))


RECORDS: dict[str, Any] = {
    "rows": [
        {"指标": "一般公共预算教育支出", "本年": "5.21亿元", "上年": 4.98},
        {"指标": "幼儿园总数", "本年": 12, "单位": "所"},
    ],
    "mapping": {
        "地区": "石溪县",
        "年度": 2025,
        "指标": {"一般公共预算教育支出": {"本年": "5.21亿元", "上年": 4.98}, "幼儿园总数": 12},
    },
    "bare mapping": {"一般公共预算教育支出": {"value": 5.21, "prev": 4.98}, "幼儿园总数": 12},
}


@pytest.mark.parametrize("form", RECORDS)
@pytest.mark.parametrize("suffix", ["json", "yaml"])
def test_json_and_yaml_hold_the_same_metrics(tmp_path: Path, form: str, suffix: str) -> None:
    path = tmp_path / f"m.{suffix}"
    data = RECORDS[form]
    text = json.dumps(data, ensure_ascii=False) if suffix == "json" else yaml.safe_dump(data, allow_unicode=True)
    path.write_text(text, encoding="utf-8")
    metrics = read_metrics(path, 2025)
    assert told(metrics, "edu_budget_expenditure") == (
        (Decimal("5.21"), "一般公共预算教育支出.本年"),
        (Decimal("4.98"), "一般公共预算教育支出.上年"),
    )
    assert told(metrics, "kindergartens_total")[0] == (Decimal(12), "幼儿园总数.本年")
    assert str(metrics.facts["kindergartens_total", Period.THIS].cell).startswith(f"m.{suffix}!{suffix.upper()}!")
    if form == "mapping":
        assert metrics.region == "石溪县"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("{", "m.json：不是有效的 JSON。"),
        ("3", "m.json：不是指标表。应为名称到数值的映射，或带“指标”“本年”的列表。"),
        ('{"幼儿园总数": {"本年": [1, 2]}}', "m.json!幼儿园总数：“本年”应为一个值。"),
        (
            '{"幼儿园总数": "约十"}',
            "m.json!JSON!幼儿园总数.本年：指标“幼儿园总数”的本年值“约十”不是确数，请填确切的数。请改为数字；没有数据请留空。",
        ),
    ],
)
def test_bad_records_are_one_clear_line(tmp_path: Path, content: str, line: str) -> None:
    path = tmp_path / "m.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_metrics(path)
    assert str(caught.value) == line


@settings(max_examples=60, deadline=None)
@given(
    values=st.dictionaries(
        st.sampled_from(["幼儿园总数", "小学数", "初中数", "特殊教育学校数"]),
        st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)),
        min_size=2,
    ),
    blank=st.integers(0, 3),
)
def test_long_wide_and_json_tables_say_the_same(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, tuple[int, int]], blank: int
) -> None:
    folder = tmp_path_factory.mktemp("tables")
    rows: list[list[Any]] = [[None]] * blank + [["指标", "本年", "上年"]]
    long = read_metrics(book(folder / "long.xlsx", [*rows, *([name, *pair] for name, pair in values.items())]))
    heads = ["县区", *(part for name in values for part in (name, f"{name}（上年）"))]
    flat = ["石溪县", *(v for pair in values.values() for v in pair)]
    (across,) = read_regions(book(folder / "wide.xlsx", [heads, flat]))
    record = folder / "m.json"
    record.write_text(json.dumps({n: {"本年": a, "上年": b} for n, (a, b) in values.items()}), encoding="utf-8")

    def plain(metrics: Metrics) -> dict[Any, Decimal]:
        return {key: fact.value for key, fact in metrics.facts.items()}

    assert plain(long) == plain(across) == plain(read_metrics(record))
