"""TIM018 and TIM019: national meetings told at another time, and things done in a year in which they did not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from drafter.checking.claims.calendar import Meeting, meetings, named, novelties
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

MEETING = Rule(
    "TIM018",
    "meeting-at-another-time",
    "重要会议的日期不对",
    Severity.WARNING,
    "党的代表大会、中央全会、全国教育大会等召开的年、月、日与实际不符。",
    "会议名称或日期必有一个写错。",
    (
        Example("2023年7月，党的二十届三中全会召开，市委组织专题学习。"),
        Example("9月9日至10日，全国科技大会在京召开，市委随即传达学习。"),
        Example("全国教育大会于2017年9月召开以来，投入持续增长。"),
        Example("落实2023年9月召开的全国教育大会部署。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、党建\n喜迎党的二十大，开展主题活动32场。"),
        Example("2023年，全市深入学习贯彻党的二十届三中全会精神。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、党建\n把学习党的十九大精神作为首要政治任务。"),
        Example("宣讲党的二十届三中全会（2023年7月）精神。"),
    ),
    (
        Example("2024年7月，党的二十届三中全会召开，市委组织专题学习。"),
        Example("9月9日至10日，全国教育大会在京召开；10月，学习贯彻全国教育大会精神专题培训班开班。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、党建\n把学习党的二十大精神作为首要政治任务。"),
        Example("2022年喜迎党的二十大，2024年，全市深入学习贯彻党的二十届三中全会、二十大精神。"),
        Example("2025年，学习党的二十届三中全会精神，2018年全国教育大会召开以来，投入持续增长。"),
        Example("落实2024年9月召开的全国教育大会部署，2025年召开的全市教育大会邀请全国教育大会代表宣讲。"),
    ),
    "会议公报",
)
BEFORE = Rule(
    "TIM019",
    "before-it-existed",
    "那一年还没有这件事",
    Severity.WARNING,
    "说某年启动、通过、落实了一件事，那一年、那个学期还没有它（优质均衡县国家认定始于2019年，“双减”始于2021年）。",
    "年份或名称必有一个写错。",
    (
        Example("2016年通过全国义务教育优质均衡发展县国家认定。"),
        Example("2019年启动“双减”，当年压减学科类培训机构26家。"),
        Example("按照国家部署，自2025年春季学期起免除公办园大班保育教育费。"),
    ),
    (
        Example("2016年通过全国义务教育发展基本均衡县国家认定，2024年启动优质均衡县创建。"),
        Example("2021年启动“双减”，当年压减学科类培训机构26家。2019年以来，“双减”之前就已规范培训机构。"),
        Example("自2025年秋季学期起免除公办园大班保育教育费，开发区自2023年秋季学期起率先免除保育教育费。"),
    ),
    "各项工作的部署文件",
)
_DATE = (
    r"(?:(?P<year>20\d\d)年)?(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?)?"
    r"(?:(?:至|到|[-—－~～]{1,2})(?:\d{1,2}月)?\d{1,2}日)?"
)
_OPENED = r"(?:在北京|在京|在[^，。；]{2,6})?(?:隆重|胜利|成功)?(?:召开|举行|开幕|闭幕)"
_DONE = (
    r"(?P<year>(?<!\d)20\d\d)年(?!以来|起|前|底前|至|到|[—－\-~～以])"
    r"(?:[^，。；、\d的《]{0,12}?(?:通过|获得|获评|获批|被评|被认|启动|实施|推行|推进|落实|建成|成立|组建|挂牌|接入|部署|创建成|接受|认定|命名|弘扬|践行|开展|迎接))"
    r"[^，。；、\d《]{0,12}?"
)


_CONGRESS = re.compile(r"党的[一二三四五六七八九十]{2,3}大")
_OF_CONGRESS = re.compile(rf"(?P<name>{_CONGRESS.pattern})(?:报告)?精神[^，,。；]{{0,16}}首要政治任务")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    name = rf"(?:党的)?(?P<name>{named(meetings())})"
    return (
        re.compile(rf"(?<![\d—－至]){_DATE}[，,]?[“\"]?{name}[”\"]?{_OPENED}"),
        re.compile(rf"{name}[”\"]?[于在]{_DATE}{_OPENED}"),
        re.compile(rf"(?<![\d—－至]){_DATE}[，,]?{_OPENED}的{name}"),
        re.compile(rf"{name}[”\"]?[（(]{_DATE}(?:{_OPENED})?[）)]"),
    )


@lru_cache(maxsize=1)
def _spoken_of() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A meeting that is to come, and one that is studied in a year that is named."""
    name = rf"(?:党的)?(?P<name>{named(meetings())})"
    return (
        re.compile(rf"(?:喜迎|迎接|献礼)[“\"]?{name}(?!精神|[^，,。；]{{0,6}}(?:代表|以来))"),
        re.compile(
            r"(?<![\d—－\-至])(?P<year>20\d\d)年(?!以来|起|至|到|[—－\-]|前|启动|实施|开始)[^。；《》\d]{0,20}?"
            rf"(?:学习|宣讲|贯彻|传达|宣传)[^，,。；、《》\d]{{0,12}}{name}"
        ),
    )


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that names such a meeting or thing."""
    hint = re.compile(named(meetings()))
    for statement in context.statements:
        text = narrow(statement.text)
        if "召开" in text or "举行" in text or "幕" in text or "(" in text:
            yield from _meetings(statement, text) if hint.search(text) else ()
        if hint.search(text):
            yield from _welcomed(context, statement, text)
            if context.year and "首要政治任务" in text:
                yield from _foremost(context, statement, text)
        if "20" in text:
            yield from _before(statement, text)


def _meetings(statement: Statement, text: str) -> Iterator[Finding]:
    for pattern in _patterns():
        for match in pattern.finditer(text):
            known = meetings()[match["name"]]
            if not (match["year"] or match["month"]) or any(_fits(match, meeting) for meeting in known):
                continue
            group = next(g for g in ("year", "month") if match[g])
            end = max(match.end(g) for g in ("year", "month", "day")) + 1
            told = f"“{match['name']}”是{'、'.join(_told(meeting) for meeting in known)}召开的"
            start = statement.start + match.start(group)
            yield MEETING.at(statement.flow, start, statement.start + end, told, suggestion="核对会议和日期")


def _welcomed(context: CheckContext, statement: Statement, text: str) -> Iterator[Finding]:
    """喜迎党的二十大 in a report of years after it; its spirit studied in a year before it."""
    welcoming, studied = _spoken_of()
    years = [date.year for date in statement.dates if date.year]
    for match in welcoming.finditer(text) if context.year and not years else ():
        last = max(meeting.end.year for meeting in meetings()[match["name"]])
        if last < context.year:
            told = f"“{match['name']}”是{last}年召开的，报告年度是{context.year}年"
            yield _finding(statement, match.span(), told)
    for match in studied.finditer(text):
        first = min(meeting.begin.year for meeting in meetings()[match["name"]])
        if int(match["year"]) < first:
            told = f"“{match['name']}”是{first}年召开的，{match['year']}年还不能学习"
            yield _finding(statement, match.span(), told)


def _foremost(context: CheckContext, statement: Statement, text: str) -> Iterator[Finding]:
    """The congress whose spirit is the foremost task, where another one has been held since."""
    held = {name: each[0].end.year for name, each in meetings().items() if _CONGRESS.fullmatch(name)}
    known = {name: year for name, year in held.items() if year <= context.year}
    if not known or any(date.year and date.year < context.year for date in statement.dates):
        return
    newest = max(known, key=lambda name: known[name])
    for match in _OF_CONGRESS.finditer(text) if newest not in text else ():
        if known.get(match["name"], context.year) < known[newest]:
            told = f"{known[newest]}年已召开{newest}，这里的首要政治任务还是{match['name']}"
            yield _finding(statement, match.span("name"), told)


def _finding(statement: Statement, span: tuple[int, int], told: str) -> Finding:
    start, end = statement.start + span[0], statement.start + span[1]
    return MEETING.at(statement.flow, start, end, told, suggestion="核对会议和日期")


def _fits(match: re.Match[str], meeting: Meeting) -> bool:
    """Whether the parts of a date that are told lie in the days of a meeting."""
    if match["year"] and int(match["year"]) != meeting.begin.year:
        return False
    if not match["month"]:
        return True
    month = int(match["month"])
    if not match["day"]:
        return month in (meeting.begin.month, meeting.end.month)
    return (
        meeting.begin
        <= date(meeting.begin.year, month, min(int(match["day"]), 28 if month == 2 else 30))
        <= meeting.end
    )


def _told(meeting: Meeting) -> str:
    return f"{meeting.begin.year}年{meeting.begin.month}月{meeting.begin.day}日"


@lru_cache(maxsize=1)
def _done() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"{_DONE}(?:{novelty.pattern.pattern})") for novelty in novelties())


def _before(statement: Statement, text: str) -> Iterator[Finding]:
    for novelty, pattern in zip(novelties(), _done(), strict=True):
        if not novelty.pattern.search(text):
            continue
        for match in pattern.finditer(text):
            if int(match["year"]) >= novelty.year:
                continue
            start, end = statement.start + match.start(), statement.start + match.end()
            yield BEFORE.at(
                statement.flow,
                start,
                end,
                f"{novelty.name}从{novelty.year}年才有",
                evidence=(Evidence("policy", novelty.norm, ""),),
                suggestion="核对年份和名称",
            )


FAMILY = Family("TIM", "时间", (MEETING, BEFORE), check)
