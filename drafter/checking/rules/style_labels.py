"""STY009 and STY010: marks behind the numbers of headings and entries, and at the end of a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Rule
from drafter.checking.rules.prose import Hit, Prose, clustered
from drafter.findings import Finding, Severity

__all__ = ["RULES", "check_labels", "label_hits"]

_STANDARD = "GB/T 15834—2011《标点符号用法》"

ORDINAL = Rule(
    "STY009",
    "ordinal-mark",
    "序号后的标点不对",
    Severity.WARNING,
    "“一.”“（一）、”“(一)”“第一、”等；“1、”只作提示。",
    "层次序号的写法是一、（一）1.（1），括号后不再加标点。",
    (
        Example("一.基本情况\n全市平稳发展。\n二.主要问题\n投入不足。"),
        Example("一、基本情况\n（一）、规模\n全市平稳发展。"),
        Example("一、基本情况\n(一)规模\n全市平稳发展。"),
        Example("一、基本情况\n1、办学规模。全市平稳发展。\n2、经费。只增不减。"),
        Example("一、基本情况\n第一、加强领导。第二、加大投入。"),
    ),
    (
        Example("一、基本情况\n（一）规模\n1.学校。全市有学校98所。\n（1）小学。全市有小学60所。"),
        Example("一、基本情况\n第一，加强领导。第二，加大投入。第一、二产业比重下降。"),
    ),
    f"{_STANDARD} 附录 B：序次语后的标点；GB/T 9704—2012 7.3.3",
)
HEADING = Rule(
    "STY010",
    "heading-end-mark",
    "标题末尾有标点",
    Severity.INFO,
    "单独成行的标题末尾用了句号、逗号或分号。",
    "标题不是句子，末尾不用点号；一般只作提示，同一层里只有一个这样写的作警告。",
    (Example("一、基本情况。\n全市教育事业平稳发展。\n二、存在的问题。\n投入不足。"),),
    (Example("一、基本情况\n（一）规模扩大。全市有学校98所。\n二、存在的问题\n投入不足。"),),
    f"{_STANDARD} 附录 A；公文标题通行写法",
)

RULES = (ORDINAL, HEADING)

_NUMERAL = "一二三四五六七八九十"
_LABELS = (
    (re.compile(rf"^\s*(?:#{{1,6}}\s+)?[{_NUMERAL}]{{1,3}}\s*(?P<mark>[.．,，:：])(?!\d)"), "“一”后用顿号“、”"),
    (
        re.compile(rf"^\s*(?:#{{1,6}}\s+)?(?P<mark>[（(]\s*(?:[{_NUMERAL}]{{1,3}}|\d{{1,2}})\s*[）)]\s*[、.．，,])"),
        "括号后不加标点",
    ),
    (re.compile(rf"^\s*(?:#{{1,6}}\s+)?(?P<mark>\(\s*(?:[{_NUMERAL}]{{1,3}}|\d{{1,2}})\s*\))"), "用全角括号（一）"),
)
_ARABIC = re.compile(r"^\s*(?:#{1,6}\s+)?\d{1,2}(?P<mark>、)(?!\d)")
_ORDER = re.compile(rf"(?:^|(?<=[。；：]))(?P<mark>第[{_NUMERAL}]、|(?:首先|其次|再次|最后)、)(?![{_NUMERAL}])")
_SENTENCE = 20
_CLAUSES = re.compile("[，；。]")
_SIBLINGS = 4  # headings of a rank of which one alone ends with a mark
_END_MARK = "。，；、,;."
_OF_LAYOUT = "。"  # where the layout is known, the rules on it tell of a full stop after a heading


def check_labels(context: CheckContext, hits: Sequence[Hit]) -> Iterator[Finding]:
    """What stands behind a number (found by :func:`label_hits`), and at the end of a heading."""
    yield from _labels(hits)
    yield from _headings(context)


def label_hits(texts: Sequence[Prose]) -> Iterator[Hit]:
    """Numbers of headings and entries with the wrong mark behind them."""
    for text in texts:
        for pattern, advice in _LABELS:
            if match := pattern.match(text.text):
                yield Hit(text.flow, *match.span("mark"), advice)
                break
        for match in text.find(_ORDER, "mark"):
            yield Hit(text.flow, match.end("mark") - 1, match.end("mark"), "“第一”“首先”后用逗号")
        if match := _ARABIC.match(text.text):
            yield Hit(text.flow, *match.span("mark"), "“1”后用下脚点“.”")


def _labels(hits: Sequence[Hit]) -> Iterator[Finding]:
    for advice in dict.fromkeys(hit.label for hit in hits):
        mine = [hit for hit in hits if hit.label == advice]
        severity = Severity.INFO if advice.startswith("“1”") else None
        message = f"序号“{_shown(mine[0])}”的标点不对" + (f"（{len(mine)} 处）" if len(mine) > 1 else "")
        yield from clustered(ORDINAL, mine, message, advice, key=advice, severity=severity)


def _shown(hit: Hit) -> str:
    start = max(0, hit.start - 2) if len(hit.words) == 1 else hit.start
    return hit.flow.text[start : hit.end].strip()


def _headings(context: CheckContext) -> Iterator[Finding]:
    """Headings of the first two ranks with text under them; one without may be an entry of a list."""
    document = context.document
    flows = {flow.first_paragraph: flow for flow in document.flows}
    headings = document.headings
    hits: list[tuple[int, Hit]] = []
    ranks = Counter(heading.level for heading in headings if not heading.run_in)
    for at, heading in enumerate(headings):
        flow = flows.get(heading.paragraph)
        following = headings[at + 1].paragraph if at + 1 < len(headings) else len(document.paragraphs)
        if flow is None or heading.run_in or heading.level > 2:
            continue
        under = any(p.text.strip() for p in document.paragraphs[heading.paragraph + 1 : following])
        text = flow.text.rstrip()
        if document.layout is not None and text[-1:] == _OF_LAYOUT:
            continue
        if len(text) > _SENTENCE and _CLAUSES.search(text[:-1]):
            continue  # an entry told in a whole sentence
        if under and text[-1:] in _END_MARK and len(text) > 1:
            hits.append((heading.level, Hit(flow, len(text) - 1, len(text))))
    told = f"标题末尾用了标点（{len(hits)} 处）" if len(hits) > 1 else "标题末尾用了标点"
    odd = len(hits) == 1 and ranks[hits[0][0]] >= _SIBLINGS
    severity = Severity.WARNING if odd else None
    yield from clustered(HEADING, [hit for _, hit in hits], told, "删去标题末尾的标点", severity=severity)
