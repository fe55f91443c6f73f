"""More of NUM003: a change told against one year that is the change since another one, by the sheet.

「招聘212人，比2022年多26人」, where 26人 is the change since 2023, as 「满意度92.7%，较2022年提高2.2个百分点」 may be;
「2025年招聘240人，比2023年多28人」, where 240人 less 28人 is what the sheet has for 2024.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.context import CheckContext
from drafter.checking.plausible import digits
from drafter.checking.row_model import LITTLE, SOME, Sheet
from drafter.checking.row_words import near, said_of
from drafter.checking.rules.figure_rules import YEAR
from drafter.checking.rules.model import Family
from drafter.checking.text.dates import DateMention
from drafter.checking.text.nouns import changed_thing
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Indicator, Period
from drafter.findings import Finding, Severity

__all__ = ["FAMILY", "base_of"]

_COMPARED = re.compile(r"(?:比|较|与|同)$")
_TELLING = 4  # digits of a value and its change together that chance does not bring


def check(context: CheckContext) -> Iterator[Finding]:
    """Every value with a change since a year that is named."""
    if context.metrics is None or not context.year:
        return
    sheet = Sheet(context.metrics, context.region, context.year)
    for statement in context.statements:
        if len(statement.figures) < 2 or not any(date.kind == "year" for date in statement.dates):
            continue
        for one, two in pairwise(statement.figures):
            base = base_of(statement, one, two)
            row = _row(sheet, statement, one) if base is not None else None
            right = _right(context, sheet, statement, one, two, row) if row is not None else 0
            if base is not None and row is not None and right and base.year != right:
                start = base.start - 1
                yield YEAR.at(
                    statement.flow,
                    start,
                    two.end,
                    f"按指标表“{row.name}”，{one.text}与{right}年相差{two.text}，文中写的是与{base.text.strip()}比",
                    suggestion="核对比较的年份",
                    severity=Severity.WARNING,
                )


def base_of(statement: Statement, one: Figure, two: Figure) -> DateMention | None:
    """The year that a change is told against, the only date between a value and the change."""
    told = two.role is Role.CHANGE and two.quantity.kind in (Kind.AMOUNT, Kind.POINTS) and bool(two.direction)
    values = (one.quantity, two.quantity)
    if not told or changed_thing(two) or any(not q.definite or q.is_range for q in values):
        return None
    points = two.quantity.kind is Kind.POINTS and one.quantity.kind is Kind.PERCENT
    if one.role is Role.CHANGE or (values[0].dimension != values[1].dimension and not points):
        return None
    dates = [d for d in statement.dates if one.end <= d.start and d.end <= two.start]
    if len(dates) != 1 or dates[0].kind != "year" or not dates[0].year:
        return None
    return dates[0] if _COMPARED.search(statement.between(one.end, dates[0].start)) else None


def _row(sheet: Sheet, statement: Statement, figure: Figure) -> Indicator | None:
    """The one row that the words before a value tell."""
    if sheet.scope.elsewhere(statement.between(statement.start, figure.start)):
        return None
    if sheet.scope.of_part(statement, figure.start):
        return None
    rows = [row.id for row in sheet.values.measured(figure)]
    fits = sheet.names.fits(said_of(statement, figure, near(figure)), rows)
    if not fits or (len(fits) > 1 and fits[1].worth >= fits[0].worth):
        return None
    return fits[0].row.indicator if fits[0].told >= SOME and fits[0].only >= LITTLE else None


def _right(context: CheckContext, sheet: Sheet, statement: Statement, one: Figure, two: Figure, row: Indicator) -> int:
    """The year that the change is since, by the sheet; 0 where it does not say."""
    this, last = (sheet.metrics.get(row.id, period) for period in (Period.THIS, Period.PREVIOUS))
    if this is None or last is None or this.value == last.value:
        return 0
    factor = row.unit.factor
    value, change = one.quantity.value / factor, two.quantity.value / factor * Decimal(two.direction)
    if digits(one.quantity.value) + digits(two.quantity.value) < _TELLING:
        return 0
    if value == this.value and value - change == last.value:
        return context.year - 1
    planned = any(date.year == context.year + 1 and date.end <= one.start for date in statement.dates)
    return context.year if planned and value - change == this.value else 0


FAMILY = Family("NUM", "数字与来源", (), check)
