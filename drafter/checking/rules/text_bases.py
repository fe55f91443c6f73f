"""More of NUM003 without a sheet: a change told against one year that the text's own values tell against another.

「2025年安排9.80亿元，比2023年增加0.44亿元」, where the report of 2024 has 9.36亿元 for its own year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from drafter.checking.claims.passages import COMBINED, MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.rules.figure_rules import YEAR
from drafter.checking.rules.model import Family
from drafter.checking.rules.sheet_bases import base_of
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Statement
from drafter.checking.text.telling import Told
from drafter.checking.text.things import Thing
from drafter.facts import Period
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

_MEASURES = ("percent", "money", "count", "person-times")
_SET_ASIDE = re.compile(r"^(?:计划|预计|拟)?(?:安排|投入)|(?:计划|预算|预计|拟)?(?:安排|投入|达到?)$")
_TELLING = 4  # printed digits of a value and its change that chance does not bring


def check(context: CheckContext) -> Iterator[Finding]:
    """Every value with a change since a year that is named."""
    if not context.year:
        return
    for statement in context.statements:
        if statement.flow.part == "table" or not any(date.kind == "year" for date in statement.dates):
            continue
        for one, two in pairwise(statement.figures):
            base = base_of(statement, one, two)
            if base is None or base.year >= context.year or _printed(one) + _printed(two) < _TELLING:
                continue
            right, held = _right(context, statement, one, two)
            if held is None or right == base.year:
                continue
            yield YEAR.at(
                statement.flow,
                base.start - 1,
                two.end,
                f"{one.text}与{right}年的{held.figure.text}相差{two.text}，文中写的是与{base.text.strip()}比",
                evidence=(Evidence("document", _where(held), held.figure.statement.text.strip()),),
                suggestion="核对比较的年份",
                severity=Severity.WARNING,
                touches=(one, two, held.figure),
            )


def _printed(figure: Figure) -> int:
    return sum(sign.isdigit() for sign in figure.quantity.text)


def _where(told: Told) -> str:
    return f"第{told.figure.statement.flow.first_paragraph + 1}段"


def _right(context: CheckContext, statement: Statement, one: Figure, two: Figure) -> tuple[int, Told | None]:
    """The year from whose value a change leads to a value, and that value; 0 and None where the text does not say."""
    subject = context.subjects.get(one.id)
    if subject is None:
        return 0, None
    this, last = (_told(context, subject.thing, one, period) for period in (Period.THIS, Period.PREVIOUS))
    start = one.quantity.interval - two.quantity.interval.scaled(Decimal(two.direction))
    exact = one.quantity.value - two.direction * two.quantity.value
    from_this, from_last = (t is not None and t.figure.quantity.value == exact for t in (this, last))
    if from_this == from_last or (last is not None and from_this and last.interval.meets(start)):
        return 0, None
    if from_this:  # only a plan goes on from the year of the report
        return (context.year, this) if _planned(context, statement, one) else (0, None)
    own = (
        subject.whole and subject.period is Period.THIS and (this is None or this.interval.meets(one.quantity.interval))
    )
    return (context.year - 1, last) if own else (0, None)


def _told(context: CheckContext, thing: Thing, figure: Figure, period: Period) -> Told | None:
    measure = "percent" if figure.quantity.kind is Kind.PERCENT else figure.quantity.dimension.split("/")[0]
    measure = measure if measure in _MEASURES else "count"
    plain = replace(thing, core=_SET_ASIDE.sub("", thing.core))
    for meant in (thing, plain):
        values = [t for t in context.told.of(meant, measure, period) if t.figure is not figure]
        if values and all(values[0].interval.meets(t.interval) for t in values[1:]):
            return min(values, key=lambda t: t.interval.high - t.interval.low)
    return None


def _planned(context: CheckContext, statement: Statement, figure: Figure) -> bool:
    """Whether a value is told of the next year: the sentence names it, or stands among measures."""
    if any(date.year == context.year + 1 and date.end <= figure.start for date in statement.dates):
        return True
    paragraph = statement.flow.first_paragraph
    return context.roles[paragraph : paragraph + 1] in ([MEASURES], [COMBINED])


FAMILY = Family("NUM", "数字与来源", (), check)
