"""Staff by a ratio: 「按17∶1的生师比，52364名学生需教师3081名」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["needs"]

_BY = re.compile(r"(?:按照?|依照|以|根据|达到)[^，。；\d]{0,14}$")
_NEEDED = re.compile(r"(?:需|应|须|可配|要)[^，。；\d]{0,10}$")
_PUPILS = re.compile(r"生|幼儿|孩子|儿童")
_STAFF = re.compile(r"教师|老师|教职工|保安|校医|督学|心理|班主任|编制|保育|人员|配")
_AROUND = 6


def needs(statement: Statement) -> Iterator[Relation]:
    """The staff that a ratio calls for, for the pupils told in the same sentence."""
    ratios = [f for f in statement.figures if f.quantity.kind is Kind.RATIO and _BY.search(f.gap)]
    if len(ratios) != 1 or ratios[0].quantity.other in (None, Decimal(0)):
        return
    (ratio,) = ratios
    people = [f for f in statement.figures if f.quantity.dimension == "person" and f.quantity.definite]
    staff = [f for f in people if f.id > ratio.id and _NEEDED.search(f.gap) and _STAFF.search(f.gap + _behind(f))]
    pupils = [f for f in people if f not in staff and f.role is not Role.CHANGE and _PUPILS.search(_around(f))]
    if not staff or len(pupils) != 1 or pupils[0].id > staff[0].id:
        return
    left, right = ratio.quantity.left, ratio.quantity.other or Decimal(1)
    each = max(left, right) / min(left, right)
    exact = pupils[0].quantity.value / each
    whole = Interval(exact - 1, exact + 1)  # rounded up, down or off
    formula = f"{pupils[0].text}÷{each.normalize():f}"
    figures = (pupils[0], ratio, staff[0])
    if whole.meets(staff[0].quantity.interval):
        yield Relation("product", formula, State.PROVED, figures)
    else:
        unit = staff[0].quantity.unit.symbol if staff[0].quantity.unit else ""
        yield Relation("product", formula, State.REFUTED, figures, f"{exact:.0f}{unit}", weak=True, plain=True)


def _behind(figure: Figure) -> str:
    return figure.statement.between(figure.end, min(figure.statement.end, figure.end + _AROUND))


def _around(figure: Figure) -> str:
    return re.split(r"[，。；]", figure.gap)[-1] + re.split(r"[，。；\d]", _behind(figure))[0]
