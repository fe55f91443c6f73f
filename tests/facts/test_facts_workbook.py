"""Metrics files as offices keep them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from facts_helpers import HEADER, change_part, indicator, refusal, write_text, write_xlsx

from drafter.facts import CellRef, Dictionary, Fact, Metrics, Period, load_dictionary, read_metrics

KINDERGARTENS, CHILDREN, BUDGET = "kindergartens_total", "kindergarten_enrolment", "edu_budget_expenditure"
COVERAGE, RATIO, PUPILS, MIX = (
    "inclusive_kindergarten_coverage",
    "kindergarten_teacher_child_ratio",
    "primary_pupil_teacher_ratio",
    "general_vocational_ratio",
)
REPORTED = "npc_edu_report"


def name(key: str) -> str:
    return load_dictionary()[key].name


def fact(metrics: Metrics, key: str, period: Period = Period.THIS) -> Fact:
    found = metrics.get(key, period)
    assert found is not None, (key, period)
    return found


def value(metrics: Metrics, key: str, period: Period = Period.THIS) -> tuple[Decimal, str]:
    """A value and its cell."""
    found = fact(metrics, key, period)
    return found.value, found.cell.cell


def test_a_long_sheet_is_read_with_its_cells(tmp_path: Path) -> None:
    rows = [
        ["云岭市2025年教育事业指标表"],
        HEADER,
        [name(KINDERGARTENS), 120, 118, "所"],
        [name(BUDGET), 32.5, "31.75亿元", "亿元"],
        [name(COVERAGE), 0.935, "92.8%", "%"],
    ]
    path = write_xlsx(tmp_path / "指标.xlsx", rows, merge=["A1:D1"], formats={"B5": "0.0%"})
    metrics = read_metrics(path)
    assert (metrics.file, metrics.region, metrics.year) == ("指标.xlsx", "云岭市", 2025)
    assert value(metrics, KINDERGARTENS) == (120, "B3")
    assert value(metrics, KINDERGARTENS, Period.PREVIOUS) == (118, "C3")
    assert value(metrics, BUDGET) == (Decimal("32.5"), "B4")
    assert value(metrics, BUDGET, Period.PREVIOUS) == (Decimal("31.75"), "C4")
    assert value(metrics, COVERAGE) == (Decimal("93.5"), "B5")
    assert value(metrics, COVERAGE, Period.PREVIOUS) == (Decimal("92.8"), "C5")
    assert str(fact(metrics, BUDGET).cell) == "指标.xlsx!指标表!B4"
    assert fact(metrics, BUDGET, Period.PREVIOUS).raw == "31.75亿元"
    assert metrics.ids() == [KINDERGARTENS, BUDGET, COVERAGE]
    assert (metrics.notices, metrics.conflicts, metrics.missing) == ([], [], {})
    assert metrics.rows[BUDGET] == name(BUDGET)
    assert metrics.indicator(BUDGET).name == name(BUDGET)


TABLE = '云岭市2025年指标\n指标,本年,上年,单位\n{a},"1,204",1198,所\n\n{b},32.5,31.75,亿元\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_csv_is_read_in_any_encoding_of_an_office(tmp_path: Path, encoding: str, newline: str) -> None:
    text = TABLE.format(a=name(KINDERGARTENS), b=name(BUDGET)).replace("\n", newline)
    metrics = read_metrics(write_text(tmp_path / "指标.csv", text, encoding))
    assert (metrics.region, metrics.year) == ("云岭市", 2025)
    assert value(metrics, KINDERGARTENS) == (1204, "B3")
    assert value(metrics, BUDGET, Period.PREVIOUS) == (Decimal("31.75"), "C5")
    assert str(fact(metrics, BUDGET).cell) == "指标.csv!CSV!B5"


@pytest.mark.parametrize("mark", [",", ";", "\t", "，"])
@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".CSV"])
def test_the_delimiter_of_a_csv_is_found(tmp_path: Path, mark: str, suffix: str) -> None:
    text = mark.join(["指标", "本年"]) + "\n" + mark.join([name(KINDERGARTENS), "12"])
    assert value(read_metrics(write_text(tmp_path / f"m{suffix}", text)), KINDERGARTENS) == (12, "B2")


@pytest.mark.parametrize("mark", [";", "\t"])
def test_grouping_commas_do_not_pass_for_the_delimiter(tmp_path: Path, mark: str) -> None:
    text = mark.join(["指标", "本年"]) + "\n" + mark.join([name(CHILDREN), "1,234,567"])
    assert value(read_metrics(write_text(tmp_path / "m.csv", text)), CHILDREN) == (1234567, "B2")


@pytest.mark.parametrize(
    ("title", "region", "year"),
    [
        ("云岭市2025年教育指标", "云岭市", 2025),
        ("青山自治县 2024 年教育指标", "青山自治县", 2024),
        ("临江省教育指标（2023年）", "临江省", 2023),
        ("教育指标表", "", 0),
    ],
)
def test_the_title_names_region_and_year(tmp_path: Path, title: str, region: str, year: int) -> None:
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", [[title], HEADER, [name(KINDERGARTENS), 1, 1, "所"]]))
    assert (metrics.region, metrics.year) == (region, year)


def test_a_year_the_user_names_beats_the_title(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "m.xlsx", [["云岭市2025年指标"], HEADER, [name(KINDERGARTENS), 1, 1, "所"]])
    assert read_metrics(path, 2024).year == 2024


@pytest.mark.parametrize(
    ("header", "asked", "year", "this", "previous"),
    [
        (["指标", "2025年", "2024年"], None, 2025, 10, 20),
        (["指标", "2024年", "2025年"], None, 2025, 20, 10),
        (["指标", "2025年度", "2024"], None, 2025, 10, 20),
        (["指标", "2025年", "2024年"], 2024, 2024, 20, None),
        (["指标", "2024年", "2022年"], None, 2024, 10, None),
        (["指标", "本年", "2024年"], None, 0, 10, None),
        (["指标", "本年", "2024年"], 2025, 2025, 10, 20),
        (["指 标", "本年（值）", "去 年"], None, 0, 10, 20),
        (["项目", "完成值", "上年同期"], None, 0, 10, 20),
    ],
)
def test_the_header_tells_the_years_apart(
    tmp_path: Path, header: list[str], asked: int | None, year: int, this: int, previous: int | None
) -> None:
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", [header, [name(KINDERGARTENS), 10, 20]]), asked)
    assert metrics.year == year
    assert fact(metrics, KINDERGARTENS).value == this
    before = metrics.get(KINDERGARTENS, Period.PREVIOUS)
    assert (before and before.value) == previous


def test_a_table_of_other_years_is_not_taken_for_the_asked_one(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "m.xlsx", [["指标", "2025年", "2024年"], [name(KINDERGARTENS), 10, 20]])
    assert refusal(path, 2023) == "m.xlsx：没有找到指标表的表头。需要一行表头，至少有“指标”和“本年”（或“2023年”）两列。"


def test_columns_stand_in_any_order_and_may_be_absent(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "m.xlsx",
        [["序号", "单位", "来源", "本年", "指标名称"], [1, "所", "规划科", 12, name(KINDERGARTENS)]],
    )
    metrics = read_metrics(path)
    assert value(metrics, KINDERGARTENS) == (12, "D2")
    assert metrics.get(KINDERGARTENS, Period.PREVIOUS) is None


def test_an_alias_brackets_and_the_id_all_name_an_indicator(tmp_path: Path) -> None:
    rows = [["指标", "本年"], ["GDP", 100], ["普职比 （招生）", "55:45"], [KINDERGARTENS, 3]]
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", rows))
    assert metrics.ids() == ["gdp", MIX, KINDERGARTENS]
    assert metrics.rows["gdp"] == "GDP"
    assert metrics.notices == []


def test_group_rows_and_a_repeated_header_are_no_indicators(tmp_path: Path) -> None:
    rows = [
        HEADER,
        ["一、学前教育"],
        [name(KINDERGARTENS), 12, 11, "所"],
        ["（二）经费"],
        HEADER,
        ["学前教育经费情况"],
        [name(BUDGET), 3, 2, "亿元"],
    ]
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", rows, merge=["A6:D6"]))
    assert metrics.ids() == [KINDERGARTENS, BUDGET]
    assert (metrics.missing, metrics.notices) == ({}, [])


def test_a_name_over_two_merged_columns_is_an_indicator(tmp_path: Path) -> None:
    rows = [["指标", None, "本年"], [name(KINDERGARTENS), None, 12]]
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", rows, merge=["A1:B1", "A2:B2"]))
    assert value(metrics, KINDERGARTENS) == (12, "C2")


def test_a_numbered_row_with_a_figure_is_an_indicator(tmp_path: Path) -> None:
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", [HEADER, ["一、示范园", 4, None, "所"]]))
    assert value(metrics, "own_一示范园") == (4, "B2")


def test_the_caption_gives_the_unit_of_rows_without_one(tmp_path: Path) -> None:
    rows = [
        ["云岭市2025年", None, "（单位：万元）"],
        HEADER,
        [name(BUDGET), 325000, 310000, None],
        [name("gdp"), 20, 19, "亿元"],
    ]
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", rows))
    assert value(metrics, BUDGET) == (Decimal("32.5"), "B3")
    assert value(metrics, "gdp") == (20, "B4")
    assert fact(metrics, BUDGET).decimals == 1


@pytest.mark.parametrize("caption", ["教育指标", "单位：所、人、万元"])
def test_a_caption_without_one_known_unit_gives_none(tmp_path: Path, caption: str) -> None:
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", [[caption], HEADER, [name(BUDGET), 32.5, 31, "—"]]))
    assert value(metrics, BUDGET) == (Decimal("32.5"), "B3")


@pytest.mark.parametrize(
    ("typed", "unit", "expected", "decimals"),
    [
        ("3217.77万元", "亿元", "0.321777", 6),
        (321777, "元", "0.00321777", 8),
        (32177, "万元", "3.2177", 4),
        ("3.2万亿元", None, "32000", 0),
        ("5亿", "万元", "5", 0),
        ("5万", None, "0.0005", 4),
        (5, None, "5", 0),
    ],
)
def test_a_value_is_converted_to_the_unit_of_its_indicator(
    tmp_path: Path, typed: object, unit: str | None, expected: str, decimals: int
) -> None:
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", [HEADER, [name(BUDGET), typed, None, unit]]))
    found = fact(metrics, BUDGET)
    assert (found.value, found.decimals) == (Decimal(expected), decimals)


def test_a_bare_scale_means_that_many_of_the_base_unit(tmp_path: Path) -> None:
    rows = [HEADER, [name("population_resident"), "12.3万", None, "万人"], [name(CHILDREN), "1.2万", None, "人"]]
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", rows))
    assert fact(metrics, "population_resident").value == Decimal("12.3")
    assert fact(metrics, CHILDREN).value == 12000


def test_a_value_that_does_not_end_is_cut_where_nobody_prints_it(tmp_path: Path) -> None:
    metrics = read_metrics(
        write_xlsx(tmp_path / "m.xlsx", [HEADER, [name("kindergarten_outdoor_area"), "0.01亩", None, None]])
    )
    found = fact(metrics, "kindergarten_outdoor_area")
    assert (found.value, found.decimals) == (Decimal("6.6666666667"), 10)


def test_a_figure_has_sixteen_digits_before_the_point_at_most(tmp_path: Path) -> None:
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", [HEADER, [name(CHILDREN), "9" * 16, None, "人"]]))
    assert fact(metrics, CHILDREN).value == 10**16 - 1
    path = write_xlsx(tmp_path / "m.xlsx", [HEADER, [name(CHILDREN), "1" + "0" * 16, None, "人"]])
    assert "位数过多" in refusal(path)


def test_an_own_indicator_is_kept_with_its_unit_and_a_notice(tmp_path: Path) -> None:
    rows = [
        HEADER,
        ["夏令营地", 7, 6, "处"],
        ["研学经费", "12.5万元", None, None],
        ["夏令营占比", 0.5, None, "%"],
        ["研学指数", 3.2, None, None],
    ]
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", rows, formats={"B4": "0%"}))
    kinds = {key: (metrics.dictionary[key].unit.symbol, metrics.dictionary[key].kind) for key in metrics.ids()}
    assert kinds == {
        "own_夏令营地": ("处", "count"),
        "own_研学经费": ("万元", "money"),
        "own_夏令营占比": ("%", "ratio"),
        "own_研学指数": ("", "count"),
    }
    assert all(metrics.dictionary[key].own for key in metrics.ids())
    assert metrics.dictionary["own_夏令营占比"].change == "pp"
    assert value(metrics, "own_夏令营地", Period.PREVIOUS) == (6, "C2")
    assert fact(metrics, "own_夏令营占比").value == 50
    assert metrics.notices[0] == "指标表!A2 的“夏令营地”不在指标库中，按自定义指标保留。"
    assert len(metrics.notices) == 4
    assert KINDERGARTENS in metrics.dictionary


def test_a_near_name_is_offered_and_never_taken(tmp_path: Path) -> None:
    near = name("population_resident") + "口"
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", [HEADER, [near, 7, 6, "万人"]]))
    assert metrics.get("population_resident") is None
    assert metrics.ids() == [f"own_{near}"]
    (notice,) = metrics.notices
    assert notice.startswith(f"指标表!A2 的“{near}”不在指标库中，按自定义指标保留；")
    assert notice.endswith(f"；如果它就是“{name('population_resident')}”，请改用这个名称。")


def test_an_own_indicator_in_two_rows_is_one(tmp_path: Path) -> None:
    metrics = read_metrics(
        write_xlsx(tmp_path / "m.xlsx", [HEADER, ["研学基地", 7, 6, "处"], ["研学 基地", 8, 6, "处"]])
    )
    assert metrics.ids() == ["own_研学基地"]
    assert len(metrics.notices) == 1
    assert [c.indicator for c in metrics.conflicts] == ["own_研学基地"]


@pytest.mark.parametrize("blank", [None, "—", "无", "/", " "])
def test_a_row_without_a_value_this_year_is_missing_whatever_last_year_says(tmp_path: Path, blank: str | None) -> None:
    rows = [HEADER, [name(KINDERGARTENS), blank, 118, "所"], [name(CHILDREN), 5, blank, "人"]]
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", rows))
    assert metrics.missing == {KINDERGARTENS: CellRef("m.xlsx", "指标表", "B2")}
    assert metrics.get(KINDERGARTENS) is None
    assert value(metrics, KINDERGARTENS, Period.PREVIOUS) == (118, "C2")
    assert metrics.ids() == [CHILDREN]


@pytest.mark.parametrize("values", [(None, 12), (12, None)])
def test_a_row_without_a_value_does_not_count_beside_one_with(
    tmp_path: Path, values: tuple[int | None, int | None]
) -> None:
    rows = [HEADER, *([name(KINDERGARTENS), typed, None, "所"] for typed in values)]
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", rows))
    assert metrics.missing == {}
    assert fact(metrics, KINDERGARTENS).value == 12


def test_not_applicable_is_declared_for_this_year_only(tmp_path: Path) -> None:
    rows = [HEADER, [name(KINDERGARTENS), "不适用", 118, "所"], [name(CHILDREN), 5, "不适用", "人"]]
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", rows))
    assert metrics.not_applicable == {KINDERGARTENS}
    assert metrics.missing == {}
    assert metrics.get(CHILDREN, Period.PREVIOUS) is None


def test_a_sheet_of_declarations_alone_is_a_metrics_file(tmp_path: Path) -> None:
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", [HEADER, [name(KINDERGARTENS), "不适用", None, None]]))
    assert metrics.not_applicable == {KINDERGARTENS}


def test_a_value_given_twice_alike_is_no_conflict(tmp_path: Path) -> None:
    rows = [HEADER, [name(BUDGET), "32.5亿元", 31, "亿元"], [name(BUDGET), "325000万元", "31.0", None]]
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", rows))
    assert metrics.conflicts == []
    assert value(metrics, BUDGET) == (Decimal("32.5"), "B2")


def test_a_value_given_twice_differently_is_a_conflict_with_both_cells(tmp_path: Path) -> None:
    rows = [HEADER, [name(BUDGET), 32.5, 31, "亿元"], [name(BUDGET), 32.6, 31, "亿元"]]
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", rows))
    (conflict,) = metrics.conflicts
    assert (conflict.indicator, conflict.period) == (BUDGET, Period.THIS)
    assert (conflict.first.value, conflict.first.cell.cell) == (Decimal("32.5"), "B2")
    assert (conflict.second.value, conflict.second.cell.cell) == (Decimal("32.6"), "B3")
    assert fact(metrics, BUDGET) == conflict.first


@pytest.mark.parametrize(
    ("key", "typed", "expected", "kept"),
    [
        (RATIO, "1:13.4", "13.4", "1:13.4"),
        (RATIO, "13.4", "13.4", ""),
        (PUPILS, "16.25：1", "16.25", "16.25:1"),
        (MIX, "55:45", "0.55", "55:45"),
        (MIX, "5比5", "0.5", "5:5"),
    ],
)
def test_a_proportion_is_read_as_typed(tmp_path: Path, key: str, typed: str, expected: str, kept: str) -> None:
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", [HEADER, [name(key), typed, None, None]]))
    found = fact(metrics, key)
    assert (found.value, found.typed, found.raw) == (Decimal(expected), kept, typed)


@pytest.mark.parametrize(("typed", "expected"), [("是", 1), ("√", 1), ("已", 1), ("否", 0), ("没有", 0)])
def test_yes_and_no_are_facts(tmp_path: Path, typed: str, expected: int) -> None:
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", [HEADER, [name(REPORTED), typed, "是", "是/否"]]))
    assert value(metrics, REPORTED) == (expected, "B2")
    assert value(metrics, REPORTED, Period.PREVIOUS) == (1, "C2")


def test_every_visible_table_is_read_and_hidden_sheets_are_not(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, key, typed in (
        ("学前", KINDERGARTENS, 12),
        ("经费", BUDGET, 3),
        ("草稿", CHILDREN, 999),
        ("说明", "", None),
    ):
        sheet = book.create_sheet(title)
        if key:
            sheet.append([f"云岭市{2025 if title == '学前' else 2020}年"])
            sheet.append(HEADER)
            sheet.append([name(key), typed])
        else:
            sheet.append(["填报说明"])
    book["草稿"].sheet_state = "hidden"
    book.remove(book.worksheets[0])
    book.save(tmp_path / "m.xlsx")
    metrics = read_metrics(tmp_path / "m.xlsx")
    assert metrics.ids() == [KINDERGARTENS, BUDGET]
    assert [str(f.cell) for f in metrics.facts.values()] == ["m.xlsx!学前!B3", "m.xlsx!经费!B3"]
    assert (metrics.region, metrics.year) == ("云岭市", 2025)


def test_a_formula_is_read_with_the_value_it_had(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "m.xlsx", [HEADER, [name(KINDERGARTENS), "=6*2", None, "所"]])
    change_part(path, "xl/worksheets/sheet1.xml", "<f>6*2</f><v></v>", "<f>6*2</f><v>12</v>")
    assert value(read_metrics(path), KINDERGARTENS) == (12, "B2")


def test_a_formula_that_came_to_an_empty_text_is_missing(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "m.xlsx", [HEADER, [name(KINDERGARTENS), "=1", None, "所"]])
    change_part(path, "xl/worksheets/sheet1.xml", '<c r="B2"><f>1</f><v></v>', '<c r="B2" t="str"><f>1</f><v></v>')
    assert read_metrics(path).missing == {KINDERGARTENS: CellRef("m.xlsx", "指标表", "B2")}


def test_a_formula_outside_the_value_columns_does_not_matter(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "m.xlsx", [[*HEADER, "备注"], [name(KINDERGARTENS), 12, None, "所", "=1+1"]])
    assert value(read_metrics(path), KINDERGARTENS) == (12, "B2")


def test_a_table_far_to_the_right_has_cells_with_two_letters(tmp_path: Path) -> None:
    pad = [None] * 26
    path = write_xlsx(tmp_path / "m.xlsx", [[*pad, *HEADER], [*pad, name(KINDERGARTENS), 12, 11, "所"]])
    assert value(read_metrics(path), KINDERGARTENS) == (12, "AB2")


def test_other_indicators_can_be_recognised(tmp_path: Path) -> None:
    known = Dictionary([indicator("bases", "处", name="研学基地")])
    metrics = read_metrics(write_xlsx(tmp_path / "m.xlsx", [HEADER, ["研学基地", 7, 6, "处"]]), dictionary=known)
    assert (metrics.ids(), metrics.notices) == (["bases"], [])
