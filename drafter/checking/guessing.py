"""Figures whose indicator the words only suggest: 党员9120名 where the sheet has 教育系统党员数.

Each reader of rows finds such figures in its own way: by what they are told of, by the end of a row's name, by the
value itself. Here they are asked in turn, the surest first, and told what those before them found. A value that is the
cell's is confirmed; another one is a guess with the reason why it has most likely gone wrong on the way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.checking.comparing import Comparison, Verdict, compare
from drafter.checking.row_changes import RowChanges, trend
from drafter.checking.row_endings import RowEndings
from drafter.checking.row_lists import RowLists
from drafter.checking.row_model import Reading, Sheet
from drafter.checking.row_reading import RowReader
from drafter.checking.row_sides import RowSides
from drafter.checking.row_slips import OF_PROVED
from drafter.checking.row_subjects import RowSubjects
from drafter.checking.row_tables import RowTables
from drafter.checking.row_turned import TurnedRows
from drafter.checking.row_untold import UntoldRows
from drafter.checking.row_year_lists import listed
from drafter.checking.row_years import RowYears
from drafter.checking.text.binding import Binding
from drafter.checking.text.grids import Grid
from drafter.checking.text.statements import Figure, Statement
from drafter.checking.text.subjects import Subject
from drafter.facts import Metrics, Period

__all__ = ["Guess", "Guesser"]


@dataclass(frozen=True)
class Guess:
    """A figure and what it seems to be.

    Attributes:
        outcome: how it compares with the cell; ``suspect`` tells why a different value is a likely slip, or is empty.
        behind: how many characters behind the figure tell what is doubted: 138个，与上年持平.
    """

    figure: Figure
    binding: Binding
    outcome: Comparison
    suspect: str = ""
    behind: int = 0


class Guesser:
    """Guesses the indicators of figures by what the readers of rows find."""

    def __init__(self, metrics: Metrics, region: str, year: int) -> None:
        self._metrics = metrics
        self._sheet = sheet = Sheet(metrics, region, year)
        self._told: set[str] = set()
        self._doubted: set[int] = set()
        self._tables = RowTables(sheet)
        self._untold = UntoldRows(sheet)
        self._turned = TurnedRows(sheet)
        self._subjects = RowSubjects(sheet, region)
        self._endings = RowEndings(sheet)
        self._years = RowYears(sheet)
        self._lists = RowLists(sheet)
        self._rows = RowReader(sheet)
        self._sides = RowSides(sheet, self._lists)
        self._changes = RowChanges(sheet, self._lists)

    def guesses(
        self,
        statement: Statement,
        bindings: dict[int, Binding],
        subjects: Mapping[int, Subject],
        firm: frozenset[int] = frozenset(),
    ) -> Iterator[Guess]:
        """The guesses that a sentence allows, for figures that are not bound for sure to what the sheet has.

        Args:
            firm: figures that others of the text confirm, so that only their own name speaks against them.
        """
        for guess in self._guesses(statement, bindings, subjects, firm):
            if guess.suspect:
                self._doubted.add(guess.figure.id)
            elif guess.outcome.verdict is Verdict.PROVED and guess.binding.period is Period.THIS:
                self._told.add(guess.binding.indicator.id)
            yield guess

    def untold(
        self,
        statements: Sequence[Statement],
        bindings: Mapping[int, Binding],
        subjects: Mapping[int, Subject],
        settled: Collection[int],
        firm: Collection[int],
    ) -> Iterator[Guess]:
        """Figures meant for rows that nothing tells, once the guesses of all sentences are made.

        Args:
            settled: figures that others of the text, or the sheet, bear out; ``firm`` those of them that do so exactly.
        """
        bound = {b.indicator.id for b in bindings.values() if b.sure and b.period is Period.THIS and not b.change}
        let_be = {*firm, *self._doubted}
        far = [read for read in self._subjects.far if read.figure.id not in let_be]
        for read in self._untold.far(statements, far):
            self._doubted.add(read.figure.id)
            yield Guess(read.figure, read.binding, read.outcome, read.suspect)
        for read in self._untold.read(statements, subjects, self._told | bound, self._doubted, settled):
            self._doubted.add(read.figure.id)
            yield Guess(read.figure, read.binding, read.outcome, read.suspect)
        for read in self._turned.read(statements, {*settled, *self._doubted}):
            yield Guess(read.figure, read.binding, read.outcome, read.suspect)

    def tabled(self, grids: Sequence[Grid], settled: Collection[int]) -> Iterator[Guess]:
        """Cells of tables by stage or owner, held against the rows that their words tell.

        Args:
            settled: figures that are known to be right or wrong.
        """
        for read in self._tables.read(grids, settled):
            if read.outcome.verdict is Verdict.PROVED:
                self._told.add(read.binding.indicator.id)
            yield Guess(read.figure, read.binding, read.outcome, read.suspect)

    def _guesses(
        self,
        statement: Statement,
        bindings: dict[int, Binding],
        subjects: Mapping[int, Subject],
        firm: frozenset[int],
    ) -> Iterator[Guess]:
        sure = {
            f.id
            for f in statement.figures
            if f.id in bindings and bindings[f.id].sure and self._metrics.get(bindings[f.id].indicator.id) is not None
        }
        known = {identity: bindings[identity] for identity in sure}
        for read in self._by_names(statement, bindings, subjects, sure):
            if read.suspect or read.outcome.verdict is Verdict.PROVED:
                known[read.figure.id] = read.binding
            yield Guess(read.figure, read.binding, read.outcome, read.suspect)
        for read in self._read(statement, known, firm):
            known[read.figure.id] = read.binding
            yield Guess(read.figure, read.binding, read.outcome, read.suspect)
        yield from self._since(statement, known, firm)

    def _by_names(
        self,
        statement: Statement,
        bindings: Mapping[int, Binding],
        subjects: Mapping[int, Subject],
        sure: Collection[int],
    ) -> Iterator[Reading]:
        """What figures tell by their subjects, and those left by the ends of names."""
        settled = set(sure)
        for read in self._subjects.read(statement, subjects, sure):
            settled.add(read.figure.id)
            yield read
        yield from self._endings.read(statement, bindings, settled)

    def _read(self, statement: Statement, known: Mapping[int, Binding], firm: frozenset[int]) -> Iterator[Reading]:
        """What the readers of rows find, the surest first; each sees in ``known`` what was found before it."""
        yield from self._years.read(statement, known)
        yield from self._years.changed(statement, known)
        yield from self._lists.levels(statement, known, firm)
        yield from self._rows.read(statement, known, firm)
        yield from self._years.odd(statement, known, firm)
        yield from listed(self._sheet, statement, known)
        yield from self._sides.read(statement, known, firm)

    def _since(self, statement: Statement, known: Mapping[int, Binding], firm: frozenset[int]) -> Iterator[Guess]:
        """What is told of rows against the year before, where this year's value has shown the row."""
        rows = {
            figure.id: known[figure.id].indicator
            for figure in statement.figures
            if figure.id in known and self._is_told(figure, known[figure.id])
        }
        for figure, binding, outcome in self._changes.told(statement, rows) if rows else ():
            if figure.id not in known and figure.id not in firm:
                yield Guess(figure, binding, outcome, OF_PROVED)
        for figure, binding, outcome, reason in self._changes.named(statement, known, firm):
            yield Guess(figure, binding, outcome, reason)
        for figure in statement.figures:
            said = trend(self._metrics, statement, figure, rows[figure.id]) if figure.id in rows else None
            if said is not None:
                binding = Binding(rows[figure.id], Period.THIS, sure=False, change=True)
                yield Guess(figure, binding, said[1], OF_PROVED, behind=said[0])

    def _is_told(self, figure: Figure, binding: Binding) -> bool:
        """Whether a figure is this year's value of its row."""
        level = binding.period is Period.THIS and not binding.change
        return level and compare(self._metrics, figure, binding).verdict is Verdict.PROVED
