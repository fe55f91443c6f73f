"""The tables of the examples: metrics in three layouts, and a ledger of problems."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from building.cells import new_sheet, read_rows, rule_table, saved, write_text, write_title

SHEET = "指标"
NUMBERED = ("序号", "指标", "本年", "上年", "单位", "来源", "备注")
LONG = ("指标", "本年", "上年", "单位", "来源")
YEARS = ("本年", "上年")
LEDGER = ("序号", "问题", "整改措施", "责任单位", "完成时限", "进展")


def build_numbered(source: Path, title: str, creator: str) -> bytes:
    """A long sheet with numbered rows, as the bytes of an XLSX, from the CSV ``source``."""
    workbook, sheet = new_sheet(SHEET)
    write_title(sheet, title, len(NUMBERED))
    for column, name in enumerate(NUMBERED, start=1):
        sheet.cell(2, column, name)
    for number, row in enumerate(read_rows(source), start=1):
        for column, name in enumerate(NUMBERED, start=1):
            write_text(sheet, number + 2, column, row[name] if name != "序号" else str(number))
    rule_table(sheet, headers=(2,), widths=(6, 38, 14, 14, 11, 30, 26), left=(2, 6, 7))
    sheet.freeze_panes = "C3"
    return saved(workbook, title, creator)


def build_two_row(source: Path, title: str, creator: str) -> bytes:
    """A long sheet whose header is two rows, 数值 merged over 本年 and 上年, as the bytes of an XLSX."""
    workbook, sheet = new_sheet(SHEET)
    write_title(sheet, title, len(LONG))
    for column, name in enumerate(LONG, start=1):
        if name in YEARS:
            sheet.cell(3, column, name)
        else:
            sheet.cell(2, column, name)
            sheet.merge_cells(start_row=2, start_column=column, end_row=3, end_column=column)
    first = LONG.index(YEARS[0]) + 1
    sheet.cell(2, first, "数值")
    sheet.merge_cells(start_row=2, start_column=first, end_row=2, end_column=first + 1)
    for number, row in enumerate(read_rows(source), start=4):
        for column, name in enumerate(LONG, start=1):
            write_text(sheet, number, column, row[name])
    rule_table(sheet, headers=(2, 3), widths=(40, 14, 14, 11, 26), left=(1, 5))
    sheet.freeze_panes = "B4"
    return saved(workbook, title, creator)


def build_csv(source: Path, title: str, *, mark: bool) -> bytes:
    """A long sheet as CSV: the title, the header, the rows; UTF-8.

    Args:
        mark: whether a byte order mark stands in front, without which a spreadsheet takes the file for GBK.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")  # as spreadsheets save it
    writer.writerow([title, *[""] * (len(LONG) - 1)])
    writer.writerow(LONG)
    writer.writerows([row[name] for name in LONG] for row in read_rows(source))
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8")


def build_wide(source: Path, title: str, creator: str) -> bytes:
    """A row per county, each indicator merged over 本年 and 上年, as the bytes of an XLSX.

    The CSV ``source`` is turned round, a row per indicator and year and a column per county, so that changes to it
    can be read line by line.
    """
    cities, *rows = read_rows(source)
    counties = [name for name in cities if name not in ("指标", "单位", "年度")]
    workbook, sheet = new_sheet("分县指标")
    write_title(sheet, title, 2 + len(rows))
    for column, name in enumerate(("县（市、区）", "所属市"), start=1):
        sheet.cell(2, column, name)
        sheet.merge_cells(start_row=2, start_column=column, end_row=3, end_column=column)
    for number, county in enumerate(counties, start=4):
        sheet.cell(number, 1, county)
        sheet.cell(number, 2, cities[county])
    for pair, (this, last) in enumerate(zip(rows[::2], rows[1::2], strict=True)):
        column = 3 + 2 * pair
        assert (this["年度"], last["年度"]) == YEARS
        assert this["指标"] == last["指标"]
        sheet.cell(2, column, f"{this['指标']}（{this['单位']}）")
        sheet.merge_cells(start_row=2, start_column=column, end_row=2, end_column=column + 1)
        for offset, row in enumerate((this, last)):
            sheet.cell(3, column + offset, YEARS[offset])
            for number, county in enumerate(counties, start=4):
                write_text(sheet, number, column + offset, row[county])
    rule_table(sheet, headers=(2, 3), widths=(14, 11, *[14] * len(rows)), left=(), wrap=True)
    sheet.row_dimensions[2].height = 48
    sheet.freeze_panes = "C4"
    return saved(workbook, title, creator)


def build_ledger(source: Path, title: str, creator: str) -> bytes:
    """A ledger of problems and their rectification, as the bytes of an XLSX."""
    workbook, sheet = new_sheet("整改台账")
    write_title(sheet, title, len(LEDGER))
    for column, name in enumerate(LEDGER, start=1):
        sheet.cell(2, column, name)
    for number, row in enumerate(read_rows(source), start=3):
        for column, name in enumerate(LEDGER, start=1):
            write_text(sheet, number, column, row[name])
    rule_table(sheet, headers=(2,), widths=(6, 34, 56, 26, 16, 12), left=(2, 3), wrap=True)
    sheet.freeze_panes = "A3"
    return saved(workbook, title, creator)
