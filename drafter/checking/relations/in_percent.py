"""Changes of a rate that are told in per cent where 百分点 are meant: 「毛入学率95.4%，提高0.5%」."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, permutations

from drafter.checking.relations.model import Relation
from drafter.checking.text.quantities import Kind
from drafter.checking.text.scope import set_aside
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["rates_in_percent"]

#: 「毛入学率比上年提高0.9%」: the rate is named right before the change, its value stands elsewhere.
_RATE_CHANGED = re.compile(
    r"(?:(?<!增长)(?<!下降)(?<!效)率|占比|比例|比重)[，,]?(?:比|较|与|同比)?(?:上一?学?年度?|去年|(?:19|20)\d\d\s*学?年度?)?(?:同期|底|末)?(?:相比)?(?:[两三四五六七八九十]年(?:间|来)?)?(?:每年|年均|平均每年)?[，,]?"
    r"(?:提高|提升|上升|下降|降低|回落)(?:了)?(?:约|近)?$"
)
#: What leads from a rate to how much it moved; numbers of people or amounts of money do not 提高 or 上升.
_THEN_MOVED = re.compile(
    r"^[，,、；]?(?:(?:[比较]|与)?(?:上一?年|去年|前一年|(?:19|20)\d\d年)(?:同期|底|末)?(?:相比)?的?|同比|[一两二三四五十]年(?:[间内]来?|来)?|每年|年均|平均|前者|后者|二者|两者"
    r"|又|再|还|也|均|共|累计|即|在|基础上)*[，,]?(?P<verb>提高|提升|上升|回升|升高|下降|降低|回落)了?(?:约|近)?$"
)
#: A clause between that has no figure: 51.41%，过了50%的线，比上年提高2.14%.
_ASIDE = re.compile(r"^[，,][^，。；、\d]{2,8}(?=[，,])")
#: What a rate has passed stands between: 51.41%，过了50%的线，比上年提高2.14%.
_LINE = re.compile(r"^的?(?:红线|底线|线|标准|要求|目标|关口)(?=[，,])")
#: What leads to how far one rate lies from another.
_ABOVE = re.compile(r"(?:高|低|快|慢|多|少|相差|落后|领先)(?:了|出|过)?(?:近|约)?$")
_OVER_MEAN = re.compile(
    r"(?:(?<!增长)(?<!下降)(?<!发生)(?<!事故)(?<!辍学)(?<!流失)率|占比|比例|比重)[^，。；：\d]{0,8}?(?:高于|低于|高出|超过|超出|比|较)"
    r"[^，。；：\d]{0,8}?平均(?:水平)?(?:还|仍)?(?:高|低)?(?:出|了)?(?:近|约)?$"
)
_SMALL = Decimal(10)
_NEAR = 4
_HUNDRED = Decimal(100)
_NUMBERS_TOO = frozenset(["下降", "降低", "回落"])


def rates_in_percent(statement: Statement, decided: Collection[int] = ()) -> Iterator[Relation]:
    """Changes in per cent of a rate that is named right before, or whose value is.

    A warning: by how many per cent a rate has grown may be meant, but hardly ever is.

    Args:
        decided: figures of which something is known already.
    """
    for at, figure in enumerate(statement.figures):
        if figure.id not in decided and _above_a_mean(figure):
            expected = f"{figure.text.rstrip('%％')}个百分点"
            yield Relation("unit", "比率之差", State.UNSUPPORTED, (figure,), expected, weak=True)
            continue
        if figure.id not in decided and (rates := _apart(statement.figures[:at], figure)) is not None:
            expected = f"{figure.text.rstrip('%％')}个百分点"
            formula = f"{rates[0].text}与{rates[1].text}之差"
            yield Relation("unit", formula, State.UNSUPPORTED, (*rates, figure), expected, weak=True)
            continue
        if figure.role is not Role.CHANGE or figure.quantity.kind is not Kind.PERCENT or figure.id in decided:
            continue
        rate = statement.figures[at - 1] if at else None
        named = _RATE_CHANGED.search(figure.gap) is not None
        if at > 1 and _LINE.match(figure.gap):
            rate = statement.figures[at - 2]
        moved = rate is not None and _moved(rate, figure, statement.figures[at - 2] if at > 1 else None)
        if (named or moved) and not _is_relative(statement.figures[:at], figure):
            expected = f"{figure.text.rstrip('%％')}个百分点"
            yield Relation("unit", "比率的变动", State.UNSUPPORTED, (figure,), expected, weak=True)


def _moved(rate: Figure, change: Figure, before: Figure | None) -> bool:
    """Whether a change told right behind a rate is the rate's, and not that of a number told before it."""
    if rate.quantity.kind is not Kind.PERCENT or rate.role not in (Role.LEVEL, Role.SHARE, Role.PREVIOUS):
        return False
    words = _THEN_MOVED.match(_ASIDE.sub("", _LINE.sub("", change.gap)))
    if words is None or set_aside(change.gap) or change.quantity.value >= rate.quantity.value:
        return False
    of_number = before is not None and before.quantity.kind is Kind.AMOUNT and before.role is Role.LEVEL
    return not (of_number and rate.role is Role.SHARE and words["verb"] in _NUMBERS_TOO)


def _above_a_mean(figure: Figure) -> bool:
    """「毛入园率高于全市平均0.8%」: no rate is so low, and the distance of two rates is told in 百分点."""
    small = figure.quantity.kind is Kind.PERCENT and 0 < figure.quantity.value < _SMALL
    return small and _OVER_MEAN.search(figure.gap) is not None


def _apart(before: Sequence[Figure], figure: Figure) -> tuple[Figure, Figure] | None:
    """The two rates of which one is said to be so many per cent above the other: 增长6.34%，比4.90%的增幅高1.44%."""
    if figure.quantity.kind is not Kind.PERCENT or not _ABOVE.search(figure.gap) or figure.quantity.value <= 0:
        return None
    rates = [f for f in before[-_NEAR:] if f.quantity.kind is Kind.PERCENT and f.quantity.definite]
    for one, other in combinations(rates, 2):
        lie = abs(one.quantity.value - other.quantity.value) == figure.quantity.value
        if lie and rates[-1] in (one, other) and not _is_relative(before, figure):
            return one, other
    return None


def _is_relative(before: Sequence[Figure], change: Figure) -> bool:
    """Whether two rates told before differ by so many per cent of one of them: 85%，2023年为80%，提高6.25%."""
    rates = [f.quantity for f in before[-_NEAR:] if f.quantity.kind is Kind.PERCENT and f.quantity.value > 0]
    return any(
        abs((one.interval - other.interval) / other.interval).scaled(_HUNDRED).meets(change.quantity.interval)
        for one, other in permutations(rates, 2)
    )
