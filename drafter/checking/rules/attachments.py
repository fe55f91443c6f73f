"""CLM006: an attachment, a table or a part that a report points to and has not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Rule
from drafter.facts.numerals import parse_chinese
from drafter.findings import Finding, Severity

__all__ = ["REFERENCE", "check_attachments"]

REFERENCE = Rule(
    "CLM006",
    "missing-attachment",
    "提到的附件不在文中",
    Severity.INFO,
    "文中写“见附件”“见下表”“见第五部分”，而文件里没有附件、附表、表格或这一部分。附件可能另附，只作提示。",
    "附件漏带，上级无法核对。",
    (
        Example("全市各学段数据见附件1。"),
        Example("各县（区）完成情况见下表。\n二、工作成效\n全市平稳发展。"),
        Example("一、基本情况\n经费情况见第五部分。\n二、工作成效\n全市平稳发展。"),
    ),
    (
        Example("全市各学段数据见附件1。\n附件1：各学段数据"),
        Example("各县（区）完成情况见下表。\n县区|完成率\n石溪县|98%"),
    ),
    "GB/T 9704—2012 7.3.4：附件说明与附件应当一致",
)
_REFERRED = re.compile(
    r"(?:详?见|如|参见)(?P<what>附件\d?|附表\d?|下表|下图|表\d|图\d)|[（(](?P<after>附后)[）)]|(?:根据|按照|从)(?P<above>上述?(?:表格?|图)|下[表图])"
)
_PART = re.compile(
    r"(?:详?见|参见|如)(?:本报告|本文|正文)?(?P<what>第(?P<number>[一二三四五六七八九十]{1,3})(?:部分|大部分|章))"
)
_ATTACHED = re.compile(r"\s*(?:附件|附表|附[：:]|表\s*\d|图\s*\d)")
_ANNEX = re.compile(r"\s*(?:附件|附[：:])")


def check_attachments(context: CheckContext) -> Iterator[Finding]:
    """Every place that points to what the file has not."""
    flows = context.document.flows
    tables = any(flow.part == "table" or "|" in flow.text or "\t" in flow.text for flow in flows)
    attached = tables or any(_ATTACHED.match(flow.text) for flow in flows)
    annexes = any(_ANNEX.match(flow.text) for flow in flows)
    for flow in flows if not (attached and annexes) else ():
        for match in _REFERRED.finditer(flow.text):
            words = match["what"] or match["after"] or match["above"]
            if annexes if words.startswith(("附件", "附后")) else attached:
                continue
            yield REFERENCE.at(
                flow, match.start(), match.end(), f"提到“{words}”，文件里没有", suggestion="附上，或删去", root="CLM006"
            )

    top = {heading.number for heading in context.document.headings if heading.level == 1}
    for flow in flows if top else ():
        for match in _PART.finditer(flow.text):
            number = int(parse_chinese(match["number"]) or 0)
            if number not in top:
                told = f"提到“{match['what']}”，报告里没有这一部分"
                yield REFERENCE.at(flow, *match.span("what"), told, suggestion="改为现在的部分", root="CLM006:part")
