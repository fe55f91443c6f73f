"""So much of every hundred yuan: 「每100元一般公共预算支出里，有18.71元用于教育」, a share told in percent."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.sought.entries import Entries, words_of
from drafter.checking.relations.sought.trying import tried
from drafter.checking.relations.trials import Trial
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Role, Statement

__all__ = ["of_a_hundred"]

_HUNDRED = re.compile(
    r"每(?:花|支出|投入)?(?:100|一百|百)元(?:的)?(?P<whole>[^，。；：\d]{2,16}?)(?:里面?|中|内|当中)?[，,]?[^，。；\d]{0,8}$"
)
_WHOLE = Decimal(100)


def of_a_hundred(entries: Entries, statement: Statement, at: int) -> Relation | None:
    """What ``statement.figures[at]`` says is so much of a hundred yuan, against the shares of that whole."""
    stated = statement.figures[at]
    quantity = stated.quantity
    if quantity.dimension != "money" or not 0 < quantity.value < _WHOLE or stated.role is not Role.LEVEL:
        return None
    words = _HUNDRED.search(statement.between(statement.start, stated.start))
    if words is None:
        return None
    shares = [
        e.figure
        for e in entries.named(words_of(words["whole"]), "percent")
        if e.figure.quantity.kind is Kind.PERCENT and e.figure.role in (Role.SHARE, Role.LEVEL)
    ]
    trials = [Trial((share,), share.quantity.interval, share.quantity.value, share.text) for share in shares]
    return tried("quotient", trials, stated)
