"""More of TIM009: figures taken from statistics that there were not yet when the report was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.signing import signed_on
from drafter.checking.context import CheckContext
from drafter.checking.rules.after_report import AFTER
from drafter.checking.rules.model import Family
from drafter.checking.text.statements import Statement
from drafter.findings import Finding

__all__ = ["FAMILY"]

_TAKEN_FROM = re.compile(r"(?:取自|来自|来源于|源自|采自|摘自|引自|采用|依据|均?以|基于|出自)(?:的是)?\s*$")
_STATISTICS = re.compile(r"^(?:的)?[^，。；\d]{0,10}?(?:统计|年报|报表|台账|学籍|数据|普查|监测)")
#: The statistics of a school year are taken in autumn: a report does not rest on those of the next one.
_AUTUMN = 9
_TO_COME = re.compile(r"预计|计划|将|拟|届时|下一步|今后")


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence with a date."""
    signed = signed_on(context.document)
    for statement in context.statements if context.year else ():
        if statement.dates:
            yield from _taken_later(context, statement, signed)


def _taken_later(context: CheckContext, statement: Statement, signed: tuple[int, int, int] | None) -> Iterator[Finding]:
    """数据取自2026年9月的事业统计, in the report of 2025."""
    if _TO_COME.search(statement.text):
        return
    for date in statement.dates:
        before = statement.between(max(statement.start, date.start - 8), date.start)
        if not date.year or not date.month or not _TAKEN_FROM.search(before):
            continue
        then = (date.year, date.month)
        late = then > signed[:2] if signed else then >= (context.year + 1, _AUTUMN)
        if late and _STATISTICS.match(statement.between(date.end, min(statement.end, date.end + 20))):
            when = f"成文日期{signed[0]}年{signed[1]}月" if signed else f"{context.year}年的报告"
            told = f"所取数据的时间“{date.text.strip()}”晚于{when}"
            yield AFTER.at(statement.flow, date.start, date.end, told, suggestion="核对数据的时间")


FAMILY = Family("TIM", "时间", (), check)
