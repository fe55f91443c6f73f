"""More dates that cannot be right, told under TIM009 and TIM010.

The year told before a document against its number, what is told as done years after the report, or of the report
itself after the day it was signed, and the days that an evaluation says it covers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.documents import Citation
from drafter.checking.claims.passages import BODY, COMBINED
from drafter.checking.claims.signing import SIGNED, signed_on
from drafter.checking.context import CheckContext
from drafter.checking.rules.chronology import AFTER, NUMBERED
from drafter.checking.rules.model import Family
from drafter.checking.rules.times import STALE
from drafter.checking.text.dates import DateMention
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow
from drafter.findings import Finding

__all__ = ["FAMILY"]

_TO_COME = re.compile(
    r"预计|预期|计划|规划|力争|争取|目标|将|拟|确保|保证|安排|下一步|今后|推进|之前|年前|底前|月前|[—－-]\s*20|到20|至20|行动|有效期|期限|以前"
)
_DONE = re.compile(
    r"召开|印发|出台|完成|通过|启动|举办|获|开展|建成|投用|发布|成立|实现|达到|下达|验收|开工|签订|表彰|为\d|共有"
)
_ISSUED = re.compile(
    r"^(?:\s*度)?[^，。；《》\d]{0,10}?[，,]?[^，。；《》\d]{0,16}?(?:印发|出台|下发|颁布|制定|制发|发布)了?[^，。；《》]{0,6}$"
)
_NUMBER_YEAR = re.compile(r"〔\s*((?:19|20)\d\d)\s*〕")
_TITLE_YEAR = re.compile(r"(?<![\d—－\-至])(20\d\d)(?=年(?!.{0,3}[—－\-至]))")
_YEARLY = re.compile("关于(?:开展|做好|印发|组织|认真)|评价|工作要点")
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
_EARLY = 2  # a document of the first weeks may bear the number of the year before
_APART = 2
#: How a report came about: what is done to it is done before it is signed.
_OF_THE_REPORT = re.compile(r"自评|自查|送审|本?报告|佐证|初稿|成文")
_PLANNED = re.compile(r"预计|计划|力争|争取|将|拟|确保|下一步|今后|每年|施行|起实施")
_COMING_ABOUT = re.compile(
    r"召开|审议|审定|审核|通过|报送|提交|报经|会审|征求|启动|核对|核实|汇总|起草|形成|完成|修改|定稿|印发|上报|呈报|公示"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Dates of every sentence, and the numbers of every document cited."""
    signed = signed_on(context.document)
    for statement in context.statements:
        if statement.dates and signed is not None:
            yield from _after_signing(context, statement, signed)
        if statement.dates:
            yield from _after(context, statement)
            yield from _period(context, statement)
        if "履行教育职责" in statement.text:
            yield from _answered(context, statement)
    yield from _numbers(context)


def _after(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    """What is told as done, two years or more after the reported one."""
    flow = statement.flow
    if (
        not context.year
        or flow.part != "body"
        or not flow.section
        or flow.first_paragraph in context.heading_paragraphs
    ):
        return
    if context.roles[flow.first_paragraph] not in (BODY, COMBINED):
        return
    for date in statement.dates:
        if date.year < context.year + _APART or date.kind not in ("year", "month", "day"):
            continue
        before = statement.between(max(statement.start, date.start - 30), date.start)
        clause = re.split("[；。]", statement.between(date.end, min(statement.end, date.end + 30)))[0]
        if _TO_COME.search(re.split("[；。]", before)[-1] + "，" + clause) or not _DONE.search(clause):
            continue
        if clause.startswith("前") or before.endswith(("到", "至")):
            continue
        if before.count("《") > before.count("》") or before.count("“") > before.count("”"):
            continue
        told = f"“{date.text.strip()}”比报告年度{context.year}年晚两年以上，却像已经做完"
        yield AFTER.at(flow, date.start, date.end, told, suggestion="核对年份")


def _after_signing(context: CheckContext, statement: Statement, signed: tuple[int, int, int]) -> Iterator[Finding]:
    """「2026年2月10日会审，3月4日常务会议审议通过」 in a report signed on the 26th of February.

    A month without a year is of the year that the sentence named before, as long as the months go on.
    """
    flow = statement.flow
    if flow.part != "body" or not _OF_THE_REPORT.search(statement.text):
        return
    if context.roles[flow.first_paragraph] not in (BODY, COMBINED) or SIGNED.match(narrow(flow.text)):
        return
    year, month = 0, 0
    for date in statement.dates:
        if date.kind not in ("month", "day"):
            continue
        if date.year:
            year = date.year
        elif date.month < month:
            year = 0  # it may go back to the year before
        month = date.month
        clause = re.split("[，。；]", statement.between(date.end, min(statement.end, date.end + 40)))
        told = "，".join(clause[:2])  # 4月15日，报告经常务会议审议通过
        before = re.split("[，。；]", statement.between(statement.start, date.start))[-1]
        if not year or (year, date.month, date.day or 1) <= signed or _PLANNED.search(before + told):
            continue
        if _COMING_ABOUT.search(told):
            words = f"“{date.text.strip()}”晚于成文日期{signed[0]}年{signed[1]}月{signed[2]}日"
            yield AFTER.at(flow, date.start, date.end, words, suggestion="核对日期")


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


def _numbers(context: CheckContext) -> Iterator[Finding]:
    dates: dict[int, list[DateMention]] = {}
    for statement in context.statements:
        dates.setdefault(statement.flow.first_paragraph, []).extend(d for d in statement.dates if d.year)
    for citation in context.citations:
        match = _NUMBER_YEAR.search(narrow(citation.number)) if citation.number else None
        if match is None:
            continue
        flow, (start, end) = citation.flow, citation.number_span
        if told := _told(citation, dates.get(flow.first_paragraph, []), int(match[1])):
            at = start + max(0, narrow(flow.text[start:end]).find(match[1]) - 1)
            yield NUMBERED.at(flow, at, min(end, at + 6), told, suggestion="核对文号和年份")


def _told(citation: Citation, dates: list[DateMention], year: int) -> str:
    """What is wrong with the year of a number; empty when nothing is."""
    text = citation.flow.text
    before = [d for d in dates if d.end <= citation.start and d.kind in ("year", "month", "day")]
    if before and text[before[-1].start : before[-1].end] == before[-1].text:
        date = before[-1]
        early = date.month and date.month <= _EARLY and year == date.year - 1
        if date.year != year and not early and _ISSUED.match(text[date.end : citation.start]):
            return f"写的是{date.text.strip()}印发，文号却是{year}年的"
    named = _TITLE_YEAR.findall(citation.title)
    if len(named) == 1 and _YEARLY.search(citation.title) and abs(int(named[0]) - year) >= _APART:
        return f"标题说的是{named[0]}年，文号却是{year}年的"
    return ""


FAMILY = Family("TIM", "时间", (), check)
