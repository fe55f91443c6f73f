"""Figures told of a place in the last word of a column: 「甲镇新建小学1所，提供学位900个」 beside 新增学位.

Such a figure may be of one school among several, so that it is told only where its digits are those of the cell in
another order, or the row of the place has less and one other row has just as much: then it is the place that is wrong,
as where a place that is said to have none has some.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from drafter.checking.relations.model import Relation
from drafter.checking.relations.ranks import words_of
from drafter.checking.relations.trials import turned
from drafter.checking.relations.views import Column, View
from drafter.checking.text.nouns import label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["row_nouns"]

_PLACE = re.compile(r"[一-鿿]{1,}(?:[县市区旗镇乡]|街道|苏木)$")
_NEW = re.compile(r"新增|新建|当年|本年")
_ADDED = re.compile(r"新增|新建|扩建|改建|迁建|建成|增加|提供|补充|增设")
_NONE = re.compile(
    r"^(?:等)?(?:[两二三四五六七八九\d]+个?(?:街道|乡镇|[县市区旗镇乡])(?:（[^（）]{1,6}）)?)?(?:本年度?|当年|年内|全年|今年|均|都|也|仍)*"
    r"(?:无|没有|未)(?P<noun>[^，。；、\d]{2,8})$"
)
_JOINED = re.compile(r"^(?:[、和及与]|以及)$")
_OTHER_TIME = re.compile(r"计划|明年|下一步|拟|力争|预计|[上去]年|将|建成后|投用后|竣工后|在建|开工|启动")
_IS = re.compile(r"^(?:则|却|也|只|仅|就)*(?:为|有|是|达到?)$")
_IS_NAMED = re.compile(r"^的?(?P<name>[^，。；：、\d]{2,10}?)(?:只有|仅有|高达|为|有|是|达到?|共)?$")
_PARTS = re.compile(r"[^。；]+")
_SHORTEST, _FEWEST, _TELLING, _ROUND = 2, 3, 10, 10


def row_nouns(views: Sequence[View], prose: Iterable[Statement]) -> Iterator[Relation]:
    """Relations of the sentences that name rows which are places."""
    tables = [view for view in views if _of_places(view)]
    if not tables:
        return
    for statement in prose:
        if _OTHER_TIME.search(statement.text):
            continue
        for view in tables:
            for part in _PARTS.finditer(statement.text):
                named = list(view.names.finditer(part[0]))
                if named and not any(date.year for date in statement.dates):
                    yield from _of_part(view, statement, part.start(), part[0], named)


def _of_places(view: View) -> bool:
    return len(view.rows) >= _FEWEST and all(_PLACE.match(name) for name in view.rows)


def _of_part(
    view: View, statement: Statement, at: int, text: str, named: Sequence[re.Match[str]]
) -> Iterator[Relation]:
    low, high = statement.start + at, statement.start + at + len(text)
    column: Column | None = None
    for figure in statement.figures:
        before = [m for m in named if low + m.end() <= figure.start]
        if not low <= figure.start < high or not before or before[-1][0] not in view.rows:
            continue
        place = before[-1]
        if len(before) > 1 and _JOINED.match(text[before[-2].end() : place.start()]):
            continue  # of both together
        between = statement.between(low + place.end(), figure.start)
        told = _named_column(view, between) or (column if _IS.match(between) else None)
        column = told or column
        relation = None if told is None else _of_cell(view, told, place[0], figure)
        if relation is None and len(named) == 1:
            relation = _of_figure(view, statement, text, place, figure, at)
        if relation is not None:
            yield relation
            return
    yield from _of_none(view, statement, at, text, named)


def _named_column(view: View, words: str) -> Column | None:
    """The column whose whole name leads from a place to a figure: 甲镇生师比为."""
    named = _IS_NAMED.match(words)
    found = [c for c in view.columns if named is not None and c.name == named["name"] and not c.year]
    return found[0] if len(found) == 1 else None


def _of_cell(view: View, column: Column, place: str, figure: Figure) -> Relation | None:
    """A figure that has the digits of its cell in another order."""
    own, quantity = view.value(view.rows[place], column), figure.quantity
    plain = quantity.definite and figure.role in (Role.LEVEL, Role.SHARE)
    if own is None or not plain or not turned(quantity.value, own[1]):
        return None
    cell = view.cell(view.rows[place], column)
    formula = f"表中“{place}”{view.grid.name(column.number)}为{own[1].normalize():f}"
    figures = (figure,) if cell is None else (cell, figure)
    return Relation("cell", formula, State.REFUTED, figures, f"{own[1].normalize():f}", weak=True, plain=True)


def _of_figure(
    view: View, statement: Statement, text: str, place: re.Match[str], figure: Figure, at: int
) -> Relation | None:
    quantity = figure.quantity
    counted = quantity.kind is Kind.AMOUNT and quantity.definite and figure.role is Role.LEVEL
    if not counted or quantity.value < _TELLING:
        return None
    column = _column(view, label(figure))
    if column is None or not _is_of(column, figure, text):
        return None
    values = {name: v for name, row in view.rows.items() if (v := view.value(row, column)) is not None}
    own = values.get(place[0])
    if own is None or (quantity.value > own[1] or (not own[1] % _ROUND and quantity.value % _ROUND)):
        slip = _of_cell(view, column, place[0], figure)  # 1602 for 1620, but 270 of 720 may be one school's
        if slip is not None or own is None:
            return slip
    same = [name for name, value in values.items() if name != place[0] and value[1] == quantity.value]
    if own[0].high >= quantity.interval.low or len(same) != 1:
        return None
    name = view.grid.name(column.number)
    formula = f"表中“{place[0]}”{name}为{own[1].normalize():f}，{figure.text}是“{same[0]}”的"
    stated = words_of(statement, at + place.start(), at + place.end())
    return Relation("rank", formula, State.REFUTED, (stated,), weak=True)


def _is_of(column: Column, figure: Figure, text: str) -> bool:
    """Whether a figure may be of what a column counts, by its unit and by whether the words tell of what is new."""
    unit = figure.quantity.unit
    alike = not column.dimension or unit is None or column.dimension == figure.quantity.dimension
    return alike and not (_NEW.search(column.name) and not _ADDED.search(text))


def _of_none(
    view: View, statement: Statement, at: int, text: str, named: Sequence[re.Match[str]]
) -> Iterator[Relation]:
    """「甲镇、乙镇本年无新增学位」"""
    last = named[-1]
    listed = [last]
    for before in reversed(named[:-1]):
        if not _JOINED.match(text[before.end() : listed[0].start()]):
            break
        listed.insert(0, before)
    words = _NONE.match(text[last.end() :].rstrip("，,"))
    column = _column(view, words["noun"]) if words is not None else None
    if column is None:
        return
    for place in listed:
        row = view.rows.get(view.called.get(place[0], ""))
        value = view.value(row, column) if row is not None else None
        if value is not None and value[0].low > 0:
            formula = f"表中“{place[0]}”{view.grid.name(column.number)}为{value[1].normalize():f}"
            stated = words_of(statement, at + place.start(), at + last.end() + len(words[0] if words else ""))
            yield Relation("rank", formula, State.REFUTED, (stated,), weak=True)


def _column(view: View, said: str) -> Column | None:
    """The only column of counts whose name ends in the last words that are said."""
    found = []
    for column in view.columns:
        shared = 0
        while shared < min(len(said), len(column.name)) and said[-1 - shared] == column.name[-1 - shared]:
            shared += 1
        if shared >= _SHORTEST and view.grid.adds(column.number):
            found.append(column)
    return found[0] if len(found) == 1 else None
