"""A part over its whole against a stated percentage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.text.nouns import kin, label, noun
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role
from drafter.checking.text.things import read_thing
from drafter.facts import Interval
from drafter.findings import State

__all__ = [
    "SHARE_WORDS",
    "between",
    "comparable",
    "dwelt_on",
    "listed_whole",
    "of_others",
    "part_before",
    "share_of",
    "siblings",
    "together",
]

#: What leads to a share: 占, 占比为, 占总数的, 比例达到. Before 占 may stand the part, behind it the whole.
SHARE_WORDS = re.compile(
    r"(?P<part>[^，。；：、（(）)]{0,20}?)(?P<word>占比例?|占比重|所占(?:比[例重]|份额)|份额|占[到了](?!位)|占|比[例重])(?P<whole>[^，。；：、\d（(]{0,20}?)"
    r"(?:的)?(?:比[例重])?(?:分别|依次)?(?:已|高|均|都|仅|只|约|多|低)?(?:达到?|至|为|是|有|占|约|近|超过|在)?\s*$"
)
#: 「，比上年增加」, 「（较去年多」 right behind a level.
_IN_PASSING = re.compile(r"^[，,（(](?:比|较|同比|与)[^，。；\d]{0,16}$")
#: Who or what a rate names as its own: 学生参与率.
_WHO = re.compile(r"^[，,、（]?(学生|教师|家长|幼儿|儿童|学校|班级|群众|师生|校长|乡镇|经费|资金|人员|面积|设备)")
_HUNDRED, _TENTH = Decimal(100), Decimal("0.1")
_TELLING = 2
_LONGEST_LIST = 8


def comparable(part: Figure, whole: Figure) -> bool:
    """Whether one can be a part of the other by their units."""
    left, right = part.quantity, whole.quantity
    same = left.dimension == right.dimension or (left.unit and right.unit and left.unit.compatible(right.unit))
    return left.kind is Kind.AMOUNT and right.kind is Kind.AMOUNT and bool(same)


def of_others(named: str, whole: Figure, part: Figure) -> bool:
    """Whether a rate is of what neither figure counts: 学校120所，参与118所，学生参与率92.1%."""
    who = _WHO.match(named)
    return who is not None and who[1] not in whole.gap + part.gap + noun(whole) + noun(part)


def share_of(part: Figure, whole: Figure, share: Figure, others: list[Figure], weak: bool = False) -> Relation | None:
    """The relation of a part, a whole and a share; None when one of them is not definite."""
    if not part.quantity.definite or not whole.quantity.definite or whole.quantity.value <= 0:
        return None
    computed = _quotient(part, whole)
    exact = part.quantity.value / whole.quantity.value * _HUNDRED
    state, truncated = decide(computed, share.quantity, exact)
    if state is State.REFUTED and not truncated:
        for other in others:  # the figure nearest by is not always the whole that is meant
            if other.quantity.value > 0 and _quotient(part, other).meets(share.quantity.interval):
                return Relation("share", f"{part.text}÷{other.text}", State.PROVED, (part, other, share))
        if part.quantity.value > whole.quantity.value and not weak:
            weak = share.quantity.value > _HUNDRED
    expected = "" if state is State.PROVED else _with_its_point(exact, share) or printed_like(exact, share.quantity)
    return Relation("share", f"{part.text}÷{whole.text}", state, (part, whole, share), expected, truncated, weak)


def _with_its_point(exact: Decimal, share: Figure) -> str:
    """The right share to the digits of one whose point has moved: 0.93% for 9.3%; empty where it is otherwise wrong."""
    quantity = share.quantity
    digits = quantity.value.as_tuple().digits
    down, up = quantity.interval.scaled(_TENTH), quantity.interval.scaled(1 / _TENTH)
    if quantity.spelled or not quantity.definite or len(digits) < _TELLING:
        return ""
    if down.contains(exact):
        return f"{exact:.{quantity.decimals + 1}f}%"
    return f"{exact:.{max(quantity.decimals - 1, 0)}f}%" if up.contains(exact) else ""


def _quotient(part: Figure, whole: Figure) -> Interval:
    if whole.quantity.interval.low <= 0:
        return Interval(Decimal(0), Decimal("Infinity"))
    return (part.quantity.interval / whole.quantity.interval).scaled(_HUNDRED)


def siblings(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same of two stages, neither of which is some of the other."""
    first, second = (read_thing(label(figure)) for figure in (one, other))
    apart = first.stage and second.stage and first.stage != second.stage
    return bool(apart) and first.core == second.core and not {first.stage, second.stage} & {"义务", "高中阶段"}


def together(parts: Sequence[Figure]) -> Figure:
    """All parts added up, as a figure that shares can be of."""
    total, value = Interval.exact(Decimal(0)), Decimal(0)
    for part in parts:
        total, value = total + part.quantity.interval, value + part.quantity.value
    text = f"({'＋'.join(part.text for part in parts)})"
    return replace(parts[0], quantity=replace(parts[0].quantity, value=value, interval=total, text=text))


def told_in_passing(level: Figure, change: Figure) -> bool:
    """Whether a change only says how a level moved before the sentence goes on with it: 168人，较上年多25人，占…."""
    return (
        change.role is Role.CHANGE
        and level.role is Role.LEVEL
        and change.id == level.id + 1
        and level.quantity.dimension == change.quantity.dimension
        and _IN_PASSING.match(change.gap) is not None
    )


def part_before(figures: Sequence[Figure], at: int, named: str) -> Figure:
    """What the share ``figures[at]`` is told of: the figure before it, or what the list makes up that ends with it.

    「普惠园88所，其中公办园61所、普惠性民办园27所，占幼儿园总数的91.7%」 names a whole of the kind that the 88 are.
    """
    item = figures[at - 1]
    whole = listed_whole(figures, at)
    if whole is None or not named or kin(named, noun(item)) or not kin(named, noun(whole)):
        return item
    return whole


def dwelt_on(figure: Figure, part: Figure) -> bool:
    """Whether the sentence goes on with a figure before it comes to a part: 3286人，比上年增长7.60%，就读的…."""
    between = [f for f in figure.statement.figures if figure.id < f.id < part.id]
    passed = figure.statement.between(figure.end, part.start)
    return bool(between) and all(f.role in (Role.CHANGE, Role.PREVIOUS) for f in between) and "；" not in passed


def listed_whole(figures: Sequence[Figure], at: int) -> Figure | None:
    """The figure that the list right before the share ``figures[at]`` makes up."""
    return _listed(figures[max(0, at - _LONGEST_LIST) : at])


def _listed(figures: Sequence[Figure]) -> Figure | None:
    """The figure that the list at the end of a row makes up."""
    parts: list[Figure] = []
    for figure in reversed(figures):
        told = figure.role is Role.LEVEL and figure.quantity.definite
        if not told or (parts and not comparable(figure, parts[0])):
            return None
        if len(parts) > 1 and figure.quantity.value == sum(f.quantity.value for f in parts):
            return figure
        if re.search("[。；]", figure.gap):
            return None
        parts.append(figure)
    return None


def between(first: Figure, second: Figure) -> str:
    """The words between two figures of one flow."""
    return first.statement.between(first.end, second.start)
