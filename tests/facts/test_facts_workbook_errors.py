"""A metrics file that cannot be used is refused in one Chinese line that names the cell."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from facts_helpers import HEADER, refusal, write_text, write_xlsx

from drafter.errors import InputError
from drafter.facts import Period, load_dictionary, read_metrics, read_region_rows

BUDGET = load_dictionary()["edu_budget_expenditure"].name
_BEYOND = "位数过多，不像统计数。请改为数字；没有数据请留空。"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "没有.xlsx"
    assert refusal(path) == f"{path}：找不到文件。请核对路径和文件名。"
    assert "找不到文件" in refusal(tmp_path / "没有.csv")


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_folder_is_no_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"m{suffix}"
    path.mkdir()
    assert refusal(path) == f"{path}：这是文件夹，需要一个文件。"


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("m.pdf", b"%PDF", "m.pdf：指标表需要 .xlsx、.csv、.json 或 .yaml 文件。"),
        ("m", b"", "m：指标表需要 .xlsx、.csv、.json 或 .yaml 文件。"),
        ("m.xls", OLE, "m.xls：旧版 .xls 不能直接读取。请在 WPS 或 Excel 中另存为 .xlsx。"),
        (
            "m.xlsx",
            OLE,
            "m.xlsx：文件已加密，或是旧版格式，不是 .xlsx。请在 WPS 或 Word/Excel 中去掉密码，另存为 .xlsx。",
        ),
        ("m.xlsx", b"", "m.xlsx：文件是空的（0 字节）。请重新导出或重新下载。"),
        ("m.xlsx", b"PK\x03\x04 cut", "m.xlsx：不是有效的 .xlsx 文件，或已损坏。请重新导出后再试。"),
        ("m.xlsx", "指标,本年".encode(), "m.xlsx：不是有效的 .xlsx 文件，或已损坏。请重新导出后再试。"),
        ("m.csv", b"", "m.csv：文件是空的。"),
        ("m.csv", b" \r\n \n", "m.csv：文件是空的。"),
        ("m.csv", b"a\x00b\xff\xff", "m.csv：不是文本文件，或编码无法识别。请另存为 UTF-8 编码的文本。"),
        (
            "m.csv",
            "指标,本年\n甲,1\n".encode() + b'"' + b"a" * 200_000,
            "m.csv：不是有效的 CSV 文件。请检查引号是否成对。",
        ),
        ("m.csv", "指标,本年\n".encode(), "m.csv：指标表里没有任何一行数据。"),
        ("m.csv", "甲,乙\n1,2\n".encode(), "m.csv：没有找到指标表的表头。需要一行表头，至少有“指标”和“本年”两列。"),
        (
            "m.csv",
            "指标,来源\n甲,2\n".encode(),
            "m.csv：没有找到指标表的表头。需要一行表头，至少有“指标”和“本年”两列。",
        ),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes, line: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path) == line


def test_a_package_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert refusal(path) == "m.xlsx：不是 .xlsx 文件（缺少 xl/workbook.xml）。请核对文件格式。"


@pytest.mark.parametrize("content", ["", "<", "<workbook/>", "no xml"])
def test_a_package_with_a_broken_workbook_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "m.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", content)
    assert refusal(path) == "m.xlsx：不是有效的 .xlsx 文件，或已损坏。请另存一份再试。"


def test_a_package_cut_short_inside_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "m.xlsx", [HEADER, [BUDGET, 1, 1, "亿元"]])
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        part = package.getinfo("xl/worksheets/sheet1.xml")
    start = part.header_offset + 30 + len(part.filename)
    content[start + 5 : start + 25] = bytes(20)
    path.write_bytes(content)
    assert refusal(path) == "m.xlsx：不是有效的 .xlsx 文件，或已损坏。请另存一份再试。"


def test_an_empty_sheet_has_no_header(tmp_path: Path) -> None:
    assert "没有找到指标表的表头" in refusal(write_xlsx(tmp_path / "m.xlsx", []))


def test_a_header_below_the_twentieth_row_is_none(tmp_path: Path) -> None:
    rows = [["说明"]] * 20 + [HEADER, [BUDGET, 1, 1, "亿元"]]
    assert "没有找到指标表的表头" in refusal(write_xlsx(tmp_path / "m.xlsx", rows))


def test_a_header_without_rows_has_no_data(tmp_path: Path) -> None:
    rows = [HEADER, ["一、学前教育"], [None, 5]]
    assert refusal(write_xlsx(tmp_path / "m.xlsx", rows)) == "m.xlsx：指标表里没有任何一行数据。"


def test_a_sheet_with_formats_to_the_end_of_the_world_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表"
    sheet.append(HEADER)
    sheet["D600000"] = 1
    book.save(tmp_path / "m.xlsx")
    assert refusal(tmp_path / "m.xlsx") == "m.xlsx!表：表格过大。请删除数据区以外的格式和空行。"


NAMES = {
    key: load_dictionary()[key].name
    for key in ("kindergarten_teacher_child_ratio", "general_vocational_ratio", "npc_edu_report")
}


@pytest.mark.parametrize(
    ("name", "this", "previous", "unit", "cell", "reason"),
    [
        (BUDGET, "待核", 1, "亿元", "B2", f"指标“{BUDGET}”的本年值“待核”不是数字。请改为数字；没有数据请留空。"),
        (
            BUDGET,
            1,
            "约30",
            "亿元",
            "C2",
            f"指标“{BUDGET}”的上年值“约30”不是确数，请填确切的数。请改为数字；没有数据请留空。",
        ),
        (
            BUDGET,
            "#REF!",
            1,
            "亿元",
            "B2",
            f"指标“{BUDGET}”的本年值“#REF!”是表格公式的错误值。请改为数字；没有数据请留空。",
        ),
        (BUDGET, "=1+1", 1, None, "B2", "公式没有保存计算结果。请用 WPS 或 Excel 打开后保存，或直接填数值。"),
        (BUDGET, 1, "=B2", None, "C2", "公式没有保存计算结果。请用 WPS 或 Excel 打开后保存，或直接填数值。"),
        (BUDGET, "是", 1, None, "B2", f"指标“{BUDGET}”的本年值“是”不是数字。"),
        (BUDGET, "1:3", 1, None, "B2", f"指标“{BUDGET}”的本年值“1:3”是比，而该指标的单位是“亿元”。"),
        (BUDGET, 1e30, 1, None, "B2", f"指标“{BUDGET}”的本年值“1{'0' * 29}…”{_BEYOND}"),
        (BUDGET, "9" * 40, 1, None, "B2", f"指标“{BUDGET}”的本年值“{'9' * 30}…”{_BEYOND}"),
        (NAMES["npc_edu_report"], 3, "是", None, "B2", f"指标“{NAMES['npc_edu_report']}”的本年值“3”应填“是”或“否”。"),
        (
            NAMES["kindergarten_teacher_child_ratio"],
            "2:3",
            None,
            None,
            "B2",
            f"指标“{NAMES['kindergarten_teacher_child_ratio']}”的本年值“2:3”应写成 1:x 的形式。",
        ),
        (
            NAMES["general_vocational_ratio"],
            1.2,
            None,
            None,
            "B2",
            f"指标“{NAMES['general_vocational_ratio']}”的本年值“1.2”应写成比的形式，如 55:45。",
        ),
        ("研学\n基地", "若干", None, "处", "B2", "指标“研学 基地”的本年值“若干”不是数字。请改为数字；没有数据请留空。"),
    ],
)
def test_a_bad_cell_is_named(
    tmp_path: Path, name: str, this: Any, previous: Any, unit: str | None, cell: str, reason: str
) -> None:
    path = write_xlsx(tmp_path / "坏.xlsx", [HEADER, [name, this, previous, unit]], sheet="表一")
    assert refusal(path) == f"坏.xlsx!表一!{cell}：{reason}"


def test_a_bad_cell_of_a_csv_is_named_by_its_row(tmp_path: Path) -> None:
    path = write_text(tmp_path / "坏.csv", f'\n指标,本年\n"甲\n乙",1\n{BUDGET},待核\n')
    assert refusal(path).startswith("坏.csv!CSV!B4：")


def test_a_date_in_a_value_cell_is_refused(tmp_path: Path) -> None:
    import datetime

    path = write_xlsx(tmp_path / "m.xlsx", [HEADER, [BUDGET, datetime.date(2025, 3, 1), None, None]])
    assert refusal(path).startswith(f"m.xlsx!指标表!B2：指标“{BUDGET}”的本年值“2025-03-01 00:00:00”是日期")


# --- units --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("this", "previous", "unit", "left", "problem", "kind"),
    [
        ("3光年", 1, None, "B2", "的本年值“3光年”中“光年”不是认识的单位", "strange"),
        (1, 1, "光年", "D2", "的单位“光年”不认识", "strange"),
        (1, None, "所", "B2", "的本年值的单位“所”与指标的单位“亿元”不符", "wrong"),
        ("3亿元", "12%", None, "C2", "的上年值的单位“%”与指标的单位“亿元”不符", "wrong"),
    ],
)
def test_a_figure_in_a_wrong_unit_is_left_out_and_the_rest_is_read(
    tmp_path: Path, this: Any, previous: Any, unit: str | None, left: str, problem: str, kind: str
) -> None:
    rows = [HEADER, [BUDGET, this, previous, unit], [NAMES["npc_edu_report"], "是", None, None]]
    read = read_metrics(write_xlsx(tmp_path / "坏.xlsx", rows, sheet="表一"))
    (item,) = read.left_out
    assert (item.name, str(item.cell), item.problem, item.kind) == (BUDGET, f"坏.xlsx!表一!{left}", problem, kind)
    assert read.get("npc_edu_report") is not None
    expected = left == "C2"  # this year's figure stands
    assert (read.get("edu_budget_expenditure") is not None, "edu_budget_expenditure" in read.missing) == (
        expected,
        not expected,
    )
    assert (read.get("edu_budget_expenditure", Period.PREVIOUS) is not None) == (left == "B2" and previous is not None)


def test_a_unit_beside_an_empty_row_says_nothing(tmp_path: Path) -> None:
    read = read_metrics(write_xlsx(tmp_path / "m.xlsx", [HEADER, [BUDGET, "—", None, "光年"]]))
    assert read.left_out == []
    assert list(read.missing) == ["edu_budget_expenditure"]


def test_a_wrong_unit_in_one_county_is_its_own_row_s(tmp_path: Path) -> None:
    rows = [["县（市、区）", BUDGET, "小学数（所）"], ["甲县", "31亿元", "12"], ["乙县", "31所", "13"]]
    first, second = (m for _, m in read_region_rows(write_xlsx(tmp_path / "m.xlsx", rows)))
    assert not isinstance(first, InputError)
    assert not isinstance(second, InputError)
    assert (len(first.left_out), len(second.left_out)) == (0, 1)
    assert list(second.missing) == ["edu_budget_expenditure"]


SATISFACTION = "群众满意度"


@pytest.mark.parametrize(
    ("this", "previous", "unit", "symbol", "values", "left"),
    [
        ("92.4分", "91.0分", None, "分", ["92.4", "91.0"], []),
        (92.4, 91, "分", "分", ["92.4", "91"], []),
        ("92.4%", "91.0%", None, "%", ["92.4", "91.0"], []),
        (92.4, 91, None, "%", ["92.4", "91"], []),
        ("92.4分", "91.0%", None, "分", ["92.4", None], ["other"]),
        ("92.4%", "91.0分", None, "%", ["92.4", None], ["other"]),
        ("92.4所", None, None, "%", [None, None], ["wrong"]),
    ],
)
def test_satisfaction_is_a_percentage_or_a_score_and_never_both(
    tmp_path: Path, this: Any, previous: Any, unit: str | None, symbol: str, values: list[str | None], left: list[str]
) -> None:
    read = read_metrics(write_xlsx(tmp_path / "m.xlsx", [HEADER, [SATISFACTION, this, previous, unit]]))
    assert read.dictionary["social_recognition"].unit.symbol == symbol
    facts = [read.get("social_recognition", period) for period in Period]
    assert [fact and f"{fact.value}" for fact in facts] == values
    assert [item.kind for item in read.left_out] == left
    assert bool(read.notices) == (symbol == "分")
    scored = symbol == "分"
    assert (read.dictionary["social_recognition"].thresholds == ()) == scored
    assert load_dictionary()["social_recognition"].unit.symbol == "%"
