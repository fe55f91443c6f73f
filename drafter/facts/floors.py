"""Which thresholds apply to a government's figures, and which of them are missed."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from drafter.facts.indicators import Indicator, Threshold
from drafter.facts.model import Fact, Metrics, Period, display, rounded

__all__ = ["Assessment", "assess", "shortfalls"]

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "==": operator.eq,
}


@dataclass(frozen=True)
class Assessment:
    """A figure held against a threshold.

    Attributes:
        bound: what the figure is compared with, in the indicator's unit; None for 是.
        reference: the other fact the bound comes from (last year's value, another indicator), if any.
    """

    indicator: Indicator
    threshold: Threshold
    fact: Fact
    bound: Decimal | None
    reference: Fact | None
    met: bool

    @property
    def bound_text(self) -> str:
        """The bound as a report prints it, such as 50%."""
        if self.bound is None:
            return "是"
        exponent = self.bound.normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        return display(self.bound, decimals, self.indicator.unit)


def assess(metrics: Metrics, level: str, year: int) -> list[Assessment]:
    """Every threshold that applies to this level and year, for every indicator that has a value this year.

    A threshold that cannot be decided (last year's value is missing, or it is not a comparison) is left out.
    """
    result = []
    for indicator_id in metrics.ids():
        fact = metrics.facts[indicator_id, Period.THIS]
        indicator = metrics.dictionary[indicator_id]
        for threshold in indicator.thresholds:
            if threshold.applies(level, year) and (item := _assess(metrics, indicator, threshold, fact)):
                result.append(item)
    return result


def shortfalls(metrics: Metrics, level: str, year: int) -> list[Assessment]:
    """The dated, verified floors (must_list) that are missed, one an indicator, in the order of the sheet."""
    missed: dict[str, Assessment] = {}
    for item in assess(metrics, level, year):
        if item.threshold.is_floor and not item.met:
            missed.setdefault(item.indicator.id, item)
    return list(missed.values())


def _assess(metrics: Metrics, indicator: Indicator, threshold: Threshold, fact: Fact) -> Assessment | None:
    reference: Fact | None = None
    value = threshold.value
    if value == "是":
        if indicator.kind != "yes-no":
            return None
        return Assessment(indicator, threshold, fact, None, None, fact.value == 1)
    if isinstance(value, str):
        reference = metrics.get(indicator.id, Period.PREVIOUS) if value == "上年" else metrics.get(value, Period.THIS)
        if reference is None:
            return None
        # compared as printed: a fall that no reader can see is not held against anybody
        decimals = metrics.decimals(indicator.id)
        bound = rounded(reference.value, decimals)
        met = _COMPARE[threshold.op](rounded(fact.value, decimals), bound)
        return Assessment(indicator, threshold, fact, bound, reference, met)
    return Assessment(indicator, threshold, fact, value, None, _COMPARE[threshold.op](fact.value, value))
