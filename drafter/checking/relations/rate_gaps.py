"""How far a growth lies above or below that of something else: 「增长7.62%，高出同期一般公共预算支出增幅1.88个百分点」.

The other rate need be told nowhere: a table that has the values of both years gives it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.relations.sought.entries import words_of
from drafter.checking.relations.views import View
from drafter.checking.text.nouns import stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.subjects import Subject
from drafter.checking.text.things import Words
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["rate_gaps"]

_RATE = r"(?:的)?(?:增长速度|增长幅度|增长率|增幅|增速|涨幅)"
_SAME = r"(?:同期|当年|同年|本级|我[省市县区州盟旗]|全[省市县区州盟旗](?!平均|均))*"
_ABOVE = re.compile(
    rf"(?P<way>高于|低于|高出|低出|快于|慢于|超过|超出|领先|落后于?)了?{_SAME}(?P<name>[^，。；、（()\d]{{2,20}}?){_RATE}$"
)
_THAN = re.compile(
    rf"(?:比|较){_SAME}(?P<name>[^，。；、（()\d]{{2,20}}?){_RATE}(?:还|仍|要|又)?(?P<way>高|低|快|慢)(?:出|了)?$"
)
_FEW = 6


@dataclass(frozen=True)
class _Growth:
    """How much something has grown, in percent, falls below nought, and where that is from."""

    rate: Interval
    exact: Decimal
    told: str
    figures: tuple[Figure, ...]


def rate_gaps(prose: Sequence[Statement], views: Sequence[View], subjects: Mapping[int, Subject]) -> Iterator[Relation]:
    """Every such distance whose other rate is told in another sentence or given by a table."""
    asked = [(s, at, words) for s in prose for at, f in enumerate(s.figures) if (words := _asks(f)) is not None]
    if not asked:
        return
    known = _growths(prose, views, subjects)
    for statement, at, words in asked:
        figure = statement.figures[at]
        own = next((f for f in reversed(statement.figures[max(0, at - _FEW) : at]) if _is_rate(f)), None)
        name = words_of(stripped(words["name"]))
        others = [g for g in known.get(name, ()) if not any(f.statement is statement for f in g.figures)]
        if own is None or not others:
            continue
        held = [relation for other in others if (relation := _decided(own, other, figure, words["way"])) is not None]
        proved = [r for r in held if r.state is State.PROVED]
        if proved:
            yield proved[0]
        elif held and len({r.expected for r in held}) == 1:
            yield held[0]


def _asks(figure: Figure) -> re.Match[str] | None:
    if figure.quantity.kind is not Kind.POINTS or not figure.quantity.definite:
        return None
    return _ABOVE.search(figure.gap) or _THAN.search(figure.gap)


def _is_rate(figure: Figure) -> bool:
    return figure.role is Role.CHANGE and figure.quantity.kind is Kind.PERCENT and figure.quantity.definite


def _growths(
    prose: Sequence[Statement], views: Sequence[View], subjects: Mapping[int, Subject]
) -> Mapping[Words, list[_Growth]]:
    found: defaultdict[Words, list[_Growth]] = defaultdict(list)
    for view in views:
        for pair in view.pairs:
            for label, row in view.rows.items():
                growth, cells = view.growth(row, pair), [view.cell(row, column) for column in pair]
                if growth is None or any(cell is None for cell in cells):
                    continue
                rate = growth[0].scaled(Decimal(-1 if growth[1] < 0 else 1))
                shown = [cell for cell in cells if cell is not None]
                told = f"({shown[0].text}－{shown[1].text})÷{shown[1].text}"
                found[words_of(f"{label}{pair[0].name}")].append(_Growth(rate, growth[1], told, tuple(shown)))
    for statement in prose:
        for figure in statement.figures:
            subject = subjects.get(figure.id)
            if not _is_rate(figure) or subject is None or not subject.whole or not figure.direction:
                continue
            thing, sign = subject.thing, Decimal(figure.direction)
            name = words_of(f"{thing.stage}{thing.owner}{thing.core}")
            value = figure.quantity
            growth_told = _Growth(value.interval.scaled(sign), value.value * sign, figure.text, (figure,))
            found[name].append(growth_told)
    return found


def _decided(own: Figure, other: _Growth, stated: Figure, way: str) -> Relation | None:
    sign = Decimal(own.direction or 1)
    computed = own.quantity.interval.scaled(sign) - other.rate
    exact = own.quantity.value * sign - other.exact
    formula = f"{own.text}－{other.told}"
    figures = (*other.figures, own, stated)
    state, truncated = decide(abs(computed), stated.quantity, abs(exact))
    if state is not State.PROVED:
        expected = printed_like(abs(exact), stated.quantity)
        return Relation("points", formula, state, figures, expected, truncated, weak=True)
    below = way[0] in "低慢落"
    if (computed.high < 0 and not below) or (computed.low > 0 and below):
        return Relation("direction", formula, State.REFUTED, figures, "正数" if below else "负数", weak=True)
    return Relation("points", formula, State.PROVED, figures)
