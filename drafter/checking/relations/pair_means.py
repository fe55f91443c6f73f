"""The mean of one item of a list of pairs, told behind the list: 「…普通高中a人次、b万元…。普通高中平均每人次c元」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["pair_means"]

_MEAN = re.compile(
    r"(?:^|[，。；、])(?P<name>[^，。；、：\d（()）]{2,14}?)(?:阶段|学段)?(?:平均|约)?"
    r"(?P<each>每人次|人次均|每[人生名]|[人生]均)(?:平均)?(?:资助|补助|发放|投入|标准|金额)?(?:为|约|达到?|是|近)*$"
)
_ITEM = re.compile(
    r"(?:^|[，。；、,;：:])(?:其中)?(?P<name>[^，。；、：:\d（()）]{2,14}?)(?:阶段|学段)?(?:资助|惠及|补助)?(?:学生|幼儿)?$"
)
_SECOND = re.compile(r"^[、，,（(]?(?:资金|金额|经费|计|共|合计|共计|发放|投入|支出|资助|安排)*$")
_REACH = 3


def pair_means(prose: Sequence[Statement]) -> Iterator[Relation]:
    """Every mean of an item by its name, where the item stands in its sentence or in those right before."""
    recent: list[Statement] = []
    for statement in prose:
        if recent and recent[-1].flow is not statement.flow:
            recent = []
        recent = [*recent, statement][-_REACH:]
        if "均" not in statement.text and "每" not in statement.text:
            continue
        for figure in statement.figures:
            words = _MEAN.search(figure.gap)
            money = figure.quantity.dimension.split("/")[0] == "money" and figure.quantity.definite
            if words and money and figure.role is Role.LEVEL:
                yield from _decided(recent, figure, words)


def _decided(recent: Sequence[Statement], mean: Figure, words: re.Match[str]) -> Iterator[Relation]:
    times = "人次" in words["each"]
    pairs = [
        (item["name"], count, total)
        for statement in recent
        for count, total in pairwise(statement.figures)
        if total.id < mean.id and (item := _item(count, total, times=times)) is not None
    ]
    found = [(count, total) for name, count, total in pairs if name == words["name"]]
    if len(found) != 1:
        return
    ((count, total),) = found
    exact = total.quantity.value / count.quantity.value
    state, truncated = decide(total.quantity.interval / count.quantity.interval, mean.quantity, exact)
    expected = "" if state is State.PROVED else printed_like(exact, mean.quantity)
    theirs = [
        (name, other)
        for name, _, other in pairs
        if other is not total and (other.quantity.interval / count.quantity.interval).meets(mean.quantity.interval)
    ]
    if state is State.REFUTED and len(theirs) == 1:  # the mean is right with what another item has
        name, other = theirs[0]
        formula = f"“{words['name']}”{total.text}与“{name}”{other.text}"
        yield Relation("crossed-means", formula, State.REFUTED, (other, total), weak=True)
        return
    formula = f"{total.text}÷{count.text}"
    yield Relation("product", formula, state, (total, count, mean), expected, truncated, weak=True, plain=True)


def _item(count: Figure, total: Figure, *, times: bool) -> re.Match[str] | None:
    """The name of an item of so many heads and so much money; None for what is none."""
    item = _ITEM.search(count.gap)
    levels = count.role is total.role is Role.LEVEL and count.quantity.kind is total.quantity.kind is Kind.AMOUNT
    if item is None or not levels or not _SECOND.match(total.gap):
        return None
    behind = count.quantity.text + count.statement.between(count.end, total.start)
    counted = count.quantity.dimension == "person-times" if times else count.quantity.dimension == "person"
    counted = counted or (times and "人次" in behind)
    sound = count.quantity.definite and total.quantity.definite and count.quantity.value > 0
    return item if counted and total.quantity.dimension == "money" and sound else None
