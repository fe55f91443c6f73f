"""Writing tables as an XLSX that prints well and runs nothing."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.rendering.determinism import core_properties, repack
from drafter.rendering.evidence import Table
from drafter.rendering.layout import em_width
from drafter.rendering.markup import clean, link_target

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import NamedStyle
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["row_height", "write_workbook"]

_FONT = "宋体"
_HEADER_STYLE = "表头"
_TEXT_STYLE = "表文"
_LINK_STYLE = "表链接"
_LINK_COLOUR = "0563C1"
_TIP = "打开报告，转到这一处"
_HEADER_FILL = "E7E6E6"
_LINE_COLOUR = "BFBFBF"
# A spreadsheet takes text that begins so for a formula, in full width too where Chinese is typed.
_ACTIVE = tuple("=+-@＝＋－＠\t\r\n")
_CELL_LIMIT = 32_767  # characters of a cell (ECMA-376, 18.18.11)
_CUT = "……（过长，未完）"
_A4 = 9
_NOTHING = "无"
_LINE_POINTS = 13.5  # a line of 10-point text
_TALLEST_POINTS = 409.0  # what Excel allows a row
_MARGIN_INCHES = 0.4


def write_workbook(title: str, tables: list[Table], document: str = "") -> bytes:
    """The bytes of a workbook with a sheet for each table; a table without rows says 无.

    Args:
        document: name of the file beside it that the links of the tables lead into; empty for no links.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for style in _styles():
        book.add_named_style(style)
    for table in tables:
        sheet = book.create_sheet(table.name)
        _fill(sheet, table)
        if document:
            _link(sheet, table, document)
    buffer = io.BytesIO()
    book.save(buffer)
    book.close()
    return repack(buffer.getvalue(), {"docProps/core.xml": core_properties(title)})


def _styles() -> list[NamedStyle]:
    """Named once and referred to by each cell, which is much faster than a font and border for each."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    side = Side(style="thin", color=_LINE_COLOUR)
    border = Border(left=side, right=side, top=side, bottom=side)
    header = NamedStyle(
        _HEADER_STYLE,
        font=Font(name=_FONT, size=10, bold=True),
        fill=PatternFill("solid", fgColor=_HEADER_FILL),
        border=border,
        alignment=Alignment(wrap_text=True, vertical="center", horizontal="center"),
    )
    text = NamedStyle(
        _TEXT_STYLE,
        font=Font(name=_FONT, size=10),
        border=border,
        alignment=Alignment(wrap_text=True, vertical="top"),
    )
    link = NamedStyle(
        _LINK_STYLE,
        font=Font(name=_FONT, size=10, color=_LINK_COLOUR, underline="single"),
        border=border,
        alignment=Alignment(wrap_text=True, vertical="top"),
    )
    return [header, text, link]


def _fill(sheet: Worksheet, table: Table) -> None:
    from openpyxl.utils import get_column_letter

    widths = [width for _, width in table.columns]
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.append([_cell(sheet, heading, _HEADER_STYLE) for heading, _ in table.columns])
    for number, row in enumerate(table.rows or [(_NOTHING,)], start=2):
        sheet.append([_cell(sheet, value, _TEXT_STYLE) for value in row])
        sheet.row_dimensions[number].height = row_height(row, widths)
    _prepare_for_use(sheet)


def _link(sheet: Worksheet, table: Table, document: str) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    target = link_target(document)
    for at, bookmark in table.links.items():
        cell = sheet.cell(at + 2, table.linked + 1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, target=target, location=bookmark, tooltip=_TIP)
        cell.style = _LINK_STYLE


def _cell(sheet: Worksheet, value: str | int, style: str) -> Cell:
    """A cell whose text is only ever shown, never calculated."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    cell.style = style
    if isinstance(value, int):
        cell.value = value
        return cell
    text = clean(value.replace("\r\n", "\n"))
    if len(text) > _CELL_LIMIT:
        text = text[: _CELL_LIMIT - len(_CUT)] + _CUT
    cell.value = text
    cell.data_type = "s"  # a string, whatever it looks like
    # And it stays one when somebody edits the cell: the mark that a typed apostrophe leaves.
    cell.quotePrefix = text.lstrip(" ").startswith(_ACTIVE)
    return cell


def row_height(row: Sequence[str | int], widths: Sequence[int]) -> float:
    """Points that the wrapped text of a row needs; not every program works it out when it opens the file."""
    lines = 1
    for value, width in zip(row, widths, strict=False):
        parts = str(value).split("\n")
        # A column's width counts digits, two to a Chinese character; one is lost to the cell's padding.
        lines = max(lines, sum(max(1, math.ceil(2 * em_width(part) / (width - 1))) for part in parts))
    return min(lines * _LINE_POINTS + 2, _TALLEST_POINTS)


def _prepare_for_use(sheet: Worksheet) -> None:
    """Header frozen, filterable and repeated on each printed page; A4 landscape, as wide as the page."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(
        left=_MARGIN_INCHES, right=_MARGIN_INCHES, top=_MARGIN_INCHES, bottom=0.6, header=0.2, footer=0.2
    )
    footer = HeaderFooterItem()
    footer.center.text = "第 &P 页，共 &N 页"
    sheet.HeaderFooter.oddFooter = footer
