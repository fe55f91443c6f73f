"""Which of the formulas that a model reads out of a report do not hold, and which figure is the one to blame."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.reckoning.formulas import Formula, Outcome, alike, evaluate
from drafter.checking.reckoning.numbered import Operand
from drafter.checking.relations.model import decide, printed_like
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure
from drafter.findings import State

__all__ = ["Doubt", "Reckoned", "reckon"]

_HUNDRED = Decimal(100)
_POWERS = tuple(Decimal(10) ** n for n in (-8, -6, -4, -3, -2, -1, 1, 2, 3, 4, 6, 8))
#: What is measured now in one unit and now in another.
_MEASURED = frozenset(["area", "length"])
_PER_MANY = re.compile("每(?:十|百|千|万|10|100|1000)")
_SAID = {"=": "＝", ">": "大于", "<": "小于", ">=": "不小于", "<=": "不大于"}


@dataclass(frozen=True)
class Doubt:
    """A formula that does not hold.

    Attributes:
        blamed: the figure that most speaks against: of those in it the one that fits nothing else either.
        figures: of the report that take part, the stated one last.
        told: the formula with the figures filled in; ``expected`` what it comes to, as the stated figure is printed;
            empty for a comparison and for a division by nothing.
    """

    formula: Formula
    blamed: Figure
    figures: tuple[Figure, ...]
    told: str
    expected: str


@dataclass(frozen=True)
class Reckoned:
    """What the formulas come to: how many hold, and those that do not, one for each figure that is to blame."""

    held: int
    doubts: tuple[Doubt, ...]


def reckon(formulas: Iterable[Formula], operands: Mapping[str, Operand]) -> Reckoned:
    """Evaluate formulas; those that make no sense (people plus money) count for nothing."""
    held: list[Formula] = []
    failed: list[tuple[Formula, Outcome, Figure]] = []
    for formula in formulas:
        stated, outcome = operands[formula.stated], evaluate(formula, operands)
        if stated.figure is None or outcome is None:
            continue
        holds = _holds(formula, outcome, stated, stated.figure, _scales(formula, operands))
        if holds:
            held.append(formula)
        elif holds is not None:
            failed.append((formula, outcome, stated.figure))
    against: Counter[str] = Counter()
    for formulas_, weight in (([f for f, _, _ in failed], 1), ([f for f in held if f.sign == "="], -1)):
        for formula in formulas_:
            for name in {formula.stated, *formula.names}:
                against[name] += weight
    doubts: dict[int, Doubt] = {}
    for formula, outcome, figure in failed:
        doubt = _doubt(formula, outcome, figure, operands, against)
        doubts.setdefault(doubt.blamed.id, doubt)
    return Reckoned(len(held), tuple(doubts.values()))


def _holds(
    formula: Formula, outcome: Outcome, stated: Operand, figure: Figure, scales: Sequence[Decimal]
) -> bool | None:
    """Whether a formula may hold with what its figures stand for; None where it cannot be asked.

    Args:
        scales: by how much the two sides may differ because nobody knows in what they are told.
    """
    if figure.quantity.is_range:
        return None
    if outcome.void:
        return False
    if not alike(stated.dimension, outcome.dimension):
        return False if _of_another_kind(formula, stated, outcome) else None
    if formula.sign != "=":
        low, high = stated.interval.low, stated.interval.high
        least, most = outcome.interval.low, outcome.interval.high
        more, fewer = high > least, low < most
        return {">": more, "<": fewer, ">=": more or high == least, "<=": fewer or low == most}[formula.sign]
    factor = _factor(figure)
    state, truncated = decide(outcome.interval.scaled(factor), figure.quantity, outcome.value * factor)
    if state is State.PROVED or truncated:
        return True
    return any(stated.interval.meets(outcome.interval.scaled(scale)) for scale in scales)


def _scales(formula: Formula, operands: Mapping[str, Operand]) -> Sequence[Decimal]:
    """By how much the two sides may differ: a column of a table is told in what its head says, 每百名 in words, and
    people for each square kilometre in neither.
    """
    told = [operands[name] for name in (formula.stated, *formula.names)]
    kinds = {operand.dimension for operand in told}
    if formula.scaled or "" in kinds or (formula.divides and kinds & _MEASURED):
        return _POWERS
    per_many = any(operand.figure is not None and _PER_MANY.search(operand.figure.gap) for operand in told)
    return _POWERS if per_many else ()


def _of_another_kind(formula: Formula, stated: Operand, outcome: Outcome) -> bool:
    """Whether one number is told twice, once of money or people and once of something else; counters are alike."""
    counters = stated.dimension.startswith("count:") and outcome.dimension.startswith("count:")
    return formula.plain and not counters and stated.interval.meets(outcome.interval)


def _factor(figure: Figure) -> Decimal:
    """From fractions of one to what the figure is told in."""
    return _HUNDRED if figure.quantity.kind in (Kind.PERCENT, Kind.POINTS) else Decimal(1)


def _doubt(
    formula: Formula, outcome: Outcome, stated: Figure, operands: Mapping[str, Operand], against: Counter[str]
) -> Doubt:
    """The figure that most formulas speak against is to blame; of several the stated one, else the last told."""
    taking = {name: figure for name in formula.names if (figure := operands[name].figure) is not None}
    worst = max(against[name] for name in (formula.stated, *taking))
    blamed = stated
    if against[formula.stated] < worst:
        blamed = max((f for name, f in taking.items() if against[name] == worst), key=lambda f: f.start)
    plain = formula.sign == "=" and not outcome.void
    expected = printed_like(outcome.value * _factor(stated), stated.quantity) if plain else ""
    told = f"{stated.text}{_SAID[formula.sign]}{outcome.shown}"
    return Doubt(formula, blamed, (*taking.values(), stated), told, expected)
