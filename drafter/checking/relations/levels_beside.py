"""The value of another place beside how far the own one lies from it: 「毛入园率与甲县的95.2%相比低1.6个百分点」.

The own value is told elsewhere, by its name; the three must fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.telling import Tellings, Told
from drafter.checking.text.things import Thing, read_thing
from drafter.facts import Period
from drafter.findings import State

__all__ = ["levels_beside"]

_BESIDE = re.compile(
    r"(?:^|[，。；])(?P<name>[^，。；：\d]{2,16}?)(?:仍|还|也)?(?:与|同|和|比|较)(?P<place>[^，。；：\d年]{2,12}?[^，。；：\d上去年])(?:的|（)$"
)
_APART = re.compile(r"^）?(?:相比|比较|比)?[，,]?(?:仍|还|要|则|又)*(?P<way>高|低|多|少|差|相差)(?:出|了)?(?:约)?$")
#: 与甲县（12210元）相比，我县小学生均支出高出276元
_AFTER = re.compile(r"(?:^|[，。；])(?:与|同|和|比|较)(?P<place>[^，。；：（）\d年]{2,14})[（(]$")
_THEN = re.compile(
    r"^[）)](?:相比|比较|比)[，,](?:[我本全][省市县区州盟旗](?:的)?)?(?P<name>[^，。；：、\d]{3,16}?)"
    r"(?:还|仍|要|则|又)*(?P<way>高|低|多|少)(?:出|了)?(?:约)?$"
)
_MEASURES = ("percent", "money", "count")


def levels_beside(prose: Sequence[Statement], told: Tellings) -> Iterator[Relation]:
    """Every value of another place with the distance right behind it."""
    for statement in prose:
        for other, apart in pairwise(statement.figures):
            words, way = _BESIDE.search(other.gap), _APART.match(apart.gap)
            if (then := _THEN.match(apart.gap)) is not None and _AFTER.search(other.gap):
                words = way = then
            if words is None or way is None or not (other.quantity.definite and apart.quantity.definite):
                continue
            points = other.quantity.kind is Kind.PERCENT and apart.quantity.kind is Kind.POINTS
            alike = other.quantity.kind is Kind.AMOUNT and other.quantity.dimension == apart.quantity.dimension
            own = _own(told, words["name"], other) if points or alike else None
            if (own is None or own.figure is apart) and then is not None and alike:
                own = _in_short(told, words["name"], other)
            if own is not None and own.figure.statement is not statement:
                yield from _decided(own, other, apart, way["way"])


def _own(told: Tellings, name: str, other: Figure) -> Told | None:
    """The value of the region's own thing of a name; of the one stage that is told where it names none."""
    thing = read_thing(name)
    if "入园" in name:
        thing = Thing("学前", thing.owner, thing.core)
    if not thing.core or other.role is Role.CHANGE:
        return None
    measure = "percent" if other.quantity.kind is Kind.PERCENT else other.quantity.dimension.split("/")[0]
    return told.one(thing, measure if measure in _MEASURES else "count")


def _in_short(told: Tellings, name: str, other: Figure) -> Told | None:
    """The one value of a name that is told in full elsewhere: 小学生均支出, 小学生均一般公共预算教育支出."""
    thing, dimension = read_thing(name), other.quantity.dimension
    groups = [
        values
        for (full, period, _), values in told.all().items()
        if values[0].figure.statement is not other.statement
        if period is Period.THIS and (full.stage, full.owner) == (thing.stage, thing.owner) and thing.stage
        if _in_order(thing.core, full.core) and values[0].figure.quantity.dimension == dimension
    ]
    alike = len(groups) == 1 and all(value.interval.meets(groups[0][0].interval) for value in groups[0])
    return groups[0][0] if alike else None


def _in_order(short: str, full: str) -> bool:
    """Whether all characters of one stand in the other in order; three at least, the ends being the same."""
    rest = iter(full)
    return len(short) > 2 and short[-1] == full[-1] and all(char in rest for char in short)


def _decided(own: Told, other: Figure, apart: Figure, way: str) -> Iterator[Relation]:
    computed = own.figure.quantity.interval - other.quantity.interval
    exact = own.figure.quantity.value - other.quantity.value
    kind = "points" if apart.quantity.kind is Kind.POINTS else "difference"
    formula, figures = f"{own.figure.text}－{other.text}", (own.figure, other, apart)
    sign = 0 if way[0] in "差相" else -1 if way[0] in "低少" else 1
    if abs(computed).meets(apart.quantity.interval):
        if sign and exact and (exact > 0) != (sign > 0):
            said = "前者低于后者" if sign > 0 else "前者高于后者"
            yield Relation("direction", f"{own.figure.text}与{other.text}", State.REFUTED, figures, said, weak=True)
        else:
            yield Relation(kind, formula, State.PROVED, figures)
    elif not sign or not exact or (exact > 0) == (sign > 0) or may_be_meant(apart.quantity.value, abs(exact)):
        expected = printed_like(abs(exact), apart.quantity)
        yield Relation(kind, formula, State.REFUTED, figures, expected, weak=True, plain=True)
