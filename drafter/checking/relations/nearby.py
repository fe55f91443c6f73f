"""Round numbers that a value is said to have passed, not reached or come near: 23418人，超过2.3万; 9760人，不到一万.

Nothing but the word stands between, so that both are of one thing; how far apart two amounts lie (不足120人, of those
that are needed) is told with a number much smaller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts.numerals import CHINESE_NUMERAL, parse_arabic, parse_chinese
from drafter.facts.units import SCALES
from drafter.findings import State

__all__ = ["nearby"]

_ADVERBS = (
    "但|却|已经?|早已|也|亦|均|都|仍然?|还|尚|首次|首度|第一次|一举|成功|历史性地?|稳稳|刚刚|刚好?|明显|大大|总体|基本"
    "|就|便|并|又|再次?|继续|略|稍|总量|总数|规模|距"
)
_PASSED = "超过|超出|突破|冲破|逾|越过|跨过|迈过|高于|多于|站上|超"
_SHORT = "不足|不到|不满|未到|未达到?|未满|低于|少于|没到|没有?超过|未超过|不超过|没有?突破|未突破|达不到"
_NEAR = "接近|逼近|将近|直逼|迫近|近乎"
_SAID = re.compile(
    rf"^[人名所个]?[，,、（(]?(?:{_ADVERBS})*(?:(?P<short>{_SHORT})|(?P<passed>{_PASSED})|(?P<near>{_NEAR}))了?"
    rf"(?P<number>\d+(?:\.\d+)?|[{CHINESE_NUMERAL}]+)(?P<scale>[万亿千百]*)"
)
_CLAUSE = re.compile(r"[，,。；;、：:（）()！\s]")
#: What may follow the number and its unit.
_ROUND = re.compile("(?:的?整?数?(?:大关|关口))?")
_CLOSE = Decimal("0.5")
_FAR_ABOVE, _FAR_BELOW = Decimal("1.02"), Decimal("0.75")


def nearby(statement: Statement) -> Iterator[Relation]:
    """Every such number of a sentence that the value before it belies."""
    for figure in statement.figures:
        quantity = figure.quantity
        told = quantity.kind in (Kind.AMOUNT, Kind.PERCENT) and quantity.definite and quantity.value > 0
        if told and figure.role in (Role.LEVEL, Role.SHARE):
            yield from _belied(statement, figure)


def _belied(statement: Statement, figure: Figure) -> Iterator[Relation]:
    after = statement.between(figure.end, min(statement.end, figure.end + 32))
    match = _SAID.match(after)
    mark = _mark(statement, figure, match) if match else None
    if match is None or mark is None or not _CLOSE < mark / figure.quantity.value < 1 / _CLOSE:
        return
    value = figure.quantity.interval
    wrong = (
        (match["short"] and value.low >= mark and not _bounded(match["short"], value.low, mark))
        or (match["passed"] and value.high < mark)
        or (match["near"] and _is_off(figure, mark))
    )
    if wrong:
        word = match["short"] or match["passed"] or match["near"]
        number = match["number"] + match["scale"] + ("%" if figure.quantity.kind is Kind.PERCENT else "")
        yield Relation("target", f"{figure.text}{word}{number}", State.REFUTED, (figure,), weak=True, plain=True)


def _bounded(word: str, value: Decimal, mark: Decimal) -> bool:
    """Whether a word for an upper bound allows the bound itself: 不超过3万."""
    return word.endswith("超过") and value == mark


def _is_off(figure: Figure, mark: Decimal) -> bool:
    """Whether a value that is to lie near a mark lies far off, or an amount lies above it."""
    value = figure.quantity.value
    above = figure.quantity.kind is Kind.AMOUNT and value > mark * _FAR_ABOVE
    return above or value < mark * _FAR_BELOW


def _mark(statement: Statement, figure: Figure, match: re.Match[str]) -> Decimal | None:
    """The number in the base unit of the value; None where it is told in another unit or is of something else."""
    start = figure.end + match.end()
    clause = _CLAUSE.split(statement.between(start, min(statement.end, start + 8)))[0]
    number = match["number"]
    value = parse_arabic(number) if number[0].isdigit() else parse_chinese(number)
    if value is None:
        return None
    for scale in match["scale"]:
        value *= SCALES[scale]
    if figure.quantity.kind is Kind.PERCENT:
        return value if clause in ("%", "％") else None
    unit = figure.quantity.text[figure.quantity.number_end - figure.quantity.start :].strip().lstrip("百千万亿")
    return value if _ROUND.fullmatch(clause.removeprefix(unit)) else None
