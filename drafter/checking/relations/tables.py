"""Tables: totals of rows and columns, and columns that follow from others (占比, 增长, 增减)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.relations.slips import slipped_parts, slipped_total
from drafter.checking.text.grids import TOTAL, Grid
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["cell_value", "table_relations"]

_HUNDRED = Decimal(100)
_NOT_ADDED = re.compile(r"率|比$|占比|比例|均|增长|增幅|排名|名次|序号|年份|年度|标准|系数")
_SOME = re.compile(r"^其中|^含|^#|^占")
_TOGETHER = re.compile(r"(?<!累)(?:合计|总计|小计)$")
_SAMPLE = 60
_MOST = 8
_Rule = tuple[str, Callable[[Interval, Interval], Interval], Callable[[Decimal, Decimal], Decimal]]
_DERIVED: tuple[_Rule, ...] = (
    ("share", lambda a, b: (a / b).scaled(_HUNDRED), lambda a, b: a / b * _HUNDRED),
    ("growth", lambda a, b: abs(((a - b) / b).scaled(_HUNDRED)), lambda a, b: abs((a - b) / b * _HUNDRED)),
    ("difference", lambda a, b: abs(a - b), lambda a, b: abs(a - b)),
    ("quotient", lambda a, b: a / b, lambda a, b: a / b),
)
#: Columns that can be one count divided by another: 生师比, 平均班额.
_QUOTIENT = re.compile(r"比$|均|每|班额")


def table_relations(grid: Grid, told: Collection[Decimal] = ()) -> Iterator[Relation]:
    """Every relation of a table's own figures; where several fail over one cell, that cell is to blame.

    Args:
        told: values that the text gives too, so that a total among them is rather right.
    """
    found = [*_column_totals(grid), *_row_totals(grid)]
    summed = {frozenset(f.id for f in relation.figures) for relation in found}
    for column in grid.columns:
        derived = list(_derived(grid, column))
        # that 小学 is the difference of 合计 and 初中 says nothing new
        found += [r for r in derived if r.kind != "difference" or frozenset(f.id for f in r.figures) not in summed]
    yield from _blamed(found, told)


def _blamed(found: list[Relation], told: Collection[Decimal]) -> Iterator[Relation]:
    """Totals that do not add up, laid at the cell that fails in its row as well or whose digits changed places."""
    failing = Counter(f.id for r in found if r.state is State.REFUTED for f in r.figures)
    crossed = Counter(f.id for r in found if r.state is State.REFUTED and r.kind == "sum" for f in r.figures)
    sound = {f.id for r in found if r.state is State.PROVED and r.kind != "sum" for f in r.figures}
    for relation in found:
        if relation.state is State.REFUTED and relation.kind == "sum":
            *parts, total = relation.figures
            shared = [f for f in parts if crossed[f.id] > 1 or (failing[f.id] > 1 and f.id not in sound)]
            missing = total.quantity.value - sum((f.quantity.value for f in parts), Decimal(0))
            wrong = shared if failing[total.id] == 1 else []
            wrong = wrong or ([] if slipped_total(parts, total) else slipped_parts(parts, missing))
            if len(wrong) == 1:
                yield replace(relation, blamed=wrong[0])
                continue
            if len(wrong) == 2 and total.quantity.value in told:  # which of the two it is nothing tells
                yield from (replace(relation, blamed=part, weak=True) for part in wrong)
                continue
        yield relation


def cell_value(figure: Figure) -> Interval:
    """What a cell stands for; numbers without a unit are as printed, whole ones exact."""
    quantity = figure.quantity
    if quantity.kind is Kind.BARE and not quantity.decimals:
        return Interval.exact(quantity.value)
    return quantity.interval


def _added(grid: Grid, column: int) -> bool:
    return not grid.is_percent(column) and not _NOT_ADDED.search(grid.name(column))


def _column_totals(grid: Grid) -> Iterator[Relation]:
    totals = [row for row in grid.rows if TOTAL.match(grid.labels.get(row, ""))]
    if len(totals) != 1 or any(_SOME.match(grid.labels.get(row, "")) for row in grid.rows):
        return
    for column in grid.columns:
        figures = grid.column(column)
        parts = [figure for row, figure in figures.items() if row != totals[0]]
        blank = any((row, column) in grid.blanks for row in grid.rows)
        if totals[0] in figures and len(parts) > 1 and not blank and _added(grid, column):
            yield _total(parts, figures[totals[0]], grid.labels[totals[0]], grid.name(column))


def _row_totals(grid: Grid) -> Iterator[Relation]:
    """A 合计 column, when in most rows it is the sum of the others: tables mix units in many ways."""
    sums = [column for column in grid.columns if TOTAL.match(grid.name(column)) or _TOGETHER.search(grid.name(column))]
    parts = [c for c in grid.columns if c not in sums and _added(grid, c) and not _SOME.match(grid.name(c))]
    if len(sums) != 1:
        return
    # where other columns stand beside them, those before the total may be all of it: 小学 | 初中 | 合计 | 大班额
    for some in dict.fromkeys((tuple(parts), tuple(c for c in parts if c < sums[0]))):
        if len(some) < 2:
            continue
        found = [
            _total(
                [grid.cells[row, c] for c in some],
                grid.cells[row, sums[0]],
                grid.name(sums[0]),
                grid.labels.get(row, ""),
            )
            for row in grid.rows
            if (row, sums[0]) in grid.cells and all((row, c) in grid.cells for c in some)
        ]
        held = sum(relation.state is State.PROVED for relation in found)
        if held >= 2 and held * 2 > len(found):
            yield from found
            return


def _total(parts: list[Figure], total: Figure, name: str, of: str) -> Relation:
    computed, exact = Interval.exact(Decimal(0)), Decimal(0)
    for part in parts:
        computed, exact = computed + cell_value(part), exact + part.quantity.value
    state = State.PROVED if computed.meets(cell_value(total)) else State.REFUTED
    expected = "" if state is State.PROVED else printed_like(exact, total.quantity)
    shown = "＋".join(part.text for part in parts[:_MOST]) + ("＋…" if len(parts) > _MOST else "")
    return Relation("sum", f"表中{of}各项{shown}＝{name}{total.text}", state, (*parts, total), expected)


def _derived(grid: Grid, column: int) -> Iterator[Relation]:
    """A column that most of its rows show to be made of two others, or of another and its total."""
    stated = grid.column(column)
    others = [c for c in grid.columns if c != column and not grid.is_percent(c)]
    total = next((row for row in grid.rows if TOTAL.match(grid.labels.get(row, ""))), None)
    pairs: list[tuple[int, int | None]] = list(permutations(others, 2))
    if total is not None:
        pairs += [(c, None) for c in others]
    sample = list(stated)[:_SAMPLE]
    for kind, interval, exact in _DERIVED:
        if (kind in ("share", "growth")) != grid.is_percent(column):
            continue
        if kind == "quotient" and not _QUOTIENT.search(grid.name(column)):
            continue
        for left, right in pairs:
            if right is None and kind != "share":
                continue
            rows = [r for r in sample if r != total and _operands(grid, r, left, right, total) is not None]
            held = [r for r in rows if _holds(grid, r, left, right, total, interval, stated[r])]
            if len(held) < 2 or len(held) * 3 < len(rows) * 2:
                continue
            for row, figure in stated.items():
                operands = _operands(grid, row, left, right, total)
                if operands is not None and row != total:
                    yield _one(kind, operands, figure, interval, exact)
            return


def _operands(grid: Grid, row: int, left: int, right: int | None, total: int | None) -> tuple[Figure, Figure] | None:
    one = grid.cells.get((row, left))
    other = grid.cells.get((row, right)) if right is not None else grid.cells.get((total or 0, left))
    if one is None or other is None or cell_value(other).low <= 0:
        return None
    return one, other


def _holds(
    grid: Grid,
    row: int,
    left: int,
    right: int | None,
    total: int | None,
    interval: Callable[[Interval, Interval], Interval],
    stated: Figure,
) -> bool:
    operands = _operands(grid, row, left, right, total)
    if operands is None or 0 in (stated.quantity.value, operands[0].quantity.value):
        return False  # 0－2＝2 shows nothing of what a column is made of
    return interval(cell_value(operands[0]), cell_value(operands[1])).meets(abs(cell_value(stated)))


def _one(
    kind: str,
    operands: tuple[Figure, Figure],
    stated: Figure,
    interval: Callable[[Interval, Interval], Interval],
    exact: Callable[[Decimal, Decimal], Decimal],
) -> Relation:
    left, right = operands
    value = exact(left.quantity.value, right.quantity.value)
    quantity = stated.quantity
    if quantity.value < 0:
        size = abs(quantity.interval)
        rises = kind == "growth" and left.quantity.value > right.quantity.value
        quantity = replace(quantity, value=-quantity.value, interval=size.scaled(Decimal(-1)) if rises else size)
    computed = interval(cell_value(left), cell_value(right))
    state, truncated = decide(abs(computed) if kind == "share" else computed, quantity, value)
    mark = {"share": "÷", "growth": "比", "difference": "－", "quotient": "÷"}[kind]
    expected = "" if state is State.PROVED else printed_like(value, stated.quantity)
    return Relation(kind, f"表中{left.text}{mark}{right.text}", state, (left, right, stated), expected, truncated)
