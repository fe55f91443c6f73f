"""Values whose order or way the words turn round: years in a row, one rate set against another, this year's value.

「2022年21.77%，2021年21.42%，连续两年下降」, 「增长3.8%，慢于公务员的3.5%」, 「128所，本年为124所，净增4所」.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafter.checking.relations.model import Relation
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["told_turned"]

_IN_A_ROW = re.compile(
    r"连续(?P<many>[两二三四五])年(?:保持|实现|稳步|均|都)?(?:(?P<up>上升|提高|增长|增加|攀升|走高|提升)|(?P<down>下降|减少|下滑|降低|回落|走低))"
)
_MANY = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_OUTRUN = re.compile(
    r"^[，,]?(?:也|仍|均|都|且|但|而)?(?P<way>快于|高于|大于|超过|超出|慢于|低于|小于|落后于)"
    r"(?:同期)?[^，。；、\d]{1,14}?的?(?:增幅|增速|涨幅|增长率)?(?:的)?$"
)
_BESIDE_YEAR = re.compile(
    r"^[，,]?(?:均|都|也|仍|略|稍|明显|大幅|继续)?(?P<way>高于|低于|多于|少于|大于|小于|快于|慢于)(?:上一?年|去年|20\d\d年)(?:同期)?(?:的)?$"
)
_LESS = ("慢于", "低于", "小于", "落后于")
_THIS_YEAR = re.compile(r"^[，,（(](?:本年度?|今年|当年)(?:底|末)?(?:则?为|是|有|仅有|达)?$")


def told_turned(statement: Statement) -> Iterator[Relation]:
    """Every such order in a sentence that its own figures turn round."""
    yield from _in_a_row(statement)
    figures = statement.figures
    for one, other in pairwise(figures):
        for read in (_outrun, _set_beside):
            if (relation := read(one, other)) is not None:
                yield relation
    for before, told, change in zip(figures, figures[1:], figures[2:], strict=False):
        if (relation := _this_year(before, told, change)) is not None:
            yield relation


def _in_a_row(statement: Statement) -> Iterator[Relation]:
    for match in _IN_A_ROW.finditer(statement.text):
        end = statement.start + match.start()
        row = _years([f for f in statement.figures if f.end <= end])
        if len(row) < 2:
            continue
        told = 1 if match["up"] else -1
        values = [figure for _, figure in sorted(row.items())][-_MANY[match["many"]] - 1 :]
        moves = [b.quantity.value - a.quantity.value for a, b in pairwise(values)]
        ways = {(move > 0) - (move < 0) for move in moves}
        if ways == {-told}:
            formula = "→".join(figure.text for figure in values)
            last = max(values, key=lambda f: f.id)
            figures = (*(f for f in values if f is not last), last)
            yield Relation("direction", formula, State.REFUTED, figures, "下降" if told > 0 else "上升", weak=True)


def _years(figures: Sequence[Figure]) -> dict[int, Figure]:
    """The last values of one measure that are told of named years."""
    last = next((f for f in reversed(figures) if f.role in (Role.LEVEL, Role.PREVIOUS, Role.SHARE)), None)
    found: dict[int, Figure] = {}
    for figure in reversed(figures):
        named = _YEAR.findall(figure.gap)
        alike = last is not None and figure.quantity.dimension == last.quantity.dimension and figure.quantity.definite
        if not alike or figure.role is Role.CHANGE or len(named) != 1:
            continue
        if int(named[0]) in found:
            break
        found[int(named[0])] = figure
    return found


def _set_beside(one: Figure, other: Figure) -> Relation | None:
    """「98.51%，低于2022年的97.25%」: two years' values, the words calling the wrong one the greater."""
    words = _BESIDE_YEAR.match(other.gap)
    kinds = one.quantity.kind is other.quantity.kind and one.quantity.kind in (Kind.PERCENT, Kind.AMOUNT)
    alike = kinds and one.quantity.dimension == other.quantity.dimension
    if words is None or not alike or one.role not in (Role.LEVEL, Role.SHARE):
        return None
    less = words["way"][0] in "低少小慢"
    apart = one.quantity.interval - other.quantity.interval
    if (apart.low > 0 and less) or (apart.high < 0 and not less):
        said = "上升" if less else "下降"
        formula = f"{other.text}→{one.text}"
        return Relation("direction", formula, State.REFUTED, (one, other), said, weak=True)
    return None


def _outrun(one: Figure, other: Figure) -> Relation | None:
    """Two rates of growth of which the words call the wrong one the greater."""
    words = _OUTRUN.match(other.gap)
    growth = one.role is Role.CHANGE and one.quantity.kind is Kind.PERCENT and one.direction > 0
    if words is None or not growth or other.quantity.kind is not Kind.PERCENT or other.role is Role.TARGET:
        return None
    if not (one.quantity.definite and other.quantity.definite):
        return None
    less = words["way"] in _LESS
    apart = one.quantity.interval - other.quantity.interval
    if (apart.low > 0 and less) or (apart.high < 0 and not less):
        said = "正数" if less else "负数"
        return Relation("direction", f"{one.text}－{other.text}", State.REFUTED, (one, other), said, weak=True)
    return None


def _this_year(before: Figure, told: Figure, change: Figure) -> Relation | None:
    """A value of this year set behind another one, which it has come from by the change told next, the other way."""
    alike = before.quantity.dimension == told.quantity.dimension == change.quantity.dimension
    roles = before.role is told.role is Role.LEVEL and change.role is Role.CHANGE and change.direction
    if not alike or not roles or not _THIS_YEAR.match(told.gap) or before.quantity.kind is not Kind.AMOUNT:
        return None
    moved = told.quantity.value - before.quantity.value
    if abs(moved) != change.quantity.value or moved * change.direction > 0:
        return None
    said = "下降" if moved < 0 else "上升"
    formula = f"{before.text}→{told.text}"
    return Relation("direction", formula, State.REFUTED, (before, told, change), said, weak=True)
