"""ENT013 once more: how far two places are said to lie apart.

「甲县高出乙县1.9个百分点」, 「甲县巩固率98.2%，比乙县高3.0个百分点」, 「最多的甲县比最少的乙县多160人」: by the values
of a list before, of the column that the sentence names, or of the one that has the value told of the first place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.counties import Series, seen_at
from drafter.checking.localities import Locality
from drafter.checking.place_index import PlaceIndex
from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.model import printed_like
from drafter.checking.rules.county_compared import COMPARED
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import Finding, Severity

__all__ = ["check_apart", "check_between"]

_BEFORE = re.compile(
    r"(?:(?P<over>高于|高出|超过|超出|优于|多于)|(?P<under>低于|落后于?|不及|少于)|[比较])(?P<most>最[高低多少大小]的)?$"
)
_AFTER = re.compile(r"[^，。；：、\d]{0,10}?(?P<way>高|低|多|少)?(?:出|了|约|近)*")
_BETWEEN = re.compile(
    r"[，,](?:[两二](?:者|[县市区地镇乡家]))(?:之间)?(?:仍|还)?(?:相差|的?差距|差)(?:达到?|为|了|约|有|近)*$"
)
_STOPS = re.compile(r"[。；;]")
_FAR = 44


def check_apart(index: PlaceIndex, statement: Statement, rows: list[list[Locality]]) -> Iterator[Finding]:
    """Every place that a sentence sets beside the one named before it."""
    for (*_, one), row in zip(rows, rows[1:], strict=False):
        other = row[0]
        lead = statement.between(one.end, other.start)
        before = _BEFORE.search(lead)
        figure = next((f for f in statement.figures if f.start >= other.end), None)
        if before is None or figure is None or len(row) > 1 or _STOPS.search(lead) or len(lead) > _FAR:
            continue
        if re.search(r"[比较于]$", statement.between(max(statement.start, one.start - 1), one.start)):
            continue  # 甲县仅次于乙县，高于丙县: it is 甲县 that lies above
        after = _AFTER.fullmatch(statement.between(other.end, figure.start))
        if (
            after is None
            or not figure.quantity.definite
            or (not before["over"] and not before["under"] and not after["way"])
        ):
            continue
        if figure.role is not Role.CHANGE and figure.quantity.kind is not Kind.POINTS:
            continue
        above = bool(before["over"]) or (not before["under"] and after["way"] in ("高", "多"))
        series = _series(index, statement, one, other, figure, one.end + before.start())
        if series is not None:
            yield from _held(statement, one, other, figure, series, above=above)


def check_between(index: PlaceIndex, statement: Statement, rows: list[list[Locality]]) -> Iterator[Finding]:
    """「甲县最多，乙县最少，两地相差10.70亿元」: of the two that were named last."""
    for figure in statement.figures:
        match = _BETWEEN.search(figure.gap)
        before = [row for row in rows if row[-1].end <= figure.start][-2:]
        if match is None or len(before) < 2 or any(len(row) > 1 for row in before) or not figure.quantity.definite:
            continue
        one, other = before[0][0], before[1][0]
        inside = [f for f in statement.figures if one.end <= f.start and f.end <= figure.start]
        if inside or one.name == other.name or _STOPS.search(statement.between(one.start, figure.start)):
            continue
        series = _series(index, statement, one, other, figure, one.start)
        series = series or _series(index, statement, one, other, figure, figure.start)
        if series is not None:
            values = [series.interval(series.values[place.name]) for place in (one, other)]
            yield from _held(statement, one, other, figure, series, above=values[0].low >= values[1].low)


def _series(
    index: PlaceIndex, statement: Statement, one: Locality, other: Locality, figure: Figure, at: int
) -> Series | None:
    """What the two are compared by."""
    percent = figure.quantity.kind is Kind.POINTS
    names = {one.name, other.name}
    told = [f for f in statement.figures if one.end <= f.start and f.end <= at]
    having = [m for m in index.measures if names <= set(m.series.values) and m.series.percent is percent]
    if told:
        held = [m.series for m in having if m.series.tells(m.series.values[one.name], told[-1])]
        return held[0] if len(held) == 1 or (held and held[0].spoken) else None
    named = index.named(statement, at, names, percent=percent)
    if len(named) == 1:
        return named[0].series
    near = [m for m in index.before(statement, one.start) if m in having]
    near = [m for m in near if statement.number - m.number <= 1]
    return near[0].series if near and not named else None


def _held(
    statement: Statement, one: Locality, other: Locality, figure: Figure, series: Series, *, above: bool
) -> Iterator[Finding]:
    told = figure.quantity.interval.scaled(Decimal(1 if above else -1))
    values = {name: series.interval(value) for name, value in series.values.items()}
    if (values[one.name] - values[other.name]).meets(told):
        return
    swapped = [
        (wrong.name, right)
        for right in values
        for wrong, pair in ((one, (right, other.name)), (other, (one.name, right)))
        if right not in (one.name, other.name) and (values[pair[0]] - values[pair[1]]).meets(told)
    ]
    gap = abs(values[one.name] - values[other.name])
    exact = (gap.low + gap.high) / 2
    texts = f"“{one.name}”{series.values[one.name].text}、“{other.name}”{series.values[other.name].text}"
    should = f"{series.where}{texts}，相差{printed_like(exact, figure.quantity)}"
    if (values[other.name] - values[one.name]).meets(told):
        said = f"{series.where}{texts}，高低正好相反"
    elif len(swapped) == 1:
        said = f"{should}；“{swapped[0][0]}”换成“{swapped[0][1]}”才是{figure.text}"
    elif swapped or may_be_meant(figure.quantity.value, exact):
        said = f"{should}，这里是{figure.text}"
    else:
        return
    yield COMPARED.at(
        statement.flow,
        one.start,
        figure.end,
        said,
        evidence=(seen_at(series.values[one.name]), seen_at(series.values[other.name])),
        suggestion="核对县（市、区）名称、数字和高低",
        root=f"ENT013:{one.name}:{other.name}:{figure.text}",
        touches=(figure, series.values[one.name], series.values[other.name]),
        severity=Severity.WARNING,
    )
