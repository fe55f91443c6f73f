"""ARI015: figures that do not follow from what a model reads them to follow from. It adds warnings alone."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checking.claims.judging import Verdict
from drafter.checking.context import CheckContext
from drafter.checking.reckoning.numbered import numbered
from drafter.checking.reckoning.reading import Suspicion, parts_of, suspicions
from drafter.checking.reckoning.reckon import reckon
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Evidence, Finding, NotChecked, Severity

__all__ = ["FAMILY", "RECKONED"]

_RIGHT = "每个教学点都配了2名保健员，教学点21个，保健员42名，持证的一半多。"
_WRONG = "每个教学点都配了2名保健员，教学点21个，保健员47名，持证的一半多。"
RECKONED = Rule(
    "ARI015",
    "model-relation-fails",
    "模型读出的关系算不拢",
    Severity.WARNING,
    "只在写了 --reckon 并配置了模型时查。模型读全文，只说每个数按文字应由哪些数得出，不算也不判对错；"
    "算由程序来算，算不拢的连同原句再问一次模型，模型认为原文确是这个意思的，作警告。不消除别的发现。",
    "数与数的关系说法千变万化，规则只认得其中一部分。",
    (
        Example(_WRONG, reckoned=("f3 = f2*f1",), verdict="contradicted"),
        Example(_WRONG, reckoned=("f3 < f1",), verdict="contradicted"),
    ),
    (
        Example(_RIGHT, reckoned=("f3 = f2*f1",), verdict="contradicted"),
        Example(_WRONG, reckoned=("f3 = f2*f1",), verdict="supported"),
        Example(_WRONG, reckoned=("f3 = f9", "f3 = __import__('os')", "f2 = f3 ="), verdict="contradicted"),
        Example(_WRONG, verdict="contradicted"),
    ),
    "公文应当表述准确（《党政机关公文处理工作条例》第十九条）：由别的数得出的数与它们相符",
)
_ADVICE = "按原文核对这几个数；如果口径不同，请写明。关系是模型读出来的，只供参考"


def check(context: CheckContext) -> Iterator[Finding]:
    """Have the report read for what its figures follow from, reckon, and ask again about what does not come out."""
    if context.reckoner is None:
        context.not_run.add(RECKONED.code)
        return
    text = numbered(context.document, context.statements, context.metrics, context.region, context.year)
    parts, more = parts_of(text)
    if more:
        told = f"{more}个数没有交给模型读"
        context.coverage.not_checked.append(NotChecked(told, "could not run", "报告太长，请分开检查"))
    if not parts:
        return
    reading = context.reckoner.read(text, parts, context.region, context.year)
    context.open_questions |= reading.open
    if reading.failed:
        _say_failed(context, f"{len(parts) - len(reading.opinions)}部分的数", reading.failed, reading.down)
    reckoned = reckon((formula for part in reading.opinions.values() for formula in part), text.operands)
    questions = suspicions(reckoned.doubts, text)
    if not reading.open:
        found = f"相符 {reckoned.held} 处，不符 {len(reckoned.doubts)} 处"
        context.notices.append(f"模型读出数与数的关系 {reckoned.held + len(reckoned.doubts)} 处，算来{found}。")
    if not questions:
        return
    judgement = context.reckoner.confirm(questions, context.region, context.year)
    context.open_questions |= judgement.open
    if judgement.failed:
        _say_failed(
            context, f"{len(questions) - len(judgement.opinions)}处算不拢的关系", judgement.failed, judgement.down
        )
    for question in questions:
        opinion = judgement.opinions.get(question.id)
        if opinion is not None and opinion.verdict is Verdict.CONTRADICTED:
            yield _finding(question)


def _say_failed(context: CheckContext, what: str, reason: str, down: bool) -> None:
    context.not_run.add(RECKONED.code)
    context.notices.append(f"有{what}没有得到模型的判断：{reason}")
    context.coverage.not_checked.append(NotChecked(f"交给模型的{what}", "could not run", reason))
    context.unjudged = context.unjudged or (reason if down else "")


def _finding(question: Suspicion) -> Finding:
    doubt = question.doubt
    blamed, stated = doubt.blamed, doubt.figures[-1]
    message = f"模型读出的关系不成立：按原文应当{doubt.told}"
    if doubt.expected:
        right = doubt.told.partition("＝")[2]
        message = f"模型读出的关系算不拢：按{right}应为{doubt.expected}，与文中“{stated.text}”不符"
    elif doubt.formula.sign == "=":
        message = f"模型读出的关系算不出来：{doubt.told}，除数是零"
    return RECKONED.at(
        blamed.statement.flow,
        blamed.start,
        blamed.end,
        message,
        evidence=(
            Evidence("computed", doubt.told, doubt.expected or "不成立"),
            *(Evidence("document", passage.ref, passage.text) for passage in question.passages.values()),
        ),
        suggestion=_ADVICE,
        root=f"{RECKONED.code}:{blamed.id}",
        touches=doubt.figures,
    )


FAMILY = Family("ARI", "算术", (RECKONED,), check)
