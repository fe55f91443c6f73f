"""The earlier value told behind: 「在校生5124人，比上年减少3868人。上年民办在校生8992人」, 「38.2岁是2022年同期的」.

A value and its change give what it was before; the words tell which year that is and, where they name a thing, which
value it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.model import Relation
from drafter.checking.relations.trials import Trial, decided
from drafter.checking.text.nouns import changed_thing, kin, noun, stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["earlier"]

_WHEN = r"(?:(?P<last>上一?学?年度?|去年|上[届期])|(?P<year>(?:19|20)\d\d)年?)"
_EARLIER = re.compile(
    rf"(?:^|[，。；（(])(?:而|其中|当时)?{_WHEN}(?:的?同期|[年学]*[底末初]|[春秋]季学期)?的?"
    r"(?P<name>[^，。；：（()）\d]{0,16}?)(?:分别)?(?:[约仅只]?[为有是]|达到?)?$"
)
_SINCE = re.compile(rf"(?:同比|[比较与]{_WHEN})")
_CAME_TO = re.compile(r"^[，、](?:[降减增升]|减少|增加|下降|上升|提高)?[至到为](?:约)?$|^[，、](?:降|减|增|升)至$")
_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_BACK = 2


@dataclass(frozen=True)
class _Moved:
    """A value, or several in a row, with how much each has moved since when: a year, or last year's as empty."""

    values: tuple[Figure, ...]
    changes: tuple[Figure, ...]
    year: str


def earlier(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Earlier values against what a value and its change, told up to two sentences before, make them.

    Args:
        settled: ids of figures that a relation found elsewhere already proves or refutes.
    """
    before: list[list[_Moved]] = []
    flow = None
    for statement in statements:
        if statement.flow is not flow:
            before, flow = [], statement.flow
        runs = value_runs(statement.figures)
        moved = list(_moved(runs))
        known = [m for told in before[-_BACK:] for m in told] + moved
        for run in runs if known else ():
            if run[0].role in (Role.LEVEL, Role.PREVIOUS) and run[0].id not in settled:
                yield from _told(known, run)
        if statement.figures:
            before.append(moved)


def _moved(runs: Sequence[list[Figure]]) -> Iterator[_Moved]:
    """Values with the changes told right behind or before them."""
    for at, run in enumerate(runs):
        if run[0].role is not Role.CHANGE or not all(f.quantity.definite for f in run):
            continue
        since = _SINCE.search(run[0].gap)
        before = _row(runs[:at], len(run))
        after = runs[at + 1] if at + 1 < len(runs) else []
        if before and since and len(before) == len(run) and _is_value(before[0]) and "；" not in run[0].gap:
            yield _Moved(tuple(before), tuple(run), since["year"] or "")
        elif len(run) == len(after) == 1 and _came_to(run[0], after[0]):
            yield _Moved((after[0],), (run[0],), since["year"] or "" if since else "")


def _came_to(change: Figure, value: Figure) -> bool:
    """「在校生减少3868人、降至5124人」"""
    alike = value.quantity.dimension == change.quantity.dimension
    return alike and _is_value(value) and bool(_CAME_TO.match(value.gap))


def _row(runs: Sequence[list[Figure]], size: int) -> list[Figure]:
    """The values right before a change, one of each name: 小学a人、初中b人、普通高中c人，分别比上年…"""
    flat = [f for run in runs[-size:] for f in run][-size:]
    alike = len({(f.quantity.dimension, f.quantity.kind) for f in flat}) == 1 and all(map(_is_value, flat))
    return flat if alike and len(flat) == size else []


def _is_value(figure: Figure) -> bool:
    kinds = figure.quantity.kind in (Kind.AMOUNT, Kind.PERCENT)
    return kinds and figure.role in (Role.LEVEL, Role.SHARE) and figure.quantity.definite


def _told(known: Sequence[_Moved], run: Sequence[Figure]) -> Iterator[Relation]:
    """A run of earlier values against the nearest that it can be of."""
    first = run[0]
    words = _EARLIER.search(first.gap)
    if words is None or not all(f.quantity.definite for f in run):
        return
    name = stripped(words["name"])
    year = words["year"] or ""
    fitting = [m for m in known if _can_be(m, run, year, name)]
    if not fitting or (not name and (fitting[-1] is not known[-1] or _another_between(fitting[-1], first))):
        return
    for value, change, told in zip(fitting[-1].values, fitting[-1].changes, run, strict=True):
        trials = list(_before(value, change))
        found = [decided("difference", trial, told) for trial in trials]
        held = next((r for r in found if r.state is State.PROVED), None)
        if held is not None:
            yield held
        elif len(trials) == 1 and may_be_meant(told.quantity.value, trials[0].exact):
            yield found[0]


def _another_between(moved: _Moved, told: Figure) -> bool:
    """Whether a value of its own stands between: 近视率46.8%，比上年低1.3个百分点。优良率42.5%，上年40.2%."""
    return any(
        moved.changes[-1].id < f.id < told.id and f.quantity.kind is told.quantity.kind and f not in moved.values
        for f in told.statement.figures
        if _is_value(f)
    )


def _can_be(moved: _Moved, run: Sequence[Figure], year: str, name: str) -> bool:
    value, change = moved.values[0], moved.changes[0]
    if len(moved.values) != len(run) or change.id >= run[0].id or moved.year != year:
        return False
    if value.quantity.dimension != run[0].quantity.dimension or value.quantity.kind is not run[0].quantity.kind:
        return False
    if value in run:
        return False
    return not name or kin(name, noun(value)) or kin(name, changed_thing(change)) or name[:2] in noun(value)


def _before(value: Figure, change: Figure) -> Iterator[Trial]:
    """What a value was before its change, either way where the words do not say which."""
    now, by = value.quantity, change.quantity
    ways = [change.direction] if change.direction else [1, -1]
    for way in ways:
        mark = "－" if way > 0 else "＋"
        if by.dimension == now.dimension or (by.kind is Kind.POINTS and now.kind is Kind.PERCENT):
            size = by.interval.scaled(Decimal(way))
            yield Trial(
                (value, change), now.interval - size, now.value - way * by.value, f"{value.text}{mark}{change.text}"
            )
        elif by.kind is Kind.PERCENT and now.kind is Kind.AMOUNT:
            rate = by.interval.scaled(way / _HUNDRED)
            low, high = sorted((rate.low, rate.high))
            if low <= -_ONE:
                continue
            over = Interval(now.interval.low / (_ONE + high), now.interval.high / (_ONE + low))
            exact = now.value / (_ONE + way * by.value / _HUNDRED)
            formula = f"{value.text}÷(1{'＋' if way > 0 else '－'}{change.text})"
            yield Trial((value, change), over, exact, formula)
