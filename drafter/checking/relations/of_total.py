"""What is said of two or more parts behind their sum: 「招生a人、b人，合计c人，中职占28.5%，两者之比约为2.5∶1」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.trials import Trial, decided, quotient
from drafter.checking.text.nouns import label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["of_total"]

_TOTAL = re.compile(r"(?:合计|共计|总计|一共|总共|共)(?:招生|招收|有|为)?$")
_SHARE = re.compile(
    r"^(?:人|名|所|个|元)?[，,；;]?(?:其中)?(?P<name>[^，。；、：\d（(]{1,10}?)(?:只|仅|就|约|已)?占(?:比)?(?:约|近|到|了|为)*$"
)
_RATIO = re.compile(r"(?:之比|比例|比)(?:大约|约|大致|接近|达到)?(?:为|是)?(?:约|近)?$")
_OTHER_TIME = re.compile(r"[上去前]一?学?年|20\d\d年")
_HUNDRED, _TENTH = Decimal(100), Decimal("0.06")
_PAIR, _FAR = 2, 4


def of_total(statement: Statement) -> Iterator[Relation]:
    """Shares of named parts and the ratio of two, right behind their total."""
    figures = statement.figures
    for at, total in enumerate(figures):
        parts = _parts(figures[:at], total)
        if not parts:
            continue
        for stated in figures[at + 1 : at + 1 + _FAR]:
            if stated.role is Role.CHANGE:
                continue
            if _OTHER_TIME.search(stated.gap):
                break
            if stated.role is Role.SHARE and stated.id == total.id + 1:
                yield from _share(parts, total, stated)
            elif stated.quantity.kind is Kind.RATIO and len(parts) == _PAIR and _RATIO.search(stated.gap):
                yield from _ratio(parts, stated)
                break


def _parts(before: Sequence[Figure], total: Figure) -> list[Figure]:
    """The figures right before a total that make it."""
    if not _TOTAL.search(total.gap) or total.quantity.kind is not Kind.AMOUNT or not total.quantity.definite:
        return []
    parts: list[Figure] = []
    added = Interval.exact(Decimal(0))
    for figure in reversed(before):
        if figure.quantity.dimension != total.quantity.dimension or not figure.quantity.definite:
            break
        parts.insert(0, figure)
        added = added + figure.quantity.interval
        if len(parts) >= _PAIR and added.meets(total.quantity.interval):
            return parts
    return []


def _names(parts: Sequence[Figure]) -> list[str]:
    """What each part is called; of 「普通高中、中职在校生分别为a和b」 the name at its place."""
    listed = parts[0].gap.partition("分别")
    if not listed[1]:
        return [label(part) for part in parts]
    names = re.split("[、和及与]", re.split("[，。；：]", listed[0])[-1])
    return names if len(names) == len(parts) else [""] * len(parts)


def _share(parts: Sequence[Figure], total: Figure, stated: Figure) -> Iterator[Relation]:
    words = _SHARE.match(stated.gap)
    named = [
        part for part, name in zip(parts, _names(parts), strict=True) if words is not None and words["name"] in name
    ]
    if len(named) != 1 or not stated.quantity.definite or stated.quantity.kind is not Kind.PERCENT:
        return
    yield decided("share", quotient(named[0], total, _HUNDRED), stated)


def _ratio(parts: Sequence[Figure], stated: Figure) -> Iterator[Relation]:
    """The ratio of two parts, in whichever order; one that is told as about so much may be a little off."""
    one, other = parts
    quantity = stated.quantity
    told = quantity.interval
    if not quantity.definite or quantity.spelled:
        told = Interval(quantity.value * (1 - _TENTH), quantity.value * (1 + _TENTH))
    trials = [quotient(one, other), quotient(other, one)]
    if any(trial.computed.meets(told) for trial in trials):
        return
    trial: Trial = min(trials, key=lambda t: abs(t.exact - quantity.value))
    decimals = max(quantity.decimals, 1)
    shown = f"{trial.exact:.{decimals}f}:1" if trial.exact > 1 else f"1:{1 / trial.exact:.{decimals}f}"
    yield Relation("ratio", trial.formula, State.REFUTED, (*trial.figures, stated), shown, weak=True, plain=True)
