"""Figures of the text that a table gives to another of its rows, or to another year.

What a figure is told of its sentence says, and what a cell is of the table, wherever the two stand. A figure that is
not its own cell's is asked about only where it is another cell's of the same kind, to the last digit, or its own with
the digits misplaced: then it is hardly of something that the table does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.moved import Measure, measure_of
from drafter.checking.relations.ranks import words_of
from drafter.checking.relations.row_things import Cell, Cells, digits
from drafter.checking.relations.trials import misplaced
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.subjects import Subject
from drafter.facts import Period
from drafter.findings import State

__all__ = ["row_told"]

_HUNDRED = Decimal(100)
_FEWEST, _TELLING, _MANY = 2, 3, 4
_AGO = {Period.THIS: 0, Period.PREVIOUS: 1}
#: The year that a figure is told of, before it and what it counts.
_NAMED = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?!以来|起|至|到|[—–~-])(?:[^，。；：、\d比较与和同]){0,14}$")
#: Words that make a figure one of another place, of a plan, or the mean of several years.
_OTHER = re.compile(r"计划|目标|力争|预计|年均|累计|平均水平|全[省国]")
#: 2024年小学在校生比2022年, 初中比2022年: where the later year is not said it is the last that the row has.
_BETWEEN = re.compile(
    r"(?:(?<!\d)(?P<now>(?:19|20)\d\d)年?[底末]?[^，。；：\d比较]{0,14})?"
    r"[比较](?P<then>(?:19|20)\d\d)年[底末]?(?!的)[^，。；\d]{0,10}$"
)
_SINCE = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?:以来|起)[，,]?[^，。；：\d]{0,14}[由从]$")
_Level = tuple[Figure, Cell, Cell | None]


def row_told(
    cells: Cells, statements: Iterable[Statement], subjects: Mapping[int, Subject], proved: Collection[int]
) -> Iterator[Relation]:
    """Figures that tell of the region as a whole against the cells of the same thing.

    Args:
        proved: ids of figures that other figures of the text bear out.
    """
    if not cells:
        return
    levels: list[_Level] = []
    found: list[Relation] = []
    for statement in statements:
        for figure in statement.figures:
            subject = subjects.get(figure.id)
            if subject is None or not figure.quantity.definite or _OTHER.search(_clause(figure)):
                continue
            if figure.role is Role.CHANGE:
                between = _BETWEEN.search(figure.gap)
                if between is not None:
                    found += _between(cells, figure, subject, int(between["now"] or 0), int(between["then"]))
                elif subject.whole and subject.change and figure.compared in ("time", ""):
                    found += _moved(cells, figure, subject)
            elif subject.whole:
                found += _of_year(cells, figure, subject)
                if (level := _of_another(cells, figure, subject)) is not None:
                    levels.append((figure, *level))
    crossed, told = _told(levels, proved)
    wrong = {f.id for cell in crossed for f in cell.grid.row(cell.place[0])}  # what is told of these rows is right
    yield from told
    yield from (r for r in found if not wrong.intersection(f.id for f in r.figures))


def _clause(figure: Figure) -> str:
    return re.split("[。；]", figure.gap)[-1]


# --- values ------------------------------------------------------------------------------------------------------


def _of_another(cells: Cells, figure: Figure, subject: Subject) -> tuple[Cell, Cell | None] | None:
    """(the cell that a figure should have, the one that it has instead); the second is None where digits slipped."""
    ago = _AGO.get(subject.period) if subject.period is not None else None
    thing = cells.known(subject.thing)
    if ago is None or not thing.core or digits(figure) < _FEWEST or figure.quantity.spelled:
        return None
    every = [cell for cell in cells.of(thing) if cell.measures(figure)]
    own = [cell for cell in every if cell.ago == ago]
    told = figure.quantity.interval
    if not own or any(cell.interval.meets(told) for cell in own):
        return None
    others = [c for c in cells.beside(thing) if c.ago == ago and c.grid is own[0].grid and c.measures(figure)]
    same = [cell for cell in others if cell.value == figure.quantity.value]
    enough = digits(figure) >= (_TELLING if figure.quantity.kind is Kind.AMOUNT else _FEWEST)
    if len(same) == 1 and enough:
        return own[0], same[0]
    before = [cell for cell in every if cell.ago == ago + 1 and cell.value == figure.quantity.value]
    if len(before) == 1 and digits(figure) >= _MANY:
        return own[0], before[0]
    if misplaced(figure.quantity, own[0].value) and len(own) == 1 and digits(figure) >= _MANY:
        return own[0], None
    return None


def _told(levels: Sequence[_Level], proved: Collection[int]) -> tuple[list[Cell], list[Relation]]:
    """The values that are another row's; where two are each other's and one is borne out, the rows are the wrong way
    round, and the cells of these are told first."""
    crossed: list[Cell] = []
    found: list[Relation] = []
    for figure, own, other in levels:
        back = next((f for f, mine, theirs in levels if other is not None and (mine, theirs) == (other, own)), None)
        if other is not None and back is not None and {figure.id, back.id} & set(proved):
            if figure.id < back.id:
                crossed += [own, other]
                formula = f"表中{own.name}{own.figure.text}与{other.name}{other.figure.text}"
                found.append(Relation("crossed-rows", formula, State.REFUTED, (own.figure, other.figure), weak=True))
            continue
        formula = f"表中{own.name}为{own.figure.text}"
        if other is not None:
            formula += f"，{figure.text}是{other.name}的"
        cells = (own.figure, figure)
        found.append(Relation("cell", formula, State.REFUTED, cells, own.figure.text, weak=True, plain=True))
    return crossed, found


def _of_year(cells: Cells, figure: Figure, subject: Subject) -> Iterator[Relation]:
    """「由2021年的36565人」, where the table has this value under another year."""
    named = _NAMED.search(figure.gap) or _SINCE.search(figure.gap)
    thing = cells.known(subject.thing)
    if named is None or not thing.core or digits(figure) < _TELLING:
        return
    year = int(named["year"])
    every = [cell for cell in cells.of(thing) if cell.year and cell.measures(figure)]
    told = figure.quantity.interval
    if not every or any(cell.year == year and cell.interval.meets(told) for cell in every):
        return
    same = [cell for cell in every if cell.year != year and cell.value == figure.quantity.value]
    enough = digits(figure) >= (_TELLING if any(cell.year == year for cell in every) else _MANY)
    if len({cell.year for cell in same}) == 1 and enough:
        at = figure.start - len(figure.gap) + named.start() - figure.statement.start
        stated = words_of(figure.statement, at, at + len(named["year"]) + 1)
        formula = f"表中{figure.text}是{same[0].year}年的（{same[0].name}）"
        yield Relation("rank", formula, State.REFUTED, (stated,), weak=True)


# --- changes -----------------------------------------------------------------------------------------------------


def _moved(cells: Cells, figure: Figure, subject: Subject) -> Iterator[Relation]:
    """「在园幼儿下降0.78%」, which is by how much the row of another stage fell."""
    thing, measure = cells.known(subject.thing), measure_of(figure)
    if not thing.core or measure is None or digits(figure) < _FEWEST:
        return
    own = _pairs(cell for cell in cells.of(thing) if cell.moves(figure))
    values = [(pair, value) for pair in own if (value := measure(*pair)) is not None]
    told = figure.quantity.interval
    if len(values) != 1 or any(abs(value[0]).meets(told) for _, value in values):
        return
    (now, then), value = values[0]
    others = [
        pair
        for pair in _pairs(cell for cell in cells.beside(thing) if cell.moves(figure))
        if pair[0].grid is now.grid and (moved := measure(*pair)) is not None and abs(moved[0]).meets(told)
    ]
    if len(others) == 1 or misplaced(figure.quantity, abs(value[1])):
        formula = f"表中{now.name}{now.figure.text}与{then.figure.text}"
        kind = "growth" if figure.quantity.kind is Kind.PERCENT else "difference"
        expected = printed_like(abs(value[1]), figure.quantity)
        figures = (then.figure, now.figure, figure)
        yield Relation(kind, formula, State.REFUTED, figures, expected, weak=True, plain=True)


def _pairs(cells: Iterable[Cell]) -> list[tuple[Cell, Cell]]:
    """(this year's, last year's) cells of one thing in one table."""
    found = list(cells)
    return [
        (now, then)
        for now in found
        if not now.ago
        for then in found
        if then.ago == 1 and then.grid is now.grid and then.thing == now.thing
    ]


def _between(cells: Cells, figure: Figure, subject: Subject, now: int, then: int) -> Iterator[Relation]:
    """「2023年比2022年多866人」, which is how far the values of two other years lie apart."""
    thing = cells.known(subject.thing)
    known = [cells.of(thing)] if cells.of(thing) else cells.of_stage(thing.stage)
    measure = measure_of(figure)
    told = _told_years(figure)
    right: list[tuple[Cell, Cell]] = []
    for row in known:
        by_year = {cell.year: cell for cell in row if cell.year and cell.moves(figure)}
        until = now or max(by_year, default=0)
        if measure is None or not by_year.keys() >= {until, then}:
            continue
        moved = measure(by_year[until], by_year[then])
        if moved is None or abs(moved[0]).meets(figure.quantity.interval):
            return
        if _other_years(by_year, told, figure, measure, (until, then)):
            right.append((by_year[until], by_year[then]))
    if len(right) == 1 and measure is not None and digits(figure) >= _TELLING - 1:
        one, other = right[0]
        moved = measure(one, other)
        formula = f"表中{one.name}{one.figure.text}与{other.name}{other.figure.text}"
        kind = "growth" if figure.quantity.kind is Kind.PERCENT else "difference"
        expected = printed_like(abs(moved[1]), figure.quantity) if moved else ""
        figures = (other.figure, one.figure, figure)
        yield Relation(kind, formula, State.REFUTED, figures, expected, weak=True, plain=True)


def _told_years(figure: Figure) -> dict[int, Figure]:
    """The values of years that a sentence tells before a change."""
    return {
        int(named["year"]): f
        for f in figure.statement.figures
        if f.id < figure.id and f.role is not Role.CHANGE and f.quantity.definite and (named := _NAMED.search(f.gap))
    }


def _other_years(
    row: Mapping[int, Cell], told: Mapping[int, Figure], figure: Figure, measure: Measure, years: tuple[int, int]
) -> bool:
    """Whether a change is that between one of its years and another one, of a row or told in the sentence."""
    values = dict(row)
    for year, value in told.items():
        if year not in values and next(iter(row.values())).measures(value):
            cell = next(iter(row.values()))
            values[year] = replace(cell, year=year, interval=value.quantity.interval, value=value.quantity.value)
    pairs = [(years[0], year) for year in values if year < years[0]] + [(year, years[1]) for year in values]
    for one, other in pairs:
        if (one, other) == years or one <= other or one not in values or other not in values:
            continue
        moved = measure(values[one], values[other])
        if moved is not None and abs(moved[0]).meets(figure.quantity.interval):
            return True
    return False
