"""DUP: words taken from a sample report, and sentences that stand in the report twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.prose import Hit, clustered
from drafter.checking.rules.repeated_clauses import repeated_clauses
from drafter.checking.rules.similarity import (
    Shared,
    own_length,
    plain,
    set_phrases,
    shared_runs,
    shipped_samples,
    sources,
)
from drafter.checking.text.statements import Statement
from drafter.findings import Evidence, Finding, Severity
from drafter.outlines import load_outlines
from drafter.reading import Flow

__all__ = ["FAMILY"]

SAMPLE = Rule(
    "DUP001",
    "shared-with-sample",
    "与样本报告雷同",
    Severity.WARNING,
    "与自带的样本报告（或 --kb 资料库中的样本）逐字相同、超过20字的文字；数字和标点不同也算。"
    "政策条文的原话、几份样本共有的套话不算；较短的只作提示。",
    "样本只供参考写法，照抄的内容不是本地事实。",
    (
        Example(
            "一、基本情况\n县委教育工作领导小组全年召开会议5次，县委常委会、县政府常务会议分别研究教育议题8项和9项，"
            "把教师补充、校车更新等民生事项列入县级实事。"
        ),
    ),
    (
        Example("一、基本情况\n县委教育工作领导小组召开会议5次，专题研究教师补充、校车安全等事项。"),
        Example(
            "一、基本情况\n全面贯彻党的教育方针，落实立德树人根本任务，培养德智体美劳全面发展的社会主义建设者和接班人。"
        ),
    ),
    "自评报告应当反映本地实际（国教督办函〔2018〕16号：客观真实）",
)
TWICE = Rule(
    "DUP002",
    "sentence-twice",
    "同一句话写了两遍",
    Severity.WARNING,
    "两处有完全相同的句子（20字以上）；同一段或下一段里有几个分句又写了一遍；只差几个字、数字都相同的只作提示。"
    "整段相同的由 STR005 报。",
    "拼接部门材料时重复，或修改后旧稿没有删。",
    (
        Example(
            "一、基本情况\n全市加大投入。深入实施学前教育发展提升行动计划，扩大普惠性资源供给。\n二、工作成效\n成效明显。"
            "深入实施学前教育发展提升行动计划，扩大普惠性资源供给。"
        ),
        Example(
            "一、基本情况\n督查检查考核事项由34项精简到20项，涉及12个部门，精简41.2%。"
            "督查检查考核事项由34项精简到20项，涉及12个部门。"
        ),
    ),
    (
        Example(
            "一、基本情况\n小学生均公用经费为每生每年720元，比上年提高20元。初中生均公用经费为每生每年940元，比上年提高20元。"
        ),
        Example(
            "一、下一步\n（一）补充教师。责任单位：县教育局、县委编办，完成时限：2025年12月底。\n"
            "（二）扩大学位。责任单位：县教育局、县委编办，完成时限：2025年12月底。"
        ),
    ),
    "公文应当表述准确、文字精练（《党政机关公文处理工作条例》第十九条）",
)

_LEAST = 21  # more than twenty characters
_LONG, _MUCH = 40, 100  # from here a warning: the longest stretch, or all of them together
_SENTENCE = 20
_LONG_SENTENCE = 30
_NEAR = 93.0
_GRAM = 8
_MOST_ALIKE = 12  # sentences that share a run beyond this many are a set phrase
_MOST_SHOWN = 5  # passages of a sample named as evidence
_ROUTINE = re.compile(r"责任(?:单位|部门)[：:]|时限[：:]")  # what every entry of a plan may end with
_DIGITS = re.compile(r"\d[\d.,]*")


def check(context: CheckContext) -> Iterator[Finding]:
    """What is shared with samples, and what is said twice."""
    yield from _samples(context)
    yield from _twice(context)


def _samples(context: CheckContext) -> Iterator[Finding]:
    known = sources((*shipped_samples(), *context.samples))
    candidates = [
        (flow, shared)
        for flow in context.document.flows
        if flow.part == "body"
        for shared in shared_runs(flow.text, known, _LEAST)
    ]
    if not candidates:
        return
    phrases = set_phrases(context.policies, context.dictionary, load_outlines().values())
    found: dict[int, list[tuple[Flow, Shared]]] = defaultdict(list)
    for flow, shared in candidates:
        if own_length(shared, phrases) >= _LEAST:
            found[shared.source].append((flow, shared))
    for number, places in found.items():
        title = known.items[number].title
        if plain(title)[0] == plain(context.document.title)[0]:
            continue  # the sample itself is being checked
        longest = max(shared.length for _, shared in places)
        total = sum(shared.length for _, shared in places)
        told = f"与样本《{title}》逐字相同 {len(places)} 处，共 {total} 字，最长 {longest} 字"
        hits = [Hit(flow, shared.start, shared.end) for flow, shared in places]
        severity = None if longest >= _LONG or total >= _MUCH else Severity.INFO
        evidence = tuple(Evidence("material", ref, "") for ref in dict.fromkeys(shared.ref for _, shared in places))
        for finding in clustered(SAMPLE, hits, told, "按本地实际改写", key=title, severity=severity):
            yield replace(finding, evidence=evidence[:_MOST_SHOWN])


def _twice(context: CheckContext) -> Iterator[Finding]:
    """Sentences of the main text; one in a paragraph that is repeated as a whole is another rule's."""
    flows = [flow for flow in context.document.flows if flow.part == "body"]
    whole = _repeated_flows(flows)
    sentences = [
        (statement, words)
        for statement in context.statements
        if statement.flow.part == "body" and id(statement.flow) not in whole
        if len(words := plain(statement.text)[0]) >= _SENTENCE
        if statement.flow.first_paragraph not in context.heading_paragraphs
    ]
    sentences = [(statement, words) for statement, words in sentences if not _ROUTINE.search(statement.text)]
    first: dict[str, Statement] = {}
    told: set[int] = set()
    unique: list[tuple[Statement, str]] = []
    for statement, words in sentences:
        key = "".join(statement.text.split()).rstrip("。；")
        earlier = first.setdefault(key, statement)
        if earlier is not statement:
            told.add(id(statement))
            yield _finding(statement, earlier, "完全相同", None if len(words) >= _LONG_SENTENCE else Severity.INFO)
        else:
            unique.append((statement, words))
    yield from _nearly(unique)
    body = [s for s in context.statements if s.flow.part == "body" and id(s.flow) not in whole]
    for again in repeated_clauses(body, told):
        number = again.earlier.flow.places(again.earlier.start, again.earlier.end)[0].paragraph + 1
        yield TWICE.at(
            again.flow,
            again.start,
            again.end,
            "这几句前面刚写过" if number == again.flow.first_paragraph + 1 else f"这几句第{number}段刚写过",
            evidence=(Evidence("document", f"第{number}段", again.earlier_words),),
            suggestion="删去一处",
        )


