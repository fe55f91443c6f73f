"""What a text says of several rows of the table beside it at once, and of rows by other names than the table's.

「小学和初中两项相加为54046万元」, 「职业教育和学前教育的增幅都在11%以上」, 「增加额最大的仍是小学」. No word says which
table is meant, so that a sum is asked about only where its digits have slipped, a bound only where it holds of another
of the rows that are named, and nothing is ever more than a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from drafter.checking.plausible import is_slip
from drafter.checking.relations.beside import Beside
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.ranks import words_of
from drafter.checking.relations.row_names import Named, RowNames
from drafter.checking.relations.trials import misplaced
from drafter.checking.relations.views import Column, View
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.things import read_thing
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["rows_joined"]

_HUNDRED = Decimal(100)
_SCALES = (Decimal(1), Decimal(10_000), Decimal(100_000_000))
_COUNT = r"(?:[两二三四五六七八九]|[2-9])"
_TOGETHER = re.compile(
    rf"^(?:等)?(?:这)?(?:{_COUNT}(?:项|者|类|块|个?学段|级|部分|笔)?)?(?:教育)?(?:的)?[^，。；、\d]{{0,8}}?"
    r"(?:相加|合计|合在一起|合起来|加起来|加总|总计|共计|总共|一共|之和|共)"
    r"[^，。；、\d]{0,6}$"
)
_GREW = r"(?:增幅|增速|增长率|涨幅|增长幅度|增长|降幅|下降)"
_BOUND = re.compile(
    rf"^(?:这)?(?:{_COUNT}(?:项|者|类|个?学段)?)?(?:教育)?(?:支出|经费|投入|资金)?的?(?P<what>{_GREW})(?:都|均|也|全)*"
    r"(?P<word>在|超过|达到|达|高于|不低于|低于|不足|不到|不超过|未超过|未达到?)?(?:了)?$"
)
#: 初中和高中在校生均有增长
_WAYS = re.compile(
    r"^(?P<what>[^，。；、\d]{0,10}?)(?:规模|数量|人数|总数)?(?:均|都|双双|同步)"
    r"(?:有所|有|实现|保持|呈现?|出现|不同程度|继续|持续|同比|比上年|较上年|了|地|的)*"
    r"(?:(?P<up>增长|增加|上升|提高|扩大)|(?P<down>下降|减少|降低|回落|缩减|萎缩|收缩))(?=[，。；）]|$)"
)
_LOW = re.compile(r"低于|不足|不到|不超过|未超过|未达")
_TOP = re.compile(
    r"(?P<what>增加额|增量|增加量|净增额|增幅|增速|增长率|涨幅)(?:最(?:(?P<most>[大多高快])|[小少低慢]))的(?:仍|还|依然|依旧|就|则)?(?:是|为|属|数)$"
)
_SHARE = re.compile(r"^[^，。；、\d]{0,6}?[，,]?占(?:到|了)?[^，。；、\d]{0,14}?的?(?:比重|比例)?(?:约|近|达|为)?$")
_ALL = re.compile(r"总|全部|合计|[全我本][省市县区州盟旗]")
_SAYS = re.compile("最|均|都|双双|同步")
_AMOUNTS = frozenset(["增加额", "增量", "增加量", "净增额"])
_LEAST, _FEWEST = 2, 3


def rows_joined(tables: Iterable[Beside]) -> Iterator[Relation]:
    """Relations of the sentences beside each table."""
    for table in tables:
        if len(table.view.rows) < _FEWEST:
            continue
        names = RowNames(table.view)
        for statement in table.statements:
            lists = names.lists(statement.text) if statement.figures or _SAYS.search(statement.text) else []
            for figure in statement.figures if lists else ():
                yield from _of_figure(table.view, statement, lists, figure)
            yield from _tops(table.view, statement, lists)
            yield from _ways(table.view, statement, lists)


def _of_figure(view: View, statement: Statement, lists: Sequence[Named], figure: Figure) -> Iterator[Relation]:
    at = figure.start - statement.start
    before = [one for one in lists if one.end <= at]
    if not before or figure.quantity.spelled:
        return
    said = re.sub(rf"{_COUNT}[项者类]", "", statement.text[before[-1].end : at])
    if figure.quantity.kind is Kind.AMOUNT and len(before[-1].rows) >= _LEAST and figure.quantity.definite:
        if _TOGETHER.match(statement.text[before[-1].end : at]):
            yield from _sum(view, statement, before[-1], figure)
    elif figure.quantity.kind is Kind.PERCENT and (bound := _BOUND.match(said)):
        yield from _bounded(view, statement, before[-1], figure, bound)


# --- together ----------------------------------------------------------------------------------------------------


def _sum(view: View, statement: Statement, named: Named, figure: Figure) -> Iterator[Relation]:
    """The rows of a list added up in one column of this year; then what the sentence goes on to say of them."""
    tried = [
        (column, scale, added)
        for column in view.columns
        if not column.year and column.dimension != "percent" and view.grid.adds(column.number)
        for scale in _scales(column, figure)
        if (added := _added(view, named.rows, column, scale)) is not None
    ]
    held = [one for one in tried if one[2][0].meets(figure.quantity.interval)]
    if held:
        column, scale, _ = held[0]
        yield Relation(
            "sum", _formula(view, named, column, figure), State.PROVED, (*_cells(view, named, column), figure)
        )
        yield from _goes_on(view, statement, named, column, figure)
        return
    told = figure.quantity.value
    slips = [one for one in tried if _near(told, one[2][1]) and _slipped(figure, one[2][1])]
    if len(slips) == 1:
        column, _, added = slips[0]
        expected = printed_like(added[1], figure.quantity)
        figures = (*_cells(view, named, column), figure)
        yield Relation(
            "sum", _formula(view, named, column, figure), State.REFUTED, figures, expected, weak=True, plain=True
        )


def _goes_on(view: View, statement: Statement, named: Named, column: Column, total: Figure) -> Iterator[Relation]:
    """「…，占教育支出总额的68.12%，同比多支出2751万元，增长5.36%」: of the rows together, up to the next break."""
    pair = next((p for p in view.pairs if p[0] is column), None)
    for figure in statement.figures:
        passed = statement.between(total.end, figure.start) if figure.id > total.id else ""
        if figure.id <= total.id or not figure.quantity.definite:
            continue
        if re.search(r"[。；]", passed):
            return
        added = _added(view, named.rows, column, Decimal(1))
        then = _added(view, named.rows, pair[1], Decimal(1)) if pair is not None else None
        whole = view.value(view.total, column) if view.total is not None else None
        if added is None:
            return
        label = "＋".join(view.printed(row, column) for row in named.rows)
        cells = _cells(view, named, column)
        if figure.role is Role.CHANGE and figure.quantity.kind is Kind.PERCENT and then is not None:
            if figure.direction and then[0].low > 0 and figure.compared in ("time", ""):
                moved = abs(added[0] - then[0])
                rate = Interval(moved.low / then[0].high, moved.high / then[0].low).scaled(_HUNDRED)
                exact = abs(added[1] - then[1]) / then[1] * _HUNDRED
                yield _decided("growth", f"表中{label}比上年", (cells, rate, exact), figure)
        elif _is_share(figure) and whole is not None and whole[0].low > 0:
            share = (added[0] / whole[0]).scaled(_HUNDRED)
            formula = f"表中({label})÷{view.printed(view.total or 0, column)}"
            yield _decided("share", formula, (cells, share, added[1] / whole[1] * _HUNDRED), figure)


def _is_share(figure: Figure) -> bool:
    """Whether a figure is the share of all there is."""
    told = _SHARE.match(figure.gap) is not None and _ALL.search(figure.gap) is not None
    return figure.quantity.kind is Kind.PERCENT and told


def _slipped(figure: Figure, exact: Decimal) -> bool:
    return is_slip(figure.quantity.value, exact) or misplaced(figure.quantity, exact)


def _near(one: Decimal, other: Decimal) -> bool:
    low, high = sorted((abs(one), abs(other)))
    return high < 2 * low


def _decided(kind: str, formula: str, made: tuple[tuple[Figure, ...], Interval, Decimal], figure: Figure) -> Relation:
    cells, interval, exact = made
    if interval.meets(figure.quantity.interval):
        return Relation(kind, formula, State.PROVED, (*cells, figure))
    return Relation(kind, formula, State.REFUTED, (*cells, figure), printed_like(exact, figure.quantity), weak=True)


def _scales(column: Column, figure: Figure) -> Sequence[Decimal]:
    """What a column's numbers may be counted in; of money without a unit nobody says it."""
    dimension = figure.quantity.dimension.split("/")[0]
    if column.dimension:
        counts = dimension.startswith("count:") and column.dimension.startswith("count:")
        return _SCALES[:1] if counts or column.dimension.split("/")[0] == dimension else ()
    return _SCALES if dimension == "money" else _SCALES[:1]


