"""Figures that follow from others, whose operands are looked for by name in all that a document tells.

The other modules read a grammar: a part right before its share, two values and their change. What none of them could
explain is tried here the other way round, as a reader with a pocket calculator does: the words around a figure say
what it should follow from (the share of A in B, A as many times as B, so much to each C), every value that goes by
these names is a candidate, and whatever pair of them gives the figure proves it. Where none does, only a pair that
gives it but for a slip of the pen is told, or the only pair that the sentence itself leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafter.checking.relations.model import Relation
from drafter.checking.relations.sought.each import means_of
from drafter.checking.relations.sought.entries import Entries
from drafter.checking.relations.sought.gaps import gaps
from drafter.checking.relations.sought.hundreds import of_a_hundred
from drafter.checking.relations.sought.moved import moves
from drafter.checking.relations.sought.multiples import multiples
from drafter.checking.relations.sought.parts import shares_of
from drafter.checking.relations.sought.plans import plans_of
from drafter.checking.relations.sought.rates import crossed_rates, rates_of
from drafter.checking.relations.sought.verdicts import verdicts
from drafter.checking.text.grids import Grid
from drafter.checking.text.statements import Statement
from drafter.checking.text.subjects import Subject
from drafter.facts import Metrics

__all__ = ["sought"]


def sought(
    statements: Sequence[Statement],
    tables: Sequence[Grid],
    subjects: Mapping[int, Subject],
    metrics: Metrics | None,
    settled: set[int],
) -> Iterator[Relation]:
    """Relations of figures that no grammar explained; never more than a warning.

    Args:
        subjects: what each figure is told of.
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    prose = [s for s in statements if s.flow.part != "table"]
    entries = Entries(prose, tables, subjects, metrics)
    yield from verdicts(entries, prose)
    for statement in prose:
        for at, figure in enumerate(statement.figures):
            if (crossed := crossed_rates(entries, statement, at)) is not None:
                yield crossed
            if figure.id in settled or not figure.quantity.definite or figure.quantity.spelled:
                continue
            for asked in (shares_of, plans_of, rates_of, multiples, of_a_hundred, means_of, gaps, moves):
                relation = asked(entries, statement, at)
                if relation is not None:
                    yield relation
                    break
