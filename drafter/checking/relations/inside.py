"""A sentence that opens with the name of a number told before and divides it: 「幼儿园74所…。幼儿园中公办园…」."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafter.checking.relations.divisions import likely_whole
from drafter.checking.relations.items import countable
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.slips import to_blame
from drafter.checking.relations.wholes import ENUMERATED, added, et_cetera, exhausted
from drafter.checking.text.nouns import label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["divided_inside"]

_INSIDE = re.compile(
    r"^\s*(?:其中[，,]?)?(?:这些|上述)?(?P<name>[一-鿿]{2,10}?)(?:之?中|里)[，,]?(?P<first>[^，。；\d]{1,12})$"
)
_NEXT = re.compile(r"^[、，和][^，。；\d]{1,12}$")
_BACK = 3
_OPPOSITE = "非"


def divided_inside(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Lists of a sentence of their own, against the number that they are said to be inside of.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    before: list[Statement] = []
    for statement in statements:
        first = statement.figures[0] if len(statement.figures) > 1 else None
        opens = _INSIDE.match(first.gap) if first is not None else None
        if first is not None and opens is not None:
            wholes = [
                f
                for earlier in before
                for f in earlier.figures
                if label(f) == opens["name"] and f.role is Role.LEVEL and f.quantity.definite
            ]
            if len({f.quantity.value for f in wholes}) == 1 and wholes[0].quantity.kind is Kind.AMOUNT:
                yield from _divided(wholes[0], _listed(statement.figures, wholes[0]), settled)
        before = [*before[1 - _BACK :], statement]


def _listed(figures: list[Figure], whole: Figure) -> list[Figure]:
    parts: list[Figure] = []
    for figure in figures:
        if not countable(whole, figure) or not figure.quantity.definite or (parts and not _NEXT.match(figure.gap)):
            break
        parts.append(figure)
    return parts


def _divided(whole: Figure, parts: list[Figure], settled: set[int]) -> Iterator[Relation]:
    if len(parts) < 2 or et_cetera(parts):
        return
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    formula = f"{'＋'.join(part.text for part in parts)}＝{whole.text}"
    figures = (*parts, whole)
    if added(parts).meets(whole.quantity.interval):
        yield Relation("sum", formula, State.PROVED, figures)
    elif _is_whole(whole, parts) and not any(part.id in settled for part in parts):
        blamed = to_blame(parts[0].statement, parts, whole)
        expected = printed_like(exact, whole.quantity)
        yield Relation("sum", formula, State.REFUTED, figures, expected, weak=True, blamed=blamed)


def _is_whole(whole: Figure, parts: list[Figure]) -> bool:
    """Whether the parts leave nothing out: 公办 and 民办, kinds seldom told in part, a kind and what is not it."""
    names = [label(part) for part in parts]
    denied = any(
        name.startswith(_OPPOSITE) and any(name[1:] and name[1:] in other for other in names if other != name)
        for name in names
    )
    return likely_whole(whole, parts) or (len(parts) >= ENUMERATED and exhausted(parts)) or denied
