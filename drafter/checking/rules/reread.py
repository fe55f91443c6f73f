"""CON030: what a judge that rereads the report makes of sentences on the same thing. It adds warnings alone."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checking.claims.judging import Verdict
from drafter.checking.claims.rereading import Reread, questions_within
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Figure, Statement
from drafter.findings import Evidence, Finding, NotChecked, Severity

__all__ = ["FAMILY", "REREAD"]

_HEAD = "一、工作成效\n"
_TWO = "全市为农村学校配送流动科普课程，覆盖学校86所。\n二、工作措施\n面向农村学校配送流动科普课程，全年走进学校92所。"
REREAD = Rule(
    "CON030",
    "model-sees-contradiction",
    "模型认为前后说法不一",
    Severity.WARNING,
    "只在写了 --reread 并配置了模型时查。把讲到同一件事、数或完成情况不同的句子放在一起交给模型，"
    "模型认为不能同时成立的，作警告。模型的判断只增加警告，不消除别的发现。",
    "同一件事由两个科室各写一遍，换了说法，规则看不出是同一件事。",
    (Example(_HEAD + _TWO, verdict="contradicted"),),
    (
        Example(_HEAD + _TWO, verdict="supported"),
        Example(_HEAD + _TWO, verdict="not_enough"),
        Example(_HEAD + _TWO),
        Example(_HEAD + "全市有幼儿园612所。\n二、工作措施\n招聘教师320名，培训校长86名。", verdict="contradicted"),
    ),
    "公文应当表述准确（《党政机关公文处理工作条例》第十九条）：同一份公文前后一致",
)
_ADVICE = "两处对照核实，改成一致；如果口径不同，请写明。模型的判断只供参考"


def check(context: CheckContext) -> Iterator[Finding]:
    """Put sentences on the same thing to the judge, where there is one, and tell its doubts."""
    if context.reread is None:
        context.not_run.add(REREAD.code)
        return
    questions, more = questions_within(context.statements)
    if more:
        reason = f"一次最多核对 {len(questions)} 处"
        context.coverage.not_checked.append(NotChecked(f"{more}处前后说法没有交给模型", "could not run", reason))
    if not questions:
        return
    judgement = context.reread(questions, context.region, context.year)
    context.open_questions |= judgement.open
    doubted = [q for q in questions if q.id in judgement.opinions and _doubts(judgement.opinions[q.id].verdict)]
    context.notices.append(f"模型核对前后说法 {len(judgement.opinions)} 处，认为不一致 {len(doubted)} 处。")
    if left := len(questions) - len(judgement.opinions):
        context.not_run.add(REREAD.code)
        reason = judgement.failed or "模型没有回答"
        context.notices.append(f"有{left}处前后说法没有得到模型的判断：{reason}")
        context.coverage.not_checked.append(NotChecked(f"{left}处交给模型的前后说法", "could not run", reason))
        context.unjudged = context.unjudged or (reason if judgement.down else "")
    for question in doubted:
        opinion = judgement.opinions[question.id]
        shown = next((name for name, passage in question.passages.items() if passage is opinion.passage), "")
        yield _finding(question, shown or next(iter(question.passages)))


def _doubts(verdict: Verdict) -> bool:
    return verdict is Verdict.CONTRADICTED


def _finding(question: Reread, shown: str) -> Finding:
    statement, passage = question.statement, question.passages[shown]
    differing = next((f for f in statement.figures if _differs(f, question.earlier[shown])), None)
    start, end = (differing.start, differing.end) if differing else (statement.start, statement.end)
    return REREAD.at(
        statement.flow,
        start,
        end,
        f"模型认为这里与{passage.ref}的说法不一致：“{passage.text}”",
        evidence=(Evidence("document", passage.ref, passage.text),),
        suggestion=_ADVICE,
        root=f"{REREAD.code}:{question.id}",
    )


def _differs(figure: Figure, other: Statement) -> bool:
    """Whether a sentence has figures of this kind, and none of this value."""
    quantity = figure.quantity
    alike = [f.quantity for f in other.figures if f.quantity.dimension == quantity.dimension]
    return bool(alike) and not any(quantity.interval.meets(q.interval) for q in alike)


FAMILY = Family("CON", "前后矛盾", (REREAD,), check)
