"""A problem that the account of the work owns, and neither the problems nor the plans come back to; under POL007."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.passages import BODY, COMBINED, MEASURES, PROBLEMS
from drafter.checking.claims.topics import topics_of
from drafter.checking.context import CheckContext
from drafter.checking.rules.duties import UNANSWERED
from drafter.findings import Finding

__all__ = ["check_owned"]

_OWNED = re.compile(
    r"(?:仍|还|依然|尚|仍然|依旧)(?:然)?(?:不同程度地?)?(?:存在|有|面临)(?:着)?(?P<what>[^，。；、\d]{3,30}?)(?:的)?(?:问题|现象|短板|困难|不足)(?=[，。；]|$)"
)
#: What is done about it at once wants no plan.
_DONE = re.compile(
    r"整改|已|将|针对|为此|对此|采取|治理|查处|专项|力争|下一步|通过|制定|出台|加大|推动|立即|予以|督促|要求|约谈|清理|计划|改造|安排|问责"
)
_LEAST = 60  # characters of plans that say what is planned


def check_owned(context: CheckContext) -> Iterator[Finding]:
    """Every sentence of the work that owns a problem, against the sections of problems and plans."""
    later = "\n".join(
        flow.text
        for flow in context.document.flows
        if flow.part == "body" and context.roles[flow.first_paragraph] in (PROBLEMS, MEASURES, COMBINED)
    )
    if len(later) < _LEAST:
        return
    statements = context.statements
    for number, statement in enumerate(statements):
        if statement.flow.part != "body" or context.roles[statement.flow.first_paragraph] != BODY:
            continue
        for match in _OWNED.finditer(statement.text):
            after = statements[number + 1] if number + 1 < len(statements) else None
            behind = after.text if after is not None and after.flow is statement.flow else ""
            if _DONE.search(statement.text[match.end() :] + behind):
                continue
            matters = topics_of(match["what"])
            if matters and not any(topic.is_touched(later) for topic in matters):
                yield UNANSWERED.at(
                    statement.flow,
                    statement.start + match.start(),
                    statement.start + match.end(),
                    "这里承认的问题，“存在的问题”和下一步措施里都没有提",
                    suggestion="列入存在的问题并写明措施，或写明已经怎样处理",
                )
