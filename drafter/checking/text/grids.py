"""Tables of a document as grids of figures: each value with the words of its row and of its column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Unit, parse_unit
from drafter.reading import Document
from drafter.reading.tabular import side_starts
from drafter.reading.typed import row_cells

__all__ = ["TOTAL", "Grid", "grids"]

TOTAL = re.compile(
    r"^(?:(?:[一二三四五两\d]年|[一二三四五六七八九两\d]项)?合\s*计|总\s*计|小\s*计|总数|[全本][省市县区州盟旗](?:合计|总计)?)$"
)
_SUBTOTAL = re.compile(r"(?<!累)(?:合计|小计|总计)$")
#: Rows that stand by the total and are no parts of it: the mean, the year before, what the total grew by.
_ASIDE = re.compile(
    r"^(?:[全本]?[省市县区州盟旗]?(?:平均(?:值|数|水平)?|均值)|(?:[上去]年|比[上去]年|较[上去]年|同比|增减|增长|占比|占|比[例重]|目标|标准|排名|备注)"
    r"[^县市区旗镇乡校园]*|(?:19|20)\d\d年[^县市区旗镇乡校园]*)$"
)
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]|[\s:：]")
_BRACKETED = re.compile(r"[（(](?:单位[:：])?([^（）()]{1,8})[）)]")
_UNIT_COLUMN = re.compile(r"^(?:计量|数量)?单位$")
_UNIT_TOLD = re.compile(r"单\s*位\s*[:：]\s*([^）)】\]\s、，,/]{1,8})\s*[）)】\]]?$")
_ORDINALS = re.compile(r"^(?:序号|编号|序|号)$")
_ORDINAL = re.compile(r"^(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[（(][\d一二三四五六七八九十]{1,3}[）)])[.．、]?$")
_FIGURE_ALONE = re.compile(r"^[^\d一-鿿]*$")
_CHANGE_ALONE = re.compile(r"^[^\d，。；]{0,8}$")
_YEAR_ROW = re.compile(r"^(?:19|20)\d\d年?度?$")
_PERCENT = re.compile(r"[%％]|百分点|占比|比例|比重|增长|增幅|下降|降幅|率$")
_NOT_ADDED = re.compile(r"率|比$|占比|比例|均(?!衡)|每|增长|增幅|排名|名次|序号|年份|年度|标准|系数|(?<!大)班额|指数")
_MOST_COLUMNS = 24
_FEWEST = 3
_TELLING = 10
#: Forms of files in which a row of a table is a line.
_TYPED = ("txt", "md")


@dataclass
class Grid:
    """One table.

    Attributes:
        heads: words over each column, units in brackets and all.
        labels: words that open each row.
        cells: figure by (row, column).
        blanks: (row, column) of cells without a figure, in rows that have some.
        words: what stands in these.
        changes: changes that are told in words in such a cell: 提高1.15个百分点.
        units: the units that the rows have of their own, and the one that a line of the table gives to all of it.
    """

    number: int
    heads: dict[int, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    cells: dict[tuple[int, int], Figure] = field(default_factory=dict)
    blanks: set[tuple[int, int]] = field(default_factory=set)
    words: dict[tuple[int, int], str] = field(default_factory=dict)
    changes: dict[tuple[int, int], Figure] = field(default_factory=dict)
    units: dict[int | None, Unit] = field(default_factory=dict)

    @cached_property
    def totals(self) -> list[int]:
        """The rows of totals, subtotals among them; one that only adds up, as that of the city itself, where none is
        called so."""
        found = [row for row in self.rows if TOTAL.match(words := self.labels.get(row, "")) or _SUBTOTAL.search(words)]
        return found or [row for row in (self.rows[-1:] + self.rows[:1]) if self._adds_up_others(row)][:1]

    def _adds_up_others(self, row: int) -> bool:
        """Whether a row is the sum of all others in two columns at least and fails to be in one at most."""
        others = [r for r in self.rows if r != row]
        if len(others) < _FEWEST or _ASIDE.match(self.labels.get(row, "")):
            return False
        held = failed = 0
        for column in self.columns:
            cells = self.column(column)
            parts = [cells[r].quantity.value for r in others if r in cells]
            if row not in cells or len(parts) < len(others) or not self.adds(column):
                continue
            total, step = cells[row].quantity.value, cells[row].quantity.step
            fits = abs(sum(parts, Decimal(0)) - total) <= step
            held += fits and total >= _TELLING and sum(part != 0 for part in parts) > 1
            failed += not fits
        return held >= 2 and failed <= 1

    @cached_property
    def total(self) -> int | None:
        """The row of the total, where there is one only."""
        return self.totals[0] if len(self.totals) == 1 else None

    @cached_property
    def parts(self) -> list[int]:
        """The rows that are neither totals nor stand aside."""
        years = sum(bool(_YEAR_ROW.match(self.labels.get(row, ""))) for row in self.rows)
        mostly = 2 * years > len(self.rows)  # the years are what the rows are
        found = [row for row in self.rows if row not in self.totals]
        return [row for row in found if mostly or not _ASIDE.match(self.labels.get(row, ""))]

    def unit(self, row: int, column: int) -> Unit | None:
        """What the bare number of a cell counts, by its head, its row or a line that says it of the whole table."""
        return self._head_units.get(column) or self.units.get(row) or self.units.get(None)

    def factor(self, row: int, column: int) -> Decimal:
        """How many base units one of a cell's number is; those of a figure that has its own unit count already."""
        figure = self.cells.get((row, column))
        unit = self.unit(row, column) if figure is None or figure.quantity.kind is Kind.BARE else None
        return unit.factor if unit is not None else Decimal(1)

    @cached_property
    def _head_units(self) -> dict[int, Unit]:
        found = {}
        for column, words in self.heads.items():
            told = [unit for m in _BRACKETED.finditer(words) if (unit := parse_unit(m[1])) is not None]
            if told:
                found[column] = told[-1]
        return found

    @property
    def rows(self) -> list[int]:
        """Rows that have figures, in order."""
        return sorted({row for row, _ in self.cells})

    @property
    def columns(self) -> list[int]:
        """Columns that have figures, in order; of a very wide table the first."""
        return sorted({column for _, column in self.cells})[:_MOST_COLUMNS]

    def row(self, row: int) -> list[Figure]:
        """The figures of a row."""
        return [figure for (number, _), figure in self.cells.items() if number == row]

    def column(self, column: int) -> dict[int, Figure]:
        """The figures of a column by row."""
        return self._by_column.get(column, {})

    @cached_property
    def _by_column(self) -> dict[int, dict[int, Figure]]:
        found: defaultdict[int, dict[int, Figure]] = defaultdict(dict)
        for (row, column), figure in self.cells.items():
            found[column][row] = figure
        return dict(found)

    def is_percent(self, column: int) -> bool:
        """Whether a column holds percentages."""
        figures = self.column(column).values()
        return bool(_PERCENT.search(self.heads.get(column, ""))) or any(
            f.quantity.kind in (Kind.PERCENT, Kind.POINTS) for f in figures
        )

    def adds(self, column: int) -> bool:
        """Whether the numbers of a column can be added up: counts and amounts, no rates and means."""
        return not self.is_percent(column) and not _NOT_ADDED.search(self.name(column))

    def name(self, column: int) -> str:
        """What a column counts, without unit and spaces."""
        return _BRACKETS.sub("", self.heads.get(column, ""))


