"""All values that a document and its sheet tell, to be found again by the words that name them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.checking.relations.sheet_operands import sheet_figures
from drafter.checking.text.grids import Grid
from drafter.checking.text.phrases import behind, label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.subjects import Subject
from drafter.checking.text.things import CLASSES, PUPILS, SCHOOLS, TEACHERS, Words, read_words
from drafter.facts import Interval, Metrics, Period, parse_unit

__all__ = ["Entries", "Entry", "measure", "words_of"]

#: What a cell without a unit counts by its name.
_UNITS = ((PUPILS, "人"), (TEACHERS, "人"), ("教职工", "人"), (CLASSES, "个"), (SCHOOLS, "所"))
_SENTENCES = 3
_MOST_FIGURES = 40
_MOST_FOUND = 24
_PLENTY = 400
_SHORT = 3
_MOST = 0.75
#: A figure that stands before its name: 112846万元，这是全县教育支出，较上年增加.
_TOLD_BEHIND = re.compile(r"^[^，。；\d]{0,10}[，,]这是(?P<name>[^，。；：（\d]{2,30})")
_ALIGNED = re.compile("分别|依次")
_VALUES = (Role.LEVEL, Role.SHARE)
#: What a name begins with that says only that all are meant.
_ALL = re.compile(
    r"^(?:[全我本][省市县区州盟旗]的?|所有|全部|各类|当地|同期)+|(?:总数|总量|总额|总人数|总体|合计|全部)+的?$"
)


@dataclass(frozen=True)
class Entry:
    """A value and the words it goes by.

    Attributes:
        paragraph: where it is told, -1 for a cell of the sheet.
        previous: whether it is last year's.
    """

    figure: Figure
    words: Words
    paragraph: int
    previous: bool = False


class Entries:
    """Every definite value, by what it is measured in and by the words that name it.

    However long a document, a name is looked up in an index, and a value that is told again and again is one entry.
    """

    def __init__(
        self,
        prose: Sequence[Statement],
        tables: Sequence[Grid],
        subjects: Mapping[int, Subject],
        metrics: Metrics | None,
    ) -> None:
        self._by: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        self._of: dict[int, Entry] = {}
        self.subjects = subjects
        self._flows: defaultdict[int, list[Statement]] = defaultdict(list)
        self._place: dict[int, int] = {}
        self._runs: tuple[Statement | None, dict[int, list[Figure]]] = (None, {})
        for statement in prose:
            same = self._flows[id(statement.flow)]
            self._place[id(statement)] = len(same)
            same.append(statement)
        seen: set[tuple[str, Words, Decimal]] = set()
        for entry in (*_told(prose, subjects), *_cells(tables), *_rows(metrics)):
            if entry.figure.id >= 0:
                self._of[entry.figure.id] = entry
            kind = measure(entry.figure)
            key = (kind, entry.words, entry.figure.quantity.value)
            if entry.previous or key in seen:
                continue
            seen.add(key)
            for sign in _pairs(entry.words.rest) | entry.words.stages | entry.words.owners:
                self._by[kind, sign].append(entry)

    def of(self, figure: Figure) -> Entry | None:
        """What is known of a figure; None where it is no definite value."""
        return self._of.get(figure.id)

    def run_of(self, statement: Statement, figure: Figure) -> list[Figure]:
        """The plain list that a figure stands in, of itself alone where it stands in none."""
        if self._runs[0] is not statement:
            self._runs = (statement, {f.id: run for run in value_runs(statement.figures) for f in run})
        return self._runs[1].get(figure.id, [figure])

    def lately(self, statement: Statement) -> list[Figure]:
        """The last figures of the few sentences of its paragraph before a sentence."""
        same, at = self._flows.get(id(statement.flow), []), self._place.get(id(statement), 0)
        return [figure for s in same[max(0, at - _SENTENCES) : at] for figure in s.figures][-_MOST_FIGURES:]

    def named(self, name: Words, kind: str, *, here: Statement | None = None) -> list[Entry]:
        """This year's values that go by a name, those that have the fewest words besides first.

        Args:
            here: the sentence that names them; its own values may be of a stage of school that the name leaves out.
        """
        signs = _pairs(name.rest) or name.stages | name.owners
        pool = {id(entry): entry for sign in signs for entry in self._by.get((kind, sign), ())[:_PLENTY]}
        found = {key: entry for key, entry in pool.items() if _goes_by(entry.words, name)}
        for figure in here.figures if here is not None else ():
            own = self._of.get(figure.id)
            told = own is not None and measure(figure) == kind and not own.previous
            if own is not None and told and _goes_by(own.words, name, loosely=True):
                found[id(own)] = own
        return sorted(found.values(), key=_length)[:_MOST_FOUND]


def _pairs(rest: str) -> frozenset[str]:
    """Every two characters of a name; its one character where it has no more."""
    return frozenset(rest[at : at + 2] for at in range(len(rest) - 1)) or frozenset([rest] if rest else ())


def _length(entry: Entry) -> int:
    return len(entry.words.rest) + len(entry.words.owners) + len(entry.words.stages)


def words_of(name: str) -> Words:
    """The words of a name as it stands in a sentence, without those that only say that all are meant."""
    return read_words(_ALL.sub("", _ALL.sub("", name.strip())))


def measure(figure: Figure) -> str:
    """What a value may be compared with: counts are one, whatever their counting word; ``percent``, ``ratio``."""
    quantity = figure.quantity
    if quantity.kind is not Kind.AMOUNT:
        return quantity.kind.value
    dimension = quantity.dimension.split("/")[0]
    return "count" if dimension.startswith("count:") and dimension != "count:天" else dimension


def _goes_by(words: Words, name: Words, *, loosely: bool = False) -> bool:
    if name.stages != words.stages and (name.stages or not name.rest):
        return False
    if name.owners and not name.owners <= words.owners:
        return False
    if not name.rest:
        return bool(name.stages or name.owners)
    if words.stages and not name.stages and not loosely:
        return False
    return _held(name.rest, words.rest)


def _held(name: str, words: str) -> bool:
    """Whether words hold a name: short ones whole, most of longer ones, in order."""
    if name in words:
        return True
    if len(name) <= _SHORT or len(words) < _SHORT:
        return False
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(name, words) >= _MOST * len(name)


def _told(prose: Sequence[Statement], subjects: Mapping[int, Subject]) -> Iterator[Entry]:
    for statement in prose:
        names = _names_of_lists(statement)
        for figure in statement.figures:
            value = figure.role in _VALUES or figure.role is Role.PREVIOUS
            if not value or not figure.quantity.definite or figure.quantity.value <= 0:
                continue
            subject = subjects.get(figure.id)
            said = read_words(names.get(figure.id, label(figure)) + behind(statement, figure))
            if told := _TOLD_BEHIND.match(statement.between(figure.end, statement.end)):
                said, subject = read_words(told["name"]), None  # 9.86万元，这是教师年平均工资
            words = said if subject is None else _together(said, subject)
            last = figure.role is Role.PREVIOUS or (subject is not None and subject.period is Period.PREVIOUS)
            yield Entry(figure, words, statement.flow.first_paragraph, last)


def _names_of_lists(statement: Statement) -> dict[int, str]:
    """Names for values told in the order of a list before: 「新建3个、改扩建6个，投资分别为12800万元、8350万元」."""
    found: dict[int, str] = {}
    figures = statement.figures
    for run in value_runs(figures):
        if len(run) < 2 or not _ALIGNED.search(run[0].gap):
            continue
        before = figures[max(0, run[0].id - figures[0].id - len(run)) : run[0].id - figures[0].id]
        names = [label(figure) for figure in before]
        if len(before) == len(run) and all(names):
            what = label(run[0])
            found.update((figure.id, name + what) for figure, name in zip(run, names, strict=True))
    return found


def _together(said: Words, subject: Subject) -> Words:
    """What a figure says of itself, and what its sentence adds to it."""
    thing = subject.thing
    stages = frozenset([thing.stage]) if thing.stage else said.stages
    owners = frozenset([thing.owner]) if thing.owner else said.owners
    fuller = not thing.core or thing.core in said.rest  # of 国培、省培分别为a和b the words before a are those of b
    return Words(stages, owners, said.rest if fuller else thing.core)


def _cells(tables: Sequence[Grid]) -> Iterator[Entry]:
    for grid in tables:
        for (row, column), figure in grid.cells.items():
            words = words_of(f"{'' if row in grid.totals else grid.labels.get(row, '')}{grid.name(column)}")
            cell = _measured(grid, row, column, figure, words)
            if cell.quantity.definite and cell.quantity.value > 0 and words.rest:
                yield Entry(cell, words, figure.statement.flow.first_paragraph, "上年" in grid.name(column))


def _measured(grid: Grid, row: int, column: int, figure: Figure, words: Words) -> Figure:
    """A cell with the unit that its table gives it, or that what it counts has."""
    quantity = figure.quantity
    if quantity.kind is not Kind.BARE:
        return figure
    heads = next((unit for core, unit in _UNITS if core in words.rest), None)
    unit = grid.unit(row, column) or (parse_unit(heads) if heads and not quantity.decimals else None)
    if unit is None or unit.dimension in ("percent", ""):
        return figure
    interval = Interval.exact(quantity.value) if not quantity.decimals else quantity.interval
    known = replace(
        quantity,
        kind=Kind.AMOUNT,
        unit=unit,
        value=quantity.value * unit.factor,
        step=quantity.step * unit.factor,
        interval=interval.scaled(unit.factor),
        text=f"{quantity.text}{unit.symbol}",
    )
    return replace(figure, quantity=known)


def _rows(metrics: Metrics | None) -> Iterator[Entry]:
    if metrics is None:
        return
    for name, period, figure in sheet_figures(metrics):
        yield Entry(figure, words_of(name), -1, period is Period.PREVIOUS)
