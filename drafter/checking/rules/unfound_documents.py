"""CLM005: a document without its number that neither the write-ups nor the known policies have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.known import policy_index
from drafter.checking.claims.passages import BODY, COMBINED
from drafter.checking.context import CheckContext
from drafter.checking.rules.claim_rules import MATERIAL, SOURCE
from drafter.checking.rules.model import Example, Rule
from drafter.findings import Evidence, Finding, Severity

__all__ = ["DOCUMENT", "check_documents"]

DOCUMENT = Rule(
    "CLM005",
    "document-without-evidence",
    "文件没有文号，材料中也没有",
    Severity.INFO,
    "提供了部门材料，而文中一份文件没有文号，材料和政策库里都没有它。没有材料时不查。",
    "可能是别处的文件，补上文号便于查证。",
    (Example("市教育局印发《教育督导结果运用办法》，强化问责。", material=MATERIAL),),
    (
        Example("市教育局印发《教育督导结果运用办法》（云教发〔2025〕8号），强化问责。", material=MATERIAL),
        Example(
            "市教育局印发《教育督导结果运用办法》，强化问责。",
            material="市政府教育督导室印发《教育督导结果运用办法》。",
        ),
        Example("落实《深化新时代教育评价改革总体方案》。", material=MATERIAL),
    ),
    SOURCE,
)

_WORKS = re.compile(
    r"教材|读本|丛书|课程|期刊|歌|诗|剧|电影|日报|晚报|周刊|杂志|协议|合同|责任书|承诺书|报告$|教育法|(?<!办)法$|条例$"
)


def check_documents(context: CheckContext) -> Iterator[Finding]:
    """Every such document that the main text cites."""
    words = context.material_words
    if words is None:
        return
    for citation in context.citations:
        title = citation.title
        if len(title) < 5 or citation.number or _WORKS.search(title) or words.names(title):
            continue
        if policy_index().titled(title) is not None or context.roles[citation.flow.first_paragraph] not in (
            BODY,
            COMBINED,
        ):
            continue
        if words.tells(title, 0.8) is not None:
            continue
        yield DOCUMENT.at(
            citation.flow,
            *citation.title_span,
            "这份文件没有文号，材料和政策库中都没有",
            evidence=(Evidence("document", "", title),),
            suggestion="补写文号，并附文件",
            root=f"CLM005:{title}",
        )
