"""Columns of a small table whose heads say what they are made of: 结余 of 计划 and 完成, 净增 of 招聘 and 退休.

A table of many rows shows by itself which column follows from which; of two rows only the heads do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.relations.cells import cell_value
from drafter.checking.relations.model import Relation
from drafter.checking.relations.trials import Trial, decided, misplaced
from drafter.checking.text.grids import Grid
from drafter.findings import State

__all__ = ["named_columns"]

#: (what is left, what it is taken from, what is taken), each by the whole head.
_MADE = (
    (
        re.compile(r"结余|余额|剩余|未完成|未到位|缺口|差额|缺编|空编|缺额|尚缺"),
        re.compile(r"计划|预算|应[配有]|核定|任务|需求|需要|下达|安排|编制"),
        re.compile(r"完成|执行|实有|现有|已[配有]|支出|到位|在编|实际"),
    ),
    (
        re.compile(r"净增|净变化|净流入"),
        re.compile(r"招聘|增加|新增|转入|调入|流入|新进"),
        re.compile(r"退休|减少|转出|调出|流出|离职"),
    ),
)
_MOST_ROWS = 3


def named_columns(grid: Grid) -> Iterator[Relation]:
    """Each row of a table that has exactly one column of each of the three."""
    if len(grid.rows) > _MOST_ROWS:
        return
    for patterns in _MADE:
        columns = [[c for c in grid.columns if p.search(grid.name(c)) and not grid.is_percent(c)] for p in patterns]
        if any(len(found) != 1 for found in columns) or len({c for found in columns for c in found}) < len(patterns):
            continue
        (left,), (whole,), (taken,) = columns
        found = [r for row in grid.rows if (r := _left(grid, row, left, whole, taken)) is not None]
        held = [r for r in found if r.state is State.PROVED]
        for relation in found:
            exact = abs(relation.figures[0].quantity.value - relation.figures[1].quantity.value)
            if relation.state is State.PROVED or held or misplaced(relation.stated.quantity, exact):
                yield relation


def _left(grid: Grid, row: int, left: int, whole: int, taken: int) -> Relation | None:
    stated, one, other = (grid.cells.get((row, column)) for column in (left, whole, taken))
    if stated is None or one is None or other is None or stated.quantity.value < 0:
        return None
    computed = abs(cell_value(one) - cell_value(other))
    exact = abs(one.quantity.value - other.quantity.value)
    return decided("difference", Trial((one, other), computed, exact, f"表中{one.text}－{other.text}"), stated)
