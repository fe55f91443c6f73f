"""Holding a figure of the text against the metrics: proved, refuted (and how), or not decidable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from drafter.checking.plausible import digits, may_be_meant, printed_number
from drafter.checking.text.binding import Binding
from drafter.checking.text.fitting import stands_for
from drafter.checking.text.quantities import Kind, Quantity
from drafter.checking.text.statements import Figure
from drafter.facts import Fact, Indicator, Interval, Metrics, Period, SlotError, Unit, Value, display, resolve
from drafter.facts.numerals import parse_arabic

__all__ = ["Comparison", "Fault", "Verdict", "compare", "is_likely", "told_in_unit"]


class Verdict(StrEnum):
    """How a comparison ended."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "undecided"


class Fault(StrEnum):
    """What is wrong with a refuted figure."""

    VALUE = "value"
    TRUNCATED = "truncated"
    UNIT = "unit"
    YEAR = "year"
    DIRECTION = "direction"
    LEVEL = "level"


@dataclass(frozen=True)
class Comparison:
    """The outcome of holding a figure against the metrics.

    Attributes:
        expected: what the metrics say, as a Chinese clause.
        right: the figure that should stand there, as printed.
        facts: the cells it was held against.
    """

    verdict: Verdict
    fault: Fault | None = None
    expected: str = ""
    right: str = ""
    facts: tuple[Fact, ...] = ()


_UNDECIDED = Comparison(Verdict.UNDECIDED)
_HUNDRED = Decimal(100)
#: Rows of what has come or gone within the year: 新增学位, 补充教师, 减少大班额.
_NEW = re.compile(r"[新增减补扩招撤]|消除|化解|变动")
_TELLING = 3  # digits: what has fewer is alike by chance
_SLIPS = tuple(Decimal(10) ** n for n in (4, -4, 8, -8, 3, -3, 2, -2))  # 万, 亿, 千, and % written for a fraction


def compare(metrics: Metrics, figure: Figure, binding: Binding) -> Comparison:
    """Hold ``figure`` against the metric its sure ``binding`` names; undecided when there is no such fact."""
    if binding.period is None:
        return _UNDECIDED
    if binding.change:
        return _compare_change(metrics, figure, binding.indicator)
    fact = metrics.get(binding.indicator.id, binding.period)
    return _UNDECIDED if fact is None else _compare_level(metrics, figure, binding, fact)


def _compare_level(metrics: Metrics, figure: Figure, binding: Binding, fact: Fact) -> Comparison:
    indicator, quantity = binding.indicator, figure.quantity
    if quantity.is_range:
        return _UNDECIDED
    told = told_in_unit(quantity, indicator)
    if told is None:
        return _UNDECIDED
    held = _stands_for(fact, indicator)
    name, right = metrics.rows.get(indicator.id, indicator.name), resolve_text(metrics, indicator.id, binding.period)
    expected = f"指标表中“{name}”{binding.period.label if binding.period else ''}为{right}"
    if told.meets(held) and not _only_touch(told, held):
        return Comparison(Verdict.PROVED, None, expected, right, (fact,))
    fault = _level_fault(metrics, quantity, told, binding, fact)
    if fault is Fault.YEAR:
        expected += "，文中写的是另一年的数"
    return Comparison(Verdict.REFUTED, fault, expected, right, (fact,))


def _only_touch(told: Interval, held: Interval) -> bool:
    """Whether two rounded values lie side by side: 99.5% is not 99.6%, though both may be of 99.55%."""
    wide = told.high - told.low == held.high - held.low > 0
    return wide and (told.high == held.low or held.high == told.low)


