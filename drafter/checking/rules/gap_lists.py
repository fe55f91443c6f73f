"""NUM024 for lists: 「与全省平均相比，小学、初中分别高330元、250元，幼儿园、普通高中分别低220元、320元」.

Each name of the list is a row of the sheet, by its stage of school and the words that all of them have in common; how
far the report's own value lies from the other place's is held against the figure at the same place of the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.observed import OWN, Observed, Seen, named_in, words_told
from drafter.checking.plausible import may_be_meant
from drafter.checking.rules.model import Family
from drafter.checking.rules.of_others import RULE
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Statement, value_runs
from drafter.checking.text.things import read_thing
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

_LIST = re.compile(
    r"(?:^|[，；。：])(?:而|但|其中)?(?P<names>[^，。；：\d]{1,8}(?:[、和及与][^，。；：\d、]{1,8}){1,6}?)(?:则|又)?"
    r"(?:分别|依次)(?P<way>高|低|多|少)(?:出|于)?(?:了|约)?$"
)
_BESIDE = re.compile(r"^[^。；]{0,4}?[与同比较和](?P<place>[^，。；]{2,16}?)(?:水平|数|值)?(?:相比|比较|比|相较)?[，,]")
_NAME = re.compile(r"[、和及与]")
_CONTEXT, _ALIKE = 200, 0.6


def check(context: CheckContext) -> Iterator[Finding]:
    """Every list of distances from a place that the sentence opens with."""
    metrics = context.metrics
    if metrics is None or not metrics.observations or not context.year:
        return
    observed = Observed(metrics, context.region, context.year)
    for statement in context.statements:
        planned = context.roles[statement.flow.first_paragraph] == MEASURES
        if statement.flow.part == "table" or planned or "分别" not in statement.text and "依次" not in statement.text:
            continue
        beside = _BESIDE.match(statement.text)
        places = observed.places(beside["place"]) if beside else []
        if len(places) != 1 or places[0][2] == OWN or statement.place:
            continue
        for run in value_runs(statement.figures):
            yield from _held(observed, statement, run, places[0][2])


def _held(observed: Observed, statement: Statement, run: list[Figure], region: str) -> Iterator[Finding]:
    told = _LIST.search(statement.between(max(statement.start, run[0].start - 60), run[0].start))
    names = _NAME.split(told["names"]) if told else []
    if told is None or len(run) < 2 or len(names) != len(run):
        return
    if any(f.quantity.kind not in (Kind.AMOUNT, Kind.POINTS) or not f.quantity.definite for f in run):
        return
    rows = [_row(observed, statement, name, figure, region) for name, figure in zip(names, run, strict=True)]
    sign = 1 if told["way"] in "高多" else -1
    fit = [row is not None and _fits(row, figure, sign) for row, figure in zip(rows, run, strict=True)]
    if all(fit) or any(row is None for row in rows):
        return
    pairs = [row for row in rows if row is not None]
    wrong = [at for at, right in enumerate(fit) if not right]
    crossed = all(any(_fits(pairs[at], run[other], sign) for other in wrong if other != at) for at in wrong)
    turned = all(_fits(row, figure, -sign) for row, figure in zip(pairs, run, strict=True))
    for at in wrong:
        own, other = pairs[at]
        apart = own.value - other.value
        figure = run[at]
        near = any(fit) and (_fits(pairs[at], figure, -sign) or may_be_meant(figure.quantity.value, abs(apart)))
        if (len(wrong) > 1 and crossed) or near or turned:
            yield _finding(figure, names[at], own, other, apart, sign)


def _row(observed: Observed, statement: Statement, name: str, figure: Figure, region: str) -> tuple[Seen, Seen] | None:
    """The report's own value and the other's of the one row that a name of the list stands for."""
    stage = read_thing(name).stage
    words = words_told(statement.between(max(0, statement.start - _CONTEXT), figure.start))
    found: list[tuple[Seen, Seen]] = []
    for indicator, own_words in observed.names.items():
        if read_thing(indicator).stage != stage or not stage or named_in(own_words, words) < _ALIKE:
            continue
        own, other = (observed.of(indicator, whose, observed.year) for whose in (OWN, region))
        if own is not None and other is not None and _measured(own, figure):
            found.append((own, other))
    return found[0] if len(found) == 1 else None


def _measured(seen: Seen, figure: Figure) -> bool:
    if figure.quantity.kind is Kind.POINTS:
        return seen.unit.dimension == "percent"
    return figure.quantity.unit is not None and seen.unit.compatible(figure.quantity.unit)


def _fits(row: tuple[Seen, Seen], figure: Figure, sign: int) -> bool:
    own, other = row
    apart = (own.interval - other.interval).scaled(Decimal(sign))
    return apart.meets(figure.quantity.interval)


def _finding(figure: Figure, name: str, own: Seen, other: Seen, apart: Decimal, sign: int) -> Finding:
    shown = f"{(abs(apart) / own.unit.factor).normalize():f}"
    way = "高" if apart > 0 else "低"
    said = f"“{name}”与{other.region}相比，按指标表是{way}{shown}（{own.text}，{other.text}）"
    said += f"，文中写{'高' if sign > 0 else '低'}{figure.text}（{other.cell}）"
    evidence = (Evidence("metric", str(other.cell), f"{other.region}{other.name}：{other.text}"),)
    flow = figure.statement.flow
    return RULE.at(
        flow,
        figure.start,
        figure.end,
        said,
        evidence=evidence,
        suggestion="核对各项的先后和高低",
        touches=(figure,),
        severity=Severity.WARNING,
    )


FAMILY = Family("NUM", "数字与指标", (), check)