def _repeated_flows(flows: Sequence[Flow]) -> set[int]:
    seen: dict[str, list[Flow]] = defaultdict(list)
    for flow in flows:
        seen["".join(flow.text.split())].append(flow)
    return {id(flow) for same in seen.values() if len(same) > 1 for flow in same}


def _nearly(sentences: Sequence[tuple[Statement, str]]) -> Iterator[Finding]:
    """Long sentences with the same figures and nearly the same words, found by the runs that they share."""
    from rapidfuzz import fuzz

    by_run: dict[str, list[int]] = defaultdict(list)
    for number, (statement, words) in enumerate(sentences):
        if len(words) < _LONG_SENTENCE:
            continue
        alike: dict[int, int] = defaultdict(int)
        runs = {words[at : at + _GRAM] for at in range(len(words) - _GRAM + 1)}
        for run in runs:
            holders = by_run[run]
            if len(holders) <= _MOST_ALIKE:
                for other in holders:
                    alike[other] += 1
                holders.append(number)
        figures = _DIGITS.findall(statement.text)
        for other, shared in alike.items():
            earlier, theirs = sentences[other]
            if shared * 2 < len(runs) or _DIGITS.findall(earlier.text) != figures:
                continue
            if fuzz.ratio(words, theirs) >= _NEAR:
                yield _finding(statement, earlier, "几乎相同", Severity.INFO)
                break


def _finding(statement: Statement, earlier: Statement, how: str, severity: Severity | None) -> Finding:
    place = earlier.flow.places(earlier.start, earlier.end)[0]
    text = statement.text
    lead = len(text) - len(text.lstrip())
    return TWICE.at(
        statement.flow,
        statement.start + lead,
        statement.start + len(text.rstrip()),
        f"这句话与第{place.paragraph + 1}段的一句{how}",
        evidence=(Evidence("document", f"第{place.paragraph + 1}段", earlier.text.strip()),),
        suggestion="删去一处",
        severity=severity,
    )


FAMILY = Family("DUP", "雷同", (SAMPLE, TWICE), check)
