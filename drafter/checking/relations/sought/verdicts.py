"""A value that is said to meet its goal, or not to, where another sentence tells the goal.

「市定目标是60%。体质健康优良率58.3%，已达到目标」, and in the form of a check list 「指标要求：…60%以上」 with
「完成情况：…，达到要求」 in the paragraph below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.model import Relation
from drafter.checking.relations.sought.entries import Entries, words_of
from drafter.checking.text.phrases import label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["verdicts"]

_SAID = re.compile(
    r"^(?:（[^（）]{0,24}）)?[，,](?:(?:比|较)上年[^，。；]{0,16}[，,])?(?:但|却|也|均|都|已经?|仍|还|全部)*(?P<not>没有|未能|未|尚未|不)?"
    r"(?:达到|达|符合|满足|完成|实现)(?:了)?(?:市定|省定|国家|规定|既定|年度|预定|上述|这一|该项)*(?P<what>目标|要求|标准|任务)(?:值|数)?(?=[，。；]|$)"
)
_MARK = re.compile(r"目标|要求|标准|底线|不低于|不少于|以上")
_LOW_IS_GOOD = re.compile(r"近视|辍学|大班额|差异系数|班额|师比|师幼比|负担|以内|不超过|不高于")
_BACK = 6  # statements; a check list has its goals two or three lines above


def verdicts(entries: Entries, statements: Sequence[Statement]) -> Iterator[Relation]:
    """Values whose verdict is not that of the one goal told before them."""
    for number, statement in enumerate(statements):
        for figure in statement.figures:
            said = _SAID.match(statement.between(figure.end, statement.end))
            if said is None or figure.role not in (Role.LEVEL, Role.SHARE) or not figure.quantity.definite:
                continue
            mark = _mark(entries, statements[max(0, number - _BACK) : number + 1], figure)
            if mark is None:
                continue
            value, bound = figure.quantity.interval, mark.quantity.value
            wrong = value.low >= bound if said["not"] else value.high < bound
            if wrong:
                formula = f"{figure.text}{'＜' if said['not'] else '≥'}{mark.text}"
                yield Relation("target", formula, State.REFUTED, (mark, figure), "与所称不符", weak=True)


def _mark(entries: Entries, statements: Sequence[Statement], figure: Figure) -> Figure | None:
    """The goal of what a figure measures, where one and only one is told right before."""
    entry = entries.of(figure)
    own = words_of(label(figure)).rest or (entry.words.rest if entry is not None else "")
    before = figure.statement.between(max(figure.statement.start, figure.start - 40), figure.start)
    if figure.quantity.kind not in (Kind.PERCENT, Kind.AMOUNT) or not own or _LOW_IS_GOOD.search(before):
        return None
    found: dict[str, Figure] = {}
    for statement in statements:
        told = _MARK.search(statement.text) is not None
        for other in statement.figures if told else ():
            one, two = other.quantity, figure.quantity
            goal = other.role is Role.TARGET or _MARK.search(other.gap) or one.qualifier in ("以上", "及以上")
            alike = one.kind is two.kind and one.dimension == two.dimension
            if not goal or not alike or other.id >= figure.id or _LOW_IS_GOOD.search(other.gap):
                continue
            if (
                _of_a_stage(entries, other, figure)
                and _of_it(other, own)
                and may_be_meant(figure.quantity.value, other.quantity.value)
            ):
                found[other.text] = other
    return next(iter(found.values())) if len(found) == 1 else None


def _of_a_stage(entries: Entries, mark: Figure, figure: Figure) -> bool:
    """Whether a goal is set for the stage of school that a value is told of."""
    said = words_of(label(mark)).stages
    subject = entries.subjects.get(figure.id)
    own = frozenset([subject.thing.stage]) if subject is not None and subject.thing.stage else frozenset()
    return not said or said == own


def _of_it(mark: Figure, own: str) -> bool:
    """Whether a goal is told of a thing: its clause names it, or names nothing and is the last before it."""
    name = words_of(re.sub(r"[市省国家定]*(?:目标|要求|标准)(?:值|数)?(?:是|为)?", "", label(mark))).rest
    return not name or name in own or own in name
