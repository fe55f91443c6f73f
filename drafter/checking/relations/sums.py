"""Totals and their parts: 其中 lists, exhaustive or not, and parts that cannot exceed their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.text.binding import Binding
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["sums"]

_OPENS = re.compile(r"^[^。；\d]{0,12}?[，,：:（(]?\s*(?:其中|包括|分别为|分别是|含)")
_ALL = re.compile(r"分别为|分别是")
_GOES_ON = re.compile(r"^[^。；]{0,3}?[、，,和及与；][^。；]{0,24}$")
_ENDS = re.compile(r"[。）)]|占|增长|增加|提高|下降|减少|比上年|较上年|同比|分别(?!为)|平均|每|另|此外|同时|达标|覆盖")
#: Pairs of words that divide a whole between them, and what the whole must be called for it: a list that has both
#: is complete. 小学 and 初中 are all of 义务教育, not of the teachers hired in a year.
_COMPLEMENTS = (
    ("公办", "民办", ""),
    ("男", "女", ""),
    ("城", "乡", ""),
    ("城", "农村", ""),
    ("小学", "初中", "义务教育"),
    ("普通高中", "中职", "高中阶段"),
    ("普通高中", "中等职业", "高中阶段"),
    ("新建", "改扩建", "新建|新改扩建|新（改|新\\(改"),
    ("已", "未", ""),
    ("专职", "兼职", ""),
)
_TOTAL_NAMES = re.compile(r"共|总|合计|各级各类|全部|累计")


def sums(statement: Statement, bindings: dict[int, Binding]) -> Iterator[Relation]:
    """Every total with a list of parts, and every part with its whole."""
    figures = statement.figures
    for at, total in enumerate(figures[:-1]):
        if total.quantity.kind is not Kind.AMOUNT or total.role not in (Role.LEVEL, Role.PREVIOUS):
            continue
        opening = statement.between(total.end, figures[at + 1].start)
        if not _OPENS.match(opening):
            continue
        parts = _parts(total, figures[at + 1 :])
        if parts:
            yield from _relation(statement, total, parts, opening, bindings)


def _parts(total: Figure, following: list[Figure]) -> list[Figure]:
    """The figures of the list that opens after the total, as long as they count the same thing."""
    parts: list[Figure] = []
    for figure in following:
        quantity = figure.quantity
        if parts and quantity.kind in (Kind.PERCENT, Kind.POINTS):
            if figure.role is Role.SHARE:
                continue  # 「其中a所，占x%；b所，占y%」
            break
        if parts and (not _GOES_ON.match(figure.gap) or _ENDS.search(figure.gap)):
            break
        if not _countable(total, figure):
            break
        parts.append(figure)
    return parts


def _countable(total: Figure, part: Figure) -> bool:
    left, right = total.quantity, part.quantity
    if right.kind is not Kind.AMOUNT or part.role is Role.CHANGE or left.unit is None or right.unit is None:
        return False
    return left.dimension == right.dimension


def _relation(
    statement: Statement, total: Figure, parts: list[Figure], opening: str, bindings: dict[int, Binding]
) -> Iterator[Relation]:
    whole = total.quantity
    exceeding = next((p for p in parts if p.quantity.interval.low > whole.interval.high), None)
    if exceeding is not None:
        formula = f"{exceeding.text}≤{total.text}"
        yield Relation("subset", formula, State.REFUTED, (total, exceeding), f"不超过{total.text}")
        return
    if len(parts) == 1:
        yield Relation("subset", f"{parts[0].text}≤{total.text}", State.PROVED, (total, parts[0]))
        return
    computed = Interval.exact(Decimal(0))
    for part in parts:
        computed = computed + part.quantity.interval
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    figures = (*parts, total)
    if computed.meets(whole.interval):
        yield Relation("sum", formula, State.PROVED, figures)
        return
    complete = _is_complete(statement, total, parts, opening, bindings)
    more = computed.low > whole.interval.high
    if complete:
        yield Relation("sum", formula, State.REFUTED, figures, printed_like(exact, whole))
    elif more and _disjoint(statement, parts):
        yield Relation("sum", formula, State.REFUTED, figures, printed_like(exact, whole), weak=True)
    else:
        yield Relation("sum", formula, State.NOT_CHECKED, figures)


def _is_complete(
    statement: Statement, total: Figure, parts: list[Figure], opening: str, bindings: dict[int, Binding]
) -> bool:
    """Whether the parts are all there are: the dictionary says so, the words do, or they divide the whole."""
    bound = bindings.get(total.id)
    ids = [bindings[p.id].indicator.id for p in parts if p.id in bindings]
    if bound is not None and bound.indicator.parts and len(ids) == len(parts):
        return set(bound.indicator.parts) == set(ids)
    # 普惠性民办 is only some of 民办
    names = [name for name in _names(statement, parts) if not re.search(r"普惠|部分|重点", name)]
    if len(parts) == 2 == len(names) and any(
        ((left in names[0] and right in names[1]) or (right in names[0] and left in names[1]))
        and re.search(whole, total.gap)
        for left, right, whole in _COMPLEMENTS
    ):
        return True
    return bool(_ALL.search(opening)) and bool(_TOTAL_NAMES.search(total.gap[-12:]))


def _disjoint(statement: Statement, parts: list[Figure]) -> bool:
    """Whether the parts' nouns differ in kind, so that nobody is counted twice (学校 by type, not 教师 by title)."""
    kinds = re.compile(r"幼儿园|小学|初中|高中|九年一贯|完全中学|职业|特殊教育|高校|大学|学院")
    return all(kinds.search(name) for name in _names(statement, parts))


def _names(statement: Statement, parts: list[Figure]) -> list[str]:
    """The words before and right after each part's figure."""
    return [part.gap[-12:] + statement.between(part.end, min(statement.end, part.end + 4)) for part in parts]
