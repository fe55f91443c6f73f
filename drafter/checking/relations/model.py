"""A relation and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

from drafter.checking.text.quantities import Kind, Quantity
from drafter.checking.text.statements import Figure
from drafter.facts import Interval
from drafter.facts.numerals import to_places
from drafter.findings import State

__all__ = ["Relation", "decide", "printed_like", "truncates"]

_TELLING = Context(prec=3)
#: Rounded by more than this share, a number no longer tells what it stands for.
_LOST = Decimal("0.1")
_TO_ROUND = 10  # below, a count is told as it is


@dataclass(frozen=True)
class Relation:
    """A relation that a sentence states between its figures.

    Attributes:
        kind: share, sum, growth, difference, points, unit, rate, direction, target, list, subset, product, ratio, cell,
            rank, exchanged, crossed-rows.
        formula: with the figures filled in: ``116个÷122个``.
        figures: all that take part, the one that should follow from the others last.
        expected: what the others give, as printed; empty when proved.
        truncated: the stated figure was cut off rather than rounded.
        weak: the relation is likely but not certain to be meant, so that it is never more than a warning.
        blamed: the figure that others show to be the wrong one, where it is not the last.
        plain: the words name what the figure follows from, so that it is asked about however far off it lies.
    """

    kind: str
    formula: str
    state: State
    figures: tuple[Figure, ...]
    expected: str = ""
    truncated: bool = False
    weak: bool = False
    blamed: Figure | None = None
    plain: bool = False

    @property
    def stated(self) -> Figure:
        """The figure that should follow from the others."""
        return self.figures[-1]


def decide(computed: Interval, stated: Quantity, exact: Decimal) -> tuple[State, bool]:
    """(state, truncated) of a stated figure against the values the others allow.

    Args:
        computed: what the others give, in the stated figure's base unit.
        exact: what the others give when taken at face value, to recognise a figure cut off.
    """
    if computed.meets(stated.interval) or _rounds_to(exact, stated):
        return State.PROVED, False
    return State.REFUTED, truncates(exact, stated)


def _rounds_to(exact: Decimal, stated: Quantity) -> bool:
    """Whether a whole number is what ``exact`` rounds to: 3888人 in 11个乡镇 are 353人 each."""
    if not stated.step or stated.decimals or not stated.definite or stated.value < _TO_ROUND * stated.step:
        return False
    return (exact / stated.step).to_integral_value(ROUND_HALF_UP) * stated.step == stated.value


def truncates(exact: Decimal, stated: Quantity) -> bool:
    """Whether ``stated`` is ``exact`` with its last digits cut off."""
    if not stated.step or stated.spelled:
        return False
    return (exact / stated.step).to_integral_value(ROUND_DOWN) * stated.step == stated.value


def printed_like(value: Decimal, model: Quantity) -> str:
    """``value`` (in base units) printed with the digits and unit of ``model``."""
    unit = model.text[model.number_end - model.start :].strip() if model.kind is not Kind.RATIO else ""
    if model.kind is Kind.PERCENT and not unit:
        unit = "%"  # told as 三分之一 or 百分之三十
    for word in ("左右", "上下", "及以上", "及以下", "以上", "以下", "以内", "之内", "余", "多", "来", "几"):
        unit = unit.replace(word, "")
    scale = model.step * Decimal(10) ** model.decimals if model.step else Decimal(1)
    shown = to_places(value / scale, model.decimals, ROUND_HALF_UP)
    if abs(shown - value / scale) > abs(value / scale) * _LOST:  # 0.17亿元 beside 1700亿元
        shown = (value / scale).normalize(_TELLING)
    return f"{shown:f}{unit}"
