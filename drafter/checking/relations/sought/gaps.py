"""How far one named value lies above or below another: 「教师比公务员高0.04万元」, 「比全市平均低0.6个百分点」."""

from __future__ import annotations

import re

from drafter.checking.relations.model import Relation
from drafter.checking.relations.sought.entries import Entries, measure, words_of
from drafter.checking.relations.sought.trying import tried
from drafter.checking.relations.trials import Trial
from drafter.checking.text.nouns import stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement

__all__ = ["gaps"]

_WIDE = 12
_APART = re.compile(
    r"(?P<over>[^，。；：（()、]{0,16}?)(?:比|较|高于|低于|多于|少于)(?P<under>[^，。；：、（()\d]{1,20}?)的?(?:仍|还|要|又)?"
    r"(?:高|低|多|少|快|慢|大|小)(?:出|了)?(?:近|约)?$"
)
#: What is no value of the report's own, or one of another time.
_OTHER = re.compile(
    r"[上去前今]一?学?年|\d年|同期|年初|期初|原|计划|要求|标准|目标|规定|底线|平均|全[国省市]|国家|省定|市定|编制|预[算期]|任务|五"
)


def gaps(entries: Entries, statement: Statement, at: int) -> Relation | None:
    """The distance that ``statement.figures[at]`` tells between two things named beside it."""
    stated = statement.figures[at]
    if stated.role is not Role.CHANGE or stated.quantity.kind not in (Kind.AMOUNT, Kind.POINTS):
        return None
    words = _APART.search(stated.gap)
    if words is None or _OTHER.search(words["over"] + words["under"]):
        return None
    kind = "percent" if stated.quantity.kind is Kind.POINTS else measure(stated)
    below = entries.named(words_of(stripped(words["under"])), kind, here=statement)
    name = words_of(stripped(words["over"]))
    before = [
        f
        for f in statement.figures[max(0, at - _WIDE) : at]
        if f.role in (Role.LEVEL, Role.SHARE) and measure(f) == kind
    ]
    named = entries.named(name, kind, here=statement) if name.rest or name.stages or name.owners else []
    above = [e.figure for e in named] or before[-1:]
    trials = [_trial(one, other.figure) for one in above for other in below if one.id != other.figure.id]
    here = {f.id for f in before}
    inside = [t for t in trials if all(f.id in here for f in t.figures)]
    plain = len(inside) == 1 and bool(named)
    kind = "points" if stated.quantity.kind is Kind.POINTS else "difference"
    return tried(kind, trials, stated, sole=inside[0] if len(inside) == 1 else None, certain=plain)


def _trial(one: Figure, other: Figure) -> Trial:
    return Trial(
        (one, other),
        abs(one.quantity.interval - other.quantity.interval),
        abs(one.quantity.value - other.quantity.value),
        f"{one.text}－{other.text}",
    )
