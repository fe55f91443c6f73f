"""ENT007 once more: the name of one side of a pair in the place of the other.

A county sends teachers to its partner and not to itself; what it stands above is the average of the city and not that
of the county which the same sentence tells with another figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.strangers import STRANGER
from drafter.findings import Finding
from drafter.reading import Flow

__all__ = ["FAMILY"]

_KINDS = "县区旗"
_REACH = 80
_SENTENCE = re.compile(r"[^。！？\n]+")
_SENT = r"(?:选派|选送|派出|派遣|输送|组织|安排|选拔)[^，。；]{0,18}?(?:到|赴|前往|去|往)"
_THERE = r"(?:开展|进行)?(?:支教|跟岗|挂职|任教|学习|送教|交流|锻炼|培训|考察|帮扶)"
_AVERAGES = re.compile(
    r"(?:高于|低于|超过|优于|高出|比|较)(?P<name>[一-鿿]{2,4}[县区旗])的?(?:平均|均值)"
    r"(?:水平|值|数)?的?(?:为|是)?[（(]?\d"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Sentences of a county's report that send to it, or compare with its neighbour twice."""
    own = context.localities.own
    if len(own) < len("某某县") or own[-1] not in _KINDS + "市" or context.levels == ("city",):
        return
    sends = re.compile(rf"{_SENT}(?P<name>{re.escape(own)}){_THERE}")
    for flow in context.document.flows:
        if flow.part in ("body", "textbox"):
            yield from _sent_to_oneself(flow, own, sends)
            yield from _two_averages(flow, own)


def _sent_to_oneself(flow: Flow, own: str, sends: re.Pattern[str]) -> Iterator[Finding]:
    """「我县与某县签订协议，选派教师18人到我县支教」, the report's own name for the second."""
    subject = re.compile(rf"^\s*(?:[^，。；]{{0,12}}，)?(?:[我本全]{own[-1]}|{re.escape(own)})(?!的|教育资源|师资)")
    for sentence in _SENTENCE.finditer(flow.text) if own in flow.text else ():
        for match in sends.finditer(sentence[0]):
            clause = re.split("[，；：]", sentence[0][max(0, match.start() - _REACH) : match.start()])[-1]
            if subject.match(sentence[0]) and (not clause.strip() or subject.match(clause)):
                start = sentence.start() + match.start("name")
                said = f"本{own[-1]}派出的人，写成了到“{own}”"
                root = f"{STRANGER.code}:{own}:sent"
                yield STRANGER.at(flow, start, start + len(own), said, suggestion="核对去往何处", root=root)


def _two_averages(flow: Flow, own: str) -> Iterator[Finding]:
    """「高于某县平均的91.9%，低于邻近的某县（93.0%）」: one county with two figures, the first the city's."""
    for match in _AVERAGES.finditer(flow.text) if "平均" in flow.text or "均值" in flow.text else ():
        name = match["name"]
        sentence = re.split(r"[。！？\n]", flow.text[match.end() : match.end() + 120])[0]
        again = re.search(rf"{re.escape(name)}[^，。；\d]{{0,6}}[（(]?\d", sentence)
        if name != own and again:
            start = match.end("name") - len(name)
            said = f"同一句里“{name}”有两个数，前一个说是平均，像是上级的"
            yield STRANGER.at(
                flow,
                start,
                start + len(name),
                said,
                suggestion="核对比的是哪里的平均",
                root=f"{STRANGER.code}:{name}:average",
            )


FAMILY = Family("ENT", "人地机构", (), check)
