"""Shares that are listed in the order of the parts before them: 「甲a、乙b、丙c，分别占s%、t%、u%」.

The whole may stand before, or be what the parts make together when the shares make a hundred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise

from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import comparable, share_of, together
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import LIST_SEPARATOR, Figure, Role
from drafter.findings import State

__all__ = ["EACH_ITS_OWN", "kinds_together", "shares_in_order"]

_LEADS = re.compile(
    r"^[）)]?[，,；]?(?:三者|两者|各自|分别|依次|各|所|约)*(?:占比|占|比[例重])(?:[^，。；：、\d（(]{0,14})?"
    r"(?:的比[例重])?(?:分别|依次|各)?(?:已?达到?|为|是|约)*\s*$"
)
#: 分别占本学段专任教师的84.1%、94.4%: each of a whole of its own.
EACH_ITS_OWN = re.compile(r"(?:本|各|同|该|所在|相应|对应)(?:个)?(?:学段|阶段|级|类|学校|县|区|校)|各自|相应")
_EACH = re.compile(r"分别|依次|各")
_HUNDRED = (Decimal(80), Decimal(120))  # what a slip in one of them leaves
_LOOK_BACK = 8
_CLAUSE = re.compile(r"[，。；：]")
_WITH = re.compile(r"[和与及]")
_LONG_NAME = 3


def shares_in_order(figures: Sequence[Figure], preceding: Sequence[Figure]) -> Iterator[Relation]:
    """Lists of two or more shares with as many parts right before them.

    Args:
        preceding: figures of the sentence before.
    """
    for parts, shares in _lists(figures):
        earlier = [f for f in (*preceding[-_LOOK_BACK:], *figures) if f.id < parts[0].id]
        wholes = [f for f in earlier if comparable(parts[0], f) and f.role is Role.LEVEL and f.quantity.definite]
        if _HUNDRED[0] <= sum(share.quantity.value for share in shares) <= _HUNDRED[1]:
            wholes.append(together(parts))
        tried = [
            [r for p, s in zip(parts, shares, strict=True) if (r := share_of(p, whole, s, []))] for whole in wholes
        ]
        tried = [found for found in tried if len(found) == len(parts)]
        best = max(tried, key=_held, default=[])
        crossed = [r for whole in wholes for r in _crossed(parts, shares, whole)] if _held(best) < len(parts) else []
        if crossed:
            yield crossed[0]
        elif 2 * _held(best) > len(best):
            yield from (r if r.state is State.PROVED else replace(r, weak=len(best) - _held(best) > 1) for r in best)


def _lists(figures: Sequence[Figure]) -> Iterator[tuple[list[Figure], list[Figure]]]:
    """Every list of shares with its parts."""
    for at, first in enumerate(figures):
        if not _is_share(first) or not _LEADS.match(first.gap) or EACH_ITS_OWN.search(first.gap):
            continue
        if not _EACH.search(first.gap):
            continue
        stop = at + 1
        while stop < len(figures) and _is_share(figures[stop]) and LIST_SEPARATOR.match(figures[stop].gap):
            stop += 1
        count = stop - at
        parts = list(figures[max(0, at - count) : at])
        same = len(parts) == count > 1 and all(comparable(a, b) for a, b in pairwise(parts))
        if same and all(p.role is Role.LEVEL and p.quantity.definite for p in parts):
            yield parts, list(figures[at:stop])


def _is_share(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.PERCENT and not figure.quantity.is_range and not figure.quantity.spelled


def _held(relations: Sequence[Relation]) -> int:
    return sum(relation.state is State.PROVED for relation in relations)


def _crossed(parts: list[Figure], shares: list[Figure], whole: Figure) -> Iterator[Relation]:
    """Two parts that have changed places: every share holds once they change back."""
    for one, other in combinations(range(len(parts)), 2):
        turned = list(parts)
        turned[one], turned[other] = turned[other], turned[one]
        found = [share_of(part, whole, share, []) for part, share in zip(turned, shares, strict=True)]
        own = share_of(parts[one], whole, shares[one], [])
        if own is not None and own.state is State.REFUTED and all(r and r.state is State.PROVED for r in found):
            formula = f"{parts[one].text}与{parts[other].text}"
            figures = (*parts, *shares)
            yield Relation("crossed", formula, State.REFUTED, figures, weak=True, blamed=parts[one])


def kinds_together(figures: list[Figure]) -> Iterator[Relation]:
    """「公办园占比a%，公办园和普惠性民办园占比b%」: a kind together with another has no smaller share than alone."""
    for alone, both in pairwise(figures):
        if alone.quantity.kind is not Kind.PERCENT or both.quantity.kind is not Kind.PERCENT:
            continue
        first, second = (_CLAUSE.split(f.gap)[-1] for f in (alone, both))
        joined = _WITH.search(second)
        named = second[: joined.start()] if joined else ""
        definite = alone.quantity.definite and both.quantity.definite
        if len(named) < _LONG_NAME or not definite or not (first.find(named) >= 0 and "占" in first and "占" in second):
            continue
        wrong = alone.quantity.interval.low > both.quantity.interval.high
        state = State.REFUTED if wrong else State.PROVED
        expected = f"不小于{alone.text}" if wrong else ""
        yield Relation("bound", f"{alone.text}≤{both.text}", state, (alone, both), expected, weak=True)
