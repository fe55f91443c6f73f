"""STR010: lines and signs that belong to no report: page numbers, marks of a web page, characters out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.rules.model import Example, Rule
from drafter.findings import Finding, Severity
from drafter.reading import Document, Flow

__all__ = ["STRAY", "check_strays"]

STRAY = Rule(
    "STR010",
    "stray-line",
    "多余的行或乱码",
    Severity.WARNING,
    "正文里单独成行的页码、标点，混进正文的页码、页眉，和不能显示的乱码字符。",
    "从 PDF 或网页复制时留下，不属于报告。",
    (
        Example("一、基本情况\n全市教育事业平稳发展。\n— 3 —\n各项任务全部完成。"),
        Example("一、基本情况\n全市教育事业平稳发展，第 3 页 共 12 页各项任务全部— 4 —完成。"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n全市平稳。\n云岭市人民政府2025年履行教育职责自评报告\n各项任务完成。"
        ),
        Example("一、基本情况\n全市教育事业平稳发展。\n；\n各项任务全部完成。"),
        Example("一、基本情况\n全市教育事\ufffd平稳发展。"),
        Example("一、基本情况\n全市教育事业<br>平稳发展[1]，任务&nbsp;全面#完成。"),
        Example("一、基本情况\n全市坚持教育优先发展，加大投入。\n12\n各项任务全面完成，成效明显。"),
    ),
    (
        Example("一、基本情况\n全市教育事业平稳发展。\n\n各项任务全部完成。\n2026年3月20日"),
        Example("一、基本情况\n学校数\n12\n教师数\n130\n实施5G+智慧教育，A类学校3所，血铅≤100μg/L。"),
    ),
    "GB/T 9704—2012 7.5：页码编排在版心下边缘之下",
)

_STRAY = re.compile(
    r"^\s*(?:[-—–－·]\s*\d{1,3}\s*[-—–－·]|第?\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|[，。；：、,.;:？！]{1,3}|\d{1,3}\s*/\s*\d{1,3}|[A-Za-z]"
    r"|[=*_#~—\-]{4,}|[（(](?:图|表|图表|见图|插图)\s*\d{0,2}[)）])\s*$"
)
_SHORT_TEXT = 12
_ANNEX = re.compile(r"^\s*附[件录]?\s*\d{0,2}\s*$")
_RULE = re.compile(r"^[\s\-—_*=]+$")
_PAGE = re.compile(r"^\s*\d{1,3}\s*$")
#: A page number that a page brought into the text: 第3页 共12页, — 3 —.
_PAGE_INSIDE = re.compile(
    r"第\s?\d{1,3}\s?页\s?[，,/／]?\s?共\s?\d{1,3}\s?页|(?<=[一-鿿，。；])\s?[—–-]\s?\d{1,3}\s?[—–-]\s?(?=[一-鿿])"
)
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff]+|锟斤拷|烫烫烫")
#: Marks of a web page, a note's number, a sign that belongs to no word.
_REMNANT = re.compile(
    r"</?(?:br|p|div|span|b|strong|font|a|td|tr|table|h[1-6]|img|em|i|u)\b[^<>\n]{0,60}>|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|#\d{1,5});"
    r"|(?<=[一-鿿，。；])\\[nrt](?![A-Za-z])|(?<=[一-鿿。，；])\[\d{1,2}\](?!号)"
    r"|(?<=[一-鿿，。；])[#@^|`§¶¤◆★☆◇▲◎]{1,3}(?=(?!为)[一-鿿，。；：]|\s*$)|(?<=[一-鿿])[b-hj-lo-wyza](?=[，。；、]|[一-鿿]{2})"
)


def check_strays(document: Document) -> Iterator[Finding]:
    """Every line of the main text."""
    flows = [flow for flow in document.flows if flow.part == "body"]
    yield from _running_heads(document, flows)
    for at, flow in enumerate(flows):
        for match in _PAGE_INSIDE.finditer(flow.text) if not _STRAY.match(flow.text) else ():
            yield STRAY.at(flow, *match.span(), f"“{match.group().strip()}”像是混进正文的页码", suggestion="删去")
        if document.form != "md":
            for match in _REMNANT.finditer(flow.text):
                told = f"“{match.group()}”像是网页或排版的残留"
                yield STRAY.at(flow, *match.span(), told, suggestion="删去", root=f"{STRAY.code}:{match.group()}")
        if _PAGE.match(flow.text) and document.form != "md":
            beside = [flows[n].text.strip() for n in (at - 1, at + 1) if 0 <= n < len(flows)]
            if beside and all(len(text) > _SHORT_TEXT and not _PAGE.match(text) for text in beside):
                words = flow.text.strip()
                start = flow.text.index(words)
                yield STRAY.at(flow, start, start + len(words), f"“{words}”单独成行，像是页码", suggestion="删去")
            continue
        if _GARBLED.search(flow.text):
            for match in _GARBLED.finditer(flow.text):
                told = "有不能显示的乱码字符"
                yield STRAY.at(flow, *match.span(), told, suggestion="补上原字", root=f"{STRAY.code}:garbled")
        elif (
            len(flow.pieces) == 1 and _STRAY.match(flow.text) and not (document.form == "md" and _RULE.match(flow.text))
        ):
            start = len(flow.text) - len(flow.text.lstrip())
            words = flow.text.strip()
            yield STRAY.at(flow, start, start + len(words), f"“{words}”单独成行，像是页码或残留", suggestion="删去")


def _running_heads(document: Document, flows: list[Flow]) -> Iterator[Finding]:
    """The title once more in the middle of the text, where a page began."""
    title = "".join(document.title.split())
    first = document.headings[0].paragraph if document.headings else len(document.paragraphs)
    for before, flow in pairwise(flows):
        words = flow.text.strip()
        if flow.first_paragraph <= first or len(title) < _SHORT_TEXT or "".join(words.split()) != title:
            continue
        if not _ANNEX.match(before.text):
            start = flow.text.index(words)
            told = "标题又出现在正文中间，像是混进来的页眉"
            yield STRAY.at(flow, start, start + len(words), told, suggestion="删去")
