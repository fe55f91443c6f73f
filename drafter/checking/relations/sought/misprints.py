"""A figure that would follow from two others if one of them had no slip of the pen: 「上年94302元，一年增长4.58%」.

What nothing explains may still be explained by a misprint: 98640元 has grown by 4.58% from 94320元, not from 94302元.
Among many pairs of figures and many misprints of each some give any figure by chance, so the chances are added up: how
near a pair must come to the figure, times how many misprints were tried. Only what is hardly chance is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.periods import of_one_thing
from drafter.checking.relations.sought.entries import Entries, measure
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval, Period
from drafter.facts.numerals import to_places
from drafter.findings import State

__all__ = ["misprints"]

_HUNDRED = Decimal(100)
_WIDE = 8
_LATELY = 6
#: How likely chance may be to explain the figure as well as the misprint does.
_CHANCE = 0.008
#: How far, as a share of the value, two digits changed over move it at most; what lies farther is seen as it is.
_FAR = Decimal("0.35")
_FEWEST = 3
_NUDGE = Decimal("0.0001")
_OPERANDS = (Role.LEVEL, Role.PREVIOUS, Role.SHARE)


@dataclass(frozen=True)
class _Equation:
    """A way in which a figure may follow from two others.

    Attributes:
        of: the value it gives for two intervals, and for two values at face value.
    """

    kind: str
    one: Figure
    other: Figure
    formula: str
    of: Callable[[Interval, Interval], Interval]

    def value(self, one: Decimal, other: Decimal) -> Decimal:
        """What two values give."""
        return self.of(Interval.exact(one), Interval.exact(other)).low


def misprints(
    entries: Entries,
    statement: Statement,
    at: int,
    proved: AbstractSet[int],
    seen: Mapping[int, Relation],
) -> Relation | None:
    """What ``statement.figures[at]`` should be by its neighbours, where one misprint in these would explain it.

    Args:
        proved: figures that something bears out, in which no misprint is looked for.
        seen: what was found of the figures before, by the id of the operand that is doubted.
    """
    stated = statement.figures[at]
    if not _asks(stated):
        return None
    before = [f for f in statement.figures[max(0, at - _WIDE) : at] if _is_operand(f)]
    lately = [f for f in entries.lately(statement)[-_LATELY:] if _is_operand(f)]
    chance, found = 0.0, {}
    for equation in list(_equations(entries, before, stated)) or _equations(entries, [*lately, *before], stated):
        if equation.of(equation.one.quantity.interval, equation.other.quantity.interval).meets(_rounded(stated)):
            return None
        for doubted, first in ((equation.one, True), (equation.other, False)):
            if doubted.id in proved:
                continue
            for meant in _turned(doubted):
                chance += _by_chance(equation, first, stated)
                if _gives(equation, first, meant, stated):
                    found[doubted.id, meant] = equation
    doubts = {doubted for doubted, _ in found}
    sure = chance <= _CHANCE or any(doubted in seen for doubted in doubts)
    if not found or len(found) > 1 or not sure:
        return None
    (equation,) = found.values()
    exact = equation.value(equation.one.quantity.value, equation.other.quantity.value)
    if exact <= 0:
        return None
    figures = (equation.one, equation.other, stated)
    expected = printed_like(exact, stated.quantity)
    return Relation(equation.kind, equation.formula, State.REFUTED, figures, expected, weak=True, plain=True)


def _asks(stated: Figure) -> bool:
    quantity = stated.quantity
    if not quantity.definite or quantity.spelled or not quantity.step or quantity.value <= 0:
        return False
    if stated.role is Role.CHANGE:
        return quantity.kind in (Kind.AMOUNT, Kind.PERCENT, Kind.POINTS)
    return stated.role is Role.SHARE and quantity.kind is Kind.PERCENT


def _is_operand(figure: Figure) -> bool:
    quantity = figure.quantity
    return figure.role in _OPERANDS and quantity.definite and not quantity.spelled and quantity.value > 0


def _equations(entries: Entries, before: Sequence[Figure], stated: Figure) -> Iterator[_Equation]:
    """Every way in which a figure may follow from two of those before it."""
    kind, direction = stated.quantity.kind, stated.direction
    last = {f.id for f in before if _is_last(entries, f)}
    for one, other in permutations(before, 2):
        more = one.quantity.value - other.quantity.value
        if measure(one) != measure(other):
            continue
        two_years = (one.id in last) != (other.id in last)
        if not two_years and not of_one_thing(*sorted((one, other), key=lambda f: f.id)):
            continue
        if stated.role is Role.SHARE:
            if more < 0 and one.quantity.kind is Kind.AMOUNT:
                yield _Equation("share", one, other, f"{one.text}÷{other.text}", _share)
            continue
        if more <= 0:
            continue
        new, old = (other, one) if direction < 0 else (one, other)
        if (stated.compared == "time" and not two_years) or new.id in last:
            continue
        if kind is Kind.PERCENT and one.quantity.kind is Kind.AMOUNT and stated.compared != "other":
            yield _Equation("growth", old, new, f"({new.text}－{old.text})÷{old.text}", _growth)
        elif kind is Kind.POINTS and one.quantity.kind is Kind.PERCENT:
            yield _Equation("points", one, other, f"{one.text}－{other.text}", _difference)
        elif kind is Kind.AMOUNT and measure(stated) == measure(one):
            yield _Equation("difference", one, other, f"{one.text}－{other.text}", _difference)


def _is_last(entries: Entries, figure: Figure) -> bool:
    """Whether a value is last year's."""
    subject = entries.subjects.get(figure.id)
    return figure.role is Role.PREVIOUS or (subject is not None and subject.period is Period.PREVIOUS)


