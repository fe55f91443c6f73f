"""Tables: every relation that they state of their own figures, and which cell is to blame where some fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.exchanged import exchanged, unexplained
from drafter.checking.relations.made_columns import made_columns
from drafter.checking.relations.model import Relation
from drafter.checking.relations.slips import slipped_parts, slipped_total
from drafter.checking.relations.table_totals import column_totals, row_totals
from drafter.checking.text.grids import Grid
from drafter.findings import State

__all__ = ["table_relations"]


_THREE = 3
_HUNDRED = Decimal(100)


def table_relations(grid: Grid, told: Collection[Decimal] = ()) -> Iterator[Relation]:
    """Every relation of a table's own figures; where several fail over one cell, that cell is to blame.

    Args:
        told: values that the text gives too, so that a total among them is rather right.
    """
    found = [*column_totals(grid), *row_totals(grid)]
    summed = {frozenset(f.id for f in relation.figures) for relation in found}
    # that 小学 is the difference of 合计 and 初中 says nothing new
    made = [r for r in made_columns(grid) if r.kind != "difference" or frozenset(f.id for f in r.figures) not in summed]
    found += made
    yield from _blamed(unexplained([*found, *exchanged(grid, found)]), told)


def _blamed(found: list[Relation], told: Collection[Decimal]) -> Iterator[Relation]:
    """Totals that do not add up, laid at the cell that fails in its row as well or whose digits changed places.

    A column that is made of such a cell fails with it and is not told again.
    """
    failing = Counter(f.id for r in found if r.state is State.REFUTED for f in r.figures)
    crossed = Counter(f.id for r in found if r.state is State.REFUTED and r.kind == "sum" for f in r.figures)
    sound = {f.id for r in found if r.state is State.PROVED and r.kind != "sum" for f in r.figures}
    blamed: set[int] = set()
    rest: list[Relation] = []
    for relation in found:
        if relation.state is not State.REFUTED or relation.kind != "sum":
            rest.append(relation)
            continue
        *parts, total = relation.figures
        shared = [f for f in parts if crossed[f.id] > 1 or (failing[f.id] > 1 and f.id not in sound)]
        missing = total.quantity.value - sum((f.quantity.value for f in parts), Decimal(0))
        wrong = shared if failing[total.id] == 1 else []
        wrong = wrong or ([] if slipped_total(parts, total) else slipped_parts(parts, missing))
        if len(wrong) == 1:
            blamed.add(wrong[0].id)
            yield replace(relation, blamed=wrong[0])
        elif len(wrong) == 2 and total.quantity.value in told:  # which of the two it is nothing tells
            yield from (replace(relation, blamed=part, weak=True) for part in wrong)
        else:
            blamed.add(total.id)
            yield relation
    changes = set(_wrong_changes(rest))
    for relation in rest:
        explained = changes.intersection(f.id for f in relation.figures) and relation.stated.id not in changes
        if relation.state is State.REFUTED and explained:
            continue
        operands = {f.id for f in relation.figures[:-1]}
        if relation.state is not State.REFUTED or not operands & blamed:
            yield relation


def _wrong_changes(found: Sequence[Relation]) -> Iterator[int]:
    """Ids of cells that tell by how much others differ, where the rate beside them holds of what these make.

    「13980、14455、457、3.40%」: 475 is what both the two values and the rate ask for.
    """
    refuted = [r for r in found if r.state is State.REFUTED and len(r.figures) == _THREE]
    differences = [r for r in refuted if r.kind == "difference"]
    for relation in (r for r in refuted if r.kind == "share"):
        change, base, rate = relation.figures
        for difference in differences:
            ids = {figure.id for figure in difference.figures}
            if {change.id, base.id} <= ids and difference.stated is change:
                other = next(f for f in difference.figures if f.id not in (change.id, base.id))
                meant = abs(other.quantity.value - base.quantity.value)
                grown = base.quantity.value and meant / base.quantity.value * _HUNDRED
                if rate.quantity.interval.contains(Decimal(grown)):
                    yield change.id
