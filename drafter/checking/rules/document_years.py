"""TIM010: the year in the number of a document against the date it is said to be of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.documents import Citation
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.dates import DateMention
from drafter.facts.numerals import narrow
from drafter.findings import Finding, Severity

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
    ),
    (
        Example("印发《管理办法》（云教发〔2023〕15号，2023年4月印发）。"),
        Example("修订《管理办法》（云教发〔2013〕15号），2023年4月印发《实施细则》。"),
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
    yield from _numbers(context)


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


FAMILY = Family("TIM", "时间", (NUMBERED,), check)
