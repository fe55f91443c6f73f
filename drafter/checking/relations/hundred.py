"""Shares told in a row that divide one whole between them: by age from the youngest on, or as a distribution.

「35岁及以下占30.2%，36至50岁占51.6%，51岁及以上占18.2%」 make a hundred. Only a share whose digits changed places is
told, so that rows which leave something out stay unharmed; of a row that leaves nothing out by what its shares are of
(男 and 女, 公办 and 民办) one digit will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from drafter.checking.plausible import is_slip
from drafter.checking.relations.divisions import words_of_part
from drafter.checking.relations.model import Relation
from drafter.checking.text.divisions import Wholeness, divided, members_in
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import LIST_SEPARATOR, Figure, Role, Statement
from drafter.facts import Interval
from drafter.facts.numerals import to_places
from drafter.findings import State

__all__ = ["hundred"]

_HUNDRED = Decimal(100)
_FEWEST = 3
_PAIR = 2
_AROUND = 40
_SHARES = re.compile(r"占|比例|比重|之比|结构|构成")
_RATES = re.compile(r"同比|[比较][上去]|达标|满意|合格|(?<!占)率|提高|下降|分别占")
#: What names the row of shares as the division of a whole.
_DIVIDED = re.compile(
    r"(?:分布|结构|构成|组成|来源|去向|投向|流向|比例|占比|分档|分段|分层)(?:上|情况|方面|看|来看|为|是|如下|分别为)*[：，,]"
    r"|(?:从|按|就)[^，。；：\d]{1,10}(?:看|分|计|划分|统计|说)[，：]"
)
_BOTH_ENDS = (re.compile(r"以下|不足|未满|以内"), re.compile(r"以上|满|超过"))
_OVERLAPS = re.compile(r"其中|女|男|骨干|双师|党员|同比|[比较][上去]|达标|满意度|率")
_ET_CETERA = re.compile(r"^[^，。；]{0,6}等(?!级)")


def hundred(statement: Statement) -> Iterator[Relation]:
    """The share of a row that keeps it from making a hundred."""
    if statement.flow.part == "table" or statement.text.count("%") + statement.text.count("％") < _PAIR:
        return
    for row in _rows(statement):
        if len(row) < _PAIR:
            continue
        exact = sum((f.quantity.value for f in row), Decimal(0))
        room = sum((f.quantity.step for f in row), Decimal(0)) / 2
        if abs(exact - _HUNDRED) <= room:
            continue
        by_name = _by_name(statement, row)
        if by_name is None and not _is_whole(statement, row):
            continue
        wrong = [f for f in row if turned(f, exact)]
        if not wrong and (by_name is Wholeness.SURE or (by_name is Wholeness.LIKELY and exact > _HUNDRED)):
            wrong = [f for f in row if _mistyped(f, exact)]
        for figure in wrong[:1]:
            whole = replace(figure.quantity, text="100%", value=_HUNDRED, interval=Interval.exact(_HUNDRED))
            formula = f"{'＋'.join(f.text for f in row)}＝100%"
            figures = (*row, replace(figure, quantity=whole))
            yield Relation("sum", formula, State.REFUTED, figures, f"{exact}%", weak=True, plain=True, blamed=figure)


def _rows(statement: Statement) -> Iterator[list[Figure]]:
    row: list[Figure] = []
    words = ""
    for figure in statement.figures:
        words += figure.gap
        if figure.quantity.kind is not Kind.PERCENT:
            words += figure.text
            continue
        goes_on = row and re.match(r"^[，、；和及与]", words) and not re.search(r"。|[，；].*[，；]", words)
        share = figure.role in (Role.LEVEL, Role.SHARE) and figure.quantity.definite
        if row and not (goes_on and share):
            yield row
            row = []
        if share:
            row.append(figure)
        words = ""
    yield row


def _by_name(statement: Statement, row: list[Figure]) -> Wholeness | None:
    """Whether the shares are of parts that most likely leave nothing out, by what they are called."""
    head = statement.between(statement.start, row[0].start)
    clause = re.split("[，；：。]", head)[-1]
    listed = all(LIST_SEPARATOR.match(f.gap) for f in row[1:])
    names = members_in(clause, len(row)) if listed else [words_of_part(f) for f in row]
    inside = clause + statement.between(row[0].start, row[-1].end)
    of_shares = all(_SHARES.search(f.gap) for f in row) or bool(_SHARES.search(re.split("[；。]", head)[-1]))
    if not names or not of_shares or _RATES.search(inside) or (row[0].role is not row[-1].role):
        return None
    kind = divided(head[-_AROUND:], names)
    return kind if kind is not None and kind > Wholeness.APART else None


def _mistyped(figure: Figure, added: Decimal) -> bool:
    """Whether a share is what the others leave of a hundred but for one digit."""
    meant = figure.quantity.value - (added - _HUNDRED)
    return meant > 0 and is_slip(figure.quantity.value, meant)


def _is_whole(statement: Statement, row: list[Figure]) -> bool:
    """Whether a row says that it divides a whole, or runs from the lowest to the highest."""
    if len(row) < _FEWEST:
        return False
    before = statement.between(statement.start, row[0].start)
    inside = statement.between(row[0].start, row[-1].end)
    after = statement.between(row[-1].end, statement.end)
    head = re.split(r"[；。]", before)[-1]
    if _OVERLAPS.search(re.split("[，：]", head)[-1] + inside) or _ET_CETERA.match(after):
        return False
    first, last = head[-14:], statement.between(row[-2].end, row[-1].start)
    ends = [bool(low.search(first) and high.search(last)) for low, high in (_BOTH_ENDS, _BOTH_ENDS[::-1])]
    return bool(_DIVIDED.search(head)) or any(ends)


def turned(figure: Figure, added: Decimal) -> bool:
    """Whether a share is what the others leave of a hundred with its digits in another order."""
    meant = figure.quantity.value - (added - _HUNDRED)
    if meant <= 0 or figure.quantity.kind is Kind.POINTS:
        return False
    step = figure.quantity.step
    told, other = (f"{to_places(value / step):f}" for value in (figure.quantity.value, meant))
    return told != other and sorted(told) == sorted(other)
