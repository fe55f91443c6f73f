"""NUM021 and NUM022: a unit that a thing is never told in, and a size that it cannot have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role
from drafter.findings import Finding, Severity, State
from drafter.library.sizes import Size, possible_sizes

__all__ = ["FAMILY"]

_SOURCE = "全国教育事业发展统计公报、全国教育经费执行情况统计公告所用的单位和各地公布过的最大、最小值，再放宽数倍"

UNIT = Rule(
    "NUM021",
    "unit-of-another-thing",
    "单位不是这一项用的",
    Severity.WARNING,
    "巩固率、班额、新建学校、党组织等后面写了这一项不会用的单位：率写成千分数，新建学校以人计，班额写成百分数。",
    "多半是照着相邻的一项改数时漏改了单位。",
    (
        Example("一、基本情况\n全市义务教育巩固率达到96.4‰。"),
        Example("一、基本情况\n新建幼儿园9人，改扩建小学6所。"),
        Example("一、基本情况\n小学平均班额为43%。"),
        Example("一、基本情况\n全市教育系统基层党组织312名。"),
    ),
    (
        Example("一、基本情况\n全市义务教育巩固率达到96.4%，比上年提高0.3个百分点，满意率为95.6分。"),
        Example("一、基本情况\n新建幼儿园9所，新建小学教师周转房120套，新建学校9所，招聘教师312人。"),
        Example("一、基本情况\n小学平均班额为43人，大班额占比为0.3%，教师每校3台电脑，学生宿舍12间。"),
        Example("一、基本情况\n全市教育系统基层党组织312个、党员4120名，平均班额45人的学校有12所。"),
    ),
    _SOURCE,
)
SIZE = Rule(
    "NUM022",
    "impossible-size",
    "数大得或小得不可能",
    Severity.WARNING,
    "教师年工资、生均经费标准、全年教育支出、在校生等的数，比各地公布过的都大几倍或小几倍，或新建学校的投入每所只合几万元。",
    "多半是单位写错：元和万元、万元和亿元、人和万人。",
    (
        Example("一、基本情况\n全市教师年平均工资收入为10.6元。"),
        Example("一、基本情况\n小学生均公用经费标准提高到720万元。"),
        Example("一、基本情况\n全市普通高中学生6120万人。"),
        Example("一、基本情况\n全年一般公共预算教育支出为68.35万元。"),
        Example("一、基本情况\n投入2.46万元，新建、改扩建学校5所。"),
        Example("一、基本情况\n小学净入学率达到100.4%，居全市前列。"),
    ),
    (
        Example("一、基本情况\n全市教师年平均工资收入为10.6万元，月平均工资为6800元，教师工资增量12.4万元。"),
        Example("一、基本情况\n小学生均公用经费标准提高到720元，拨付生均公用经费1.2亿元。"),
        Example("一、基本情况\n全市普通高中学生6.12万人，资助学生8.4万人次。"),
        Example("一、基本情况\n全年一般公共预算教育支出为68.35亿元，其中学前教育支出860万元。"),
        Example("一、基本情况\n小学净入学率达到100%，初中毛入学率为103.2%。"),
        Example("一、基本情况\n投入2.46亿元，新建、改扩建学校5所；投入3.6万元，为5所学校更换灯具。"),
    ),
    _SOURCE,
)

_REACH = 48  # characters before a figure that may name what it is of
_ENDS = re.compile(r"\s*(?:左右|以上|以下|以内|上下)?(?:[，。；、：）)|｜！和与及]|$)")
_CLAUSE = re.compile(r"[，。；：、,;（(]")
_BUILT = re.compile(
    r"^[，,](?:用于|共|先后|全年|已)?(?:新建|新、改、扩建|改扩建|迁建)(?:[、和及][^，。；、\d]{1,6})?"
    r"[^，。；、\d]{0,6}(?:学校|幼儿园|小学|初中|高中|中学)$"
)
_INVESTED = re.compile(r"(?:总?投[入资]|安排|筹措)(?:各类|建设|专项)?(?:资金|经费)?(?:共|约|近)?$")
_LEAST_A_SCHOOL = Decimal(50000)
_NO_CHANGE = 20  # a share may well change by fewer points
_CAPS = frozenset(["以内", "之内", "不超过", "不高于", "不大于", "至多", "最多"])
_LEVELS = ("county", "city", "province")
_RATIOS = ("percent", "times", "points")


def check(context: CheckContext) -> Iterator[Finding]:
    """The figures of the running text and of tables told in words."""
    some, sizes = possible_sizes()
    levels = context.levels or _LEVELS
    for statement in context.statements:
        for figure in statement.figures:
            quantity = figure.quantity
            points = quantity.kind is Kind.POINTS and (quantity.value >= _NO_CHANGE or "比值" in figure.gap[-4:])
            usable = points or quantity.kind in (Kind.AMOUNT, Kind.PERCENT)
            usable = usable and (figure.role is not Role.CHANGE or (points and not figure.direction))
            if not usable or quantity.is_range or not quantity.dimension:
                continue
            if context.states.get(figure.id) is State.REFUTED:
                continue  # the sheet has told already what is right
            text = statement.flow.text
            before = text[max(statement.start, figure.start - _REACH) : figure.start].removesuffix(quantity.qualifier)
            if not some.search(before):
                continue
            ends = _ENDS.match(text, figure.end) is not None
            asked = [size for size in sizes if (ends or size.anywhere) and (not points or size.sign in figure.text)]
            asked = [size for size in asked if not points or size.sign]
            if (finding := _told(figure, before, asked, levels)) is not None:
                yield finding
        yield from _cheap(statement.figures)


def _told(figure: Figure, before: str, sizes: Sequence[Size], levels: tuple[str, ...]) -> Finding | None:
    quantity = figure.quantity
    dimension = quantity.dimension.split("/")[0]
    for size in sizes:
        match = size.words.search(before)
        if match is None or (size.but is not None and size.but.search(_clause(before, match.start()) + match.group())):
            continue
        if size.sign and size.sign in figure.text:
            return _finding(UNIT, figure, f"“{figure.text}”不是{size.told}", "核对单位")
        if dimension in size.barred or (size.units and dimension not in size.units):
            return _finding(UNIT, figure, f"{size.told}不会用“{figure.text}”的单位", "核对单位，或写明数的是什么")
        bounded = size.of == dimension or (not size.of and not (size.units and dimension in _RATIOS))
        if not bounded:
            continue
        bounds = [size.bounds(level) for level in levels]
        lows, highs = ([b[at] for b in bounds] for at in (0, 1))
        low = min((value for value in lows if value is not None), default=None)
        high = max((value for value in highs if value is not None), default=None)
        if low is not None and quantity.interval.high < low:
            return _finding(SIZE, figure, f"{size.told}不会只有“{figure.text}”", "核对数和单位")
        told = quantity.value if quantity.qualifier in _CAPS else quantity.interval.low
        if high is not None and told > high:
            return _finding(SIZE, figure, f"{size.told}不会有“{figure.text}”", "核对数和单位")
    return None


def _cheap(figures: tuple[Figure, ...] | list[Figure]) -> Iterator[Finding]:
    """Schools that are said to have been built for a few thousand yuan each."""
    for money, built in zip(figures, figures[1:], strict=False):
        if money.quantity.dimension != "money" or built.quantity.dimension != "count:所" or not built.quantity.value:
            continue
        if not _INVESTED.search(money.gap.removesuffix(money.quantity.qualifier)) or not _BUILT.match(built.gap):
            continue
        if money.quantity.value / built.quantity.value < _LEAST_A_SCHOOL:
            told = f"“{money.text}”建不了{built.text}学校"
            yield _finding(SIZE, money, told, "核对单位：万元，还是亿元")


def _clause(before: str, at: int) -> str:
    """The rest of the clause before a match."""
    return _CLAUSE.split(before[:at])[-1]


def _finding(rule: Rule, figure: Figure, told: str, suggestion: str) -> Finding:
    return rule.at(figure.statement.flow, figure.start, figure.end, told, suggestion=suggestion, touches=(figure,))


FAMILY = Family("NUM", "数字与指标", (UNIT, SIZE), check)