def _added(view: View, rows: Sequence[int], column: Column, scale: Decimal) -> tuple[Interval, Decimal] | None:
    values = [v for row in rows if (v := view.value(row, column)) is not None]
    if len(values) < len(rows) or len(set(rows)) < len(rows):
        return None
    total, exact = Interval.exact(Decimal(0)), Decimal(0)
    for interval, value in values:
        total, exact = total + interval, exact + value
    return total.scaled(scale), exact * scale


def _cells(view: View, named: Named, column: Column) -> tuple[Figure, ...]:
    return tuple(cell for row in named.rows if (cell := view.cell(row, column)) is not None)


def _formula(view: View, named: Named, column: Column, figure: Figure) -> str:
    return f"表中{'＋'.join(view.printed(row, column) for row in named.rows)}＝{figure.text}"


# --- by how much -------------------------------------------------------------------------------------------------


def _rates(view: View) -> dict[int, tuple[Decimal, str]]:
    """By how many per cent each row grew: as a column tells it, else as the two years do."""
    told = [c for c in view.moves if c.dimension == "percent"]
    if len(told) == 1:
        return {
            r: (v[1], view.printed(r, told[0])) for r in view.rows.values() if (v := view.value(r, told[0])) is not None
        }
    if told or len(view.pairs) != 1:
        return {}
    grown = {r: v[1] for r in view.rows.values() if (v := view.growth(r, view.pairs[0])) is not None}
    return {row: (value, f"{value:.2f}%") for row, value in grown.items()}


