"""How the forms for people name places, words, evidence and what was checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from drafter.checking import CheckResult
from drafter.findings import Evidence, Finding, NotChecked, Place, Severity, State, Waiver, likely_now

__all__ = [
    "INPUTS",
    "counted",
    "coverage_lines",
    "evidence_words",
    "headline",
    "in_order",
    "not_checked_line",
    "section_names",
    "short",
    "since_line",
    "unused_line",
    "where",
    "words",
]

_PARTS = {"header": "页眉", "footer": "页脚", "footnote": "脚注", "textbox": "文本框", "table": "表格"}
_WHY = {"insufficient data": "缺少资料", "could not read": "读不出", "could not run": "没有运行"}
_LONGEST = 60
_TOO_SHORT = 3  # words of fewer characters are shown among their neighbours
_AROUND = 8
INPUTS = "指标表"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """As one reads: findings on the inputs first, then in the order of the document, the worst first at one place."""
    return sorted(findings, key=lambda f: (bool(f.excerpt), f.place.paragraph, f.place.start, f.severity.rank, f.code))


def counted(result: CheckResult) -> str:
    """错误 3，警告 5，提示 2."""
    return "，".join(f"{Severity(key).label} {number}" for key, number in result.summary().items())


def headline(result: CheckResult) -> str:
    """Which document, how many findings, on what terms."""
    terms = [
        f"提纲 {result.outline}" if result.outline else "未套用提纲",
        result.region,
        f"{result.year}年" if result.year else "",
    ]
    return f"{result.document.name}：{counted(result)}（{'，'.join(term for term in terms if term)}）"


def since_line(result: CheckResult) -> str:
    """与上次相比……; empty when there is nothing to compare with."""
    if result.since is None:
        return ""
    counts = result.since.counts(result.findings)
    return f"与 {result.since.file} 相比：新增 {counts['new']}，仍在 {counts['same']}，已改 {counts['fixed']}"


def unused_line(result: CheckResult) -> str:
    """Which waivers are needed no more, and which have lapsed; empty when there are none."""
    told = []
    if result.unused_waivers:
        named = "、".join(_named(waiver, result.findings) for waiver in result.unused_waivers)
        told.append(f"有 {len(result.unused_waivers)} 条豁免没有用上，可以删去：{named}")
    if result.lapsed_waivers:
        named = "、".join(f"{waiver.fingerprint}（到 {waiver.until}）" for waiver in result.lapsed_waivers)
        told.append(f"有 {len(result.lapsed_waivers)} 条豁免已经过期，不再算数：{named}")
    return "；".join(told)


def _named(waiver: Waiver, findings: Sequence[Finding]) -> str:
    now = likely_now(waiver, findings)
    return f"{waiver.fingerprint}（前面的文字改过？同样的字现在是 {now}）" if now else waiver.fingerprint


def section_names(result: CheckResult) -> Mapping[str, str]:
    """Label of each section -> label and heading, such as ``三（一）学前教育``."""
    return {
        h.label: f"{h.label} {h.text}" if h.label[-1:].isalnum() else h.label + h.text
        for h in reversed(result.document.headings)
        if h.label
    }


def where(place: Place, *, section: bool = True) -> str:
    """A place by section, part and paragraph, counted from 1 as people do."""
    part = _PARTS.get(place.part, "")
    lead = (place.section or "开头") if section else ""
    return f"{lead}{part} 第{place.paragraph + 1}段".strip()


def words(finding: Finding, texts: Mapping[int, str]) -> str:
    """The words of a finding; very short ones in 【】 among their neighbours.

    Args:
        texts: text of each paragraph by its number.
    """
    plain = short(finding.excerpt)
    if len(plain) >= _TOO_SHORT:
        return plain
    place, text = finding.place, texts.get(finding.place.paragraph, "")
    before = text[max(0, place.start - _AROUND) : place.start].lstrip()
    after = text[place.end : place.end + _AROUND].rstrip()
    return " ".join(f"{before}【{finding.excerpt}】{after}".split())


def short(text: str) -> str:
    """On one line, cut where it is long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def evidence_words(evidence: Evidence) -> str:
    """Where it stands and what it says."""
    return f"{evidence.ref} {short(evidence.text)}".strip()


def coverage_lines(result: CheckResult) -> Iterator[str]:
    """What was checked, a line for each sort of obligation."""
    coverage = result.coverage
    figures, items, relations = coverage.figures, coverage.items, coverage.count_relations()
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
    for what, counts in (("引用文件", coverage.citations), ("评价性说法和荣誉", coverage.claims)):
        if counts:
            yield (
                f"{what} {counts.total()} 处：有据 {counts[State.PROVED]}，有误 {counts[State.REFUTED]}，"
                f"无出处 {counts[State.UNSUPPORTED]}，未核对 {counts[State.NOT_CHECKED]}"
            )
    if coverage.judged:
        yield _judged_line(coverage.judged)


def _judged_line(judged: Mapping[str, int]) -> str:
    """What a model said of the claims it was shown."""
    return (
        f"模型判断说法 {sum(judged.values())} 处：能佐证 {judged.get('supported', 0)}，"
        f"不符 {judged.get('contradicted', 0)}，不足以佐证 {judged.get('not_enough', 0)}（只供参考，不改变以上各数）"
    )


def not_checked_line(entries: Iterable[NotChecked]) -> str:
    """What was not checked, why, and what would let it be, in one line; empty when all was."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        grouped.setdefault((entry.why, entry.needs), []).append(entry.what)
    told = [f"{'、'.join(what)}（{_WHY.get(why, why)}；{needs}）" for (why, needs), what in grouped.items()]
    return f"未检查：{'；'.join(told)}" if told else ""
