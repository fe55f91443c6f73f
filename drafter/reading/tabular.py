"""The tables of a document as rows of cells, whatever they were read from; two-sided ones as two; what stands above.

Offices save paper by setting a list in two columns, name and value on the left and again on the right. Read across,
such rows would put the right side's values under the left side's names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.facts.units import parse_unit
from drafter.reading.model import Document, Paragraph

__all__ = ["Cell", "Table", "side_starts", "tables"]

_BARS = re.compile(r"[|\t]")
_RULE = re.compile(r"^[\s:\-—]*$")
_UNITS = re.compile(r"单\s*位\s*[:：]\s*([^）)】\]\s]{1,20})")
_SEPARATOR = re.compile(r"[、，,；;/和]")
_DIGIT = re.compile(r"[0-9０-９]")
_LONGEST_CAPTION = 60
_CAPTION_LINES = 2
_MOSTLY = 0.8


@dataclass(frozen=True)
class Cell:
    """A cell.

    Attributes:
        text: without white space around it.
        paragraph: index of the paragraph it ends in.
        start: offset of the text in that paragraph; -1 where several paragraphs were put together.
    """

    text: str = ""
    paragraph: int = 0
    start: int = -1


@dataclass(frozen=True)
class Table:
    """A table, or one side of it.

    Attributes:
        rows: of as many cells each as the widest row has.
        caption: the short lines above it, and a first row that is one cell.
    """

    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        """The units that the caption gives to all its numbers: 单位：万元、人."""
        return tuple(unit for match in _UNITS.finditer(self.caption) for unit in _SEPARATOR.split(match[1]) if unit)

    def sides(self) -> Iterator[Table]:
        """Itself, or each of the lists that stand side by side in it."""
        starts = side_starts([[cell.text for cell in row] for row in self.rows])
        for start, end in zip(starts, [*starts[1:], None], strict=True):
            yield replace(self, rows=tuple(row[start:end] for row in self.rows))


def tables(document: Document) -> Iterator[Table]:
    """Tables of two rows or more of a DOCX, of Markdown, or of lines with bars or tabs."""
    grids: dict[int, dict[tuple[int, int], Cell]] = {}
    first: dict[int, int] = {}
    for at, paragraph in enumerate(document.paragraphs):
        if paragraph.cell is not None and paragraph.part == "table" and not _BARS.search(paragraph.text):
            number, *place = paragraph.cell
            first.setdefault(number, at)
            cells = grids.setdefault(number, {})
            key = (place[0], place[1])
            cells[key] = _joined(cells.get(key), paragraph)
    for number, cells in grids.items():
        width = max(column for _, column in cells) + 1
        rows = [
            tuple(cells.get((row, column), Cell()) for column in range(width)) for row in sorted({r for r, _ in cells})
        ]
        yield from _captioned(rows, _above(document.paragraphs, first[number]))
    yield from _of_lines(document.paragraphs)


def _joined(before: Cell | None, paragraph: Paragraph) -> Cell:
    text = paragraph.text.strip()
    if before is None or not before.text:
        return Cell(text, paragraph.index, paragraph.text.find(text))
    return before if not text else Cell(before.text + text, paragraph.index, -1)


def _of_lines(paragraphs: Sequence[Paragraph]) -> Iterator[Table]:
    lines: list[tuple[Cell, ...]] = []
    begin = 0
    for at, paragraph in enumerate(paragraphs):
        if _BARS.search(paragraph.text):
            if not lines:
                begin = at
            lines.append(tuple(_cells_of(paragraph)))
        elif lines and paragraph.text.strip():
            yield from _captioned(lines, _above(paragraphs, begin))
            lines = []
    yield from _captioned(lines, _above(paragraphs, begin))


def _cells_of(paragraph: Paragraph) -> Iterator[Cell]:
    pieces = _BARS.split(paragraph.text)
    at = 0
    first = paragraph.cell[2] if paragraph.cell is not None else 0
    for number, piece in enumerate(pieces):
        outer = "|" in paragraph.text and number in ((0, len(pieces) - 1)[first:])  # what stands outside the outer bars
        if piece.strip() or not outer:
            yield Cell(piece.strip(), paragraph.index, at + piece.find(piece.strip()))
        at += len(piece) + 1


def _above(paragraphs: Sequence[Paragraph], at: int) -> str:
    """The short lines right above a table; a sentence is none of its caption."""
    lines: list[str] = []
    for paragraph in reversed(paragraphs[max(0, at - 4) : at]):
        text = paragraph.text.strip()
        if paragraph.part != "body" or len(text) > _LONGEST_CAPTION or len(lines) == _CAPTION_LINES:
            break
        if text:
            lines.append(text)
    return "\n".join(reversed(lines))


def _captioned(rows: Sequence[tuple[Cell, ...]], caption: str) -> Iterator[Table]:
    """A table with its leading one-cell rows added to the caption; none when fewer than two rows are left."""
    width = max(map(len, rows), default=0)
    told = (row for row in rows if not all(_RULE.match(cell.text) for cell in row))
    full = [(*row, *([Cell()] * (width - len(row)))) for row in told]
    while len(full) > 1 and width > 1 and sum(1 for cell in full[0] if cell.text) == 1 and full[0][0].text:
        if _DIGIT.search(full[0][0].text) and not _UNITS.search(full[0][0].text):
            break
        caption = f"{caption}\n{full[0][0].text}"
        full = full[1:]
    if len(full) > 1:
        yield Table(tuple(full), caption)


def side_starts(rows: Sequence[Sequence[str]]) -> list[int]:
    """The columns that lists standing side by side begin at; ``[0]`` for an ordinary table.

    With a header, the same heads must come again; without one, the same kinds of columns, of which the first tells
    names and another holds numbers.
    """
    width = max(map(len, rows), default=0)
    if len(rows) < 2 or width < 4:
        return [0]
    head = ["".join(cell.split()) for cell in rows[0]]
    if any(_DIGIT.search(cell) for cell in head if not re.search("年", cell)):
        kinds = [_kind([row[column] for row in rows if column < len(row)]) for column in range(width)]
        told = kinds if kinds[0] == "words" and "numbers" in kinds else []
    else:
        told = head if head[0] else []
    for period in range(2, width // 2 + 1) if told else ():
        if width % period == 0 and all(told[at] == told[at % period] for at in range(width)):
            return list(range(0, width, period))
    return [0]


def _kind(cells: Sequence[str]) -> str:
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return ""
    if sum(1 for cell in filled if _DIGIT.search(cell)) >= _MOSTLY * len(filled):
        return "numbers"
    return "units" if all(parse_unit(cell.strip()) is not None for cell in filled) else "words"
