"""What says that a figure was meant for a row of the sheet whose value it is not."""

from __future__ import annotations

from drafter.checking.plausible import slipped
from drafter.checking.text.quantities import Quantity
from drafter.facts import Fact, Indicator, Metrics, Period

__all__ = ["OF_PROVED", "slip_from"]

OF_PROVED = "前面的数已经对上，这里是它的增减"
#: A value of fewer digits has them by chance.
_FEWEST = 2
_TELLING = 1000  # two figures this large are not alike by chance


def slip_from(metrics: Metrics, told: Quantity, indicator: Indicator, *, telling: bool) -> str:
    """How a value may have come from a row's cell by a slip; empty when none explains it.

    Args:
        telling: whether the figure's name is that of this row alone, so that another row's value was exchanged for it.
    """
    fact = metrics.get(indicator.id)
    value = told.value / indicator.unit.factor
    if fact is None or len(f"{value.normalize():f}".replace(".", "").strip("0")) < _FEWEST:
        return ""
    if slipped(value, fact.value):
        return "疑似数字颠倒或多写、少写一位"
    previous = metrics.get(indicator.id, Period.PREVIOUS)
    if previous is not None and previous.value == value:
        return "疑似写成了上年的数"
    if telling and any(_is_beside(metrics, fact, f) and f.value == value for f in metrics.facts.values()):
        return "疑似与另一项的数写反"
    return ""


def _is_beside(metrics: Metrics, fact: Fact, other: Fact) -> bool:
    one, two = (metrics.dictionary[f.indicator] for f in (fact, other))
    near = one.topic == two.topic or fact.value >= _TELLING
    return other.period is Period.THIS and one.id != two.id and one.unit == two.unit and near
