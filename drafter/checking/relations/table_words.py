"""What sentences say of single rows of a table in few words: 「最小的白芷县」, 「桐浦县下降0.43个百分点」.

A row called the greatest, and a mean, are looked for in the table beside the sentence; changes and multiples of places
that are rows of several tables in all of them, and are told only where another row alone has what is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from drafter.checking.relations.beside import Beside
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.ranks import words_of
from drafter.checking.relations.trials import Trial, decided, turned
from drafter.checking.relations.views import Column, View
from drafter.checking.text.heads import head_of
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts.numerals import to_places
from drafter.findings import State

__all__ = ["table_words"]

#: 最小的, 最多的是; 减少最多的 is of a change.
_END = re.compile(r"(?<![增减降升长少高加跌落幅快慢])(?<![得步])最(?P<most>[大多高])?(?(most)|[小少低])的(?:是|为)?$")
_MOVED = re.compile(r"^(?:也|却|则|反而|同比|比上年|较上年|仅|只)*(?:提高|上升|增长|增加|下降|减少|降低|回落)了?$")
_MEAN = re.compile(r"平均(?:得分|值|水平|为|是|约)*$")
_PLACES = re.compile(r"位次|名次|排名|排位|排序")
_IS = re.compile(r"^[^，。；、\d]{0,6}(?:是|为|相当于)(?:[^，。；、\d]{0,6}的)?$")
_CALLED = re.compile(r"(?:是|为|相当于)[^，。；、\d]{0,6}$")
_OF = re.compile(r"^[^，。；、\d]{0,6}的?(?:约|近|将近)?$")
#: What a bare 最大的 may be of, and what no column of amounts tells.
_SIZES, _RATES = re.compile("总量|规模|数|任务|支出|投入|面积|学生|教师|[倍]|是最"), re.compile("[率比均幅快慢重]|占")
_NEXT = re.compile(r"^(?:就|却|也|则|反而|还)?(?:只有|仅有|只剩|为|有|达到?|仅|高达|是|最低|最高)*$")
_LIST = re.compile(r"^(?:[、和及与]|以及)$")
_TOGETHER = re.compile(
    r"^(?:等)?(?:[一二两三四五六七八九十\d]{1,2}(?:个|家|所)?(?:[乡镇县区市旗校园街道]{1,3})?)?(?:合计|共计|总计|一共|总共|共|加起来|合起来)(?:有|为)?[^，。；、\d]{0,8}$"
)
_FEWEST, _PAIR, _SHORTEST, _TELLING = 4, 2, 2, 2


def table_words(tables: Iterable[Beside], views: Sequence[View], prose: Iterable[Statement]) -> Iterator[Relation]:
    """Relations of the sentences beside each table, and of those anywhere that name its rows."""
    yield from _beside(tables)
    known = [view for view in views if len(view.rows) >= _FEWEST]
    labels = {label for view in known for label in view.rows if len(label) > _SHORTEST}
    if not labels:
        return
    names = re.compile("|".join(map(re.escape, sorted(labels, key=len, reverse=True))))
    for statement in prose:
        if not statement.figures:
            continue
        named = [(m.start(), m.end(), m[0]) for m in names.finditer(statement.text)]
        for figure in statement.figures if named else ():
            yield from _moved(known, statement, named, figure)
            yield from _so_many_times(known, statement, named, figure)
            yield from _level(known, statement, named, figure)
        for figure in statement.figures:
            yield from _added(known, statement, figure)


def _beside(tables: Iterable[Beside]) -> Iterator[Relation]:
    for table in tables:
        if len(table.view.rows) < _FEWEST:
            continue
        for statement in table.statements:
            named = [(m.start(), m.end(), m[0]) for m in table.names.finditer(statement.text)]
            yield from _ends(table.view, statement, named)
            yield from _means(table.view, statement)


def _ends(view: View, statement: Statement, named: list[tuple[int, int, str]]) -> Iterator[Relation]:
    """Rows called the greatest or the least of a table in which no column has them at an end."""
    columns = [c for c in (*view.columns, *view.moves) if not _PLACES.search(view.grid.name(c.number))]
    for start, end, label in named:
        before = _END.search(statement.text[max(0, start - 8) : start])
        if before is None:
            continue
        clause = re.split("[，。；：（]", statement.text[:start])[-1]
        if not _SIZES.search(clause) or _RATES.search(clause):
            continue
        most = bool(before["most"])
        first = {_extreme(view, column, most) for column in columns} - {None}
        stated = words_of(statement, start, end)
        if view.rows[label] in first:
            continue
        if len(first) == 1:
            right = view.grid.labels.get(next(iter(r for r in first if r is not None)), "")
            formula = f"表中{before[0].split('的')[0]}的是“{right}”"
            yield Relation("rank", formula, State.REFUTED, (stated,), right, weak=True)


def _extreme(view: View, column: Column, most: bool) -> int | None:
    values = {r: v[1] for r in view.rows.values() if (v := view.value(r, column)) is not None}
    if len(values) < len(view.rows):
        return None
    pick = max(values.values()) if most else min(values.values())
    return next(row for row, value in values.items() if value == pick)


def _moved(
    views: Sequence[View], statement: Statement, named: list[tuple[int, int, str]], figure: Figure
) -> Iterator[Relation]:
    """A change told right behind a row's name that is another row's in the tables."""
    at = figure.start - statement.start
    behind = [name for start, end, name in named if end <= at and _MOVED.match(statement.text[end:at])]
    if figure.role is not Role.CHANGE or len(behind) != 1 or not figure.quantity.definite:
        return
    found: list[tuple[View, Column, Figure]] = []
    for view in (view for view in views if behind[0] in view.rows):
        row = view.rows[behind[0]]
        for column in view.moves:
            cells = {r: c for r in view.rows.values() if (c := view.cell(r, column)) is not None}
            has = [r for r, cell in cells.items() if _same(view, r, column, cell, figure)]
            if row in has:
                yield Relation("cell", f"表中“{behind[0]}”", State.PROVED, (cells[row], figure))
                return
            if has and row in cells:
                found.append((view, column, cells[row]))
    if len(found) == 1 and len(figure.text) > _TELLING and not _of_another_head(found[0], figure):
        view, column, cell = found[0]
        formula = f"表中“{behind[0]}”的{view.grid.name(column.number)}为{cell.text}"
        yield Relation("cell", formula, State.REFUTED, (cell, figure), cell.text, weak=True)


def _of_another_head(found: tuple[View, Column, Figure], figure: Figure) -> bool:
    """Whether a change is one of those that make up a change which its column does not have."""
    view, column, _ = found
    head = head_of(figure)
    cells = [cell.quantity.interval for (_, at), cell in view.grid.cells.items() if at == column.number]
    return head is not None and not any(abs(cell).meets(head.quantity.interval) for cell in cells)


def _level(
    views: Sequence[View], statement: Statement, named: list[tuple[int, int, str]], figure: Figure
) -> Iterator[Relation]:
    """A bare value told right behind a row's name that another row alone has: 「云台乡只有10.9」."""
    at = figure.start - statement.start
    behind = [name for start, end, name in named if end <= at and _NEXT.match(statement.text[end:at])]
    quantity = figure.quantity
    if len(behind) != 1 or not quantity.definite or quantity.kind is not Kind.BARE or quantity.decimals < 1:
        return
    found: list[tuple[View, Column, Figure]] = []
    for view in (view for view in views if behind[0] in view.rows):
        for column in view.columns:
            cells = {label: c for label, r in view.rows.items() if (c := view.cell(r, column)) is not None}
            has = [label for label, cell in cells.items() if cell.quantity.value == quantity.value]
            if behind[0] in has:
                return
            if has and behind[0] in cells:
                found.append((view, column, cells[behind[0]]))
    if len(found) == 1:
        view, column, cell = found[0]
        formula = f"表中“{behind[0]}”的{view.grid.name(column.number)}为{cell.text}"
        yield Relation("cell", formula, State.REFUTED, (cell, figure), cell.text, weak=True)


