"""How far a rate lies above or below a mark: 「比全盟平均94.16%高1.46个百分点，与最高的97.35%相比仍低1.73个百分点」.

Each mark with its distance gives the value itself, which may stand earlier, elsewhere or nowhere: what several marks
give must be one value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.text.asides import closed_between
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.telling import Tellings
from drafter.checking.text.things import read_thing
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["is_mark", "marks"]

_WAY = re.compile(
    r"^[）)]?(?:的[^，。；\d]{0,8})?(?:相比|比)?[，,]?(?:也|还|仍|尚|又|则|要|分别)*(?P<way>高出?|低|超过|超出)(?:了|出)?(?:约)?$"
)
_COMPARED = re.compile(r"(?:比|较|与|和|同)[^，。；\d]{1,20}$|(?:比|较)$")
_THAN = re.compile(r"(?P<way>高于|低于|高出|超过|超出|低出)[^，。；\d]{1,20}$")
_BY = re.compile(r"^[）)]?(?:的[^，。；\d]{0,8})?(?:约)?$")
_SEGMENT = re.compile(r"[。；：]|[一二三四五六七八九十]是")
_FILLERS = re.compile(r"[虽仍也则但却还均都，,]|虽然|目前|不过")
_LAST_YEAR = re.compile(r"[上去]年|(?:19|20)\d\d年|同期|年初|五”?末")


def marks(statements: Iterable[Statement], told: Tellings) -> Iterator[Relation]:
    """Values that marks and distances give, against the value that is told, or each other."""
    for statement in statements:
        found = [(m, d, way) for m, d in pairwise(statement.figures) if (way := _way(m, d))]
        if found:
            yield from _decided(statement, found, told)


def is_mark(mark: Figure, margin: Figure) -> bool:
    """Whether a percentage is what another value is compared with, by a distance right behind it."""
    return _way(mark, margin) != 0


def _way(mark: Figure, margin: Figure) -> int:
    """1 when the value lies above the mark, -1 below, 0 where this is no mark with its distance."""
    if mark.quantity.kind is not Kind.PERCENT or margin.quantity.kind is not Kind.POINTS or mark.quantity.is_range:
        return 0
    if mark.role is Role.PREVIOUS or _LAST_YEAR.search(mark.gap) or not margin.quantity.definite:
        return 0
    words = _WAY.match(margin.gap)
    if words and _COMPARED.search(mark.gap):
        return -1 if words["way"].startswith("低") else 1
    than = _THAN.search(mark.gap)
    if than and _BY.match(margin.gap):
        return -1 if than["way"].startswith("低") else 1
    return 0


def _decided(statement: Statement, found: list[tuple[Figure, Figure, int]], told: Tellings) -> Iterator[Relation]:
    given: tuple[Figure, Interval] | None = None
    for mark, margin, way in found:
        at = Interval.exact(mark.quantity.value) if not mark.quantity.decimals else mark.quantity.interval
        size = margin.quantity.interval
        implied = at + size if way > 0 else at - size
        value = _value(statement, mark, found, told)
        if value is None and given is not None and given[0].statement is statement and _same_segment(given[0], mark):
            if not implied.meets(given[1]):
                other, value_at = given
                middle = (value_at.low + value_at.high) / 2
                formula = f"{other.text}推算的数与{mark.text}之差"
                expected = printed_like(abs(middle - mark.quantity.value), margin.quantity)
                yield Relation("points", formula, State.REFUTED, (other, mark, margin), expected, weak=True, plain=True)
            continue
        if value is None:
            given = (margin, implied) if given is None else given
            continue
        formula = f"{value.text}与{mark.text}之差"
        if implied.meets(value.quantity.interval):
            yield Relation("points", formula, State.PROVED, (value, mark, margin))
        elif abs(value.quantity.interval - at).meets(size):
            said = "高" if way < 0 else "低"
            yield Relation(
                "direction", f"{value.text}比{mark.text}", State.REFUTED, (value, mark, margin), said, weak=True
            )
        else:
            exact = abs(value.quantity.value - mark.quantity.value)
            expected = printed_like(exact, margin.quantity)
            yield Relation("points", formula, State.REFUTED, (value, mark, margin), expected, weak=True, plain=True)


def _same_segment(first: Figure, second: Figure) -> bool:
    return not _SEGMENT.search(first.statement.between(first.end, second.start))


def _value(
    statement: Statement, mark: Figure, found: list[tuple[Figure, Figure, int]], told: Tellings
) -> Figure | None:
    """The value that is compared: the rate told last before the mark, or the one of this name told elsewhere."""
    compared = {figure.id for m, d, _ in found for figure in (m, d)}
    before = [f for f in statement.figures if f.id < mark.id and f.id not in compared]
    rates = [f for f in before if f.quantity.kind is Kind.PERCENT and f.quantity.definite and not _THAN.search(f.gap)]
    near = [f for f in rates if f.role in (Role.LEVEL, Role.SHARE) and _same_segment(f, mark)]
    near = [f for f in near if not closed_between(f, mark)] or near  # 占56.84%（上年6710人，占53.34%），超过50%的要求
    if near:
        passed = statement.between(near[-1].end, mark.start)
        return None if re.search(r"率|占比|比例|比重", _COMPARED.sub("", passed)) else near[-1]
    words = _SEGMENT.split(statement.between(statement.start, mark.start))[-1]
    words = _COMPARED.sub("", _THAN.sub("", words))
    if any(f.start >= mark.start - len(words) for f in before):
        return None
    thing = read_thing(_FILLERS.sub("", words)[-20:])
    value = told.one(thing, "percent") if len(thing.core) > 1 else None
    return value.figure if value is not None else None
