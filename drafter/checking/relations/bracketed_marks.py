"""Values set against marks that stand in brackets: 「5.12平方米，比标准（4.5平方米）多0.62平方米」.

Where two values of the sentence before are set against two marks at once (两项分别比全市平均（a、b）高x和y), each is
held against the mark at its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.checking.relations.model import Relation
from drafter.checking.relations.movement import difference
from drafter.checking.relations.trials import turned
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.findings import State

__all__ = ["bracketed_marks"]

_MARK = re.compile(
    r"(?:^|[，,；;、])(?:均|都|也|分别|各|两项|两者|[一-鿿]{0,8}?)(?:[比较]|高于|低于|超过)[^，。；：（\d]{1,14}（$"
)
_WAY = re.compile(
    r"^[）)](?:分别|各|均|都|还|仍|又|略)*(?:(?P<more>高出?|多出?|超出?)|(?P<less>低|少))(?:了)?(?:分别)?(?:约|近)?$"
)
_TIME = re.compile(r"[上去前]一?学?年|20\d\d|同期|年初")
_LEVELS = (Role.LEVEL, Role.TARGET)
_PAIR = 2


def bracketed_marks(statement: Statement, before: Statement | None) -> Iterator[Relation]:
    """Every such value of a sentence.

    Args:
        before: the sentence before in the same flow.
    """
    if "（" not in statement.text:
        return
    runs = value_runs(statement.figures)
    for marks, apart in zip(runs, runs[1:], strict=False):
        words, way = _MARK.search(marks[0].gap), _WAY.match(apart[0].gap)
        if words is None or way is None or _TIME.search(words[0]) or len(marks) != len(apart):
            continue
        earlier = [f for f in statement.figures if f.id < marks[0].id]
        if len(marks) == 1:
            value = _opening(earlier)
            if value is not None and _comparable(value, marks[0], apart[0]) and "；" not in marks[0].gap:
                yield from _held(value, marks[0], apart[0], more=bool(way["more"]))
        elif len(marks) == _PAIR:
            told = [*(before.figures if before is not None else ()), *earlier]
            yield from _of_two(told, marks, apart, more=bool(way["more"]))


def _opening(earlier: Sequence[Figure]) -> Figure | None:
    """The value that a row of marks goes on with: 「12658元，比甲县（11930元）高728元，比乙县（13260元）低602元」."""
    told = list(earlier)
    while len(told) > 1 and _WAY.match(told[-1].gap) and _MARK.search(told[-2].gap):
        del told[-_PAIR:]
    return told[-1] if told else None


def _comparable(value: Figure, mark: Figure, apart: Figure) -> bool:
    quantities = [f.quantity for f in (value, mark, apart)]
    kinds = {q.kind for q in quantities}
    measured = kinds == {Kind.AMOUNT} or (kinds == {Kind.BARE} and all(q.decimals for q in quantities))
    alike = len({q.dimension for q in quantities}) == 1 and all(q.definite and not q.spelled for q in quantities)
    return measured and alike and value.role in _LEVELS


def _held(value: Figure, mark: Figure, apart: Figure, *, more: bool) -> Iterator[Relation]:
    relation = difference("difference", mark, value, apart)
    if relation is None:
        return
    lies = value.quantity.value - mark.quantity.value
    if relation.state is State.PROVED and lies and (lies > 0) != more:
        said = "高" if lies > 0 else "低"
        yield Relation("direction", f"{value.text}比{mark.text}", State.REFUTED, (value, mark, apart), said, weak=True)
    else:
        yield relation if relation.state is State.PROVED else replace(relation, weak=True, plain=True)


def _of_two(
    told: Sequence[Figure], marks: Sequence[Figure], apart: Sequence[Figure], *, more: bool
) -> Iterator[Relation]:
    """Two values told before, in order, of which one at least lies from its mark as far as is said."""
    values = [f for f in told if _comparable(f, marks[0], apart[0])]
    found = [
        [(r, v) for v in values if (r := difference("difference", m, v, a)) is not None]
        for m, a in zip(marks, apart, strict=True)
    ]
    held = [next(((r, v) for r, v in tried if r.state is State.PROVED), None) for tried in found]
    if held[0] is not None and held[1] is not None:
        yield from (relation for relation, _ in (held[0], held[1]))
        return
    for at, other in ((0, 1), (1, 0)):
        fits = held[other]
        if held[at] is None and fits is not None:
            in_order = [(r, v) for r, v in found[at] if (v.id - fits[1].id) * (at - other) > 0]
            slipped = [r for r, v in in_order if _slip(r, v, marks[at], more=more)]
            if len(slipped) == 1:
                yield replace(slipped[0], weak=True, plain=True)


def _slip(relation: Relation, value: Figure, mark: Figure, *, more: bool) -> bool:
    """Whether the digits of one of the three in another order make them fit."""
    sign = 1 if more else -1
    a, m, v = relation.stated.quantity.value, mark.quantity.value, value.quantity.value
    return turned(a, abs(v - m)) or turned(m, v - sign * a) or turned(v, m + sign * a)
