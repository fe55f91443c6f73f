"""Formulas over indicators run no code."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.facts import load_dictionary
from drafter.facts.formulas import FormulaError, evaluate, names_in

VALUES = {"a": Decimal(6), "b": Decimal(4), "zero": Decimal(0), "学生": Decimal(100)}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("a", "6"),
        ("a + b", "10"),
        ("a - b", "2"),
        ("a * b", "24"),
        ("a / b * 100", "150"),
        ("(a + b) * 2", "20"),
        ("100 - a", "94"),
        ("a * 0.1", "0.6"),
        ("学生 / a", str(Decimal(100) / 6)),
    ],
)
def test_a_formula_is_evaluated_in_decimals(formula: str, value: str) -> None:
    assert evaluate(formula, VALUES.get) == Decimal(value)


@pytest.mark.parametrize(
    "formula", ["a / zero", "zero / zero", "a / (b - 4)", "a + unknown", "unknown / zero", "a * (b + unknown)"]
)
def test_a_formula_that_has_no_value_gives_none(formula: str) -> None:
    assert evaluate(formula, VALUES.get) is None


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os').system('true')",
        "().__class__",
        "a.real",
        "a[0]",
        "a ** b",
        "a // b",
        "a % b",
        "-a",
        "a if b else a",
        "a < b",
        "a and b",
        "[a]",
        "lambda: a",
        "(a := b)",
        "'a'",
        "f'{a}'",
        "True",
        "None",
        "1j",
        "a + True",
        "unknown + __import__('os')",
        "",
        "a +",
        "a; b",
        "a = b",
        "a\0",
        "(" * 5000 + "a" + ")" * 5000,
        "+".join("a" * 2000),
        "+".join("a" * 20000),
    ],
)
def test_anything_but_arithmetic_is_refused(formula: str) -> None:
    with pytest.raises(FormulaError):
        evaluate(formula, VALUES.get)


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("a / b * 100", ("a", "b")),
        ("(a * b) + c", ("a", "b", "c")),
        ("b + a - b", ("b", "a")),
        ("c / (\n b + a)", ("c", "b", "a")),
        ("1", ()),
    ],
)
def test_the_names_come_in_order_of_first_use(formula: str, names: tuple[str, ...]) -> None:
    assert names_in(formula) == names


def test_the_names_of_what_is_no_formula_are_refused() -> None:
    with pytest.raises(FormulaError):
        names_in("a +")


@given(st.text(max_size=15))
def test_no_text_raises_anything_but_a_formula_error(text: str) -> None:
    try:
        value = evaluate(text, lambda _: Decimal(1))
    except FormulaError:
        return
    assert value is None or isinstance(value, Decimal)


@given(st.lists(st.integers(1, 999), min_size=2, max_size=5), st.data())
def test_arithmetic_agrees_with_decimals(numbers: list[int], data: st.DataObject) -> None:
    formula, expected = "n0", Decimal(numbers[0])
    for place, number in enumerate(numbers[1:], start=1):
        sign = data.draw(st.sampled_from("+-*"))
        formula = f"({formula}) {sign} n{place}"
        expected = {"+": expected + number, "-": expected - number, "*": expected * number}[sign]
    assert evaluate(formula, lambda name: Decimal(numbers[int(name[1:])])) == expected


def test_every_shipped_formula_is_arithmetic_over_known_indicators() -> None:
    dictionary = load_dictionary()
    formulas = [entry.formula for entry in dictionary.values() if entry.formula]
    assert len(formulas) >= 20
    for formula in formulas:
        assert set(names_in(formula)) <= set(dictionary)
        assert evaluate(formula, lambda _: Decimal(2)) is not None
