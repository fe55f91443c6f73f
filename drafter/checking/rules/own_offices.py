"""ENT004 for offices: 我局 and 我校 in the report of a government, copied from a department's write-up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.levels import LEVEL
from drafter.checking.rules.model import Family
from drafter.findings import Finding

__all__ = ["FAMILY"]

_OFFICES = "局|厅|委(?!员|托|派|屈|婉|任)|校(?!园|外|内外|长|服)"
_OURS = re.compile(
    rf"(?:^|(?<=[，。；：、\s）由经]))(?P<name>我(?:{_OFFICES}))"
    r"(?=[^，。；“”]{2,})"
)
_GOVERNMENT = re.compile(r"人民政府|[省市县区州旗盟](?:20\d\d|关于|履行)")
_OFFICE_TITLE = re.compile(r"[局厅委校院园](?:20\d\d|关于|履行|$)|学校|学院|大学|幼儿园|委员会")
_QUOTED = re.compile(r"“[^”]*$|《[^》]*$")
_MOST = 2  # more of them, and the report is an office's own under another title


def check(context: CheckContext) -> Iterator[Finding]:
    """The running text of a report of a government."""
    title = context.document.title
    if not _GOVERNMENT.search(title) or _OFFICE_TITLE.search(title):
        return
    found = [
        (flow, match)
        for flow in context.document.flows
        if flow.part in ("body", "textbox") and "我" in flow.text
        for match in _OURS.finditer(flow.text)
        if not _QUOTED.search(flow.text[: match.start()])
    ]
    for flow, match in found if len(found) <= _MOST else ():
        yield LEVEL.at(
            flow,
            *match.span("name"),
            f"这是政府的报告，文中却自称“{match['name']}”",
            suggestion="写明是哪个部门、哪所学校，或改为本级政府的自称",
            root=f"ENT004:{match['name']}",
        )


FAMILY = Family("ENT", "人地机构", (), check)
