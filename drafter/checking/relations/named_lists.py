"""A list of named values, and behind it, in the same order, the values of last year and how much each has changed.

「小学14862元、初中19735元，上年分别为14390元、19210元，增幅分别为3.3%、2.7%」: each change follows from the two values
in its place, so that two values told under each other's names show: exchanged, all changes hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from drafter.checking.relations.model import Relation
from drafter.checking.relations.movement import difference_of, growth_by, growth_of
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.findings import State

__all__ = ["named_lists"]

#: A name between two items of one list: 、初中.
_ITEM = re.compile(r"^[、，,和及与]{1,2}[一-鿿]{1,12}?(?:为|是|达到?)?$")
_LAST_YEAR = re.compile(r"上年|去年|前一?年|上一?学?年|同期|(?<!\d)20\d\d年")
_CHANGED = re.compile(r"增|减|升|降|提高|高|低|多|少|[涨升降]幅")
_OF_ANOTHER = re.compile(r"其中|占|目标|计划|标准|预计|人均")
_LEAD = 24
_LONGEST = 8


def named_lists(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Changes that the values in their places do not make.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    for statement in statements:
        figures = [f for f in statement.figures if not f.quantity.spelled]
        for run in value_runs(figures):
            size = len(run)
            if not 1 < size <= _LONGEST or run[0].role is not Role.CHANGE:
                continue
            at = figures.index(run[0])
            if not _CHANGED.search(run[0].gap) or _OF_ANOTHER.search(run[0].gap):
                continue
            found = _read(figures[:at], size, run)
            if found is None:
                continue
            swapped = _swapped(found)
            if swapped is not None:
                yield swapped
            elif run[0].id not in settled and sum(r.state is State.REFUTED for r in found) < len(found) / 2:
                yield from (replace(r, weak=True) for r in found)


def _read(before: Sequence[Figure], size: int, run: Sequence[Figure]) -> list[Relation] | None:
    """The changes of a run by the values that stand right before it; None where there are none of either kind."""
    amid = list(before[-size:])
    rest = before[:-size]
    if len(amid) < size or len(rest) < size or not _one_kind(amid):
        return None
    values = list(rest[-size:])
    if not _one_kind(values) or not _listed(values) or values[0].quantity.dimension != amid[0].quantity.dimension:
        return None
    lead = values[-1].statement.between(values[-1].end, amid[0].start)
    if len(lead) > _LEAD or "。" in lead or _OF_ANOTHER.search(lead):
        return None
    change = difference_of if run[0].quantity.kind is not Kind.PERCENT else growth_of
    if _LAST_YEAR.search(lead) and not _CHANGED.search(lead):
        made = [change(old, now, told) for old, now, told in zip(amid, values, run, strict=True)]
    elif amid[0].role is Role.CHANGE and run[0].quantity.kind is Kind.PERCENT:
        made = [growth_by(now, replace(more, gap=""), told) for now, more, told in zip(values, amid, run, strict=True)]
    else:
        return None
    return [r for r in made if r is not None] if all(made) else None


def _one_kind(figures: Sequence[Figure]) -> bool:
    plain = all(f.quantity.definite and not f.quantity.is_range for f in figures)
    return plain and len({(f.quantity.dimension, f.role is Role.CHANGE) for f in figures}) == 1


def _listed(values: Sequence[Figure]) -> bool:
    """Whether values stand in one list with a name each."""
    return values[0].role is Role.LEVEL and all(_ITEM.match(f.gap) for f in values[1:])


def _swapped(found: list[Relation]) -> Relation | None:
    """Two values that have changed places: exchanged, all the changes that do not hold do."""
    wrong = [r for r in found if r.state is State.REFUTED]
    if len(wrong) != 2:
        return None
    one, other = wrong
    for place in (0, 1):  # the values before and now, or now and by how much
        exchanged = list(one.figures), list(other.figures)
        exchanged[0][place], exchanged[1][place] = exchanged[1][place], exchanged[0][place]
        made = [_again(figures) for figures in exchanged]
        if all(r is not None and r.state is State.PROVED for r in made):
            a, b = one.figures[place], other.figures[place]
            said = f"“{a.text}”与“{b.text}”疑似写反，互换后各自的增减才对得上"
            formula = f"{one.formula}＝{one.stated.text}"
            return Relation("order", formula, State.REFUTED, (b, a), said, weak=True, plain=True)
    return None


def _again(figures: Sequence[Figure]) -> Relation | None:
    first, second, told = figures
    if second.role is Role.CHANGE:
        return growth_by(first, second, told)
    return growth_of(first, second, told) if told.quantity.kind is Kind.PERCENT else difference_of(first, second, told)
