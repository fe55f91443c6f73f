"""Equations that could explain a figure, tried one after another, and figures whose digits have been misplaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.text.quantities import Quantity
from drafter.checking.text.statements import Figure
from drafter.facts import Interval
from drafter.facts.numerals import to_places
from drafter.findings import State

__all__ = ["Trial", "decided", "misplaced", "proved_or_slipped", "quotient", "rounded", "turned"]

_TELLING = 3
_FEWEST = 2  # what rounds to one digit meets too much
_SCALES = (1, 3, 4)


@dataclass(frozen=True)
class Trial:
    """One equation that could explain a figure.

    Attributes:
        figures: the figures it is made of.
        computed: the values it allows, in base units; ``exact`` is the one at face value.
        formula: with the figures filled in.
    """

    figures: tuple[Figure, ...]
    computed: Interval
    exact: Decimal
    formula: str


def quotient(over: Figure, under: Figure, times: Decimal = Decimal(1)) -> Trial:
    """One figure over another, in a unit of which ``times`` make one; ``under`` lies above nought."""
    return Trial(
        (over, under),
        (over.quantity.interval / under.quantity.interval).scaled(times),
        over.quantity.value / under.quantity.value * times,
        f"{over.text}÷{under.text}",
    )


def decided(kind: str, trial: Trial, stated: Figure) -> Relation:
    """The relation of an equation and the figure it should give; refuted, it is never more than a warning."""
    if "÷" in trial.formula:
        stated = rounded(stated)
    state, truncated = decide(trial.computed, stated.quantity, trial.exact)
    if state is State.PROVED:
        return Relation(kind, trial.formula, state, (*trial.figures, stated))
    expected = printed_like(trial.exact, stated.quantity)
    return Relation(kind, trial.formula, state, (*trial.figures, stated), expected, truncated, weak=True)


def rounded(stated: Figure) -> Figure:
    """A mean, which is rounded even where it is told in whole units."""
    if stated.quantity.decimals or not stated.quantity.step:
        return stated
    half = stated.quantity.step / 2
    return replace(
        stated, quantity=replace(stated.quantity, interval=stated.quantity.interval.widened(up=half, down=half))
    )


def proved_or_slipped(kind: str, trials: Sequence[Trial], stated: Figure) -> Relation | None:
    """The nearest equation that holds; else the only one that gives the figure with its digits misplaced."""
    for trial in reversed(trials):
        if trial.computed.meets(stated.quantity.interval):
            return decided(kind, trial, stated)
    slipped = [t for t in trials if misplaced(stated.quantity, t.exact)]
    return decided(kind, slipped[0], stated) if len(slipped) == 1 else None


def misplaced(told: Quantity, exact: Decimal) -> bool:
    """Whether a figure is ``exact`` as it would be printed with its digits in another order (of three or more), or
    with a nought too many or too few, or a thousand or ten thousand times as much or as little."""
    if not told.step or exact <= 0 or told.value <= 0:
        return False
    own, other = (f"{to_places(value / told.step):f}" for value in (told.value, exact))
    if len(own) >= _TELLING and own != other and sorted(own) == sorted(other):
        return True
    for power in _SCALES:
        enough = _TELLING if power == 1 else _TELLING - 1
        for factor in (Decimal(10) ** power, Decimal(10) ** -power):
            if (
                len(other.strip("0")) >= enough
                and len(own.strip("0")) >= _FEWEST
                and told.interval.meets(Interval.exact(exact * factor))
            ):
                return True
    return False


def turned(told: Decimal, meant: Decimal, *, few: bool = False) -> bool:
    """Whether the digits of a value are those of another, as printed, in another order; of three digits or more.

    Args:
        few: whether two digits will do.
    """
    one, other = (f"{value:f}".replace(".", "") for value in (told, meant))
    return one != other and len(one) == len(other) >= (2 if few else _TELLING) and sorted(one) == sorted(other)
