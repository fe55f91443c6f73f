"""The cells of a metrics file as findings name them, and what each of them stands for."""

from __future__ import annotations

from drafter.facts import Fact, Interval, Metrics, rounded
from drafter.findings import Evidence

__all__ = ["cells", "interval", "named"]


def named(metrics: Metrics, fact: Fact) -> str:
    """The indicator as the sheet calls it."""
    return metrics.rows.get(fact.indicator, metrics.dictionary[fact.indicator].name)


def cells(metrics: Metrics, *facts: Fact) -> tuple[Evidence, ...]:
    """Where the figures stand."""
    return tuple(
        Evidence("metric", str(fact.cell), f"{named(metrics, fact)}（{fact.period.label}）：{fact.raw}")
        for fact in facts
    )


def interval(metrics: Metrics, fact: Fact) -> Interval:
    """What the cell stands for: whole things are counted exactly, all else is rounded to the digits it shows."""
    indicator = metrics.dictionary[fact.indicator]
    if indicator.kind == "count" and not fact.decimals and indicator.unit.factor == 1:
        return Interval.exact(fact.value)
    return Interval.printed(rounded(fact.value, fact.decimals), fact.decimals)
