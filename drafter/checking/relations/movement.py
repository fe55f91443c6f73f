"""Movement: a difference or a rate of growth against the two values it lies between."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.text.nouns import changed_thing, kin, noun
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["difference", "difference_of", "growth", "growth_by", "growth_of"]

_HUNDRED = Decimal(100)
#: 比2024年增长6.64%，比2023年累计增加9890万元: an amount behind the rate that is counted from another year.
_OTHER_BASE = re.compile(r"累计|[，；](?:比|较|与)(?:上年|去年|(?:19|20)\d\d年)")


def difference_of(before: Figure, now: Figure, change: Figure) -> Relation | None:
    """The change of a value by as much as its two values lie apart."""
    return difference("points" if change.quantity.kind is Kind.POINTS else "difference", before, now, change)


def growth_of(before: Figure, now: Figure, change: Figure) -> Relation | None:
    """The rate of a change from its two values."""
    return growth(before, now, change, [])


def growth_by(now: Figure, amount: Figure, change: Figure) -> Relation | None:
    """The rate of a change from the value it came to and the amount it rose or fell by."""
    return growth(None, now, change, [amount])


def difference(kind: str, before: Figure, now: Figure, change: Figure) -> Relation | None:
    """How far two values of one dimension lie apart, against what is told of it; none where one is a bound."""
    if not (before.quantity.definite and now.quantity.definite) or before.quantity.dimension != now.quantity.dimension:
        return None
    computed = abs(now.quantity.interval - before.quantity.interval)
    exact = abs(now.quantity.value - before.quantity.value)
    state, truncated = decide(computed, change.quantity, exact)
    expected = "" if state is State.PROVED else printed_like(exact, change.quantity)
    return Relation(kind, f"{now.text}－{before.text}", state, (before, now, change), expected, truncated)


def _of_another(amount: Figure, now: Figure) -> bool:
    """Whether an increase names another thing than the value before it: 「三等奖10项，获奖总数较上年增加5项」."""
    own = changed_thing(amount)
    return bool(own) and not kin(own, noun(now))


def growth(before: Figure | None, now: Figure, change: Figure, told: list[Figure]) -> Relation | None:
    """Growth from two values, or from a value and its increase."""
    value = now.quantity
    if not value.definite:
        return None
    if before is not None and before.quantity.dimension == value.dimension:
        base, base_exact, formula = (
            before.quantity.interval,
            before.quantity.value,
            f"({now.text}－{before.text})÷{before.text}",
        )
        grown, grown_exact = abs(value.interval - base), abs(value.value - base_exact)
        operands = (before, now, change)
    else:
        amounts = [f for f in told if f.quantity.dimension == value.dimension]
        earlier = [f for f in amounts if f.id < change.id]  # 比上年减少a人、下降b%，比2020年减少c人、下降d%
        later = [f for f in amounts if not _OTHER_BASE.search(f.gap)]
        amount = earlier[-1] if earlier else later[0] if later else None
        if amount is None or not amount.quantity.definite or _of_another(amount, now):
            return None
        sign = -1 if amount.direction < 0 else 1
        base = value.interval - amount.quantity.interval.scaled(Decimal(sign))
        base_exact = value.value - sign * amount.quantity.value
        mark = "＋" if sign < 0 else "－"
        formula = f"{amount.text}÷({now.text}{mark}{amount.text})"
        grown, grown_exact = amount.quantity.interval, amount.quantity.value
        operands = (now, amount, change)
    if base_exact < 0 and before is None:
        return _more_than_all(now, operands[1])
    if base_exact <= 0:
        return _from_nothing(operands, formula) if base_exact == 0 else None
    if base.low <= 0:
        return None
    rate = Interval(grown.low / base.high, grown.high / base.low).scaled(_HUNDRED)
    exact = grown_exact / base_exact * _HUNDRED
    state, truncated = decide(rate, change.quantity, exact)
    expected = "" if state is State.PROVED else printed_like(exact, change.quantity)
    return Relation("growth", formula, state, operands, expected, truncated)


def _more_than_all(now: Figure, amount: Figure) -> Relation:
    """「18.5亿元，比上年净增8820亿元」: a value cannot have risen by more than it is."""
    return Relation("difference", f"{now.text}的增加额", State.REFUTED, (now, amount), f"不超过{now.text}", weak=True)


def _from_nothing(operands: tuple[Figure, ...], formula: str) -> Relation:
    """A growth rate over a base of zero says nothing."""
    return Relation("growth", formula, State.REFUTED, operands, "（基数为0，不能计算增长率）")
