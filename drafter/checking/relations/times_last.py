"""How many times last year's value a value is: 「实际新增3240个；上年新增2160个，今年是上年的1.5倍」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["times_last"]

_AS_MANY = re.compile(
    r"^[^。；\d]{0,8}[，,（(]?(?:[今本当]年|现在?)?(?:约|大约|正好|恰好|已)?(?:是|为|相当于|达到?)(?:上一?年度?|去年|前一年|前者)(?:同期)?的(?:约|近)?$"
)
_LAST_YEAR = re.compile(r"(?:^|[，；（(])(?:而)?(?:上一?年度?|去年|前一年)[^，。；\d比较多少]{0,10}$")
_NO_VERB = re.compile(r"(?:上一?年度?|去年|前一年)(?:同期)?(?:只有|仅有|为|是|有|仅)?$")
_AHEAD = re.compile(r"计划|明年|预计|力争|目标|将")
_ROOM = Decimal("0.05")


def times_last(statement: Statement) -> Iterator[Relation]:
    """Every such multiple right behind last year's value."""
    figures = statement.figures
    for at, stated in enumerate(figures):
        if stated.quantity.kind is not Kind.TIMES or not stated.quantity.definite or at < 2:
            continue
        if not _AS_MANY.search(stated.gap) or _AHEAD.search(stated.gap):
            continue
        old = figures[at - 1]
        levels = [f for f in figures[: at - 1] if _measured_alike(f, old)]
        if not _LAST_YEAR.search(old.gap) or not old.quantity.definite or old.quantity.interval.low <= 0 or not levels:
            continue
        plain = _NO_VERB.search(old.gap)  # 实际新增3240个；上年新增2160个: of what the same verb leads to
        found = [_decided(old, f, stated) for f in reversed(levels) if plain or old.gap[-2:] in f.gap]
        found = found[:1] if plain else found
        if found:
            yield next((r for r in found if r.state is State.PROVED), found[0])


def _measured_alike(figure: Figure, old: Figure) -> bool:
    quantity = figure.quantity
    alike = quantity.kind is Kind.AMOUNT and quantity.dimension == old.quantity.dimension
    now = figure.role in (Role.LEVEL, Role.CHANGE) and not figure.compared  # 新增3240个 is no change of a value
    return alike and now and quantity.definite


def _decided(old: Figure, new: Figure, stated: Figure) -> Relation:
    times, formula = stated.quantity.value, f"{new.text}÷{old.text}"
    about = Interval(times * (1 - _ROOM), times * (1 + _ROOM))
    if (new.quantity.interval / old.quantity.interval).meets(about):
        return Relation("growth", formula, State.PROVED, (old, new, stated))
    expected = f"{new.quantity.value / old.quantity.value:.2f}倍"
    return Relation("growth", formula, State.REFUTED, (old, new, stated), expected, weak=True)
