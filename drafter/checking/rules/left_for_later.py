"""More of TIM004 and TIM007: what 上年 stands for in a report, and what is left undone planned for a year that is over.

「报告中“上年”均指2022年」 in the report of 2024; 「未完成的2处已列入2023年计划」 in the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.deadlines import OVERDUE
from drafter.checking.rules.model import Family
from drafter.checking.rules.reported import STALE
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

_MEANT = re.compile(
    r"[“\"‘']?(?P<name>上年度?|上一年度?|去年|本年度?|报告年度|评价年度)[”\"’']?[，,]?"
    r"(?:数据|数|情况)?(?:如无(?:特别|特殊)?说明[，,]?)?(?:均|都|一律|统一)?(?:系指|是指|即指|指的是|指|为)(?:的是)?(?P<year>20\d\d)年(?:度)?(?=$|[，。；、）)全数])"
)
_CALLED = re.compile(
    r"(?P<year>20\d\d)年(?:度)?[（(](?:以下|下文|文中)?(?:均|统一)?(?:简称|称|称为)[：:]?[“\"‘'](?P<name>上年|去年|本年)[”\"’']"
)
_LAST = re.compile("上|去")
_LEFT = re.compile(
    r"(?:未完成|未整改|未销号|未消除|未改造|未办结|未解决|没有完成|没有整改|尚未|仍未|余下|剩余|剩下|其余|还剩|还有|尚有|仍有|跨年)"
)
_PLANNED_FOR = re.compile(
    r"(?:已|均已|全部|都已|拟|将|计划)*(?:列入|纳入|列进|编入|排入|排进|安排在|安排到|转入|结转到|结转至|推迟到|推迟至|放到|放在)了?(?P<year>20\d\d)年"
    r"(?:度)?(?:[第]?[一二三四1-4]季度|[上下]半年|[春秋]季(?:学期)?|寒假|暑假|\d{1,2}月)?(?:的)?"
    r"(?P<what>[^，。；\d]{0,12}?(?:计划|安排|预算|项目|工程|任务|清单|改造|整改|实施|完成|解决))"
)
_OTHER_TIME = re.compile(r"上年|去年|前年|上一年|曾|当时|原[计定]|20\d\d年")
_SINCE = re.compile(r"现已|均已完成|已(?:全部|如期|按期)?(?:完成|销号|整改|解决|建成|投用)|今年")


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that says what 上年 is, or for when it has planned what is left."""
    if not context.year:
        return
    for statement in context.statements:
        if "20" in narrow(statement.text):
            yield from _meant(context, statement)
            yield from _left(context, statement)


def _meant(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    text = narrow(statement.text)
    for pattern in (_MEANT, _CALLED):
        for match in pattern.finditer(text):
            right = context.year - 1 if _LAST.search(match["name"]) else context.year
            if int(match["year"]) == right or not _defines(match):
                continue
            yield STALE.at(
                statement.flow,
                statement.start + match.start(),
                statement.start + match.end(),
                f"报告的是{context.year}年，“{match['name']}”应指{right}年，文中说是{match['year']}年",
                suggestion="核对年份",
                severity=Severity.WARNING,
            )


def _defines(match: re.Match[str]) -> bool:
    """Whether words say what a name stands for, and not in which year something was: in marks, or with 指."""
    return "指" in match.group() or "称" in match.group() or bool(re.match("[“\"‘']", match.group()))


def _left(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    text = narrow(statement.text)
    for match in _PLANNED_FOR.finditer(text):
        year = int(match["year"])
        part = re.split("[。；]", text[: match.start()])[-1]
        left = _LEFT.search(part)
        after = re.split("[。；]", text[match.end() :])[0]
        if year >= context.year or left is None or _OTHER_TIME.search(part) or _SINCE.search(after):
            continue
        yield OVERDUE.at(
            statement.flow,
            statement.start + match.start(),
            statement.start + match.end(),
            f"到{context.year}年还没有完成的，却列入已经过去的{year}年",
            suggestion="换成以后的时限，已完成的写成完成情况",
        )


FAMILY = Family("TIM", "时间", (), check)
