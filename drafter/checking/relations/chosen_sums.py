"""Sums and shares of the rows of a table that a text picks by name or by sign."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.cells import cell_value
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.named_rows import Listed, Table
from drafter.checking.relations.ranks import words_of
from drafter.checking.relations.trials import Trial, decided
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Statement
from drafter.facts import Interval
from drafter.facts.numerals import parse_chinese
from drafter.findings import State

__all__ = ["added_up", "of_one_sign", "of_region", "of_total"]

_CLAUSE = re.compile(r"[^，。；：、（()\d]{0,20}")
_ALL = re.compile(r"合计?|共计?|总共|一共|总计|累计")
_WAY = re.compile(r"增|减|升|降|缺|余|少|多")
_UP = "升增余富"
_ONE = re.compile(r"^[一1]?(?:[县市区旗镇乡校园]|个)?[^，。；\d]*$")
_CHANGE_HEAD = re.compile(r"增减|变化|余缺|升降|缺口|差额|同比|增量")
_LEAST = 2


def added_up(statement: Statement, tables: list[Table], lists: list[Listed], figure: Figure) -> Iterator[Relation]:
    """「甲、乙两镇共缺320个」: the rows of a list added up, in whatever column gives the figure."""
    before = [one for one in lists if one.end <= figure.start and len(one.names) >= _LEAST]
    if not before or figure.start - before[-1].end > len(figure.gap):
        return
    listed = before[-1]
    said = statement.between(listed.end, figure.start)
    if not _CLAUSE.fullmatch(said) or not (_ALL.search(said) or _WAY.search(said)):
        return
    found = []
    for table in tables:
        rows = [table.rows[n] for n in listed.names if n in table.rows]
        if len(rows) != len(listed.names) or len(set(rows)) != len(rows):
            continue
        for column in _counted(table):
            values = table.values(column)
            if all(row in values for row in rows):
                found.append((table, column, [values[row] for row in rows]))
    proved = [f for f in found if _added(f[2]).meets(figure.quantity.interval)]
    if proved:
        yield _sum(proved[0][2], figure, State.PROVED)
        return
    for table, column, cells in found:
        signs = _CHANGE_HEAD.search(table.grid.name(column)) is not None
        if (signs and _WAY.search(said)) or (_ALL.search(said) and column in table.named(said, _counted(table))):
            exact = abs(sum((f.quantity.value for f in cells), Decimal(0)))
            if others := _others(table, column, len(cells), figure):
                low, high = listed.start - statement.start, listed.end - statement.start
                labels = "、".join(table.grid.labels[row] for row in others)
                formula = f"表中{table.head(column)}合计{figure.text}的是{labels}"
                yield Relation("rank", formula, State.REFUTED, (figure, words_of(statement, low, high)), weak=True)
                return
            if may_be_meant(figure.quantity.value, exact):
                yield _sum(cells, figure, State.REFUTED)
                return


def _others(table: Table, column: int, count: int, figure: Figure) -> list[int]:
    """The rows of one sign that make the figure, when they are as many as are named: it is the names that are wrong."""
    values = {row: f for row, f in table.values(column).items() if f.quantity.value}
    for sign in (1, -1):
        same = {row: f for row, f in values.items() if f.quantity.value * sign > 0}
        if len(same) == count and _added(same.values()).meets(figure.quantity.interval):
            return list(same)
    return []


def _counted(table: Table) -> list[int]:
    return [c for c in table.current if not table.grid.is_percent(c)]


def of_one_sign(tables: list[Table], figure: Figure, match: re.Match[str]) -> Iterator[Relation]:
    """「减少的五个县合计减1200人」: the rows of one sign added up."""
    count = int(match["count"]) if match["count"].isdigit() else parse_chinese(match["count"])
    sign = 1 if match["way"][0] in _UP else -1
    found = []
    for table in tables:
        for column in _counted(table):
            values = table.values(column).values()
            signed = any(f.quantity.value < 0 for f in values) or _CHANGE_HEAD.search(table.grid.name(column))
            cells = [f for f in values if f.quantity.value * sign > 0]
            if signed and len(cells) == count:
                found.append(cells)
    for cells in found:
        if _added(cells).meets(figure.quantity.interval):
            yield _sum(cells, figure, State.PROVED)
            return
    if len(found) == 1:
        yield _sum(found[0], figure, State.REFUTED)


def _added(cells: Iterable[Figure]) -> Interval:
    total = Interval.exact(Decimal(0))
    for cell in cells:
        total = total + cell_value(cell)
    return abs(total)


def _sum(cells: list[Figure], figure: Figure, state: State) -> Relation:
    exact = abs(sum((f.quantity.value for f in cells), Decimal(0)))
    formula = f"表中{'＋'.join(cell.text for cell in cells)}＝{figure.text}"
    expected = printed_like(exact, figure.quantity) if state is State.REFUTED else ""
    return Relation("sum", formula, state, (*cells, figure), expected, weak=True)


def of_region(
    statement: Statement, tables: list[Table], lists: list[Listed], figure: Figure, words: str
) -> Iterator[Relation]:
    """「甲一县占全州的21.4%」: a row's share of the total, of this year and not of the year before."""
    before = [one for one in lists if one.end <= figure.start]
    if not before or len(before[-1].names) != 1 or _ONE.match(statement.between(before[-1].end, figure.start)) is None:
        return
    (name,) = before[-1].names
    held: list[tuple[Table, int]] = []
    for table in tables:
        total, row = table.total, table.rows.get(name)
        if total is None or row is None:
            continue
        counted = [c for c in table.columns if not table.grid.is_percent(c)]
        for column in table.named(words, counted) or counted:
            share = _of(table, column, row, total)
            if share is not None and share[0].meets(figure.quantity.interval):
                held.append((table, column))
    if not held:
        return
    for table, column in held:
        if column in table.current:
            part, whole = table.values(column)[table.rows[name]], table.grid.column(column)[table.total or 0]
            yield Relation("share", f"表中{part.text}÷{whole.text}", State.PROVED, (part, whole, figure))
            return
    table, earlier = held[0]
    row_number, total = table.rows[name], table.total or 0
    for column in table.current:
        share = _of(table, column, row_number, total)
        if share is not None and table.head(column) == table.head(earlier):
            part, whole = table.values(column)[row_number], table.grid.column(column)[total]
            expected = printed_like(share[1], figure.quantity)
            formula = f"表中本年的{part.text}÷{whole.text}"
            yield Relation("share", formula, State.REFUTED, (part, whole, figure), expected, weak=True)
            return


