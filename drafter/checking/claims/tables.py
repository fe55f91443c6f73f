"""Values in a report's own tables that an indicator's full name stands by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.checking.text.masks import Masks
from drafter.checking.text.quantities import Quantity, find_quantities
from drafter.facts import Dictionary, Indicator, Interval, Period, parse_unit
from drafter.reading import Document
from drafter.reading.tabular import Cell, Table, tables

__all__ = ["TableValue", "table_values"]

_UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
_THIS = re.compile(r"本年|今年|当年|数值|现值|完成值|指标值")
_PREVIOUS = re.compile(r"上年|去年|上期")
_NO_VALUE = re.compile(r"目标|标准|底线|要求|规定|规划|任务|门槛|增|减|变化|序号|排名|位次|得分|分值|权重|计划")
_NUMBER = re.compile(r"^[\d,，.．\s]+")
_IN_BRACKETS = re.compile(r"[（(]([^（()）]+)[)）]\s*$")
_NAMES_WITHIN = 3  # a name stands in one of the first columns, behind a running number at most


@dataclass(frozen=True)
class TableValue:
    """A value of an indicator in a table.

    Attributes:
        quantity: with the unit that the cell, its row, its column or the caption gives it.
        text: as the table has it, with that unit.
        cell: where it stands.
        caption: what stands above the table.
    """

    indicator: Indicator
    period: Period
    quantity: Quantity
    text: str
    cell: Cell
    caption: str

    @property
    def interval(self) -> Interval:
        """The values it can stand for, in base units."""
        return self.quantity.interval

    @property
    def where(self) -> str:
        """The paragraph it stands in, for people."""
        return f"第{self.cell.paragraph + 1}段"


_Row = Sequence[Cell]


def table_values(document: Document, dictionary: Dictionary, year: int) -> Iterator[TableValue]:
    """Values of rows that an indicator's name opens, of this year and the last; other tables are left alone."""
    for table in tables(document):
        for side in table.sides():
            yield from _of_side(side, dictionary, year)


def _of_side(table: Table, dictionary: Dictionary, year: int) -> Iterator[TableValue]:
    column = _name_column(table.rows, dictionary)
    if column is None:
        return
    rows = [row[column:] for row in table.rows]
    heads, periods, unit_column = _columns(rows, dictionary, year)
    for row in rows:
        name = row[0].text
        indicator = _indicator(name, dictionary)
        if indicator is None:
            continue
        bracket = _IN_BRACKETS.search(name)
        for at, period in periods.items():
            head = _IN_BRACKETS.search(heads.get(at, ""))
            units = [
                row[unit_column].text if unit_column else "",
                bracket[1] if bracket else "",
                head[1] if head else "",
                *table.units,
            ]
            if value := _value(row[at], [unit for unit in units if unit], indicator, period, table.caption):
                yield value


def _indicator(name: str, dictionary: Dictionary) -> Indicator | None:
    return dictionary.named(_IN_BRACKETS.sub("", name)) or dictionary.named(name)


def _name_column(rows: Sequence[_Row], dictionary: Dictionary) -> int | None:
    """The column in which most indicators are named, None when there is none."""
    found = [sum(_indicator(row[at].text, dictionary) is not None for row in rows) for at in range(len(rows[0]))]
    found = found[:_NAMES_WITHIN]
    return found.index(max(found)) if any(found) else None


def _columns(rows: Sequence[_Row], dictionary: Dictionary, year: int) -> tuple[dict[int, str], dict[int, Period], int]:
    """(head of each column, period of each column of values, column of units or 0)."""
    opening = next(at for at, row in enumerate(rows) if _indicator(row[0].text, dictionary) is not None)
    heads = {at: "".join("".join(row[at].text.split()) for row in rows[:opening]) for at in range(1, len(rows[0]))}
    periods: dict[int, Period] = {}
    unit = 0
    for at, head in heads.items():
        plain = _IN_BRACKETS.sub("", head)
        if _UNIT_HEAD.match(plain):
            unit = at
        elif _NO_VALUE.search(plain):
            continue
        elif _THIS.search(plain) or (year and re.fullmatch(rf"{year}年?度?", plain)):
            periods[at] = Period.THIS
        elif _PREVIOUS.search(plain) or (year and re.fullmatch(rf"{year - 1}年?度?", plain)):
            periods[at] = Period.PREVIOUS
    if not periods:
        numeric = {at for row in rows for at, cell in enumerate(row) if at and _NUMBER.match(cell.text)}
        if len(numeric) == 1 and not re.search(rf"{_NO_VALUE.pattern}|年", heads.get(min(numeric), "")):
            periods[numeric.pop()] = Period.THIS
    if not unit and not opening:
        units = {at for row in rows for at, cell in enumerate(row) if at and parse_unit(cell.text) is not None}
        unit = units.pop() if len(units) == 1 else 0
    return heads, periods, unit


def _value(cell: Cell, units: Sequence[str], indicator: Indicator, period: Period, caption: str) -> TableValue | None:
    """The value of a cell: with its own unit, else the first told for it that can be one of the indicator's."""
    told = cell.text
    if _NUMBER.fullmatch(told):
        fitting = (unit for unit in units if (one := parse_unit(unit)) is not None and one.compatible(indicator.unit))
        told += next(fitting, "")
    found = find_quantities(told, Masks(()))
    if len(found) != 1 or found[0].start != 0 or found[0].is_range or found[0].unit is None:
        return None
    if not found[0].unit.compatible(indicator.unit):
        return None
    return TableValue(indicator, period, found[0], told, cell, caption)
