"""Values of several years in one sentence: what they come to together, and how far two named years lie apart.

「2021年支出5.19亿元，2022年5.42亿元，2023年5.78亿元，三年累计16.39亿元，2023年比2021年增加0.59亿元，增长11.4%」.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.movement import difference_of, growth_of
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["series"]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?[^，。；：\d]{0,14}$")
_BETWEEN = re.compile(
    r"(?<!\d)(?P<now>(?:19|20)\d\d)年?[底末]?[比较](?P<then>(?:19|20)\d\d)年[底末]?(?!的)[^，。；\d]{0,12}$"
)
_TOGETHER = re.compile(
    r"(?P<years>[二两三四五六七八九十])年[来间内里]?[^，。；\d]{0,8}(?:累计|合计|总计|共计|一共|共)[^，。；\d]{0,10}$"
)
_ONWARD = re.compile(r"^[，、]?(?:即|也即)?[^，。；\d]{0,6}$")
_COUNTS = {"二": 2, "两": 2} | {sign: at for at, sign in enumerate("三四五六七八九十", 3)}


def series(statement: Statement) -> Iterator[Relation]:
    """What a sentence says of its own row of years."""
    told: dict[str, dict[int, Figure]] = {}
    last: tuple[Figure, Figure] | None = None
    for figure in statement.figures:
        quantity = figure.quantity
        between = _BETWEEN.search(figure.gap)
        years = told.get(quantity.dimension, {})
        if figure.role is Role.CHANGE and between:
            last = _two(told, figure, int(between["then"]), int(between["now"]))
            if last is not None:
                yield from _change(last, figure)
        elif figure.role is Role.CHANGE and last is not None and _ONWARD.match(figure.gap):
            yield from _change(last, figure)
        elif (together := _TOGETHER.search(figure.gap)) and len(years) > 1:
            yield from _total(list(years.values()), _COUNTS[together["years"]], figure)
        elif quantity.kind in (Kind.AMOUNT, Kind.PERCENT) and quantity.definite and (year := _YEAR.search(figure.gap)):
            if figure.role in (Role.LEVEL, Role.PREVIOUS):
                told.setdefault(quantity.dimension, {}).setdefault(int(year[1]), figure)
            last = None


def _two(told: dict[str, dict[int, Figure]], change: Figure, then: int, now: int) -> tuple[Figure, Figure] | None:
    """The values of two years that a change lies between."""
    if change.quantity.kind is Kind.POINTS:
        rows = [told.get("percent", {})]
    elif change.quantity.kind is Kind.PERCENT:
        rows = [years for dimension, years in told.items() if dimension != "percent"]
    else:
        rows = [told.get(change.quantity.dimension, {})]
    pairs = [(years[then], years[now]) for years in rows if then in years and now in years]
    return pairs[0] if len(pairs) == 1 else None


def _change(pair: tuple[Figure, Figure], change: Figure) -> Iterator[Relation]:
    old, new = pair
    if not change.quantity.definite or (change.quantity.kind is Kind.PERCENT and old.quantity.kind is Kind.PERCENT):
        return
    relation = growth_of(old, new, change) if change.quantity.kind is Kind.PERCENT else difference_of(old, new, change)
    if relation is not None:
        yield relation
        way = -1 if new.quantity.interval.high < old.quantity.interval.low else 1
        level = new.quantity.interval.meets(old.quantity.interval)
        if relation.state is State.PROVED and change.direction and change.direction != way and not level:
            said = "下降" if way < 0 else "上升"
            yield Relation("direction", f"{old.text}→{new.text}", State.REFUTED, (old, new, change), said)


def _total(values: list[Figure], count: int, total: Figure) -> Iterator[Relation]:
    """So many years together; of more years than are told nothing follows."""
    if len(values) < count or not total.quantity.definite:
        return
    values = values[-count:]
    added, exact = Interval.exact(Decimal(0)), Decimal(0)
    for value in values:
        added, exact = added + value.quantity.interval, exact + value.quantity.value
    formula = f"{'＋'.join(value.text for value in values)}＝{total.text}"
    if added.meets(total.quantity.interval):
        yield Relation("sum", formula, State.PROVED, (*values, total))
    else:
        expected = printed_like(exact, total.quantity)
        yield Relation("sum", formula, State.REFUTED, (*values, total), expected)