def grids(document: Document, statements: Iterable[Statement]) -> list[Grid]:
    """Every table that has figures; a cell's figure is the one that is all it says."""
    alone: dict[tuple[int, int], Figure] = {}
    worded: dict[tuple[int, int], Figure] = {}
    for statement in statements:
        if statement.flow.part == "table" and len(statement.figures) == 1:
            figure = statement.figures[0]
            around = statement.text[: figure.start - statement.start] + statement.text[figure.end - statement.start :]
            place = statement.flow.pieces[0]
            at = (place[1], place[2] if document.form in _TYPED else 0)
            if _FIGURE_ALONE.match(around):
                alone[at] = figure
            elif figure.role is Role.CHANGE and figure.direction and _CHANGE_ALONE.match(around):
                worded[at] = figure
    tables: dict[int, dict[tuple[int, int], tuple[str, Figure | None]]] = defaultdict(dict)
    changes: dict[tuple[int, int, int], Figure] = {}
    for paragraph in document.paragraphs:
        if paragraph.cell is not None:
            table, row, first = paragraph.cell
            cells = row_cells(paragraph.text) if document.form in _TYPED else [(0, paragraph.text.strip())]
            for column, (start, words) in enumerate(cells, first):
                tables[table].setdefault((row, column), (words, alone.get((paragraph.index, start))))
                if (paragraph.index, start) in worded:
                    changes[table, row, column] = worded[paragraph.index, start]
    sides = ((number, side) for number, cells in tables.items() for side in _sides(cells))
    found = [grid for number, side in sides if (grid := _grid(number, side)).cells]
    for grid in found:
        grid.changes = {
            place: changes[grid.number, *place] for place in grid.blanks if (grid.number, *place) in changes
        }
    return found


