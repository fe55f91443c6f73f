"""Lists of counties in running text, read like the column of a table: 「在校生东梁区11.2万人、西塘区8.6万人…」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.counties import Series, places_in, thing_of
from drafter.checking.localities import Locality
from drafter.checking.text.nouns import noun
from drafter.checking.text.phrases import NOTHING
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement

__all__ = ["spoken_series"]

_OWN = re.compile(r"[：:为是有达到的占]{0,3}")
#: What stands between a total and the list that divides it, or that says where it comes from.
_OPENS = re.compile(r"[，,]?(?:其中)?[：:（(]?")
_FEWEST = 3
_FAR = 24
_MOST = 60
_KINDS = (Kind.AMOUNT, Kind.PERCENT)


def spoken_series(context: CheckContext) -> list[Series]:
    """Every measure that a sentence lists for three counties or more."""
    found: list[Series] = []
    for statement in context.statements:
        if statement.flow.part != "body" or len(statement.figures) < _FEWEST or len(found) >= _MOST:
            continue
        if context.roles[statement.flow.first_paragraph] == MEASURES:
            continue
        places = places_in(context, statement)
        for run in _runs(statement, places) if len(places) >= _FEWEST else ():
            found.append(_series(context, statement, run))
    return found


def _runs(statement: Statement, places: list[Locality]) -> Iterator[list[tuple[Locality, Figure]]]:
    """Stretches in which every county has a figure of its own, all in one unit."""
    run: list[tuple[Locality, Figure]] = []
    figures = iter(statement.figures)
    figure = next(figures, None)
    for at, place in enumerate(places):
        high = places[at + 1].start if at + 1 < len(places) else statement.end
        while figure is not None and figure.start < place.end:
            figure = next(figures, None)
        own = figure if figure is not None and figure.start < high else None
        if own is None or not _is_value(own) or not _OWN.fullmatch(statement.between(place.end, own.start)):
            continue  # a county that is only named: 固桥、柳埠两县占六成
        if run and not _goes_on(run, place, own):
            if len(run) >= _FEWEST:
                yield run
            run = []
        run.append((place, own))
    if len(run) >= _FEWEST:
        yield run


def _is_value(figure: Figure) -> bool:
    quantity = figure.quantity
    return quantity.kind in _KINDS and quantity.definite and figure.role in (Role.LEVEL, Role.SHARE)


def _goes_on(run: list[tuple[Locality, Figure]], place: Locality, figure: Figure) -> bool:
    last = run[-1][1]
    alike = last.quantity.dimension == figure.quantity.dimension and last.quantity.kind is figure.quantity.kind
    fresh = all(place.name != other.name for other, _ in run)
    return alike and fresh and place.start - last.end <= _FAR


def _series(context: CheckContext, statement: Statement, run: list[tuple[Locality, Figure]]) -> Series:
    place, first = run[0]
    total = next((f for f in reversed(statement.figures) if f.end <= place.start), None)
    if total is not None and not _divides(statement, total, place, [figure for _, figure in run]):
        total = None
    if total is not None:
        subject = context.subjects.get(total.id)
        words = noun(total)
        thing = subject.thing if subject is not None and subject.thing.core else thing_of(words)
    else:
        words = re.split(r"[，。；：、（(]", statement.between(statement.start, place.start))[-1]
        thing = thing_of(words) if words.strip() else NOTHING
    values = {place.name: figure for place, figure in run}
    return Series(words, thing, values, total, Decimal(1), first.quantity.kind is Kind.PERCENT)


def _divides(statement: Statement, total: Figure, place: Locality, parts: list[Figure]) -> bool:
    """Whether a figure right before a list is that of all of them: their sum, or their mean where they are rates."""
    one = total.quantity
    alike = one.kind is parts[0].quantity.kind and one.dimension == parts[0].quantity.dimension
    if not alike or total.role not in (Role.LEVEL, Role.SHARE) or not one.definite:
        return False
    if not _OPENS.fullmatch(statement.between(total.end, place.start)):
        return False
    return one.kind is Kind.PERCENT or all(part.quantity.value <= one.value for part in parts)
