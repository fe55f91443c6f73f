"""The cells that open the rows of a document's tables, be a cell a paragraph or a row a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.reading import Document
from drafter.reading.typed import row_cells

__all__ = ["opening_cells"]

#: Forms of files in which a row of a table is a line.
_TYPED = ("txt", "md")
_FIRST = 2


def opening_cells(document: Document) -> Iterator[tuple[tuple[int, int], str]]:
    """((table, row), words without white space) of the first two cells of each row."""
    for paragraph in document.paragraphs:
        if paragraph.cell is None:
            continue
        table, row, column = paragraph.cell
        if document.form in _TYPED and paragraph.part == "table":
            cells = [words for _, words in row_cells(paragraph.text)]
        else:
            cells = [paragraph.text]
        for words in cells[: _FIRST - column] if column < _FIRST else ():
            yield (table, row), re.sub(r"\s", "", words)