_Cells = dict[tuple[int, int], tuple[str, Figure | None]]


def _sides(cells: _Cells) -> Iterator[_Cells]:
    """The cells of a table, or of each of the lists that stand side by side in it."""
    width = max(column for _, column in cells) + 1
    rows = sorted({row for row, _ in cells})
    starts = side_starts([[cells.get((row, column), ("", None))[0] for column in range(width)] for row in rows])
    for start, end in zip(starts, [*starts[1:], width], strict=True):
        if side := {place: cell for place, cell in cells.items() if start <= place[1] < end}:
            yield side


def _grid(number: int, cells: _Cells) -> Grid:
    grid = Grid(number)
    first = min(column for _, column in cells)
    lines: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), (text, _) in sorted(cells.items()):
        lines[row][column] = text
    body = sorted({row for (row, column), (_, figure) in cells.items() if figure is not None and column > first})
    top = body[0] if body else 0
    _read_heads(grid, {row: line for row, line in lines.items() if row < top})
    under = {row: line for row, line in lines.items() if row >= top}
    named = _label_columns(grid, under, cells, first)
    grid.labels = _labels(under, named)
    for (row, column), (text, figure) in sorted(cells.items()):
        if row < top or column in named:
            continue
        if figure is not None:
            grid.cells[row, column] = figure
        else:
            grid.blanks.add((row, column))
            grid.words[row, column] = text
            if _UNIT_COLUMN.match(grid.name(column)) and (unit := parse_unit(text)) is not None:
                grid.units[row] = unit
    for row, line in under.items():
        told = _BRACKETED.search(line.get(named[-1], "")) if row not in grid.units else None
        if told and (unit := parse_unit(told[1])) is not None:
            grid.units[row] = unit
    return grid


def _read_heads(grid: Grid, lines: dict[int, dict[int, str]]) -> None:
    """The words over each column: all lines above the figures, a merged cell's over each that it spans."""
    last = max(lines, default=-1)
    for row, line in sorted(lines.items()):
        filled = {column: text for column, text in line.items() if text}
        if len(filled) == 1 and (told := _UNIT_TOLD.search(next(iter(filled.values())))) and row < last:
            if (unit := parse_unit(told[1])) is not None:
                grid.units[None] = unit
            continue
        spread = dict(filled)
        if row < last and len(filled) > 1:  # a line of one cell is a caption
            carried, at = "", min(filled)
            for column in range(at, max((c for one in lines.values() for c in one), default=at) + 1):
                carried = filled.get(column, carried)
                below = any(lines[r].get(column) for r in lines if r > row)
                if column not in filled and carried and below:
                    spread[column] = carried
        for column, text in spread.items():
            if text not in grid.heads.get(column, ""):
                grid.heads[column] = grid.heads.get(column, "") + text


def _label_columns(grid: Grid, lines: dict[int, dict[int, str]], cells: _Cells, first: int) -> list[int]:
    """The columns that name the rows: the first, or the second where the first numbers or groups them."""
    wordy = {row: line for row, line in lines.items() if line.get(first)}
    second = [line.get(first + 1, "") for line in lines.values()]
    texts = second and all(
        cells.get((row, first + 1), ("", None))[1] is None for row in lines
    )  # a figure there is a value
    if not texts or not any(second) or _UNIT_COLUMN.match(grid.name(first + 1)):
        return [first]
    if _ORDINALS.match(grid.name(first)) or all(
        _ORDINAL.match(line[first]) or TOTAL.match(_BRACKETS.sub("", line[first])) for line in wordy.values()
    ):
        return [first, first + 1]
    parts = [line.get(first, "") for line in lines.values() if not TOTAL.match(_BRACKETS.sub("", line.get(first, "")))]
    grouped = len(set(parts)) < len(parts) and len(set(second)) > len(set(parts))
    return [first, first + 1] if grouped else [first]


def _labels(lines: dict[int, dict[int, str]], named: list[int]) -> dict[int, str]:
    """The name of each row; of rows in groups with the name of the group where it alone tells them apart."""
    names = {row: [_BRACKETS.sub("", line.get(column, "")) for column in named] for row, line in lines.items()}
    if len(named) == 1:
        return {row: words[0] for row, words in names.items()}
    found: dict[int, str] = {}
    group = ""
    often = Counter(words[1] for words in names.values())
    for row, (over, own) in sorted(names.items()):
        group = over or group
        if not own or TOTAL.match(over):
            found[row] = over
        elif often[own] > 1 and not _ORDINAL.match(group):
            found[row] = group + own
        else:
            found[row] = own
    return found
