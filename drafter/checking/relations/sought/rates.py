"""A rate named after those that it counts: 本科上线率 of 本科上线5474人 among 报名8050人, wherever they stand."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.sought.entries import Entries, measure, words_of
from drafter.checking.relations.sought.trying import tried
from drafter.checking.relations.trials import quotient
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["crossed_rates", "rates_of"]

_RATE = re.compile(
    r"(?P<of>[^，。；：、（()）\d]{2,14}?)率(?:[^，。；：、（()）\d]{0,6}?)(?:为|是|已?达到?|约|仅|只有|保持在|稳定在)*$"
)
_LISTED = re.compile(r"(?:^|[、和及与，；：。]|以及)([^、和及与，；：。]{2,10}?)率(?=[、和及与分依各均达为]|以及)")
#: Rates that are measured otherwise than by counting those whom they name.
_OTHERWISE = re.compile(r"增长|增幅|下降|入园|入学|巩固|利用|满意|知晓|支持|近视|优良|毛|开出|升$|普及|覆盖")
_HUNDRED = Decimal(100)
_PAIR = 2
_WIDE = 12


def rates_of(entries: Entries, statement: Statement, at: int) -> Relation | None:
    """The rate that ``statement.figures[at]`` tells, of those whom it names among what is told beside them."""
    stated = statement.figures[at]
    if stated.quantity.kind is not Kind.PERCENT or stated.role is not Role.LEVEL:
        return None
    of = _named(entries, statement, stated)
    if not of or _OTHERWISE.search(of):
        return None
    name = words_of(of)
    if not name.rest:
        return None
    trials = []
    for kind in ("person", "count", "money", "area"):
        for part in entries.named(name, kind):
            figures = _around(part.figure)
            wholes = [f for f in figures if measure(f) == kind and f.quantity.definite and f.id != part.figure.id]
            trials += [
                quotient(part.figure, whole, _HUNDRED)
                for whole in wholes
                if whole.role is Role.LEVEL and whole.quantity.value > part.figure.quantity.value
            ]
    return tried("share", trials, stated)


def _named(entries: Entries, statement: Statement, stated: Figure) -> str:
    """Those whom a rate counts; of 「升学率、就业率分别为a和b」 those of the name at its place."""
    run = entries.run_of(statement, stated)
    if len(run) > 1:
        names = _LISTED.findall(run[0].gap)[-len(run) :]
        return names[run.index(stated)] if len(names) == len(run) else ""
    words = _RATE.search(stated.gap)
    return words["of"] if words else ""


def crossed_rates(entries: Entries, statement: Statement, at: int) -> Relation | None:
    """「升学5474人、就业2254人，升学率、就业率分别为28.00%和68.00%」: two rates at one another's place."""
    run = entries.run_of(statement, statement.figures[at])
    if len(run) != _PAIR or statement.figures[at] is not run[0] or run[0].quantity.kind is not Kind.PERCENT:
        return None
    names = [_named(entries, statement, figure) for figure in run]
    if not all(names) or any(_OTHERWISE.search(name) for name in names):
        return None
    before = [
        f for f in statement.figures[max(0, at - _WIDE) : at] if f.role is Role.LEVEL and f.quantity.kind is Kind.AMOUNT
    ]
    parts = [[f for f in before if _goes_by(entries, f, name)] for name in names]
    wholes = [f for f in before if all(f not in held for held in parts)]
    if any(len(held) != 1 for held in parts):
        return None
    (one,), (other,) = parts
    first, second = (figure.quantity.interval for figure in run)
    for whole in wholes:
        if whole.quantity.interval.low <= 0 or measure(whole) != measure(one):
            continue
        left, right = (quotient(part, whole, _HUNDRED).computed for part in (one, other))
        if left.meets(second) and right.meets(first) and not left.meets(first):
            formula = f"{run[0].text}、{run[1].text}"
            return Relation("crossed", formula, State.REFUTED, (one, other, run[1]), weak=True)
    return None


def _goes_by(entries: Entries, figure: Figure, name: str) -> bool:
    entry = entries.of(figure)
    return entry is not None and words_of(name).rest in entry.words.rest


def _around(figure: Figure) -> list[Figure]:
    """The figures of its sentence that are not far from one."""
    figures = figure.statement.figures
    at = figure.id - figures[0].id if figures else 0
    return figures[max(0, at - _WIDE) : at + _WIDE]
