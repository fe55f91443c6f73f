"""Pages of the catalogue commands: each thing as data for JSON, as a page, and as a line of a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from drafter.checking.rules import Example, Family, Rule
from drafter.facts import Indicator, Threshold
from drafter.library.policies import Policy, load_policies
from drafter.outlines import Item, Outline, OutlineSection

__all__ = [
    "indicator_data",
    "indicator_list",
    "indicator_page",
    "outline_data",
    "outline_list",
    "outline_page",
    "policy_data",
    "policy_list",
    "policy_page",
    "rule_book",
    "rule_data",
    "rule_list",
    "rule_page",
]

_SEVERITIES = {"must_list": "底线", "application_standard": "申报标准", "target": "目标", "hint": "提示"}
_VERDICTS = {"supported": "能佐证", "contradicted": "不符", "not_enough": "不足以佐证"}
_LEVELS = {"province": "省", "city": "市", "county": "县"}


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line) + "\n"


# --- outlines -------------------------------------------------------------------------------------------------


def outline_data(outline: Outline) -> dict[str, Any]:
    """An outline with its sections and items."""
    return {
        "id": outline.id,
        "name": outline.name,
        "level": outline.level,
        "title": outline.title,
        "length": list(outline.length),
        "sections": [_section_data(section) for section in outline.sections],
    }


def _section_data(section: OutlineSection) -> dict[str, Any]:
    return {
        "id": section.id,
        "heading": section.label + section.heading,
        "role": section.role,
        "items": [_item_data(item) for item in section.items],
        "sections": [_section_data(part) for part in section.sections],
    }


def _item_data(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "lead": item.lead,
        "ask": item.ask,
        "needs": item.needs,
        "indicators": list(item.indicators),
        "policies": list(item.policies),
        "office": item.office,
        "not_applicable": item.not_applicable,
        "optional": item.optional,
    }


def outline_list(outlines: Iterable[Outline]) -> str:
    """One line an outline."""
    return _lines(*(f"{o.id}  {o.name}  {sum(1 for _ in o.items())} 个要点" for o in outlines))


def outline_page(outline: Outline) -> str:
    """Sections and required items."""
    lines = [f"{outline.id}  {outline.name}（一般 {outline.length[0]}–{outline.length[1]} 字）", ""]
    for section in outline.walk():
        lines.append("  " * (section.level - 1) + section.label + section.heading)
        for item in section.items:
            notes = [
                "需要数据" if item.needs == "figure" else "",
                "可写无此项工作任务" if item.not_applicable else "",
                "有材料才写" if item.optional else "",
            ]
            told = "；".join(note for note in notes if note)
            lines.append("  " * section.level + f"- {item.lead}：{item.ask}" + (f"（{told}）" if told else ""))
    return "\n".join(lines) + "\n"


# --- indicators -----------------------------------------------------------------------------------------------


def indicator_data(indicator: Indicator) -> dict[str, Any]:
    """An indicator with its thresholds."""
    return {
        "id": indicator.id,
        "name": indicator.name,
        "aliases": list(indicator.aliases),
        "unit": indicator.unit.symbol,
        "kind": indicator.kind,
        "topic": indicator.topic,
        "levels": list(indicator.levels),
        "better": indicator.better,
        "formula": indicator.formula,
        "parts": list(indicator.parts),
        "office": indicator.office,
        "note": indicator.note,
        "thresholds": [_threshold_data(t) for t in indicator.thresholds],
    }


def _threshold_data(threshold: Threshold) -> dict[str, Any]:
    return {
        "op": threshold.op,
        "value": str(threshold.value),
        "severity": threshold.severity,
        "levels": list(threshold.levels),
        "from": threshold.since,
        "until": threshold.until,
        "policy": f"{threshold.policy}#{threshold.clause}",
        "verified": threshold.verified,
    }


def indicator_list(indicators: Iterable[Indicator]) -> str:
    """One line an indicator, grouped by topic."""
    lines: list[str] = []
    topic = None
    for indicator in indicators:
        if indicator.topic != topic:
            topic = indicator.topic
            lines.append(f"【{topic}】")
        lines.append(f"  {indicator.id}  {indicator.name}（{indicator.unit.symbol}）")
    return "\n".join(lines) + "\n"


def indicator_page(indicator: Indicator) -> str:
    """Everything known of an indicator."""
    policies = load_policies()
    better = {"higher": "越高越好", "lower": "越低越好"}.get(indicator.better, "")
    thresholds = []
    for t in indicator.thresholds:
        policy = policies.get(t.policy)
        applies = "、".join(_LEVELS[level] for level in t.levels)
        since = f"{t.since}年起" if t.since else ""
        sure = "" if t.verified else "，未核实，只作提示"
        cited = policy.cited() if policy else t.policy
        thresholds.append(f"  {_SEVERITIES[t.severity]} {t.op} {t.value}（{applies}，{since}{cited}{sure}）")
    return _lines(
        f"{indicator.name}（{indicator.id}）",
        f"单位：{indicator.unit.symbol}  {better}".rstrip(),
        f"别名：{'、'.join(indicator.aliases)}" if indicator.aliases else "",
        f"计算：{indicator.formula}" if indicator.formula else "",
        f"分项：{'、'.join(indicator.parts)}" if indicator.parts else "",
        f"来源：{indicator.office}" if indicator.office else "",
        f"注意：{indicator.note}" if indicator.note else "",
        "门槛：" if thresholds else "",
        *thresholds,
    )


# --- policies -------------------------------------------------------------------------------------------------


def policy_data(policy: Policy) -> dict[str, Any]:
    """A policy with its clauses."""
    return {
        "id": policy.id,
        "title": policy.title,
        "number": policy.number,
        "number_verified": policy.number_verified,
        "issuer": policy.issuer,
        "date": policy.date,
        "status": policy.status,
        "successor": policy.successor,
        "topics": list(policy.topics),
        "clauses": [
            {"id": c.id, "text": c.text, "levels": list(c.levels), "verified": c.verified, "article": c.article}
            for c in policy.clauses
        ],
    }


_STATUS = {
    "in force": "现行",
    "amended": "已修订",
    "completed": "已到期",
    "superseded": "已被替代",
    "informational": "参考",
}


def policy_list(policies: Iterable[Policy]) -> str:
    """One line a policy."""
    return _lines(*(f"{p.id}  {p.cited()}  {p.date[:4]}  {_STATUS.get(p.status, p.status)}" for p in policies))


def policy_page(policy: Policy) -> str:
    """A policy with its clauses in our own words."""
    doubt = "" if policy.number_verified or not policy.number else "（未核实）"
    return _lines(
        f"《{policy.title}》",
        f"文号：{policy.number or '未公开'}{doubt}  发文：{policy.issuer}  日期：{policy.date}",
        f"状态：{_STATUS.get(policy.status, policy.status)}"
        + (f"，由 {policy.successor} 替代" if policy.successor else ""),
        "条款（本工具的转述，引用请查原文）：",
        *(
            f"  {c.id}：{c.text}{c.article and f'（{c.article}）'}{'' if c.verified else '（未核实）'}"
            for c in policy.clauses
        ),
    )


# --- rules ----------------------------------------------------------------------------------------------------


def rule_data(rule: Rule) -> dict[str, Any]:
    """A rule with its examples."""
    return {
        "code": rule.code,
        "rule": rule.slug,
        "title": rule.title,
        "severity": rule.severity.value,
        "what": rule.what,
        "why": rule.why,
        "bad": [_example_data(e) for e in rule.flags],
        "good": [_example_data(e) for e in rule.passes],
        "source": rule.source,
    }


def _example_data(example: Example) -> dict[str, Any]:
    return {
        "text": example.text,
        "metrics": {k: list(v) for k, v in example.metrics.items()},
        "material": example.material,
        "previous": example.previous,
        **({"verdict": example.verdict} if example.verdict else {}),
    }


def rule_list(rules: Iterable[Rule]) -> str:
    """One line a rule."""
    return _lines(*(f"{r.code}  {r.severity.label}  {r.title}（{r.slug}）" for r in rules))


def rule_page(rule: Rule) -> str:
    """What it flags, why, bad and good, and the norm."""
    return _lines(
        f"{rule.code}  {rule.title}（{rule.slug}，{rule.severity.label}）",
        f"查什么：{rule.what}",
        f"为什么：{rule.why}",
        "会报的例子：",
        *(_example_lines(e) for e in rule.flags),
        "不报的例子：",
        *(_example_lines(e) for e in rule.passes),
        f"依据：{rule.source}",
    )


def _example_lines(example: Example) -> str:
    given = _given(example)
    note = f"    （{'；'.join(given)}）" if given else ""
    body = "\n".join("    " + line for line in example.text.splitlines())
    return "\n".join(part for part in (body, note) if part)


def _given(example: Example) -> list[str]:
    """What an example is checked with besides its text."""
    given = [f"指标 {k} 本年 {v[0]}" + (f"、上年 {v[1]}" if v[1] else "") for k, v in example.metrics.items()]
    given += [f"指标表另有一行 {k} 为 {v}" for k, v in example.duplicates.items()]
    if example.material:
        given.append(f"材料：{' / '.join(example.material.splitlines())}")
    if example.previous:
        given.append(f"上年报告：{' / '.join(example.previous.splitlines())}")
    if example.verdict:
        given.append(f"模型的判断：{_VERDICTS[example.verdict]}")
    if example.outline:
        given.append(f"提纲：{example.outline.name}")
    return given


def rule_book(families: Iterable[Family]) -> str:
    """Every rule as one Markdown document, ``docs/rules.md``."""
    lines = [
        "# 检查规则",
        "",
        "由规则目录生成，不要手改：`drafter rules --markdown > docs/rules.md`。例子都作为测试运行。",
        "",
        "违反规定（硬性要求）才可能是错误；一般、推荐的做法只作警告或提示。级别可在 `drafter.toml` 的 `[check]` 里改。",
        "",
    ]
    chosen = list(families)
    for family in chosen:
        counted = f"{len(family.rules)} 条"
        lines.append(f"* [{family.prefix} {family.title}](#{family.prefix.lower()}-{family.title})：{counted}")
    for family in chosen:
        lines += ["", f"## {family.prefix} {family.title}"]
        for rule in family.rules:
            lines += _rule_section(rule)
    return "\n".join(lines) + "\n"


def _rule_section(rule: Rule) -> list[str]:
    return [
        "",
        f"### {rule.code} {rule.title}",
        "",
        f"`{rule.slug}`，{rule.severity.label}。依据：{rule.source}",
        "",
        f"{rule.what}{rule.why}",
        "",
        "会报：",
        "",
        *_fenced(rule.flags),
        "",
        "不报：",
        "",
        *_fenced(rule.passes),
    ]


def _fenced(examples: Iterable[Example]) -> list[str]:
    lines: list[str] = ["```text"]
    for number, example in enumerate(examples):
        lines += [""] if number else []
        lines += example.text.splitlines()
        if given := _given(example):
            lines.append(f"（{'；'.join(given)}）")
    return [*lines, "```"]