def _added(views: Sequence[View], statement: Statement, figure: Figure) -> Iterator[Relation]:
    """「白沙、云台、大垅三个乡合计2739人」: the rows that a list names, perhaps without 乡 or 县, added up."""
    at = figure.start - statement.start
    if not figure.quantity.definite or figure.quantity.kind is not Kind.AMOUNT:
        return
    text = re.split("[，。；：（]", statement.text[:at])[-1]
    found: list[tuple[Figure, list[str], str]] = []
    for view in views:
        places = list(view.names.finditer(text))
        listed = len(places) >= _PAIR and all(
            _LIST.match(text[a.end() : b.start()]) for a, b in zip(places, places[1:], strict=False)
        )
        if not listed or not _TOGETHER.match(text[places[-1].end() :]):
            continue
        labels = [view.called[m[0]] for m in places]
        for column in view.columns:
            values = {label: v[1] for label, r in view.rows.items() if (v := view.value(r, column)) is not None}
            if not view.grid.adds(column.number) or any(label not in values for label in labels):
                continue
            missing = figure.quantity.value - sum(values[label] for label in labels)
            if not missing:
                yield Relation("cell", f"表中{'、'.join(labels)}合计", State.PROVED, (figure,))
                return
            others = [
                (old, new)
                for old in labels
                for new in values
                if new not in labels and values[new] - values[old] == missing
            ]
            if len(others) == 1:
                old, new = others[0]
                found.append((figure, labels, f"{figure.text}是把“{old}”换成“{new}”的合计"))
    if len(found) == 1:
        _, labels, why = found[0]
        formula = f"表中{'、'.join(labels)}合计不是{figure.text}，{why}"
        yield Relation("cell", formula, State.REFUTED, (figure,), "", weak=True)


