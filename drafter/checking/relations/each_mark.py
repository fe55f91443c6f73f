"""As many values as marks, in one order: 「占13.0%，其中骨干占25.0%，分别高于10%和20%的规定比例」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.relations.model import Relation
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["each_mark"]

_ABOVE = re.compile(r"分别(?:都|均)?(?:高于|超过|优于|达到|不低于|越过|突破)了?[^，。；、\d]{0,10}$")
_BELOW = re.compile(r"分别(?:都|均)?(?:低于|不高于|不超过|控制在)了?[^，。；、\d]{0,10}$")
_AND = re.compile(r"^(?:以上)?[、和与及]$")
_MARK = re.compile(r"^(?:以上|以内|以下)?的?[^，。；、\d]{0,8}(?:标准|要求|规定|目标|底线|门槛|线|比例)")
#: 「分别高于全省平均1.2个和0.8个百分点」 and growth are other comparisons; averages are no marks set beforehand.
_OTHER = re.compile(r"平均|上年|去年|同期|全[省市国]|增幅|增速")
_AHEAD = re.compile(r"力争|确保|计划|预计|将|到20\d\d年")
_VALUES = frozenset({Role.LEVEL, Role.SHARE})


def each_mark(statement: Statement) -> Iterator[Relation]:
    """Two marks side by side, and the two values of their kind that stand before them."""
    if "分别" not in statement.text:
        return
    for first, second in pairwise(statement.figures):
        above, below = _ABOVE.search(first.gap), _BELOW.search(first.gap)
        if not (above or below) or not _AND.match(second.gap) or _OTHER.search(first.gap):
            continue
        after = statement.between(second.end, min(statement.end, second.end + 14))
        values = _before(statement, first)
        if not _MARK.match(after) or len(values) != 2 or _AHEAD.search(statement.between(statement.start, first.start)):
            continue
        for value, mark in zip(values, (first, second), strict=True):
            yield _held(value, mark, bool(above))


def _before(statement: Statement, mark: Figure) -> list[Figure]:
    """The values of the marks' kind between the last semicolon and the marks."""
    kind = (mark.quantity.kind, mark.quantity.dimension)
    return [
        f
        for f in statement.figures
        if f.id < mark.id
        and (f.quantity.kind, f.quantity.dimension) == kind
        and f.role in _VALUES
        and "；" not in statement.between(f.end, mark.start)
    ]


def _held(value: Figure, mark: Figure, above: bool) -> Relation:
    interval, bound = value.quantity.interval, mark.quantity.value
    wrong = interval.high < bound if above else interval.low > bound
    formula = f"{value.text}{'≥' if above else '≤'}{mark.text}"
    weak = wrong and value.quantity.kind is not Kind.PERCENT
    state = State.REFUTED if wrong else State.PROVED
    return Relation("target", formula, state, (value, mark), "与所称不符" if wrong else "", weak=weak)
