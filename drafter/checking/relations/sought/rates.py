"""A rate named after those that it counts: 本科上线率 of 本科上线5474人 among 报名8050人, wherever they stand."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.sought.entries import Entries, measure, words_of
from drafter.checking.relations.sought.trying import tried
from drafter.checking.relations.trials import quotient
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Role, Statement

__all__ = ["rates_of"]

_RATE = re.compile(
    r"(?P<of>[^，。；：、（()）\d]{2,14}?)率(?:[^，。；：、（()）\d]{0,6}?)(?:为|是|已?达到?|约|仅|只有|保持在|稳定在)*$"
)
#: Rates that are measured otherwise than by counting those whom they name.
_OTHERWISE = re.compile(r"增长|增幅|下降|入园|入学|巩固|利用|满意|知晓|支持|近视|优良|毛|开出|升$|普及|覆盖")
_HUNDRED = Decimal(100)


def rates_of(entries: Entries, statement: Statement, at: int) -> Relation | None:
    """The rate that ``statement.figures[at]`` tells, of those whom it names among what is told beside them."""
    stated = statement.figures[at]
    if stated.quantity.kind is not Kind.PERCENT or stated.role is not Role.LEVEL:
        return None
    words = _RATE.search(stated.gap)
    if words is None or _OTHERWISE.search(words["of"]):
        return None
    name = words_of(words["of"])
    if not name.rest:
        return None
    trials = []
    for kind in ("person", "count", "money", "area"):
        for part in entries.named(name, kind):
            figures = part.figure.statement.figures
            wholes = [f for f in figures if measure(f) == kind and f.quantity.definite and f.id != part.figure.id]
            trials += [
                quotient(part.figure, whole, _HUNDRED)
                for whole in wholes
                if whole.role is Role.LEVEL and whole.quantity.value > part.figure.quantity.value
            ]
    return tried("share", trials, stated)