def _level_fault(metrics: Metrics, quantity: Quantity, told: Interval, binding: Binding, fact: Fact) -> Fault:
    step = quantity.step / binding.indicator.unit.factor
    if (
        step
        and quantity.kind is not Kind.RATIO
        and (fact.value / step).to_integral_value(ROUND_DOWN) * step == quantity.value / binding.indicator.unit.factor
    ):
        return Fault.TRUNCATED
    other = Period.PREVIOUS if binding.period is Period.THIS else Period.THIS
    elsewhere = metrics.get(binding.indicator.id, other)
    if elsewhere is not None and told.meets(_stands_for(elsewhere, binding.indicator)):
        return Fault.YEAR
    held = _stands_for(fact, binding.indicator)
    if fact.value and any(told.meets(held.scaled(slip)) for slip in _SLIPS):
        return Fault.UNIT
    return Fault.VALUE


def _compare_change(metrics: Metrics, figure: Figure, indicator: Indicator) -> Comparison:
    quantity = figure.quantity
    operation = _operation(quantity, indicator)
    if operation is None or quantity.is_range:
        return _UNDECIDED
    if operation == "growth" and (from_nothing := _from_nothing(metrics, indicator)) is not None:
        return from_nothing
    told = quantity.interval if operation in ("pp", "growth") else told_in_unit(quantity, indicator)
    try:
        value = resolve(metrics, f"{indicator.id}.{operation}")
    except SlotError:
        return _UNDECIDED
    return _UNDECIDED if told is None else _held_against(metrics, figure, told, indicator, operation, value)


def _held_against(
    metrics: Metrics, figure: Figure, told: Interval, indicator: Indicator, operation: str, value: Value
) -> Comparison:
    """How a change that is told compares with that of the cells."""
    if figure.quantity.kind is Kind.TIMES:
        told = told.scaled(_HUNDRED)  # 增长1.5倍
    word = {1: "提高（增长）", -1: "下降（减少）", 0: "持平"}[value.sign]
    name = metrics.rows.get(indicator.id, indicator.name)
    expected = f"按指标表“{name}”{value.formula.replace('＝', ' = ')}，应为{word}{value.text}"
    facts = value.operands
    fault = None
    if not _change_interval(value, indicator, operation).meets(told):
        fault = Fault.LEVEL if _is_level(figure.quantity, indicator, facts[0]) else Fault.VALUE
    elif figure.direction and value.sign and figure.direction != value.sign:
        fault = Fault.DIRECTION
    if fault is Fault.LEVEL:
        expected += f"；{figure.text}是本年的数，不是增减的数"
    verdict = Verdict.PROVED if fault is None else Verdict.REFUTED
    return Comparison(verdict, fault, expected, value.text, facts)


def _from_nothing(metrics: Metrics, indicator: Indicator) -> Comparison | None:
    """The outcome for a growth rate of a count that was nought the year before; None where there was something."""
    this, last = metrics.get(indicator.id), metrics.get(indicator.id, Period.PREVIOUS)
    counted = indicator.unit.dimension.split(":")[0] in ("count", "person")  # no money is more likely left out
    if this is None or last is None or last.value or not (this.value and counted):
        return None
    name, unit = metrics.rows.get(indicator.id, indicator.name), indicator.unit.symbol
    expected = f"指标表中“{name}”上年为0，算不出增长率"
    return Comparison(Verdict.REFUTED, Fault.VALUE, expected, f"由0{unit}增至{this.raw}{unit}", (this, last))


def _is_level(quantity: Quantity, indicator: Indicator, fact: Fact) -> bool:
    """Whether an amount of change is the value that was changed to: 降低0.41 for 降到0.41; not of what is new."""
    told = quantity.value if quantity.kind is Kind.POINTS else quantity.value / indicator.unit.factor
    counted = quantity.kind in (Kind.AMOUNT, Kind.POINTS, Kind.BARE)
    return counted and told == fact.value and digits(told) > 1 and not _NEW.search(indicator.name)


def _operation(quantity: Quantity, indicator: Indicator) -> str | None:
    if quantity.kind is Kind.POINTS:
        return "pp" if indicator.unit.dimension == "percent" else None
    if quantity.kind in (Kind.PERCENT, Kind.TIMES):
        # 「提高1.2%」 of a share is the % for 百分点 slip: a matter of wording, and not decidable as growth
        return None if indicator.unit.dimension == "percent" else "growth"
    if quantity.unit is not None and stands_for(quantity.unit, indicator.unit):
        return "delta"
    return "delta" if quantity.kind is Kind.BARE and indicator.unit.dimension in ("ratio", "bare") else None


