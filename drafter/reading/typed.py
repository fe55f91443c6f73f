"""Tables that are typed as lines: with bars, with tabs, or with blanks between the cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["barred_rows", "row_cells", "typed_rows"]

_BARRED = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:\-]+$")
_BOLD = re.compile(r"^\*\*([^*]+)\*\*$")
_CELL = re.compile(r"\S+")
#: A cell of numbers: 52.36, 1,204人, -3.1%, and the strokes that stand for nothing.
_VALUE = re.compile(
    r"^(?:[-－−+]?\d[\d,.，]*(?:[:∶：]\d+(?:\.\d+)?|%|％|‰|[一-鿿]{1,2}|[一-鿿]{0,2}/[一-鿿])?|[-—－─/]{1,2}|…+)$"
)
_SENTENCE = re.compile(r"[。；！？]")
_FEWEST = 3
_LONGEST = 40


def typed_rows(lines: Sequence[str]) -> dict[int, tuple[int, int, int]]:
    """(table, row, column of its first cell with words), from 0, of every line that is a row of a table.

    Bars around a line make rows of two lines. Bars between cells only, tabs and blanks also part words and align, so
    that they make a table only of three lines or more that have one number of cells, of which most hold numbers.
    """
    return _numbered(lines, _blocks(lines))


def barred_rows(lines: Sequence[str]) -> dict[int, tuple[int, int, int]]:
    """The same of the lines with bars between their cells and none around them, as Markdown allows too."""
    if not any("|" in line for line in lines):
        return {}
    return _numbered(lines, (block for block in _blocks(lines) if block[0] == "open"))


def _numbered(lines: Sequence[str], blocks: Iterable[tuple[str, list[int]]]) -> dict[int, tuple[int, int, int]]:
    found = {}
    for number, (kind, block) in enumerate(blocks):
        # where nothing stands around the rows, one that begins with a bar leaves its first cell empty
        outside = kind != "open" or all(lines[at].lstrip().startswith("|") for at in block)
        for row, at in enumerate(block):
            found[at] = (number, row, 0 if outside or not lines[at].lstrip().startswith("|") else 1)
    return found


def row_cells(text: str) -> list[tuple[int, str]]:
    """(offset, words) of each cell of a line that is a row of a table; empty cells keep their place."""
    mark = "|" if "|" in text else "\t" if "\t" in text.strip() else ""
    if not mark:
        return [(match.start(), match[0]) for match in _CELL.finditer(text)]
    cells, at = [], 0
    pieces = text.split(mark)
    outer = (0, len(pieces) - 1) if mark == "|" else ()
    for number, piece in enumerate(pieces):
        words = piece.strip()
        bold = _BOLD.match(words)  # Markdown's stars are none of the cell's words
        words = bold[1].strip() if bold else words
        if words or number not in outer:  # outside the outer bars stands nothing
            cells.append((at + (piece.find(words) if words else 0), words))
        at += len(piece) + 1
    return cells


def _blocks(lines: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
    """(what parts its cells, its lines) of each table."""
    block: list[int] = []
    kind: tuple[str, int] = ("", 0)
    for at, line in enumerate(lines):
        this = _kind(line)
        if this[0] == "rule":
            continue
        if block and kind[0] == "open" and this[0] == "bars" and line.count("|") == kind[1] - 1:
            this = kind  # the first cell and the last are empty
        if block and this != kind:
            if _holds(lines, block, kind):
                yield kind[0], block
            block = []
        if this[0]:
            block.append(at)
        kind = this
    if block and _holds(lines, block, kind):
        yield kind[0], block


def _kind(line: str) -> tuple[str, int]:
    """What parts the cells of a line, and into how many; bars may leave cells out."""
    if _BARRED.match(line) or ("|" in line and _RULE.match(line)):
        return ("rule", 0) if _RULE.match(line) else ("bars", 0)
    words = line.strip()
    if not words or len(words) > _LONGEST * 8 or _SENTENCE.search(words):
        return "", 0
    if "|" in words:
        pieces = words.split("|")
        return ("open", len(pieces)) if max(map(len, pieces)) <= _LONGEST else ("", 0)
    if "\t" in words:
        pieces = words.split("\t")
        return ("tabs", len(pieces)) if max(map(len, pieces)) <= _LONGEST else ("", 0)
    width = len(words.split())
    return ("blanks", width) if width >= _FEWEST else ("", 0)


def _holds(lines: Sequence[str], block: Sequence[int], kind: tuple[str, int]) -> bool:
    if kind[0] == "bars":
        return len(block) > 1
    if len(block) < _FEWEST:
        return False
    values = [[bool(_VALUE.match(words)) for _, words in row_cells(lines[at])[1:] if words] for at in block[1:]]
    if kind[0] == "blanks":
        return all(map(all, values)) and not any(_VALUE.match(lines[at].split()[0]) for at in block)
    return 2 * sum(any(row) for row in values) > len(values)
