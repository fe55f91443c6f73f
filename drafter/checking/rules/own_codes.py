"""ENT002 once more: among the numbers of one's own documents one that bears another place's letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from drafter.checking.claims.documents import Citation
from drafter.checking.context import CheckContext
from drafter.checking.rules.foreign import CODE
from drafter.checking.rules.model import Family
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

#: A place's letter with the letters of its offices; those of ministries and of a bare 市 or 县 are none.
_LOCAL = re.compile(
    r"^(?P<letter>(?![国中教财人发民公司卫体省市县区州旗科文住交农应组宣编工团妇党政关])[一-鿿])"
    r"(?:政|教|府|委|党|办|财|编|组|宣|督|发改|人社|卫|科|体|文)"
)
_HALT = re.compile(r"[。！？!?\n]")
_ISSUES = re.compile(r"印发|出台|制[定订]|修[订编]|发布|下发")
#: Words by which a document is another's: one that is followed, or that a level above issued.
_ANOTHERS = re.compile(
    r"落实|按照|根据|依据|依照|遵照|贯彻|执行|转发|对照|学习|借鉴|参照|省|国家|上级|教育部|国务院|中央|自治区|地区|对口|协作"
)
_REACH = 300
_SURE = 2


def check(context: CheckContext) -> Iterator[Finding]:
    """Numbers of documents that the region itself issued."""
    own = context.localities.own
    issued = [(citation, letter) for citation in context.citations if (letter := _letter(citation))]
    if len(own) < _SURE + 1 or not issued:
        return
    named = {name for name in context.localities.counts if name[-1] not in "县区旗" or own[-1] not in "县区旗"}
    around = named | context.home.related
    counts = Counter(letter for _, letter in issued if letter in own or context.home.called(letter))
    if not counts:
        return
    usual = counts.most_common(1)[0][0]
    shown = next(citation.code for citation, letter in issued if letter == usual)
    for citation, letter in issued:
        if letter in own or context.home.called(letter) or any(letter in name for name in around):
            continue
        if not _issued_here(citation, own[-1]):
            continue
        start = citation.number_span[0]
        yield CODE.at(
            citation.flow,
            start,
            start + len(citation.code),
            f"“{citation.code}”的代字与本地其他文号（{shown}）不是一个地方的",
            evidence=(Evidence("document", "", citation.number),),
            suggestion="核对是否照抄别处，换成本地的文件",
            root=f"ENT002:{letter}",
            severity=Severity.WARNING,
        )


def _letter(citation: Citation) -> str:
    match = _LOCAL.match(citation.code)
    return match["letter"] if match else ""


def _issued_here(citation: Citation, kind: str) -> bool:
    """Whether the sentence says that the region issued the document, and nobody above or elsewhere did."""
    before = _HALT.split(citation.flow.text[max(0, citation.start - _REACH) : citation.start])[-1]
    before = re.sub(r"《[^《》]*》", "", before)
    verb = max((match.start() for match in _ISSUES.finditer(before)), default=-1)
    above = "市" if kind in "县区旗" else ""
    return verb >= 0 and not _ANOTHERS.search(before) and not (above and above in before)


FAMILY = Family("ENT", "人地机构", (), check)