def _change_interval(value: Value, indicator: Indicator, operation: str) -> Interval:
    """The values a change can take, given how far the cells themselves are rounded; a magnitude."""
    this, previous = (_stands_for(fact, indicator) for fact in value.operands[:2])
    if operation == "growth":
        exact = (this - previous) / previous
        return abs(exact.scaled(Decimal(100)))
    # people subtract the figures as printed, or the cells: both are right
    return abs(this - previous)


def _stands_for(fact: Fact, indicator: Indicator) -> Interval:
    """The values a cell stands for, in the indicator's display unit: counts are exact, the rest as rounded."""
    if indicator.kind == "count" and fact.decimals == 0:
        return Interval.exact(fact.value)
    if indicator.unit.symbol == "x:y":  # the digits are those of the sides, the value is the share of the first
        sides = [side for side in map(parse_arabic, re.split("[:：∶]", fact.typed)) if side is not None]
        half = Decimal(5).scaleb(-fact.decimals - 1) / (sum(sides) or 1)
        return Interval.exact(fact.value).widened(up=half, down=half)
    return Interval.printed(fact.value, fact.decimals)


def is_likely(metrics: Metrics, figure: Figure, outcome: Comparison) -> bool:
    """Whether a refuted figure may have been written for what the metrics say: mistyped, of another year or scale, or
    taken from another row of the same unit. What is none of these was more likely read as the wrong thing.
    """
    if outcome.fault is not Fault.VALUE:
        return True
    told, held = printed_number(figure.text), printed_number(outcome.right)
    if told is None or held is None or figure.quantity.spelled:
        return True
    if len(outcome.facts) != 1:  # a change, printed in the unit it was told in
        rate_of_nothing = figure.quantity.kind is Kind.PERCENT and not outcome.facts[-1].value
        return not rate_of_nothing and may_be_meant(told, held)
    fact = outcome.facts[0]
    unit = metrics.dictionary[fact.indicator].unit
    value = figure.quantity.value / unit.factor if unit.factor else told
    if may_be_meant(value, fact.value):
        return True
    return any(
        other.value == value and other.indicator != fact.indicator and metrics.dictionary[other.indicator].unit == unit
        for other in metrics.facts.values()
        if other.period in (Period.THIS, Period.PREVIOUS) and len(value.normalize().as_tuple().digits) >= _TELLING
    )


def told_in_unit(quantity: Quantity, indicator: Indicator) -> Interval | None:
    """A told figure in the indicator's display unit; None when it is of another kind."""
    if indicator.unit.symbol in ("1:x", "x:1", "x:y"):
        return _proportion(quantity, indicator.unit)
    if quantity.unit is None and indicator.unit.dimension not in ("ratio", "bare"):
        return None
    return quantity.interval.scaled(1 / indicator.unit.factor)


def _proportion(quantity: Quantity, unit: Unit) -> Interval | None:
    if quantity.kind is not Kind.RATIO or quantity.other is None:
        return None
    right = quantity.other
    left = quantity.left
    tolerance = Decimal(5).scaleb(-quantity.decimals - 1)
    if unit.symbol == "x:y":
        share = left / (left + right)
        return Interval.exact(share).widened(up=tolerance / (left + right), down=tolerance / (left + right))
    number = right if unit.symbol == "1:x" else left
    return Interval.exact(number).widened(up=tolerance, down=tolerance)


def resolve_text(metrics: Metrics, indicator: str, period: Period | None) -> str:
    """A metric as it is printed."""
    try:
        return resolve(metrics, indicator if period is Period.THIS else f"{indicator}.prev").text
    except SlotError:
        fact = metrics.get(indicator, period or Period.THIS)
        return display(fact.value, fact.decimals, metrics.dictionary[indicator].unit) if fact else ""
