"""Facts: a value of an indicator in a period, and the cell it stands in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from drafter.facts.indicators import Dictionary, Indicator
from drafter.facts.numerals import to_places
from drafter.facts.units import Unit

__all__ = ["CellRef", "Conflict", "Fact", "LeftOut", "Metrics", "Observation", "Period", "display", "rounded"]


class Period(StrEnum):
    """本年 (the reported year) or 上年 (the year before)."""

    THIS = "this"
    PREVIOUS = "previous"

    @property
    def label(self) -> str:
        """本年 or 上年."""
        return "本年" if self is Period.THIS else "上年"


@dataclass(frozen=True, order=True)
class CellRef:
    """A cell of the metrics file; prints as ``file!sheet!B7``."""

    file: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.file}!{self.sheet}!{self.cell}"


@dataclass(frozen=True)
class Fact:
    """A value with its cell.

    Attributes:
        value: in the indicator's display unit; for yes-no 1 means 是 and 0 means 否; for a proportion x:y the
            share x/(x+y).
        decimals: digits after the point that the cell carries, in the display unit.
        typed: a proportion as typed (``1:13.4``); empty otherwise.
        raw: the cell as the user sees it.
    """

    indicator: str
    period: Period
    value: Decimal
    decimals: int
    cell: CellRef
    raw: str
    typed: str = ""


@dataclass(frozen=True)
class Conflict:
    """One indicator given twice with different values."""

    indicator: str
    period: Period
    first: Fact
    second: Fact


@dataclass(frozen=True)
class LeftOut:
    """A figure that is not used because of its unit.

    Attributes:
        name: the indicator as the sheet calls it.
        cell: where the unit stands, ``raw`` what the cell holds.
        problem: a Chinese clause on what is wrong.
        kind: strange (no known unit), wrong (not one of this indicator) or other (the indicator may be told in it, but
            the sheet tells it in another).
    """

    name: str
    cell: CellRef
    raw: str
    problem: str
    kind: str


@dataclass(frozen=True)
class Observation:
    """A value of the sheet that is not the region's own of this or last year: a neighbour's, a mean, that of 2021.

    Attributes:
        name: the indicator as the sheet calls it.
        region: whose it is, as the sheet has it; empty for the region's own.
        year: of which year.
        value: in its unit; ``decimals`` digits after the point that the cell carries.
    """

    name: str
    region: str
    year: int
    value: Decimal
    decimals: int
    unit: Unit
    cell: CellRef


@dataclass
class Metrics:
    """What a government supplied: facts by indicator and period.

    Attributes:
        region: the region the sheet's title names, empty when it names none.
        year: the year the sheet names, 0 when it names none.
        above: the city a county belongs to, where a table of regions has a column for it.
        dictionary: the shipped indicators and the user's own.
        missing: indicators that have a row but no value this year, with the empty cell.
        not_applicable: indicators the user declared 不适用.
        notices: things the user should know, one Chinese line each.
        left_out: figures that are not used because of their unit.
        observations: what the sheet tells of other regions and of other years.
    """

    file: str
    dictionary: Dictionary
    region: str = ""
    year: int = 0
    above: str = ""
    facts: dict[tuple[str, Period], Fact] = field(default_factory=dict)
    missing: dict[str, CellRef] = field(default_factory=dict)
    not_applicable: set[str] = field(default_factory=set)
    notices: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    rows: dict[str, str] = field(default_factory=dict)
    """Indicator id -> the name the user's sheet gives it."""

    def get(self, indicator: str, period: Period = Period.THIS) -> Fact | None:
        """The fact, or None when the cell is empty or there is no row."""
        return self.facts.get((indicator, period))

    def indicator(self, indicator: str) -> Indicator:
        """The dictionary entry of an id."""
        return self.dictionary[indicator]

    def digest(self) -> str:
        """A hash of everything that was supplied, cells included; 16 hexadecimal digits."""
        own = sorted(repr(entry) for entry in self.dictionary.values() if entry.own)
        parts = (self.region, self.year, self.above, list(self.facts.values()), list(self.missing.items()))
        told = (*parts, sorted(self.not_applicable), self.conflicts, self.left_out, self.notices, self.observations)
        return hashlib.sha256(repr((*told, list(self.rows.items()), own)).encode("utf-8", "replace")).hexdigest()[:16]

    def decimals(self, indicator: str) -> int:
        """Digits after the point with which this indicator is printed everywhere in a report.

        As many as its cells carry, the same for both years, at most what the dictionary allows, and more where
        rounding would lift a value over its own floor.
        """
        entry = self.dictionary[indicator]
        facts = [f for p in Period if (f := self.get(indicator, p))]
        carried = max((f.decimals for f in facts), default=0)
        if carried and entry.unit.symbol.startswith("元"):
            carried = max(carried, _CENTS)  # 角 and 分: 18815.9元 prints as 18815.90元
        decimals = min(entry.decimals, carried)
        limits = [t.value for t in entry.thresholds if isinstance(t.value, Decimal)]
        while decimals < carried and any(
            (f.value < limit) != (rounded(f.value, decimals) < limit) for f in facts for limit in limits
        ):
            decimals += 1
        return decimals

    def ids(self) -> list[str]:
        """Every indicator that has a value this year, in the order of the sheet."""
        return [indicator for indicator, period in self.facts if period is Period.THIS]


def rounded(value: Decimal, decimals: int) -> Decimal:
    """``value`` rounded half up, as offices round."""
    return to_places(value, decimals, ROUND_HALF_UP)


def display(value: Decimal, decimals: int, unit: Unit) -> str:
    """A value as it is printed in a report: no grouping commas, unit attached.

    >>> from drafter.facts.units import parse_unit
    >>> display(Decimal("3217.7749"), 2, parse_unit("亿元"))
    '3217.77亿元'
    """
    if unit.dimension == "percent" and value == _WHOLE:
        return f"{_WHOLE}{unit.symbol}"  # 100%, never 100.00%
    number = f"{rounded(value, decimals):f}"
    if unit.symbol == "1:x":
        return f"1:{number}"
    if unit.symbol == "x:1":
        return f"{number}:1"
    if unit.symbol in ("比值", "系数"):
        return number
    return number + _printed_unit(unit.symbol)


_WHOLE = 100
_CENTS = 2
_PRINTED: Mapping[str, str] = {"元/生·年": "元", "元/生·天": "元", "㎡": "平方米", "百分点": "个百分点"}


def _printed_unit(symbol: str) -> str:
    return _PRINTED.get(symbol, symbol)
