"""Sheets of any supported file as plain grids of cells with addresses."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.files.packages import check_office_package
from drafter.files.text import read_text

__all__ = ["Cell", "Sheet", "column_letter", "read_sheets"]

_MAX_CELLS = 2_000_000


@dataclass(frozen=True)
class Cell:
    """A value as the file holds it, with the spreadsheet's number format."""

    value: Any
    number_format: str = "General"

    @property
    def text(self) -> str:
        """The value as stripped text; empty for an empty cell."""
        return "" if self.value is None else str(self.value).strip()


_EMPTY = Cell(None)


@dataclass
class Sheet:
    """A grid of cells; rows and columns count from 1. ``spans`` holds how many columns a merged cell covers."""

    name: str
    rows: list[list[Cell]]
    spans: dict[tuple[int, int], int] = field(default_factory=dict)
    formulas_without_value: list[str] = field(default_factory=list)
    addresses: dict[tuple[int, int], str] = field(default_factory=dict)
    """What to call a cell, where letters and numbers do not say."""

    def address(self, row: int, column: int) -> str:
        """What people call a cell: B7, or its path in a file that is no spreadsheet."""
        return self.addresses.get((row, column)) or f"{column_letter(column)}{row}"

    def cell(self, row: int, column: int) -> Cell:
        """The cell, empty outside the grid."""
        if 1 <= row <= len(self.rows) and 1 <= column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return _EMPTY

    def numbered(self) -> Iterator[tuple[int, list[Cell]]]:
        """Rows with their numbers."""
        return enumerate(self.rows, start=1)


def column_letter(column: int) -> str:
    """The letters of a column number: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_sheets(path: Path) -> list[Sheet]:
    """Every visible sheet of an XLSX, or the one table of a CSV or TSV file.

    Raises:
        InputError: missing, of another kind, encrypted, damaged, or too large.
    """
    suffix = path.suffix.lower()
    if suffix in (".xlsx", ".xlsm"):
        return _read_xlsx(path)
    if suffix in (".csv", ".tsv"):
        return [_read_csv(path)]
    if suffix == ".xls":
        raise InputError("旧版 .xls 不能直接读取", where=path.name, hint="请在 WPS 或 Excel 中另存为 .xlsx")
    raise InputError("不是表格文件（.xlsx、.csv）", where=path.name)


def _read_xlsx(path: Path) -> list[Sheet]:
    check_office_package(path, "xlsx")
    try:
        return _visible_sheets(path)
    except InputError:
        raise
    except Exception as error:  # a damaged part fails anywhere: in the zip, zlib, the XML or openpyxl's own code
        raise InputError("不是有效的 .xlsx 文件，或已损坏", where=path.name, hint="请另存一份再试") from error


def _visible_sheets(path: Path) -> list[Sheet]:
    import openpyxl

    content = path.read_bytes()  # openpyxl leaves a damaged file open, and on Windows locked
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(content), data_only=False)
    sheets = []
    for worksheet in values.worksheets:
        if worksheet.sheet_state != "visible":
            continue
        if (worksheet.max_row or 0) * (worksheet.max_column or 0) > _MAX_CELLS:
            raise InputError("表格过大", where=f"{path.name}!{worksheet.title}", hint="请删除数据区以外的格式和空行")
        raw = formulas[worksheet.title]
        rows = [[Cell(c.value, c.number_format or "General") for c in row] for row in worksheet.iter_rows()]
        spans = {(r.min_row, r.min_col): r.max_col - r.min_col + 1 for r in worksheet.merged_cells.ranges}
        uncached = [
            cell.coordinate
            for row in raw.iter_rows()
            for cell in row
            if cell.data_type == "f" and _never_computed(worksheet[cell.coordinate])
        ]
        sheets.append(Sheet(worksheet.title, rows, spans, uncached))
    return sheets


def _never_computed(cell: Any) -> bool:
    # a formula that came to an empty text has a type (str), one that never ran has none
    return cell.value is None and cell.data_type != "str"


def _read_csv(path: Path) -> Sheet:
    text = read_text(path)
    if not text.strip():
        raise InputError("文件是空的", where=path.name)
    # the delimiter stands in every line; the commas of 1,234,567 only in some
    head = text[:4096].splitlines()
    delimiter = max("\t,;，", key=lambda mark: (sum(mark in line for line in head), text.count(mark)))
    try:
        rows = [[Cell(value) for value in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise InputError("不是有效的 CSV 文件", where=path.name, hint="请检查引号是否成对") from error
    return Sheet("CSV", rows)
