"""TIM004 for the words that open a report or a chapter: 「2023年，在省委的坚强领导下」 in the report of 2024."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.passages import BODY, COMBINED
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.reported import STALE
from drafter.facts.numerals import narrow
from drafter.findings import Finding

__all__ = ["FAMILY"]

_OPENING = re.compile(
    r"^\s*(?P<year>20\d\d)年(?:度|以来)?[，,]?\s*(?=(?:在|我|全|[省市县区州盟旗]委|[一-鿿]{2,6}?[省市县区州盟旗](?!直|级))[^。]{0,60}?"
    r"(?:坚强领导|正确领导|有力领导|关心支持|精心指导|指导帮助|大力支持|以习近平新时代|认真贯彻|深入贯彻|全面贯彻|坚持以))"
)
_SINCE = re.compile(r"^\s*20\d\d年(?:以来|起|开始)")
_NAMED = re.compile(r"20\d\d年")


def check(context: CheckContext) -> Iterator[Finding]:
    """The first words of every paragraph that tells of the work as a whole, where they name a year before."""
    if not context.year:
        return
    for flow in context.document.flows:
        if flow.part != "body" or context.roles[flow.first_paragraph] not in (BODY, COMBINED):
            continue
        text = narrow(flow.text)
        match = _OPENING.match(text)
        if match is None or _SINCE.match(text) or int(match["year"]) >= context.year:
            continue
        sentence = re.split("[。！？]", text[match.end() :])[0]
        if _NAMED.search(sentence):
            continue  # 2023年，…；2024年，…: a history
        told = f"这里说的是{match['year']}年的工作，报告年度是{context.year}年"
        yield STALE.at(flow, match.start("year"), match.end("year") + 1, told, suggestion="核对年份")


FAMILY = Family("TIM", "时间", (), check)
