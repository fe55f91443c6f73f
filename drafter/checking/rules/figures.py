"""NUM: figures of the text against the supplied metrics and write-ups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from drafter.checking.claims.passages import MEASURES
from drafter.checking.claims.tables import table_values
from drafter.checking.comparing import Comparison, Fault, Verdict, compare, is_likely
from drafter.checking.context import CheckContext
from drafter.checking.guessing import Guess, Guesser
from drafter.checking.rules import bare_numbers, notation
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.binding import Binding
from drafter.checking.text.quantities import Kind
from drafter.checking.text.scope import Scope
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Indicator, Metrics
from drafter.findings import Evidence, Finding, NotChecked, Severity, State

__all__ = ["FAMILY", "VALUE", "YEAR"]

_SOURCE = "提供的指标表；《教育督导条例》第二十五条：不得隐瞒实情、弄虚作假"
_SHARES = {"public_kindergarten_share": ("48.34", "47.19"), "inclusive_kindergarten_coverage": ("91.42", "90.97")}
_MONEY = {"edu_budget_expenditure": ("78.62", "74.95")}

VALUE = Rule(
    "NUM001",
    "value-mismatch",
    "与指标表的数不符",
    Severity.ERROR,
    "文中某指标的数与指标表同一年、同一口径的数不符。",
    "报告中的每个数都要能回到指标表。",
    (
        Example("全市公办园在园幼儿占比为84.34%。", _SHARES),
        Example("普惠性幼儿园覆盖率和公办园在园幼儿占比分别为91.42%和49.34%。", _SHARES),
        Example("2025年，全市公办园在园幼儿占比达到52%，较上年提高。", _SHARES),
    ),
    (
        Example("全市公办园在园幼儿占比为48.34%。", _SHARES),
        Example("全市公办园在园幼儿占比为48.3%。", _SHARES),
        Example("城区公办园在园幼儿占比为45.10%。", _SHARES),
        Example("望山县公办园在园幼儿占比为61.20%。", _SHARES),
        Example("公办园在园幼儿占比低于50%的底线要求。", _SHARES),
        Example("力争公办园在园幼儿占比达到60%以上。", _SHARES),
        Example("截至2025年6月底，公办园在园幼儿占比为47.80%。", _SHARES),
    ),
    _SOURCE,
)
UNIT = Rule(
    "NUM002",
    "unit-slip",
    "单位错（万元、亿元等）",
    Severity.ERROR,
    "数字对而单位差了万倍、亿倍或百倍。",
    "万元和亿元混用最常见，差一万倍。",
    (Example("全市一般公共预算教育支出78.62万元。", _MONEY),),
    (Example("全市一般公共预算教育支出786200万元。", _MONEY), Example("全市一般公共预算教育支出78.62亿元。", _MONEY)),
    _SOURCE,
)
YEAR = Rule(
    "NUM003",
    "year-swap",
    "写成了另一年的数",
    Severity.ERROR,
    "本年的位置写了上年的数，或反过来；增减的数对，写的却是与另一年比。",
    "沿用上年报告时最容易漏改。",
    (
        Example("2025年，全市公办园在园幼儿占比为47.19%。", _SHARES),
        Example("公办园在园幼儿占比由上年的48.34%提高到48.34%。", _SHARES),
        Example("一般公共预算教育支出78.62亿元，比2023年增加3.67亿元。", _MONEY),
    ),
    (
        Example("公办园在园幼儿占比由上年的47.19%提高到48.34%。", _SHARES),
        Example("一般公共预算教育支出78.62亿元，比2024年增加3.67亿元。", _MONEY),
    ),
    _SOURCE,
)
CHANGE = Rule(
    "NUM004",
    "change-mismatch",
    "增减与指标表两年的数不符",
    Severity.ERROR,
    "文中的增幅、增减量或百分点与按指标表两年数算出的不符。",
    "增减是评价“只增不减”的依据。",
    (
        Example("公办园在园幼儿占比为48.34%，较上年提高2.15个百分点。", _SHARES),
        Example("一般公共预算教育支出78.62亿元，比上年增长9.40%。", _MONEY),
    ),
    (
        Example("公办园在园幼儿占比为48.34%，较上年提高1.15个百分点。", _SHARES),
        Example("一般公共预算教育支出78.62亿元，比上年增长4.9%。", _MONEY),
        Example("一般公共预算教育支出78.62亿元，比上年增加3.67亿元，增长4.90%。", _MONEY),
    ),
    _SOURCE,
)
DIRECTION = Rule(
    "NUM005",
    "direction-mismatch",
    "升降与指标表相反",
    Severity.ERROR,
    "文中说提高（增长），指标表却是下降，或反过来。",
    "方向写反会把短板写成成绩。",
    (Example("公办园在园幼儿占比为48.34%，较上年下降1.15个百分点。", _SHARES),),
    (Example("公办园在园幼儿占比为48.34%，较上年提高1.15个百分点。", _SHARES),),
    _SOURCE,
)
TRUNCATED = Rule(
    "NUM006",
    "truncated-metric",
    "截去尾数",
    Severity.WARNING,
    "文中的数是指标表的数截去尾数得到的，不是四舍五入。",
    "不影响结论，但与统计口径不一致。",
    (Example("一般公共预算教育支出78.6亿元。", {"edu_budget_expenditure": ("78.68", "74.95")}),),
    (Example("一般公共预算教育支出78.7亿元。", {"edu_budget_expenditure": ("78.68", "74.95")}),),
    "GB/T 8170—2008 数值修约规则",
)
MATERIAL = Rule(
    "NUM007",
    "differs-from-material",
    "与部门材料的数不符",
    Severity.ERROR,
    "报告与材料是同一句话，数却不同。",
    "数字在转抄时改动，佐证就对不上。",
    (
        Example(
            "市审计局完成教育专项审计7项，发现问题27个，年底前整改到位25个。",
            material="一、经费管理\n市审计局完成教育专项审计5项，发现问题27个，年底前整改到位25个。",
        ),
    ),
    (
        Example(
            "市审计局完成教育专项审计5项，发现问题27个，年底前整改到位25个。",
            material="一、经费管理\n市审计局完成教育专项审计5项，发现问题27个，年底前整改到位25个。",
        ),
    ),
    "提供的部门材料",
)
UNSUPPORTED = Rule(
    "NUM008",
    "unsupported-figure",
    "找不到出处的数",
    Severity.WARNING,
    "指标表和材料都已提供，却没有一处给出这个数，文中也推算不出。",
    "上级实地核查时拿不出佐证。",
    (
        Example(
            "全市建成智慧教室1860间。",
            _SHARES,
            material="一、信息化\n全市中小学宽带网络接入率达到100%，多媒体教室占比提高到98.72%。",
        ),
    ),
    (
        Example(
            "全市建成智慧教室1860间。",
            _SHARES,
            material="一、信息化\n全市新建智慧教室1860间，覆盖全部乡镇中心学校。",
        ),
    ),
    _SOURCE,
)
_INTENDED = re.compile(r"计划|力争|确保|争取|预计|年底前|将达到|拟")
_NOW = re.compile(r"目前|现有|现已|已经?[达完建]|当前|今年|上年|去年|比20\d\d年的")
#: Relations of several figures that hold by chance only rarely.
_CONFIRMING = frozenset(["share", "sum", "growth", "difference", "product", "ratio", "points"])
_BY_FAULT = {
    Fault.VALUE: VALUE,
    Fault.LEVEL: CHANGE,
    Fault.UNIT: UNIT,
    Fault.YEAR: YEAR,
    Fault.DIRECTION: DIRECTION,
    Fault.TRUNCATED: TRUNCATED,
}


def check(context: CheckContext) -> Iterator[Finding]:
    """Every figure that the metrics or the write-ups decide."""
    yield from bare_numbers.check_bare_numbers(context)
    if context.metrics is not None:
        for figure in context.figures():
            binding = context.bindings.get(figure.id)
            if binding is not None and binding.sure and not (figure.role is Role.LEVEL and _of_a_plan(context, figure)):
                yield from _against_metrics(context, context.metrics, figure, binding)
            elif binding is not None and binding.likely and _agrees(context.metrics, figure, binding):
                context.settle(figure, State.PROVED)
        yield from _tabled(context, context.metrics)
        yield from _guessed(context, context.metrics)
        _settle_policy_figures(context)
    else:
        context.coverage.not_checked.append(
            NotChecked("文中数字与指标表是否一致", "insufficient data", "用 --metrics 提供指标表")
        )
    if context.materials is not None:
        for statement in context.statements:
            yield from _against_materials(context, statement)
    if context.metrics is not None and context.materials is not None:
        yield from _unsupported(context)
    else:
        context.coverage.not_checked.append(
            NotChecked("每个数字是否都有出处", "insufficient data", "同时提供 --metrics 和 --materials")
        )
    yield from notation.check_notation(context)  # after the sources: a rate that one of them gives needs no base


def _of_a_plan(context: CheckContext, figure: Figure) -> bool:
    """Whether a figure stands among what is to be done: a goal, unless it is said to be so now."""
    paragraph = figure.statement.flow.first_paragraph
    if context.roles[paragraph : paragraph + 1] != [MEASURES]:
        return False
    return not _NOW.search(figure.statement.between(figure.statement.start, figure.start))


def _agrees(metrics: Metrics, figure: Figure, binding: Binding) -> bool:
    """Whether a value is the metric's: a likely binding is enough to find a source by, though not to refute by."""
    return compare(metrics, figure, binding).verdict is Verdict.PROVED