def _amounts(view: View) -> dict[int, Decimal]:
    """By how much each row grew."""
    told = [c for c in view.moves if c.dimension != "percent"]
    if len(told) == 1:
        return {r: v[1] for r in view.rows.values() if (v := view.value(r, told[0])) is not None}
    if told or len(view.pairs) != 1:
        return {}
    return {r: v[1] for r in view.rows.values() if (v := view.difference(r, view.pairs[0])) is not None}


def _bounded(
    view: View, statement: Statement, named: Named, figure: Figure, bound: re.Match[str]
) -> Iterator[Relation]:
    """「职业教育和学前教育的增幅都在11%以上」: every row that is named keeps to it."""
    words = (figure.quantity.qualifier or "") + (bound["word"] or "")
    low = bool(_LOW.search(words)) or "以下" in words or "以内" in words
    if not low and not re.search(r"以上|超过|高于|不低于|达", words):
        return
    fell = bound["what"] in ("降幅", "下降")
    rates = {row: (-value if fell else value, text) for row, (value, text) in _rates(view).items()}
    if any(row not in rates for row in named.rows):
        return
    limit = figure.quantity.value
    holds = [(rates[row][0] <= limit if low else rates[row][0] >= limit) for row in named.rows]
    stated = words_of(statement, named.start, figure.end - statement.start)
    if all(holds):
        yield Relation("rank", f"表中{'、'.join(named.names)}{bound['what']}{figure.text}", State.PROVED, (stated,))
    elif any(holds):
        row, name = next(
            (row, name) for row, name, fits in zip(named.rows, named.names, holds, strict=True) if not fits
        )
        yield Relation("rank", f"表中“{name}”增长{rates[row][1]}", State.REFUTED, (stated,), weak=True)


def _tops(view: View, statement: Statement, lists: Sequence[Named]) -> Iterator[Relation]:
    """「增加额最大的仍是小学」, by a column of changes or by the two years."""
    for named in lists:
        top = _TOP.search(statement.text[: named.start])
        if top is None or len(named.rows) > 1:
            continue
        values = _amounts(view) if top["what"] in _AMOUNTS else {r: value for r, (value, _) in _rates(view).items()}
        if len(values) < len(view.rows) or named.rows[0] not in values:
            continue
        best = (max if top["most"] else min)(values.values())
        stated = words_of(statement, top.start(), named.end)
        if values[named.rows[0]] == best:
            yield Relation("rank", f"表中“{named.names[0]}”{top['what']}", State.PROVED, (stated,))
            continue
        right = "、".join(view.grid.labels.get(r, "") for r, value in values.items() if value == best)
        formula = f"表中{top[0].rstrip('是为属数')}是“{right}”"
        yield Relation("rank", formula, State.REFUTED, (stated,), right, weak=True)


def _ways(view: View, statement: Statement, lists: Sequence[Named]) -> Iterator[Relation]:
    """「初中和高中在校生均有增长」: every row that is named moved that way since last year."""
    for named in lists:
        way = _WAYS.match(statement.text[named.end :])
        if way is None or len(named.rows) < _LEAST:
            continue
        pairs = view.pairs
        if len(pairs) > 1:
            pairs = [p for p in pairs if p[0].name and (p[0].name in way["what"] or p[0].core == _core(way["what"]))]
        if len(pairs) != 1:
            continue
        changes = [view.difference(row, pairs[0]) for row in named.rows]
        moved = [change[1] * (1 if way["up"] else -1) for change in changes if change is not None]
        if len(moved) < len(named.rows) or min(moved) >= 0 or max(moved) <= 0:
            continue
        at = moved.index(min(moved))
        row, name = named.rows[at], named.names[at]
        now, then = (view.printed(row, column) for column in pairs[0])
        stated = words_of(statement, named.start, named.end + way.end())
        yield Relation("rank", f"表中“{name}”由{then}到{now}", State.REFUTED, (stated,), weak=True)


def _core(words: str) -> str:
    return read_thing(words).core
