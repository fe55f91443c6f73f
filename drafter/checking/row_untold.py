"""Rows of the sheet that a report tells nowhere, and the figures that may have been meant for them.

A value that no figure has, though one has its digits at another scale (投入1.38万元 for 1.38亿元), was most likely told
in the wrong unit; and one that only a figure of the opposite thing has (民办园 with the number of 公办园) of the wrong
thing. Both are doubted only where the row is told nowhere else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.comparing import Comparison, Fault, Verdict, compare
from drafter.checking.plausible import digits
from drafter.checking.row_model import Reading, Sheet
from drafter.checking.row_names import Row, pieces
from drafter.checking.text.binding import Binding
from drafter.checking.text.nouns import changed_thing
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.subjects import Subject
from drafter.checking.text.things import SCHOOLS, SHARE, Thing, read_thing
from drafter.facts import Indicator, Period

__all__ = ["UntoldRows"]

_SCALES = frozenset(Decimal(10) ** n for n in (4, -4, 8, -8))
_TELLING, _SURELY = 3, 4
_OPENING = 200
#: Pieces that every sum of money has.
_SAID_OF_ALL = frozenset(["资金", "教育", "学校", "学生"])


class UntoldRows:
    """Looks for the figures of rows that nothing tells."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def read(
        self,
        statements: Sequence[Statement],
        subjects: Mapping[int, Subject],
        told: Collection[str],
        doubted: Collection[int],
        settled: Collection[int],
    ) -> Iterator[Reading]:
        """Figures that were most likely meant for such a row.

        Args:
            told: the indicators whose value this year a figure is known to tell.
            doubted: figures that something is said of already; ``settled`` are those that others bear out.
        """
        rows = {row.indicator.id: row for row in self._sheet.names.rows if row.indicator.id not in told}
        if not rows:
            return
        figures = _by_dimension(statements)
        for row in rows.values():
            alike = figures.get(row.indicator.unit.dimension, [])
            holding = [figure for figure in alike if self._sheet.values.holds(figure, row.indicator)]
            meant = [f for f in holding if self._of_the_opposite(f, row, subjects.get(f.id))]
            if holding and len(meant) == len(holding) and not any(f.id in doubted for f in meant):
                yield self._doubted(meant[0], row.indicator, Fault.VALUE, "数是这一项的，说的却是另一项")
            elif not holding:
                scaled = [f for f in alike if self._at_another_scale(f, row)]
                scaled = [f for f in scaled if f.id not in doubted and f.id not in settled]
                if len(scaled) == 1:
                    yield self._doubted(scaled[0], row.indicator, Fault.UNIT, "数字相同，单位差了万倍")

    def far(self, statements: Sequence[Statement], readings: Sequence[Reading]) -> Iterator[Reading]:
        """Which values that lie far from the row they are told of by name must be wrong: those whose row no other
        figure of the report tells. Where one does, the far value is rather of a part or of another scope.

        Args:
            readings: values of this year.
        """
        figures = _by_dimension(statements) if readings else {}
        listed = Counter(id(read.figure.statement) for read in readings)
        for identity in dict.fromkeys(read.binding.indicator.id for read in readings):
            row = self._sheet.metrics.dictionary[identity]
            if any(self._sheet.values.holds(figure, row) for figure in figures.get(row.unit.dimension, ())):
                continue
            mine = [read for read in readings if read.binding.indicator.id == identity]
            if len(mine) == 1 and listed[id(mine[0].figure.statement)] == 1:  # several are of another scope together
                yield replace(mine[0], suspect="名称与指标表这一项相同，全文没有别处写这一项")

    # --- another scale --------------------------------------------------------------------------------------------

    def _at_another_scale(self, figure: Figure, row: Row) -> bool:
        """Whether a figure has the digits of a row at a scale that a wrong unit gives, and some words of it."""
        fact = self._sheet.metrics.get(row.indicator.id)
        value = figure.quantity.value
        if fact is None or not fact.value or not self._usable(figure) or digits(value) < _TELLING:
            return False
        held = fact.value * row.indicator.unit.factor
        return value / held in _SCALES and self._spoken_of(figure, row)

    def _spoken_of(self, figure: Figure, row: Row) -> bool:
        """Whether the paragraph says anything of what tells a row from others."""
        statement = figure.statement
        opening = statement.between(0, min(_OPENING, figure.start))
        _, said = pieces(f"{opening} {statement.between(statement.start, figure.start)}")
        return bool((row.pieces - _SAID_OF_ALL) & said)

    def _usable(self, figure: Figure) -> bool:
        """Whether a figure is a plain value of this year, of the whole region."""
        quantity, statement = figure.quantity, figure.statement
        plain = figure.role in (Role.LEVEL, Role.SHARE) and quantity.definite and not quantity.is_range
        if not plain or quantity.kind not in (Kind.AMOUNT, Kind.PERCENT) or quantity.unit is None:
            return False
        before = statement.between(statement.start, figure.start)
        if self._sheet.scope.elsewhere(before) or self._sheet.scope.planned(before):
            return False
        return self._sheet.period(statement, figure) == (Period.THIS, True)

    # --- another thing --------------------------------------------------------------------------------------------

    def _of_the_opposite(self, figure: Figure, row: Row, subject: Subject | None) -> bool:
        """Whether a figure is told of what differs from a row in its owner or its stage alone."""
        if subject is None or not subject.whole or subject.period is not Period.THIS or not self._usable(figure):
            return False
        thing = read_thing(row.name)
        core = subject.thing.core
        if _core(thing, row.indicator) not in (core, core + SHARE if figure.role is Role.SHARE else core):
            return False
        owner = thing.stage == subject.thing.stage and _opposite(thing.owner, subject.thing.owner)
        stage = thing.owner == subject.thing.owner and _opposite(thing.stage, subject.thing.stage)
        size = digits(figure.quantity.value)
        enough = size >= _TELLING if owner else size >= _SURELY
        return (owner or stage) and (enough or self._changes_too(figure, row.indicator))

    def _changes_too(self, figure: Figure, row: Indicator) -> bool:
        """Whether the change told right behind a value is the row's as well."""
        figures = figure.statement.figures
        at = figure.id - figures[0].id + 1
        change = figures[at] if at < len(figures) else None
        if change is None or change.role is not Role.CHANGE or change.compared != "time" or changed_thing(change):
            return False
        if digits(figure.quantity.value) + digits(change.quantity.value) < _TELLING:
            return False
        return compare(self._sheet.metrics, change, _binding(row, change=True)).verdict is Verdict.PROVED

    def _doubted(self, figure: Figure, row: Indicator, fault: Fault, why: str) -> Reading:
        binding = _binding(row)
        outcome = compare(self._sheet.metrics, figure, binding)
        doubted = Comparison(Verdict.REFUTED, fault, outcome.expected, outcome.right, outcome.facts)
        return Reading(figure, binding, doubted, f"全文没有别处写这一项，{why}")


def _by_dimension(statements: Sequence[Statement]) -> Mapping[str, list[Figure]]:
    figures: dict[str, list[Figure]] = defaultdict(list)
    for statement in statements:
        for figure in statement.figures:
            figures[figure.quantity.dimension].append(figure)
    return figures


def _binding(row: Indicator, *, change: bool = False) -> Binding:
    return Binding(row, Period.THIS, sure=False, change=change)


def _core(thing: Thing, row: Indicator) -> str:
    """What a row counts; 幼儿园 in 所 are schools."""
    return thing.core or (SCHOOLS if row.unit.dimension == "count:所" else "")


def _opposite(one: str, other: str) -> bool:
    return bool(one and other) and one != other
