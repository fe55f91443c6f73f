"""Two figures of one document, in sentences of their own, of which one is the other with two digits changed over.

「新增学位5940个」 in one chapter and 「一年添了5490个学位」 in another: the names differ, what is counted does not, and
four digits of it are hardly those of the other by chance.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.plausible import digits, slipped
from drafter.checking.text.nouns import label
from drafter.checking.text.phrases import behind
from drafter.checking.text.quantities import Kind
from drafter.checking.text.scope import goes_ahead
from drafter.checking.text.statements import Figure, Role, value_runs
from drafter.checking.text.things import Words, read_words
from drafter.findings import State

__all__ = ["twins"]

_DIGITS = 3
_EXACT = 4
_COMMON, _ALIKE = 2, 3
_LITTLE = frozenset(["subset", "order", "list", "bound", "direction"])
#: Words that many figures have in common and that tell none of them from others.
_PLAIN = re.compile(r"全年|共有|其中|建成|完成|投入|安排|达到|增加|新增|减少|全[省市县区]")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_EARLIER = re.compile(r"[上去前]一?学?年|20\d\d年[^，。；]*$|原|计划|拟")
_FOLLOWS = 14


def twins(context: CheckContext, seen: frozenset[int]) -> Iterator[tuple[Figure, Figure]]:
    """(the first, the second) of each such pair; the one that something else proves is the first.

    Args:
        seen: figures that another rule has told already.
    """
    by_digits: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in context.figures():
        planned = context.roles[figure.statement.flow.first_paragraph] == MEASURES
        if _usable(figure) and figure.id not in seen and not planned:
            by_digits[figure.quantity.dimension, "".join(sorted(_shown(figure.quantity.value)))].append(figure)
    yield from _cells(context, by_digits, seen)
    for alike in by_digits.values():
        values = {figure.quantity.value for figure in alike}
        if len(values) != 2 or not slipped(*values):
            continue
        one, other = (_best(context, alike, value) for value in sorted(values))
        if one.statement is other.statement or _proved(context, one) and _proved(context, other):
            continue
        if _told_alike(context, one, other):
            first, second = (
                (other, one) if _weight(context, alike, other) > _weight(context, alike, one) else (one, other)
            )
            yield first, second


def _cells(
    context: CheckContext, told: Mapping[tuple[str, str], list[Figure]], seen: frozenset[int]
) -> Iterator[tuple[Figure, Figure]]:
    """(cell, figure): the text tells a row of a table with two digits of its cell changed over."""
    by_digits: defaultdict[str, list[Figure]] = defaultdict(list)
    for (_, shown), figures in told.items():
        by_digits[shown].extend(figures)
    cells = {f.quantity.value for grid in context.grids for f in grid.cells.values()}
    for grid in context.grids:
        for (row, _), cell in grid.cells.items():
            label = _BRACKETS.sub("", grid.labels.get(row, "")).strip()
            if len(label) < _COMMON or cell.id in seen or digits(cell.quantity.value) < _EXACT:
                continue
            shown = "".join(sorted(_shown(cell.quantity.value)))
            for figure in by_digits.get(shown, ()):
                value = figure.quantity.value
                apart = value not in cells and not _proved(context, figure) and slipped(value, cell.quantity.value)
                if apart and label in figure.statement.text and _states_row(figure, label):
                    yield cell, figure


def _states_row(figure: Figure, label: str) -> bool:
    """Whether a figure is told of the row that a label names: right before it, or at its place in a list of names."""
    if label in figure.gap:
        return True
    run = next((r for r in value_runs(figure.statement.figures) if figure in r), [figure])
    names = [name for name in re.split(r"[、和及与，]", run[0].gap) if name.strip()]
    at = run.index(figure)
    behind = names[-len(run) :] if len(names) >= len(run) else []
    return len(run) > 1 and (bool(behind) and label in behind[at] or label in run[0].gap)


def _usable(figure: Figure) -> bool:
    quantity = figure.quantity
    told = (
        quantity.kind is Kind.AMOUNT and quantity.definite and not quantity.spelled and figure.role is not Role.TARGET
    )
    return told and figure.statement.flow.part != "table" and digits(quantity.value) >= _DIGITS


def _printed(figure: Figure) -> int:
    """How many digits a figure is printed with."""
    quantity = figure.quantity
    return sum(mark.isdigit() for mark in quantity.text[: quantity.number_end - quantity.start])


def _shown(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", "").strip("0")


def _best(context: CheckContext, alike: list[Figure], value: Decimal) -> Figure:
    held = [figure for figure in alike if figure.quantity.value == value]
    return next((figure for figure in held if _proved(context, figure)), held[0])


def _proved(context: CheckContext, figure: Figure) -> bool:
    """Whether something bears a figure out; that another is less proves little."""
    if context.states.get(figure.id) is not State.PROVED:
        return False
    proofs = [r for r in context.proofs.get(figure.id, ()) if r.kind not in _LITTLE]
    return bool(proofs) or figure.id not in context.proofs


def _weight(context: CheckContext, alike: list[Figure], figure: Figure) -> tuple[bool, int, int]:
    """What speaks for a value: that something proves it, that it is told more often, that it comes first."""
    often = sum(other.quantity.value == figure.quantity.value for other in alike)
    return _proved(context, figure), often, -figure.id


def _told_alike(context: CheckContext, one: Figure, other: Figure) -> bool:
    left, right = _words(context, one), _words(context, other)
    stages = not left.stages or not right.stages or left.stages == right.stages
    owners = not left.owners or not right.owners or left.owners == right.owners
    if any(figure.role is Role.PREVIOUS or _of_another_year(context, figure) for figure in (one, other)):
        return False  # last year's number may well look like this year's
    same = _same(left.rest, right.rest)
    few = min(_printed(figure) for figure in (one, other)) < _EXACT
    whole = bool(left.rest) and left == right
    proved = _proved(context, one) != _proved(context, other)  # 招聘教师186名 adds up, 公开招聘教师168名 does not
    return stages and owners and (whole or (same and not few) or (proved and _much_alike(left.rest, right.rest)))


def _of_another_year(context: CheckContext, figure: Figure) -> bool:
    """Whether the words before a figure name a time other than the reported year, or a year that it is to pass."""
    said = _EARLIER.search(figure.gap)
    if said is not None and not said[0].startswith(f"{context.year}年"):
        return True
    return goes_ahead(figure, context.year)


def _words(context: CheckContext, figure: Figure) -> Words:
    """What the words around a figure say it counts."""
    statement = figure.statement
    after = statement.between(figure.end, min(statement.end, figure.end + _FOLLOWS))
    after = re.split(r"[，。；、：（）()\d]", after)[0]
    subject = context.subjects.get(figure.id)
    words = read_words(_PLAIN.sub("", label(figure) + behind(statement, figure) + after))
    if subject is None or not subject.thing.stage:
        return words
    return Words(frozenset([subject.thing.stage]), words.owners, words.rest)


def _much_alike(one: str, other: str) -> bool:
    """Whether two names have four characters in a row in common, or end alike."""
    return len(one) >= _ALIKE <= len(other) and (
        any(one[at : at + _ALIKE] in other for at in range(len(one) - _ALIKE + 1))
    )


def _same(one: str, other: str) -> bool:
    """Whether two names have two characters next to each other in common."""
    return any(one[at : at + _COMMON] in other for at in range(len(one) - _COMMON + 1))
