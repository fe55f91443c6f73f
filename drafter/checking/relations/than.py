"""What lies above or below another value right before: 「比公务员的95710元高1132元」, 「增幅比它高1.9个百分点」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["than"]

_THAN = re.compile(r"(?:比|较)(?P<whom>[^，。；：\d]{1,14}?)的?$")
_WAY = re.compile(r"^(?:还|又|要|仍|也|则)*(?:(?P<more>[高多]|高出|多出)|(?P<less>[低少]|低了|少了))了?(?:约|近)?$")
#: 比上年的9512人多334人 is a change over time, which others read.
_TIME = re.compile(r"[上去前今]一?学?年|年前|20\d\d年|同期|原|计划|目标|标准|要求|任务|预算|预期")
_FASTER = re.compile(
    r"(?:增幅|增速|升幅|降幅)(?:比|较)(?:它|其|前者|后者|同期(?!的?20)[^，。；\d]{0,12}|[^，。；\d上去]{2,14}?)(?:的?(?:增幅|增速))?"
    r"(?:高|快|低|慢|小|大)(?:出|了)?$"
)
_BACK, _PAIR = 8, 2


def than(statement: Statement, before: Statement | None) -> Iterator[Relation]:
    """Distances between two values, whichever way they lie, and between the two rates of growth told last."""
    figures = statement.figures
    for at, stated in enumerate(figures):
        if at and (relation := _apart(figures[max(0, at - _BACK) : at], stated)) is not None:
            yield relation
        if stated.quantity.kind is Kind.POINTS and _FASTER.search(stated.gap):
            earlier = [*(before.figures if before is not None and at < _PAIR else ()), *figures[:at]]
            yield from _faster(earlier, stated)


def _apart(earlier: Sequence[Figure], stated: Figure) -> Relation | None:
    """The way that two values lie, where one lies from the other as far as is said."""
    other = earlier[-1]
    way, whom = _WAY.match(stated.gap), _THAN.search(other.gap)
    quantity = stated.quantity
    if way is None or whom is None or _TIME.search(whom["whom"]) or not quantity.definite or quantity.spelled:
        return None
    alike = [
        f
        for f in earlier[:-1]
        if f.quantity.dimension == other.quantity.dimension == quantity.dimension
        and f.quantity.kind is Kind.AMOUNT
        and f.role is Role.LEVEL
        and f.quantity.definite
    ]
    for value in reversed(alike):
        apart = value.quantity.value - other.quantity.value
        if abs(apart) == quantity.value and (apart > 0) != bool(way["more"]):
            said = "低" if way["more"] else "高"
            return Relation("direction", f"{value.text}比{other.text}", State.REFUTED, (value, other, stated), said)
    return None


def _faster(earlier: Sequence[Figure], stated: Figure) -> Iterator[Relation]:
    """How far the two rates of growth told last lie apart."""
    rates = [f for f in earlier if f.role is Role.CHANGE and f.quantity.kind is Kind.PERCENT and f.quantity.definite]
    if len(rates) < _PAIR or rates[-1].id < stated.id - 2 or rates[-2].direction != rates[-1].direction:
        return
    one, other = rates[-2:]
    apart = abs(one.quantity.interval - other.quantity.interval)
    exact = abs(one.quantity.value - other.quantity.value)
    state, truncated = decide(apart, stated.quantity, exact)
    expected = "" if state is State.PROVED else printed_like(exact, stated.quantity)
    formula = f"{one.text}与{other.text}之差"
    yield Relation("points", formula, state, (one, other, stated), expected, truncated, weak=True, plain=True)
