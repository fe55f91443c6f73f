"""What is typed into the cells of a workbook, and how tables look."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from building.packages import BUILT, frozen

_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_PERCENT = re.compile(r"-?\d+\.\d+%")


def cell_value(text: str) -> tuple[int | float | str | None, str]:
    """What a cell of the CSV becomes in the workbook, and its number format.

    A plain number becomes a number; ``96.31%`` a number shown as a percentage; an apostrophe in front keeps text as
    text, as it does when typed into a spreadsheet; anything else is text; nothing is an empty cell.
    """
    if not text:
        return None, "General"
    if text.startswith("'"):
        return text[1:], "@"
    if _PERCENT.fullmatch(text):
        return float(Decimal(text.rstrip("%")) / 100), "0.00%"
    if _PLAIN_NUMBER.fullmatch(text):
        decimals = len(text.partition(".")[2])
        return (float(text), "0." + "0" * decimals) if decimals else (int(text), "General")
    return text, "General"


def read_rows(source: Path) -> list[dict[str, str]]:
    """The rows of a CSV source by column title."""
    with source.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def new_sheet(name: str) -> tuple[Workbook, Worksheet]:
    """A workbook of one empty sheet, landscape and one page wide."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)  # a new workbook always has one
    sheet.title = name
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return workbook, sheet


def write_title(sheet: Worksheet, title: str, columns: int) -> None:
    """Writes the title into the first row, merged over the columns of the table."""
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet.cell(1, 1, title).font = Font(name="黑体", size=16)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 30


def write_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Writes a value as :func:`cell_value` understands it."""
    value, number_format = cell_value(text)
    sheet.cell(row, column, value).number_format = number_format


def rule_table(
    sheet: Worksheet, headers: Sequence[int], widths: Sequence[int], left: Collection[int], wrap: bool = False
) -> None:
    """Gives the cells from the first header row on their font, lines and alignment.

    Args:
        headers: row numbers of the header, the first of them the top of the table; they are bold.
        widths: of the columns, in characters.
        left: numbers of the columns that are aligned to the left; the others are centred.
        wrap: whether long text continues on a further line of its cell.
    """
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    line = Side(style="thin")
    for cells in sheet.iter_rows(min_row=headers[0], max_col=len(widths)):
        for cell in cells:
            heading = cell.row in headers
            cell.font = Font(name="宋体", size=11, bold=heading)
            cell.border = Border(left=line, right=line, top=line, bottom=line)
            side = "left" if cell.column in left and not (wrap and heading) else "center"
            cell.alignment = (
                Alignment(horizontal=side, vertical="center", wrap_text=True) if wrap else Alignment(horizontal=side)
            )


def saved(workbook: Workbook, title: str, creator: str) -> bytes:
    """The workbook as the bytes of an XLSX with fixed properties."""
    workbook.properties.creator = creator
    workbook.properties.title = title
    workbook.properties.created = BUILT
    result = BytesIO()
    workbook.save(result)
    return frozen(result.getvalue())
