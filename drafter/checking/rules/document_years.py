"""TIM010: the year in the number of a document, or of a known document, against the date it is said to be of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.documents import Citation
from drafter.checking.claims.known import policy_index
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.dates import DateMention, plain_digits
from drafter.facts.numerals import narrow
from drafter.findings import Evidence, Finding, Severity
from drafter.library.policies import Policy
from drafter.reading import Flow

__all__ = ["FAMILY"]

NUMBERED = Rule(
    "TIM010",
    "number-against-date",
    "文号年份与印发时间不一致",
    Severity.WARNING,
    "同一处写了文号和印发时间，两个年份不同。",
    "必有一处写错，常见的是〔2023〕写成〔2013〕。",
    (
        Example("印发《管理办法》（云教发〔2013〕15号，2023年4月印发）。"),
        Example("2024年5月，市教育局印发《作业管理通知》（云教发〔2023〕17号）。"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、督导\n印发《督学办法》（云政办〔2015〕7号，今年印发）。"
        ),
        Example("2019年，教育部等八部门印发《新时代基础教育强师计划》后，我市随即跟进。"),
    ),
    (
        Example("印发《管理办法》（云教发〔2023〕15号，2023年4月印发）。"),
        Example("修订《管理办法》（云教发〔2013〕15号），2023年4月印发《实施细则》。"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、督导\n印发《督学办法》（云政办〔2025〕7号，今年印发）。"
        ),
        Example(
            "2022年，教育部等八部门印发《新时代基础教育强师计划》后，2024年市政府印发《新时代基础教育强师计划》实施方案。"
        ),
    ),
    "《党政机关公文处理工作条例》第九条：发文字号含年份",
)

_NUMBERED = re.compile(
    r"〔\s*(?P<number>(?:19|20)\d\d)\s*〕\s*\d{1,4}\s*号[，、,]\s*(?P<date>(?:19|20)\d\d)\s*年[^，。；《》）)]{0,8}(?:印发|出台|发布|公布|施行)"
)
_ISSUED = re.compile(
    r"^(?:\s*度)?[^，。；《》\d]{0,10}?[，,]?[^，。；《》\d]{0,16}?(?:印发|出台|下发|颁布|制定|制发|发布)了?[^，。；《》]{0,6}$"
)
_NUMBER_YEAR = re.compile(r"〔\s*((?:19|20)\d\d)\s*〕")
_TITLE_YEAR = re.compile(r"(?<![\d—－\-至])(20\d\d)(?=年(?!.{0,3}[—－\-至]))")
_YEARLY = re.compile("关于(?:开展|做好|印发|组织|认真)|评价|工作要点")
#: （云政办〔2014〕6号，今年印发）.
_THIS_YEAR = re.compile(
    r"〔\s*(?P<number>(?:19|20)\d\d)\s*〕\s*\d{1,4}\s*号[，、,]\s*(?:今年|本年度?)[^，。；《》）)]{0,6}(?:印发|出台|发布|公布)"
)
#: What a document of the state is told with before its title; what a place issues itself bears its own year.
_ISSUED_BEFORE = re.compile(
    r"(?P<year>(?<!\d)20\d\d)年(?:\d{1,2}月(?:\d{1,2}日|底|初|[上中下]旬)?)?[，,]?(?P<own>[^，。；《》]{0,8}(?:我?[省市县区旗州](?:委|政|教|人)|当地|全[省市县区]))?"
    r"(?:中共中央|国务院|中办|国办|两办|教育部|财政部|国家|中央)[^，。；《》]{0,30}?(?P<issued>(?:印发|出台|发布|公布|下发|颁布)(?:了|的)?)?$"
)
_IS_ISSUED = re.compile(r"^(?:正式)?(?:印发|出台|发布|公布|下发|颁布)(?!.{0,3}(?:实施|贯彻|细则))")
_ISSUED_AFTER = re.compile(
    r"^(?P<own>)(?:（|于|，?自)(?P<year>20\d\d)年(?:\d{1,2}月(?:\d{1,2}日|底|初|[上中下]旬)?)?(?:正式)?(?:印发|出台|发布|公布|下发)"
)
#: What is revised from time to time under one title is of several years.
_REVISED = re.compile(r"(?:法|条例|规定|标准|细则|章程)(?:[（(].*)?$")
_REACH, _BEHIND, _LATE = 60, 10, 10
_EARLY = 2  # a document of the first weeks may bear the number of the year before
_APART = 2


def check(context: CheckContext) -> Iterator[Finding]:
    """The number of every document, and the dates beside it."""
    for flow in context.document.flows:
        narrowed = narrow(flow.text)
        for match in _NUMBERED.finditer(narrowed):
            if match["number"] != match["date"]:
                told = f"文号是{match['number']}年的，印发时间却写{match['date']}年"
                start = narrowed.index("〔", match.start())
                end = narrowed.index("号", start) + 1
                yield NUMBERED.at(flow, start, end, told, suggestion="核对文号和印发时间")
        if context.year:
            yield from _this_year(flow, plain_digits(flow.text), context.year)
    yield from _numbers(context)
    yield from _known(context)


def _this_year(flow: Flow, text: str, year: int) -> Iterator[Finding]:
    """（云政办〔2014〕6号，今年印发）."""
    for match in _THIS_YEAR.finditer(text):
        number = int(match["number"])
        if number not in (year, year + 1):
            told = f"文号是{number}年的，却写今年印发"
            yield NUMBERED.at(flow, match.start(), match.end("number") + 1, told, suggestion="核对文号和印发时间")


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


def _known(context: CheckContext) -> Iterator[Finding]:
    """2022年6月两办《…意见》印发后: a national document that is known, told as of a year in which it was not issued."""
    for citation in context.citations:
        if not citation.title or citation.title_span[1] == 0:
            continue
        start, end = citation.title_span
        at = max(0, start - _REACH)
        before, after = (plain_digits(citation.flow.text[a:b]) for a, b in ((at, start), (end, end + _REACH)))
        told = _dated_before(before, after[:_BEHIND])
        if told is None:
            told, at = _ISSUED_AFTER.match(after), end
        if told is None or told["own"]:
            continue
        titled = policy_index().titled(citation.title, citation.number)
        if titled is None or not titled[1].same or _REVISED.search(titled[0].title):
            continue
        policy, year = titled[0], int(told["year"])
        if not _may_be_of(policy, year):
            span = (at + told.start("year"), at + told.end("year") + 1)
            said = f"《{policy.title}》是{policy.year}年印发的，这里写的是{year}年"
            evidence = (Evidence("policy", policy.id, policy.cited()),)
            yield NUMBERED.at(citation.flow, *span, said, evidence=evidence, suggestion="核对印发的年份")


def _dated_before(before: str, behind: str) -> re.Match[str] | None:
    """A year, who issued it and that it was issued, right before a title or around it."""
    match = _ISSUED_BEFORE.search(before)
    return match if match and (match["issued"] or _IS_ISSUED.match(behind)) else None


def _may_be_of(policy: Policy, year: int) -> bool:
    """Whether a document may be said to be of a year: of its date, its number, or the turn of the year beside it."""
    month = int(policy.date[5:7] or 0) if policy.date[4:5] == "-" else 0
    years = {policy.year, *map(int, _NUMBER_YEAR.findall(policy.number))}
    if month <= _EARLY:
        years.add(policy.year - 1)
    if not month or month > _LATE:
        years.add(policy.year + 1)
    return year in years


FAMILY = Family("TIM", "时间", (NUMBERED,), check)