def _share(part: Interval, whole: Interval) -> Interval:
    return (part / whole).scaled(_HUNDRED)


def _growth(old: Interval, new: Interval) -> Interval:
    grown = abs(new - old)
    return Interval(grown.low / old.high * _HUNDRED, grown.high / old.low * _HUNDRED)


def _difference(one: Interval, other: Interval) -> Interval:
    return one - other


def _rounded(stated: Figure) -> Interval:
    return stated.quantity.interval


def _turned(figure: Figure) -> list[Decimal]:
    """Every value that gives a figure when two neighbouring digits of it are changed over."""
    quantity = figure.quantity
    shown = f"{to_places(quantity.value / quantity.step):f}" if quantity.step else ""
    if len(shown.strip("0")) < _FEWEST:
        return []
    found = []
    for at in range(len(shown) - 1):
        if shown[at] != shown[at + 1] and not (at == 0 and shown[1] == "0"):
            other = shown[:at] + shown[at + 1] + shown[at] + shown[at + 2 :]
            meant = Decimal(other) * quantity.step
            if abs(meant - quantity.value) <= _FAR * quantity.value:
                found.append(meant)
    return found


def _gives(equation: _Equation, first: bool, meant: Decimal, stated: Figure) -> bool:
    """Whether an equation holds when one of its figures is another value."""
    doubted = equation.one if first else equation.other
    half = doubted.quantity.interval.high - doubted.quantity.value
    own = Interval(meant - half, meant + half) if half else Interval.exact(meant)
    one = own if first else equation.one.quantity.interval
    other = equation.other.quantity.interval if first else own
    return one.low > 0 and other.low > 0 and equation.of(one, other).meets(_rounded(stated))


def _by_chance(equation: _Equation, first: bool, stated: Figure) -> float:
    """How likely a value near that of one of the figures makes the equation hold by chance."""
    one, other = equation.one.quantity, equation.other.quantity
    moved = _NUDGE * (one.value if first else other.value)
    here = equation.value(one.value, other.value)
    there = equation.value(one.value + moved, other.value) if first else equation.value(one.value, other.value + moved)
    computed = equation.of(one.interval, other.interval)
    told = _rounded(stated)
    room = (computed.high - computed.low) + (told.high - told.low) or stated.quantity.step
    moves = abs(there - here) / _NUDGE
    return 1.0 if not moves else min(1.0, float(room / moves / (2 * _FAR)))
