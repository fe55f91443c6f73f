"""Rows of a table that a text picks by name, by sign or by a bound, anywhere in the report.

「甲、乙两镇共缺320个」, 「减少的五个县合计减1200人」, 「达到92%的有甲、乙2个」, 「首末位相差9.3个百分点」 and
「末位的甲县比全州平均低3.1个百分点」. A row is called by its name with or without 县, 镇 and the like.

No word says which table is meant, so that a table must hold two of the names (or say what is counted), what does not
fit is a warning, and where another table has the same rows each may explain the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.cells import cell_value
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.ranks import words_of
from drafter.checking.relations.trials import Trial, decided
from drafter.checking.text.grids import TOTAL, Grid
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.facts.numerals import parse_chinese
from drafter.findings import State

__all__ = ["chosen"]

_PLACE = re.compile(r"(?<=[一-鿿]{2})(?:自治[县州旗]|街道办?|新区|开发区|[县市区旗镇乡])$")
_JOINED = r"[、和及与]"
_COUNT = r"(?:[一二两三四五六七八九十]|\d{1,2})"
_PLACES = r"(?:个?(?:县市区|县市|县区|市县|[县市区旗]|乡镇|镇|乡|街道|片区?|学段|学校|校|园))"
_AFTER_LIST = re.compile(rf"^(?:等?{_COUNT}{_PLACES}|{_COUNT}个|{_PLACES})?")
_CLAUSE = re.compile(r"[^，。；：、（()\d]{0,20}")
_ALL = re.compile(r"合计?|共计?|总共|一共|总计|累计")
_WAY = re.compile(r"增|减|升|降|缺|余|少|多")
_SIGNED = re.compile(
    rf"(?P<way>升|增|增加|增长|上升|降|减|减少|下降|缺|短缺|余|富余)的?(?:那|这)?(?P<count>{_COUNT})(?:{_PLACES}|个)"
    r"[^，。；：\d]{0,6}?"
    r"(?:合计?|共计?|总共|一共|总计)(?:净?(?:增[加长]?|减少?|升|降|缺|短缺|富?余))?了?$"
)
_UP = "升增余富"
_BOUND = re.compile(
    r"^(?:均|都|还|仍|也|已)?(?P<word>不足|低于|未达到?|没有?达到|不到|达不到|高于|超过|达到|不低于)了?$"
)
_REACHED = re.compile(r"(?P<word>达到|超过|高于|不低于|低于|不足|未达到?|不到)了?$")
_THOSE = re.compile(
    r"^(?:目标|标准|要求|以上|的)*的(?:县市区|县市|县|区|市|街道|乡镇|学校)?(?:只|仅)?(?:有|是|为)[:：]?"
)
_SHARE = re.compile(r"(?P<words>[^，。；：\d]*?)占(?:到|了)?[全我本][省市县区州盟旗](?:总数|总量)?的?(?:约|近)?$")
_ONE = re.compile(r"^[一1]?(?:[县市区旗镇乡校园]|个)?[^，。；\d]*$")
_OF_TOTAL = re.compile(r"占总(?P<head>[^，。；：\d]{1,6}?)的?(?:约|近)?$")
_NO_NAME = re.compile(r"[\d年月—–\-.．、]+")
_ENDS = re.compile(
    r"(?:首末位?|首尾|最高(?:与|和|的|县|市|区)*最低(?:的|县|市|区)*|最大(?:与|和)最小|头尾|两端|极差)(?:之间)?(?:的)?(?:仍|还)?"
    r"(?:相差|差距|差|极差|相距)?(?:为|达到?|了|有)?(?:约)?$"
)
_MEAN = re.compile(
    r"[比较](?P<mean>[全我本][省市县区州盟旗](?:平均(?:水平|值|数)?)?)(?P<way>低|高|少|多)(?:出|了)?(?:约)?$"
)
_SAID_UNIT = re.compile(r"[（(][^（）()]*[）)]")
_EARLIER = re.compile(r"(?P<year>(?:19|20)\d\d)年|上年|去年")
_RATE = re.compile(r"[一-鿿]{2,}(?:率|占比|比例)")
_CHANGE_HEAD = re.compile(r"增减|变化|余缺|升降|缺口|差额|同比|增量")
_PERCENT_CHANGE = re.compile(r"增幅|增长|增减幅|变化率|同比|比上年")
_LEAST = 2
_REACH = 30


def chosen(grids: Iterable[Grid], statements: Iterable[Statement]) -> Iterator[Relation]:
    """Relations of rows that a sentence picks.

    Args:
        statements: of the text, without those of tables.
    """
    tables = [table for grid in grids if len((table := _Table(grid)).rows) > _LEAST]
    if not tables:
        return
    names = re.compile("|".join(sorted({re.escape(n) for t in tables for n in t.rows}, key=len, reverse=True)))
    for statement in statements:
        if statement.figures:
            yield from _read(statement, tables, names)


@dataclass(frozen=True)
class _Listed:
    """A list of rows by name in a text, with all that says how many they are."""

    start: int
    end: int
    names: tuple[str, ...]
    spots: tuple[tuple[int, int], ...]


class _Table:
    """A grid whose rows are called by name.

    Attributes:
        rows: row by name, each with and without what kind of place it is.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        totals = [row for row in grid.rows if TOTAL.match(grid.labels.get(row, ""))]
        self.total = totals[0] if len(totals) == 1 else None
        self.rows: dict[str, int] = {}
        for row in grid.rows:
            label = _SAID_UNIT.sub("", grid.labels.get(row, "")).strip()
            if row in totals or len(label) < _LEAST or _NO_NAME.fullmatch(label):
                continue
            for name in {label, _PLACE.sub("", label)}:
                if name in self.rows:
                    self.rows = {}  # two rows of one name: nothing tells which is meant
                    return
                self.rows[name] = row

    @cached_property
    def columns(self) -> list[int]:
        return [c for c in self.grid.columns if sum(r in self.grid.column(c) for r in self.rows.values()) > _LEAST]

    def head(self, column: int) -> str:
        """The words over a column, without unit and year."""
        return _EARLIER.sub("", _SAID_UNIT.sub("", self.grid.name(column))).strip()

    @cached_property
    def current(self) -> list[int]:
        """Columns that are not of an earlier year."""
        years = {
            c: int(m["year"]) if m["year"] else 0 for c in self.columns if (m := _EARLIER.search(self.grid.name(c)))
        }
        latest = max(years.values(), default=0)
        return [c for c in self.columns if years.get(c, latest) == latest]

    def named(self, words: str, columns: Iterable[int]) -> list[int]:
        """The columns whose head stands in some words, that of the longest head alone."""
        found = [c for c in columns if len(self.head(c)) > 1 and self.head(c) in words]
        longest = max((len(self.head(c)) for c in found), default=0)
        return [c for c in found if len(self.head(c)) == longest]

    def percents(self) -> list[int]:
        """Columns of shares and rates as they are now, not of how far something moved."""
        found = [c for c in self.current if self.grid.is_percent(c) and not _PERCENT_CHANGE.search(self.grid.name(c))]
        return [c for c in found if all(f.quantity.value >= 0 for f in self.grid.column(c).values())]

    def rates(self, words: str) -> list[int]:
        """The columns of rates that some words can be of: those they name, or the only one when they name none."""
        percents = self.percents()
        only = percents if len(percents) == 1 and not _RATE.search(words) else []
        return self.named(words, percents) or only

    def values(self, column: int) -> dict[int, Figure]:
        """The figures of the rows by row, without the total."""
        mine = set(self.rows.values())
        return {row: figure for row, figure in self.grid.column(column).items() if row in mine}


