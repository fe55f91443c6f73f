"""TIM015: days, weeks and months that are kept every year, told at another time or as another one in number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.checking.claims.calendar import Campaign, campaigns, named
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow, parse_chinese
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

_REPORT = "云岭市人民政府2025年履行教育职责自评报告\n一、活动\n"
CAMPAIGN = Rule(
    "TIM015",
    "campaign-at-another-time",
    "宣传日、活动周的日期或届次不对",
    Severity.WARNING,
    "教师节、推普周、职业教育活动周、全国中小学生安全教育日等每年固定的日子，写成了别的日期、月份、第几周，或者当年不是第几个。"
    "说的是“前夕”“期间”和某天办的活动不查。",
    "日期或名称必有一个写错。",
    (
        Example(_REPORT + "6月16日是全国爱眼日，各校开展近视防控宣讲。"),
        Example(_REPORT + "每年6月第三周是全国推广普通话宣传周。"),
        Example(_REPORT + "2024年9月10日是第39个教师节。"),
        Example(_REPORT + "4月20日至5月20日为学前教育宣传月。"),
        Example(_REPORT + "每年3月第一个星期一是全国中小学生安全教育日。"),
    ),
    (
        Example(_REPORT + "6月6日是全国爱眼日，各校开展近视防控宣讲。"),
        Example(_REPORT + "每年9月第三周是全国推广普通话宣传周，9月12日推普周期间开展活动。"),
        Example(_REPORT + "9月8日教师节前夕，2024年第40个教师节庆祝大会召开，表彰教师120名。"),
        Example(_REPORT + "5月20日至6月20日为学前教育宣传月，6月3日学前教育宣传月活动走进社区。"),
        Example(_REPORT + "3月31日是第30个全国中小学生安全教育日，4月18日，我市开展世界读书日主题活动。"),
    ),
    "各宣传日、活动周的设立文件",
)

_NUMBER = r"[一二三四五六七八九十\d]{1,4}"
_DATE = r"(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?"
_TO = r"(?:(?:至|到|[-—－~～]{1,2})(?:(?P<month2>1[0-2]|0?[1-9])月)?(?P<day2>3[01]|[12]\d|0?[1-9])日)?"
_WEEK = (
    r"(?P<wmonth>1[0-2]|0?[1-9])月份?的?(?:第(?P<which>[一二三四五])|(?P<last>最后一))个?"
    r"(?:周(?![一二三四五六日天])(?:的?星期(?P<inweek>[一二三四五六日天]))?|(?:星期|周)(?P<weekday>[一二三四五六日天]))"
)
#: Between a date and what it is: 是第40个, ，第九个, （星期一）是.
_LINK = (
    r"(?:（[^（）]{1,8}）)?[，,]?(?:(?P<is>是|为|系|即|正值|正逢|恰逢|适逢|迎来|定为|确定为)|的)?"
    rf"(?:我国|全国)?(?:第{_NUMBER}[个届次])?[“\"]?"
)
#: What is held near the day, or for it.
_NEAR = re.compile(r"^[”\"]?(?:前|后|来临|到来|之际|期间|系列|即将)")
_HELD = re.compile(
    r"^[”\"]?(?:\S{0,2}主题|活动|庆祝|表彰|大会|晚会|座谈|慰问|宣传(?![周月日])|启动(?:仪式|式)|特别|专场|文艺|[会汇]演|征文|竞赛|讲座|暨|表扬|现场|宣讲)"
)
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)年")
_WEEKDAYS = "一二三四五六日"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    """A date before a name, a week before a name, a name with its date in brackets, a name with its number."""
    name = rf"(?P<name>{named(campaigns())})"
    return (
        re.compile(rf"(?<!\d){_DATE}{_TO}{_LINK}{name}"),
        re.compile(rf"(?<!\d){_WEEK}{_LINK}{name}"),
        re.compile(rf"{name}[”\"]?（(?:每年的?|20\d\d年)?{_DATE}{_TO}）"),
        re.compile(rf"第(?P<number>{_NUMBER})[个届次][“\"]?{name}"),
    )


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that names such a day."""
    hint = re.compile(named(campaigns()))
    for statement in context.statements:
        if hint.search(statement.text):
            yield from _statement(context, statement)


