"""Formulas over indicators (``a / b * 100``), evaluated without executing code."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from decimal import Decimal, DivisionByZero, InvalidOperation
from functools import lru_cache
from typing import Any, TypeVar

from drafter.facts.intervals import Interval

__all__ = ["FormulaError", "evaluate", "evaluate_interval", "names_in"]

T = TypeVar("T", Decimal, Interval)

_OPERATORS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class FormulaError(ValueError):
    """The formula is not an expression of names, numbers, ``+ - * /`` and brackets."""


@lru_cache(maxsize=1024)
def _tree(formula: str) -> ast.expr:
    try:
        return ast.parse(formula, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:  # what the parser raises on nonsense
        raise FormulaError(formula) from error


@lru_cache(maxsize=1024)
def names_in(formula: str) -> tuple[str, ...]:
    """The indicator ids a formula uses, in order of first use."""
    found = [node for node in ast.walk(_tree(formula)) if isinstance(node, ast.Name)]
    found.sort(key=lambda node: (node.lineno, node.col_offset))
    return tuple(dict.fromkeys(node.id for node in found))


def evaluate(formula: str, value_of: Callable[[str], Decimal | None]) -> Decimal | None:
    """The value of a formula, or None when an operand is unknown or a divisor is zero.

    Args:
        value_of: gives the value of an indicator id in its own display unit, None when unknown.

    Raises:
        FormulaError: the formula uses anything but names, numbers, ``+ - * /`` and brackets.
    """
    try:
        return _compute(formula, value_of, Decimal)
    except (DivisionByZero, InvalidOperation):
        return None


def evaluate_interval(formula: str, interval_of: Callable[[str], Interval | None]) -> Interval | None:
    """All values a formula can have when its operands are known to within their rounding; None as above.

    Raises:
        FormulaError: as above.
    """
    return _compute(formula, interval_of, lambda number: Interval.exact(Decimal(number)))


def _compute(formula: str, value_of: Callable[[str], T | None], constant: Callable[[str], T]) -> T | None:
    try:
        return _value(_tree(formula), value_of, constant)
    except RecursionError as error:
        raise FormulaError(formula) from error


def _value(node: ast.expr, value_of: Callable[[str], T | None], constant: Callable[[str], T]) -> T | None:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        left, right = _value(node.left, value_of, constant), _value(node.right, value_of, constant)
        if left is None or right is None:
            return None
        result: T = _OPERATORS[type(node.op)](left, right)
        return result
    if isinstance(node, ast.Name):
        return value_of(node.id)
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return constant(str(node.value))
    raise FormulaError(ast.unparse(node))
