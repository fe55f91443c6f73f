"""What a paragraph says of figures that it has told: growths and values set against each other, means, multiples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.checking.relations.model import Relation
from drafter.checking.relations.pair_means import pair_means
from drafter.checking.relations.set_against import set_against
from drafter.checking.relations.times_last import times_last
from drafter.checking.relations.two_rates import two_rates
from drafter.checking.text.statements import Statement
from drafter.checking.text.telling import Tellings

__all__ = ["paragraph_talk"]


def paragraph_talk(prose: Sequence[Statement], told: Tellings) -> Iterator[Relation]:
    """All such relations of the running text."""
    for statement in prose:
        if "倍" in statement.text:
            yield from times_last(statement)
    yield from two_rates(prose)
    yield from pair_means(prose)
    yield from set_against(prose, told)
