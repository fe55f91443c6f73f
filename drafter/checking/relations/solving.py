"""Figures that say they follow from others, in a wording that no grammar here reads: the figures near them are tried.

A change, a rate, a share or a total that no sentence pattern explained is put against every pair of figures it could
follow from. One that fits proves it. When none fits, it is called wrong only if the pair it belongs to is plain (last
year's value and this year's of one thing, or the only two figures of their kind), or if it is what a pair gives with
its digits in another order or a nought too many: then it has most likely gone wrong on the way. All of it stays a
warning, since the grammar is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.text.nouns import kin, label, noun
from drafter.checking.text.quantities import Kind, Quantity
from drafter.checking.text.statements import FALL, RISE, Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["misplaced", "solve"]

_HUNDRED = Decimal(100)
#: Verbs that tell how much came or went between two values of a thing.
_GONE = re.compile(
    r"(?:消除|化解|撤并|撤销|清退|裁撤|减招|少招|少收|少支|少用|净减)(?:了|掉|大班额)?(?:约|近|达到?)?$"
)
_COME = re.compile(r"(?:净增|新增|多招|增招|扩招|多收|多支|新添|增设)(?:了|加)?(?:约|近|达到?)?$")
_TIMES = re.compile(r"(?P<way>增加|增长|提高|扩大|多)了?$")
_EARLIER = re.compile(
    r"(?:[上去前]一?学?年度?|年前|原来|原有|此前|之前|以前|当时|过去|年初|期初|基期|(?:19|20)\d\d年(?:底|末|初|秋季?|春季?)?|[一二三四五六七八九十]五”?[末初期]*)"
    r"[^，。；、\d]{0,12}$"
)
_FROM = re.compile(r"(?:由|从)[^，。；]{0,18}$")
_ONLY_LINK = re.compile(
    rf"^(?:[，、（(\s]|同比|环比|(?:比|较|与)?(?:上|去|前)一?学?年度?(?:同期)?(?:相比)?|[一二三四五六七八九十两]年(?:来|间|内|共|里)?|累计|共|已|均|又|再|正好|整整|数量|总量|{RISE}|{FALL}|多|少"
    r"|了|出|掉|减招|少招|少收|消除|化解|撤并|撤销|清退|净增|净减|新增|多招|增招|扩招|增设|也|达到?|约|近|为|就|即|幅度?)*$"
)
_SHARE = re.compile(r"占|比[例重]|率")
_WINDOW = 5
_NEAR = 2


@dataclass(frozen=True)
class _Trial:
    """One equation that could explain a figure: what it gives as an interval and exactly, and who takes part."""

    figures: tuple[Figure, ...]
    computed: Interval
    exact: Decimal
    formula: str


def solve(sentences: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Relations of figures that say they follow from others and that no pattern has explained.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    for statement in sentences:
        if statement.flow.part == "table":
            continue
        for at, figure in enumerate(statement.figures):
            if figure.id in settled or not figure.quantity.definite or at < _NEAR:
                continue
            relation = _solved(statement.figures[:at], figure)
            if relation is not None:
                yield relation


def _solved(earlier: list[Figure], figure: Figure) -> Relation | None:
    kind = figure.quantity.kind
    changed = figure.role is Role.CHANGE or bool(_GONE.search(figure.gap) or _COME.search(figure.gap))
    if kind is Kind.AMOUNT and changed:
        return _change("difference", _of(earlier, figure), figure, _difference)
    if kind is Kind.POINTS:
        return _change("points", [f for f in earlier if f.quantity.kind is Kind.PERCENT], figure, _difference)
    if kind is Kind.PERCENT and figure.role is Role.CHANGE:
        return _rate(earlier, figure)
    if kind is Kind.PERCENT and _SHARE.search(figure.gap):
        return _share(earlier, figure)
    return None


def _of(earlier: list[Figure], figure: Figure) -> list[Figure]:
    return [f for f in earlier if f.quantity.dimension == figure.quantity.dimension]


def _levels(figures: list[Figure]) -> list[Figure]:
    """The values among figures, the last few."""
    return [f for f in figures if f.role in (Role.LEVEL, Role.PREVIOUS, Role.SHARE) and f.quantity.definite][-_WINDOW:]


# --- changes ---------------------------------------------------------------------------------------------------


def _difference(old: Figure, new: Figure) -> _Trial:
    return _Trial(
        (old, new),
        abs(new.quantity.interval - old.quantity.interval),
        abs(new.quantity.value - old.quantity.value),
        f"{new.text}－{old.text}",
    )


def _growth(old: Figure, new: Figure) -> _Trial | None:
    base = old.quantity
    if base.interval.low <= 0:
        return None
    grown = abs(new.quantity.interval - base.interval)
    rate = Interval(grown.low / base.interval.high, grown.high / base.interval.low).scaled(_HUNDRED)
    exact = abs(new.quantity.value - base.value) / base.value * _HUNDRED
    return _Trial((old, new), rate, exact, f"({new.text}－{old.text})÷{old.text}")


def _change(
    kind: str, figures: list[Figure], stated: Figure, equation: Callable[[Figure, Figure], _Trial | None]
) -> Relation | None:
    """A change told after two values of one thing."""
    levels = _levels(figures)
    trials = [t for old, new in combinations(levels, 2) if (t := equation(old, new)) is not None]
    plain = _plain_pair(levels, stated)
    if plain is not None and (told := equation(*plain)) is not None:
        relation = _decided(kind, told, stated)
        if relation.state is State.PROVED:
            return _directed(plain, stated) or relation
        if not any(t.computed.meets(stated.quantity.interval) for t in trials):
            return relation
    return _proved_or_slipped(kind, trials, stated)


def _directed(pair: tuple[Figure, Figure], stated: Figure) -> Relation | None:
    """The relation of a change whose word goes the other way than its two values."""
    old, new = (f.quantity.interval for f in pair)
    way = -1 if _GONE.search(stated.gap) else 1 if _COME.search(stated.gap) else stated.direction
    wrong = new.high < old.low if way > 0 else new.low > old.high
    if not way or not wrong:
        return None
    formula = f"{pair[0].text}→{pair[1].text}"
    return Relation("direction", formula, State.REFUTED, (*pair, stated), "下降" if way > 0 else "上升", weak=True)


def _plain_pair(levels: list[Figure], stated: Figure) -> tuple[Figure, Figure] | None:
    """(earlier, later) of the last two values when one of them is of an earlier time, and the change is of the same."""
    if len(levels) < _NEAR:
        return None
    first, second = levels[-2:]
    was = [_is_earlier(first), _is_earlier(second)]
    if was == [True, True]:
        years = [_year(f) for f in (first, second)]
        if None in years or years[0] == years[1]:
            return None
        pair = (first, second) if (years[0] or 0) < (years[1] or 0) else (second, first)
    elif was == [True, False]:
        pair = (first, second)
    elif was == [False, True]:
        pair = (second, first)
    else:
        return None
    clause = re.split(r"[；。，,]", stated.gap)[-1]
    if _ONLY_LINK.match(clause):
        near = stated.id - second.id <= _NEAR
        return pair if near and _alike(first, second) else None
    return pair if kin(_bare(label(stated)), _bare(noun(first))) and _alike(first, second) else None


def _bare(name: str) -> str:
    return re.sub(rf"(?:{RISE}|{FALL}|多|少|了|出|消除|化解|撤并|净增|净减|新增|人数|数量|总数)+$", "", name)


def _alike(first: Figure, second: Figure) -> bool:
    """Whether two values can be of one thing: the second names no other."""
    own = re.sub(r"(?:19|20)\d\d年(?:底|末|初)?|[上去]一?学?年度?|年前|这一?比例|该|而|但|只有|仅有|仅|只|剩下?|还剩", "", label(second))
    return not own or kin(own, noun(first))


def _is_earlier(figure: Figure) -> bool:
    clause = re.split(r"[，。；、（(]", figure.gap)[-1]
    return figure.role is Role.PREVIOUS or bool(_EARLIER.search(clause) or _FROM.search(clause))


def _year(figure: Figure) -> int | None:
    years = re.findall(r"(?:19|20)\d\d(?=年)", figure.gap)
    return int(years[-1]) if years else None


def _rate(earlier: list[Figure], stated: Figure) -> Relation | None:
    """「少收190万元，下降7.6%」: from two values, or from a value and how much it changed."""
    amounts = [f for f in earlier if f.quantity.kind is Kind.AMOUNT and f.quantity.definite][-_WINDOW:]
    trials = [t for old, new in combinations(_levels(amounts), 2) for t in (_growth(old, new), _growth(new, old)) if t]
    parts = [(f, way) for f in amounts if (way := _way(f))]
    for change, way in parts:
        for value in _levels(_of(amounts, change)):
            if value is not change and (trial := _of_its_base(value, change, way)) is not None:
                trials.append(trial)
    if parts and stated.id == parts[-1][0].id + 1 and _ONLY_LINK.match(stated.gap):
        change, way = parts[-1]
        values = [f for f in _levels(_of(amounts, change)) if f is not change]
        near = [f for f in values if abs(f.id - change.id) == 1]
        if len(values) == len(near) == 1 and (told := _of_its_base(near[0], change, way)) is not None:
            if near[0].role is Role.LEVEL and not any(t.computed.meets(stated.quantity.interval) for t in trials):
                return _decided("growth", told, stated)
    return _proved_or_slipped("growth", trials, stated)


def _way(figure: Figure) -> int:
    """1 or -1 for an amount that came or went, else 0."""
    if _GONE.search(figure.gap):
        return -1
    if _COME.search(figure.gap):
        return 1
    return figure.direction if figure.role is Role.CHANGE else 0


def _of_its_base(value: Figure, change: Figure, way: int) -> _Trial | None:
    """The rate of a change told with the value it led to."""
    now, by = value.quantity, change.quantity
    if value.role is Role.PREVIOUS:
        base, exact = now.interval, now.value
        formula = f"{change.text}÷{value.text}"
    else:
        base, exact = now.interval - by.interval.scaled(Decimal(way)), now.value - way * by.value
        formula = f"{change.text}÷({value.text}{'－' if way > 0 else '＋'}{change.text})"
    if base.low <= 0:
        return None
    rate = Interval(by.interval.low / base.high, by.interval.high / base.low).scaled(_HUNDRED)
    return _Trial((value, change), rate, by.value / exact * _HUNDRED, formula)


# --- shares ----------------------------------------------------------------------------------------------------


def _share(earlier: list[Figure], stated: Figure) -> Relation | None:
    amounts = _levels([f for f in earlier if f.quantity.kind is Kind.AMOUNT])
    trials = []
    for one, other in combinations(amounts, 2):
        part, whole = sorted((one, other), key=lambda f: f.quantity.value)
        if part.quantity.dimension == whole.quantity.dimension and part.quantity.interval.low > 0:
            computed = (part.quantity.interval / whole.quantity.interval).scaled(_HUNDRED)
            exact = part.quantity.value / whole.quantity.value * _HUNDRED
            trials.append(_Trial((part, whole), computed, exact, f"{part.text}÷{whole.text}"))
    return _proved_or_slipped("share", trials, stated)


# --- deciding --------------------------------------------------------------------------------------------------


def _decided(kind: str, trial: _Trial, stated: Figure) -> Relation:
    state, truncated = decide(trial.computed, stated.quantity, trial.exact)
    if state is State.PROVED:
        return Relation(kind, trial.formula, state, (*trial.figures, stated))
    expected = printed_like(trial.exact, stated.quantity)
    return Relation(kind, trial.formula, state, (*trial.figures, stated), expected, truncated, weak=True)


def _proved_or_slipped(kind: str, trials: list[_Trial], stated: Figure) -> Relation | None:
    """The first equation that holds; else the only one that gives the figure with its digits misplaced."""
    for trial in reversed(trials):
        if trial.computed.meets(stated.quantity.interval):
            return _decided(kind, trial, stated)
    slipped = [t for t in trials if misplaced(stated.quantity, t.exact)]
    return _decided(kind, slipped[0], stated) if len(slipped) == 1 else None


def misplaced(told: Quantity, exact: Decimal) -> bool:
    """Whether a figure of three or more digits is ``exact``, as it would be printed, with its digits in another order,
    or ten, a thousand or ten thousand times too much or too little."""
    if not told.step or exact <= 0 or told.value <= 0:
        return False
    shown = (exact / told.step).quantize(Decimal(1))
    own = (told.value / told.step).quantize(Decimal(1))
    one, other = f"{own:f}", f"{shown:f}"
    digits = len(one.strip("0")) >= 3 or (len(one) >= 3 and len(set(one)) > 1)
    if digits and one != other and sorted(one) == sorted(other):
        return True
    for power in (1, 3, 4):
        for factor in (Decimal(10) ** power, Decimal(10) ** -power):
            if told.interval.meets(Interval.exact(exact * factor)) and len(other.strip("0")) >= 2:
                return True
    return False
