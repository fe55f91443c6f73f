"""How far two figures lie apart: 相差, 首尾相差, and two counts against the ratio they give: 一比五, 约为2∶1.

The two stand right before, so what fits none of them is a warning where the words leave no other pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from drafter.checking.relations.model import Relation
from drafter.checking.relations.trials import Trial, decided, proved_or_slipped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.facts.numerals import to_places
from drafter.findings import State

__all__ = ["apart"]

_APART = re.compile(
    r"(?P<ends>首尾|高低|极差|最高[与和、]?最低|最[大多][与和、]?最[小少]|两端|头尾)?(?:之间|的)?(?:仍|还|只|仅)?(?:相差|差距|差额|差值|悬殊|相距|差|前者(?:略|稍|只|仅)?[高多](?:出)?)"
    r"(?:已|仍|还)?(?:缩小|扩大|拉大)?(?:到|至|达|为|了|有)?(?:约|近)?$"
)
#: 差72名 is what is lacking from a whole, 差距缩小0.3 how the distance itself changed.
_CHANGED = re.compile(r"(?:缩小|扩大|拉大)(?:了)?(?:约|近)?$")
#: 其中体育差38人, 距目标还差2个百分点: the same told of one thing.
_LACKS = re.compile(
    r"(?:^|[，、；（(])(?:还|尚|仍)?差(?:距)?$|(?:还|尚|仍)差$"
    r"|(?:^|[，、；（(])其中[^，。；\d者间比后端高低极最]{1,8}差$"
)
_OF_TWO = re.compile(
    r"^[，、（(]?(?:两者|二者)?(?:之比|比例|比)?(?:约|大约|大致|正好|恰好|接近|大体)?(?:是|为)?(?:约)?$"
)
_TENTH = Decimal("0.1")
_WINDOW = 8


def apart(statement: Statement, before: Statement | None) -> Iterator[Relation]:
    """Distances and bare ratios of a sentence.

    Args:
        before: the sentence before in the same flow, for one that only tells how far its two values lie apart.
    """
    for at, figure in enumerate(statement.figures):
        if figure.quantity.kind is Kind.RATIO:
            yield from _ratio(statement.figures[:at], figure)
        elif figure.role is not Role.PREVIOUS and (words := _APART.search(figure.gap)):
            if _CHANGED.search(figure.gap) or _LACKS.search(figure.gap) or not figure.quantity.definite:
                continue
            values = _values(statement.figures[:at], figure)
            if len(values) < 2 and before is not None:
                values = _values([*before.figures, *statement.figures[:at]], figure)
            relation = _distance(values, figure, bool(words["ends"]))
            if relation is not None:
                yield relation


def _values(figures: list[Figure], stated: Figure) -> list[Figure]:
    """What can lie apart by a figure: rates by 百分点, amounts by their own unit."""
    points = stated.quantity.kind is Kind.POINTS
    found = []
    for figure in figures:
        quantity = figure.quantity
        alike = quantity.kind is Kind.PERCENT if points else quantity.dimension == stated.quantity.dimension
        alike = alike or (quantity.kind is stated.quantity.kind is Kind.RATIO)
        if alike and (quantity.definite or figure.role is Role.TARGET) and quantity.kind is not Kind.POINTS:
            found.append(figure)
    return found[-_WINDOW:]


def _distance(values: list[Figure], stated: Figure, ends: bool) -> Relation | None:
    kind = "points" if stated.quantity.kind is Kind.POINTS else "difference"
    if len(values) < 2 or stated.quantity.kind not in (Kind.POINTS, Kind.AMOUNT):
        return None
    trials = [_trial(one, other) for one, other in combinations(values, 2)]
    if ends:  # the first and the last of all that are listed
        low, high = (pick(values, key=lambda f: f.quantity.value) for pick in (min, max))
        plain: Trial | None = _trial(low, high)
    else:
        plain = _trial(values[-2], values[-1]) if stated.id - values[-2].id == 2 or len(values) == 2 else None
    held = [trial for trial in trials if trial.computed.meets(stated.quantity.interval)]
    if plain is not None and not held:
        return decided(kind, plain, stated)
    return proved_or_slipped(kind, trials, stated)


def _trial(one: Figure, other: Figure) -> Trial:
    left, right = sorted((one, other), key=lambda f: f.quantity.value, reverse=True)
    return Trial(
        (left, right),
        abs(left.quantity.interval - right.quantity.interval),
        abs(left.quantity.value - right.quantity.value),
        f"{left.text}－{right.text}",
    )


def _ratio(earlier: list[Figure], ratio: Figure) -> Iterator[Relation]:
    """「专职52名、兼职260名，一比五」, 「小学a人、初中b人，约为2∶1」: in whichever order the two are told."""
    if len(earlier) < 2 or not _OF_TWO.match(ratio.gap) or ratio.quantity.value <= 0:
        return
    first, second = earlier[-2:]
    left, right = first.quantity, second.quantity
    counted = left.kind is right.kind is Kind.AMOUNT and left.dimension == right.dimension
    if not counted or not (left.definite and right.definite) or min(left.value, right.value) <= 0:
        return
    stated = ratio.quantity
    about = Interval(stated.value * (1 - _TENTH), stated.value * (1 + _TENTH))
    meant = about if stated.spelled or stated.qualifier else stated.interval
    exact = left.value / right.value
    fits = any(meant.meets(Interval.exact(value)) for value in (exact, 1 / exact))
    formula = f"{first.text}∶{second.text}"
    if fits:
        yield Relation("ratio", formula, State.PROVED, (first, second, ratio))
    else:
        turned = (stated.value > 1) != (exact > 1)
        many = to_places(max(exact, 1 / exact), 2)
        shown = f"1∶{many}" if (exact < 1) != turned else f"{many}∶1"
        yield Relation("ratio", formula, State.REFUTED, (first, second, ratio), shown, weak=True)
