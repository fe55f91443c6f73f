"""Totals of a table's rows and columns: 合计 of all parts, 小计 of a group, a column that adds up others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.relations.cells import cell_value
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.text.grids import TOTAL, Grid
from drafter.checking.text.statements import Figure
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["column_totals", "row_totals"]

_NOT_ADDED = re.compile(r"率|比$|占比|比例|均(?!衡)|每|增长|增幅|排名|名次|序号|年份|年度|标准|系数|(?<!大)班额|指数")
#: Columns that are what others have moved by, or the same thing of another year.
_MOVED = re.compile(r"增减|增加|减少|变化|变动|净增|升降|比上年|较上年|同比|差|缺|余|(?:19|20)\d\d|[上去本今]年")
#: Rows of rates, where the columns are places.
_RATE = re.compile(r"率|比$|占比|比例|均(?!衡)")
_SOME = re.compile(r"^其中|^含|^#|^占")
_TOGETHER = re.compile(r"(?<!累)(?:合计|总计|小计)$")
_SUBTOTAL = re.compile(r"小\s*计$")
_MOST = 8
_WIDEST = 6


# --- columns ---------------------------------------------------------------------------------------------------


def column_totals(grid: Grid) -> Iterator[Relation]:
    """The total of each column, where its row is there once or the subtotals lead up to it."""
    if grid.total is None:
        if len(grid.totals) > 1:
            yield from _in_groups(grid)
        return
    some = [row for row in grid.parts if _SOME.match(grid.labels.get(row, ""))]
    parts = [row for row in grid.parts if row not in some]
    found = [r for column in grid.columns if (r := _of_column(grid, column, parts, grid.total)) is not None]
    # what stands under 其中 may go on below it: the columns themselves show whether it does
    if not some or _mostly_held(found):
        yield from found


def _of_column(grid: Grid, column: int, parts: Sequence[int], total: int) -> Relation | None:
    if not grid.adds(column) or any((row, column) in grid.blanks for row in (*parts, total)):
        return None
    figures = [figure for row in parts if (figure := grid.cells.get((row, column))) is not None]
    whole = grid.cells.get((total, column))
    if whole is None or len(figures) < 2:
        return None
    return _total(figures, whole, grid.labels[total], grid.name(column))


def _mostly_held(found: Sequence[Relation]) -> bool:
    held = sum(relation.state is State.PROVED for relation in found)
    return held >= 2 and held * 2 > len(found)


def _in_groups(grid: Grid) -> Iterator[Relation]:
    """Each 小计 of the rows since the one before (or up to the next, where it stands above), and 合计 of the 小计."""
    subtotals = [row for row in grid.totals if _SUBTOTAL.search(grid.labels[row])]
    wholes = [row for row in grid.totals if row not in subtotals]
    if len(subtotals) < 2 or len(wholes) > 1 or any(_SOME.match(grid.labels.get(row, "")) for row in grid.rows):
        return
    for below in (True, False):
        groups: dict[int, list[int]] = {}
        loose: list[int] = []
        waiting: list[int] = []
        for row in grid.rows if below else reversed(grid.rows):
            if row in subtotals:
                groups[row], waiting = waiting, []
            elif row in wholes:
                loose, waiting = [*loose, *waiting], []
            elif row in grid.parts:
                waiting.append(row)
        loose += waiting
        found = [
            relation
            for column in grid.columns
            for total, parts in groups.items()
            if (relation := _of_column(grid, column, sorted(parts), total)) is not None
        ]
        if not _mostly_held(found):
            continue
        yield from found
        for column in grid.columns if wholes else ():
            whole = _of_column(grid, column, sorted([*subtotals, *loose]), wholes[0])
            if whole is not None:
                yield whole
        return


# --- rows ------------------------------------------------------------------------------------------------------


def row_totals(grid: Grid) -> Iterator[Relation]:
    """A 合计 column, when in most rows it is the sum of the others: tables mix units in many ways.

    Columns that have no such head add up where nearly all rows show it: 优秀, 良好 and 合格 beside 学校数.
    """
    sums = [column for column in grid.columns if TOTAL.match(grid.name(column)) or _TOGETHER.search(grid.name(column))]
    added = [c for c in grid.columns if grid.adds(c)]
    plain = [c for c in added if c not in sums and not _SOME.match(grid.name(c))]
    tried: list[tuple[int, list[int]]] = []
    if len(sums) == 1:
        # where other columns stand beside them, those before the total may be all of it: 小学 | 初中 | 合计 | 大班额
        before, after = [c for c in plain if c < sums[0]], [c for c in plain if c > sums[0]]
        tried = [(sums[0], some) for some in (plain, before, after)]
    tried += _of_groups(grid, added)
    done: set[int] = set()
    for total, parts in tried:
        if len(parts) > 1 and total not in done and _shown(found := _across(grid, total, parts), 2):
            done.add(total)
            yield from found
    yield from _side_by_side(grid, [c for c in added if c not in done])


def _of_groups(grid: Grid, added: Sequence[int]) -> list[tuple[int, list[int]]]:
    """合计学校 beside 小学学校 and 初中学校, heads of two lines: the total of each thing with the columns of it."""
    found = []
    for total in added:
        name = grid.name(total)
        match = re.match(r"(?:合\s*计|总\s*计|[全本][省市县区州盟旗](?:合计)?)(?P<thing>[一-鿿]{1,12})$", name)
        if match:
            found.append((total, [c for c in added if c != total and grid.name(c).endswith(match["thing"])]))
    return found


def _side_by_side(grid: Grid, added: Sequence[int]) -> Iterator[Relation]:
    """Columns that stand next to each other and make the one before or after them in nearly every row."""
    if len(grid.rows) < 3:
        return
    added = [c for c in added if not _MOVED.search(grid.name(c))]
    taken: set[int] = set()
    for at, total in enumerate(added):
        for width in range(2, _WIDEST + 1):
            for parts in (added[at + 1 : at + 1 + width], added[max(0, at - width) : at]):
                if len(parts) < width or taken & {total, *parts}:
                    continue
                found = _across(grid, total, parts)
                telling = [r for r in found if sum(f.quantity.value != 0 for f in r.figures[:-1]) > 1]
                if _shown(telling, 3) and sum(r.state is State.REFUTED for r in found) <= 1:
                    taken |= {total, *parts}
                    yield from found


def _across(grid: Grid, total: int, parts: Sequence[int]) -> list[Relation]:
    return [
        _total([grid.cells[row, c] for c in parts], whole, grid.name(total), grid.labels.get(row, ""))
        for row, whole in grid.column(total).items()
        if all((row, c) in grid.cells for c in parts) and not _RATE.search(grid.labels.get(row, ""))
    ]


def _shown(found: Sequence[Relation], least: int) -> bool:
    held = sum(relation.state is State.PROVED for relation in found)
    return held >= least and held * 2 > len(found)


def _total(parts: list[Figure], total: Figure, name: str, of: str) -> Relation:
    computed, exact = Interval.exact(Decimal(0)), Decimal(0)
    for part in parts:
        computed, exact = computed + cell_value(part), exact + part.quantity.value
    state = State.PROVED if computed.meets(cell_value(total)) else State.REFUTED
    expected = "" if state is State.PROVED else printed_like(exact, total.quantity)
    shown = "＋".join(part.text for part in parts[:_MOST]) + ("＋…" if len(parts) > _MOST else "")
    return Relation("sum", f"表中{of}各项{shown}＝{name}{total.text}", state, (*parts, total), expected)
