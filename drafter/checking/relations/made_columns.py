"""Columns that the table itself shows to be made of others: 占比, 完成率, 增长, 增减, 生师比, 班额, 生均.

What a column is made of its rows tell: nearly all of them must hold, so that the one that does not is the wrong one.
The row of the total is made in the same way, or tells the mean of the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

from drafter.checking.relations.cells import cell_value, in_base_units
from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.text.grids import TOTAL, Grid
from drafter.checking.text.statements import Figure
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["made_columns"]

_HUNDRED = Decimal(100)
_SAMPLE = 60
_ZERO = Interval.exact(Decimal(0))
#: Columns that can be one count divided by another: 生师比, 平均班额, 每百名学生终端数.
_QUOTIENT = re.compile(r"比$|均(?!衡)|每|(?<!大)班额(?!班)")
_PER = (
    (re.compile(r"每百|每一百"), _HUNDRED),
    (re.compile(r"每千"), Decimal(1000)),
    (re.compile(r"每万"), Decimal(10000)),
)
_PRODUCT = re.compile(r"金额|资金|经费|合计|总|小计")
_MEAN = re.compile(r"率|均(?!衡)|生师比|师生比|(?<!大)班额")
_NO_MEAN = re.compile(r"构成|增|减|变化|同比|系数|差|排名|名次|标准|目标")
_FEW = Decimal(10)
_MARKS = {"share": "÷", "growth": "比", "difference": "－", "quotient": "÷", "product": "×"}
_Value = tuple[Interval, Decimal]


@dataclass(frozen=True)
class _Made:
    """One way in which a column may be made: of two columns, or of one and its total (``right`` None)."""

    kind: str
    column: int
    left: int
    right: int | None
    times: Decimal = Decimal(1)


def made_columns(grid: Grid) -> Iterator[Relation]:
    """The relation of every cell of each column that is made of others."""
    for column in grid.columns:
        for made in _ways(grid, column):
            if _is_shown(grid, made):
                yield from _relations(grid, made)
                break
        else:
            yield from _beyond_rows(grid, column)
    yield from _stocks(grid)


def _ways(grid: Grid, column: int) -> Iterator[_Made]:
    others = [c for c in grid.columns if c != column and not grid.is_percent(c)]
    pairs = list(permutations(others, 2))
    if grid.is_percent(column):
        yield from (_Made("share", column, left, right) for left, right in pairs)
        if grid.total is not None:
            yield from (_Made("share", column, left, None) for left in others)
        yield from (_Made("growth", column, left, right) for left, right in pairs)
        return
    totals = {c for c in grid.columns if TOTAL.match(grid.name(c))}  # what they add up to is told of the rows
    yield from (_Made("difference", column, *pair) for pair in pairs if not totals & {column, *pair})
    name = grid.heads.get(column, "")
    if _QUOTIENT.search(grid.name(column)):
        times = next((factor for pattern, factor in _PER if pattern.search(name)), Decimal(1))
        yield from (_Made("quotient", column, left, right, times) for left, right in pairs)
    if _PRODUCT.search(name):
        yield from (_Made("product", column, left, right) for left, right in pairs if left < right)


def _is_shown(grid: Grid, made: _Made) -> bool:
    """Whether two rows and two thirds of all show a column to be made so; 0－2＝2 shows nothing."""
    held = tried = 0
    signed = _is_signed(grid, made)
    # the total of differences follows from the rows and shows nothing more
    rows = [row for row in _rows(grid, made) if made.kind != "difference" or row not in grid.totals]
    for row in rows[:_SAMPLE]:
        computed, stated = _computed(grid, row, made), _stated(grid, row, made)
        if computed is None or stated is None or 0 in (stated[1], grid.cells[row, made.left].quantity.value):
            continue
        tried += 1
        if computed[0].meets(stated[0]) or (not signed and abs(computed[0]).meets(abs(stated[0]))):
            held += 1
        elif tried > 3 and held * 3 < tried:
            return False
    return held >= 2 and held * 3 >= tried * 2


def _is_signed(grid: Grid, made: _Made) -> bool:
    """Whether a column of changes tells falls by their sign, so that each of its signs tells something."""
    return made.kind in ("growth", "difference") and any(
        f.quantity.value < 0 for f in grid.column(made.column).values()
    )


def _rows(grid: Grid, made: _Made) -> list[int]:
    rows = list(grid.column(made.column))
    return rows if made.right is not None else [row for row in rows if row != grid.total]


def _scaled(made: _Made) -> bool:
    """Whether units matter: what is divided or multiplied may be in 万元 and give 元."""
    return made.kind in ("quotient", "product")


def _value(grid: Grid, row: int, column: int, *, units: bool) -> _Value | None:
    if units:
        return in_base_units(grid, row, column)
    figure = grid.cells.get((row, column))
    return (cell_value(figure), figure.quantity.value) if figure is not None else None


def _stated(grid: Grid, row: int, made: _Made) -> _Value | None:
    """What the cell says; a whole number that was divided is rounded as any other."""
    figure = grid.cells.get((row, made.column))
    if figure is None:
        return None
    factor = grid.factor(row, made.column) if _scaled(made) else Decimal(1)
    interval = cell_value(figure) if made.kind in ("difference", "product") else figure.quantity.interval
    return interval.scaled(factor), figure.quantity.value * factor


def _computed(grid: Grid, row: int, made: _Made) -> _Value | None:
    """What the others give, with its sign."""
    right = (row, made.right) if made.right is not None else (grid.total if grid.total is not None else -1, made.left)
    one, other = (_value(grid, *place, units=_scaled(made)) for place in ((row, made.left), right))
    if one is None or other is None or other[0].low <= 0:
        return None
    if made.kind == "difference":
        return one[0] - other[0], one[1] - other[1]
    if made.kind == "product":
        return one[0] * other[0], one[1] * other[1]
    if made.kind == "growth":
        grown = one[0] - other[0]
        ends = [
            grown.low / other[0].low,
            grown.low / other[0].high,
            grown.high / other[0].low,
            grown.high / other[0].high,
        ]
        return Interval(min(ends), max(ends)).scaled(_HUNDRED), (one[1] - other[1]) / other[1] * _HUNDRED
    times = _HUNDRED if made.kind == "share" else made.times
    return (one[0] / other[0]).scaled(times), one[1] / other[1] * times


def _relations(grid: Grid, made: _Made) -> Iterator[Relation]:
    signed = _is_signed(grid, made)
    for row in _rows(grid, made):
        computed, stated = _computed(grid, row, made), _stated(grid, row, made)
        if computed is None or stated is None:
            continue
        relation = _relation(grid, row, made, computed, stated, signed=signed)
        if row != grid.total or relation.state is State.PROVED:
            yield relation
        elif not _is_mean(grid, made, stated):
            yield replace(relation, weak=not _is_whole(grid, made), plain=True)


def _relation(grid: Grid, row: int, made: _Made, computed: _Value, stated: _Value, *, signed: bool) -> Relation:
    cell = grid.cells[row, made.column]
    left = grid.cells[row, made.left]
    right = grid.cells[row, made.right] if made.right is not None else grid.cells[grid.total or 0, made.left]
    interval, exact = computed
    told = stated[0]
    if made.kind in ("growth", "difference") and not (signed and stated[1] and exact):
        interval, exact = abs(interval), abs(exact)
        told = abs(told)
    factor = grid.factor(row, made.column) if _scaled(made) else Decimal(1)
    quantity = replace(cell.quantity, value=stated[1] if signed else abs(stated[1]), interval=told)
    state, truncated = decide(interval, quantity, exact) if factor == 1 else (_fits(interval, told), False)
    formula = f"表中{left.text}{_MARKS[made.kind]}{right.text}"
    expected = "" if state is State.PROVED else printed_like(exact / factor, cell.quantity)
    return Relation(made.kind, formula, state, (left, right, cell), expected, truncated)


def _fits(one: Interval, other: Interval) -> State:
    return State.PROVED if one.meets(other) else State.REFUTED


# --- rates of the total, stocks ----------------------------------------------------------------------------------


def _beyond_rows(grid: Grid, column: int) -> Iterator[Relation]:
    """A rate or a mean of all rows that lies beyond each of theirs, where another column adds up."""
    total = grid.cells.get((grid.total, column)) if grid.total is not None else None
    rates = grid.is_percent(column) or _MEAN.search(grid.name(column))
    if total is None or not rates or _NO_MEAN.search(grid.name(column)) or not total.quantity.value:
        return
    parts = [f for row in grid.parts if (f := grid.cells.get((row, column))) is not None]
    if len(parts) < len(grid.parts) or len(parts) < 2 or not any(_adds_up(grid, c) for c in grid.columns):
        return
    low, high = (end(parts, key=lambda f: f.quantity.value) for end in (min, max))
    quantity = total.quantity
    if quantity.interval.high < low.quantity.interval.low or quantity.interval.low > high.quantity.interval.high:
        if sum((f.quantity.value for f in parts), Decimal(0)) <= max(quantity.value, _HUNDRED) + len(parts):
            return  # shares of one whole
        formula = f"各行最低{low.text}≤{grid.labels.get(grid.total or 0, '')}{total.text}≤最高{high.text}"
        yield Relation("order", formula, State.REFUTED, (low, high, total), "总体的比率、平均数应在各行之间", weak=True)


def _stocks(grid: Grid) -> Iterator[Relation]:
    """年初, 新增, 减少 and 年末 side by side: what there was, what came and what went make what there is."""
    added = [c for c in grid.columns if grid.adds(c)]
    for columns in zip(added, added[1:], added[2:], added[3:], strict=False):
        for sign in (1, -1):
            found = [r for row in grid.rows if (r := _stock(grid, row, columns, sign)) is not None]
            held = [r for r in found if r.state is State.PROVED and _tells(r)]
            if len(held) >= 2 and 3 * len(held) >= 2 * len(found):
                yield from found
                break


def _stock(grid: Grid, row: int, columns: Sequence[int], sign: int) -> Relation | None:
    cells = [f for c in columns if (f := grid.cells.get((row, c))) is not None]
    if len(cells) < len(columns) or row == grid.total:
        return None
    first, one, other, last = cells
    came, went = (one, other) if sign > 0 else (other, one)
    computed = cell_value(first) + cell_value(came) - cell_value(went)
    exact = first.quantity.value + came.quantity.value - went.quantity.value
    state = State.PROVED if computed.meets(cell_value(last)) else State.REFUTED
    expected = "" if state is State.PROVED else printed_like(exact, last.quantity)
    formula = f"表中{first.text}＋{came.text}－{went.text}"
    return Relation("difference", formula, state, (first, came, went, last), expected)


def _tells(relation: Relation) -> bool:
    first, came, went, _ = (f.quantity.value for f in relation.figures)
    return came > 0 and went > 0 and came != went and first >= _FEW


def _is_mean(grid: Grid, made: _Made, stated: _Value) -> bool:
    """Whether a total tells the plain mean of its rows."""
    values = [v for row in grid.parts if (v := _stated(grid, row, made)) is not None]
    if not values:
        return False
    mean = sum((v[1] for v in values), Decimal(0)) / len(values)
    return stated[0].widened(up=Decimal("0.05"), down=Decimal("0.05")).contains(mean)


def _is_whole(grid: Grid, made: _Made) -> bool:
    """Whether the columns that a total's cell is made of add up, so that it is the total of these rows indeed."""
    return all(c is None or _adds_up(grid, c) for c in (made.left, made.right))


def _adds_up(grid: Grid, column: int) -> bool:
    parts: Sequence[Figure] = [f for row in grid.parts if (f := grid.cells.get((row, column))) is not None]
    total = grid.cells.get((grid.total, column)) if grid.total is not None else None
    if total is None or len(parts) < 2:
        return False
    computed = _ZERO
    for part in parts:
        computed = computed + cell_value(part)
    return computed.meets(cell_value(total))
