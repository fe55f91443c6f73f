"""What the former of two values is of the latter: 「教师13.27万元，公务员12.98万元，前者为后者的102.23%」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import comparable, share_of
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["former_latter"]

_FORMER = re.compile(
    r"^[，,；](?:(?P<back>后者)|前者)(?:平均)?(?:工资|收入)?(?:为|是|占|相当于|达到?)(?:前者|后者)的?(?:约|近)?$"
)
_PAIR = 2


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


def _is_value(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.AMOUNT and figure.role in (Role.LEVEL, Role.TARGET)
