"""Tables of a document as grids of figures: each value with the words of its row and of its column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Statement
from drafter.reading import Document
from drafter.reading.tabular import side_starts
from drafter.reading.typed import row_cells

__all__ = ["TOTAL", "Grid", "grids"]

TOTAL = re.compile(
    r"^(?:(?:[一二三四五两\d]年|[一二三四五六七八九两\d]项)?合\s*计|总\s*计|小\s*计|总数|[全本][省市县区州盟旗](?:合计|总计)?)$"
)
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]|[\s:：]")
_FIGURE_ALONE = re.compile(r"^[^\d一-鿿]*$")
_PERCENT = re.compile(r"[%％]|占比|比例|比重|增长|增幅|下降|降幅|率$")
_MOST_COLUMNS = 24
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
    """

    number: int
    heads: dict[int, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    cells: dict[tuple[int, int], Figure] = field(default_factory=dict)
    blanks: set[tuple[int, int]] = field(default_factory=set)
    words: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def rows(self) -> list[int]:
        """Rows that have figures, in order."""
        return sorted({row for row, _ in self.cells})

    @property
    def columns(self) -> list[int]:
        """Columns that have figures, in order; of a very wide table the first."""
        return sorted({column for _, column in self.cells})[:_MOST_COLUMNS]

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

    def name(self, column: int) -> str:
        """What a column counts, without unit and spaces."""
        return _BRACKETS.sub("", self.heads.get(column, ""))


def grids(document: Document, statements: Iterable[Statement]) -> list[Grid]:
    """Every table that has figures; a cell's figure is the one that is all it says."""
    alone: dict[tuple[int, int], Figure] = {}
    for statement in statements:
        if statement.flow.part == "table" and len(statement.figures) == 1:
            figure = statement.figures[0]
            around = statement.text[: figure.start - statement.start] + statement.text[figure.end - statement.start :]
            if _FIGURE_ALONE.match(around):
                place = statement.flow.pieces[0]
                alone[place[1], place[2] if document.form in _TYPED else 0] = figure
    tables: dict[int, dict[tuple[int, int], tuple[str, Figure | None]]] = defaultdict(dict)
    for paragraph in document.paragraphs:
        if paragraph.cell is not None:
            table, row, first = paragraph.cell
            cells = row_cells(paragraph.text) if document.form in _TYPED else [(0, paragraph.text.strip())]
            for column, (start, words) in enumerate(cells, first):
                tables[table].setdefault((row, column), (words, alone.get((paragraph.index, start))))
    sides = ((number, side) for number, cells in tables.items() for side in _sides(cells))
    return [grid for number, side in sides if (grid := _grid(number, side)).cells]


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
    body = sorted({row for (row, column), (_, figure) in cells.items() if figure is not None and column > first})
    top = body[0] if body else 0
    for (row, column), (text, figure) in sorted(cells.items()):
        if row < top:
            if text and text not in grid.heads.get(column, ""):
                grid.heads[column] = grid.heads.get(column, "") + text
        elif column == first:
            grid.labels[row] = _BRACKETS.sub("", text)
        elif figure is not None:
            grid.cells[row, column] = figure
        else:
            grid.blanks.add((row, column))
            grid.words[row, column] = text
    return grid