def _tabled(context: CheckContext, metrics: Metrics) -> Iterator[Finding]:
    """Cells of the document's own tables, with the unit that their row, column or caption gives them."""
    figures = {
        (statement.flow.first_paragraph, statement.flow.pieces[0][2] + figure.start): figure
        for statement in context.statements
        if statement.flow.part == "table"
        for figure in statement.figures
    }
    scope = Scope(context.region, context.year)
    for value in table_values(context.document, context.dictionary, context.year):
        figure = figures.get((value.cell.paragraph, value.cell.start))
        if figure is None or figure.id in context.states or scope.elsewhere(value.caption):
            continue
        quantity = replace(value.quantity, start=figure.start, end=figure.end)
        binding = Binding(value.indicator, value.period, sure=True)
        yield from _against_metrics(context, metrics, replace(figure, quantity=quantity), binding)


def _against_metrics(context: CheckContext, metrics: Metrics, figure: Figure, binding: Binding) -> Iterator[Finding]:
    outcome = compare(metrics, figure, binding)
    if outcome.verdict is Verdict.PROVED:
        context.settle(figure, State.PROVED)
    elif outcome.verdict is Verdict.REFUTED and outcome.fault is not None:
        rule = CHANGE if binding.change and outcome.fault is Fault.VALUE else _BY_FAULT[outcome.fault]
        severity = rule.severity if is_likely(metrics, figure, outcome) else Severity.WARNING
        if severity is Severity.ERROR:
            context.settle(figure, State.REFUTED)
        yield rule.at(
            figure.statement.flow,
            figure.start,
            figure.end,
            _message(figure, binding, outcome),
            evidence=_cells(metrics, binding.indicator, outcome),
            suggestion=f"核对原始数据；以指标表为准应写{outcome.right}",
            root=f"{rule.code}:{binding.indicator.id}:{binding.period}:{figure.text}",
            touches=(figure,),
            severity=severity,
        )


