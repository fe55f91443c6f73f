"""What every evaluation asks for, in a report that follows no outline drafter knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.checking.claims.passages import MEASURES, PROBLEMS
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Rule
from drafter.files import read_yaml
from drafter.findings import Evidence, Finding, Severity
from drafter.reading import Heading
from drafter.resources import bundled

__all__ = ["CORE", "core_items"]

_PARTS = 4  # matters with a part of their own: fewer, and it is an excerpt or a report on something else


def _report(*changes: tuple[int, str]) -> Example:
    """A short report in a form of its own, with some of its lines replaced."""
    lines = (
        "青峰县人民政府2024年度履行教育职责自评报告",
        "一、优先保障投入",
        "一般公共预算教育支出8.46亿元，比上年增加0.31亿元。",
        "二、办好家门口的幼儿园",
        "（一）学前教育。普惠性幼儿园覆盖率92.4%，公办园在园幼儿占比58.6%。",
        "三、义务教育有质量",
        "小学、初中没有大班额，九年义务教育巩固率98.7%，适龄残疾儿童少年入学率99.1%。",
        "四、建强教师队伍",
        "全年培训教师3214人次，义务教育教师平均工资收入水平高于当地公务员。",
        "五、校园安全",
        "中小学幼儿园专职保安配备率和一键式报警联网率均为100%，全年没有发生安全责任事故。",
    )
    told = dict(enumerate(lines)) | dict(changes)
    return Example("\n".join(told.values()))


CORE = Rule(
    "REQ006",
    "core-item-missing",
    "各地评价都要求的内容没有写到",
    Severity.WARNING,
    "报告有这方面的章节，但全文没有一处写到各种评价提纲都要求的一项内容。只在报告不合任何已知提纲时检查。",
    "这些内容出自法律和国家文件，哪一级、哪一年的评价都要问到，漏写按未开展处理。",
    (
        _report((8, "全年培训教师3214人次，县级以上骨干教师486人。")),
        _report((6, "九年义务教育巩固率98.7%，适龄残疾儿童少年入学率99.1%。")),
    ),
    (
        _report(),
        _report((7, "四、深化综合改革"), (8, "全县培育教育集团12个。")),
        Example("关于教师队伍建设的汇报\n一、建强教师队伍\n县级以上骨干教师486人。\n二、下一步\n继续招聘教师。"),
    ),
    "《中华人民共和国义务教育法》《中华人民共和国教育法》等；各项所据条款随发现列出",
)


@dataclass(frozen=True)
class _Core:
    item: str
    part: tuple[str, ...]
    words: tuple[str, ...]
    norm: str


@lru_cache(maxsize=1)
def _known() -> tuple[_Core, ...]:
    raw = read_yaml(bundled("knowledge", "wording", "core.yaml"))
    return tuple(_Core(entry["item"], tuple(entry["part"]), tuple(entry["words"]), entry["norm"]) for entry in raw)


def core_items(context: CheckContext) -> Iterator[Finding]:
    """Items that a report without a known outline leaves out, each on the heading of the part it belongs to."""
    parts = [(core, heading) for core in _known() if (heading := _part(context, core)) is not None]
    if len({heading.paragraph for _, heading in parts}) < _PARTS:
        return
    text = "".join(flow.text for flow in context.document.flows)
    flows = {flow.first_paragraph: flow for flow in context.document.flows}
    for core, heading in parts:
        if heading.paragraph not in flows or any(word in text for word in core.words):
            continue
        yield CORE.at(
            flows[heading.paragraph],
            heading.start,
            heading.end,
            f"全文没有写到“{core.item}”",
            evidence=(Evidence("norm", core.norm, core.item),),
            suggestion="补写这项内容和数据；确无此项任务的，写明原因",
        )


def _part(context: CheckContext, core: _Core) -> Heading | None:
    """The first heading on the matter among those of the work done, of the highest rank."""
    named = [
        heading
        for heading in context.document.headings
        if any(word in heading.text for word in core.part)
        and context.roles[heading.paragraph] not in (PROBLEMS, MEASURES)
    ]
    return min(named, key=lambda heading: (heading.level, heading.paragraph), default=None)
