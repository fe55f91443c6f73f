"""Whether a figure can be a value of an indicator at all, by its unit."""

from __future__ import annotations

from functools import lru_cache

from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure
from drafter.facts import Indicator
from drafter.facts.units import Unit

__all__ = ["measures", "stands_for"]

#: Counting words that are said of one another's things.
_COUNTERS = (
    "所家校园个处",
    ("场", "次", "场次", "期", "节", "堂", "个"),
    "项件起个条例处门",
    "座栋间个套",
    "支队个组",
    "册本份",
)


def measures(figure: Figure, indicator: Indicator) -> bool:
    """Whether a figure of this unit can be a value of the indicator at all."""
    unit, own = figure.quantity.unit, indicator.unit
    if own.dimension == "proportion":
        return figure.quantity.kind in (Kind.RATIO, Kind.BARE)
    if unit is None or own.dimension == "bare":
        return unit is not None or own.dimension in ("ratio", "bare")
    if {unit.dimension, own.dimension} == {"score", "percent"}:
        return indicator.name.endswith("满意度")  # 92.6分 and 92.6%
    return _comparable(unit, own)


@lru_cache(maxsize=4096)
def _comparable(one: Unit, other: Unit) -> bool:
    """Whether one unit can stand for the other."""
    # 122个 for an indicator in 所 is the writer's choice of word; 760个班 are something else
    words = [unit.dimension.removeprefix("count:") for unit in (one, other)]
    return any(all(word in counters for word in words) for counters in _COUNTERS) or stands_for(one, other)


def stands_for(unit: Unit, own: Unit) -> bool:
    """Whether a value in one unit may be told for one in another: 平均班额41.6人 is 人/班."""
    return unit.compatible(own) or own.dimension.startswith(f"{unit.dimension}/")
