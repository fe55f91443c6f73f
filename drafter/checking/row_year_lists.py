"""Last year's values of several rows told in one list: 合格率97.4%、优良率58.6%，去年95.8%和56.3%.

The values of this year tell the rows; where one of last year's is its row's, so should the others be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from drafter.checking.comparing import Verdict, is_likely
from drafter.checking.row_model import Reading, Sheet
from drafter.checking.text.binding import Binding
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Period

__all__ = ["OF_THE_LIST", "listed"]

OF_THE_LIST = "同一列里别的上年数已经对上，这里是上年的数"
_LAST_YEAR = re.compile(
    r"^[，,（(]?(?:而)?(?:较|比)?(?:上一?学?年度?|去年)(?:同期|末|底|度)*(?:分别|依次)?(?:仅|只|为|是|的|有|约)*$"
)
_AND = frozenset("、和与及")
_MOST = 5


def listed(sheet: Sheet, statement: Statement, known: Mapping[int, Binding]) -> Iterator[Reading]:
    """Values of last year that are not their rows' though their neighbours are.

    Args:
        known: what figures are bound to already, by figure id.
    """
    figures = statement.figures
    for at, first in enumerate(figures):
        if first.role not in (Role.PREVIOUS, Role.LEVEL) or not _LAST_YEAR.match(first.gap):
            continue
        were = [first]
        while len(were) < _MOST and at + len(were) < len(figures) and _goes_on(were[-1], figures[at + len(were)]):
            were.append(figures[at + len(were)])
        now = figures[max(0, at - len(were)) : at]
        if len(were) > 1 and len(now) == len(were):
            yield from _held(sheet, now, were, known)


def _goes_on(one: Figure, other: Figure) -> bool:
    """Whether a bare value follows another of its kind: 95.8%和56.3%."""
    alike = other.quantity.dimension == one.quantity.dimension and other.quantity.kind is one.quantity.kind
    return alike and other.gap.strip() in _AND


def _held(
    sheet: Sheet, now: Sequence[Figure], were: Sequence[Figure], known: Mapping[int, Binding]
) -> Iterator[Reading]:
    rows = [_row(sheet, figure, known) for figure in now]
    usable = all(f.quantity.definite and f.quantity.kind in (Kind.AMOUNT, Kind.PERCENT) for f in were)
    if not usable or any(row is None for row in rows):
        return
    readings = [
        sheet.reading(figure, binding.indicator, OF_THE_LIST, period=Period.PREVIOUS)
        for figure, binding in zip(were, rows, strict=True)
        if binding is not None
    ]
    wrong = [reading for reading in readings if reading.outcome.verdict is Verdict.REFUTED]
    right = [reading for reading in readings if reading.outcome.verdict is Verdict.PROVED]
    if len(wrong) == 1 and len(right) == len(readings) - 1 and wrong[0].figure.id not in known:
        yield from (reading for reading in wrong if is_likely(sheet.metrics, reading.figure, reading.outcome))


def _row(sheet: Sheet, figure: Figure, known: Mapping[int, Binding]) -> Binding | None:
    """The row whose value of this year a figure is."""
    bound = known.get(figure.id)
    if bound is None or bound.change or bound.period is not Period.THIS:
        return None
    return bound if sheet.values.holds(figure, bound.indicator, Period.THIS) else None