def _guessed(context: CheckContext, metrics: Metrics) -> Iterator[Finding]:
    """Figures whose indicator is only suggested: confirmed when the value is the cell's, a warning when it slipped."""
    guesser = Guesser(metrics, context.region, context.year)
    firm = frozenset(
        figure.id
        for relation in context.relations
        if relation.state is State.PROVED and relation.kind in _CONFIRMING
        for figure in relation.figures
    )
    work = context.work_of_all
    for statement in work:
        for guess in guesser.guesses(statement, context.bindings, context.subjects, firm):
            if guess.outcome.verdict is Verdict.PROVED:
                context.settle(guess.figure, State.PROVED)
            elif guess.suspect:
                yield from _suspected(metrics, guess)
    for guess in guesser.tabled(context.grids, context.states):
        if guess.outcome.verdict is Verdict.PROVED:
            context.settle(guess.figure, State.PROVED)
        else:
            yield from _suspected(metrics, guess)
    for guess in guesser.untold(work, context.bindings, context.subjects, {*context.states, *firm}, firm):
        yield from _suspected(metrics, guess)


def _suspected(metrics: Metrics, guess: Guess) -> Iterator[Finding]:
    outcome, figure = guess.outcome, guess.figure
    if outcome.fault is None:
        return
    rule = CHANGE if guess.binding.change and outcome.fault is Fault.VALUE else _BY_FAULT[outcome.fault]
    yield rule.at(
        figure.statement.flow,
        figure.start,
        figure.end + guess.behind,
        f"{_message(figure, guess.binding, outcome, guess.behind)}；{guess.suspect}",
        evidence=_cells(metrics, guess.binding.indicator, outcome),
        suggestion=f"核对口径和原始数据；如果说的是这一项，应写{outcome.right}",
        root=f"{rule.code}:{guess.binding.indicator.id}:{guess.binding.period}:{figure.text}",
        touches=(figure,),
        severity=Severity.WARNING,
    )


