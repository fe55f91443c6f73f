"""What a text tells of the rows of its own tables: a figure of a place, its share of the column, a row's change."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import share_of
from drafter.checking.relations.tables import cell_value
from drafter.checking.text.grids import TOTAL, Grid
from drafter.checking.text.nouns import label as own_label
from drafter.checking.text.quantities import Kind, Quantity
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["against_text", "changes_against_rows"]

_OF_ALL = re.compile(
    r"^[）\s]*[，,]?占(?:[全我][省市县区州盟旗])?(?:总数|总量|总人数)?(?:的)?(?:比[例重])?(?:为|达到?)?\s*$"
)
_CHANGES = re.compile(r"增减|增长|增幅|变化|同比|比上年|较上年")
_SHORTEST = 2


def against_text(grids: list[Grid], statements: list[Statement]) -> Iterator[Relation]:
    """A figure that the text gives of a place, against the row of that place: 汤桥县在校生52380人."""
    rows: dict[str, list[tuple[Grid, int]]] = {}
    for grid in grids:
        for row, words in grid.labels.items():
            if len(words) >= 2 and words[-1] in "省市县区州盟旗镇乡":
                rows.setdefault(words, []).append((grid, row))
    if not rows:
        return
    places = re.compile("|".join(map(re.escape, sorted(rows, key=len, reverse=True))))
    for statement in statements:
        if statement.flow.part == "table" or not statement.figures:
            continue
        named = list(places.finditer(statement.text))
        for figure in statement.figures if named else ():
            before = [m for m in named if m.end() <= figure.start - statement.start]
            if before and figure.role is Role.LEVEL and figure.quantity.kind is Kind.AMOUNT:
                for cell, relation in _same_cell(statement, figure, before[-1], rows[before[-1].group()]):
                    yield relation
                    yield from _share_of_column(grids, cell, figure)


def _is_of_column(name: str, figure: Figure, said: str) -> bool:
    """Whether a figure counts what a column does: 在园幼儿86415人，其中公办园在园幼儿53780人 goes on to some of it."""
    own = own_label(figure)
    return not own or name.endswith(own) or (name in figure.gap and not re.search(r"\d", said))


def _same_cell(
    statement: Statement, figure: Figure, place: re.Match[str], rows: list[tuple[Grid, int]]
) -> Iterator[tuple[Figure, Relation]]:
    """The cell of the place's row in a column of the figure's noun, in the same unit."""
    said = statement.text[place.end() : figure.start - statement.start]
    unit = figure.quantity.text[figure.quantity.number_end - figure.start :]
    cells = [
        cell
        for grid, row in rows
        for column in grid.columns
        if (cell := grid.cells.get((row, column))) is not None
        and len(grid.name(column)) >= 2
        and said.startswith(grid.name(column))
        and _is_of_column(grid.name(column), figure, said)
        and re.search(rf"[（(：:]?{re.escape(unit)}[）)]?$", grid.heads.get(column, ""))
    ]
    if len(cells) != 1 or not figure.quantity.definite:
        return
    (cell,) = cells
    factor = figure.quantity.unit.factor if figure.quantity.unit else Decimal(1)
    state = State.PROVED if cell_value(cell).scaled(factor).meets(figure.quantity.interval) else State.REFUTED
    formula = f"表中“{place.group()}”为{cell.text}"
    yield cell, Relation("cell", formula, state, (cell, figure), "" if state is State.PROVED else cell.text)


def _share_of_column(grids: list[Grid], cell: Figure, part: Figure) -> Iterator[Relation]:
    """「望山县在校生52380人，占全市的29.5%」: the whole is the total of the column."""
    figures = part.statement.figures
    at = figures.index(part) + 1
    share = figures[at] if at < len(figures) else None
    if share is None or share.quantity.kind is not Kind.PERCENT or not _OF_ALL.match(share.gap):
        return
    for grid in grids:
        place = next((key for key, figure in grid.cells.items() if figure is cell), None)
        total = next((row for row in grid.rows if TOTAL.match(grid.labels.get(row, ""))), None)
        if place is None or total is None or (total, place[1]) not in grid.cells:
            continue
        whole = grid.cells[total, place[1]]
        relation = share_of(part, replace(whole, quantity=_measured(whole, part)), share, [])
        if relation is not None:
            yield replace(relation, figures=(part, whole, share))


def _measured(whole: Figure, part: Figure) -> Quantity:
    """A cell's number in the unit of the text's figure."""
    unit = part.quantity.unit
    factor = unit.factor if unit and whole.quantity.unit is None else Decimal(1)
    value, interval = whole.quantity.value * factor, cell_value(whole).scaled(factor)
    return replace(whole.quantity, value=value, interval=interval, kind=Kind.AMOUNT)


# --- changes of rows -------------------------------------------------------------------------------------------


def changes_against_rows(grids: list[Grid], statements: Iterable[Statement]) -> Iterator[Relation]:
    """「其他支出较上年下降2.7%」 against the row 其他支出 of a table that has a column of changes."""
    rows: dict[str, list[Figure]] = defaultdict(list)
    for grid in grids:
        for column in grid.columns:
            if _CHANGES.search(grid.name(column)):
                for row, figure in grid.column(column).items():
                    label = grid.labels.get(row, "")
                    if len(label) >= _SHORTEST and not TOTAL.match(label):
                        rows[label].append(figure)
    if not rows:
        return
    names = re.compile("|".join(map(re.escape, sorted(rows, key=len, reverse=True))))
    for statement in statements:
        for figure in statement.figures:
            if figure.role is not Role.CHANGE or not figure.direction or not figure.quantity.definite:
                continue
            clause = re.split(r"[；。]", statement.between(statement.start, figure.start))[-1]
            named = [match.group() for match in names.finditer(clause)]
            if len(set(named)) == 1 and _since_last_year(figure):
                yield from _same_change(figure, named[0], rows[named[0]])


def _since_last_year(figure: Figure) -> bool:
    return figure.compared in ("time", "") and not re.search(r"20\d\d", figure.gap)


def _same_change(figure: Figure, label: str, cells: list[Figure]) -> Iterator[Relation]:
    """A change of the same size as the cell's that goes the other way."""
    same = [cell for cell in cells if _alike(cell, figure)]
    if len(same) != 1:
        return
    (cell,) = same
    wrong = (cell.quantity.value < 0) == (figure.direction > 0)
    state = State.REFUTED if wrong else State.PROVED
    expected = "" if not wrong else "下降（减少）" if cell.quantity.value < 0 else "上升（增加）"
    yield Relation("direction", f"表中“{label}”{cell.text}", state, (cell, figure), expected)


def _alike(cell: Figure, figure: Figure) -> bool:
    one, two = cell.quantity, figure.quantity
    kinds = one.kind is two.kind or (one.kind is Kind.BARE and two.kind in (Kind.PERCENT, Kind.AMOUNT))
    return kinds and abs(one.value) == abs(two.value) and one.value != 0 and one.decimals == two.decimals
