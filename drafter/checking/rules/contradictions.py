"""CON001 and CON002: an indicator has one value, in the text and in its tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.claims.passages import MEASURES
from drafter.checking.claims.tables import TableValue, table_values
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.retold import RETOLD, check_retold
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role
from drafter.facts import Indicator, Interval, Period
from drafter.findings import Evidence, Finding, Severity, State
from drafter.reading import Flow

__all__ = ["FAMILY"]

_SOURCE = "《党政机关公文处理工作条例》第十九条：内容真实准确，前后一致"

VALUES = Rule(
    "CON001",
    "two-values",
    "同一指标前后不一",
    Severity.ERROR,
    "同一指标同一年的数在文中出现两个值，按各自的有效位数也对不上。只比较确定是同一指标、全地区、同一时点的数。",
    "至少有一处是错的。",
    (
        Example("一、基本情况\n全市共有幼儿园612所。\n二、学前教育\n全市共有幼儿园621所，公办园占一半以上。"),
        Example("全市普惠性幼儿园覆盖率达到91.27%。\n普惠性幼儿园覆盖率达92.17%，高于全省平均水平。"),
    ),
    (
        Example("全市普惠性幼儿园覆盖率达到91.27%。\n普惠性幼儿园覆盖率达91.3%，高于全省平均水平。"),
        Example("全市共有幼儿园612所。\n其中石溪县有幼儿园58所。"),
        Example("截至2025年6月底，普惠性幼儿园覆盖率达到90.5%。\n2025年，普惠性幼儿园覆盖率达到91.27%。"),
    ),
    _SOURCE,
)
TABLE = Rule(
    "CON002",
    "text-against-table",
    "正文与表格不一",
    Severity.ERROR,
    "正文的数与文中表格同一指标的数对不上。",
    "附表是核对的依据。",
    (Example("全市共有幼儿园612所。\n指标|单位|本年\n幼儿园数|所|621"),),
    (Example("全市共有幼儿园612所。\n指标|单位|本年\n幼儿园数|所|612"),),
    _SOURCE,
)

_PARTS = ("body", "textbox")
_UNLIKE = re.compile(r"力争|预计|计划|目标|到20\d\d年底?前|拟|争取|同类|平均|控制在|不超过|以内")


_FAR = 40
_SENTENCE = 200  # as far as what a sentence speaks of carries
_ALL = re.compile(r"(?:全|我)[省市县区州盟旗]")
#: What was done in the year is told project by project.
_FLOW = re.compile(r"新|增|培训|投入|开展|组织|举办|补充|招聘|发放|完成|整改|排查|争取|筹措")


@dataclass(frozen=True)
class _Told:
    """A value of an indicator told by the text."""

    figure: Figure
    indicator: Indicator
    period: Period
    interval: Interval


def check(context: CheckContext) -> Iterator[Finding]:
    """Values against each other and against tables."""
    told = list(_values(context))
    certain = [*_between_values(context, told), *_against_tables(context, told)]
    yield from certain
    yield from check_retold(context, frozenset(figure for finding in certain for figure in finding.touches))


# --- values ---------------------------------------------------------------------------------------------------


def _values(context: CheckContext) -> Iterator[_Told]:
    """Values that are surely the whole region's, of a year and an indicator that are certain."""
    for statement in context.statements:
        if statement.flow.part not in _PARTS or not statement.figures:
            continue
        if context.roles[statement.flow.first_paragraph] == MEASURES:
            continue
        for figure in statement.figures:
            binding, quantity = context.bindings.get(figure.id), figure.quantity
            if binding is None or not binding.sure or binding.change or binding.period is None:
                continue
            if figure.role not in (Role.LEVEL, Role.PREVIOUS) or quantity.is_range or quantity.qualifier:
                continue
            if quantity.kind is Kind.RATIO or quantity.unit is None:
                continue
            before = statement.between(max(statement.start, figure.start - _SENTENCE), figure.start)
            if _UNLIKE.search(before[-_FAR:]) or not _of_all(context, binding.indicator, before):
                continue
            if not quantity.unit.compatible(binding.indicator.unit):
                continue
            yield _Told(figure, binding.indicator, binding.period, quantity.interval)


def _of_all(context: CheckContext, indicator: Indicator, before: str) -> bool:
    """Whether a value is told of all the region: a rate needs no word for it, a count or an amount does."""
    if indicator.unit.dimension in ("percent", "ratio"):
        return True
    if _FLOW.match(indicator.name):
        return False
    return bool(_ALL.search(before)) or (bool(context.region) and context.region in before)


def _between_values(context: CheckContext, told: list[_Told]) -> Iterator[Finding]:
    groups: dict[tuple[str, Period], list[_Told]] = defaultdict(list)
    for value in told:
        groups[value.indicator.id, value.period].append(value)
    for values in groups.values():
        first = values[0]
        for other in values[1:]:
            borne_out = context.states.get(other.figure.id) is context.states.get(first.figure.id) is State.PROVED
            if borne_out and first.indicator.unit.dimension != "percent":
                continue  # each has its own evidence
            if (
                other.interval.meets(first.interval) or other.figure.statement is first.figure.statement
            ):  # a list, or a slip that arithmetic tells
                continue
            rule = RETOLD if borne_out else VALUES  # a change or a target bears out the value and not its name
            finding = rule.at(
                other.figure.statement.flow,
                other.figure.start,
                other.figure.end,
                f"“{first.indicator.name}”{first.period.label}这里是{other.figure.text}，前面是{first.figure.text}",
                evidence=(Evidence("document", _where(first.figure.statement.flow), _around(first.figure)),),
                suggestion="核对后改为同一个数",
                root=f"CON001:{first.indicator.id}:{first.period}:{other.figure.quantity.value}",
                touches=(other.figure, first.figure),
            )
            at = first.figure.statement.flow.places(first.figure.start, first.figure.end)
            yield rule.further(finding, tuple(at))  # either of the two may be the wrong one


def _against_tables(context: CheckContext, told: list[_Told]) -> Iterator[Finding]:
    tables: dict[tuple[str, Period], TableValue] = {}
    for cell in table_values(context.document, context.dictionary, context.year):
        tables.setdefault((cell.indicator.id, cell.period), cell)
    for value in told:
        held = tables.get((value.indicator.id, value.period))
        if held is not None and not held.interval.meets(value.interval):
            yield TABLE.at(
                value.figure.statement.flow,
                value.figure.start,
                value.figure.end,
                f"“{value.indicator.name}”{value.period.label}正文是{value.figure.text}，表格是{held.text}",
                evidence=(Evidence("document", held.where, held.text),),
                suggestion="核对后改为同一个数",
                root=f"CON002:{value.indicator.id}:{value.period}:{value.figure.quantity.value}",
                touches=(value.figure,),
            )


def _where(flow: Flow) -> str:
    return f"第{flow.first_paragraph + 1}段"


def _around(figure: Figure) -> str:
    text = figure.statement.flow.text
    return text[max(figure.statement.start, figure.start - 20) : figure.end]


FAMILY = Family("CON", "前后矛盾", (VALUES, TABLE, RETOLD), check)
