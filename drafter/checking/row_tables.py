"""Tables whose rows are stages or owners and whose columns say what of theirs: 小学, 专任教师（人）.

A column tells rows of the sheet where some of its cells have their values; then the others are held against theirs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from drafter.checking.plausible import digits, typed_for
from drafter.checking.row_model import EXCHANGED, LAST_YEAR, MISTYPED, ONLY, Reading, Sheet
from drafter.checking.row_names import Said
from drafter.checking.text.grids import Grid
from drafter.checking.text.statements import Figure
from drafter.checking.text.things import read_words
from drafter.facts import Indicator, Period, parse_unit

__all__ = ["RowTables"]

_OTHER = re.compile(r"上年|去年|20\d\d|同比|[较比]|增|减|新|占|目标|标准|计划|任务|排|序|城|乡|镇|农村|其中|平均")
_BRACKET = re.compile(r"[（(](?:单位[:：])?([^（）()]{1,6})[）)]")
_ALL, _AHEAD = 0.8, 0.1
_TELLING = 3


class RowTables:
    """Reads such tables."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def read(self, grids: Sequence[Grid], settled: Collection[int]) -> Iterator[Reading]:
        """Cells that are not their rows', in columns of which others are.

        Args:
            settled: figures that are known to be right or wrong.
        """
        for grid in grids:
            columns: dict[int, list[tuple[Figure, Indicator]]] = defaultdict(list)
            for (row, column), figure in grid.cells.items():
                label, head = grid.labels.get(row, ""), grid.heads.get(column, "")
                if not _OTHER.search(label + head) and (told := self._row(label, head, figure)) is not None:
                    columns[column].append(told)
            for cells in columns.values():
                if len({row.id for _, row in cells}) == len(cells):
                    yield from self._column(cells, settled)

    def _row(self, label: str, head: str, figure: Figure) -> tuple[Figure, Indicator] | None:
        """The row of the sheet that the words of a cell's row and column tell, with its figure in the column's unit."""
        words = read_words(label)
        if words.rest or not (words.stages or words.owners) or not head:
            return None
        bracket = _BRACKET.search(head)
        unit = parse_unit(bracket[1]) if bracket else None
        quantity = figure.quantity
        if quantity.unit is None and unit is not None:
            quantity = replace(
                quantity, unit=unit, value=quantity.value * unit.factor, step=quantity.step * unit.factor
            )
            quantity = replace(quantity, interval=quantity.interval.scaled(unit.factor))
        meant = replace(figure, quantity=quantity)
        said = Said.of(_BRACKET.sub("", label) + _BRACKET.sub("", head), "")
        rows = [row.id for row in self._sheet.values.measured(meant)] if quantity.unit is not None else []
        fits = self._sheet.names.fits(said, rows)
        clear = fits and (len(fits) == 1 or fits[0].worth - fits[1].worth > _AHEAD)
        if not clear or fits[0].told < _ALL or fits[0].only < ONLY or fits[0].row.words.stages != said.words.stages:
            return None
        return meant, fits[0].row.indicator

    def _column(self, cells: list[tuple[Figure, Indicator]], settled: Collection[int]) -> Iterator[Reading]:
        holds = self._sheet.values.holds
        right = [holds(figure, row) for figure, row in cells]
        if not any(right) and not self._exchanged(cells):
            return
        for (figure, row), held in zip(cells, right, strict=True):
            if held:
                yield self._sheet.reading(figure, row)
            elif figure.id not in settled and (reason := self._reason(figure, row, cells)):
                yield self._sheet.reading(figure, row, reason)

    def _exchanged(self, cells: list[tuple[Figure, Indicator]]) -> bool:
        """Whether every cell has the value of another."""
        return len(cells) > 1 and all(any(self._sheet.values.holds(f, row) for f, _ in cells) for _, row in cells)

    def _reason(self, figure: Figure, row: Indicator, cells: list[tuple[Figure, Indicator]]) -> str:
        """Why a cell has most likely come from its row; empty where nothing says so."""
        fact = self._sheet.metrics.get(row.id)
        if fact is None or digits(figure.quantity.value) < _TELLING:
            return ""
        if typed_for(figure.quantity.value / row.unit.factor, fact.value):
            return MISTYPED
        if self._sheet.values.holds(figure, row, Period.PREVIOUS):
            return LAST_YEAR
        others = (other for _, other in cells if other.id != row.id)
        return EXCHANGED if any(self._sheet.values.holds(figure, other) for other in others) else ""
