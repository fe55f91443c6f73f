"""POL011: an article that the law cited does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Rule
from drafter.facts.numerals import parse_chinese
from drafter.findings import Finding, Severity

__all__ = ["ARTICLE", "check_articles"]

ARTICLE = Rule(
    "POL011",
    "no-such-article",
    "引用的条款不存在",
    Severity.WARNING,
    "引用法律、条例的第几条，超过了它的总条数。只查条数已知的教育法律法规；以后修正增加条文的，以新文本为准。",
    "条款写错了，依据查不到。",
    (
        Example("依据《中华人民共和国义务教育法》第八十六条开展督导。"),
        Example("按照《教育督导条例》第30条和教育法第九十一条的规定落实。"),
    ),
    (
        Example("依据《中华人民共和国义务教育法》第八条开展督导。"),
        Example("依据《云岭市义务教育条例》第八十六条开展督导。"),
        Example("落实《教育督导条例》，按照《云岭市实施办法》第三十五条执行。"),
    ),
    "各法律法规的现行文本",
)

#: How many articles each has, as last amended: the law's own text.
_ARTICLES = {
    "教育法": 86,
    "义务教育法": 63,
    "教师法": 43,
    "职业教育法": 69,
    "高等教育法": 69,
    "民办教育促进法": 67,
    "民办教育促进法实施条例": 68,
    "学前教育法": 85,
    "家庭教育促进法": 55,
    "未成年人保护法": 132,
    "预防未成年人犯罪法": 68,
    "教育督导条例": 27,
}
_CITED = re.compile(
    rf"(?:中华人民共和国)?(?P<law>{'|'.join(sorted(_ARTICLES, key=len, reverse=True))})》?"
    r"(?:[（(][^（）()]{0,16}[)）])?(?P<article>第(?P<number>[一二三四五六七八九十百零〇\d]{1,6})条)"
)
_LEAD = re.compile(r"(?:按照|依据|根据|落实|违反|和|及|与|《)$")


def check_articles(context: CheckContext) -> Iterator[Finding]:
    """Every article of a law whose length is known."""
    for flow in context.document.flows:
        if "条" not in flow.text:
            continue
        for match in _CITED.finditer(flow.text):
            before = flow.text[: match.start()]
            if before and before[-1] not in "，。；：、（《 " and not _LEAD.search(before):
                continue  # 云岭市义务教育法… is another one
            words = match["number"]
            number = int(words) if words.isdigit() else int(parse_chinese(words) or 0)
            last = _ARTICLES[match["law"]]
            if number > last:
                told = f"《{match['law']}》共{last}条，没有{match['article']}"
                yield ARTICLE.at(flow, *match.span("article"), told, suggestion="核对引用的条款")
