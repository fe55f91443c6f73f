"""TIM016 and TIM017: weekdays that a date does not have, and terms that a school year does not have."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

_REPORT = "云岭市人民政府2025年履行教育职责自评报告\n一、活动\n"
WEEKDAY = Rule(
    "TIM016",
    "weekday-of-another-date",
    "星期与日期不符",
    Severity.WARNING,
    "日期后面写的星期几，那一天不是。没有写年份的，按报告年度及次年算，都不对才报。",
    "日期和星期必有一个写错。",
    (Example("2024年9月10日（星期三）召开庆祝大会。"), Example(_REPORT + "10月9日，星期一，召开现场会。")),
    (
        Example("2024年9月10日（星期二）召开庆祝大会。"),
        Example(_REPORT + "10月9日，星期四，召开现场会，以后每周五下午各校集中教研。"),
    ),
    "公历",
)
TERM = Rule(
    "TIM017",
    "term-of-another-year",
    "学期与学年不符",
    Severity.WARNING,
    "秋季学期是一学年的第一学期，春季学期是第二学期；写的学年、学期、开学月份与春秋不合，或一个学年写了相隔两年以上的起止年份。",
    "春秋、学年、学期必有一个写错。",
    (
        Example("2024年春季学期（2024—2025学年第一学期）起执行新课程。"),
        Example("2023—2024学年第二学期（2023年秋季学期）全部到位。"),
        Example("9月1日，春季学期开学，全部学生到校。"),
        Example("2022—2024学年，全县交流教师186人。"),
    ),
    (
        Example("2024年秋季学期（2024—2025学年第一学期）起执行新课程。"),
        Example("2023—2024学年第二学期（2024年春季学期）全部到位。"),
        Example("9月1日，秋季学期开学，全部学生到校，2月部署秋季学期教材征订。"),
        Example("2022—2023学年，全县交流教师186人；2021—2024学年三年间交流教师512人，2021至2024学年逐年增加。"),
    ),
    "教育部：学年分秋季（第一）学期和春季（第二）学期",
)
_DATED = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?<!\d)(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日"
    r"(?:[，,]|（|是)?(?:(?:星期|礼拜)(?P<star>[一二三四五六日天])|周(?P<zhou>[一二三四五六日天])(?=[）)，,上下晚中]))"
)
_WEEKDAYS = "一二三四五六日"
_SPRING_OF = r"(?P<calendar>20\d\d)年(?P<season>[春秋])季?学期"
_OF_YEAR = r"(?P<first>20\d\d)[—－\-~～至]{1,2}(?P<last>20\d\d)学年度?第?(?P<term>[一二])学期"
_TERMS = (
    re.compile(rf"{_SPRING_OF}(?:（|即|，即|\()(?:即)?{_OF_YEAR}"),
    re.compile(rf"{_OF_YEAR}(?:（|即|，即|\()(?:即)?{_SPRING_OF}"),
)
_OPENS = re.compile(
    r"(?<!\d)(?P<month>1[0-2]|0?[1-9])月(?:\d{1,2}日|初|份|底|[上中下]旬)?[，,]?(?:全[县市区省旗])?(?:各校|中小学|学校)?(?:20\d\d年)?"
    r"(?P<season>[春秋])季?(?:学期)?(?:正式|如期|顺利|统一|全面)?开学(?!前|准备|工作)"
)
#: One school year by its two years; 2021—2024三个学年 and 2021至2024学年 are several.
_SCHOOL_YEAR = re.compile(
    r"(?<![\d—－\-~～至和、由从自])(?P<first>20\d\d)年?(?:[—－\-–/／]{1,2})(?P<last>20\d\d)年?学年度?"
    r"(?!期间|以来|之间|[^，。；]{0,6}(?:[二两三四五六七八九十多几\d]年|[两三四五]个|累计|合计|逐年|历年|每年|均|连续|分别|年均))"
)
#: 三年行动计划（2022—2025学年）, 近三个学年（2022—2025学年）.
_SEVERAL = re.compile(r"[二两三四五六七八九十几](?:个学)?年[^，。；]{0,18}[（(]$|规划[^，。；]{0,4}[（(]$")
_NEAR = 24
_MONTHS = {"春": range(1, 6), "秋": range(8, 11)}


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence with a weekday or a term."""
    for statement in context.statements:
        text = narrow(statement.text).replace("(", "（").replace(")", "）")
        if "期" in text or "周" in text:
            yield from _weekdays(statement, text, context.year)
        if "学期" in text or "开学" in text or "学年" in text:
            yield from _terms(statement, text)


def _weekdays(statement: Statement, text: str, reported: int) -> Iterator[Finding]:
    for match in _DATED.finditer(text):
        told = (match["star"] or match["zhou"]).replace("天", "日")
        years = [int(match["year"])] if match["year"] else [reported, reported + 1] if reported else []
        month, day = int(match["month"]), int(match["day"])
        right = [
            _WEEKDAYS[calendar.weekday(year, month, day)]
            for year in years
            if day <= calendar.monthrange(year, month)[1]
        ]
        if right and told not in right:
            said = f"{years[0]}年{month}月{day}日是星期{right[0]}"
            yield _finding(WEEKDAY, statement, match.span(), said, "核对日期和星期")


def _terms(statement: Statement, text: str) -> Iterator[Finding]:
    for match in _SCHOOL_YEAR.finditer(text):
        several = _SEVERAL.search(text[max(0, match.start() - _NEAR) : match.start()])
        if int(match["last"]) > int(match["first"]) + 1 and not several:
            said = f"一个学年跨前后两年，{match['first']}年开始的是{match['first']}—{int(match['first']) + 1}学年"
            yield _finding(TERM, statement, match.span(), said, "核对学年的起止年份")
    for pattern in _TERMS:
        for match in pattern.finditer(text):
            autumn = match["season"] == "秋"
            begin = int(match["calendar"]) - (0 if autumn else 1)
            right = (begin, begin + 1, "一" if autumn else "二")
            if (int(match["first"]), int(match["last"]), match["term"]) != right:
                season = f"{match['calendar']}年{match['season']}季学期"
                said = f"{season}是{begin}—{begin + 1}学年第{right[2]}学期"
                yield _finding(TERM, statement, match.span(), said, "核对春秋和学年、学期")
    for match in _OPENS.finditer(text):
        if int(match["month"]) not in _MONTHS[match["season"]]:
            said = f"{match['season']}季学期不在{match['month']}月开学"
            yield _finding(TERM, statement, match.span(), said, "核对月份和春秋")


def _finding(rule: Rule, statement: Statement, span: tuple[int, int], told: str, advice: str) -> Finding:
    return rule.at(statement.flow, statement.start + span[0], statement.start + span[1], told, suggestion=advice)


FAMILY = Family("TIM", "时间", (WEEKDAY, TERM), check)
