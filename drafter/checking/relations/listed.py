"""Lists that say their unit once, and lists in a sentence of their own with several figures an item.

「补充148名：招聘73，特岗46，…」 and 「退休74、调出17，减员91名」 divide the figure with the unit; of
「资助800人次、60万元。学前300人次20万元，小学500人次40万元」 both columns add up, so that where one does the other
has to.
All of it is a warning: no word says that the list is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.slips import slipped_parts, slipped_total
from drafter.checking.text.bare import bare_lists
from drafter.checking.text.nouns import label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["listed"]

_CLOSER = re.compile(r"^[，,]\s*[^，、；：。（）\d]{0,8}$")
_OPENS = re.compile(r"^[^，。；\d]{0,8}[：:，,。（(]")
_SUBTOTAL = re.compile(r"(?:小计|合计|共计|总计|总场次|总人数|总数|总量)$")
_JOINED = re.compile(r"^[、，]?$")
_AMONG = re.compile(r"其中|包括|含")
_NEAR = Decimal("0.2")
_SEVERAL = 3


def listed(statement: Statement, before: Statement | None) -> Iterator[Relation]:
    """What a list adds up to.

    Args:
        before: the sentence before in the same flow.
    """
    for run in bare_lists(statement):
        yield from _closed(run)
        if all(f.quantity.kind is Kind.AMOUNT for f in run):
            yield from _shared(statement, before, run)
    if before is not None:
        yield from _columns(before, statement)


def _closed(run: list[Figure]) -> Iterator[Relation]:
    """「小学专职30、兼职18，小计48；中学专职22、兼职16，小计38」: items without a unit up to what closes them."""
    items: list[Figure] = []
    for figure in run:
        if re.search("[；。：]", figure.gap):
            items = []
        if not _SUBTOTAL.search(figure.gap):
            items.append(figure)
            continue
        if len(items) > 1:
            fits = _added(items).meets(figure.quantity.interval)
            if fits or _close(items, figure) or slipped_total(items, figure):
                yield _sum(items, figure, State.PROVED if fits else State.REFUTED)
        items = []


def _shared(statement: Statement, before: Statement | None, run: list[Figure]) -> Iterator[Relation]:
    """A list without units against the figure that has theirs."""
    earlier = [f for f in statement.figures if f.id < run[0].id] or (before.figures if before is not None else [])
    opened = [f for f in earlier if f.quantity.dimension == run[0].quantity.dimension and f.quantity.definite]
    opened = [f for f in opened if f.role in (Role.LEVEL, Role.CHANGE) and not f.text.isdigit()]
    following = next((f for f in statement.figures if f.id == run[-1].id + 1), None)
    closes = following is not None and not following.text.isdigit() and _CLOSER.match(following.gap)
    added = _added(run)
    for total in reversed(opened):
        if added.meets(total.quantity.interval):
            yield _sum(run, total, State.PROVED)
            return
    if closes and following is not None and following.quantity.dimension == run[0].quantity.dimension:
        largest = max(f.quantity.value for f in run)
        if added.meets(following.quantity.interval):
            yield _sum(run, following, State.PROVED)
        elif following.quantity.value > largest and _close(run, following):
            yield _sum(run, following, State.REFUTED)
        elif (whole_of := _nearest(opened, run)) is not None:
            whole = [*run, following]  # the unit stands with the last item
            fits = _added(whole).meets(whole_of.quantity.interval)
            yield _sum(whole, whole_of, State.PROVED if fits else State.NOT_CHECKED)
        return
    nearest = _nearest(opened, run)
    if nearest is not None and len(run) >= _SEVERAL and not _AMONG.search(run[0].gap):
        yield _sum(run, nearest, State.REFUTED)


def _nearest(opened: list[Figure], run: list[Figure]) -> Figure | None:
    """The one figure before a list that it can be meant to divide."""
    close = [f for f in opened if f.role is Role.LEVEL and _close(run, f)]
    if len(close) != 1:
        return None
    after = close[0].statement.between(close[0].end, run[0].start) if close[0].statement is run[0].statement else "。"
    return close[0] if _OPENS.match(after) else None


def _close(run: list[Figure], total: Figure) -> bool:
    added = sum((f.quantity.value for f in run), Decimal(0))
    return abs(total.quantity.value - added) <= added * _NEAR


def _added(parts: list[Figure]) -> Interval:
    computed = Interval.exact(Decimal(0))
    for part in parts:
        computed = computed + part.quantity.interval
    return computed


def _sum(parts: list[Figure], total: Figure, state: State) -> Relation:
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    if state is not State.REFUTED:
        return Relation("sum", formula, state, (*parts, total))
    expected = printed_like(exact, total.quantity)
    slips = slipped_parts(parts, total.quantity.value - exact)
    own = not slipped_total(parts, total)
    blamed = slips[0] if own and len(slips) == 1 else None
    if blamed is None and total.statement is not parts[0].statement:
        blamed = parts[0]
    return Relation("sum", formula, state, (*parts, total), expected, weak=True, blamed=blamed)


# --- several figures an item ------------------------------------------------------------------------------------


def _columns(before: Statement, statement: Statement) -> Iterator[Relation]:
    items = _items(statement)
    if len(items) < _SEVERAL:
        return
    units = [f.quantity.dimension for f in items[0]]
    totals: list[Figure] = []
    for unit in units:
        told = [f for f in before.figures if f.quantity.dimension == unit and f.role is Role.LEVEL]
        if len(told) != 1 or not told[0].quantity.definite:
            return
        totals.append(told[0])
    columns = [[item[at] for item in items] for at in range(len(units))]
    held = [_added(column).meets(total.quantity.interval) for column, total in zip(columns, totals, strict=True)]
    for column, total, proved in zip(columns, totals, held, strict=True):
        if proved:
            yield _sum(column, total, State.PROVED)
        elif any(held):
            yield _sum(column, total, State.REFUTED)


def _items(statement: Statement) -> list[list[Figure]]:
    """The items of a list, each with the same two or more figures; empty where they differ."""
    items: list[list[Figure]] = []
    for figure in statement.figures:
        if figure.quantity.kind is not Kind.AMOUNT or figure.role is not Role.LEVEL or not figure.quantity.definite:
            return []
        if items and _JOINED.match(figure.gap) and not label(figure):
            items[-1].append(figure)
        else:
            items.append([figure])
    shapes = {tuple(f.quantity.dimension for f in item) for item in items}
    shape = next(iter(shapes)) if len(shapes) == 1 else ()
    return items if len(shape) > 1 and len(set(shape)) == len(shape) else []
