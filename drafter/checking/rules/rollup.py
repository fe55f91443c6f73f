"""ROL: a city's figures against those of its counties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.context import CheckContext
from drafter.checking.digest import Digest, Value
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.outliers import grows_with_size
from drafter.facts import Fact, Indicator, Metrics, Period, display
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY", "check_rollup"]

_SOURCE = "同一口径下全市数等于各县（市、区）数之和"
_HALF = Decimal("0.5")


def _city(*figures: str) -> dict[str, tuple[str, None]]:
    ids = ("kindergartens_total", "primary_enrolment", "junior_enrolment", "compulsory_retention")
    return {indicator: (figure, None) for indicator, figure in zip(ids, figures, strict=True)}


_ROWS = {"石溪县": _city("78", "20100", "10900", "96.20"), "松陵县": _city("56", "13300", "7450", "97.10")}
_TEXT = "全市教育工作稳步推进。"
TOTAL = Rule(
    "ROL001",
    "city-total-mismatch",
    "全市数与各县之和不符",
    Severity.ERROR,
    "全市的总数小于各县（市、区）之和，或各县都已填报、其余总数都对得上，唯独这一项大于各县之和（后者可能含市本级，是警告）。",
    "市级和县级的报告同时上报，汇总对不上会被一并退回。",
    (
        Example(_TEXT, _city("124", "33400", "18350", "96.55"), counties=_ROWS),
        Example(_TEXT, _city("134", "33400", "18400", "96.55"), counties=_ROWS),
    ),
    (Example(_TEXT, _city("134", "33400", "18350", "96.55"), counties=_ROWS),),
    _SOURCE,
)
RATE = Rule(
    "ROL002",
    "city-rate-outside",
    "全市比率超出各县范围",
    Severity.WARNING,
    "全市的比率比每个县都高，或比每个县都低；全市的比率是各县的加权平均，应在各县之间。",
    "市级和县级口径不一致，或有一处填错。",
    (Example(_TEXT, _city("134", "33400", "18350", "98.55"), counties=_ROWS),),
    (Example(_TEXT, _city("134", "33400", "18350", "96.90"), counties=_ROWS),),
    _SOURCE,
)

#: What a government does itself, and what the level above owns, does not add up over counties.
_OWN_ACTS = ("count:次", "count:项", "count:场", "count:份", "count:起", "count:节")
_COMPLETE = 2  # totals that add up, from which the sheets are known to be those of the whole city
_MOSTLY = 0.5


@dataclass(frozen=True)
class _Comparison:
    indicator: Indicator
    fact: Fact
    total: Decimal
    tolerance: Decimal
    whole: bool
    values: list[tuple[str, Value]]

    @property
    def difference(self) -> Decimal:
        """How far the city's figure lies above the sum, rounding allowed for; 0 when they can be equal."""
        gap = self.fact.value - self.total
        return Decimal(0) if abs(gap) <= self.tolerance else gap


def check_rollup(city: Metrics, counties: Sequence[Digest], unread: int = 0) -> Iterator[Finding]:
    """Totals that differ from the sum of the counties, and rates outside the range of the counties.

    A total above the sum is only held against the city when most totals do add up: otherwise counties are missing, or
    the city counts its own schools apart.

    Args:
        unread: counties of the city whose sheets could not be read.
    """
    compared = [c for c in (_compare(city, counties, i, p, unread) for i, p in city.facts) if c is not None]
    equal = sum(c.difference == 0 for c in compared if c.whole)
    complete = equal >= _COMPLETE and equal >= _MOSTLY * sum(c.whole for c in compared)
    for comparison in compared:
        gap = comparison.difference
        if gap < 0 or (gap > 0 and comparison.whole and complete):
            yield _total(comparison, gap)
    if complete and not unread:
        yield from _rates(city, counties)


def _compare(
    city: Metrics, counties: Sequence[Digest], indicator_id: str, period: Period, unread: int
) -> _Comparison | None:
    indicator = city.dictionary[indicator_id]
    fact = city.facts[indicator_id, period]
    if indicator.own or not grows_with_size(indicator) or indicator.unit.dimension in _OWN_ACTS:
        return None
    if "county" not in indicator.levels or indicator.name.startswith(("县", "党", "市")):
        return None
    found = [(d.region, v) for d in counties if (v := d.values.get((indicator_id, period.value))) is not None]
    if len(found) < 2:
        return None
    total = sum((v.value for _, v in found), Decimal(0))
    tolerance = sum((_rounding(indicator, v.decimals) for _, v in found), _rounding(indicator, fact.decimals))
    return _Comparison(indicator, fact, total, tolerance, len(found) == len(counties) + unread, found)


def _rounding(indicator: Indicator, decimals: int) -> Decimal:
    """By how much a printed figure may differ from the true one; counts of whole things are exact."""
    return Decimal(0) if indicator.kind == "count" and not decimals else _HALF.scaleb(-decimals)


def _total(comparison: _Comparison, gap: Decimal) -> Finding:
    indicator, fact = comparison.indicator, comparison.fact
    decimals = max([fact.decimals, *(v.decimals for _, v in comparison.values)])
    told, total, off = (display(x, decimals, indicator.unit) for x in (fact.value, comparison.total, abs(gap)))
    when = "" if fact.period is Period.THIS else "上年"
    relation = "小于" if gap < 0 else "大于"
    note = "" if gap < 0 else "；如果含市本级，请说明"
    return TOTAL.about(
        f"{indicator.name}{when}全市为{told}，{relation}{len(comparison.values)}个县（市、区）之和{total}，差{off}{note}",
        evidence=(
            Evidence("metric", str(fact.cell), fact.raw),
            *(Evidence("metric", v.cell, f"{region} {v.raw}") for region, v in comparison.values),
        ),
        suggestion="核对全市数和各县数，改其中填错的",
        severity=Severity.ERROR if gap < 0 else Severity.WARNING,
    )


def _rates(city: Metrics, counties: Sequence[Digest]) -> Iterator[Finding]:
    for (indicator_id, period), fact in city.facts.items():
        indicator = city.dictionary[indicator_id]
        if indicator.own or indicator.kind != "ratio" or indicator.unit.dimension != "percent":
            continue
        found = [(d.region, v) for d in counties if (v := d.values.get((indicator_id, period.value))) is not None]
        if len(found) < len(counties) or len(found) < 2:
            continue
        low, high = min(found, key=lambda x: x[1].value), max(found, key=lambda x: x[1].value)
        half = _HALF.scaleb(-fact.decimals)
        if low[1].value - _HALF.scaleb(-low[1].decimals) - half <= fact.value:
            if fact.value <= high[1].value + _HALF.scaleb(-high[1].decimals) + half:
                continue
            word, (region, value) = "高于", high
        else:
            word, (region, value) = "低于", low
        told = display(fact.value, fact.decimals, indicator.unit)
        edge = display(value.value, value.decimals, indicator.unit)
        when = "" if period is Period.THIS else "上年"
        yield RATE.about(
            f"{indicator.name}{when}全市为{told}，{word}每一个县（市、区），"
            f"{'最高' if word == '高于' else '最低'}的{region}为{edge}",
            evidence=(Evidence("metric", str(fact.cell), fact.raw), Evidence("metric", value.cell, value.raw)),
            suggestion="核对口径，改其中填错的",
        )


def _check(context: CheckContext) -> Iterator[Finding]:
    if context.metrics is not None and context.counties:
        yield from check_rollup(context.metrics, context.counties)


FAMILY = Family("ROL", "汇总", (TOTAL, RATE), _check)
