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
from drafter.checking.rules.figure_rules import BY_FAULT, CHANGE, RULES
from drafter.checking.rules.figure_sources import check_against_materials, check_unsupported
from drafter.checking.rules.model import Family
from drafter.checking.text.binding import Binding
from drafter.checking.text.heads import came_or_went, head_of
from drafter.checking.text.quantities import Kind
from drafter.checking.text.scope import Scope
from drafter.checking.text.statements import Figure, Role
from drafter.checking.text.things import read_thing
from drafter.facts import Indicator, Metrics, Period
from drafter.findings import Evidence, Finding, NotChecked, Severity, State

__all__ = ["FAMILY"]

_NOW = re.compile(r"目前|现有|现已|已经?[达完建]|当前|今年|上年|去年|比20\d\d年的")
#: Relations of several figures that hold by chance only rarely.
_CONFIRMING = frozenset(["share", "sum", "growth", "difference", "product", "ratio", "points"])


def check(context: CheckContext) -> Iterator[Finding]:
    """Every figure that the metrics or the write-ups decide."""
    yield from bare_numbers.check_bare_numbers(context)
    if context.metrics is not None:
        for figure in context.figures():
            binding = context.bindings.get(figure.id)
            if binding is not None and _from_now(context, context.metrics, figure, binding):
                binding = replace(binding, period=Period.THIS)
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
            yield from check_against_materials(context, statement)
    if context.metrics is not None and context.materials is not None:
        yield from check_unsupported(context)
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


def _from_now(context: CheckContext, metrics: Metrics, figure: Figure, binding: Binding) -> bool:
    """Whether a plan starts from a value that it gives no year, and that is not last year's: 明年由7条增加到8条."""
    if figure.role is not Role.PREVIOUS or _agrees(metrics, figure, binding):
        return False
    clause = re.split("[，；。]", figure.statement.between(figure.statement.start, figure.start))[-1]
    return clause.endswith(("由", "从")) and _of_a_plan(context, figure)


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
        rule = CHANGE if binding.change and outcome.fault is Fault.VALUE else BY_FAULT[outcome.fault]
        severity = rule.severity if is_likely(metrics, figure, outcome) else Severity.WARNING
        if (
            severity is Severity.WARNING
            and outcome.fault is Fault.VALUE
            and _of_something_else(metrics, figure, binding)
        ):
            return
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


def _of_another_head(metrics: Metrics, figure: Figure, binding: Binding) -> bool:
    """Whether with others it makes up a value that the sheet has not, or has for one owner alone: 民办的139所里."""
    head = head_of(figure)
    if head is None:
        return came_or_went(figure)
    value = head.quantity.value
    has = [f for f in metrics.facts.values() if f.value * metrics.dictionary[f.indicator].unit.factor == value]
    things = [read_thing(metrics.rows.get(f.indicator, metrics.dictionary[f.indicator].name)) for f in has]
    own = read_thing(metrics.rows.get(binding.indicator.id, binding.indicator.name))
    return all(
        (thing.owner and thing.owner != own.owner) or (thing.core and own.core and thing.core != own.core)
        for thing in things
    )


def _of_something_else(metrics: Metrics, figure: Figure, binding: Binding) -> bool:
    """Whether a value far from the cell is of something narrower, whose parts it makes up with others, or is counted
    as no such thing is: 初中有18200个，缺2600个.
    """
    unit, own = figure.quantity.dimension, binding.indicator.unit.dimension
    return _of_another_head(metrics, figure, binding) or (
        unit == "count:个" and own.startswith("count:") and own != unit
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
    if outcome.fault is None or (outcome.fault is Fault.VALUE and _of_another_head(metrics, figure, guess.binding)):
        return
    rule = CHANGE if guess.binding.change and outcome.fault is Fault.VALUE else BY_FAULT[outcome.fault]
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


FAMILY = Family("NUM", "数字与来源", (*RULES, *notation.RULES, *bare_numbers.RULES), check)
