"""ENT004 once more: what a county reports of itself, told of the city."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.levels import level_told, own_letter
from drafter.checking.rules.model import Family
from drafter.findings import Finding

__all__ = ["FAMILY"]

_HALT = re.compile(r"[。；;]")
#: What a county reports of itself, told of the city: its meetings, its schools, its money.
_CITY_MEETINGS = re.compile(
    r"(?:^|[。；！\n])\s*(?:20\d\d年，?|全年，?)?(?P<name>市委常委会)[^。；]{0,30}(?:研究|审议|听取)[^。；]{0,20}\d+\s*[次个项]"
)
_CITY_SUBJECT = re.compile(
    r"(?:^|[。；！\n])\s*(?:20\d\d年(?:底|末)?，?|截至[^。；，]{0,12}，|目前，?)?(?P<name>全市)"
    r"(?:现|共|拥)有[^。；，]{0,12}(?:学校|幼儿园|学生|教师)\D{0,6}\d"
)
#: What was done or is had in a year, told of 全市 without a word on the county itself: its own figures.
_CITY_DEEDS = re.compile(
    r"(?:^|[。；！\n])\s*(?:20\d\d年，?|全年，?|[一二三四五六七八九十]是)?(?P<name>全市)(?:共|已|累计|全年|年内|当年)?"
    r"(?:新建|新增|改扩建|公开招聘|招聘|补充|培训|投入|发放|资助|排查|配备|聘任|化解|消除|组建|建成|开展|争取|引进|选派)"
    r"(?P<rest>[^。！\n]*\d[^。！\n]*)(?P<next>[。！\n]?[^。！\n]{0,60})"
)
_BESIDE_IT = re.compile(
    r"[我本全该各][县区旗]|县|[居列]|(?<!学)位[居列次于]|第[一二三四五六七八九十\d]|率先|平均|统一|其中[^，]{0,4}[县区旗]|名额|下达|占全市"
)
_CITY_COUNT = re.compile(r"(?P<name>全市)(?P<count>\d[\d.]*万?)(?P<measure>[所人名个])(?P<noun>[一-鿿]{2,8}?)中[，,]")
_COUNT = re.compile(r"(?P<a>[一-鿿]{2,8})?(?<![\d.])(?P<count>\d[\d.]*万?)(?P<measure>[所人名个])(?P<b>[一-鿿]{2,8})?")


def check(context: CheckContext) -> Iterator[Finding]:
    """全市 and 市委常委会 where a county tells of itself."""
    letter = own_letter(context)
    if not letter or letter not in "县区旗":
        return
    counts: defaultdict[str, list[tuple[str, str]]] | None = None
    for flow in context.document.flows:
        if flow.part not in ("body", "textbox") or "市" not in flow.text:
            continue
        for pattern in (_CITY_MEETINGS, _CITY_SUBJECT):
            for match in pattern.finditer(flow.text):
                advice = f"核对是否为上级材料的原文，应写本{letter}的情况"
                yield level_told(flow, match.span("name"), letter, advice)
        for match in _CITY_DEEDS.finditer(flow.text):
            if not _BESIDE_IT.search(match["rest"] + match["next"]) and "市" not in match["rest"]:
                yield level_told(flow, match.span("name"), letter, f"核对是否应为“全{letter}”")
        for match in _CITY_COUNT.finditer(flow.text):
            counts = counts if counts is not None else _own_counts(context)
            if any(_same(match["noun"], words) for words in counts[match["count"] + match["measure"]]):
                advice = f"别处这{match['count']}{match['measure']}是本{letter}的，改为“全{letter}”"
                yield level_told(flow, match.span("name"), letter, advice)


def _same(noun: str, words: tuple[str, str]) -> bool:
    """Whether a count's noun stands right before or behind another."""
    return words[0].endswith(noun) or words[1].startswith(noun)


def _own_counts(context: CheckContext) -> defaultdict[str, list[tuple[str, str]]]:
    """What the report counts of itself: for each count the words before and behind."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for statement in context.statements:
        if statement.flow.part == "body" and "全市" not in statement.text:
            for match in _COUNT.finditer(statement.text):
                found[match["count"] + match["measure"]].append((match["a"] or "", match["b"] or ""))
    return found


FAMILY = Family("ENT", "人地机构", (), check)
