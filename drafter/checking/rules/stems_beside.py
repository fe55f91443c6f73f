"""ENT007 once more: a neighbour's name without 县 before a school, a centre, a brand of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.other_places import explained
from drafter.checking.context import CheckContext
from drafter.checking.localities import Locality
from drafter.checking.rules.model import Family
from drafter.checking.rules.strangers import STRANGER
from drafter.findings import Finding

__all__ = ["FAMILY"]

_OF_IT = (
    r"(?:[一二三四五六七八九十]中(?!全会)|职(?:教|中|专|高)(?:中心)?|职业(?:高级|中等)?(?:中学|学校|中专|技术)|教师(?:发展中心|进修学校)|教育(?:集团|大会|人|系统)"
    r"|大地|[好新]?课堂|名[师校]|好老师|实验(?:小学|中学)|特[殊教]|师范|高级中学)"
)
#: What one makes a name for is one's own, though it stands in quotation marks: 打造“某县好课堂”品牌.
_BRAND = re.compile(r"(?:打造|擦亮|叫响|唱响|创[建立]|培育|评选|形成|推出)[^，。；“”]{0,6}“$")
_STEM = 2


def check(context: CheckContext) -> Iterator[Finding]:
    """Stems of neighbours and partners that the report names in full somewhere."""
    places = context.localities
    own = places.own
    stems = sorted({name[:-1] for name in places.beside if len(name) == _STEM + 1 and name[:-1] not in own})
    if not own or own[-1] not in "县区旗市" or not stems:
        return
    pattern = re.compile(rf"(?:{'|'.join(map(re.escape, stems))}){_OF_IT}")
    for flow in context.document.flows:
        if flow.part not in ("body", "textbox"):
            continue
        for match in pattern.finditer(flow.text):
            section = context.document.sections.get(flow.first_paragraph, "")
            named = Locality(match.start(), match.end(), match.group())
            around = flow.text[max(0, match.start() - 60) : match.end() + 60]
            brand = _BRAND.search(flow.text[max(0, match.start() - 14) : match.start()])
            if brand is None and explained(flow.text, named, section, own, frozenset()):
                continue
            if re.search("我[县区市旗]", around):
                continue
            told = f"这是{own}的报告，这里写的却是“{match.group()}”"
            root = f"{STRANGER.code}:{match.group()}:short"
            yield STRANGER.at(flow, *match.span(), told, suggestion="核对是否照抄别处，换成本地的名称", root=root)


FAMILY = Family("ENT", "人地机构", (), check)