def _read(statement: Statement, tables: list[_Table], names: re.Pattern[str]) -> Iterator[Relation]:
    lists = list(_lists(statement, names))
    for figure in statement.figures:
        gap = figure.gap
        quantity = figure.quantity
        if not quantity.definite and quantity.kind is not Kind.PERCENT:
            continue
        if quantity.kind is Kind.POINTS:
            if _ENDS.search(gap):
                yield from _ends(statement, tables, figure)
            elif match := _MEAN.search(gap):
                yield from _below(statement, tables, lists, figure, match["way"])
        elif quantity.kind is Kind.AMOUNT:
            if match := _SIGNED.search(statement.between(max(statement.start, figure.start - _REACH), figure.start)):
                yield from _signed(tables, figure, match)
            else:
                yield from _together(statement, tables, lists, figure)
        elif quantity.kind is Kind.PERCENT:
            if lists and (share := _SHARE.search(gap)):
                yield from _share(statement, tables, lists, figure, share["words"])
            elif lists:
                yield from _bounded(statement, tables, lists, figure)
            if match := _OF_TOTAL.search(gap):
                yield from _of_total(tables, figure, match["head"])


def _lists(statement: Statement, names: re.Pattern[str]) -> Iterator[_Listed]:
    """Every list of rows, and every row that stands alone."""
    text = statement.text
    run: list[re.Match[str]] = []
    for match in [*names.finditer(text), None]:
        if run and (match is None or not re.fullmatch(rf"{_PLACES}?{_JOINED}", text[run[-1].end() : match.start()])):
            after = _AFTER_LIST.match(text[run[-1].end() :])
            end = run[-1].end() + (after.end() if after else 0)
            spots = tuple((statement.start + m.start(), statement.start + m.end()) for m in run)
            yield _Listed(statement.start + run[0].start(), statement.start + end, tuple(m[0] for m in run), spots)
            run = []
        if match is not None:
            run.append(match)


