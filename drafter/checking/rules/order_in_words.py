"""STR002 for an order told in words: 首先…其次, 其一…其二, 第一步…第二步."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.rules.numbering import ORDINAL
from drafter.facts.numerals import parse_chinese
from drafter.findings import Finding, Severity
from drafter.reading import Document, Flow

__all__ = ["check_order"]

_NUMERAL = "一二三四五六七八九十"
_STEP = re.compile(
    rf"(?:^\s*(?:#{{1,6}}\s+)?|(?<=[。；：，])\s*)(?P<step>第(?P<number>[{_NUMERAL}]|\d{{1,2}})(?P<word>步|阶段|环节|方面|类|层))(?=[是为，：:、\s一-鿿])"
)
_OTHER_MARK = re.compile(r"(?<=[；。])(?P<mark>(?P<number>[三四五六七八])[、，,])(?=[一-鿿]{2})")
_SECOND = re.compile(
    r"(?<=[。；！])\s*(?P<mark>首先|其次|再次|最后)[，,]|(?:^|(?<=[。；：，]))(?P<one>其[一二三四五六])[，,是]"
)


def check_order(document: Document) -> Iterator[Finding]:
    """Every order told in the main text."""
    yield from _steps(document)
    for flow in document.flows:
        if flow.part == "body":
            yield from _in_words(flow)


def _steps(document: Document) -> Iterator[Finding]:
    """第一步…第二步…第四步, within one section; a second series of the word begins with its first again."""
    last: dict[tuple[str, str], tuple[int, Flow]] = {}
    for flow in document.flows:
        if flow.part != "body":
            continue
        for match in _STEP.finditer(flow.text):
            if match["word"] in ("类", "层") and flow.text[match.end() : match.end() + 1] not in ("，", "：", ":", ","):
                continue
            written, key = match["number"], (flow.section, match["word"])
            number = int(written) if written.isdigit() else int(parse_chinese(written) or 0)
            previous, where = last.get(key, (0, flow))
            skipped = previous > 1 and number == previous + 2
            if skipped or (number == previous > 1 and where is flow):
                told = f"“{match['step']}”不连续，前面是第{previous}{match['word']}"
                advice = "补上缺的一条，或改序号"
                yield ORDINAL.at(flow, *match.span("step"), told, suggestion=advice, severity=Severity.WARNING)
            if number == 1 or previous:
                last[key] = number, flow


def _in_words(flow: Flow) -> Iterator[Finding]:
    """首先…再次… without 其次, 其一…其三…."""
    yield from _mixed(flow)
    told: list[str] = []
    count = 0
    for match in _SECOND.finditer("。" + flow.text):
        words = match["mark"] or match["one"]
        start = match.start(match.lastgroup or 0) - 1
        if match["one"]:
            number = _NUMERAL.index(words[1]) + 1
            if count and number > count + 1:
                yield _skips(flow, start, words, f"前面是其{_NUMERAL[count - 1]}")
            count = number if number == 1 or count else 0
            continue
        told.append(words)
        if words == "其次" and told[-2:] == ["其次", "其次"] and "首先" in told:
            yield _skips(flow, start, words, "前面已有其次")
        if words == "再次" and "首先" in told and "其次" not in told:
            yield _skips(flow, start, words, "前面没有其次")


def _skips(flow: Flow, start: int, words: str, told: str) -> Finding:
    return ORDINAL.at(
        flow,
        max(0, start),
        max(0, start) + len(words),
        f"“{words}”不连续，{told}",
        suggestion="补上缺的一条，或改序号",
        severity=Severity.WARNING,
    )


def _mixed(flow: Flow) -> Iterator[Finding]:
    """一是…；二是…；三、…: the list goes on with another mark."""
    if "一是" not in flow.text or "二是" not in flow.text:
        return
    for match in _OTHER_MARK.finditer(flow.text):
        number = match["number"]
        before = _NUMERAL[_NUMERAL.index(number) - 1]
        if f"{before}是" in flow.text[: match.start()] and f"{number}是" not in flow.text:
            told = f"“{match['mark']}”与前面的“{before}是”写法不一致"
            advice = f"改为“{number}是”"
            yield ORDINAL.at(flow, *match.span("mark"), told, suggestion=advice, severity=Severity.WARNING)
