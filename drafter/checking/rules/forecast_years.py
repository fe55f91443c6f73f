"""More of TIM007: what is forecast of a year that is over: 「据测算，2022年秋季学位需求6120个，缺口480个」 in 2024.

What was forecast once and is told as such, with what came of it, is history; needs and gaps told as they stand are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.deadlines import OVERDUE
from drafter.checking.rules.model import Family
from drafter.checking.text.statements import Statement
from drafter.findings import Finding

__all__ = ["FAMILY"]

_FORECAST = re.compile(
    r"(?:^|[，。；：、]|[一二三四五六七八九]是)(?:(?:据|经|按|根据)[^，。；\d]{0,10})?(?:初步|综合)?(?:预测|预计|测算|估算|推算|研判)(?:分析|显示|表明)?"
    r"[，,]?(?:到|至)?(?P<year>20\d\d)年(?![—－\-–~～至到])(?P<told>[^。；]{0,40})"
)
#: What lies ahead: needs, gaps, peaks, and all that will be.
_AHEAD = re.compile(r"需求|缺口|缺额|(?<!不)缺|将|入学高峰|达到?峰|峰值|供不应求|还差|可(?:满足|容纳|缓解)")
_OF_THEN = re.compile(
    r"当时|曾|原[预测计]|上年[预测]|实际|以来|基数|基准|起[，,]|同期|规划编制|[比较与]20|已(?:经)?(?:全部|基本)?(?:补|解决|消化|满足)"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Every forecast of the running text."""
    for statement in context.statements if context.year else ():
        if statement.dates and statement.flow.part != "table" and re.search("[预测估推研][测计算判]", statement.text):
            yield from _forecast(context.year, statement)


def _forecast(year: int, statement: Statement) -> Iterator[Finding]:
    for match in _FORECAST.finditer(statement.text):
        over = int(match["year"]) < year and _AHEAD.search(match["told"]) and not _OF_THEN.search(statement.text)
        if over:
            start = statement.start + match.start("year")
            said = f"预测的年份“{match['year']}年”早于报告年度{year}年"
            yield OVERDUE.at(statement.flow, start, start + 5, said, suggestion="核对年份，应是报告年度以后的")


FAMILY = Family("TIM", "时间", (), check)