def _so_many_times(
    views: Sequence[View], statement: Statement, named: list[tuple[int, int, str]], figure: Figure
) -> Iterator[Relation]:
    """「泓北区是沚南县的2.38倍」, where it is so many times another row."""
    at = figure.start - statement.start
    if figure.quantity.kind is not Kind.TIMES or len(named := [n for n in named if n[1] <= at]) < _PAIR:
        return
    (_, stop, over), (start, end, under) = named[-2:]
    between = statement.text[stop:start]
    if over == under or not _OF.match(statement.text[end:at]) or not _CALLED.search(between):
        return
    if not _IS.match(between):
        yield from _of_the_told(views, statement, (stop, start), (over, under), figure)
        return
    told = figure.quantity.interval
    meant: set[str] = set()
    for view in (view for view in views if over in view.rows and under in view.rows):
        for column in view.columns:
            values = {label: v for label, r in view.rows.items() if (v := view.value(r, column)) is not None}
            if over not in values or under not in values:
                continue
            fits = [
                label
                for label, (value, _) in values.items()
                if label != over and value.low > 0 and (values[over][0] / value).meets(told)
            ]
            if under in fits:
                yield Relation("rank", f"表中“{over}”是“{under}”的{figure.text}", State.PROVED, (figure,))
                return
            meant.update(fits)
    if len(meant) == 1:
        right = next(iter(meant))
        stated = words_of(statement, start, end)
        formula = f"表中“{over}”是“{right}”的{figure.text}"
        yield Relation("rank", formula, State.REFUTED, (stated,), right, weak=True)


def _of_the_told(
    views: Sequence[View], statement: Statement, span: tuple[int, int], labels: tuple[str, str], figure: Figure
) -> Iterator[Relation]:
    """「砚城镇12640人，占全县的46.0%，是大垅乡的18.4倍」: of the column whose cell is told between the two names."""
    over, under = labels
    told = [f for f in statement.figures if span[0] <= f.start - statement.start < span[1]]
    for view in (view for view in views if over in view.rows and under in view.rows):
        for column in view.columns:
            one, other = (view.value(view.rows[label], column) for label in labels)
            cell = view.cell(view.rows[under], column)
            if one is None or other is None or cell is None or other[0].low <= 0:
                continue
            if any(f.quantity.value == one[1] and f.quantity.kind in (Kind.AMOUNT, Kind.BARE) for f in told):
                trial = Trial((cell,), one[0] / other[0], one[1] / other[1], f"表中{over}÷{under}")
                yield decided("quotient", trial, figure)
                return


def _same(view: View, row: int, column: Column, cell: Figure, figure: Figure) -> bool:
    """Whether a cell tells a change of this size and way."""
    quantity = figure.quantity
    percent = view.grid.is_percent(column.number)
    if (quantity.kind in (Kind.PERCENT, Kind.POINTS)) != percent:
        return False
    value = cell.quantity.value * view.grid.factor(row, column.number) if not percent else cell.quantity.value
    way = figure.direction if value < 0 or figure.direction < 0 else 1
    return abs(value) == quantity.value and (value < 0) == (way < 0)


def _means(view: View, statement: Statement) -> Iterator[Relation]:
    """The mean of a column with two digits changed over."""
    for figure in statement.figures:
        quantity = figure.quantity
        if not _MEAN.search(figure.gap) or not quantity.definite or not quantity.step:
            continue
        means = []
        for column in view.columns:
            values = [v[1] for r in view.rows.values() if (v := view.value(r, column)) is not None]
            if len(values) == len(view.rows):
                means.append((column, sum(values, Decimal(0)) / len(values)))
        rounded = [(c, mean, to_places(mean / quantity.step) * quantity.step) for c, mean in means]
        if any(value == quantity.value for _, _, value in rounded):
            continue
        for column, mean, value in rounded:
            if turned(quantity.value, value):
                formula = f"表中“{column.name}”一列的平均数"
                expected = printed_like(mean, quantity)
                yield Relation("difference", formula, State.REFUTED, (figure,), expected, weak=True, plain=True)
