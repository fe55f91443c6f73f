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
from drafter.checking.relations.sheet_operands import WithSheet, in_text
from drafter.checking.relations.sought.each import means_of
from drafter.checking.relations.sought.entries import Entries
from drafter.checking.relations.sought.gaps import gaps
from drafter.checking.relations.sought.hundreds import of_a_hundred
from drafter.checking.relations.sought.misprints import misprints
from drafter.checking.relations.sought.moved import moves
from drafter.checking.relations.sought.multiples import multiples
from drafter.checking.relations.sought.named_wholes import named_wholes
from drafter.checking.relations.sought.parts import shares_of
from drafter.checking.relations.sought.plans import plans_of
from drafter.checking.relations.sought.rates import crossed_rates, rates_of
from drafter.checking.relations.sought.verdicts import verdicts
from drafter.checking.text.grids import Grid
from drafter.checking.text.statements import Statement
from drafter.checking.text.subjects import Subject
from drafter.checking.text.telling import Tellings
from drafter.facts import Metrics
from drafter.findings import State

__all__ = ["sought"]


def sought(
    statements: Sequence[Statement],
    tables: Sequence[Grid],
    subjects: Mapping[int, Subject],
    told: Tellings,
    metrics: Metrics | None,
    found: Sequence[Relation],
) -> Iterator[Relation]:
    """Relations of figures that no grammar explained; never more than a warning.

    Args:
        subjects: what each figure is told of; ``told`` the values of all that is.
        found: the relations that a grammar has read; what they prove or refute is settled.
    """
    settled = {r.stated.id for r in found if r.state is not State.NOT_CHECKED}
    proved = {figure.id for r in found if r.state is State.PROVED for figure in r.figures}
    more: list[Relation] = []
    open_ones: list[tuple[Statement, int]] = []
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
                    proved |= {f.id for f in relation.figures} if relation.state is State.PROVED else set()
                    more.append(relation)
                    break
            else:
                open_ones.append((statement, at))
    yield from more
    known = WithSheet(told, metrics) if metrics is not None else told
    named = [shown for r in named_wholes(prose, entries, known, [*found, *more]) if (shown := in_text(r)) is not None]
    yield from named
    refuted = {r.stated.id for r in named}
    for statement, at in open_ones:
        if statement.figures[at].id in refuted:
            continue
        if (relation := misprints(entries, statement, at, proved, {})) is not None:
            yield relation