def _of(table: Table, column: int, row: int, total: int) -> tuple[Interval, Decimal] | None:
    """What share of a column's total a row has, in percent, and its face value."""
    part, whole = table.values(column).get(row), table.grid.column(column).get(total)
    if part is None or whole is None or part.quantity.value < 0 or cell_value(whole).low <= 0:
        return None
    computed = (cell_value(part) / cell_value(whole)).scaled(Decimal(100))
    return computed, part.quantity.value / whole.quantity.value * 100


def of_total(tables: list[Table], figure: Figure, head: str) -> Iterator[Relation]:
    """「扣1.5分，占总扣分的30%」: of the total of the column that the words name."""
    figures = figure.statement.figures
    parts = [f for f in figures if f.id == figure.id - 1 and f.quantity.kind is Kind.AMOUNT and f.quantity.definite]
    found = []
    for table in tables:
        for column in _counted(table):
            whole = table.grid.column(column).get(table.total) if table.total is not None else None
            own = parts and parts[0].quantity.value in {f.quantity.value for f in table.values(column).values()}
            if table.head(column) == head and whole is not None and own and cell_value(whole).low > 0:
                found.append(whole)
    if len(found) != 1 or not parts:
        return
    computed = (parts[0].quantity.interval / cell_value(found[0])).scaled(Decimal(100))
    exact = parts[0].quantity.value / found[0].quantity.value * 100
    yield decided("share", Trial((parts[0], found[0]), computed, exact, f"{parts[0].text}÷表中{found[0].text}"), figure)
