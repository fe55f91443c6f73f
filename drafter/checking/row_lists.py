"""Lists of names with a list of values: 小学、初中在校生分别为41260人和21936人, 入学率、巩固率分别提高0.7个、0.3个点.

Each name, with what the list as a whole is of, tells a row. Where some values are their rows' own the others may be
held against theirs; where none is, only values that stand in each other's place, or are all of last year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drafter.checking.plausible import typed_for
from drafter.checking.row_model import ENOUGH, EXCHANGED, LAST_YEAR, MISTYPED, SOME, Reading, Sheet
from drafter.checking.row_words import said_of, without_change
from drafter.checking.text.binding import Binding
from drafter.checking.text.nouns import stripped
from drafter.checking.text.phrases import NAMES
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.things import read_words
from drafter.facts import Indicator, Period

__all__ = ["NamedRows", "RowLists"]

_PARTED = re.compile(r"[，。；：,;（(！？\n]")
_DIGIT = re.compile(r"\d")
#: What counts the names of a list: 小学、初中、普高三个学段.
_COUNTED = re.compile(r"[两二三四五六七八九十][个项类](?:学段|阶段|方面|指标|率|学校|教育)?")
_RANK = re.compile(r"^[^级类型]{1,3}[级类型](?=$|.{2})")
_AHEAD = 0.06
_LONGEST = 14


@dataclass(frozen=True)
class NamedRows:
    """The figures of a list with the rows that its names tell, and how well the words fit the worst of them."""

    figures: list[Figure]
    rows: list[Indicator]
    told: float


class RowLists:
    """Reads lists."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def levels(self, statement: Statement, known: Mapping[int, Binding], firm: frozenset[int]) -> Iterator[Reading]:
        """The rows of lists of this year's values.

        Args:
            known: the bindings of figures whose row is known already, by figure id.
            firm: figures that other figures of the text confirm.
        """
        for run in value_runs(statement.figures):
            plain = run[0].role in (Role.LEVEL, Role.SHARE) and len(run) > 1 and all(f.id not in known for f in run)
            read = self._read(statement, run) if plain and self._is_now(statement, run[0]) else None
            if read is not None:
                yield from self._judged(read, firm)

    def changes(self, statement: Statement, known: Mapping[int, Binding]) -> Iterator[tuple[Figure, Indicator]]:
        """The figures of lists of changes since last year whose names tell rows, with those, unless all are known."""
        for run in value_runs(statement.figures):
            change = run[0].role is Role.CHANGE and run[0].compared != "other" and len(run) > 1
            if not change or all(f.id in known for f in run) or not self._is_here(statement, run[0]):
                continue
            if self._sheet.scope.since_last_year(statement, run[0]) and (read := self._read(statement, run)):
                yield from zip(read.figures, read.rows, strict=True)

    def _is_now(self, statement: Statement, first: Figure) -> bool:
        return self._is_here(statement, first) and self._sheet.period(statement, first) == (Period.THIS, True)

    def _is_here(self, statement: Statement, first: Figure) -> bool:
        before = statement.between(statement.start, first.start)
        return not (self._sheet.scope.elsewhere(before) or self._sheet.scope.planned(before))

    # --- names ----------------------------------------------------------------------------------------------------

    def _read(self, statement: Statement, run: list[Figure]) -> NamedRows | None:
        """The rows that the names of a list tell, one each; None where one of them is not clear."""
        if any(f.quantity.kind is Kind.RATIO or f.quantity.is_range or not f.quantity.definite for f in run):
            return None
        clause = _PARTED.split(statement.between(statement.start, run[0].start))[-1]
        names = [name for name in NAMES.split(_COUNTED.sub("", clause)) if name.strip()][-len(run) :]
        if len(names) < len(run) or _DIGIT.search(clause) or any(len(name) > _LONGEST for name in names[:-1]):
            return None
        return self.named(statement, run, [*names[:-1], without_change(stripped(without_change(names[-1])))])

    def named(self, statement: Statement, run: list[Figure], names: list[str]) -> NamedRows | None:
        """The rows that names tell, one for each figure (the same one where a figure is what they make together)."""
        rows, told = [], 1.0
        for name, figure in zip(self._whole(names), run, strict=True):
            said = said_of(statement, run[0], name)
            fits = self._sheet.names.fits(said, [row.id for row in self._sheet.values.told_by(figure)])
            if not fits or (len(fits) > 1 and fits[0].worth - fits[1].worth < _AHEAD):
                return None
            if not said.words.stages <= fits[0].row.words.stages:
                return None  # the row has all that the list has by stages
            rows.append(fits[0].row.indicator)
            told = min(told, fits[0].told)
        if len({row.id for row in rows}) < len(rows) or len({row.unit.dimension for row in rows}) > 1:
            return None
        return NamedRows(run, rows, told)

    @staticmethod
    def _whole(names: list[str]) -> list[str]:
        """Each name with what only the last says: 小学 of 小学、初中在校生, 县级 of 县级、市级骨干."""
        if all(_RANK.match(name) for name in names):
            return [*(f"{name}{names[-1][len(name) :]}" for name in names[:-1]), names[-1]]
        said = [read_words(name) for name in names]
        if any(words.rest for words in said[:-1]) or not all(words.stages | words.owners for words in said):
            return names
        return [*(f"{name}{said[-1].rest}" for name in names[:-1]), names[-1]]

    # --- values ---------------------------------------------------------------------------------------------------

    def _judged(self, read: NamedRows, firm: frozenset[int]) -> Iterator[Reading]:
        holds = self._sheet.values.holds
        pairs = list(zip(read.figures, read.rows, strict=True))
        right = [holds(figure, row) for figure, row in pairs]
        if any(right) or read.told >= SOME:
            yield from (
                self._sheet.reading(figure, row) for (figure, row), held in zip(pairs, right, strict=True) if held
            )
        odd = [pair for pair, held in zip(pairs, right, strict=True) if not held]
        last = not any(right) and all(holds(figure, row, Period.PREVIOUS) for figure, row in pairs)
        turned = len(odd) > 1 and all(any(holds(f, row) for f, _ in odd) for _, row in odd)
        for figure, row in odd:
            reason = EXCHANGED if turned else self._reason(figure, row, read, some=any(right) or last)
            if reason and figure.id not in firm:
                yield self._sheet.reading(figure, row, reason)

    def _reason(self, figure: Figure, row: Indicator, read: NamedRows, *, some: bool) -> str:
        """Why a value that is not its row's has most likely come from it; empty where nothing says so."""
        fact = self._sheet.metrics.get(row.id)
        if fact is None or not some or read.told < SOME:
            return ""
        if self._sheet.values.holds(figure, row, Period.PREVIOUS):
            return LAST_YEAR if read.told >= ENOUGH else ""
        if typed_for(figure.quantity.value / row.unit.factor, fact.value):
            return MISTYPED
        others = [other for other in read.rows if other.id != row.id]
        return EXCHANGED if any(self._sheet.values.holds(figure, other) for other in others) else ""
