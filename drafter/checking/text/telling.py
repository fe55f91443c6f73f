"""What a document tells of each thing, wherever it does: in a sentence, in a table, as a share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from drafter.checking.text.grids import TOTAL, Grid
from drafter.checking.text.heads import came_or_went
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.subjects import Subject
from drafter.checking.text.things import SCHOOLS, Thing, read_thing
from drafter.facts import Interval, Period

__all__ = ["Tellings", "Told", "tellings"]

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s*(?:学年度?|年度?)(?:底|末|秋季?)?|[上去]一?学?年度?(?:同期|底|末)?")
#: Rows of a table of stages that are kinds of schools.
_KINDS_OF_SCHOOLS = re.compile(
    r"^(?:(?:九年|十二年)一贯制(?:学校)?|九年制学校|完全中学|完中|专门学校|其[他它](?:学校)?)$"
)
_KINDS = (Kind.AMOUNT, Kind.PERCENT, Kind.RATIO, Kind.BARE)


class Told(NamedTuple):
    """One value of a thing.

    Attributes:
        interval: the values it can stand for, in base units.
    """

    figure: Figure
    thing: Thing
    interval: Interval


class Tellings:
    """Values of the whole region by thing, year and what they are measured in; the first of each comes first."""

    def __init__(self) -> None:
        self._by: dict[tuple[Thing, Period, str], list[Told]] = defaultdict(list)
        self._changes: dict[tuple[Thing, str, int], list[Figure]] = defaultdict(list)

    def add(self, told: Told, period: Period) -> None:
        """Note a value."""
        self._by[told.thing, period, _measure(told.figure)].append(told)

    def add_change(self, thing: Thing, figure: Figure) -> None:
        """Note by how much a thing changed since last year."""
        self._changes[thing, figure.quantity.dimension, figure.direction].append(figure)

    def changes(self) -> Mapping[tuple[Thing, str, int], list[Figure]]:
        """The changes of each thing in one direction and unit."""
        return self._changes

    def all(self) -> Mapping[tuple[Thing, Period, str], list[Told]]:
        """Everything that is told, in order."""
        return self._by

    def of(self, thing: Thing, measure: str, period: Period = Period.THIS) -> list[Told]:
        """What is told of a thing."""
        return self._by.get((thing, period, measure), [])

    def one(self, thing: Thing, measure: str, period: Period = Period.THIS) -> Told | None:
        """The value of a thing that is told once, or always alike; None when there is none or several."""
        values = self.of(thing, measure, period)
        if not values or any(not values[0].interval.meets(other.interval) for other in values[1:]):
            return None
        return min(values, key=lambda told: told.interval.high - told.interval.low)


def tellings(
    statements: Iterable[Statement],
    subjects: Mapping[int, Subject],
    tables: Iterable[Grid],
    plans: frozenset[int],
    year: int = 0,
) -> Tellings:
    """Everything a document tells of the whole region.

    Args:
        plans: paragraphs that tell of what is to come.
        year: the reported year, 0 when nobody knows; columns of a table may be of others.
    """
    found = Tellings()
    for statement in statements:
        if statement.flow.part == "table" or statement.flow.first_paragraph in plans:
            continue
        for figure in statement.figures:
            subject = subjects.get(figure.id)
            if subject is None or not subject.whole or subject.period is None:
                continue
            if subject.change:
                if figure.compared in ("time", "") and figure.quantity.kind is not Kind.PERCENT and subject.thing.core:
                    found.add_change(subject.thing, figure)
                continue
            quantity = figure.quantity
            usable = quantity.kind in _KINDS and quantity.definite and not quantity.spelled
            if usable and figure.role is not Role.CHANGE and subject.thing.core and not came_or_went(figure):
                found.add(Told(figure, subject.thing, quantity.interval), subject.period)
    for grid in tables:
        _from_table(grid, found, year)
    return found


def _from_table(grid: Grid, found: Tellings, year: int) -> None:
    """Cells of rows that are stages: 小学 under 学生数 is 小学学生; the row 合计 is everybody's."""
    things = {row: _of_row(words) for row, words in grid.labels.items()}
    stages = [row for row in grid.rows if things.get(row, Thing()).stage and not things[row].core.strip(SCHOOLS)]
    kinds = [row for row in grid.rows if row not in stages and _KINDS_OF_SCHOOLS.match(grid.labels.get(row, ""))]
    if len(stages) + len(kinds) < len(grid.rows) - 1 or len(stages) < 2:
        return
    # what these have is missing in the stages
    apart = {column for (row, column), figure in grid.cells.items() if row in kinds and figure.quantity.value}
    for (row, column), figure in grid.cells.items():
        head, period = read_thing(_YEAR.sub("", grid.name(column))), _period(grid.name(column), year)
        total = bool(TOTAL.match(grid.labels.get(row, "")))
        if kinds and (not grid.adds(column) or (column in apart and not total and head.core != SCHOOLS)):
            continue
        if period is None or not head.core or head.stage or not (total or row in stages or row in kinds):
            continue
        stage, owner = ("", "") if total or row in kinds else (things[row].stage, things[row].owner)
        quantity = figure.quantity
        exact = quantity.kind is Kind.BARE and not quantity.decimals
        interval = Interval.exact(quantity.value) if exact else quantity.interval
        core = grid.labels[row] if row in kinds else head.core
        found.add(Told(figure, Thing(stage, owner, core), interval), period)


def _of_row(words: str) -> Thing:
    """What a row is of; 中等职业 is as good a name of a stage as 中等职业教育."""
    thing = read_thing(words)
    return thing if thing.stage else read_thing(f"{words}教育")


def _period(name: str, year: int) -> Period | None:
    """The year of a column by its name: this one unless it says another; None for one that is neither this nor last."""
    told = _YEAR.search(name)
    if told is None:
        return Period.THIS
    if told["year"] is None:
        return Period.PREVIOUS
    ago = year - int(told["year"])
    return Period.THIS if ago == 0 else Period.PREVIOUS if ago == 1 else None


def _measure(figure: Figure) -> str:
    """What is compared with what: heads, money, percent; counts of any kind are one, and so are bare numbers."""
    quantity = figure.quantity
    if quantity.kind is Kind.RATIO:
        return "ratio"
    dimension = quantity.dimension.split("/")[0]
    if quantity.kind is Kind.BARE or dimension.startswith("count:") or dimension == "person":
        return "count"
    return dimension
