"""CLM007: what a judge makes of the claims that rules leave open. It adds warnings and clears nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafter.checking.claims.judging import ClaimQuestion, Judgement, Verdict, questions_on
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Evidence, Finding, NotChecked, Severity

__all__ = ["FAMILY", "JUDGED", "findings_of"]

JUDGED = Rule(
    "CLM007",
    "model-doubts-claim",
    "模型认为材料佐证不了这个说法",
    Severity.WARNING,
    "只在写了 --judge 并配置了模型时查。规则定不了的评价性说法和荣誉，连同材料里最相近的几句交给模型判断："
    "与材料不符的，或者材料不足以佐证而旁边也没有已核实的数字、文件的，作警告。模型的判断只增加警告，不消除别的发现。",
    "说法可能超出了部门材料的范围和程度。",
    (
        Example(
            "全市实现智慧校园平台全覆盖。",
            material="智慧校园平台已接入学校521所，其余92所明年接入。",
            verdict="contradicted",
        ),
        Example(
            "全市613所学校实现智慧校园平台全覆盖。",
            material="印发智慧校园平台建设方案，开展骨干培训。",
            verdict="not_enough",
        ),
    ),
    (
        Example(
            "全市613所学校实现智慧校园平台全覆盖。",
            material="智慧校园平台接入各级各类学校，一所不缺。",
            verdict="supported",
        ),
        Example("全市实现智慧校园平台全覆盖。", material="智慧校园平台已接入学校521所，其余92所明年接入。"),
        Example(
            "全市实现智慧校园平台全覆盖。",
            material="印发智慧校园平台建设方案，开展骨干培训。",
            verdict="not_enough",
        ),
    ),
    "《统计法》第六条与公文表述准确的要求（《党政机关公文处理工作条例》第十九条）：实事求是，结论有据",
)

_ADVICE = "对照材料核实，或改写；模型的判断只供参考"


def check(context: CheckContext) -> Iterator[Finding]:
    """Put the open claims to the judge, where there is one, and tell its doubts."""
    if context.judge is None or context.material_words is None:
        context.not_run.add(JUDGED.code)
        return
    questions = questions_on(context.undecided, context.material_words)
    if not questions:
        return
    judgement = context.judge(questions, context.region, context.year)
    context.open_questions |= judgement.open
    context.coverage.judged.update(opinion.verdict.value for opinion in judgement.opinions.values())
    if left := sum(question.id not in judgement.opinions for question in questions):
        context.not_run.add(JUDGED.code)
        reason = judgement.failed or "模型没有回答"
        context.notices.append(f"有{left}处说法没有得到模型的判断：{reason}")
        context.coverage.not_checked.append(NotChecked(f"{left}处交给模型的说法", "could not run", reason))
        context.unjudged = reason if judgement.down else ""
    yield from findings_of(questions, judgement)


def findings_of(questions: Iterable[ClaimQuestion], judgement: Judgement) -> Iterator[Finding]:
    """A warning for each claim that is contradicted, or of which the write-ups say too little."""
    for question in questions:
        opinion = judgement.opinions.get(question.id)
        if opinion is None or opinion.verdict is Verdict.SUPPORTED:
            continue
        contradicted = opinion.verdict is Verdict.CONTRADICTED
        passage = opinion.passage or next(iter(question.passages.values()))
        said = f"模型认为材料与“{question.claim}”不符" if contradicted else f"模型认为材料不足以佐证“{question.claim}”"
        for item in question.asked:
            if item.settled and not contradicted:
                continue
            yield JUDGED.at(
                item.claim.segment.flow,
                item.claim.start,
                item.claim.end,
                said,
                evidence=(Evidence("material", passage.ref, passage.text),),
                suggestion=_ADVICE,
                root=f"CLM007:{question.id}",
            )


FAMILY = Family("CLM", "无据论断", (JUDGED,), check)
