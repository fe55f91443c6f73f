"""Shares of kinds by their names, of a list that the sentence before has told by the same names.

「升入普高2604人，升入中职1480人。升学学生中，普高占63.76%，中职占36.24%」. That the shares are of this list is known
from their digits alone: they are told only where they hold once two of them change places, or where all but one hold
and a slip of the pen explains the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from drafter.checking.plausible import printed_number, typed_for
from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import share_of, together
from drafter.checking.relations.trials import turned
from drafter.checking.text.nouns import label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["named_shares"]

_SHARE = re.compile(
    r"(?:^|[，,、；;：:中和])(?P<name>[一-鿿]{2,10}?)(?:人数|部分)?(?:各|约|仅|只)?占(?:比|了|到)?(?:约|为|达到?)?$"
)
_LONGEST = 12
_FEWEST = 2


def named_shares(prose: Sequence[Statement], settled: set[int]) -> Iterator[Relation]:
    """Every such list of shares.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    for before, statement in pairwise(prose):
        if before.flow is statement.flow and len(statement.figures) <= _LONGEST:
            shares = {n: f for f in statement.figures if (n := _named(f)) and f.id not in settled}
            if len(shares) >= _FEWEST:
                yield from _held(before.figures, shares)


def _named(figure: Figure) -> str:
    """The kind whose share a figure is, with nothing said of what it is a share of."""
    exact = figure.quantity.kind is Kind.PERCENT and figure.quantity.definite and figure.quantity.decimals > 0
    words = _SHARE.search(figure.gap) if exact and figure.role in (Role.SHARE, Role.LEVEL) else None
    return words["name"] if words is not None else ""


def _held(before: Sequence[Figure], shares: dict[str, Figure]) -> Iterator[Relation]:
    parts: dict[str, Figure] = {}
    for name in shares:
        told = [f for f in before if f.role is Role.LEVEL and f.quantity.definite and label(f).endswith(name)]
        if len(told) != 1 or told[0].quantity.kind is not Kind.AMOUNT:
            return
        parts[name] = told[0]
    if len({f.quantity.dimension for f in parts.values()}) != 1 or len({f.id for f in parts.values()}) != len(parts):
        return
    whole = together(list(parts.values()))
    found = {n: r for n, f in shares.items() if (r := share_of(parts[n], whole, f, [], weak=True)) is not None}
    wrong = [name for name, relation in found.items() if relation.state is State.REFUTED]
    if len(found) < len(shares):
        return
    yield from (relation for name, relation in found.items() if name not in wrong and len(wrong) < len(found))
    if len(wrong) == 1 and _slipped(found[wrong[0]]):
        yield replace(found[wrong[0]], plain=True)
    for one, other in combinations(wrong, 2):
        turned_round = [share_of(parts[a], whole, shares[b], []) for a, b in ((one, other), (other, one))]
        if len(wrong) == _FEWEST and all(r is not None and r.state is State.PROVED for r in turned_round):
            left, right = shares[one], shares[other]
            formula = f"{one}{left.text}与{other}{right.text}"
            yield Relation("crossed", formula, State.REFUTED, (parts[one], parts[other], left, right), weak=True)


def _slipped(relation: Relation) -> bool:
    told, meant = printed_number(relation.stated.text), printed_number(relation.expected)
    return told is not None and meant is not None and (typed_for(told, meant) or turned(told, meant))
