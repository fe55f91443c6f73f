"""What stands right behind a figure and says it again: the counts of a share, the change beside 加了."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import comparable, share_of
from drafter.checking.text.nouns import label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Statement
from drafter.findings import State

__all__ = ["behind"]

_SHARE_OF = re.compile(r"占(?P<whole>[^，。；：、\d]{2,12}?)(?:总数|总量|人数)?的$")
_WHOLE = re.compile(r"^[，（(：:]?(?:即|也就是|全部|总共|一共)?[^，。；：（(\d]{0,6}$")
_PART = re.compile(r"^[^，。；\d]{0,6}(?:里头?|中|当中)[，]?(?:有|占)[^，。；\d]{0,8}$")
_FROM = re.compile(r"(?:从|由)[^，。；\d]{0,12}$")
_BY = re.compile(r"^(?:一?下子?)?(?P<verb>加|增|扩|涨|添|提|减|降|压|缩|砍)(?:加|长|大|高|少|低|减)?了$")
_CHANGED = re.compile(r"^[，,](?:净|共|一共|整整)?(?P<way>多|增加?|新增|少|减少?|净增|净减)(?:了|出)?$")


def behind(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """「占招生的三分之二，408人里有272人」, 「从800个加了1200个，多了400个」; never more than a warning.

    Args:
        settled: ids of figures that a relation found elsewhere already proves or refutes.
    """
    for statement in statements:
        figures = statement.figures
        for one, two, three in zip(figures, figures[1:], figures[2:], strict=False):
            if one.quantity.kind is Kind.PERCENT and one.id not in settled:
                yield from _counted(one, two, three)
            elif two.id not in settled:
                yield from _to(one, two, three)


def _counted(share: Figure, whole: Figure, part: Figure) -> Iterator[Relation]:
    told = comparable(part, whole) and whole.quantity.dimension == part.quantity.dimension
    larger = whole.quantity.value >= part.quantity.value
    named = _SHARE_OF.search(share.gap)
    own = label(whole)
    if whole.gap.endswith("每") or (named and own and named["whole"] not in whole.gap + own):
        return  # 每一百名里有三十七名 rounds a share; 占专业课教师的48.6%，毕业生…中有… is another matter
    if told and larger and _WHOLE.match(whole.gap) and _PART.match(part.gap):
        relation = share_of(part, whole, share, [])
        if relation is not None:
            yield relation if relation.state is State.PROVED else replace(relation, weak=True)


def _to(before: Figure, told: Figure, change: Figure) -> Iterator[Relation]:
    """By so much, though it is the value that was come to, as what follows shows."""
    verb = _BY.match(told.gap)
    alike = before.quantity.dimension == told.quantity.dimension == change.quantity.dimension != ""
    if not (verb and alike and _FROM.search(before.gap) and _CHANGED.match(change.gap)):
        return
    values = [f.quantity.value for f in (before, told, change)]
    if abs(values[1] - values[0]) == values[2] != values[1]:
        formula = f"{before.text}{told.gap}{told.text}"
        expected = f"“{verb['verb']}到{told.text}”"
        yield Relation("to-or-by", formula, State.REFUTED, (before, change, told), expected, weak=True)
