"""Tables that are typed as lines: with bars, with tabs, or with blanks between the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

__all__ = ["row_cells", "typed_rows"]

_BARRED = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:\-]+$")
_BOLD = re.compile(r"^\*\*([^*]+)\*\*$")
_CELL = re.compile(r"\S+")
#: A cell of numbers: 52.36, 1,204人, -3.1%, and the strokes that stand for nothing.
_VALUE = re.compile(r"^(?:[-－−+]?\d[\d,.，]*(?:%|％|‰|[一-鿿]{1,2}|[一-鿿]{0,2}/[一-鿿])?|[-—－─/]{1,2}|…+)$")
_SENTENCE = re.compile(r"[。；！？]")
_FEWEST = 3
_LONGEST = 40


def typed_rows(lines: Sequence[str]) -> dict[int, tuple[int, int]]:
    """(table, row), both counted from 0, of every line that is a row of a table.

    Bars make rows of two lines. Tabs and blanks also indent and align, so that they make a table only of three lines
    or more that have one number of cells, of which most hold numbers.
    """
    found: dict[int, tuple[int, int]] = {}
    for number, block in enumerate(_blocks(lines)):
        found.update({at: (number, row) for row, at in enumerate(block)})
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


def _blocks(lines: Sequence[str]) -> Iterator[list[int]]:
    block: list[int] = []
    kind: tuple[str, int] = ("", 0)
    for at, line in enumerate(lines):
        this = _kind(line)
        if this[0] == "rule":
            continue
        if block and this != kind:
            if _holds(lines, block, kind):
                yield block
            block = []
        if this[0]:
            block.append(at)
        kind = this
    if block and _holds(lines, block, kind):
        yield block


def _kind(line: str) -> tuple[str, int]:
    """What parts the cells of a line, and into how many; bars may leave cells out."""
    if _BARRED.match(line):
        return ("rule", 0) if _RULE.match(line) else ("bars", 0)
    words = line.strip()
    if not words or len(words) > _LONGEST * 8 or _SENTENCE.search(words):
        return "", 0
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
