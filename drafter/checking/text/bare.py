"""Lists that leave their unit out: 「学校168所。幼儿园81，小学56，初中19…」, 「退休74、调出17，减员91名」.

The unit is said once, by the total before the list or by the figure that closes it. Where both are doubtful the numbers
stay bare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval

__all__ = ["bare_lists", "give_units"]

#: The name of an item right before its number, and the mark before that.
_ITEM = re.compile(r"^[，、；：。,;:（(\s]?[^，、；：。,;:（）()\d]{1,12}$")
_FIRST = re.compile(r"[^，、；：。,;:（）()\d\s]{1,12}$")
_CLOSED = re.compile(r"^(?:[，、；。）),;]|$)")
_CLOSER = re.compile(r"^[，、和及]\s*[^，、；：。（）\d]{0,8}$")
_NO_ITEM = re.compile(r"年(?!一贯|级|制)|月|日|第|届|号|比|占|同比|为|达|每|均")
#: How far the sum of a list may lie from the total that it divides.
_NEAR = (Decimal("0.7"), Decimal("1.3"))
_COUNTS = ("person", "count")


def give_units(statements: Sequence[Statement]) -> None:
    """Give the numbers of every such list the unit of its total."""
    for at, statement in enumerate(statements):
        before = statements[at - 1] if at and statements[at - 1].flow is statement.flow else None
        for run in bare_lists(statement):
            total = _total(statement, before, run)
            unit = total.quantity.unit if total is not None else None
            if unit is None:
                continue
            for figure in run:
                counted = Interval.exact(figure.quantity.value)
                figure.quantity = replace(figure.quantity, kind=Kind.AMOUNT, unit=unit, interval=counted)


def bare_lists(statement: Statement) -> Iterator[list[Figure]]:
    """Runs of two or more named whole numbers that are printed without a unit."""
    run: list[Figure] = []
    for figure in statement.figures:
        if _is_item(statement, figure, bool(run)):
            run.append(figure)
            continue
        if len(run) > 1:
            yield run
        run = [figure] if _is_item(statement, figure, False) else []
    if len(run) > 1:
        yield run


def _is_item(statement: Statement, figure: Figure, goes_on: bool) -> bool:
    quantity = figure.quantity
    printed = figure.text.isdigit() and quantity.decimals == 0 and figure.role is Role.LEVEL
    name = _FIRST.search(figure.gap)
    if not printed or quantity.is_range or name is None or _NO_ITEM.search(name[0]):
        return False
    after = statement.between(figure.end, min(statement.end, figure.end + 1))
    return bool(_CLOSED.match(after)) and (not goes_on or bool(_ITEM.match(figure.gap)))


def _total(statement: Statement, before: Statement | None, run: list[Figure]) -> Figure | None:
    """The figure whose unit a list shares."""
    earlier = [f for f in statement.figures if f.id < run[0].id]
    if not earlier and before is not None:
        earlier = before.figures
    added = sum((f.quantity.value for f in run), Decimal(0))
    for figure in reversed(earlier):
        quantity = figure.quantity
        counts = quantity.kind is Kind.AMOUNT and quantity.dimension.split(":")[0].startswith(_COUNTS)
        if counts and added and _NEAR[0] <= quantity.value / added <= _NEAR[1]:
            return figure
    following = next((f for f in statement.figures if f.id > run[-1].id), None)
    if following is None or following.quantity.kind is not Kind.AMOUNT or not _CLOSER.match(following.gap):
        return None
    return following if following.quantity.dimension.startswith(_COUNTS) else None
