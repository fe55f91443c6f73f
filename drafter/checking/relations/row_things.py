"""What the cells of a table tell of which thing in which year, whichever way round the table stands.

The row 小学 under 2023年在校生, the row 小学在校生 under 2023年 and the row 2023年 under 小学在校生 tell the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.relations.cells import cell_value
from drafter.checking.text.grids import TOTAL, Grid
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure
from drafter.checking.text.things import Thing, read_thing
from drafter.facts import Interval

__all__ = ["Cell", "Cells", "digits"]

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?:年度?)?(?:[底末])?|上一?学?年度?|去年|本年度?|今年|当年")
_EARLIER = re.compile(r"上|去")
_CHANGE = re.compile(r"变化|增减|增长|增幅|同比|升降|变动|增加|比上年|较上年|增量|差")
_PLANNED = re.compile(r"计划|预算数|应|目标|核定|标准|要求|全[省市国]|平均水平")
_PLACE = re.compile(r"(?:[县市区旗镇乡]|街道)$")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_LATELY = re.compile(r"^(?:(?:[一二两三四五六七八九十近这]+年(?:间|来|里|内)?)|同期|同时|全部|其中|到|至)+")

_FEWEST_YEARS = 3


@dataclass(frozen=True)
class Cell:
    """One value of a table.

    Attributes:
        year: as the table prints it, 0 where it prints none; ``ago`` how many years before the table's last.
        place: its row and column.
    """

    thing: Thing
    year: int
    ago: int
    figure: Figure
    interval: Interval
    value: Decimal
    dimension: str
    grid: Grid
    place: tuple[int, int]

    @property
    def name(self) -> str:
        """The row and the column as the table has them."""
        return f"“{self.grid.labels.get(self.place[0], '')}”{self.grid.name(self.place[1])}"

    def measures(self, figure: Figure) -> bool:
        """Whether a figure can be a value of what the cell counts."""
        quantity = figure.quantity
        if quantity.kind is Kind.PERCENT:
            return self.dimension == "percent"
        return quantity.kind is Kind.AMOUNT and self._counts(figure)

    def moves(self, figure: Figure) -> bool:
        """Whether a figure can tell by how much the cell's value has moved."""
        quantity = figure.quantity
        if quantity.kind in (Kind.PERCENT, Kind.POINTS):
            return (self.dimension == "percent") is (quantity.kind is Kind.POINTS)
        return quantity.kind is Kind.AMOUNT and self._counts(figure)

    def _counts(self, figure: Figure) -> bool:
        unit, own = figure.quantity.unit, figure.quantity.dimension.split("/")[0]
        counted = own == "person" or own.startswith("count:")
        if not self.dimension:
            return counted and unit is not None and unit.factor == 1
        both = own.startswith("count:") and self.dimension.startswith("count:")
        return own == self.dimension or (both and "count:个" in (own, self.dimension))


class Cells:
    """The values of all tables by thing; tables whose rows are places tell of their total alone."""

    def __init__(self, grids: Iterable[Grid]) -> None:
        self._by: defaultdict[Thing, list[Cell]] = defaultdict(list)
        self._cores: set[str] = set()
        for grid in grids:
            for cell in _cells_of(grid):
                self._by[cell.thing].append(cell)
                self._cores.add(cell.thing.core)

    def __bool__(self) -> bool:
        return bool(self._by)

    def known(self, thing: Thing) -> Thing:
        """A thing as the tables call it: 三年间学生 is 学生."""
        core = thing.core if thing.core in self._cores else _LATELY.sub("", thing.core)
        return Thing(thing.stage, thing.owner, core)

    def of(self, thing: Thing) -> list[Cell]:
        """The cells of a thing, of all years."""
        return self._by.get(thing, [])

    def beside(self, thing: Thing) -> list[Cell]:
        """The cells of the same kind of thing of other stages; of a thing that has none of its own there are none."""
        if not thing.stage:
            return []
        return [c for other, cells in self._by.items() if _another(other, thing) for c in cells]

    def stages(self) -> set[str]:
        """The stages of school that have rows."""
        return {thing.stage for thing in self._by if thing.stage}

    def dated(self) -> list[dict[int, Cell]]:
        """The cells of each thing in each table by their years, where these are three or more."""
        found: defaultdict[tuple[Thing, int], dict[int, Cell]] = defaultdict(dict)
        for thing, cells in self._by.items():
            for cell in cells:
                if cell.year:
                    found[thing, id(cell.grid)].setdefault(cell.year, cell)
        return [years for years in found.values() if len(years) >= _FEWEST_YEARS]

    def of_stage(self, stage: str) -> list[list[Cell]]:
        """The cells of each thing that a stage of school has."""
        return [cells for thing, cells in self._by.items() if stage and thing.stage == stage]


def _another(one: Thing, thing: Thing) -> bool:
    return one.core == thing.core and one.stage not in ("", thing.stage) and one.owner == thing.owner


def digits(figure: Figure) -> int:
    """How many digits of a figure tell it from others."""
    quantity = figure.quantity
    return len(f"{quantity.value / (quantity.step or 1):.0f}".strip("0"))


def _cells_of(grid: Grid) -> Iterator[Cell]:
    labels = {row: grid.labels.get(row, "") for row in grid.rows}
    parts = [labels[row] for row in grid.parts]
    places = 2 * sum(bool(_PLACE.search(words)) for words in parts) > len(parts)
    heads = {column: grid.name(column) for column in grid.columns}
    printed = [int(m["year"]) for n in (*heads.values(), *labels.values()) if (m := _YEAR.search(n)) and m["year"]]
    latest = max(printed, default=0)
    for (row, column), figure in grid.cells.items():
        label, head = labels.get(row, ""), heads.get(column, "")
        if column not in heads or _CHANGE.search(head) or _PLANNED.search(head + label) or not figure.quantity.definite:
            continue
        total = bool(TOTAL.match(label))
        if not total and (places or row not in grid.parts):
            continue
        told = _YEAR.search(head) or _YEAR.fullmatch(label)
        year = int(told["year"]) if told and told["year"] else 0
        ago = latest - year if year else 1 if told and _EARLIER.match(told[0]) else 0
        name = _YEAR.sub("", ("" if total else _BRACKETS.sub("", label)) + head)
        thing = read_thing(name)
        unit = grid.unit(row, column)
        percent = grid.is_percent(column) or figure.quantity.kind is Kind.PERCENT
        dimension = unit.dimension.split("/")[0] if unit else "percent" if percent else ""
        if not thing.core:
            continue
        factor = grid.factor(row, column)
        interval, value = cell_value(figure).scaled(factor), figure.quantity.value * factor
        yield Cell(thing, year, ago, figure, interval, value, dimension, grid, (row, column))
