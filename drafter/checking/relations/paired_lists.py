"""Lists whose items each tell two values, and the two totals that stand somewhere before them.

「资助学生a人次，发放资金b万元，分别比上年增长…；按学段分，学前教育c人次、d万元，义务教育e人次、f万元…」: where the one
column of the list makes up its total, the list is whole, and the other column must make up the other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.wholes import added
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["paired_lists"]

#: What parts the second value of an item from its first: nothing, a comma, a bracket, a verb.
_SECOND = re.compile(
    r"^[次]?[、，,（(]?(?:资金|金额|投资|经费|计|共|合计|共计|发放|投入|支出|资助|安排|涉及|惠及|受益)?(?:学生|幼儿)?$"
)
#: What leads to the next item.
_NEXT = re.compile(r"^[）)]?[，、；,;]?(?:[一二三四五六七八九]是)?(?P<name>[^，。；、：:\d（()）]{2,14})$")
#: What each of an item comes to, behind its two values: 684人次、61.56万元，人均900元.
_MEAN = re.compile(
    r"^[，,、（(](?:(?:[人生校园班师次户项]|人次)均|平均每[一-鿿]{1,2})(?:资助|补助|投入|标准)?(?:约|为|达到?|近)*$"
)
_FIRST = re.compile(r"(?P<name>[^，。；、：:\d（()）]{2,14})$")
_FEWEST = 3
_BACK = 10


def paired_lists(statement: Statement, before: Sequence[Figure]) -> Iterator[Relation]:
    """The two sums of every list of pairs in a sentence.

    Args:
        before: figures of the sentence before in the same flow.
    """
    figures = [f for f in statement.figures if not _MEAN.search(f.gap)]
    passed = {f.id for f in statement.figures} - {f.id for f in figures}
    at = 0
    while at + 2 * _FEWEST <= len(figures):
        items = _items(figures, at, passed)
        if len(items) < _FEWEST:
            at += 1
            continue
        yield from _sums(items, [*before, *figures[:at]][-_BACK:])
        at += 2 * len(items)


def _items(figures: Sequence[Figure], at: int, passed: Collection[int]) -> list[tuple[Figure, Figure]]:
    """The pairs that a list begins at a figure.

    Args:
        passed: ids of the means told behind pairs, which have been left out.
    """
    first, second = figures[at], figures[at + 1]
    if not _FIRST.search(first.gap) or not _usable(first) or not _usable(second):
        return []
    one, two = first.quantity.dimension, second.quantity.dimension
    items: list[tuple[Figure, Figure]] = []
    for a, b in zip(figures[at::2], figures[at + 1 :: 2], strict=False):
        follows = not items or _NEXT.match(a.gap)
        alike = (a.quantity.dimension, b.quantity.dimension) == (one, two)
        paired = b.id == a.id + 1 and _SECOND.match(b.gap)
        beside = not items or a.id == items[-1][1].id + 1 or items[-1][1].id + 1 in passed
        if one == two or not (follows and alike and _usable(a) and _usable(b) and paired and beside):
            break
        items.append((a, b))
    return items


def _usable(figure: Figure) -> bool:
    quantity = figure.quantity
    return figure.role is Role.LEVEL and quantity.kind is Kind.AMOUNT and quantity.definite and quantity.value > 0


def _sums(items: list[tuple[Figure, Figure]], before: Sequence[Figure]) -> Iterator[Relation]:
    columns = [list(column) for column in zip(*items, strict=True)]
    totals = [_total(column, before) for column in columns]
    for number, (column, other) in enumerate(zip(columns, reversed(columns), strict=True)):
        total, twin = totals[number], totals[1 - number]
        if total is None or twin is None or not added(other).meets(twin.quantity.interval):
            continue
        formula = f"{'＋'.join(part.text for part in column)}＝{total.text}"
        together = added(column)
        if together.meets(total.quantity.interval):
            yield Relation("sum", formula, State.PROVED, (*column, total))
            continue
        exact = sum((part.quantity.value for part in column[1:]), column[0].quantity.value)
        expected = printed_like(exact, total.quantity)
        yield Relation("sum", formula, State.REFUTED, (*column, total), expected, weak=True)


def _total(column: Sequence[Figure], before: Sequence[Figure]) -> Figure | None:
    """What a column makes up, else the last figure of its kind before the list."""
    alike = [f for f in before if _usable(f) and f.quantity.dimension == column[0].quantity.dimension]
    held = [f for f in alike if added(column).meets(f.quantity.interval)]
    return held[-1] if held else alike[-1] if alike else None
