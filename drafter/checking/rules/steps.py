"""TIM013: steps of a procedure told with dates that run backwards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

STEPS = Rule(
    "TIM013",
    "steps-out-of-order",
    "先后步骤的日期颠倒",
    Severity.WARNING,
    "一句话里按启动、自查、形成初稿、审议、上报的先后写了日期，后一步的日期却早于前一步。",
    "自评过程的时间一对就看出来。",
    (
        Example("2月接到通知，3月中旬形成初稿，2月下旬经县委常委会审议通过。"),
        Example("自评工作2024年3月5日启动，4月20日完成汇总，4月12日报送市政府。"),
        Example("1月启动自评，3月20日形成初稿，3月8日县政府常务会议审定。"),
    ),
    (
        Example("2月接到通知，3月中旬形成初稿，3月下旬经县委常委会审议通过。"),
        Example("自评工作2024年11月启动，2025年2月完成汇总，3月报送市政府。"),
        Example("9月启动自查，12月完成汇总，次年2月报送市政府。"),
        Example("3月中旬形成初稿，2月已完成自查。"),
    ),
    "评价工作程序：先自查，后审议、上报",
)
_DATE = re.compile(
    r"(?:(?P<year>20\d\d)年|(?P<next>次年|翌年))?(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])日|(?P<part>[上中下])旬|(?P<edge>[初底末]))?"
)
_STEPS = (
    re.compile(r"接到|收到|启动|部署|动员|印发方案"),
    re.compile(r"自查|自评工作|逐[校条项]|核实|收集"),
    re.compile(r"初稿|汇总|起草|形成[^，。；]{0,6}报告"),
    re.compile(r"征求意见|修改完善|讨论"),
    re.compile(r"审议|审定|审核|审过|研究通过|会议通过"),
    re.compile(r"上报|报送|报[市省县区国][委政教]?|公示"),
)
_PARTS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}
_EDGES = {"初": (1, 10), "底": (21, 31), "末": (21, 31)}


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence with several dates."""
    for statement in context.statements:
        if statement.text.count("月") > 1:
            yield from _steps(statement)


def _steps(statement: Statement) -> Iterator[Finding]:
    """Dates that each open a step of the procedure."""
    text = narrow(statement.text)
    dated = list(_DATE.finditer(text))
    before: tuple[int, tuple[int, int, int], str] | None = None
    year = 0
    for number, match in enumerate(dated):
        if match["next"]:
            year += 1
        elif match["year"]:
            year = int(match["year"])
        stop = dated[number + 1].start() if number + 1 < len(dated) else len(text)
        words = text[match.end() : min(stop, match.end() + 40)]
        step = next((at for at, verbs in enumerate(_STEPS) if verbs.search(re.split(r"[，。；]", words)[0])), None)
        if step is None:
            continue
        low, high = _days(match)
        month = int(match["month"])
        if before is not None and step > before[0]:
            earlier = (year, month, high) < before[1]
            if earlier and not (year == before[1][0] == 0 and month + 6 < before[1][1]):
                start, end = statement.start + match.start(), statement.start + match.end()
                told = f"“{statement.flow.text[start:end]}”早于前一步的“{before[2]}”"
                yield STEPS.at(statement.flow, start, end, told, suggestion="核对两步的日期")
        before = (step, (year, month, low), match[0])


def _days(match: re.Match[str]) -> tuple[int, int]:
    """The first and last day that a date can stand for."""
    if match["day"]:
        return int(match["day"]), int(match["day"])
    if match["part"]:
        return _PARTS[match["part"]]
    return _EDGES[match["edge"]] if match["edge"] else (1, 31)


FAMILY = Family("TIM", "时间", (STEPS,), check)
