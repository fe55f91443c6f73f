"""Two growths that a clause names and sets against each other: 「教育支出增幅高于经常性收入增幅2.1个百分点」.

Both stand before, in the sentence or the paragraph, each behind the name of what has grown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.text.nouns import stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["two_rates"]

_RATE = r"(?:的)?(?:增长速度|增长幅度|增长率|增幅|增速|涨幅)"
_NAME = r"[^，。；、：（()\d]{2,20}?"
_WAY = r"(?P<way>高于|低于|高出|低出|快于|慢于|超过|超出|领先于?|落后于?)了?"
_SET = re.compile(rf"(?:^|[，；,;：])(?P<one>{_NAME}){_RATE}{_WAY}(?P<other>{_NAME})(?:{_RATE})?(?:约|近)?$")
_THAN = re.compile(
    rf"(?:^|[，；,;：])(?P<one>{_NAME}){_RATE}[比较](?P<other>{_NAME})(?:{_RATE})?(?:还|仍|要|又)?(?P<way>高|低|快|慢)(?:出|了)?(?:约|近)?$"
)
_LAST = re.compile(r"[。；;]")
_LEAST = 3
_NEAR = Decimal("0.5")


def two_rates(prose: Sequence[Statement]) -> Iterator[Relation]:
    """Every such distance whose two rates its paragraph tells."""
    told: list[Figure] = []
    flow = None
    for statement in prose:
        if statement.flow is not flow:
            flow, told = statement.flow, []
        for figure in statement.figures:
            points = figure.quantity.kind is Kind.POINTS and figure.quantity.definite
            words = (_SET.search(figure.gap) or _THAN.search(figure.gap)) if points and told else None
            if words is not None:
                yield from _decided(told, figure, words)
            if figure.role is Role.CHANGE and figure.quantity.kind is Kind.PERCENT and figure.quantity.definite:
                told.append(figure)


def _decided(told: Sequence[Figure], stated: Figure, words: re.Match[str]) -> Iterator[Relation]:
    one, other = _named(told, words["one"]), _named(told, words["other"])
    if one is None or other is None or one is other or not (one.direction and other.direction):
        return
    values = [f.quantity.interval.scaled(Decimal(f.direction)) for f in (one, other)]
    exact = one.quantity.value * one.direction - other.quantity.value * other.direction
    apart, below = values[0] - values[1], words["way"][0] in "低慢落"
    formula, figures = f"{one.text}－{other.text}", (one, other, stated)
    if abs(apart).meets(stated.quantity.interval):
        if (apart.high < 0 and not below) or (apart.low > 0 and below):
            said = "前者高于后者" if below else "前者低于后者"
            yield Relation("direction", f"{one.text}与{other.text}", State.REFUTED, figures, said, weak=True)
        else:
            yield Relation("points", formula, State.PROVED, figures)
    elif may_be_meant(stated.quantity.value, abs(exact), _NEAR):
        shown = printed_like(abs(exact), stated.quantity)
        yield Relation("points", formula, State.REFUTED, figures, shown, weak=True)


def _named(told: Sequence[Figure], name: str) -> Figure | None:
    """The only rate that stands behind a name with no other end of a sentence between; None where two differ."""
    plain = stripped(name)
    if len(plain) < _LEAST:
        return None
    since = {f.id: _since(f, told[at - 1] if at else None) for at, f in enumerate(told)}
    found = [f for f in told if plain in _LAST.split(since[f.id])[-1]]
    return found[-1] if len({(f.quantity.value, f.direction) for f in found}) == 1 else None


def _since(figure: Figure, before: Figure | None) -> str:
    """The words of a sentence up to a rate, from the rate before it on."""
    start = figure.statement.start
    if before is not None and before.statement is figure.statement:
        start = before.end
    return figure.statement.between(start, figure.start)
