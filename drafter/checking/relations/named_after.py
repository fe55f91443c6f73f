"""A rate named after one item of a list that is the other one's: 「升学248人、就业413人，升学比例为60.6%」 of 682.

The items may have changed places, or the rate's name; either way the one named does not give it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import comparable, share_of
from drafter.checking.text.nouns import label
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["named_after", "named_item"]

_RATE = re.compile(
    r"^[，,；（(](?:其中)?(?P<name>[一-鿿]{2,8}?)(?:人数|学生|教师|人员|的)*(?:所占)?(?:比例|比重|占比|率|占)"
    r"(?:分别|已|约|就|达到?|为|是|到|了)*$"
)
_ITEM = re.compile(r"^[、，](?:和|及)?[^，。；：（）\d]{2,12}$")
_LIST_OPENS = re.compile(r"[，：；（](?:其中|有)?[^，。；：（）\d]{2,12}$")
_MOST = 6


def named_item(rate: Figure, listed: Sequence[Figure]) -> Figure | None:
    """The one of several values that a rate right behind them is named after; None where it names none, or several."""
    words = _RATE.match(rate.gap)
    mine = [f for f in listed if words is not None and label(f) == words["name"]]
    return mine[0] if len(mine) == 1 else None


def named_after(statements: Iterable[Statement]) -> Iterator[Relation]:
    """Every rate right behind a list, of the whole right before it."""
    for statement in statements:
        figures = statement.figures
        for at, rate in enumerate(figures):
            if rate.role not in (Role.LEVEL, Role.SHARE) or rate.quantity.dimension != "percent":
                continue
            listed, whole = _list_before(figures[:at]) if rate.quantity.definite else ([], None)
            if whole is not None and (relation := _crossed(listed, whole, rate)) is not None:
                yield relation


def _list_before(earlier: Sequence[Figure]) -> tuple[list[Figure], Figure | None]:
    """(the items that end right before a rate, the value that stands before them)."""
    listed: list[Figure] = []
    for figure in reversed(earlier[-_MOST:]):
        usable = (
            figure.role is Role.LEVEL and figure.quantity.definite and (not listed or comparable(figure, listed[0]))
        )
        if not usable:
            return [], None
        if listed and not _ITEM.match(listed[0].gap):
            return [], None
        if len(listed) > 1 and figure.quantity.value >= sum(f.quantity.value for f in listed):
            return listed, figure
        listed.insert(0, figure)
    return [], None


def _crossed(listed: Sequence[Figure], whole: Figure, rate: Figure) -> Relation | None:
    mine = named_item(rate, listed)
    if mine is None or len({label(f) for f in listed}) != len(listed) or not _LIST_OPENS.search(listed[0].gap):
        return None
    own = share_of(mine, whole, rate, [], weak=True)
    if own is None or own.state is not State.REFUTED or own.truncated:
        return None
    others = [share_of(f, whole, rate, []) for f in listed if f is not mine]
    if sum(r is not None and r.state is State.PROVED for r in others) != 1:
        return None
    return replace(own, plain=True)
