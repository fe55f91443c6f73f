"""Rates named after their part, of a whole that the sentence before has told: 「受理58件。…。办结57件，办结率98.28%」.

Which figure is the whole is not said: a rate that fits none is told only where the digits of it, or of its part, in
another order fit one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from drafter.checking.plausible import printed_number
from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import comparable, share_of
from drafter.checking.relations.trials import turned
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts.numerals import to_places
from drafter.findings import State

__all__ = ["rates_across"]

_RATE = re.compile(
    r"^[）)]?[，,、（(](?:其|年末|年底|有效|按期|总体)*(?P<stem>[一-鿿]{2})(?:率|度)(?:就|已|也|均|高|约)*(?:为|是|达到?)?$"
)
_HUNDRED = Decimal(100)
_BACK, _TELLING = 2, 100


def rates_across(prose: Sequence[Statement], settled: set[int]) -> Iterator[Relation]:
    """Every such rate whose sentence tells no whole of its own.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    for at, statement in enumerate(prose):
        for part, rate in pairwise(statement.figures):
            if rate.id in settled or not _is_rate_of(part, rate):
                continue
            if any(comparable(part, f) for f in statement.figures if f.id < part.id):
                continue
            near = [s for s in prose[max(0, at - _BACK) : at] if s.flow is statement.flow]
            wholes = [f for s in near for f in s.figures if _may_be_whole(f, part)]
            relation = _of(part, rate, wholes)
            if relation is not None:
                yield relation


def _is_rate_of(part: Figure, rate: Figure) -> bool:
    """Whether a rate is named after the figure before it: 办结57件，办结率."""
    words = _RATE.match(rate.gap)
    exact = rate.quantity.kind is Kind.PERCENT and rate.quantity.definite and rate.quantity.decimals > 0
    if words is None or not exact or rate.role not in (Role.LEVEL, Role.SHARE) or part.role is not Role.LEVEL:
        return False
    own = re.split("[，。；]", part.gap)[-1]
    return part.quantity.kind is Kind.AMOUNT and part.quantity.definite and words["stem"] in own


def _may_be_whole(figure: Figure, part: Figure) -> bool:
    told = figure.role is Role.LEVEL and figure.quantity.definite
    return told and comparable(part, figure) and figure.quantity.value >= part.quantity.value


def _of(part: Figure, rate: Figure, wholes: Sequence[Figure]) -> Relation | None:
    tried = [r for whole in reversed(wholes) if (r := share_of(part, whole, rate, [], weak=True)) is not None]
    held = next((r for r in tried if r.state is State.PROVED), None)
    if held is not None:
        return held
    slipped = [r for r in tried if not r.truncated and _slipped(r)]
    return replace(slipped[0], plain=True) if len(slipped) == 1 else None


def _slipped(relation: Relation) -> bool:
    part, whole, rate = relation.figures
    told, should = printed_number(rate.text), printed_number(relation.expected)
    if told is not None and should is not None and turned(told, should):
        return True
    meant = to_places(whole.quantity.value * rate.quantity.value / _HUNDRED)
    return part.quantity.value >= _TELLING and turned(part.quantity.value, meant)
