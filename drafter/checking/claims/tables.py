"""Values in a report's own tables that an indicator's full name stands by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from drafter.checking.text.masks import Masks
from drafter.checking.text.quantities import find_quantities
from drafter.facts import Dictionary, Indicator, Interval, Period, parse_unit
from drafter.reading import Document, Paragraph

__all__ = ["TableValue", "table_values"]

_ROW = re.compile(r"[|\t]")
_RULE = re.compile(r"^[\s|:\-—]+$")
_UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
_THIS = re.compile(r"本年|今年|当年|数值|现值|完成值|指标值")
_PREVIOUS = re.compile(r"上年|去年|上期")
_NUMBER = re.compile(r"^[\d,，.．\s]+")
_IN_BRACKETS = re.compile(r"[（(]([^（()）]+)[)）]\s*$")
_FEW = 2


@dataclass(frozen=True)
class TableValue:
    """A value of an indicator in a table.

    Attributes:
        text: as the table has it; ``where`` the paragraph it stands in, for people.
    """

    indicator: Indicator
    period: Period
    interval: Interval
    text: str
    where: str


_Row = list[tuple[str, int]]


def table_values(document: Document, dictionary: Dictionary, year: int) -> Iterator[TableValue]:
    """Values of rows that open with an indicator's name, of this year and the last; other tables are left alone."""
    for table in _tables(document):
        periods, unit_column = _columns(table, dictionary, year)
        for row in table:
            indicator = dictionary.named(_IN_BRACKETS.sub("", row[0][0])) or dictionary.named(row[0][0])
            if indicator is None:
                continue
            bracket = _IN_BRACKETS.search(row[0][0])
            unit = row[unit_column][0] if 0 < unit_column < len(row) else bracket[1] if bracket else ""
            for column, period in periods.items():
                if column < len(row) and (value := _value(*row[column], unit, indicator, period)):
                    yield value


def _tables(document: Document) -> Iterator[list[_Row]]:
    """Rows of cells (text, paragraph), by table: of a DOCX, of Markdown, or of lines with bars or tabs."""
    celled = [p for p in document.paragraphs if p.cell is not None and p.part == "table" and not _ROW.search(p.text)]
    for _, cells in groupby(celled, key=_table_of):
        rows = [_cells(list(row)) for _, row in groupby(cells, key=_row_of)]
        if len(rows) >= _FEW:
            yield rows
    lines: list[_Row] = []
    for paragraph in document.paragraphs:
        if _ROW.search(paragraph.text):
            if not _RULE.match(paragraph.text):
                words = _ROW.split(paragraph.text.strip().strip("|"))
                lines.append([(word.strip(), paragraph.index) for word in words])
        elif lines and paragraph.text.strip():
            yield lines
            lines = []
    if lines:
        yield lines


def _table_of(paragraph: Paragraph) -> int:
    return paragraph.cell[0] if paragraph.cell else -1


def _row_of(paragraph: Paragraph) -> int:
    return paragraph.cell[1] if paragraph.cell else -1


def _cells(paragraphs: list[Paragraph]) -> _Row:
    width = max(p.cell[2] for p in paragraphs if p.cell) + 1
    row: _Row = [("", paragraphs[0].index)] * width
    for paragraph in paragraphs:
        if paragraph.cell:
            at = paragraph.cell[2]
            row[at] = (row[at][0] + paragraph.text.strip(), paragraph.index)
    return row


def _columns(table: list[_Row], dictionary: Dictionary, year: int) -> tuple[dict[int, Period], int]:
    """(period of each column of values, column of units or 0)."""
    head = table[0] if dictionary.named(table[0][0][0]) is None else []
    periods: dict[int, Period] = {}
    unit = 0
    for column, (word, _) in enumerate(head):
        plain = "".join(word.split())
        if _UNIT_HEAD.match(plain):
            unit = column
        elif _THIS.search(plain) or (year and re.fullmatch(rf"{year}年?度?", plain)):
            periods[column] = Period.THIS
        elif _PREVIOUS.search(plain) or (year and re.fullmatch(rf"{year - 1}年?度?", plain)):
            periods[column] = Period.PREVIOUS
    if not periods:
        numeric = {c for row in table for c, (word, _) in enumerate(row) if c and _NUMBER.match(word)}
        if len(numeric) == 1:
            periods[numeric.pop()] = Period.THIS
    if not unit and not head:
        units = {c for row in table for c, (word, _) in enumerate(row) if c and parse_unit(word) is not None}
        unit = units.pop() if len(units) == 1 else 0
    return periods, unit


def _value(text: str, paragraph: int, unit: str, indicator: Indicator, period: Period) -> TableValue | None:
    told = text if not _NUMBER.fullmatch(text) else text.strip() + unit
    found = find_quantities(told, Masks(()))
    if len(found) != 1 or found[0].start != 0 or found[0].is_range or found[0].unit is None:
        return None
    if not found[0].unit.compatible(indicator.unit):
        return None
    return TableValue(indicator, period, found[0].interval, told, f"第{paragraph + 1}段")
