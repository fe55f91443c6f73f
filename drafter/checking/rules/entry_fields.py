"""POL018: who answers for a measure and by when, told of every entry of a list but one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.claims.passages import COMBINED, MEASURES, PROBLEMS
from drafter.checking.claims.problems import Entry, entries
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Rule
from drafter.findings import Finding, Severity

__all__ = ["FIELD", "check_fields"]

_BEGUN = (
    "一、下一步措施\n（一）新建学校。新建小学2所。责任单位：县教育局，完成时限：2026年8月底。\n"
    "（二）补充教师。招聘教师60名。责任单位：县教育局、县委编办{when}。\n"
    "（三）更新设备。更换多媒体120套。责任单位：县电教馆，完成时限：2026年12月底。"
)

FIELD = Rule(
    "POL018",
    "measure-field-missing",
    "各条都写的一项，有一条没有写",
    Severity.WARNING,
    "措施（或问题）的各条都写明责任单位、完成时限、整改措施，只有一条没有写，文字里也没有说到。",
    "没有责任人和时限，整改落不到实处，也无从销号。",
    (
        Example(_BEGUN.format(when="")),
        Example(
            "一、问题和整改措施\n（一）学位不足。大班额12个。整改措施：新建学校2所。\n（二）师资紧缺。缺编62人。整改措施：招聘教师60名。\n"
            "（三）设备陈旧。多数设备已用十年以上。"
        ),
    ),
    (
        Example(_BEGUN.format(when="，完成时限：2026年8月底")),
        Example(_BEGUN.format(when="，2026年9月前全部到岗")),
        Example("一、下一步措施\n（一）新建学校。新建小学2所。责任单位：县教育局。\n（二）补充教师。招聘教师60名。"),
    ),
    "《教育督导条例》第二十三条、《教育督导问责办法》：整改要有责任、有措施、有时限",
)


@dataclass(frozen=True)
class _Field:
    """A label, how it may be told without one, and what to write."""

    name: str
    label: re.Pattern[str]
    told: re.Pattern[str]


_FIELDS = (
    _Field(
        "责任单位",
        re.compile(r"(?:责任|牵头|配合|落实)(?:单位|部门|科室|股室|人|领导)(?:及责任人)?\s*[：:]"),
        re.compile(r"负责|牵头|责任"),
    ),
    _Field(
        "完成时限",
        re.compile(r"(?:(?:完成|整改|办结|落实|销号)(?:时限|时间|期限)|时限|时间节点)(?:要求)?\s*[：:]"),
        re.compile(
            r"20\d\d年[^，。；]{0,10}(?:前|底|末|内|完成|建成|到位|起)|年底|年内|[上下]半年|学期|长期|持续|常态|立行立改|已完成|月底|月前|时限"
        ),
    ),
    _Field(
        "整改措施",
        re.compile(r"(?:整改|改进|解决|应对|具体|主要)(?:的)?(?:措施|举措|对策|办法)\s*[：:]"),
        re.compile(r"措施|对策|举措|办法|一是|将|拟|计划|下一步|今后|争取|进一步|加大|加快"),
    ),
)
_LEAST = 3


def check_fields(context: CheckContext) -> Iterator[Finding]:
    """Every list of measures, of problems, or of both."""
    for role in (MEASURES, COMBINED, PROBLEMS):
        found = entries(context.document, context.roles, role, listed=False)
        for field in _FIELDS if len(found) >= _LEAST else ():
            bare = [entry for entry in found if not field.label.search(entry.text)]
            if len(bare) == 1 and not field.told.search(bare[0].text) and not _closes(bare[0], found, field):
                start, end = _where(bare[0])
                yield FIELD.at(
                    bare[0].flow,
                    start,
                    end,
                    f"其余{len(found) - 1}条都写了{field.name}，这一条没有",
                    suggestion=f"补写{field.name}",
                )


def _closes(entry: Entry, found: list[Entry], field: _Field) -> bool:
    """Whether an entry is the last, and vows rather than plans: 以更强担当写好教育答卷."""
    return entry is found[-1] and field.name != "整改措施" and not re.search(r"\d", entry.text[3:])


def _where(entry: Entry) -> tuple[int, int]:
    """The words where the field should follow: those of the last label there is, or the title."""
    ends = [m for field in _FIELDS for m in field.label.finditer(entry.flow.text, entry.end)]
    if not ends:
        return entry.start, entry.end
    start = max(match.start() for match in ends)
    stop = re.compile(r"[。；]|$").search(entry.flow.text, start)
    return start, stop.start() if stop else len(entry.flow.text)
