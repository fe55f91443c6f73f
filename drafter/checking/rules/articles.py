"""POL011: an article that the law cited does not have, or that is on something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Rule
from drafter.facts.numerals import parse_chinese
from drafter.files import read_yaml
from drafter.findings import Finding, Severity
from drafter.library.register import registered_laws
from drafter.resources import bundled

__all__ = ["ARTICLE", "check_articles"]

ARTICLE = Rule(
    "POL011",
    "no-such-article",
    "引用的条款不存在",
    Severity.WARNING,
    "引用法律、条例的第几条，超过了它的总条数；或者所说的内容（教师平均工资、重点班、就近入学等）在另一条、另一部法里。"
    "只查条数已知的法律法规；以后修正增加条文的，以新文本为准。",
    "条款写错了，依据查不到。",
    (
        Example("依据《中华人民共和国义务教育法》第八十六条开展督导。"),
        Example("按照《教育督导条例》第30条和教育法第九十一条的规定落实。"),
        Example("《义务教育法》第二十一条规定，学校不得分设重点班和非重点班。"),
    ),
    (
        Example("依据《中华人民共和国义务教育法》第八条开展督导。"),
        Example("依据《云岭市义务教育条例》第八十六条开展督导。"),
        Example("《义务教育法》第二十二条规定，学校不得分设重点班和非重点班；第三十一条对教师工资作了规定。"),
        Example("落实《教育督导条例》，按照《云岭市实施办法》第三十五条执行。"),
    ),
    "各法律法规的现行文本",
)

_SAID_BEHIND = 60


@dataclass(frozen=True)
class _Matter:
    """What well-known articles are on, and the laws of which no other article is."""

    says: re.Pattern[str]
    articles: Mapping[str, tuple[int, ...]]
    laws: frozenset[str]


@lru_cache(maxsize=1)
def _matters() -> tuple[_Matter, ...]:
    entries = read_yaml(bundled("knowledge", "register", "articles.yaml"))
    return tuple(
        _Matter(re.compile(e["says"]), {law: tuple(n) for law, n in e["articles"].items()}, frozenset(e["laws"]))
        for e in entries
    )


@lru_cache(maxsize=1)
def _cited() -> re.Pattern[str]:
    laws = sorted((law.name for law in registered_laws().values() if law.articles), key=len, reverse=True)
    return re.compile(
        rf"(?:中华人民共和国)?(?P<law>{'|'.join(map(re.escape, laws))})》?"
        r"(?:[（(][^（）()]{0,16}[)）])?(?P<article>第(?P<number>[一二三四五六七八九十百零〇\d]{1,6})条)"
    )


_LEAD = re.compile(r"(?:按照|依据|根据|落实|违反|和|及|与|《)$")


def check_articles(context: CheckContext) -> Iterator[Finding]:
    """Every article of a law whose length is known."""
    for flow in context.document.flows:
        if "条" not in flow.text:
            continue
        for match in _cited().finditer(flow.text):
            before = flow.text[: match.start()]
            if before and before[-1] not in "，。；：、（《 " and not _LEAD.search(before):
                continue  # 云岭市义务教育法… is another one
            words = match["number"]
            number = int(words) if words.isdigit() else int(parse_chinese(words) or 0)
            last = registered_laws()[match["law"]].articles
            if number > last:
                told = f"《{match['law']}》共{last}条，没有{match['article']}"
                yield ARTICLE.at(flow, *match.span("article"), told, suggestion="核对引用的条款")
            elif wrong := _on_another(
                match["law"], number, re.split("[。；]", flow.text[match.end() :][:_SAID_BEHIND])[0]
            ):
                yield ARTICLE.at(flow, match.start("law"), match.end("article"), wrong, suggestion="核对引用的条款")


def _on_another(law: str, number: int, said: str) -> str:
    """What is wrong with an article cited for what another one is on; empty when nothing is."""
    for matter in _matters():
        if law in matter.laws and matter.says.search(said) and number not in matter.articles.get(law, ()):
            right = "、".join(f"《{name}》第{n}条" for name, numbers in matter.articles.items() for n in numbers)
            return f"所说的内容在{right}，不在《{law}》第{number}条"
    return ""
