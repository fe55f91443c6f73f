"""Changes whose base a sentence has said once for all: 「小学比上年…；初中在校生98400人，增加3400人，增长3.6%」.

The value, by how much it moved and by what rate stand right beside each other, with nothing but the verbs between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from drafter.checking.relations.model import Relation
from drafter.checking.relations.movement import growth_by
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import FALL, RISE, Figure, Role
from drafter.findings import State

__all__ = ["bare_changes"]

#: A verb and no more: 新增 and 招聘 tell what came in, and not by how much a number rose.
_VERB = re.compile(rf"^(?:，|,)(?:又|再|净)?(?:{RISE}|{FALL}|多|少)(?:了)?(?:约)?$")
_YEAR = re.compile(r"20\d\d年|上一?学?年|去年|前年|原有?|年初")


def bare_changes(figures: list[Figure]) -> Iterator[Relation]:
    """Every value with an amount and a rate of change right behind it that do not say since when."""
    since = False
    for at, (now, amount, rate) in enumerate(zip(figures, figures[1:], figures[2:], strict=False)):
        since = since or now.compared == "time"
        kinds = now.quantity.kind is amount.quantity.kind is Kind.AMOUNT and rate.quantity.kind is Kind.PERCENT
        alike = kinds and now.quantity.dimension == amount.quantity.dimension
        roles = now.role is Role.LEVEL and amount.role is rate.role is Role.CHANGE
        bare = not amount.compared and not rate.compared
        if not (alike and roles and bare and _VERB.match(amount.gap) and _VERB.match(rate.gap)):
            continue
        if _YEAR.search(now.gap):
            continue  # 96.84亿元，2024年93.57亿元，增加3.27亿元: the base itself stands before the change
        if "净" in amount.gap and at and figures[at - 1].quantity.dimension == now.quantity.dimension:
            continue  # 招聘142人，退休68人，净增74人: what came in and went out, on the whole
        relation = growth_by(now, amount, rate)
        if relation is None:
            continue
        if relation.state is State.PROVED and amount.direction * rate.direction < 0:
            yield Relation("direction", f"{amount.text}与{rate.text}", State.REFUTED, (amount, rate), "一升一降")
        else:
            yield relation if since else replace(relation, weak=relation.state is State.REFUTED)
