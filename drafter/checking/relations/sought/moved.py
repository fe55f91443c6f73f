"""Changes whose values stand in no order that a grammar reads: 「与上年11个项目、19800万元相比，投资增长19.19%」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from drafter.checking.relations.model import Relation
from drafter.checking.relations.periods import of_one_thing
from drafter.checking.relations.sought.entries import Entries, measure
from drafter.checking.relations.sought.trying import tried
from drafter.checking.relations.trials import Trial
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import FALL, RISE, Figure, Role, Statement, value_runs
from drafter.checking.text.things import Words
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["moves"]

_HUNDRED = Decimal(100)
_NEAR = 2
_WIDE = 12
_LONG = 40
_BY = re.compile(rf"^(?:{RISE}|{FALL})了$")
_THAN = re.compile(r"(?:比|较|与)[^，。；\d]{0,8}$")
_TO = re.compile(rf"^(?:{RISE}|{FALL})[到至]$")
_BY_YEAR = re.compile(r"年均|年平均|每年|逐年|年递")
_YEAR_IS = re.compile(r"(?:^|[，,（(；])(?:上年|去年|20\d\d年)(?:是|为|有|只有|仅有)?$")
_BASE = re.compile(r"(?:以|按)(?:上年|去年|20\d\d年)[^，。；\d]{0,8}$")
#: Words that lead to the rate and name nothing else that changed.
_PLAIN = re.compile(
    r"(?:[，,]|相比|相较|基数|同期|比|[一二两三四五]年|累计|前后|投资|资金|金额|经费|总额|人数|数量|数|总量|人次|共|约|同比|也|已|均|净|分别|为|了|的|增长|增加|下降|减少|提高|上升|增幅|降幅|增|降|上涨|缩减|压缩|缩水|减|少|多)*$"
)


def moves(entries: Entries, statement: Statement, at: int) -> Relation | None:
    """The change that ``statement.figures[at]`` tells, from any two amounts of its sentence."""
    stated = statement.figures[at]
    if stated.quantity.kind is Kind.AMOUNT and stated.role is Role.LEVEL and stated.direction:
        return _left_over(statement, at)
    if stated.quantity.kind is Kind.AMOUNT and stated.role is Role.CHANGE and stated.compared != "other":
        return _turned(statement, stated) or _came_to(entries, statement, at)
    if stated.quantity.kind is not Kind.PERCENT or stated.role is not Role.CHANGE or _BY_YEAR.search(stated.gap):
        return None
    if len(run := entries.run_of(statement, stated)) > 1:
        return _in_order(entries, statement, run, stated)
    before = [
        f
        for f in statement.figures[max(0, at - _WIDE) : at]
        if f.role in (Role.LEVEL, Role.PREVIOUS) and f.quantity.definite
    ]
    amounts = [f for f in before if f.quantity.kind is Kind.AMOUNT and f.quantity.interval.low > 0]
    pairs = [
        (a, b)
        for a, b in combinations(amounts, 2)
        if measure(a) == measure(b) and of_one_thing(a, b) and a not in entries.run_of(statement, b)
    ]
    trials = [t for one, other in pairs for t in _both_ways(one, other, stated.direction)]
    sole = _sole(trials, stated)
    return tried("growth", trials, stated, sole=sole)


def _turned(statement: Statement, stated: Figure) -> Relation | None:
    """「15128人，比上年减少412人，以2024年的14716人为基数」: a change told the other way than its two values."""
    at = stated.id - statement.figures[0].id
    near = statement.figures[max(0, at - _WIDE) : at + _WIDE]
    values = [f for f in near if f.quantity.definite and measure(f) == measure(stated)]
    for new in values:
        for old in values:
            beside = new.role is Role.LEVEL and new.id < stated.id and abs(old.id - stated.id) <= _NEAR
            if not beside or not _is_last(old) or not of_one_thing(new, old):
                continue
            moved = new.quantity.value - old.quantity.value
            if abs(moved) == stated.quantity.value and moved * stated.direction < 0:
                said = "下降" if stated.direction > 0 else "上升"
                formula = f"{old.text}→{new.text}"
                return Relation("direction", formula, State.REFUTED, (old, new, stated), said, weak=True)
    return None


def _in_order(entries: Entries, statement: Statement, run: Sequence[Figure], stated: Figure) -> Relation | None:
    """「2023年分别为a、b和c。2024年分别为d、e和f，依次增长x%、y%和z%」: each of the two values at its place."""
    place = next(at for at, figure in enumerate(run) if figure.id == stated.id)
    earlier = [f for f in (*entries.lately(statement), *statement.figures) if f.id < run[0].id][-_LONG:]
    values = [r for r in value_runs(earlier) if len(r) == len(run) and r[0].quantity.kind is Kind.AMOUNT]
    if len(values) < 2 or measure(values[-1][0]) != measure(values[-2][0]):
        return None
    old, new = values[-2][place], values[-1][place]
    others = [_growth(values[-2][at], values[-1][at]) for at in range(len(run)) if at != place]
    told = [figure for at, figure in enumerate(run) if at != place]
    if old.quantity.interval.low <= 0 or not all(
        trial.computed.meets(figure.quantity.interval) for trial, figure in zip(others, told, strict=True)
    ):
        return None  # the others show that the lists belong together
    trial = _growth(old, new)
    return tried("growth", [trial], stated, sole=trial, certain=True)


def _came_to(entries: Entries, statement: Statement, at: int) -> Relation | None:
    """「大班额由11个减少了3个」, where 3 are told elsewhere as what there are now, and 8 nowhere."""
    stated, base = statement.figures[at], statement.figures[at - 1] if at else None
    own = entries.subjects.get(stated.id)
    if base is None or base.role is not Role.PREVIOUS or not _BY.match(stated.gap) or own is None or not own.thing.core:
        return None
    stages, owners = (frozenset([name] if name else ()) for name in (own.thing.stage, own.thing.owner))
    words = Words(stages, owners, own.thing.core)
    now = {
        e.figure.quantity.value: e.figure for e in entries.named(words, measure(stated)) if e.words.rest == words.rest
    }
    left = base.quantity.value + stated.direction * stated.quantity.value
    value = now.get(stated.quantity.value)
    if value is None or left in now or value.id == stated.id:
        return None
    verb = stated.gap.strip().rstrip("了")
    formula = f"{base.text}{stated.gap.strip()}{stated.text}"
    return Relation("to-or-by", formula, State.REFUTED, (base, stated), f"{verb}到", weak=True)


def _left_over(statement: Statement, at: int) -> Relation | None:
    """「大班额还剩9个，较上年23个减少到14个」: what it fell by told as what it fell to, which stands before."""
    stated, base = statement.figures[at], statement.figures[at - 1] if at else None
    if base is None or base.role is not Role.PREVIOUS or not _TO.match(stated.gap) or measure(base) != measure(stated):
        return None
    if not _THAN.search(base.gap):
        return None  # 由95人缩小到35人 is what it came to
    rest = base.quantity.value + stated.direction * stated.quantity.value
    now = [
        f
        for f in statement.figures[max(0, at - _WIDE) : at - 1]
        if f.role is Role.LEVEL and measure(f) == measure(stated)
    ]
    if rest == stated.quantity.value or not any(
        f.quantity.value == rest and (f.id == base.id - 1 or of_one_thing(f, base)) for f in now
    ):
        return None
    verb = stated.gap.strip()[:-1]
    return Relation(
        "to-or-by",
        f"{base.text}{stated.gap.strip()}{stated.text}",
        State.REFUTED,
        (base, stated),
        f"{verb}了",
        weak=True,
    )


def _both_ways(one: Figure, other: Figure, direction: int) -> list[Trial]:
    """The rate at which the less became the greater, or the other way round, as the word says."""
    low, high = sorted((one, other), key=lambda f: f.quantity.value)
    if direction > 0:
        return [_growth(low, high)]
    return [_growth(high, low)] if direction < 0 else [_growth(low, high), _growth(high, low)]


def _growth(old: Figure, new: Figure) -> Trial:
    base = old.quantity
    grown = abs(new.quantity.interval - base.interval)
    rate = Interval(grown.low / base.interval.high, grown.high / base.interval.low).scaled(_HUNDRED)
    exact = abs(new.quantity.value - base.value) / base.value * _HUNDRED
    return Trial((old, new), rate, exact, f"({new.text}－{old.text})÷{old.text}")


def _sole(trials: Sequence[Trial], stated: Figure) -> Trial | None:
    """The only pair there is, one of it last year's, where the rate names nothing of its own."""
    near = [t for t in trials if max(f.id for f in t.figures) == stated.id - 1]
    told_last = len(near) == 1 and sum(_is_last(f) for f in near[0].figures) == 1
    return near[0] if told_last and _PLAIN.match(stated.gap) else None


def _is_last(figure: Figure) -> bool:
    """Whether a value is last year's, by its own words or by those of the value it stands in a list with."""
    if figure.role is Role.PREVIOUS or _BASE.search(figure.gap) or _YEAR_IS.search(figure.gap):
        return True
    before = [f for f in figure.statement.figures if f.id == figure.id - 1]
    return bool(before) and before[0].role is Role.PREVIOUS and figure.gap.endswith("、")
