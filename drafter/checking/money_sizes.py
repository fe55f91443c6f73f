"""Sums of money that a region cannot have spent: far above all it has, or far below what it must spend on schools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.context import CheckContext
from drafter.checking.scales import Misfit, usable
from drafter.checking.text.scope import Scope
from drafter.checking.text.statements import Figure, Role
from drafter.facts import Period

__all__ = ["out_of_scale"]

#: How many times each of these a sum told of the region may be: what is more is in the wrong unit.
_CEILINGS = {"gdp": 2, "general_budget_expenditure": 5, "edu_budget_expenditure": 25}
#: Yuan. No county of China produces so much in a year, no city so much (National Bureau of Statistics, 2024: the
#: richest county some 540 billion, the richest city some 5.4 trillion).
_MOST = {"县": Decimal("1e12"), "区": Decimal("2e12"), "旗": Decimal("1e12"), "市": Decimal("1e13")}
_ANYWHERE = Decimal("1e14")
#: Yuan. The smallest county spends more on its schools in a year.
_LEAST = Decimal("2e7")
_HUNDRED_MILLION, _TEN_THOUSAND = "亿元", "万元"
_SPENT = re.compile(
    r"(?<!生均)(?<!师均)(?:一般公共预算教育(?:支出|经费)|财政性教育经费(?:投入)?|(?<![算均])教育支出)(?:预算|决算)?"
    r"(?:总额|总量|合计|共|计划|预计|确保|安排|达到?|完成|为|是|在|约|按\d+(?:\.\d+)?[%％]安排|[，,])*$"
)
#: What a region makes, owes or keeps in banks is more than what its government has.
_OTHER_SIZES = re.compile(r"生产总值|GDP|产值|增加值|存款|贷款|债务|营收|营业收入|销售|投资总?额|交易")


#: Yuan: no school, house or hall is built for less.
_A_BUILDING = Decimal(100_000)
_SENTENCE_PART = re.compile("[。；]")
_BUILT = re.compile(
    r"(?:新建|迁建|扩建|改建|改扩建|续建|重建|兴建|建成)了?[^，。；、]{0,16}?(?:学校|中学|小学|幼儿园|校区|教学楼|综合楼|宿舍楼?|公寓|食堂|校舍"
    r"|体育馆|运动场|实验楼|教学点)[^，。；、]{0,8}[，,（(](?:总|共|累计|计划|概算|实际|完成|已)*(?:投资|投入|造价|耗资|概算)(?:资金|额|总额)?(?:约|为|达|共|了|近)*$"
)


def out_of_scale(context: CheckContext) -> Iterator[Misfit]:
    """Amounts of the running text that are larger than all the region has, or an education budget or a school of a few
    yuan."""
    most = _most(context)
    scope = Scope(context.region, context.year)
    for figure in context.figures():
        if not usable(figure) or figure.quantity.dimension != "money" or figure.statement.flow.part == "table":
            continue
        value = figure.quantity.value
        if value < _A_BUILDING and _is_of_a_building(figure):
            yield Misfit(figure, _TEN_THOUSAND, (), "建一所学校、一栋楼不会只花这么一点")
            continue
        large = figure.text.endswith(_HUNDRED_MILLION) and value > most
        if not large and not (figure.text.endswith(_TEN_THOUSAND) and value < _LEAST and _is_budget(figure)):
            continue
        before = figure.statement.between(figure.statement.start, figure.start)
        if scope.of_another_level(before) or scope.elsewhere(before) or _OTHER_SIZES.search(before):
            continue
        if large:
            yield Misfit(figure, _TEN_THOUSAND, (), "比全部财力还大得多")
        else:
            yield Misfit(figure, _HUNDRED_MILLION, (), "一个地方的教育支出不会这样少")


def _is_of_a_building(figure: Figure) -> bool:
    """「新建初级中学1所，投资9870元」: what a school costs, told in plain yuan."""
    before = figure.statement.between(figure.statement.start, figure.start)
    told = figure.text.endswith("元") and not figure.text.endswith((_TEN_THOUSAND, _HUNDRED_MILLION, "千元", "百元"))
    return told and figure.role is Role.LEVEL and _BUILT.search(_SENTENCE_PART.split(before)[-1]) is not None


def _most(context: CheckContext) -> Decimal:
    """Yuan: what no sum told of the region can exceed, by the sheet, by the text, and by what there is in China."""
    found = [_MOST.get(context.region[-1:], _ANYWHERE)]
    for identity, times in _CEILINGS.items():
        fact = context.metrics.get(identity, Period.THIS) if context.metrics is not None else None
        if fact is not None and context.metrics is not None and fact.value > 0:
            found.append(fact.value * context.metrics.dictionary[identity].unit.factor * times)
    return min(found)


def _is_budget(figure: Figure) -> bool:
    return figure.role in (Role.LEVEL, Role.TARGET, Role.PREVIOUS) and _SPENT.search(figure.gap) is not None
