"""More of TIM004: a report that says it is of another year than the reported one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.times import STALE
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow
from drafter.findings import Finding

__all__ = ["FAMILY"]

#: 「评价期为2024年1月1日至12月31日」: the whole calendar year that a yearly evaluation covers.
_PERIOD = re.compile(
    r"(?:评价|自评|评估|报告)(?:周期|时段|期间|期|时间范围)(?:为|是|从|自|：|:)?\s*(?P<year>(?:19|20)\d\d)\s*年\s*1\s*月\s*1\s*日"
    r"\s*(?:至|到|[—－~～-]+)\s*(?:(?P<last>(?:19|20)\d\d)\s*年\s*)?12\s*月\s*31\s*日"
)
#: 对照2024年度履行教育职责评价要点: the evaluation that a report answers.
_ANSWERED = re.compile(
    r"(?:对照|按照|根据|依据|围绕)[^，。；《]{0,14}?(?P<year>20\d\d)\s*年度?[^，。；《》]{0,14}?履行教育职责(?:情况)?(?:评价|督导|考核)?"
    r"(?:要点|指标|方案|细则|标准|体系)"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that tells what the report covers or answers."""
    for statement in context.statements:
        if statement.dates:
            yield from _period(context, statement)
        if "履行教育职责" in statement.text:
            yield from _answered(context, statement)


def _period(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    """The one calendar year that the evaluation is said to cover, where it is not the reported one."""
    for match in _PERIOD.finditer(narrow(statement.text)) if context.year else ():
        year = int(match["year"])
        if year == context.year or (match["last"] and int(match["last"]) != year):
            continue
        start, end = statement.start + match.start("year"), statement.start + match.end()
        told = f"写的是{year}年全年，报告年度却是{context.year}年"
        yield STALE.at(statement.flow, start, end, told, suggestion="核对评价期的年份")


def _answered(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    """The evaluation a report says it answers, where that is one of years before."""
    for match in _ANSWERED.finditer(narrow(statement.text)) if context.year else ():
        year = int(match["year"])
        if year >= context.year - 1 or re.search("整改|反馈|问题", statement.text):
            continue
        start = statement.start + match.start("year")
        told = f"对照的是{year}年度的评价，报告年度却是{context.year}年"
        yield STALE.at(statement.flow, start, statement.start + match.end(), told, suggestion="核对评价的年度")


FAMILY = Family("TIM", "时间", (), check)
