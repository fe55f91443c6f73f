"""One amount told in two units: 占地60亩（约4万平方米）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Statement
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
        alike = one.kind is other.kind is Kind.AMOUNT and one.dimension == other.dimension and units
        if not alike or not _AGAIN.match(again.gap) or one.is_range or other.is_range:
            continue
        if first.role is not again.role or one.value <= 0:
            continue
        about = one.interval.widened(up=one.value * _ABOUT, down=one.value * _ABOUT)
        near = Interval(other.value, other.value).widened(up=other.step / 2, down=other.step / 2)
        proved = about.meets(near)
        expected = "" if proved else printed_like(one.value, other)
        state = State.PROVED if proved else State.REFUTED
        yield Relation("conversion", first.text, state, (first, again), expected, weak=not proved)
