"""Rates of what was gained on the whole, over the year before told at the head of an account.

「上年末为3213人，当年招聘142人，退休68人，净增74人，增长2.30%」
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.relations.model import Relation
from drafter.checking.relations.trials import Trial, decided
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement

__all__ = ["net_growth"]

_NET = re.compile(
    r"^[，,、；;（(]?(?:全年|当年|年内|本年|两项相抵|相抵后?|最终|实际|合计|共)*[，,]?净(?:增加?|减少?)(?:了)?$"
)
_RATE = re.compile(r"^[，,、（(](?:同比|比上年|较上年)?(?:增长|增加|增幅|下降|减少|降幅)(?:率|了|为)*$")
_HUNDRED = Decimal(100)


def net_growth(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Every such rate of the figures of each sentence.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    for statement in statements:
        figures = statement.figures
        for amount, rate in pairwise(figures):
            if rate.id in settled or not _is_rate_of(amount, rate):
                continue
            bases = [f for f in figures if f.id < amount.id and f.role is Role.PREVIOUS and _alike(f, amount)]
            between = [f for f in figures if bases and bases[0].id < f.id < amount.id]
            if len(bases) != 1 or not between or not all(_alike(f, amount) for f in between):
                continue
            base = bases[0].quantity
            if base.interval.low <= 0 or "。" in amount.gap:
                continue
            grown = (amount.quantity.interval / base.interval).scaled(_HUNDRED)
            exact = amount.quantity.value / base.value * _HUNDRED
            trial = Trial((bases[0], amount), grown, exact, f"{amount.text}÷{bases[0].text}")
            yield decided("growth", trial, rate)


def _is_rate_of(amount: Figure, rate: Figure) -> bool:
    kinds = amount.quantity.kind is Kind.AMOUNT and rate.quantity.kind is Kind.PERCENT
    told = kinds and amount.role is rate.role is Role.CHANGE and amount.direction == rate.direction
    definite = amount.quantity.definite and rate.quantity.definite
    return told and definite and bool(_NET.match(amount.gap) and _RATE.match(rate.gap))


def _alike(figure: Figure, amount: Figure) -> bool:
    return figure.quantity.definite and figure.quantity.dimension == amount.quantity.dimension
