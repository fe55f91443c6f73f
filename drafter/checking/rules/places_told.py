"""ENT008 once more: the places of a sentence, one after the other, against a table or another list of the same.

What a sentence measures it often leaves to what stands before (「甲县由8个减至2个，乙县由24个减至11个」). That it is
the column of a table is told by the values themselves: some places have theirs, one has that of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.context import CheckContext
from drafter.checking.counties import Series, same_thing, seen_at, thing_of
from drafter.checking.place_index import Measure, PlaceIndex, kin
from drafter.checking.place_lists import Entry, PlaceList
from drafter.checking.plausible import typed_for
from drafter.checking.rules.counties import TOLD
from drafter.checking.rules.model import Family
from drafter.checking.rules.places_beside import check_beside
from drafter.checking.rules.places_grouped import check_groups
from drafter.checking.rules.places_shares import SHARED, check_shares
from drafter.checking.text.statements import Figure, Statement
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

_FAR = 60
_DIGITS = 4
_TELLING = 3
_PAIR = 2


def check(context: CheckContext) -> Iterator[Finding]:
    """Rows of places, and single places, against all that is told of them elsewhere."""
    index = PlaceIndex(context)
    if len(index.names.parts) < _PAIR and len(context.localities.counts) < _PAIR:
        return
    seen: set[int] = set()
    for chain in _chains(index.lists):
        for finding in _of_chain(chain, index):
            if not finding.touches & seen:
                seen |= finding.touches
                yield finding
    yield from check_shares(index)
    yield from check_beside(index)
    yield from check_groups(index)


def _chains(lists: list[PlaceList]) -> Iterator[list[Entry]]:
    """What a sentence tells of place after place in one way, be one named twice."""
    chain: list[PlaceList] = []
    for one in lists:
        if chain and not _follows(chain[-1], one):
            yield [entry for part in chain for entry in part.entries]
            chain = []
        chain.append(one)
    if chain:
        yield [entry for part in chain for entry in part.entries]


def _follows(last: PlaceList, one: PlaceList) -> bool:
    before, after = last.entries[-1], one.entries[0]
    if last.statement is not one.statement or one.words not in ("", last.words):
        return False
    alike = before.figure.quantity.dimension == after.figure.quantity.dimension
    return alike and (before.earlier is None) is (after.earlier is None) and one.start - last.end < _FAR


def _of_chain(chain: list[Entry], index: PlaceIndex) -> Iterator[Finding]:
    statement, measures = chain[0].figure.statement, index.measures
    words = thing_of(chain[0].words)
    thing = words if words.core else next(index.said(statement, min(chain[0].start, chain[0].figure.start)), words)
    others = [m for m in measures if not _of_itself(m, chain)]
    if any(_all_fit(chain, m.series) for m in others):
        return
    for measure in others:
        one = measure.series
        known = [entry for entry in chain if entry.name in one.values]
        fit = [entry for entry in known if one.tells(one.values[entry.name], entry.figure)]
        odd = [entry for entry in known if entry not in fit]
        if not odd:
            continue
        exchanged = len(odd) == _PAIR and bool(fit) and _exchanged(odd, one)
        few = len(odd) <= min(_PAIR, len(fit)) or exchanged
        if (
            len(known) > 1
            and few
            and (
                (thing.core and same_thing(thing, one.thing))
                or _is_the_same(known, odd, one, near=_near(measure, statement))
            )
        ):
            if measure.listed is None and exchanged:
                yield _changed_over(odd, one)
                continue
            yield from (_told(entry, one) for entry in odd)
        elif len(known) == 1 and _near(measure, statement) and _of_another(odd[0], one, measures):
            yield _told(odd[0], one)


def _of_itself(measure: Measure, chain: list[Entry]) -> bool:
    figures = {entry.figure.id for entry in chain}
    return any(figure.id in figures for figure in measure.series.values.values())


def _all_fit(chain: list[Entry], one: Series) -> bool:
    return all(e.name in one.values and one.tells(one.values[e.name], e.figure) for e in chain)


def _is_the_same(known: list[Entry], odd: list[Entry], one: Series, *, near: bool) -> bool:
    """Whether a chain is of what a series measures, as its words or values tell: what does not fit is another's, or a
    slip.
    """
    moved = near and all(entry.earlier is not None for entry in known)
    if sum(len(_digits(entry.figure)) for entry in known) < (_TELLING if moved else _DIGITS):
        return False
    return all(_owner(entry, one) or _slip(entry, one) for entry in odd)


def _owner(entry: Entry, one: Series) -> str:
    """The place whose value an entry is."""
    return next((n for n, f in one.values.items() if n != entry.name and one.tells(f, entry.figure)), "")


def _slip(entry: Entry, one: Series) -> bool:
    cell = one.values[entry.name]
    middle = one.interval(cell)
    return typed_for(entry.figure.quantity.value, (middle.low + middle.high) / 2)


def _exchanged(odd: list[Entry], one: Series) -> bool:
    """Whether each of two has what the other has in the table."""
    first, second = odd
    return one.tells(one.values[first.name], second.figure) and one.tells(one.values[second.name], first.figure)


def _changed_over(odd: list[Entry], one: Series) -> Finding:
    """Two cells of a table that have changed places: all other places have theirs."""
    first, second = odd
    cells = [one.values[entry.name] for entry in odd]
    flow = cells[0].statement.flow
    finding = TOLD.at(
        flow,
        cells[0].start,
        cells[0].end,
        f"表中“{first.name}”与“{second.name}”的“{one.words}”疑似填串了行：正文分别是{first.figure.text}和{second.figure.text}",
        evidence=(seen_at(first.figure), seen_at(second.figure)),
        suggestion="核对表中两行和正文，哪一处写反了",
        root=f"ENT008:{first.name}:{second.name}:{one.words}",
        touches=(first.figure, second.figure, *cells),
        severity=Severity.WARNING,
    )
    places = [f.statement.flow.places(f.start, f.end)[0] for f in (cells[1], first.figure, second.figure)]
    return TOLD.further(finding, tuple(places))


def _near(measure: Measure, statement: Statement) -> bool:
    """Whether a list stands in the same paragraph, or a table in the same section."""
    if measure.listed is not None:
        return measure.flow is statement.flow
    return measure.flow.section == statement.flow.section


def _of_another(entry: Entry, one: Series, measures: list[Measure]) -> bool:
    """Whether a single figure is that of another place, and too long a number to be it by chance."""
    figure = entry.figure
    thing, named = thing_of(entry.words), bool(entry.words)
    if named and thing.core and one.thing.core and not kin(thing, one.thing):
        return False
    sure = entry.earlier is not None or not named or kin(thing, one.thing)
    if not sure or len(_digits(figure)) < (_TELLING if one.spoken else _DIGITS):
        return False
    own = [m.series for m in measures if entry.name in m.series.values]
    if any(series.tells(series.values[entry.name], figure) for series in own):
        return False
    return bool(_owner(entry, one))


def _digits(figure: Figure) -> str:
    """The digits of a number that tell it from others: those of a round one tell little."""
    value = figure.quantity.value / (figure.quantity.step or Decimal(1))
    digits = f"{abs(value).to_integral_value():f}"
    return digits if figure.quantity.decimals else re.sub("0{2,}$", "", digits) or "0"


def _told(entry: Entry, one: Series) -> Finding:
    cell, flow = one.values[entry.name], entry.figure.statement.flow
    theirs = [n for n, f in one.values.items() if n != entry.name and one.tells(f, entry.figure)]
    whose = f"，{entry.figure.text}是{'、'.join(theirs)}的" if theirs else ""
    what = f"“{one.words}”" if one.words else "这个数"
    start = entry.start if entry.figure.start - entry.start < _FAR else entry.figure.start
    return TOLD.at(
        flow,
        start,
        entry.figure.end,
        f"“{entry.name}”的{what}这里是{entry.figure.text}，{one.where}是{cell.text}{whose}",
        evidence=(seen_at(cell),),
        suggestion="核对县（市、区）名称和数字",
        root=f"ENT008:{entry.name}:{entry.figure.text}",
        touches=(entry.figure, cell),
        severity=Severity.WARNING,
    )


FAMILY = Family("ENT", "人地机构", (SHARED,), check)
