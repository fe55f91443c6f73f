"""ENT014: offices that are not called so, and what one of them does told of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.files import read_yaml
from drafter.findings import Evidence, Finding, Severity
from drafter.resources import bundled

__all__ = ["FAMILY"]

OFFICE = Rule(
    "ENT014",
    "no-such-office",
    "没有这样的机构",
    Severity.WARNING,
    "机构名称写错（退役军人管理局），级别与厅、局、部不合（省教育局、县财政厅），会议、职能安到别的机关（政府常委会、人大代表提案、"
    "政协听取和审议政府报告）。前面写了“原”的不查。",
    "机构名称、职能写错，反映对工作不熟悉。",
    (
        Example("退役军人子女由市退役军人管理局核定，市教育局安排学位。"),
        Example("省教育局、市财政厅到校检查，政府常委会专题研究教育。"),
        Example("办理人大代表提案32件。市政协常委会听取和审议市政府教育工作报告。"),
        Example("市政府教育工作领导小组召开会议2次。"),
    ),
    (
        Example("退役军人子女由市退役军人事务局核定，市教育局安排学位。"),
        Example("省教育厅、市财政局到校检查，自治区教育厅通报表扬，市委常委会会议、市政府常务会议专题研究教育。"),
        Example("办理人大代表建议32件、政协委员提案21件。市政协召开常委会会议，听取市政府教育工作情况通报。"),
        Example("市委教育工作领导小组召开会议2次，市教育部门牵头，全省教育局长会议推广。"),
    ),
    "各级机构改革方案；各条的依据见发现",
)
_FORMER = re.compile(r"[原前旧](?:[一-鿿]{0,3})$")
_QUOTED = re.compile(r"《[^《》]*$")


@dataclass(frozen=True)
class _Misnomer:
    """How an office is never called, what it is called, and since which reported year."""

    wrong: re.Pattern[str]
    right: str
    since: int
    norm: str


@lru_cache(maxsize=1)
def _misnomers() -> tuple[_Misnomer, ...]:
    entries = read_yaml(bundled("knowledge", "register", "offices.yaml"))
    return tuple(_Misnomer(re.compile(e["wrong"]), e["right"], e.get("since", 0), e["norm"]) for e in entries)


def check(context: CheckContext) -> Iterator[Finding]:
    """The text and its tables, headers and footers left out."""
    known = [one for one in _misnomers() if not context.year or context.year >= one.since]
    for flow in context.document.flows:
        if flow.part not in ("body", "table", "textbox", "footnote"):
            continue
        for one in known:
            for match in one.wrong.finditer(flow.text):
                before = flow.text[max(0, match.start() - 40) : match.start()]
                if _FORMER.search(before) or _QUOTED.search(before):
                    continue
                right = match.expand(one.right) if "\\" in one.right else one.right
                yield OFFICE.at(
                    flow,
                    *match.span(),
                    f"“{match.group()}”应为“{right}”",
                    evidence=(Evidence("policy", one.norm, ""),),
                    suggestion=f"改为“{right}”",
                    root=f"{OFFICE.code}:{match.group()}",
                )


FAMILY = Family("ENT", "人地机构", (OFFICE,), check)
