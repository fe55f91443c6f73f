"""POL013: a national document with offices that did not issue it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.checking.claims.documents import Citation
from drafter.checking.claims.issuers import (
    Issuer,
    issuer_before,
    issuer_in_title,
    issuer_of,
    issuer_of_code,
    rival,
)
from drafter.checking.claims.known import policy_index
from drafter.checking.rules.model import Example, Rule
from drafter.findings import Evidence, Finding, Severity
from drafter.library.policies import Policy

__all__ = ["ISSUED", "check_issuers"]

ISSUED = Rule(
    "POL013",
    "issuer-of-another",
    "发文机关与文件不符",
    Severity.WARNING,
    "国家文件前面写的发文机关不是它的发文机关（国务院的写成国务院办公厅的，八部门的写成六部门的），或文号的机关代字不是所写机关的。",
    "发文机关写错，依据就查不到。",
    (
        Example("落实教育部等五部门《新时代基础教育强师计划》。"),
        Example("落实国务院办公厅《关于统筹推进县域内城乡义务教育一体化改革发展的若干意见》。"),
        Example("落实《国务院办公厅关于做好秋季开学保障工作的通知》（教基〔2023〕12号）。"),
    ),
    (
        Example(
            "落实教育部等八部门《新时代基础教育强师计划》，落实《国务院办公厅关于做好工作的通知》（国办发〔2023〕12号）。"
        ),
        Example(
            "中共中央办公厅、国务院办公厅印发《关于规范民办义务教育发展的意见》，教育部印发《新时代基础教育强师计划》。"
        ),
        Example("云岭市教育局等五部门印发《新时代基础教育强师计划》实施方案。"),
    ),
    "《党政机关公文处理工作条例》第九条：公文标题由发文机关名称、事由和文种组成",
)


def check_issuers(citations: Sequence[Citation]) -> Iterator[Finding]:
    """Every citation that tells who issued the document."""
    for citation in citations:
        told = issuer_before(citation.flow.text, citation.start)
        start = 0
        if told is None and (told := issuer_in_title(citation.title)):
            start = citation.title_span[0] + 1
        if told is None or not citation.title:
            continue
        titled = policy_index().titled(citation.title, citation.number)
        span = (start + told.start, start + told.end)
        if titled is not None and titled[1].same:
            yield from _against_document(citation, told, span, titled[0])
        elif (office := issuer_of_code(citation.code)) and rival(told, Issuer((office,), 0)):
            words = citation.flow.text[slice(*span)]
            said = f"“{citation.code}”不是{words}的发文代字"
            yield ISSUED.at(citation.flow, *citation.number_span, said, suggestion="核对发文机关和文号")


def _against_document(citation: Citation, told: Issuer, span: tuple[int, int], policy: Policy) -> Iterator[Finding]:
    right = issuer_of(policy.issuer)
    counts = told.count and right.count and told.count != right.count and told.offices[0] == right.offices[0]
    if not counts and not rival(told, right):
        return
    words = citation.flow.text[slice(*span)]
    said = f"《{policy.title}》是{policy.issuer}的文件，文中写的是“{words}”"
    yield ISSUED.at(
        citation.flow,
        *span,
        said,
        evidence=(Evidence("policy", policy.id, policy.cited()),),
        suggestion=f"改为“{policy.issuer}”",
        root=f"{ISSUED.code}:{policy.id}",
    )
