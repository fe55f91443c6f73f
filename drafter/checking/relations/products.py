"""Products and ratios: a standard times a number of people; two counts against the ratio they give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["products"]

_PER_HEAD = re.compile(r"(?:每生每年|每人每年|每生每学年|人均|每人|每生|每校|每所)[^，。；\d]{0,6}$")
_PER_TIME = re.compile(r"每[天日月周]|每学期|[天日月]")
_TOTAL = re.compile(r"(?:共|合计|总计|累计|总额|共计)[^，。；\d]{0,12}$")
_GENERAL = re.compile(r"普职比|职普比|普职招生比|普通高中与中等职业")


def products(statement: Statement) -> Iterator[Relation]:
    """「按每生每年S元标准补助N人，共T万元」 and 「普通高中a人、中职b人，普职比为x:y」."""
    figures = statement.figures
    for at in range(len(figures)):
        if at >= 2 and (relation := _total(figures[at - 2], figures[at - 1], figures[at])):
            yield relation
        if at >= 2 and figures[at].quantity.kind is Kind.RATIO:
            yield from _ratio(figures[at - 2], figures[at - 1], figures[at])


def _total(rate: Figure, count: Figure, total: Figure) -> Relation | None:
    """A yearly standard per head times the heads; a standard per day or month lacks the number of days."""
    if not _PER_HEAD.search(rate.gap) or _PER_TIME.search(rate.gap[-6:] + rate.quantity.text):
        return None
    money = (rate.quantity.dimension[:5], total.quantity.dimension[:5]) == ("money", "money")
    people = count.quantity.dimension == "person"
    if not money or not people or not _TOTAL.search(total.gap):
        return None
    if not all(f.quantity.definite for f in (rate, count, total)):
        return None
    computed = rate.quantity.interval * count.quantity.interval
    exact = rate.quantity.value * count.quantity.value
    state, truncated = decide(computed, total.quantity, exact)
    expected = "" if state is State.PROVED else printed_like(exact, total.quantity)
    formula = f"{rate.text}×{count.text}"
    return Relation("product", formula, state, (rate, count, total), expected, truncated, weak=True)


def _ratio(first: Figure, second: Figure, ratio: Figure) -> Iterator[Relation]:
    left, right = first.quantity, second.quantity
    if left.kind is not Kind.AMOUNT or left.dimension != right.dimension or not _GENERAL.search(ratio.gap):
        return
    if left.value <= 0 or right.value <= 0 or ratio.quantity.other is None:
        return
    y = ratio.quantity.other
    x = ratio.quantity.left
    half = Decimal(5).scaleb(-ratio.quantity.decimals - 1)
    stated = Interval((x - half) / (x + y), (x + half) / (x + y))
    share = left.interval / (left.interval + right.interval)
    state = State.PROVED if share.meets(stated) else State.REFUTED
    base = x + y
    exact = left.value / (left.value + right.value) * base
    shown = f"{exact:.{ratio.quantity.decimals}f}:{base - exact:.{ratio.quantity.decimals}f}"
    expected = "" if state is State.PROVED else shown
    yield Relation("ratio", f"{first.text}:{second.text}", state, (first, second, ratio), expected)
