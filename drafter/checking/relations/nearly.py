"""A total with two digits changed over against the figures right behind it.

「留守儿童6138人，小学、初中分别为4236人、2082人」: nothing in the sentence says that the list is whole. That its sum is
the figure before it but for two neighbouring digits is hardly chance, so it is asked about, never told as an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.plausible import digits, slipped
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.quotients import comparable
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["nearly_sums"]

_TELLING = 4  # digits of a total that chance does not bring about
_MOST_PARTS = 8


def nearly_sums(statement: Statement) -> Iterator[Relation]:
    """Every total of a sentence that the next figures of its kind make up but for such a slip."""
    levels = [f for f in statement.figures if _told(f)]
    for at, total in enumerate(levels):
        if digits(total.quantity.value) < _TELLING:
            continue
        behind = [f for f in levels[at + 1 : at + 1 + 2 * _MOST_PARTS] if comparable(total, f)][:_MOST_PARTS]
        if (parts := _nearly(total, behind)) is not None:
            added = sum((part.quantity.value for part in parts), Decimal(0))
            formula = "＋".join(part.text for part in parts)
            expected = printed_like(added, total.quantity)
            yield Relation("sum", formula, State.REFUTED, (*parts, total), expected, weak=True)


def _told(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.AMOUNT and figure.quantity.definite and figure.role is Role.LEVEL


def _nearly(total: Figure, behind: list[Figure]) -> list[Figure] | None:
    """The figures right behind a total that add up to it but for a slip; None where some add up to it as it is."""
    value, added, found = total.quantity.value, Decimal(0), None
    within = Interval.exact(added)  # rounded parts make up a total but for what rounding lost
    for many, part in enumerate(behind, 1):
        added, within = added + part.quantity.value, within + part.quantity.interval
        if within.meets(total.quantity.interval):
            return None
        if many > 1 and found is None and part.quantity.value < value and _changed_over(value, added):
            found = behind[:many]
    return found


def _changed_over(value: Decimal, added: Decimal) -> bool:
    """Two neighbouring digits changed over, no nought too many or too few: that much lies beyond any list."""
    return slipped(value, added) and added < 2 * value < 4 * added
