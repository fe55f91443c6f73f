"""What the former of two values is of the latter: 「教师13.27万元，公务员12.98万元，前者为后者的102.23%」.

And of both together: 「上级补助2.14亿元、县本级6.48亿元，后者占四分之三强」, where the other of the two would fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.fractions import stated_fractions
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.quotients import comparable, share_of, together
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["former_latter"]

_FORMER = re.compile(
    r"^[，,；](?:(?P<back>后者)|前者)(?:平均)?(?:工资|收入)?(?:为|是|占|相当于|达到?)(?:前者|后者)的?(?:约|近)?$"
)
#: 后者占四分之三强: of both, where no word names another whole.
_OF_BOTH = re.compile(
    r"^[，,；](?:其中)?(?:(?P<back>后者|后一项)|前者|前一项)(?:所)?占(?:比)?(?:达到?|约|近|为|超过?|到|了|的比[例重]为)*$"
)
_WHOLE = re.compile(r"^(?:强|弱|多|左右|以上)?(?:[，。；]|$)")
_HUNDRED = Decimal(100)
_PAIR, _BEHIND = 2, 4


def former_latter(statement: Statement) -> Iterator[Relation]:
    """Every such percentage of the two values right before it."""
    for at, share in enumerate(statement.figures):
        words = _FORMER.match(share.gap) if share.quantity.kind is Kind.PERCENT and share.quantity.definite else None
        told = [f for f in statement.figures[:at] if _is_value(f)][-_PAIR:]
        if words is None or len(told) < _PAIR or not comparable(*told):
            continue
        one, other = reversed(told) if words["back"] else told
        relation = share_of(one, other, share, [], weak=True)
        if relation is not None:
            yield relation if relation.state is State.PROVED else replace(relation, plain=True)
    yield from _of_both(statement)


def _of_both(statement: Statement) -> Iterator[Relation]:
    """Every share of both together that is the other one's: the two values or their names have changed places."""
    plain = [f for f in statement.figures if f.quantity.kind is Kind.PERCENT and not f.quantity.spelled]
    for share in (*plain, *stated_fractions(statement)):
        words = _OF_BOTH.match(share.gap)
        told = [f for f in statement.figures if f.end <= share.start][-_PAIR:]
        if words is None or len(told) < _PAIR or not all(map(_is_value, told)) or not comparable(*told):
            continue
        if not _WHOLE.match(statement.between(share.end, min(statement.end, share.end + _BEHIND))):
            continue
        one, other = reversed(told) if words["back"] else told
        whole = together(told)
        meant = share.quantity.interval
        if whole.quantity.value <= 0 or not all(f.quantity.definite for f in told):
            continue
        mine, others = (f.quantity.value / whole.quantity.value * _HUNDRED for f in (one, other))
        if meant.contains(others) and not meant.contains(mine):
            formula, figures = f"{one.text}÷{whole.text}", (*told, share)
            expected = f"{mine:.1f}%" if share.quantity.spelled else printed_like(mine, share.quantity)
            yield Relation("share", formula, State.REFUTED, figures, expected, weak=True, plain=True)


def _is_value(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.AMOUNT and figure.role in (Role.LEVEL, Role.TARGET)
