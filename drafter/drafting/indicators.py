"""The table of figures that goes with a report: this year, last year, change, floor and verdict of each indicator."""

from __future__ import annotations

from decimal import Decimal

from drafter.facts import Metrics, Period
from drafter.facts.floors import Assessment, assess
from drafter.facts.model import Fact, display, rounded
from drafter.report import IndicatorRow

__all__ = ["indicator_rows"]

_SIDES = {">=": "不低于", ">": "高于", "<=": "不高于", "<": "低于", "==": "等于"}


def indicator_rows(metrics: Metrics, level: str, year: int) -> list[IndicatorRow]:
    """A row for each indicator that has a value this year, in the order of the sheet.

    Only dated, verified floors that apply to this level and year are held against a figure.
    """
    floors: dict[str, Assessment] = {}
    for item in assess(metrics, level, year):
        if item.threshold.is_floor:
            kept = floors.get(item.indicator.id)
            floors[item.indicator.id] = item if kept is None or kept.met else kept
    rows = []
    for identity in metrics.ids():
        this, previous = metrics.facts[identity, Period.THIS], metrics.get(identity, Period.PREVIOUS)
        floor = floors.get(identity)
        limit = (
            f"{_SIDES.get(floor.threshold.op, '') if floor.bound is not None else ''}{floor.bound_text}"
            if floor
            else ""
        )
        rows.append(
            IndicatorRow(
                metrics.rows.get(identity) or metrics.dictionary[identity].name,
                _written(metrics, this),
                _written(metrics, previous) if previous else "",
                _change(metrics, this, previous) if previous else "",
                limit,
                ("达标" if floor.met else "未达标") if floor else "",
            )
        )
    return rows


def _written(metrics: Metrics, fact: Fact) -> str:
    indicator = metrics.dictionary[fact.indicator]
    if indicator.kind == "yes-no":
        return "是" if fact.value == 1 else "否"
    if fact.typed:
        return fact.typed
    return display(fact.value, metrics.decimals(fact.indicator), indicator.unit)


def _change(metrics: Metrics, this: Fact, previous: Fact) -> str:
    """From the values as printed: points for a percentage, growth for what can be counted."""
    indicator = metrics.dictionary[this.indicator]
    decimals = metrics.decimals(this.indicator)
    now, then = rounded(this.value, decimals), rounded(previous.value, decimals)
    if indicator.kind == "yes-no" or indicator.unit.symbol in ("1:x", "x:1", "比值", "系数"):
        return "持平" if now == then else ""
    if now == then:
        return "持平"
    if indicator.unit.dimension == "percent":
        return f"{now - then:+.{decimals}f}个百分点"
    return f"{rounded((now - then) / then * Decimal(100), 2):+}%" if then > 0 else ""
