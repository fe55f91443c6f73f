"""Which words a sum that does not hold is marked on: nothing tells whether its total is wrong or one of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.checking.relations import Relation
from drafter.checking.relations.slips import slipped_parts, slipped_total
from drafter.checking.text.statements import Figure
from drafter.findings import Place
from drafter.reading import Flow

__all__ = ["Mark", "blamed_by_slip", "mark"]

#: Beyond this many characters a list is no longer one place to look at.
_LONGEST_LIST = 80


@dataclass(frozen=True)
class Mark:
    """Words of a flow that a finding lies on, and where else to look."""

    flow: Flow
    start: int
    end: int
    also: tuple[Place, ...] = ()


def blamed_by_slip(relation: Relation) -> Relation:
    """A sum of the running text with the one part blamed whose slip of the pen explains it all, or with none."""
    if not _of_prose(relation):
        return relation
    *parts, total = relation.figures
    missing = total.quantity.value - sum((part.quantity.value for part in parts), Decimal(0))
    slips = [] if slipped_total(parts, total) else slipped_parts(parts, missing)
    if len(slips) == 1:
        return replace(relation, blamed=slips[0])
    return replace(relation, blamed=None) if relation.blamed is parts[0] else relation


def mark(relation: Relation) -> Mark:
    """The figure to blame, or the total with its list; the list where the total stands in another sentence.

    Whoever reads only the total, or only the list, sees nothing wrong with it.
    """
    figure = relation.blamed or relation.stated
    flow = figure.statement.flow
    if relation.kind in ("exchanged", "crossed-rows", "crossed-means"):
        other = relation.figures[0]
        further = other.statement.flow.places(other.start, other.end)
        return Mark(flow, figure.start, figure.end, tuple(further[:1]))
    if not _of_prose(relation):
        return Mark(flow, figure.start, figure.end)
    return _of_sum(relation, figure)


def _of_sum(relation: Relation, figure: Figure) -> Mark:
    """The same of a sum of the running text."""
    flow = figure.statement.flow
    *parts, total = relation.figures
    places = tuple(flow.places(total.start, total.end)[:1])
    if figure is not total:
        return Mark(flow, figure.start, figure.end, places)
    first, last = min(parts, key=lambda f: f.start), max(parts, key=lambda f: f.end)
    if last.end - first.start > _LONGEST_LIST or first.start < total.start < last.end:
        if last.statement is not total.statement:  # too long to be one place: what closes it
            return Mark(flow, last.start, last.end, (*places, *_each(parts[:-1])))
        return Mark(flow, figure.start, figure.end)
    if last.statement is not total.statement:
        return Mark(flow, first.start, last.end, places)
    return Mark(flow, figure.start, figure.end, tuple(flow.places(first.start, last.end)[:1]))


def _each(parts: Iterable[Figure]) -> Iterator[Place]:
    """Where each part of a list stands that is too long to be one place."""
    for part in parts:
        yield from part.statement.flow.places(part.start, part.end)[:1]


def _of_prose(relation: Relation) -> bool:
    if relation.kind != "sum":
        return False
    flow = relation.stated.statement.flow
    return flow.part != "table" and all(figure.statement.flow is flow for figure in relation.figures)
