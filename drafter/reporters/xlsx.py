"""问题清单: the findings as an office works through them, the worst first, section by section."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checking import CheckResult
from drafter.checking.rules import find_rule
from drafter.findings import Finding
from drafter.rendering.evidence import Table
from drafter.rendering.workbook import write_workbook
from drafter.reporters import telling

__all__ = ["to_xlsx"]

_COLUMNS = (
    ("序号", 6),
    ("级别", 6),
    ("规则", 18),
    ("位置", 20),
    ("原文", 28),
    ("问题", 40),
    ("建议", 28),
    ("依据", 40),
    ("指纹", 15),
    ("处理情况", 16),
)
_STATUS = ("与上次相比", 10)
_MOST_PLACES = 20  # further places named one by one


def to_xlsx(result: CheckResult) -> bytes:
    """A workbook of 问题清单, 已豁免 and 已改 where there are any, and 检查情况: what was checked and what was not."""
    columns = (*_COLUMNS[:-1], _STATUS, _COLUMNS[-1]) if result.since else _COLUMNS
    tables = [Table("问题清单", columns, list(_rows(result)))]
    if result.waived:
        rows = [(w.finding.code, w.finding.excerpt, w.waiver.reason, w.finding.fingerprint) for w in result.waived]
        tables.append(Table("已豁免", (("规则", 10), ("原文", 40), ("理由", 50), ("指纹", 15)), list(rows)))
    if result.since and result.since.fixed:
        gone = [(str(item["code"]), str(item["excerpt"]), str(item["message"])) for item in result.since.fixed]
        tables.append(Table("已改", (("规则", 10), ("原文", 40), ("问题", 60)), list(gone)))
    tables.append(Table("检查情况", (("项目", 30), ("情况", 100)), list(_account(result))))
    return write_workbook(f"{result.document.name} 问题清单", tables)


def _rows(result: CheckResult) -> Iterator[tuple[str | int, ...]]:
    names, texts = telling.section_names(result), result.document.paragraph_text()
    worst_first = sorted(telling.in_order(result.findings), key=lambda finding: finding.severity.rank)
    for number, finding in enumerate(worst_first, start=1):
        rule = find_rule(finding.code)
        status = (result.since.label(finding),) if result.since else ()
        yield (
            number,
            finding.severity.label,
            f"{finding.code}\n{rule.title if rule else finding.rule}",
            _place(finding, names.get(finding.place.section, finding.place.section)),
            telling.words(finding, texts) if finding.excerpt else "",
            finding.message,
            finding.suggestion,
            "\n".join([*map(telling.evidence_words, finding.evidence), *([rule.source] if rule else [])]),
            finding.fingerprint,
            *status,
            "",
        )


def _place(finding: Finding, section: str) -> str:
    if not finding.excerpt:
        return telling.INPUTS
    more = list(dict.fromkeys(f"第{place.paragraph + 1}段" for place in finding.also))
    lines = [section or "开头", telling.where(finding.place, section=False)]
    if more:
        named = "、".join(more[:_MOST_PLACES])
        lines.append(f"另有 {len(finding.also)} 处：{named}{'等' if len(more) > _MOST_PLACES else ''}")
    return "\n".join(lines)


def _account(result: CheckResult) -> Iterator[tuple[str, str]]:
    yield "报告", telling.headline(result)
    if line := telling.since_line(result):
        yield "与上次相比", line
    for line in telling.coverage_lines(result):
        name, _, counts = line.partition("：")
        yield name, counts
    for notice in result.notices:
        yield "注意", notice
    if line := telling.unused_line(result):
        yield "豁免", line
    for entry in result.coverage.not_checked:
        yield "未检查", telling.not_checked_line([entry]).removeprefix("未检查：")