# --- sums ------------------------------------------------------------------------------------------------------


def _together(statement: Statement, tables: list[_Table], lists: list[_Listed], figure: Figure) -> Iterator[Relation]:
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


def _others(table: _Table, column: int, count: int, figure: Figure) -> list[int]:
    """The rows of one sign that make the figure, when they are as many as are named: it is the names that are wrong."""
    values = {row: f for row, f in table.values(column).items() if f.quantity.value}
    for sign in (1, -1):
        same = {row: f for row, f in values.items() if f.quantity.value * sign > 0}
        if len(same) == count and _added(same.values()).meets(figure.quantity.interval):
            return list(same)
    return []


def _counted(table: _Table) -> list[int]:
    return [c for c in table.current if not table.grid.is_percent(c)]


def _signed(tables: list[_Table], figure: Figure, match: re.Match[str]) -> Iterator[Relation]:
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


# --- shares ---------------------------------------------------------------------------------------------------


def _share(
    statement: Statement, tables: list[_Table], lists: list[_Listed], figure: Figure, words: str
) -> Iterator[Relation]:
    """「甲一县占全州的21.4%」: a row's share of the total, of this year and not of the year before."""
    before = [one for one in lists if one.end <= figure.start]
    if not before or len(before[-1].names) != 1 or _ONE.match(statement.between(before[-1].end, figure.start)) is None:
        return
    (name,) = before[-1].names
    held: list[tuple[_Table, int]] = []
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


def _of(table: _Table, column: int, row: int, total: int) -> tuple[Interval, Decimal] | None:
    """What share of a column's total a row has, in percent, and its face value."""
    part, whole = table.values(column).get(row), table.grid.column(column).get(total)
    if part is None or whole is None or part.quantity.value < 0 or cell_value(whole).low <= 0:
        return None
    computed = (cell_value(part) / cell_value(whole)).scaled(Decimal(100))
    return computed, part.quantity.value / whole.quantity.value * 100


def _of_total(tables: list[_Table], figure: Figure, head: str) -> Iterator[Relation]:
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


# --- bounds ----------------------------------------------------------------------------------------------------


