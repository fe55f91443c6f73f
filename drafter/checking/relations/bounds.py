"""Rates of one measure that stand in a fixed order: no more pupils are good than pass, no more excellent than good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from drafter.checking.relations.model import Relation
from drafter.checking.text.nouns import label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.telling import Tellings
from drafter.checking.text.things import PUPILS, SHARE, Thing
from drafter.findings import State

__all__ = ["bounds"]

#: (the narrower, the wider) as their names end.
_ORDERED = (
    ("优秀率", "优良率"),
    ("优秀率", "合格率"),
    ("优良率", "合格率"),
    ("优良率", "及格率"),
    ("优秀率", "及格率"),
    ("一次合格率", "合格率"),
    ("本科上线率", "上线率"),
)


def bounds(statements: Iterable[Statement], told: Tellings) -> Iterator[Relation]:
    """Rates of a sentence, and of the document, of which the narrower is told higher than the wider."""
    for statement in statements:
        rates = [f for f in statement.figures if _is_rate(f)]
        for one, other in combinations(rates, 2):
            names = label(one), label(other)
            for narrow, wide in _ORDERED:
                if names[0].endswith(narrow) and _ends(names[1], wide, narrow):
                    yield from _within(one, other, narrow, wide)
                elif names[1].endswith(narrow) and _ends(names[0], wide, narrow):
                    yield from _within(other, one, narrow, wide)
    public = told.one(Thing("学前", "公办", PUPILS + SHARE), "percent")
    inclusive = told.one(Thing("学前", "普惠", "覆盖率"), "percent")
    if public is not None and inclusive is not None:
        yield from _within(public.figure, inclusive.figure, "公办园在园幼儿占比", "普惠性幼儿园覆盖率")


def _ends(name: str, wide: str, narrow: str) -> bool:
    return name.endswith(wide) and not name.endswith(narrow)


def _is_rate(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.PERCENT and figure.role is Role.LEVEL and figure.quantity.definite


def _within(narrow: Figure, wide: Figure, *names: str) -> Iterator[Relation]:
    if narrow.quantity.interval.low > wide.quantity.interval.high:
        formula = f"{narrow.text}≤{wide.text}"
        told = f"“{names[0]}”不会高于“{names[1]}”"
        yield Relation("order", formula, State.REFUTED, (wide, narrow), told, weak=True)
