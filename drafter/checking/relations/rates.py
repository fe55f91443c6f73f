"""Rates told right behind a whole and what is done of it, in words that no other pattern reads.

「共查出隐患356处，当年销号349处，整改率98.0%」, 「招生计划2000人，切块1120个名额，比例56.0%」, and shares in brackets
behind each of several parts: 「毕业1200名：升学780名（65.0%）、就业396名（33.0%）…」.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.plausible import is_slip
from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import comparable, of_others, share_of
from drafter.checking.relations.wholes import added
from drafter.checking.text.nouns import kin, label, same_thing, stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts.numerals import to_places
from drafter.findings import State

__all__ = ["rates"]

_HUNDRED = Decimal(100)
#: A rate by itself behind its two counts: 参与率, 切块比例, 达标率为.
_RATE = re.compile(r"^[、（]?(?:[一-鿿]{0,6}?)(?:率|比例|占比|比重|覆盖面)(?:就|已|仅|也)?(?:为|是|达到?|约)?$")
_OF_ANOTHER = re.compile(r"增长|下降|提高|增幅|降幅|利率|合格|优良|优秀|满意|近视|本科|双师")
#: What opens a whole that is to be dealt with, and what says that some of it was.
_TO_DO = re.compile(
    r"应|查出|排查|发现|受理|收到|接到|交办|反馈|登记|下达|核定|核查|计划|任务|需|报名|投放|发放|共有|在册|梳理|建档|符合"
)
_DONE = re.compile(
    r"实|已|其中|整改|整治|办结|办理|完成|销号|化解|消除|处置|回访|收回|回收|录取|参加|参与|到位|落实|达到|入"
)
_MANY = re.compile(r"^(?:名额|指标|计划|学位)")
_INSTEAD = re.compile(
    r"^[，,、（]?(?:大?约|将近|仅|正好|恰好)?(?:为|是|相当于|合)(?P<whole>[^，。；、\d（）]{2,14}?)的(?:大?约|将?近)?$"
)
_EQUAL_TO = re.compile(r"相当于[^，。；\d]{0,16}$")
_OF_IT = re.compile(r"^[^，。；、\d]{0,4}的(?:大?约|将?近)?$")
_IN_BRACKET = re.compile(r"^（(?:占比?|约|占总数的?)?$")
_SOUND = 2
_BACK = 4


def rates(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Rates and shares that follow from the counts before them.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    before: Sequence[Figure] = ()
    flow = None
    for statement in statements:
        if statement.flow is not flow:
            before, flow = (), statement.flow
        figures = statement.figures
        yield from _bracketed(figures, before, settled)
        for at, rate in enumerate(figures):
            if rate.id in settled or rate.quantity.kind is not Kind.PERCENT or not rate.quantity.definite:
                continue
            if at < _SOUND or rate.role not in (Role.LEVEL, Role.SHARE):
                continue
            relation = _behind_two(*figures[at - 2 : at + 1]) or _instead(figures[:at], rate)
            if relation is not None:
                yield relation
        before = figures


def _behind_two(whole: Figure, part: Figure, rate: Figure) -> Relation | None:
    """A rate right behind a whole and a part: doubted where the words make the two its own, or a slip explains it."""
    if _EQUAL_TO.search(part.gap) and _OF_IT.match(rate.gap):
        return _named_plainly(share_of(whole, part, rate, [], weak=True)) if comparable(whole, part) else None
    _, _, named = rate.gap.rpartition("，")
    if not _RATE.match(named) or re.search(r"[；。]", part.gap + rate.gap) or part.role is not Role.LEVEL:
        return None
    if of_others(named, whole, part):
        return None
    some = _in_unit_of(whole, part)
    if whole.role not in (Role.LEVEL, Role.TARGET) or some is None:
        return None
    relation = share_of(some, whole, rate, [], weak=True)
    if relation is None or relation.state is State.PROVED:
        return relation
    meant = bool(_TO_DO.search(whole.gap) and _DONE.search(part.gap)) and not _OF_ANOTHER.search(named)
    exact = part.quantity.value / whole.quantity.value * _HUNDRED
    return relation if meant or _slipped(whole, part, rate, exact) else None


def _in_unit_of(whole: Figure, part: Figure) -> Figure | None:
    """The part in the unit of its whole: 1120个名额 of 2000人, 2.4万 of 9.6万人; None when it counts something else."""
    if comparable(part, whole):
        return part
    if whole.quantity.kind is not Kind.AMOUNT or not part.quantity.definite:
        return None
    bare = part.quantity.kind is Kind.BARE and part.text.endswith("万") and "万" in whole.text
    places = part.quantity.dimension == "count:个" and _MANY.match(
        part.statement.between(part.end, min(part.statement.end, part.end + 2))
    )
    alike = bare or (places and whole.quantity.dimension == "person")
    return replace(part, quantity=replace(part.quantity, kind=Kind.AMOUNT, unit=whole.quantity.unit)) if alike else None


def _slipped(whole: Figure, part: Figure, rate: Figure, exact: Decimal) -> bool:
    """Whether one of the three with its digits in another order, or one digit wrong, makes them fit."""
    told = rate.quantity.value
    if not exact or told <= 0 or told >= _HUNDRED:  # 100% fits too much
        return False
    off = exact / told
    for figure, meant in ((part, part.quantity.value / off), (whole, whole.quantity.value * off)):
        step = figure.quantity.step
        if step and is_slip(figure.quantity.value, to_places(meant / step) * step):
            return True
    step = rate.quantity.step
    return bool(step) and is_slip(told, to_places(exact / step) * step)


def _instead(earlier: Sequence[Figure], rate: Figure) -> Relation | None:
    """「关注学生566人，约为实筛人数的2.0%」: the whole by its name."""
    words = _INSTEAD.match(rate.gap)
    part = earlier[-1]
    if words is None or part.role is not Role.LEVEL:
        return None
    name = stripped(words["whole"])
    fitting = [f for f in earlier[:-1] if comparable(part, f) and (own := label(f)) and _named(name, own)]
    if len({f.quantity.value for f in fitting}) != 1:
        return None
    return _named_plainly(share_of(part, fitting[-1], rate, [], weak=True))


def _named_plainly(relation: Relation | None) -> Relation | None:
    """A share whose part and whole the words name: asked about however far off it lies."""
    refuted = relation is not None and relation.state is State.REFUTED
    return replace(relation, plain=True) if relation is not None and refuted else relation


def _named(name: str, own: str) -> bool:
    core = re.sub(r"(?:总数|人数|总量|数|总)$", "", name)
    return len(core) > 1 and (same_thing(core, own) or own.endswith(core) or kin(core, own))


def _bracketed(figures: Sequence[Figure], before: Sequence[Figure], settled: set[int]) -> Iterator[Relation]:
    """Shares in brackets, each behind its part, of a whole that the parts fill or that most of the shares fit."""
    pairs = [
        (part, share)
        for part, share in zip(figures, figures[1:], strict=False)
        if share.quantity.kind is Kind.PERCENT
        and share.quantity.definite
        and _IN_BRACKET.match(share.gap)
        and part.quantity.kind is Kind.AMOUNT
        and part.quantity.definite
        and share.id not in settled
    ]
    if len(pairs) < _SOUND:
        return
    parts = [part for part, _ in pairs]
    wholes = [f for f in (*before[-_BACK:], *figures) if f.id < parts[0].id and f.quantity.definite]
    wholes = [f for f in wholes if all(comparable(part, f) for part in parts) and f.role is Role.LEVEL]
    tried = []
    for whole in wholes:
        found = [r for part, share in pairs if (r := share_of(part, whole, share, [])) is not None]
        held = sum(r.state is State.PROVED for r in found)
        filled = added(parts).meets(whole.quantity.interval)
        tried.append((held, filled, found))
    if not tried:
        return
    held, filled, found = max(tried, key=lambda t: t[:2])
    if filled or _SOUND * held > len(found):
        yield from (r if filled or r.state is State.PROVED else replace(r, weak=True) for r in found)
