"""MET between counties: a value ten, a hundred or ten thousand times what its peers report."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from statistics import median

from drafter.checking.among import Among
from drafter.checking.context import CheckContext
from drafter.checking.neighbours import Neighbours
from drafter.checking.rules.model import Example, Family, Rule
from drafter.facts import Indicator, display, load_dictionary
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY", "check_among", "grows_with_size"]

_RATES = {
    f"县{name}": {"compulsory_retention": (value, None)}
    for name, value in zip("甲乙丙丁戊己", ("97.2", "96.8", "98.1", "95.9", "97.7", "98.4"), strict=True)
}
OUTLIER = Rule(
    "MET101",
    "outlier-among-peers",
    "与各县差十倍以上",
    Severity.WARNING,
    "一个县的指标值是同批各县一般水平的十倍以上（或十分之一以下），而各县之间本来相差不大；总量指标先按各县规模折算。",
    "多半是单位填错：元和万元、人和万人、小数和百分数。",
    (
        Example(
            "全市义务教育巩固工作扎实。",
            {"compulsory_retention": ("0.97", None)},
            peers=dict.fromkeys(_RATES, ""),
            rows=_RATES,
        ),
    ),
    (
        Example(
            "全市义务教育巩固工作扎实。",
            {"compulsory_retention": ("92.1", None)},
            peers=dict.fromkeys(_RATES, ""),
            rows=_RATES,
        ),
    ),
    "同一指标在同批各县间的比较",
)

_PEERS = 5  # other counties a value is compared with at least
_FAR = 0.8  # decimal orders of magnitude: 10**0.8 is 6.3 times
_CALM = 0.4  # how far from the middle, in terms of the outlier, nearly all others may be
_NEARLY_ALL = 0.9
_SMALLEST = 10  # counts below vary tenfold by chance
_COUNTS = ("person", "area", "person-times")


def check_among(place: Among) -> Iterator[Finding]:
    """Every value of this county's sheet that is out of all proportion."""
    dictionary = load_dictionary()
    sizes = _sizes(place.neighbours)
    for key, value in place.digest.values.items():
        indicator = dictionary.get(key[0])
        if indicator is None or indicator.kind == "yes-no" or "x:y" in indicator.unit.symbol:
            continue
        far = _distance(place, key, indicator, sizes)
        if far is None:
            continue
        others, middle, times = far
        when = "" if key[1] == "this" else "上年"
        told = display(value.value, value.decimals, indicator.unit)
        usual = display(middle, value.decimals, indicator.unit)
        yield OUTLIER.about(
            f"{indicator.name}{when}为{told}，按{'本县规模' if times[1] else '各县的中位数'}约应为{usual}，"
            f"相差约 {times[0]} 倍，可能填错单位",
            evidence=(
                Evidence("metric", value.cell, value.raw),
                Evidence("computed", f"同批 {others} 个县的中位数{'（按规模折算）' if times[1] else ''}", usual),
            ),
            suggestion="核对单位：元、万元、亿元，人、万人，小数、百分数",
        )


def grows_with_size(indicator: Indicator) -> bool:
    """Whether a county twice as large has about twice as much of it: sums and counts, not rates or standards."""
    dimension = indicator.unit.dimension
    if indicator.kind not in ("count", "money") or "/" in dimension or indicator.id.startswith("per_pupil"):
        return False
    if any(word in indicator.name for word in ("生均", "人均", "标准", "平均", "月均")):
        return False
    return dimension in ("money", *_COUNTS) or dimension.startswith("count:")


def _sizes(neighbours: Neighbours) -> list[float]:
    """Each county's size against the middle of all, in decimal orders of magnitude."""
    if neighbours.sizes is not None:
        return neighbours.sizes
    dictionary = load_dictionary()
    offsets: list[list[float]] = [[] for _ in neighbours.regions]
    for (indicator_id, period), values in neighbours.values.items():
        indicator = dictionary.get(indicator_id)
        if period != "this" or indicator is None or not grows_with_size(indicator):
            continue
        logs = {n: math.log10(v) for n, v in values.items() if v >= _SMALLEST or indicator.kind == "money" and v > 0}
        if len(logs) > _PEERS:
            middle = median(logs.values())
            for number, value in logs.items():
                offsets[number].append(value - middle)
    sizes = [median(found) if found else 0.0 for found in offsets]
    neighbours.sizes = sizes
    return sizes


def _distance(
    place: Among, key: tuple[str, str], indicator: Indicator, sizes: list[float]
) -> tuple[int, Decimal, tuple[str, bool]] | None:
    """(how many others, what would be usual here, (how many times it differs, whether size was allowed for))."""
    values: Mapping[int, Decimal] = place.neighbours.values[key]
    scaled = grows_with_size(indicator)
    small = scaled and indicator.kind == "count" and indicator.unit.factor == 1
    logs = {
        n: math.log10(v) - (sizes[n] if scaled else 0.0)
        for n, v in values.items()
        if v > 0 and not (small and v < _SMALLEST and n != place.number)
    }
    own = logs.pop(place.number, None)
    if own is None or len(logs) < _PEERS:
        return None
    middle = median(logs.values())
    far = abs(own - middle)
    spread = sorted(abs(value - middle) for value in logs.values())
    if far < _FAR or spread[int(_NEARLY_ALL * (len(spread) - 1))] > _CALM * far:
        return None
    expected = Decimal(str(round(10 ** (middle + (sizes[place.number] if scaled else 0.0)), 6)))
    if small and max(expected, values[place.number]) < _SMALLEST * _SMALLEST:
        return None
    return len(logs), expected, (f"{10**far:.0f}", scaled)


def _check(context: CheckContext) -> Iterator[Finding]:
    if context.among is not None:
        yield from check_among(context.among)


FAMILY = Family("MET", "各县之间", (OUTLIER,), _check)
