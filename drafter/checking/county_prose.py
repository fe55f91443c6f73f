"""Lists of counties in running text, read like the column of a table: 「在校生东梁区11.2万人、西塘区8.6万人…」."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.checking.context import CheckContext
from drafter.checking.counties import Series, thing_of
from drafter.checking.place_lists import PlaceList, place_lists
from drafter.checking.place_names import PlaceNames
from drafter.checking.text.nouns import noun
from drafter.checking.text.phrases import NOTHING
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement

__all__ = ["series_of", "spoken_series"]

#: What stands between a total and the list that divides it, or that says where it comes from.
_OPENS = re.compile(r"[，,]?(?:其中)?[：:（(]?")
_FEWEST = 3
_MOST = 60


def spoken_series(context: CheckContext) -> list[Series]:
    """Every measure that a sentence lists for three counties or more."""
    lists = place_lists(context, PlaceNames.read(context))
    return [series_of(context, one) for one in lists if len(one.entries) >= _FEWEST][:_MOST]


def series_of(context: CheckContext, one: PlaceList) -> Series:
    """A list with what it measures, and the total that it divides."""
    first, statement = one.entries[0].figure, one.statement
    before = [f for f in statement.figures if f.end <= one.start]
    total = next((f for f in reversed(before) if f.role not in (Role.CHANGE, Role.PREVIOUS)), None)
    if total is not None and not _divides(statement, total, one):
        total = None
    subject = context.subjects.get(total.id) if total is not None else None
    if one.words or total is None:
        thing = thing_of(one.words) if one.words else NOTHING
    else:
        thing = subject.thing if subject is not None and subject.thing.core else thing_of(noun(total))
    words = one.words or (noun(total) if total is not None else "")
    return Series(words, thing, one.values, total, Decimal(1), first.quantity.kind is Kind.PERCENT)


def _divides(statement: Statement, total: Figure, listed: PlaceList) -> bool:
    """Whether a figure right before a list is that of all of them: their sum, or their mean where they are rates."""
    one, parts = total.quantity, [entry.figure for entry in listed.entries]
    alike = one.kind is parts[0].quantity.kind and one.dimension == parts[0].quantity.dimension
    if not alike or total.role not in (Role.LEVEL, Role.SHARE) or not one.definite:
        return False
    between = [f for f in statement.figures if total.end <= f.start and f.end <= listed.start]
    last = between[-1] if between else total
    if not _OPENS.fullmatch(statement.between(last.end, listed.start)):
        return False
    if between:  # 21600个，同比增长20.0%，其中…: told at some remove, it is theirs where they add up to it
        return sum(part.quantity.value for part in parts) == one.value
    return one.kind is Kind.PERCENT or all(part.quantity.value <= one.value for part in parts)