def _message(figure: Figure, binding: Binding, outcome: Comparison, behind: int = 0) -> str:
    name = binding.indicator.name
    more = figure.statement.between(figure.end, figure.end + behind)
    return f"“{name}”文中写{figure.text}{more}，{outcome.expected}（{_where(outcome)}）"


def _where(outcome: Comparison) -> str:
    return "、".join(str(fact.cell) for fact in outcome.facts)


def _cells(metrics: Metrics, indicator: Indicator, outcome: Comparison) -> tuple[Evidence, ...]:
    name = metrics.rows.get(indicator.id, indicator.name)
    return tuple(
        Evidence("metric", str(fact.cell), f"{name}（{fact.period.label}）：{fact.raw}") for fact in outcome.facts
    )


def _settle_policy_figures(context: CheckContext) -> None:
    """A target that a known threshold of the indicator sets is proved by the policy."""
    values = {
        t.value
        for indicator in context.dictionary.values()
        for t in indicator.thresholds
        if not isinstance(t.value, str)
    }
    for figure in context.figures():
        if figure.role is Role.TARGET and figure.quantity.kind is Kind.PERCENT and figure.quantity.value in values:
            context.settle(figure, State.PROVED)


def _against_materials(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    if not statement.figures or context.materials is None:
        return
    for figure in statement.figures:
        if context.states.get(figure.id) is None and context.materials.supports(figure):
            context.settle(figure, State.PROVED)
    passage = context.materials.same_sentence(statement)
    if passage is None:
        return
    for figure, other in zip(statement.figures, passage.figures, strict=True):
        left, right = figure.quantity, other.quantity
        differs = (
            left.kind is right.kind and left.dimension == right.dimension and not left.interval.meets(right.interval)
        )
        if differs and context.states.get(figure.id) not in (State.PROVED, State.REFUTED):
            context.settle(figure, State.REFUTED)
            yield MATERIAL.at(
                statement.flow,
                figure.start,
                figure.end,
                f"材料中同一句话的数是{other.text}，文中写{figure.text}（{passage.ref}）",
                evidence=(Evidence("material", passage.ref, passage.text),),
                suggestion=f"核对材料；以材料为准应写{other.text}",
                touches=(figure,),
            )


def _unsupported(context: CheckContext) -> Iterator[Finding]:
    """Figures that nothing supplied gives and that follow from no others of their sentence.

    Spelled-out numerals and bare numbers are too often no data.
    """
    derived = {f.id for relation in context.relations if relation.state is State.PROVED for f in relation.figures}
    for figure in context.figures():
        quantity = figure.quantity
        if (
            figure.id in context.states
            or figure.id in derived
            or quantity.spelled
            or quantity.kind is Kind.BARE
            or figure.role is Role.TARGET
        ):
            continue
        flow = figure.statement.flow
        # the tables of an annex show changes and operands that have no cell of their own
        if flow.part not in ("body", "table") or flow.section.startswith("附件") or _is_future(figure):
            continue
        context.settle(figure, State.UNSUPPORTED)
        yield UNSUPPORTED.at(
            figure.statement.flow,
            figure.start,
            figure.end,
            f"“{figure.text}”在指标表和材料中都找不到出处",
            suggestion="补充佐证，或删去这个数",
            root=f"NUM008:{figure.statement.flow.first_paragraph}",
            touches=(figure,),
        )


def _is_future(figure: Figure) -> bool:
    """A plan's figure is an intention, not a fact that a source could give."""
    return bool(_INTENDED.search(figure.statement.text))


FAMILY = Family(
    "NUM",
    "数字与来源",
    (VALUE, UNIT, YEAR, CHANGE, DIRECTION, TRUNCATED, MATERIAL, UNSUPPORTED, *notation.RULES, *bare_numbers.RULES),
    check,
)
