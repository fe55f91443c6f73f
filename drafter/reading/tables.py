"""A workbook as a document: each sheet a section, each cell with words a paragraph of a table."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import InputError
from drafter.files.sheets import read_sheets
from drafter.reading.model import Document, Paragraph

__all__ = ["read_workbook"]


def read_workbook(path: Path) -> Document:
    """An XLSX file; a sheet's name stands above its cells as a heading.

    Raises:
        InputError: missing, encrypted, damaged, or without any text.
    """
    paragraphs: list[Paragraph] = []
    for number, sheet in enumerate(read_sheets(path)):
        paragraphs.append(Paragraph(len(paragraphs), "body", sheet.name, heading_style=1))
        for row, cells in sheet.numbered():
            for column, cell in enumerate(cells, start=1):
                if cell.text:
                    place = (number, row - 1, column - 1)
                    paragraphs.append(Paragraph(len(paragraphs), "table", cell.text, cell=place))
    if not any(p.part == "table" for p in paragraphs):
        raise InputError("表格里没有内容", where=path.name)
    return Document(path.name, "xlsx", paragraphs)
