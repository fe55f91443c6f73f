"""Two things set side by side and by how much one is ahead: 前者快于后者2.1个百分点, 女生比男生高2.6个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from drafter.checking.relations.model import Relation
from drafter.checking.relations.trials import Trial, decided
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["sides"]

_MORE, _LESS = "快|高|多|大|领先|跑赢|超过|超出|超|反超|优", "慢|低|少|小|落后|跑输|差"
_WAY = rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:于|出|过|了)*"
_TURN = r"(?:仍|还|只|仅|又|均|要|则|却|略|稍|明显|整整|实现|足足)*"
#: 前者比后者快, 后者跑赢前者, 前者高出
_FORMER = re.compile(
    rf"[，,；]{_TURN}(?P<who>前者|后者){_TURN}(?:比|较)?(?:前者|后者)?{_TURN}{_WAY}(?:前者|后者)?(?:约|近)?$"
)
#: 女生比男生高, 城区较乡村高出
_NAMED = re.compile(
    rf"[，,]{_TURN}(?P<one>[^，。；\d比较]{{2,10}}?){_TURN}(?:比|较)(?P<other>[^，。；\d]{{2,10}}?){_TURN}{_WAY}(?:约|近)?$"
)
#: 城乡差7.3分, 二者悬殊, 两校相差
_APART = re.compile(
    r"[，,](?:两者|二者|两[一-鿿]{1,2}|城乡|男女|校际|区域|县域)(?:之间)?(?:的)?(?:相差|悬殊|差距|相距|差|落差)(?:为|达|约|了)*$"
)
#: 本县83.6分，全市均值81.9分，本县领先1.7分
_OVER_MEAN = re.compile(
    rf"[，,]{_TURN}(?:我|本|全)?[省市县区校]?{_TURN}{_WAY}(?:(?:全[国省市县区州]|上级|面上)(?:平均|均值)?(?:水平)?)?(?:约|近)?$"
)
_MEAN = re.compile(r"(?:全[国省市县区州]|上级)(?:的)?(?:[^，。；\d]{0,6}?)(?:平均|均值|水平)")
#: 高于财政经常性收入6.1%的增幅2.3个百分点, 快于收入增速（5.2%）2.4个百分点
_THAN = re.compile(r"(?P<way>高于|快于|超过|跑赢|领先于?|高出|低于|慢于|落后于?)[^，。；、\d（(]{2,14}[（(]?$")
_OF_IT = re.compile(r"^[）)]?(?:的(?:增幅|增速|增长率|幅度|涨幅))?(?:约|近)?$")
_GREW = re.compile(r"增|涨|升")


def sides(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """How far two values right before a figure lie apart, and which is ahead, where the words name the two.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    for statement in statements:
        figures = statement.figures
        for one, other, apart in zip(figures, figures[1:], figures[2:], strict=False):
            if apart.id in settled or not apart.quantity.definite or not _alike(one, other, apart):
                continue
            if (told := _told(one, other, apart)) is not None:
                yield told


def _alike(one: Figure, other: Figure, apart: Figure) -> bool:
    left, right, by = one.quantity, other.quantity, apart.quantity
    points = left.kind is right.kind is Kind.PERCENT and by.kind is Kind.POINTS
    amounts = left.kind is by.kind is Kind.AMOUNT and left.dimension == right.dimension == by.dimension
    sound = left.definite and right.definite and Role.PREVIOUS not in (one.role, other.role)
    return sound and (points or amounts) and "；" not in other.gap + apart.gap


_OUR_OWN = re.compile("[我本][省市县区州旗]")


def _told(one: Figure, other: Figure, apart: Figure) -> Relation | None:
    if _OUR_OWN.search(apart.gap) and not _OUR_OWN.search(one.gap + other.gap):
        return None  # 浔陵53.2%、全省平均56.8%，我市低于全省2.7个百分点: what we have is told elsewhere
    if _APART.fullmatch(apart.gap):
        return _decided(one, other, apart, None)
    ahead = _ahead_by_name(one, other, apart) or _ahead_of_mean(one, other, apart)
    return _decided(one, other, apart, ahead) if ahead is not None else None


def _ahead_by_name(one: Figure, other: Figure, apart: Figure) -> Figure | None:
    """Which of the two the words set above the other, by their names or as 前者 and 后者."""
    if former := _FORMER.fullmatch(apart.gap):
        return one if (former["who"] == "前者") == bool(former["more"]) else other
    named = _NAMED.fullmatch(apart.gap)
    if named is None:
        return None
    first, second = (re.sub("(?:的|平均|学校|学生)$", "", named[key]) for key in ("one", "other"))
    for left, right in ((one, other), (other, one)):
        if first in left.gap and second in right.gap and first not in right.gap:
            return left if named["more"] else right
    return None


def _ahead_of_mean(one: Figure, other: Figure, apart: Figure) -> Figure | None:
    """The same of a value and the mean, or of two growths, of which the one is told to be above the other."""
    if (over := _OVER_MEAN.fullmatch(apart.gap)) and _MEAN.search(other.gap) and not _MEAN.search(one.gap):
        return one if over["more"] else other
    than = _THAN.search(other.gap)
    if than and _OF_IT.match(apart.gap) and _GREW.search(one.gap) and _GREW.search(other.gap + apart.gap):
        return other if than["way"][0] in "低慢落" else one
    return None


def _decided(one: Figure, other: Figure, apart: Figure, ahead: Figure | None) -> Relation:
    """The distance, and the side that is said to be ahead, which a value plainly below the other is not."""
    behind = other if ahead is one else one
    if ahead is not None and ahead.quantity.interval.high < behind.quantity.interval.low:
        formula = f"{ahead.text}与{behind.text}"
        said = "低" if ahead is one else "高"
        return Relation("direction", formula, State.REFUTED, (one, other, apart), f"前者{said}于后者", weak=True)
    kind = "points" if apart.quantity.kind is Kind.POINTS else "difference"
    left, right = sorted((one, other), key=lambda f: f.quantity.value, reverse=True)
    trial = Trial(
        (left, right),
        abs(left.quantity.interval - right.quantity.interval),
        left.quantity.value - right.quantity.value,
        f"{left.text}－{right.text}",
    )
    relation = decided(kind, trial, apart)
    return replace(relation, plain=True) if relation.state is State.REFUTED else relation
