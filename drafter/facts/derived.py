"""Slots and the figures that fill them: values as supplied, and values derived from them with formula and cells.

A slot is ``id``, ``id.prev``, ``id.delta`` (difference), ``id.pp`` (百分点), ``id.growth`` (%), ``id.share:OTHER``
(this as a share of OTHER), ``id.minus:OTHER``, ``id.plus:OTHER+OTHER2`` or ``id.as:万元``. Changes print as magnitudes:
the words around them say the direction, and :attr:`Value.sign` tells which words are true.

Differences are taken between the figures as printed, so that a reader who subtracts gets the same; growth and
shares are computed from the cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from drafter.facts.model import Fact, Metrics, Period, display, rounded
from drafter.facts.units import Unit, parse_unit

__all__ = ["SLOT", "SlotError", "Value", "resolve"]

#: A slot in running text: ``[[id.op:arg]]``.
SLOT = re.compile(r"\[\[([^\[\]]+)\]\]")
_PARSED = re.compile(r"^(?P<id>\w+)(?:\.(?P<op>prev|delta|pp|growth|share|minus|plus|as)(?::(?P<arg>[\w+/·]+))?)?$")
_BEYOND = 18  # digits before the point, of what nobody counts
_NOT_AMOUNTS = ("proportion", "yes-no")  # 1:13.4 and 是 have no difference and no share
_RATE_DECIMALS = 2  # growth and shares are printed with two digits, as the finance bulletins do


class SlotError(KeyError):
    """The slot names no known figure, or an operand is missing; the message is a Chinese clause."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Value:
    """A figure that can be printed.

    Attributes:
        slot: the slot that gives it.
        value: signed, in ``unit``.
        decimals: digits printed after the point.
        text: as printed, magnitude only for changes.
        formula: how it was derived, with the operands; empty for a value as supplied.
        operands: the facts it rests on.
    """

    slot: str
    value: Decimal
    unit: Unit
    decimals: int
    text: str
    formula: str
    operands: tuple[Fact, ...]

    @property
    def sign(self) -> int:
        """1 for a rise, -1 for a fall, 0 for none, judged on what is printed."""
        printed = rounded(self.value, self.decimals)
        return (printed > 0) - (printed < 0)


def resolve(metrics: Metrics, slot: str) -> Value:
    """The figure that fills a slot.

    Raises:
        SlotError: the slot is malformed, or a fact it needs is missing.
    """
    match = _PARSED.match(slot.strip())
    if not match:
        raise SlotError(f"“{slot}”不是有效的数据位")
    op, arg = match["op"], match["arg"]
    if match["id"] not in metrics.dictionary:
        raise SlotError(f"没有指标“{match['id']}”")
    if op is None or op == "prev":
        return _plain(metrics, slot, match["id"], Period.PREVIOUS if op else Period.THIS)
    if op in ("share", "minus", "plus", "as") and not arg:
        raise SlotError(f"“{slot}”缺少参数")
    if metrics.dictionary[match["id"]].unit.dimension in _NOT_AMOUNTS:
        raise SlotError(f"“{metrics.dictionary[match['id']].name}”不是数量，不能计算")
    try:
        value = _OPERATIONS[op](metrics, slot, match["id"], arg or "")
    except InvalidOperation as error:
        raise SlotError(f"“{slot}”的结果位数过多") from error
    if value.value.adjusted() >= _BEYOND:
        raise SlotError(f"“{slot}”的结果位数过多")
    return value


def _fact(metrics: Metrics, indicator: str, period: Period) -> Fact:
    fact = metrics.get(indicator, period)
    if fact is None:
        name = metrics.dictionary[indicator].name if indicator in metrics.dictionary else indicator
        raise SlotError(f"指标“{name}”没有{period.label}值")
    return fact


def _printed(metrics: Metrics, fact: Fact) -> Decimal:
    return rounded(fact.value, metrics.decimals(fact.indicator))


def _text(metrics: Metrics, fact: Fact) -> str:
    indicator = metrics.dictionary[fact.indicator]
    if indicator.kind == "yes-no":
        return "是" if fact.value else "否"
    if fact.typed and indicator.unit.symbol == "x:y":
        return fact.typed
    return display(fact.value, metrics.decimals(fact.indicator), indicator.unit)


def _plain(metrics: Metrics, slot: str, indicator: str, period: Period) -> Value:
    fact = _fact(metrics, indicator, period)
    unit = metrics.dictionary[indicator].unit
    text = _text(metrics, fact)
    return Value(slot, fact.value, unit, metrics.decimals(indicator), text, "", (fact,))


