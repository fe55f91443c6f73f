"""Several rows told one after the other in the same words, and what they come to together.

「东片12所完工8所，西片9所完工7所；两片合计21所、完工15所」: every column adds up for itself. That no row
was left out the number before 合计 tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.trials import Trial, decided
from drafter.checking.relations.wholes import added
from drafter.checking.text.quantities import Kind
from drafter.checking.text.reckoning import ADDED
from drafter.checking.text.statements import Figure, Role, Statement

__all__ = ["layered"]

_TOTAL = re.compile(rf"^(?:{ADDED}|共)[^，。；、\d]{{0,6}}$")
_COLUMNS = range(2, 5)
_MOST = 9
_MARKS = re.compile(r"[，；、。\s的为]")


def layered(statement: Statement) -> Iterator[Relation]:
    """Every column of the rows before 三片合计."""
    figures = statement.figures
    for at, many in enumerate(figures):
        rows = int(many.quantity.value) if many.quantity.value == many.quantity.value.to_integral_value() else 0
        if not 1 < rows <= _MOST or at + 2 >= len(figures) or not _TOTAL.match(figures[at + 1].gap):
            continue
        for columns in _COLUMNS:
            totals = figures[at + 1 : at + 1 + columns]
            cells = figures[at - rows * columns : at] if at >= rows * columns else []
            if cells and len(totals) == columns and _in_columns(cells, totals, rows):
                for column, total in enumerate(totals):
                    yield _column(cells[column::columns], total)
                break


def _in_columns(cells: list[Figure], totals: list[Figure], rows: int) -> bool:
    """Whether the figures are so many rows of the same columns, each named by the same words behind the first."""
    columns = len(totals)
    usable = all(f.quantity.kind is Kind.AMOUNT and f.quantity.definite and f.role is Role.LEVEL for f in cells)
    if not usable or any("其中" in f.gap for f in cells):
        return False
    for at in range(columns):
        column = [*cells[at::columns], totals[at]]
        names = {_MARKS.sub("", f.gap) for f in column}
        if len({f.quantity.dimension for f in column}) > 1 or (at and len(names) > 1):
            return False
    return len(cells) == rows * columns


def _column(parts: list[Figure], total: Figure) -> Relation:
    exact = sum((f.quantity.value for f in parts), Decimal(0))
    return decided("sum", Trial(tuple(parts), added(parts), exact, "＋".join(f.text for f in parts)), total)
