"""Two shares of one whole that is told nowhere: each part over its share gives the whole, which must be the same.

「公办园在园幼儿6150人，占在园幼儿的51.25%；普惠性幼儿园在园幼儿11040人，占比92.0%」 are both of 12000 children.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby, pairwise

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role
from drafter.checking.text.statements import Statement as Sentence
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["one_whole"]

#: Right behind its part: a share of a whole by name, or a rate that is by its meaning of all children in kindergarten.
_SHARE = re.compile(
    r"^[^，。；\d]{0,4}[，,、（(](?:约|仅)?(?:占比?|比例|占(?P<whole>[^，。；、\d（）]{2,12}?)(?:总数|总量)?的?(?:比例)?)(?:为|达到?|是)?(?:约)?$"
)
_CHILDREN = re.compile(
    r"^[^，。；\d]{0,4}[，,、（(](?:(?:约|仅)?占(?:全[省市县区州旗])?在园幼儿(?:总数|总量)?的?|占比?|(?:普惠性?(?:幼儿园|园|学前教育)?|公办(?:幼儿园|园)?)?(?:覆盖率|普惠率|占比|比例|公办率))(?:为|达到?|是)?$"
)
_IN_KINDERGARTEN = re.compile(r"在园")
_PUBLIC, _OPEN_TO_ALL = re.compile(r"公办"), re.compile(r"普惠")
#: Of some of them, or of another year.
_NARROWED = re.compile(r"其中|新增|民办|农村|城区|乡镇|县城|上年|去年")
_HUNDRED = Decimal(100)


def one_whole(statements: Iterable[Sentence], settled: set[int]) -> Iterator[Relation]:
    """Pairs of parts with their shares that cannot be of one whole.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    for _, paragraph in groupby(statements, key=lambda statement: id(statement.flow)):
        by_whole: dict[str, list[tuple[str, Figure, Figure]]] = {}
        for statement in paragraph:
            for part, share in pairwise(statement.figures):
                told = _told(part, share) if share.id not in settled else None
                if told is not None:
                    by_whole.setdefault(told[0], []).append((told[1], part, share))
        for pairs in by_whole.values():
            yield from _held(pairs)


def _told(part: Figure, share: Figure) -> tuple[str, str] | None:
    """(whole, which part of it) of a part and the share right behind it."""
    usable = part.quantity.kind is Kind.AMOUNT and part.role is Role.LEVEL and part.quantity.dimension == "person"
    rate = share.quantity.kind is Kind.PERCENT and share.role in (Role.LEVEL, Role.SHARE)
    if not usable or not rate or not part.quantity.definite or not share.quantity.definite:
        return None
    words = part.gap + share.gap
    if _IN_KINDERGARTEN.search(words) and _CHILDREN.match(share.gap):
        if _OPEN_TO_ALL.search(words) and not _NARROWED.search(words.replace("普惠性民办", "")):
            return None if "民办" in words else ("在园幼儿", "普惠")
        if _PUBLIC.search(words) and not re.search(r"上年|去年|新增|民办|农村|城区", words):
            return "在园幼儿", "公办"
        return None
    named = _SHARE.match(share.gap)
    if named is None or not named["whole"] or _NARROWED.search(part.gap):
        return None
    return named["whole"], part.gap


def _held(pairs: list[tuple[str, Figure, Figure]]) -> Iterator[Relation]:
    (kind, part, share), *others = pairs
    whole = _whole(part, share)
    for other, few, rate in others:
        told = _whole(few, rate)
        if other == kind or whole is None or told is None or whole.meets(told):
            continue
        exact = part.quantity.value * _HUNDRED / share.quantity.value
        expected = few.quantity.value / exact * _HUNDRED
        formula = f"{few.text}÷({part.text}÷{share.text})"
        figures = (part, share, few, rate)
        if expected <= _HUNDRED:
            yield Relation("share", formula, State.REFUTED, figures, printed_like(expected, rate.quantity), weak=True)


def _whole(part: Figure, share: Figure) -> Interval | None:
    if share.quantity.interval.low <= 0:
        return None
    return (part.quantity.interval / share.quantity.interval).scaled(_HUNDRED)
