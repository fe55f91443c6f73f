"""The summary workbook and the dashboard of a batch: written together, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.batch.dashboard import to_dashboard
from drafter.batch.running import DASHBOARD, SUMMARY, BatchResult, County
from drafter.checking.rules import FAMILIES, find_rule
from drafter.facts import load_dictionary
from drafter.files import write_atomically
from drafter.findings import Severity
from drafter.rendering.evidence import Table
from drafter.rendering.workbook import write_workbook

if TYPE_CHECKING:
    from drafter.findings import Finding

__all__ = ["STATUS", "summary_tables", "write_overview"]

#: How a county's status is told.
STATUS = {"done": "完成", "failed": "失败", "service": "模型不可用", "waiting": "未做"}
_STATES = {
    "met": "达标",
    "must_list": "未达底线",
    "application_standard": "未达申报标准",
    "target": "未达目标",
    "hint": "低于参考值",
    "missing": "未填",
}


def write_overview(result: BatchResult, out: Path) -> None:
    """Write 汇总.xlsx and 看板.html.

    Raises:
        OutputError: they cannot be written.
    """
    title = "批量起草汇总" if result.plan.drafts else "批量检查汇总"
    workbook = write_workbook(title, summary_tables(result))
    page = to_dashboard(result).encode("utf-8")
    write_atomically({out / SUMMARY: workbook, out / DASHBOARD: page})


def summary_tables(result: BatchResult) -> list[Table]:
    """The sheets: counties, findings by rule, indicators against thresholds, comparison of the counties, roll-up."""
    tables = [_counties(result), _rules(result)]
    if any(county.row.get("indicators") for county in result.counties):
        tables.append(_indicators(result))
    tables.append(_across(result))
    if result.comparison.city:
        tables.append(_rollup(result))
    return tables


def _counties(result: BatchResult) -> Table:
    families = _families(result)
    columns: list[tuple[str, int]] = [("序号", 6), ("县（市、区）", 14), ("状态", 10), ("原因", 30)]
    columns += [(severity.label, 7) for severity in Severity]
    columns += [(f"{prefix} {title}", 11) for prefix, title in families]
    columns += [("未达标指标数", 11), ("未达标指标", 30), ("待补充", 8), ("字数", 8)]
    columns += [("模型词元", 10), ("费用（元）", 10), ("提醒", 40), ("文件夹", 24)]
    rows: list[tuple[str | int, ...]] = []
    for number, county in enumerate(result.counties, start=1):
        row, summary = dict(county.row), dict(_of(county, "summary"))
        counts = by_family(_of(county, "rules"))
        below = list(row.get("below") or ())
        told: list[str | int] = [number, county.name, STATUS[county.status], county.reason]
        if county.status == "done":
            told += [summary.get(severity.value, 0) for severity in Severity]
            told += [counts[prefix] for prefix, _ in families]
            told += [len(below), "、".join(below), int(row.get("pending", 0)), int(row.get("characters", 0))]
            told += [int(row.get("tokens", 0)), _money(row.get("cost"))]
            told += ["\n".join(row.get("notices") or ()), county.folder]
        else:
            told += [""] * (len(columns) - len(told))
        rows.append(tuple(told))
    return Table("汇总", tuple(columns), rows)


def _money(cost: Any) -> str:
    return "" if cost is None else f"{float(cost):.2f}"


def _of(county: County, key: str) -> Mapping[str, Any]:
    value = county.row.get(key)
    return value if isinstance(value, Mapping) else {}


def by_family(rules: Mapping[str, int]) -> Counter[str]:
    """Findings by the three letters of their family."""
    counts: Counter[str] = Counter()
    for code, number in rules.items():
        counts[code[:3]] += number
    return counts


def _families(result: BatchResult) -> list[tuple[str, str]]:
    """The families that found something anywhere, in the order of the catalogue."""
    found = {code[:3] for county in result.counties for code in _of(county, "rules")}
    return [(family.prefix, family.title) for family in FAMILIES if family.prefix in found]


def _rules(result: BatchResult) -> Table:
    total: Counter[str] = Counter()
    where: dict[str, list[str]] = {}
    for county in result.counties:
        for code, number in _of(county, "rules").items():
            total[code] += number
            where.setdefault(code, []).append(county.name)
    rows: list[tuple[str | int, ...]] = []
    for code, number in sorted(total.items(), key=lambda item: (-item[1], item[0])):
        rule = find_rule(code)
        title, label = (rule.title, rule.severity.label) if rule else ("", "")
        rows.append((code, title, label, number, len(where[code]), "、".join(where[code])))
    columns = (("规则", 10), ("名称", 24), ("级别", 8), ("发现数", 9), ("涉及县数", 10), ("涉及的县", 60))
    return Table("按规则", columns, rows)


def _indicators(result: BatchResult) -> Table:
    dictionary = load_dictionary()
    ids = indicator_ids(result)
    columns = [("县（市、区）", 14), *((dictionary[i].name if i in dictionary else i, 14) for i in ids)]
    rows: list[tuple[str | int, ...]] = []
    for county in result.counties:
        held = _of(county, "indicators")
        cells = [held.get(i, ("", "", "")) for i in ids]
        told = [f"{text}（{_STATES[state]}）" if state not in ("", "met") else text for text, state, _ in cells]
        rows.append((county.name, *told))
    return Table("指标对照", tuple(columns), rows)


def indicator_ids(result: BatchResult) -> list[str]:
    """Indicators with a threshold that applies anywhere, in the order of the dictionary."""
    found = {i for county in result.counties for i, cell in _of(county, "indicators").items() if cell[2]}
    order = {indicator: number for number, indicator in enumerate(load_dictionary())}
    return sorted(found, key=lambda i: order.get(i, len(order)))


def _across(result: BatchResult) -> Table:
    rows = [
        (finding.code, finding.severity.label, name, finding.message, finding.excerpt, *_evidence(finding))
        for name, findings in result.comparison.findings.items()
        for finding in findings
    ]
    columns = (("规则", 10), ("级别", 8), ("县（市、区）", 14), ("问题", 44), ("原文", 40), ("依据", 50), ("建议", 30))
    return Table("各县比对", columns, list(rows))


def _rollup(result: BatchResult) -> Table:
    rows = [(f.code, f.severity.label, f.message, *_evidence(f)) for f in result.comparison.rollup]
    return Table("全市汇总", (("规则", 10), ("级别", 8), ("问题", 60), ("依据", 60), ("建议", 30)), list(rows))


def _evidence(finding: Finding) -> Iterator[str]:
    yield "\n".join(f"{item.ref}：{item.text}" for item in finding.evidence)
    yield finding.suggestion
