"""ENT003: people that the write-ups do not name."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checking.claims.people import find_people
from drafter.checking.context import CheckContext
from drafter.checking.leftovers import left_blank
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Finding, NotChecked, Severity

__all__ = ["FAMILY"]

_COPIED = "《党政机关公文处理工作条例》第十九条：内容真实；照抄他处材料须替换地名、单位和人名"
PERSON = Rule(
    "ENT003",
    "unknown-person",
    "人名在材料中找不到",
    Severity.WARNING,
    "提供了部门材料，而文中带职务或“同志”的人名在材料里没有。没有材料时不查。",
    "可能是别处或上一任的领导。",
    (Example("市长魏长青主持召开专题会议。", material="市长周云帆主持召开教育专题会议。"),),
    (
        Example("市长周云帆主持召开专题会议。", material="市长周云帆主持召开教育专题会议。"),
        Example("市长任组长，分管副市长任副组长。", material="市长周云帆主持召开教育专题会议。"),
    ),
    _COPIED,
)


def check(context: CheckContext) -> Iterator[Finding]:
    """People named with their offices, against the write-ups."""
    words = context.material_words
    blank = not context.region and left_blank(context.document)
    named = 0
    for flow in context.document.flows:
        if flow.part not in ("body", "table", "textbox"):
            continue
        for person in find_people(flow.text):
            named += 1
            if (words is not None and words.names(person.name)) or (words is None and not blank):
                continue
            told = "在材料中没有找到" if words is not None else "：报告地区没有填写，却留有真实人名"
            yield PERSON.at(
                flow,
                person.start,
                person.end,
                f"“{person.name}”{told}",
                suggestion="核对姓名和任职，或只写职务",
                root=f"ENT003:{person.name}",
            )
    if named and words is None:
        context.coverage.not_checked.append(
            NotChecked(f"{named}处人名", "insufficient data", "用 --materials 提供部门材料")
        )


FAMILY = Family("ENT", "人地机构", (PERSON,), check)
