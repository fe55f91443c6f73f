"""Findings as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checking import CheckResult
from drafter.findings import Finding, Severity, State

__all__ = ["to_text"]

_PARTS = {"header": "页眉", "footer": "页脚", "footnote": "脚注", "textbox": "文本框", "table": "表格"}
_WHY = {"insufficient data": "缺少资料", "could not read": "读不出", "could not run": "没有运行"}
_LONGEST = 60


def to_text(result: CheckResult) -> str:
    """The result as plain text: a summary line, the findings, what was checked and what was not."""
    return "\n".join([*_head(result), *_findings(result), *_coverage(result)]) + "\n"


def _head(result: CheckResult) -> Iterator[str]:
    summary = result.summary()
    counts = "，".join(f"{Severity(key).label} {number}" for key, number in summary.items())
    terms = [
        f"提纲 {result.outline}" if result.outline else "未套用提纲",
        result.region,
        f"{result.year}年" if result.year else "",
    ]
    yield f"{result.document.name}：{counts}（{'，'.join(term for term in terms if term)}）"
    for notice in result.notices:
        yield f"  注意：{notice}"


def _findings(result: CheckResult) -> Iterator[str]:
    for finding in sorted(result.findings, key=lambda f: (f.severity.rank, f.place.paragraph, f.place.start)):
        yield ""
        words = f" “{_short(finding.excerpt)}”" if finding.excerpt else ""
        yield f"{finding.severity.label} {finding.code} {_where(finding)}{words}"
        yield f"  {finding.message}"
        for evidence in finding.evidence:
            if evidence.kind != "document" and evidence.text:
                yield f"  依据：{evidence.ref} {_short(evidence.text)}"
        if finding.suggestion:
            yield f"  建议：{finding.suggestion}"


def _where(finding: Finding) -> str:
    place = finding.place
    if not finding.excerpt:
        return "指标表"
    part = _PARTS.get(place.part, "")
    also = f"，另有 {len(finding.also)} 处" if finding.also else ""
    return f"{place.section or '开头'}{part} 第{place.paragraph + 1}段{also}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def _coverage(result: CheckResult) -> Iterator[str]:
    coverage = result.coverage
    figures, items, relations = coverage.figures, coverage.items, coverage.count_relations()
    yield ""
    yield (
        f"数字 {figures.total()} 个：有据 {figures[State.PROVED]}，有误 {figures[State.REFUTED]}，"
        f"无出处 {figures[State.UNSUPPORTED]}，未核对 {figures[State.NOT_CHECKED]}"
    )
    if relations:
        yield (
            f"算术关系 {relations.total()} 组：成立 {relations[State.PROVED]}，"
            f"不成立 {relations[State.REFUTED]}，无法判定 {relations[State.NOT_CHECKED]}"
        )
    if items:
        yield (
            f"必备要点 {items.total()} 项：已作答 {items[State.PROVED]}，作答不充分 {items[State.UNSUPPORTED]}，"
            f"缺失 {items[State.MISSING]}，不适用 {items[State.NOT_APPLICABLE]}"
        )
    for entry in coverage.not_checked:
        yield f"未检查：{entry.what}（{_WHY.get(entry.why, entry.why)}；{entry.needs}）"
