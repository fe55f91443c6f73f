"""Lists of parts with a share each: 「中央5.22亿元、占60%，州级0.87亿元、占10%…」.

They divide one whole, whether it was told before or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import comparable, share_of, together
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role
from drafter.findings import State

__all__ = ["parallel_shares"]

_BARE = re.compile(r"^[）\s]*[，、,]?(?:约|各|共)?占(?:比)?(?:为|达到?|约)?\s*$")
#: 上年为48所中的38所，占79.2%: of the figure right before it.
_OF_ITS_OWN = re.compile(r"^[^，。；\d]{0,6}中(?:的|有)?$")
_LOOK_BACK = 8


def parallel_shares(figures: Sequence[Figure], preceding: Sequence[Figure]) -> Iterator[Relation]:
    """Shares of two or more parts that one whole explains: all but one hold of it, or of their sum when they fill it.

    Args:
        preceding: figures of the sentence before.
    """
    pairs = [(a, b) for a, b in zip(figures, figures[1:], strict=False) if _is_share(a, b)]
    if len(pairs) < 2:
        return
    pairs = [p for p in pairs if comparable(p[0], pairs[0][0])]
    inside = {figure.id for pair in pairs for figure in pair}
    wholes = [f for f in (*preceding[-_LOOK_BACK:], *figures) if f.id not in inside and f.id < pairs[-1][0].id]
    wholes = [f for f in wholes if comparable(pairs[0][0], f) and f.role is Role.LEVEL and f.quantity.definite]
    best: list[Relation] = []
    for whole in wholes:
        found = [r for part, share in pairs if whole.id < part.id and (r := share_of(part, whole, share, []))]
        if _held(found) > _held(best):
            best = found
    if not best and (everything := _sum(pairs)) is not None:
        best = [r for part, share in pairs if (r := share_of(part, everything, share, []))]
    if len(best) == len(pairs) and 2 * _held(best) > len(best):
        for relation in best:
            yield relation if relation.state is State.PROVED else replace(relation, weak=True)


def _held(relations: list[Relation]) -> int:
    return sum(relation.state is State.PROVED for relation in relations)


def _is_share(part: Figure, share: Figure) -> bool:
    counts = part.quantity.kind is Kind.AMOUNT and part.role is Role.LEVEL and part.quantity.definite
    counts = counts and not _OF_ITS_OWN.match(part.gap)
    return counts and share.quantity.kind is Kind.PERCENT and bool(_BARE.match(share.gap))


def _sum(pairs: list[tuple[Figure, Figure]]) -> Figure | None:
    """All parts together as a whole, when their shares make a hundred or nearly so."""
    shares = sum((share.quantity.value for _, share in pairs), Decimal(0))
    if len(pairs) < 3 or not 80 <= shares <= 120:
        return None
    return together([part for part, _ in pairs])
