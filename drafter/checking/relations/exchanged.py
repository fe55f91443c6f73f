"""Two cells of a table that have changed places: one total is too great by what the other lacks.

A row whose two years were typed the wrong way round makes the totals of both columns fail, by the same amount and in
opposite ways, and nothing is wrong with either total. Where one row alone has two cells that differ by this amount, it
is the row that is wrong. Totals of rows show two cells of one column in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from drafter.checking.relations.model import Relation
from drafter.checking.text.grids import Grid
from drafter.checking.text.statements import Figure
from drafter.findings import State

__all__ = ["exchanged", "unexplained"]

_Place = tuple[int, int]
_KIND = "exchanged"


def exchanged(grid: Grid, found: Sequence[Relation]) -> list[Relation]:
    """Pairs of cells that have changed places, by the sums of the table that fail over it.

    Args:
        found: every relation of the table's own figures, as far as known.
    """
    places = {figure.id: place for place, figure in grid.cells.items()}
    failed = [r for r in found if r.kind == "sum" and r.state is State.REFUTED]
    suspects = {
        f.id for r in found if r.kind != "sum" and r.state is State.REFUTED for f in r.figures
    }  # cells of a column that is made of others, in a row where it is not
    pairs: dict[frozenset[int], Relation] = {}
    for one, other in combinations(failed, 2):
        missing = _missing(one)
        if not missing or missing != -_missing(other):
            continue
        fitting = [
            (a, b) for a, b in _beside(grid, places, one, other) if b.quantity.value - a.quantity.value == missing
        ]
        if len(fitting) > 1:
            fitting = [(a, b) for a, b in fitting if {a.id, b.id} & suspects]
        if len(fitting) == 1:
            a, b = sorted(fitting[0], key=lambda f: f.id)
            formula = _told(grid, (a, places[a.id]), (b, places[b.id]))
            pairs[frozenset((one.stated.id, other.stated.id))] = Relation(_KIND, formula, State.REFUTED, (a, b))
    told = [f for pair in pairs for f in pair]
    return [relation for pair, relation in pairs.items() if all(told.count(f) == 1 for f in pair)]


def unexplained(found: Sequence[Relation]) -> list[Relation]:
    """The relations without those that fail merely because two cells have changed places."""
    moved = {figure.id for r in found if r.kind == _KIND for figure in r.figures}
    if not moved:
        return list(found)
    kept = (State.PROVED, State.NOT_CHECKED)
    return [r for r in found if r.kind == _KIND or r.state in kept or not moved.intersection(f.id for f in r.figures)]


def _missing(relation: Relation) -> Decimal:
    *parts, total = (figure.quantity.value for figure in relation.figures)
    return total - sum(parts, Decimal(0))


def _beside(grid: Grid, places: dict[int, _Place], one: Relation, other: Relation) -> Iterator[tuple[Figure, Figure]]:
    """The cells of two sums that stand in one row, of sums of columns, or in one column, of sums of rows."""
    lines = [[places.get(figure.id) for figure in relation.figures] for relation in (one, other)]
    if any(place is None for line in lines for place in line):
        return
    for along in (0, 1):  # sums of columns, sums of rows
        left, right = ({place[along]: place for place in line if place is not None} for line in lines)
        if len(left) < len(lines[0]) or left.keys() != right.keys():
            continue
        whole = [line[-1] for line in lines]
        across = [{place[1 - along] for place in line if place is not None} for line in lines]
        if any(len(numbers) != 1 for numbers in across) or whole[0] is None or whole[1] is None:
            continue
        for at in left:
            cells = grid.cells[left[at]], grid.cells[right[at]]
            if at == whole[0][along]:  # a total that is too small has the smaller of the two
                yield cells[1], cells[0]
            else:
                yield cells


def _told(grid: Grid, one: tuple[Figure, _Place], other: tuple[Figure, _Place]) -> str:
    """Both cells with the row and the column of each; what they have in common is said once."""
    (a, (row, column)), (b, (second, beside)) = one, other
    label, name = f"“{grid.labels.get(row, '')}”", grid.name(column)
    if row == second:
        return f"表中{label}{name}{a.text}与{grid.name(beside)}{b.text}"
    return f"表中{name}{label}{a.text}与“{grid.labels.get(second, '')}”{b.text}"