def _change(metrics: Metrics, slot: str, indicator: str, unit: Unit, label: str) -> Value:
    this, previous = (_fact(metrics, indicator, p) for p in Period)
    decimals = metrics.decimals(indicator)
    value = _printed(metrics, this) - _printed(metrics, previous)
    text = display(abs(value), decimals, unit)
    formula = f"{label}＝本年－上年＝{_text(metrics, this)}－{_text(metrics, previous)}＝{_signed(value, text)}"
    return Value(slot, value, unit, decimals, text, formula, (this, previous))


def _delta(metrics: Metrics, slot: str, indicator: str, _arg: str) -> Value:
    return _change(metrics, slot, indicator, metrics.dictionary[indicator].unit, "增减量")


def _points(metrics: Metrics, slot: str, indicator: str, _arg: str) -> Value:
    if metrics.dictionary[indicator].unit.dimension != "percent":
        raise SlotError(f"“{metrics.dictionary[indicator].name}”不是百分比，不能用百分点")
    return _change(metrics, slot, indicator, _unit("个百分点"), "变动")


def _growth(metrics: Metrics, slot: str, indicator: str, _arg: str) -> Value:
    this, previous = (_fact(metrics, indicator, p) for p in Period)
    if previous.value <= 0:
        raise SlotError(f"“{metrics.dictionary[indicator].name}”上年值不大于0，不能计算增长率")
    value = (this.value - previous.value) / previous.value * 100
    text = display(abs(value), _RATE_DECIMALS, _unit("%"))
    formula = (
        f"增长率＝（本年－上年）÷上年＝（{_text(metrics, this)}－{_text(metrics, previous)}）"
        f"÷{_text(metrics, previous)}＝{_signed(value, text)}"
    )
    return Value(slot, value, _unit("%"), _RATE_DECIMALS, text, formula, (this, previous))


def _share(metrics: Metrics, slot: str, indicator: str, arg: str) -> Value:
    part, whole = _fact(metrics, indicator, Period.THIS), _fact(metrics, arg, Period.THIS)
    left, right = metrics.dictionary[indicator].unit, metrics.dictionary[arg].unit
    if not left.compatible(right) or whole.value <= 0:
        raise SlotError("两个指标不能计算占比")
    value = part.value * left.factor / (whole.value * right.factor) * 100
    text = display(value, _RATE_DECIMALS, _unit("%"))
    formula = f"占比＝{_text(metrics, part)}÷{_text(metrics, whole)}＝{text}"
    return Value(slot, value, _unit("%"), _RATE_DECIMALS, text, formula, (part, whole))


def _combine(sign: int, label: str, mark: str) -> Callable[[Metrics, str, str, str], Value]:
    def compute(metrics: Metrics, slot: str, indicator: str, arg: str) -> Value:
        facts = [_fact(metrics, name, Period.THIS) for name in (indicator, *arg.split("+"))]
        units = [metrics.dictionary[fact.indicator].unit for fact in facts]
        if any(not units[0].compatible(unit) for unit in units):
            raise SlotError("单位不同，不能相加减")
        decimals = max(metrics.decimals(fact.indicator) for fact in facts)
        value = _printed(metrics, facts[0])
        for fact, unit in zip(facts[1:], units[1:], strict=True):
            value += sign * _printed(metrics, fact) * unit.factor / units[0].factor
        unit = _unit("个百分点") if units[0].dimension == "percent" and sign < 0 else units[0]
        text = display(abs(value), decimals, unit)
        formula = f"{label}＝{mark.join(_text(metrics, fact) for fact in facts)}＝{_signed(value, text)}"
        return Value(slot, value, unit, decimals, text, formula, tuple(facts))

    return compute


def _as(metrics: Metrics, slot: str, indicator: str, arg: str) -> Value:
    fact = _fact(metrics, indicator, Period.THIS)
    unit, target = metrics.dictionary[indicator].unit, parse_unit(arg)
    if target is None or target.dimension != unit.dimension:
        raise SlotError(f"不能换算为“{arg}”")
    value = fact.value * unit.factor / target.factor
    # 1 234 567 元 is 123.46 万元: two digits, or fewer when the cell carries no more
    exponent = value.normalize().as_tuple().exponent
    decimals = min(_RATE_DECIMALS, max(0, -exponent) if isinstance(exponent, int) else 0)
    text = display(value, decimals, target)
    formula = f"换算：{_text(metrics, fact)}＝{text}"
    return Value(slot, value, target, decimals, text, formula, (fact,))


def _signed(value: Decimal, text: str) -> str:
    return f"－{text}" if value < 0 else text


def _unit(symbol: str) -> Unit:
    unit = parse_unit(symbol)
    if unit is None:
        raise SlotError(symbol)
    return unit


_OPERATIONS: dict[str, Callable[[Metrics, str, str, str], Value]] = {
    "delta": _delta,
    "pp": _points,
    "growth": _growth,
    "share": _share,
    "minus": _combine(-1, "差额", "－"),
    "plus": _combine(1, "合计", "＋"),
    "as": _as,
}
