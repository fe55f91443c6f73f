"""What the charts of a report show: spending of this year beside last year's, and indicators beside their floors.

Every number is the one that 自评指标数据表 prints, so that a chart can be held against the table above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.facts.numerals import decimals_of, narrow, parse_arabic
from drafter.report import IndicatorRow, Report

__all__ = ["Chart", "Series", "charts_of"]

_VALUE = re.compile(r"([\d.,]+)(%|元|万元|亿元)")
_FLOOR = re.compile(r"(不低于|高于|等于|不高于|低于)?(.+)")
_UPPER = ("不高于", "低于")
_SPENDING = re.compile(r"支出$|总投入$|教育经费$")
_PER_HEAD = re.compile(r"^(生均.+?)[（(](.+)[）)]$")
_FEWEST, _MOST = 2, 12
_MISSED = "未达标"
_Pair = tuple[str, Decimal, Decimal, str]  # name, this year, last year, unit
_LEAST_SHARE = 50  # a bar below 1/50 of the longest cannot be seen


@dataclass(frozen=True)
class Series:
    """A row of bars.

    Attributes:
        colour: six hexadecimal digits, chosen to differ when printed in black too.
        alarming: places of values drawn in a colour of alarm.
    """

    name: str
    values: tuple[Decimal, ...]
    colour: str
    alarming: tuple[int, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A chart of bars in groups.

    Attributes:
        number: counts from 1 in the document.
        names: what each group of bars is of.
        decimals: digits after the point that its numbers are printed with.
    """

    number: int
    title: str
    unit: str
    names: tuple[str, ...]
    series: tuple[Series, ...]
    decimals: int

    @property
    def caption(self) -> str:
        """图1 财政支出和教育投入（单位：亿元）."""
        return f"图{self.number}　{self.title}（单位：{self.unit}）"

    def told(self) -> str:
        """The chart in words, for those who cannot see it."""
        groups = (
            f"{name}：" + "，".join(f"{series.name}{series.values[at]}" for series in self.series)
            for at, name in enumerate(self.names)
        )
        return f"{self.title}（单位：{self.unit}）。" + "；".join(groups) + "。"


def charts_of(report: Report) -> tuple[Chart, ...]:
    """The charts that the indicators are enough for; one bar alone is no chart."""
    made = (_spending(report), _per_head(report), _floors(report.indicators))
    kept = [chart for chart in made if chart is not None and len(chart.names) >= _FEWEST]
    return tuple(replace(chart, number=number) for number, chart in enumerate(kept, start=1))


def _spending(report: Report) -> Chart | None:
    rows = [(row.name, row) for row in report.indicators if _SPENDING.search(row.name) and "生均" not in row.name]
    return _two_years("财政支出和教育投入", list(_of_one_unit(rows)), report.year)


def _per_head(report: Report) -> Chart | None:
    """The measure a pupil that is told of most stages of school."""
    groups: dict[str, list[tuple[str, IndicatorRow]]] = {}
    for row in report.indicators:
        if match := _PER_HEAD.match(row.name):
            groups.setdefault(match[1], []).append((match[2], row))
    if not groups:
        return None
    title = max(groups, key=lambda name: len(groups[name]))
    return _two_years(title, list(_of_one_unit(groups[title])), report.year)


def _of_one_unit(rows: Sequence[tuple[str, IndicatorRow]]) -> Iterator[_Pair]:
    """The rows in the unit that most are in."""
    told: list[_Pair] = []
    for name, row in rows:
        this, previous = _value(row.this), _value(row.previous)
        if this and previous and this[1] == previous[1]:
            told.append((_named(name, row), this[0], previous[0], this[1]))
    units = [unit for *_, unit in told]
    return (entry for entry in told if entry[3] == max(units, key=units.count))


def _two_years(title: str, rows: list[_Pair], year: int) -> Chart | None:
    longest = max((this for _, this, _, _ in rows), default=Decimal(0))
    rows = [row for row in rows if row[1] * _LEAST_SHARE >= longest > 0][:_MOST]
    if not rows:
        return None
    series = (
        Series(f"{year - 1}年", tuple(previous for _, _, previous, _ in rows), "A6A6A6"),
        Series(f"{year}年", tuple(this for _, this, _, _ in rows), "1F4E79", _missed(name for name, *_ in rows)),
    )
    return Chart(0, title, rows[0][3], tuple(name for name, *_ in rows), series, _decimals(series))


def _named(name: str, row: IndicatorRow, note: str = "") -> str:
    """The name of a group, with what its bars do not tell."""
    notes = "，".join(filter(None, (note, _MISSED if row.verdict == _MISSED else "")))
    return f"{name}（{notes}）" if notes else name


def _missed(names: Iterable[str]) -> tuple[int, ...]:
    return tuple(at for at, name in enumerate(names) if name.endswith(f"{_MISSED}）"))


def _floors(indicators: Sequence[IndicatorRow]) -> Chart | None:
    """Percentages beside what is required of them; what falls short comes first."""
    rows = []
    for row in indicators:
        match = _FLOOR.fullmatch(row.floor)
        this, floor = _value(row.this), _value(match[2]) if match else None
        if match and this and floor and this[1] == floor[1] == "%":
            note = f"{match[1]}{match[2]}" if match[1] in _UPPER else ""
            rows.append((row.verdict != _MISSED, _named(row.name, row, note), floor[0], this[0]))
    rows.sort(key=lambda entry: entry[0])
    rows = rows[:_MOST]
    if not rows:
        return None
    names = tuple(name for _, name, _, _ in rows)
    series = (
        Series("底线", tuple(floor for _, _, floor, _ in rows), "BFBFBF"),
        Series("本年", tuple(this for *_, this in rows), "1F4E79", _missed(names)),
    )
    return Chart(0, "主要指标与底线", "%", names, series, _decimals(series))


def _value(text: str) -> tuple[Decimal, str] | None:
    """(number, unit) of a cell that is a percentage or money and nothing else."""
    match = _VALUE.fullmatch(narrow(text).replace(" ", ""))
    number = parse_arabic(match[1]) if match else None
    return (number, match[2]) if match and number is not None else None


def _decimals(series: Sequence[Series]) -> int:
    return max(decimals_of(f"{value:f}") for one in series for value in one.values)
