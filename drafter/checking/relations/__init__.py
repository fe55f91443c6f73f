"""Relations between figures that a text states itself: shares, sums, changes, targets, lists, products."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checking.relations.changes import changes
from drafter.checking.relations.model import Relation
from drafter.checking.relations.products import products
from drafter.checking.relations.shares import shares
from drafter.checking.relations.sums import sums
from drafter.checking.relations.targets import targets
from drafter.checking.text.binding import Binding
from drafter.checking.text.statements import Statement

__all__ = ["Relation", "find_relations"]


def find_relations(statement: Statement, bindings: dict[int, Binding]) -> Iterator[Relation]:
    """Every relation one sentence states, decided with rounding intervals."""
    yield from changes(statement)
    yield from shares(statement)
    yield from sums(statement, bindings)
    yield from targets(statement)
    yield from products(statement)
