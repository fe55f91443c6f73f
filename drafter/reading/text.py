"""Plain text and Markdown: every line is a paragraph, of a table too; its rows are told apart as such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from drafter.errors import InputError
from drafter.files import read_text
from drafter.reading.limits import check_length
from drafter.reading.model import Document, Paragraph
from drafter.reading.typed import barred_rows, typed_rows

__all__ = ["read_markdown", "read_plain"]

_MARK = re.compile(r"^\s{0,3}(#{1,6})\s+\S")
_TABLE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE_ROW = re.compile(r"^[\s|:\-]+$")


def read_plain(path: Path) -> Document:
    """A TXT file; lines that make a table with bars, tabs or blanks are its rows.

    Raises:
        InputError: missing, empty, too long, or not text.
    """
    text = _content(path)
    lines = text.split("\n")
    rows = typed_rows(lines)
    return Document(path.name, "txt", [_line(i, line, rows.get(i)) for i, line in enumerate(lines)])


def _line(index: int, text: str, place: tuple[int, int, int] | None) -> Paragraph:
    return Paragraph(index, "table", text, cell=place) if place else Paragraph(index, "body", text)


def read_markdown(path: Path) -> Document:
    """A Markdown file; ``#`` marks give heading levels, pipe rows are table cells joined by their marks.

    Raises:
        InputError: missing, empty, too long, or not text.
    """
    paragraphs = []
    lines = _content(path).split("\n")
    front = _front_matter(lines)
    open_rows = barred_rows(lines)
    table = row = 0
    for index, line in enumerate(lines):
        if index < front:
            paragraphs.append(Paragraph(index, "header", line))
            continue
        mark = _MARK.match(line)
        barred = "|" in line and (bool(_TABLE_ROW.match(line) or _RULE_ROW.match(line)) or index in open_rows)
        is_row = barred and not _RULE_ROW.match(line)
        part = "table" if is_row else "body"
        if row and not barred:
            table, row = table + 1, 0
        paragraphs.append(
            Paragraph(
                index,
                part,
                line,
                len(mark[1]) if mark else 0,
                (table, row, open_rows.get(index, (0, 0, 0))[2]) if is_row else None,
            )
        )
        row += is_row
    return Document(path.name, "md", paragraphs)


def _front_matter(lines: Sequence[str]) -> int:
    """How many lines the front matter takes; 0 where the first ``---`` is never closed and is but a rule."""
    marks = [number for number, line in enumerate(lines) if line.strip() == "---"]
    return marks[1] + 1 if len(marks) > 1 and marks[0] == 0 else 0


def _content(path: Path) -> str:
    text = read_text(path)
    if not text.strip():
        raise InputError("文件里没有文字", where=path.name)
    check_length(len(text), path.name)  # before it is cut into millions of lines
    return text.removesuffix("\n")
