"""So many times as much: 「县培是市培的6.9倍」, 「初中生均支出相当于小学的1.43倍」, 「最高的是最低的2.04倍」."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.sought.entries import Entries, measure, words_of
from drafter.checking.relations.sought.trying import tried
from drafter.checking.relations.trials import quotient
from drafter.checking.text.nouns import stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement

__all__ = ["multiples"]

_TIMES = re.compile(
    r"(?P<over>[^，。；：、（()）]{0,20}?)(?:正好|恰好|约|已|就|几乎)?(?:是|为|相当于|达到?|等于|接近)(?:约|了)?"
    r"(?P<under>[^，。；：、（()）\d]{1,20}?)的?(?:近|约|将近)?$"
)
_PRONOUN = re.compile(r"前者|后者|[上去]年|原来|原先|过去|当初|要求|标准|规定|目标|计划|期初|年前|同期|平均")
_ENDS = re.compile(r"最[高多大强低少小]|首|末")
_WIDE = 16
_KINDS = ("money", "count", "person", "person-times", "area", "percent", "ratio")


def multiples(entries: Entries, statement: Statement, at: int) -> Relation | None:
    """The multiple that ``statement.figures[at]`` tells of two things that are named beside it."""
    stated = statement.figures[at]
    if stated.quantity.kind is not Kind.TIMES or stated.role is Role.CHANGE:
        return None
    words = _TIMES.search(stated.gap)
    if words is not None and words["under"] in ("前者", "后者") and words["over"].endswith(("前者", "后者")):
        return _of_last_two(statement.figures[:at], words["under"] == "后者", stated)
    before = [f for f in statement.figures[max(0, at - _WIDE) : at] if f.quantity.definite and f.quantity.value > 0]
    if words is None or _PRONOUN.search(words["under"]):
        return None
    if _ENDS.search(words["over"]) and _ENDS.search(words["under"]):
        return _of_ends(before, stated)
    below, above = words_of(stripped(words["under"])), words_of(stripped(words["over"]))
    trials = []
    for kind in _KINDS:
        for under in entries.named(below, kind, here=statement):
            overs = (
                [e.figure for e in entries.named(above, kind, here=statement)]
                if above.rest or above.stages or above.owners
                else []
            )
            if not overs:
                overs = [f for f in before if measure(f) == kind][-1:]
            trials += [
                quotient(over, under.figure)
                for over in overs
                if over.id != under.figure.id and under.figure.quantity.interval.low > 0
            ]
    if not (below.rest or above.rest):  # 初中为小学的1.40倍: of what this paragraph or the one before speaks of
        here = statement.flow.first_paragraph
        trials = [t for t in trials if all(0 <= here - f.statement.flow.first_paragraph <= 1 for f in t.figures)]
    own = {f.id for f in before}
    inside = [t for t in trials if all(f.id in own for f in t.figures)]
    return tried("growth", trials, stated, sole=inside[0] if len(inside) == 1 else None)


def _of_last_two(before: list[Figure], first_over_second: bool, stated: Figure) -> Relation | None:
    """「升学726人，就业372人，前者为后者的1.95倍」, the two perhaps in the sentence before."""
    known = [f for f in before if f.quantity.definite and f.quantity.interval.low > 0][-2:]
    if len(known) < 2 or measure(known[0]) != measure(known[1]):
        return None
    over, under = known if first_over_second else reversed(known)
    trial = quotient(over, under)
    return tried("growth", [trial], stated, sole=trial)


def _of_ends(before: list[Figure], stated: Figure) -> Relation | None:
    """The greatest and the least of the list that a sentence tells."""
    for kind in dict.fromkeys(measure(f) for f in before):
        values = sorted((f for f in before if measure(f) == kind), key=lambda f: f.quantity.value)
        if len(values) > 1 and values[0].quantity.value > 0:
            trial = quotient(values[-1], values[0], Decimal(1))
            return tried("growth", [trial], stated, sole=trial if len(values) > 1 else None)
    return None