def _bounded(statement: Statement, tables: list[_Table], lists: list[_Listed], figure: Figure) -> Iterator[Relation]:
    """「达到92%的有甲、乙2个」, 「甲、乙两县低于90%」: every row that is named must keep to the bound."""
    before = [one for one in lists if one.end <= figure.start]
    after = [one for one in lists if one.start >= figure.end]
    listed, word = None, ""
    if (
        after
        and (said := _REACHED.search(figure.gap))
        and _THOSE.fullmatch(statement.between(figure.end, after[0].start))
    ):
        listed, word = after[0], said["word"]
    elif before and (said := _BOUND.match(statement.between(before[-1].end, figure.start))):
        listed, word = before[-1], said["word"]
    if listed is None:
        return
    below = word[0] in "不低未没达" and word not in ("不低于", "达到")
    words = statement.between(statement.start, figure.start)
    bound = figure.quantity.value
    for table in tables:
        if any(name not in table.rows for name in listed.names):
            continue
        columns = table.rates(words)
        if len(columns) != 1:
            continue
        cells = table.values(columns[0])
        wrong = []
        for name, spot in zip(listed.names, listed.spots, strict=True):
            cell = cells.get(table.rows[name])
            if cell is None:
                return
            reached = cell.quantity.value > bound or (cell.quantity.value == bound and word not in ("高于", "超过"))
            if reached is below:
                wrong.append((name, spot, cell))
        if 2 * len(wrong) >= len(listed.names) + 1 and len(listed.names) > 1:
            return  # another column is meant
        for name, spot, cell in wrong:
            stated = words_of(statement, spot[0] - statement.start, spot[1] - statement.start)
            formula = f"表中“{name}”为{cell.text}，并不{word.removeprefix('不')}{figure.text}"
            yield Relation("rank", formula, State.REFUTED, (cell, stated), weak=True)
        if not wrong:
            yield Relation("rank", f"表中各行{word}{figure.text}", State.PROVED, (figure,))
        return


# --- distances -------------------------------------------------------------------------------------------------


def _ends(statement: Statement, tables: list[_Table], figure: Figure) -> Iterator[Relation]:
    """「首末位相差9.3个百分点」: the highest and the lowest of a column of rates."""
    section = [t for t in tables if next(iter(t.grid.cells.values())).statement.flow.section == statement.flow.section]
    earlier = statement.between(statement.start, figure.start)
    found = []
    for table in section or tables:
        for column in table.rates(earlier):
            cells = sorted(table.values(column).values(), key=lambda f: f.quantity.value)
            found.append((cells[-1], cells[0]))
    if any(_apart(pair).meets(figure.quantity.interval) for pair in found):
        return
    own = [f for f in statement.figures if f.quantity.kind is Kind.PERCENT and f.role is Role.LEVEL]
    if len(found) == 1 and len(own) < _LEAST:
        yield _distance(found[0], figure)


def _below(
    statement: Statement, tables: list[_Table], lists: list[_Listed], figure: Figure, way: str
) -> Iterator[Relation]:
    """「末位的甲县比全州平均低3.1个百分点」: a row of rates against that of the total."""
    for table in tables:
        named = [one for one in lists if one.end <= figure.start and one.names[-1] in table.rows]
        if not named or len(named[-1].names) != 1 or table.total is None:
            continue
        (name,) = named[-1].names
        words = statement.between(named[-1].end, figure.start)
        if re.search(r"[。；\d]", words):
            continue
        columns = table.rates(words)
        if len(columns) != 1 or table.rows[name] not in table.values(columns[0]):
            continue
        cell, mean = table.values(columns[0])[table.rows[name]], table.grid.column(columns[0]).get(table.total)
        if mean is None:
            continue
        fits = _apart((cell, mean)).meets(figure.quantity.interval)
        turned = (cell.quantity.value > mean.quantity.value) is not (way in "高多")
        if fits and not turned:
            yield Relation("points", f"表中{cell.text}与{mean.text}之差", State.PROVED, (cell, mean, figure))
            return
        others = {r: f for r, f in table.values(columns[0]).items() if f is not cell}
        meant = [r for r, f in others.items() if _apart((f, mean)).meets(figure.quantity.interval)]
        if len(meant) == 1 and not fits:
            low, high = (at - statement.start for at in named[-1].spots[0])
            formula = f"表中与{mean.text}相差{figure.text}的是{table.grid.labels[meant[0]]}"
            stated = words_of(statement, low, high)
            yield Relation("rank", formula, State.REFUTED, (cell, mean, figure, stated), weak=True)
        elif not meant or turned:
            yield _distance((cell, mean), figure)
        return


def _apart(pair: tuple[Figure, Figure]) -> Interval:
    return abs(pair[0].quantity.interval - pair[1].quantity.interval)


def _distance(pair: tuple[Figure, Figure], figure: Figure) -> Relation:
    exact = abs(pair[0].quantity.value - pair[1].quantity.value)
    formula = f"表中{pair[0].text}与{pair[1].text}之差"
    expected = printed_like(exact, figure.quantity)
    return Relation("points", formula, State.REFUTED, (*pair, figure), expected, weak=True)