def _statement(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    text = narrow(statement.text).replace("(", "（").replace(")", "）")
    dated, weeks, bracketed, numbered = _patterns()
    for match in dated.finditer(text):
        rest = text[match.end() :]
        if not _NEAR.match(rest) and (match["is"] or not _HELD.match(rest)):
            yield from _misdated(context, statement, match)
    for match in bracketed.finditer(text):
        yield from _misdated(context, statement, match)
    for match in weeks.finditer(text):
        yield from _other_week(statement, match)
    for match in numbered.finditer(text):
        yield from _misnumbered(context, statement, match, text)


def _years(context: CheckContext, before: str) -> tuple[int, ...]:
    """The years a sentence may speak of: the one it names, else the reported one and the one it is written in."""
    if found := _YEAR.findall(before):
        return (int(found[-1]),)
    return (context.year, context.year + 1) if context.year else ()


def _misdated(context: CheckContext, statement: Statement, match: re.Match[str]) -> Iterator[Finding]:
    campaign = campaigns()[match["name"]]
    years = _years(context, narrow(statement.text[: match.start("month")]))
    if set(years) & set(campaign.but):
        return
    month, day = int(match["month"]), int(match["day"] or 0)
    last = (int(match["month2"] or month), int(match["day2"])) if match["day2"] else None
    if right := _right(campaign, month, day, last, years):
        start, end = match.start("month"), match.end("day2") if match["day2"] else match.end("day" if day else "month")
        yield _finding(statement, (start, end + 1), f"“{campaign.name}”是{right}")


def _right(campaign: Campaign, month: int, day: int, last: tuple[int, int] | None, years: tuple[int, ...]) -> str:
    """When it really is; empty where the date told may be right."""
    if campaign.span is not None:
        (first, final) = campaign.span
        one = first == final
        told = f"{first[0]}月{first[1]}日" + ("" if one else f"至{final[0]}月{final[1]}日")
        if last is not None and not one:
            return "" if ((month, day), last) == campaign.span else told
        inside = first <= (month, day) <= final if day else month in campaign.months
        return "" if inside else told
    if campaign.nth is not None and day and years:
        days = [campaign.day_in(year) for year in years]
        return "" if (month, day) in days else "、".join(f"{d[0]}月{d[1]}日" for d in days[:1] if d)
    return "" if month in campaign.months else "、".join(f"{m}月" for m in campaign.months)


def _other_week(statement: Statement, match: re.Match[str]) -> Iterator[Finding]:
    campaign = campaigns()[match["name"]]
    month = int(match["wmonth"])
    which = -1 if match["last"] else "一二三四五".index(match["which"]) + 1
    day = match["weekday"] or match["inweek"]
    if campaign.nth is not None:
        weekday = _WEEKDAYS.index(day.replace("天", "日")) + 1 if day else campaign.nth[2]
        wrong = (month, which, weekday) != campaign.nth
        order = "最后一" if campaign.nth[1] < 0 else f"第{'一二三四五'[campaign.nth[1] - 1]}"
        right = f"{campaign.nth[0]}月{order}个星期{_WEEKDAYS[campaign.nth[2] - 1]}"
    elif campaign.week is not None:
        wrong = (month, which) != campaign.week
        right = f"{campaign.week[0]}月第{'一二三四五'[campaign.week[1] - 1]}周"
    else:
        wrong, right = month not in campaign.months, "、".join(f"{m}月" for m in campaign.months)
    if wrong:
        end = max(match.end(group) for group in ("which", "last", "weekday", "inweek"))
        yield _finding(statement, (match.start("wmonth"), end), f"“{campaign.name}”是{right}")


def _misnumbered(context: CheckContext, statement: Statement, match: re.Match[str], text: str) -> Iterator[Finding]:
    campaign = campaigns()[match["name"]]
    words = match["number"]
    number = int(words) if words.isdigit() else int(parse_chinese(words) or 0)
    years = _years(context, text[: match.start()])
    behind = [int(year) for year in _YEAR.findall(text[match.end() :])]
    right = years[0] - campaign.first + 1 if campaign.first and years else 0
    if number and right > 0 and number not in [year - campaign.first + 1 for year in (*years, *behind)]:
        told = f"{years[0]}年的“{campaign.name}”是第{right}个"
        yield _finding(statement, (match.start(), match.end("number") + 1), told)


def _finding(statement: Statement, span: tuple[int, int], told: str) -> Finding:
    start, end = statement.start + span[0], statement.start + span[1]
    return CAMPAIGN.at(statement.flow, start, end, told, suggestion="核对日期和名称")


FAMILY = Family("TIM", "时间", (CAMPAIGN,), check)
