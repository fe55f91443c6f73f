"""Relations between figures that a text states itself: shares, sums, changes, targets, lists, products."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.checking.relations.across import shares_across
from drafter.checking.relations.changes import changes
from drafter.checking.relations.composing import compose
from drafter.checking.relations.model import Relation
from drafter.checking.relations.products import products
from drafter.checking.relations.shares import shares
from drafter.checking.relations.solving import solve
from drafter.checking.relations.sums import sums
from drafter.checking.relations.tables import against_text, table_relations
from drafter.checking.relations.targets import targets
from drafter.checking.text.binding import Binding
from drafter.checking.text.grids import Grid
from drafter.checking.text.statements import Statement
from drafter.findings import State

__all__ = ["Relation", "document_relations", "find_relations"]


_CARRIED = 8
_GOES_ON = re.compile(r"^\s*其中")


def find_relations(
    statement: Statement, bindings: dict[int, Binding], before: Statement | None = None
) -> Iterator[Relation]:
    """Every relation one sentence states, decided with rounding intervals.

    Args:
        before: the sentence before in the same flow; one that begins with 其中 goes on with its figures.
    """
    opened = before.figures[-_CARRIED:] if before is not None and _GOES_ON.match(statement.text) else []
    yield from changes(statement)
    yield from shares(statement, opened)
    yield from sums(statement, bindings, opened)
    yield from targets(statement)
    yield from products(statement)


def document_relations(sentences: list[Statement], tables: list[Grid], found: Iterable[Relation]) -> Iterator[Relation]:
    """What tables state of their own figures, and sentences of figures told elsewhere.

    Args:
        found: the relations of single sentences, which come first.
    """
    for table in tables:
        yield from table_relations(table)
    yield from against_text(tables, sentences)
    prose = [s for s in sentences if s.flow.part != "table"]
    found = list(found)
    settled = {figure.id for relation in found for figure in relation.figures}
    across = list(shares_across(prose, settled))
    yield from across
    found += across
    done = {r.stated.id for r in found if r.state in (State.PROVED, State.REFUTED)}
    solved = list(solve(prose, done))
    yield from solved
    parts = {
        f.id
        for r in found
        if r.kind in ("sum", "subset")
        for f in r.figures
        if f is not r.stated or len(r.figures) == 2
    }
    yield from compose(prose, done | {r.stated.id for r in solved}, parts)
