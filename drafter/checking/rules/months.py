"""TIM022: months that do not lie in the quarter, the half of the year, the holiday or the term they are told of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.dates import plain_digits
from drafter.checking.text.statements import Statement
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

OTHER = Rule(
    "TIM022",
    "month-of-another-season",
    "月份与季度、学期、假期不符",
    Severity.WARNING,
    "季度、上下半年、寒暑假、春秋季学期后面写的月份不在其中；并列的几个月份、季度前后颠倒。",
    "月份或时段必有一个写错。",
    (
        Example("一季度（2—4月）拨付资金320万元。"),
        Example("2024年上半年（7—12月）完成改造。"),
        Example("下半年，5月组织校长培训。"),
        Example("寒假期间（7月10日至8月20日）开展教师研修。"),
        Example("秋季学期（3月至7月）开展常规督导36次。"),
        Example("3月、6月、5月、9月四次召开领导小组会议。"),
        Example("第一、二、四、三季度分别通报。"),
    ),
    (
        Example("一季度（1—3月）拨付资金320万元，四季度（10—12月）拨付资金410万元。"),
        Example("2024年下半年（7—12月）完成改造，上半年，5月组织校长培训，10月组织教师培训。"),
        Example("暑假期间（7月10日至8月20日）开展教师研修，寒假，1月送教下乡。"),
        Example("秋季学期（9月至次年1月）、春季学期（2—7月）开展常规督导36次。"),
        Example(
            "3月、5月、6月、9月四次召开领导小组会议；9月、12月、次年3月、6月四次通报；9月、12月、3月、6月各督查一次。"
        ),
        Example("一、二、三、四季度分别通报，四季度结算于次年1月完成。"),
    ),
    "公历；学年分秋季（第一）学期和春季（第二）学期",
)

_SPANS = {
    "一季度": range(1, 4),
    "二季度": range(4, 7),
    "三季度": range(7, 10),
    "四季度": range(10, 13),
    "上半年": range(1, 7),
    "下半年": range(7, 13),
    "寒假": (12, 1, 2, 3),
    "暑假": range(6, 10),
    "春季学期": range(2, 8),
    "秋季学期": (8, 9, 10, 11, 12, 1, 2),
}
_MONTH = r"(?:1[0-2]|0?[1-9])"
#: 上半年，10月…; 一季度（1—3月）; what stands behind 前, 以来 or 开学 is told of another time.
_TOLD = re.compile(
    r"(?<![至到—－、])第?(?P<name>[一二三四]季度|[上下]半年|寒假|暑假|[春秋]季学期)(?:期间)?"
    rf"(?:[（(](?:即|为)?|[，,]?(?:于|在)?)(?:20\d\d年)?(?P<first>{_MONTH})(?:月(?:\d{{1,2}}日|底|初|[上中下]旬)?)?"
    rf"(?:(?:[—－\-–~～]{{1,2}}|至|到)(?P<next>次年|翌年)?(?:20\d\d年)?(?P<last>{_MONTH})月|(?<=[月日底初旬]))(?!\d)"
)
_ROW = re.compile(rf"(?<![\d年—－至到]){_MONTH}月(?:份)?(?:、{_MONTH}月(?:份)?)+")
_QUARTERS = re.compile(r"第?[一二三四](?:季度)?(?:、第?[一二三四](?:季度)?){2,3}季?度")


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence with a month or a quarter."""
    for statement in context.statements:
        if "月" in statement.text:
            text = plain_digits(statement.text)
            yield from _outside(statement, text)
            yield from _rows(statement, text)
        if "季度" in statement.text:
            yield from _quarters(statement)


def _outside(statement: Statement, text: str) -> Iterator[Finding]:
    for match in _TOLD.finditer(text):
        span = _SPANS[match["name"]]
        months = [int(match["first"]), *([int(match["last"])] if match["last"] and not match["next"] else [])]
        if any(month not in span for month in months):
            told = f"“{match['name']}”里没有{'、'.join(f'{m}月' for m in months if m not in span)}"
            yield _finding(statement, match.span(), told)


def _rows(statement: Statement, text: str) -> Iterator[Finding]:
    """3月、6月、5月、9月; a row may begin in autumn and go on in spring."""
    for match in _ROW.finditer(text):
        months = [int(month) for month in re.findall(r"\d+", match.group())]
        back = [at for at, (one, other) in enumerate(pairwise(months)) if other < one]
        if len(months) > 2 and len(back) == 1 and months[-1] > months[0]:
            told = f"{months[back[0]]}月之后又写{months[back[0] + 1]}月"
            yield _finding(statement, match.span(), told)


def _quarters(statement: Statement) -> Iterator[Finding]:
    for match in _QUARTERS.finditer(statement.text):
        numbers = ["一二三四".index(n) for n in re.findall("[一二三四]", match.group())]
        if numbers != sorted(numbers):
            yield _finding(statement, match.span(), "几个季度的先后颠倒")


def _finding(statement: Statement, span: tuple[int, int], told: str) -> Finding:
    start, end = statement.start + span[0], statement.start + span[1]
    return OTHER.at(statement.flow, start, end, told, suggestion="核对月份和时段")


FAMILY = Family("TIM", "时间", (OTHER,), check)
