"""Lists of shares told behind the list they belong to.

「省、市、县分别为12亿元、18亿元、30亿元，依次占20%、30%、50%」
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import comparable, share_of
from drafter.checking.relations.sharing import EACH_ITS_OWN
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["aligned_shares"]

_SHARES = re.compile(
    r"(?:依次|分别|各)?(?:约)?(?:占(?!地)[^。；\d]{0,16}|占比(?:依次|分别|各)?(?:为|是|达到?)?|比重[^。；\d]{0,6})$"
)
_LOOK_BACK = 6


def aligned_shares(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Each share of such a list against its part; the whole is the one that explains all but one of them.

    Args:
        settled: ids of figures that a relation found elsewhere already proves or refutes.
    """
    before: list[Figure] = []
    for statement in statements:
        runs = value_runs(statement.figures)
        for parts, shares in zip(runs, runs[1:], strict=False):
            told = len(shares) > 1 and len(parts) == len(shares) and shares[0].quantity.kind is Kind.PERCENT
            if not told or not _SHARES.search(shares[0].gap) or shares[-1].id in settled:
                continue
            if all(f.quantity.kind is Kind.AMOUNT and f.quantity.definite for f in parts):
                earlier = [f for f in statement.figures if f.id < parts[0].id]
                if EACH_ITS_OWN.search(shares[0].gap):
                    yield from _each_its_own(parts, shares, [*before[-_LOOK_BACK * 2 :], *earlier])
                    continue
                yield from _held(parts, shares, [*before[-_LOOK_BACK:], *earlier[-_LOOK_BACK:]])
        if statement.figures:
            before = statement.figures


def _held(parts: Sequence[Figure], shares: Sequence[Figure], wholes: Sequence[Figure]) -> Iterator[Relation]:
    usable = [w for w in wholes if comparable(parts[0], w) and w.role is Role.LEVEL and w.quantity.definite]
    best: list[Relation] = []
    for whole in [*usable, _sum(parts)]:
        found = [r for part, share in zip(parts, shares, strict=True) if (r := share_of(part, whole, share, []))]
        if len(found) == len(parts) and _proved(found) > _proved(best):
            best = found
    if best and _proved(best) >= max(1, len(best) - 1):
        sure = len(best) > 2
        yield from (r if r.state is State.PROVED else replace(r, weak=not sure) for r in best)


def _each_its_own(parts: Sequence[Figure], shares: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Relation]:
    """Parts and shares against a list of wholes in the same order, where all but one of them hold."""
    usable = [f for f in earlier if comparable(parts[0], f) and f.role is Role.LEVEL and f.quantity.definite]
    best: list[Relation] = []
    for first in range(len(usable) - len(parts) + 1):
        wholes = usable[first : first + len(parts)]
        pairs = zip(parts, wholes, shares, strict=True)
        found = [r for part, whole, share in pairs if (r := share_of(part, whole, share, []))]
        if len(found) == len(parts) and _proved(found) > _proved(best):
            best = found
    if best and _proved(best) >= max(1, len(best) - 1):
        yield from (r if r.state is State.PROVED else replace(r, weak=True) for r in best)


def _proved(relations: Sequence[Relation]) -> int:
    return sum(relation.state is State.PROVED for relation in relations)


def _sum(parts: Sequence[Figure]) -> Figure:
    total, value = Interval.exact(Decimal(0)), Decimal(0)
    for part in parts:
        total, value = total + part.quantity.interval, value + part.quantity.value
    text = f"({'＋'.join(part.text for part in parts)})"
    return replace(parts[0], quantity=replace(parts[0].quantity, value=value, interval=total, text=text))
