"""Formulas over the numbers of figures, as a model writes them, and what they come to.

Nothing but names that were shown, plain numbers, four operations and brackets is read; anything else is no formula.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.reckoning.numbered import SHARE, Operand
from drafter.facts import Interval

__all__ = ["Formula", "Outcome", "alike", "evaluate", "parse"]

_LONGEST = 400
_MOST = 10**12
_NAME = re.compile(r"[fs]\d{1,6}")
_MARKS = str.maketrans("＝＋－×÷（）＞＜≥≤［］", "=+-*/()><≥≤[]")
_SIGNS: dict[type[ast.cmpop], str] = {ast.Eq: "=", ast.Gt: ">", ast.Lt: "<", ast.GtE: ">=", ast.LtE: "<="}
_SHOWN: dict[type[ast.operator], str] = {ast.Add: "＋", ast.Sub: "－", ast.Mult: "×", ast.Div: "÷"}
_HUNDRED, _ONE = Decimal(100), Decimal(1)
#: Of no known dimension: it goes with every other.
_ANY = ""
_ALL = Interval(Decimal("-Infinity"), Decimal("Infinity"))


@dataclass(frozen=True)
class Formula:
    """``stated`` is what the words make out to be (``sign``: =, >, <, >=, <=) what ``right`` comes to.

    Attributes:
        names: of the values on the right, each once, in order.
    """

    stated: str
    sign: str
    right: ast.expr
    names: tuple[str, ...]

    @property
    def plain(self) -> bool:
        """Whether the right is one value alone: the same thing told twice."""
        return isinstance(self.right, ast.Name)

    @property
    def divides(self) -> bool:
        """Whether it is so much of one thing for each of another."""
        return any(isinstance(node, ast.Div) for node in ast.walk(self.right))

    @property
    def scaled(self) -> bool:
        """Whether the right has a hundred, a thousand, ten thousand … in it, so that its scale is the model's."""
        numbers = (node.value for node in ast.walk(self.right) if isinstance(node, ast.Constant))
        return any(number in (100, 1000, 10_000, 10**8, 0.01, 0.0001) for number in numbers)


@dataclass(frozen=True)
class Outcome:
    """What the right of a formula comes to.

    Attributes:
        interval: all values it may have; without bounds where the formula divides by nothing at all (``void``).
        dimension: what it measures, empty where that is open.
        shown: the formula with the figures filled in.
    """

    interval: Interval
    value: Decimal
    dimension: str
    shown: str
    void: bool = False


def parse(text: str, operands: Mapping[str, Operand]) -> Formula | None:
    """The formula in a line of an answer, None for anything else or one that names what was not shown."""
    plain = text.translate(_MARKS).replace("[", "").replace("]", "").replace("≥", ">=").replace("≤", "<=")
    if len(plain) > _LONGEST:
        return None
    try:
        tree = ast.parse(re.sub(r"(?<![<>=])=(?!=)", "==", plain.strip()), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or not isinstance(tree.left, ast.Name):
        return None
    sign, stated, right = _SIGNS.get(type(tree.ops[0])), tree.left.id, tree.comparators[0]
    if sign is None or not _sound(right):
        return None
    names = tuple(dict.fromkeys(node.id for node in ast.walk(right) if isinstance(node, ast.Name)))
    known = all(_NAME.fullmatch(name) and name in operands for name in (stated, *names))
    if not known or stated in names or operands[stated].figure is None:
        return None
    return Formula(stated, sign, right, names)


def _sound(node: ast.expr) -> bool:
    if isinstance(node, ast.Name):
        return True
    if isinstance(node, ast.Constant):
        number = node.value
        return isinstance(number, int | float) and not isinstance(number, bool) and 0 <= number < _MOST
    return isinstance(node, ast.BinOp) and type(node.op) in _SHOWN and _sound(node.left) and _sound(node.right)


def evaluate(formula: Formula, operands: Mapping[str, Operand]) -> Outcome | None:
    """What the right of a formula comes to; None where it adds people to money or divides by what may be nothing.

    A growth from nothing is void: the words make out a divisor that is nought.
    """
    return _value(formula.right, operands)


def _value(node: ast.expr, operands: Mapping[str, Operand]) -> Outcome | None:
    if isinstance(node, ast.Name):
        operand = operands[node.id]
        return Outcome(operand.interval, operand.value, operand.dimension, operand.told)
    if isinstance(node, ast.Constant):
        number = Decimal(str(node.value))
        return Outcome(Interval.exact(number), number, _ANY, f"{number:f}")
    if not isinstance(node, ast.BinOp):
        return None
    left, right = _value(node.left, operands), _value(node.right, operands)
    if left is None or right is None or left.void or right.void:
        return None
    return _joined(node, left, right)


def _joined(node: ast.BinOp, left: Outcome, right: Outcome) -> Outcome | None:
    shown = f"{_bracketed(node.left, left, node.op)}{_SHOWN[type(node.op)]}{_bracketed(node.right, right, node.op)}"
    if isinstance(node.op, ast.Mult):
        kinds = {left.dimension, right.dimension} - {_ANY}
        dimension = min(kinds - {SHARE}) if SHARE in kinds and len(kinds) > 1 else _ANY
        return Outcome(left.interval * right.interval, left.value * right.value, dimension, shown)
    if isinstance(node.op, ast.Div):
        if right.interval.low == right.interval.high == 0:
            return Outcome(_ALL, Decimal(0), _ANY, shown, void=True)
        if right.interval.low <= 0 <= right.interval.high:
            return None
        same = left.dimension == right.dimension != _ANY
        dimension = SHARE if same else left.dimension if right.dimension in (SHARE, _ANY) else _ANY
        return Outcome(left.interval / right.interval, left.value / right.value, dimension, shown)
    return _added(_of_whole(left, right, node.left), _of_whole(right, left, node.right), node.op, shown)


def _of_whole(side: Outcome, other: Outcome, node: ast.expr) -> Outcome:
    """A hundred beside shares is the whole of them."""
    if isinstance(node, ast.Constant) and side.value == _HUNDRED and other.dimension == SHARE:
        return Outcome(Interval.exact(_ONE), _ONE, SHARE, "100%")
    return side


def _added(left: Outcome, right: Outcome, op: ast.operator, shown: str) -> Outcome | None:
    if not alike(left.dimension, right.dimension):
        return None
    dimension = left.dimension or right.dimension
    if isinstance(op, ast.Add):
        return Outcome(left.interval + right.interval, left.value + right.value, dimension, shown)
    return Outcome(left.interval - right.interval, left.value - right.value, dimension, shown)


def alike(one: str, other: str) -> bool:
    """Whether values of two dimensions may be set equal: those that are known agree, 个 counts anything, people too."""
    if _ANY in (one, other) or one == other:
        return True
    counted = all(kind.startswith("count:") or kind == "person" for kind in (one, other))
    return counted and "count:个" in (one, other)


def _bracketed(node: ast.expr, told: Outcome, op: ast.operator) -> str:
    loose = isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub))
    return f"（{told.shown}）" if loose and isinstance(op, (ast.Mult, ast.Div, ast.Sub)) else told.shown
