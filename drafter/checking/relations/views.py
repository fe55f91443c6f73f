"""A table as its text speaks of it: rows by name, columns by name and unit, this year's column beside last year's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from drafter.checking.relations.cells import cell_value
from drafter.checking.text.grids import Grid
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure
from drafter.checking.text.things import read_thing
from drafter.facts import Interval

__all__ = ["Column", "View"]

_UNIT = re.compile(r"[（(]([^（）()]{1,8})[）)]")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?|[—–-]\d{2,4}学年)?|上一?学?年度?|去年|本年度?|今年|当年")
_EARLIER = re.compile(r"上一?学?年|去年")
_CHANGE = re.compile(r"变化|增减|增长|增幅|同比|升降|变动|增加|比上年|较上年")
_RATE = re.compile(r"[率比]$|占比|比例|[%％]")
_PLANNED = re.compile(r"计划|预算|应|目标|核定")
_SHORTEST, _BY_NAME = 2, 2


@dataclass(frozen=True)
class Column:
    """A column of values.

    Attributes:
        name: what it counts, without unit and year; empty where the rows say it.
        year: 0 for this year's or the only one, 1 for the year before, more for earlier ones.
        factor: how many base units one of its numbers is; ``dimension`` what it measures, empty when its head says no
            unit.
    """

    number: int
    name: str
    year: int
    factor: Decimal
    dimension: str

    @property
    def core(self) -> str:
        """The name as all writers share it: 学生 for 在校生."""
        return read_thing(self.name).core


class View:
    """One table.

    Attributes:
        rows: numbers of the rows that are no totals, by label.
        total: the row of the total, if there is one.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.total = grid.total
        labels = {row: grid.labels.get(row, "") for row in grid.parts}
        self.rows = {words: row for row, words in labels.items() if len(words) >= _SHORTEST}
        if len(self.rows) < len([w for w in labels.values() if len(w) >= _SHORTEST]):
            self.rows = {}  # two rows of one name: nothing tells which is meant

    @cached_property
    def columns(self) -> list[Column]:
        """Columns of values, those of changes left out."""
        return [c for c in self._all if not _CHANGE.search(self.grid.name(c.number))]

    @cached_property
    def moves(self) -> list[Column]:
        """Columns that tell how far the rows moved."""
        return [c for c in self._all if _CHANGE.search(self.grid.name(c.number))]

    @cached_property
    def called(self) -> dict[str, str]:
        """The labels of the rows by what a sentence calls them, perhaps without 乡 or 县."""
        short = {label.rstrip("乡镇县区市旗"): label for label in self.rows if len(label) > _BY_NAME}
        return short | {label: label for label in self.rows}

    @cached_property
    def names(self) -> re.Pattern[str]:
        """Finds what a sentence may call the rows, the longest first; nothing where no row has a name."""
        return re.compile("|".join(map(re.escape, sorted(self.called, key=len, reverse=True))) or r"(?!)")

    @cached_property
    def _all(self) -> list[Column]:
        found = []
        years = [int(m[0][:4]) for n in self.grid.columns if (m := _YEAR.search(self.grid.name(n))) and m[0][0] in "12"]
        latest = max(years, default=0)
        for number in self.grid.columns:
            name = self.grid.name(number)
            parsed = self.grid.unit(-1, number)
            told = _YEAR.search(name)
            ago = 0
            if told is not None:
                ago = latest - int(told[0][:4]) if told[0][0] in "12" else 1 if _EARLIER.match(told[0]) else 0
            name = _YEAR.sub("", name).strip("的年度")
            percent = self.grid.is_percent(number)
            dimension = parsed.dimension if parsed else "percent" if percent else ""
            found.append(Column(number, name, ago, parsed.factor if parsed else Decimal(1), dimension))
        return found

    @cached_property
    def pairs(self) -> list[tuple[Column, Column]]:
        """(this year's, last year's) columns of one thing."""
        now = [c for c in self.columns if c.year == 0]
        found = [(c, e) for c in now for e in self.columns if e.year == 1 and e.name == c.name]
        told = {e for _, e in found}
        for earlier in self.columns:  # 上年投入 beside 实际投入 and 计划投入
            if earlier.year == 1 and earlier not in told and len(earlier.name) >= _SHORTEST:
                likely = [c for c in now if c.name.endswith(earlier.name) and not _PLANNED.search(c.name)]
                found += [(likely[0], earlier)] if len(likely) == 1 else []
        return found

    def rate(self, row: int) -> bool:
        """Whether a row is of a rate, by its label."""
        return bool(_RATE.search(self.grid.labels.get(row, "")))

    def cell(self, row: int, column: Column) -> Figure | None:
        """The figure of a cell."""
        return self.grid.cells.get((row, column.number))

    def value(self, row: int, column: Column) -> tuple[Interval, Decimal] | None:
        """What a cell stands for, in base units, and its face value; None when it is empty."""
        figure = self.cell(row, column)
        if figure is None:
            return None
        factor = self.grid.factor(row, column.number)
        return cell_value(figure).scaled(factor), figure.quantity.value * factor

    def difference(self, row: int, pair: tuple[Column, Column]) -> tuple[Interval, Decimal] | None:
        """How far a row's value of this year lies from last year's, with its sign."""
        now, then = self.value(row, pair[0]), self.value(row, pair[1])
        if now is None or then is None:
            return None
        return now[0] - then[0], now[1] - then[1]

    def growth(self, row: int, pair: tuple[Column, Column]) -> tuple[Interval, Decimal] | None:
        """The same in percent of last year's."""
        change, then = self.difference(row, pair), self.value(row, pair[1])
        if change is None or then is None or then[0].low <= 0:
            return None
        size = abs(change[0])
        rate = Interval(size.low / then[0].high, size.high / then[0].low).scaled(Decimal(100))
        return rate, change[1] / then[1] * 100

    def whole(self, column: Column) -> tuple[Interval, Decimal, str] | None:
        """The total of a column, told or added up, and how it reads."""
        if self.total is not None:
            told = self.value(self.total, column)
            figure = self.cell(self.total, column)
            return (*told, figure.text) if told is not None and figure is not None else None
        return None

    def printed(self, row: int, column: Column) -> str:
        """A cell as it stands."""
        figure = self.cell(row, column)
        return figure.text if figure is not None else ""

    def measured(self, figure: Figure, value: tuple[Interval, Decimal]) -> Figure:
        """A cell's figure with its value in base units."""
        quantity = replace(figure.quantity, value=value[1], interval=value[0], kind=Kind.AMOUNT)
        return replace(figure, quantity=quantity)
