"""One amount told in two units: 占地60亩（约4万平方米）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.plausible import is_slip
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["conversions"]

_AGAIN = re.compile(r"^(?:（(?:约|合|折合|折|即|相当于|约合)*|[，,](?:折合|约合|合|即|相当于)(?:约)?)$")
_ABOUT = Decimal("0.05")


def conversions(statement: Statement) -> Iterator[Relation]:
    """Two amounts of which the second says the first again in another unit; they may differ by a twentieth."""
    for first, again in pairwise(statement.figures):
        one, other = first.quantity, again.quantity
        units = one.unit is not None and other.unit is not None and one.unit.symbol != other.unit.symbol
        scaled = is_slip(one.value, other.value) and one.value != other.value  # 274364万元，约合27.44万元
        alike = one.kind is other.kind is Kind.AMOUNT and one.dimension == other.dimension and (units or scaled)
        if not alike or not _AGAIN.match(again.gap) or one.is_range or other.is_range:
            continue
        if first.role is not again.role or one.value <= 0:
            continue
        about = one.interval.widened(up=one.value * _ABOUT, down=one.value * _ABOUT)
        near = Interval(other.value, other.value).widened(up=other.step / 2, down=other.step / 2)
        proved = about.meets(near)
        expected = "" if proved else printed_like(one.value, other) if units else _rescaled(one.value, again)
        state = State.PROVED if proved else State.REFUTED
        yield Relation("conversion", first.text, state, (first, again), expected, weak=not proved)


def _rescaled(value: Decimal, again: Figure) -> str:
    """The same digits with the scale that makes them ``value``: 27.44亿元 for 27.44万元."""
    up = value > again.quantity.value
    text = again.text.replace("万", "亿") if up else again.text.replace("亿", "万")
    return text if text != again.text else printed_like(value, again.quantity)
