"""NUM023: a figure in another unit than what stands beside it, which would fit in theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from drafter.checking.context import CheckContext
from drafter.checking.money_sizes import out_of_scale
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.scales import Misfit, factor, in_proportion, in_sums, near_twin, printed, usable
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import Evidence, Finding, Severity, State

__all__ = ["FAMILY"]

_MONEY = {"edu_budget_expenditure": ("78.62", "74.95")}
ODD = Rule(
    "NUM023",
    "unit-unlike-its-siblings",
    "单位与同组的数不一致",
    Severity.WARNING,
    "今年与上年、总数与各部分、并列的各项之中，有一个数单位不同而差了上千倍，换成旁边的单位就合得上。",
    "多半是把万元、亿元、元，或人、所、个写混了。",
    (
        Example("一、基本情况\n争取市级以上补助1.34万元，上年为1.21亿元。"),
        Example("一、基本情况\n新增学位9860个，其中幼儿园2160个、小学4320个、初中3380元。"),
        Example("一、基本情况\n资金来源为中央2860万元、省级1420万元、市级310元。"),
        Example("一、基本情况\n投入校园安全资金2360万元，较上年多投入180元。"),
        Example("一、基本情况\n全年免除保教费惠及幼儿7350人，每生每学期1600元，共减免1176元。"),
        Example("一、基本情况\n全年培训教师5360人，较上年的5120人次有所增加。"),
        Example("一、基本情况\n全年培训教师5360人，其中县级培训3900人次。"),
        Example("一、基本情况\n初中校舍建筑面积15.6平方米，生均9.3平方米。"),
        Example("一、基本情况\n资助学生4612人次，上年4860人次，减少248人。"),
        Example("一、基本情况\n新增学位3330个，平均每个学位花了9.61亿元。"),
        Example("一、投入\n全市一般公共预算教育支出预算安排22.95万元，确保只增不减。"),
        Example("一、投入\n市级财政安排校舍维修资金18460亿元，用于5个项目。", _MONEY),
    ),
    (
        Example("一、基本情况\n争取市级以上补助1.34亿元，上年为9860万元。"),
        Example("一、基本情况\n新增学位9860个，其中幼儿园2160个、小学4320个、初中3380个。"),
        Example("一、基本情况\n资金来源为中央2860万元、省级1420万元、市级30万元、县级1.2亿元。"),
        Example("一、基本情况\n投入校园安全资金2360万元，较上年多投入180万元，师均绩效多发180元。"),
        Example("一、基本情况\n全年培训5360人次，涉及教师2120人，上年培训5120人次。"),
        Example("一、基本情况\n培训教师5360人次，其中县级培训3900人次；培训校长120人，开展送教260人次。"),
        Example("一、基本情况\n初中校舍建筑面积15.6万平方米，生均9.3平方米。"),
        Example("一、基本情况\n新建高中3所，平均每所投入1.2亿元。"),
        Example("一、投入\n生均一般公共预算教育支出1.26万元，教育支出比上年增加120万元。"),
        Example("一、投入\n全市地区生产总值2295亿元，市级财政安排校舍维修资金1846万元。", _MONEY),
        Example("一、基本情况\n安排学校建设1.9亿元、校车运行1680万元、师德表彰2.4万元。"),
    ),
    "GB 3100—93：量由数值和单位表示；《国家统计局关于统计上数据单位的规定》：同一指标前后年度单位一致",
)

_TO_WORDS = r"^(?:提高|增加|提升|上升|下降|减少|增长|扩大)(?:了)?(?:到|至|为)$"
_YEAR = r"(?:上一?学?年度?|去年|前年|20\d\d\s?年度?)(?:同期|底|末)?"
#: The same thing a year before or after, with nothing between that could make it another thing.
_OTHER_YEAR = re.compile(
    rf"^[，,（(；;、]?(?:而|再)?(?:比|较|到)?{_YEAR}(?:的|则?为|是|达到?|仅为?|只有)?[约近]?$"
    r"|^(?:提高|增加|提升|上升|下降|减少|增长|调整|扩大|压减|增|降|升|扩)(?:了)?(?:到|至|为)$"
)
#: The year before, with what is done between: 6284人参加培训，较上年5760人次增加.
_LAST_YEAR = re.compile(
    rf"^[^，。；、（()\d]{{0,14}}[，,（(]?(?:而|再)?(?:与|比|较|由|从)?{_YEAR}(?:的|则?为|是|仅?为?|只有)*$|{_TO_WORDS}"
)
_TO = re.compile(r"^(?:提高|增加|提升|上升|下降|减少|增长|调整|扩大|压减|增|降|升|扩)(?:了)?(?:到|至|为)$")
_BY = re.compile(r"^[，,（(](?:同比|(?:比|较)(?:上年|去年))(?:提高|上升|增长|增加|下降|降低|减少|提升)(?:了)?$")
_HAN = re.compile("[一-鿿]")
_STAGE = (
    r"(?:学前(?:教育)?|幼儿园|小学|初中|普通高中|普高|高中|中职|中等职业(?:教育|学校)|职业教育|特殊教育|特教|义务教育"
    r"|高等教育|高职)"
)
_LEVEL = r"(?:中央|国家|省级?|自治区|市级?|区级?|县级?|镇级?|上级|本级)(?:财政|补助|配套|资金|安排|投入)*"
_WHAT = r"(?:人员|公用|项目|基本|基建|资本性)"
_LABEL = re.compile(
    rf"(?:^|[，,、；;和：:为是中]){{1,2}}(?:其中)?(?P<label>{_STAGE}|{_LEVEL}|{_WHAT})"
    r"(?P<noun>[^，,、；;\d]{0,14}?)(?:为|达到?|约)?$"
)
_MEAN = re.compile(r"均|每|人员月|月工资|标准|单价")
_BY_HEAD = re.compile(r"^[，,（(](?:折合|合|平均)?(?:生均|师均|人均|每生)(?:约|为|达到?)*$")
#: One of what a school has many of; a whole school or a project may well cost 1.2亿元.
_EACH_PIECE = re.compile(
    r"(?<![一二三四五])每(?:一)?(?:个学位|个班|学位|间|处|名|人|台|套|位|生|班|张|床)(?:学生|幼儿|教师|教室)?"
    r"(?:每年|每月)?(?:投入|造价|花费?|花了|平均|成本|补助|支出|投资|用)?(?:了|约|近|为|达|合)*$"
)
_FEW = 10
_LISTED = re.compile(r"^[，,、；;]|^和")
#: What a stage of school or all of them have, of which no pupil has more than a small part.
_HELD = ("money", "area")
_NOT_ALL = re.compile(rf"{_MEAN.pattern}|新增|增加|教学点|改造|维修")
_OF_WHICH = re.compile(r"^[，,（(]其中[^，。；、\d]{0,12}$")
_TRAINED = re.compile(r"培训|轮训|研训|研修")
#: Heads that were reached, whatever the times: 培训覆盖教师2630人.
_REACHED = re.compile(r"覆盖|惠及|涉及|参训|参加|参与|接受")
_PER_TIME = re.compile(r"每人次(?:约|为|达)*$|人次均(?:约|为|达)*$")
_HALF = Decimal("0.5")
_SMALL, _WIDE = Decimal(5), Decimal(200)
_BOTH = 2
_CLOSE = 6
_A_HEAD = Decimal(10) ** 6  # yuan; no pupil and no teacher gets so much in a year
_HUGE = Decimal(10) ** 11  # yuan; no county and few cities have so much of anything


def check(context: CheckContext) -> Iterator[Finding]:
    """The figures of each sentence of the running text."""
    told_of: dict[int, Misfit] = {}
    for misfit in out_of_scale(context):
        if context.states.get(misfit.figure.id) is not State.REFUTED:
            told_of[misfit.figure.id] = misfit
            yield _finding(misfit)
    for statement in context.statements:
        if statement.flow.part == "table" or len(statement.figures) < _BOTH:
            continue
        told: set[int] = set(told_of)
        for misfit in _misfits(statement):
            figure = misfit.figure
            if figure.id not in told and context.states.get(figure.id) is not State.REFUTED:
                told.add(figure.id)
                yield _finding(misfit)


def _misfits(statement: Statement) -> Iterator[Misfit]:
    figures = statement.figures
    yield from in_sums(figures)
    yield from _over_years(figures)
    yield from in_proportion(figures)
    yield from _changes(figures)
    yield from _lists(figures)
    yield from _of_two_kinds(figures)
    yield from _of_one_head(figures)
    yield from _heads_or_times(figures)
    yield from _parts_in_times(figures)
    yield from _changed_otherwise(figures)
    yield from _divided_by_times(figures)
    yield from _in_a_thousand(figures)
    yield from _of_few(figures)
    yield from _of_each(figures)


def _of_each(figures: Sequence[Figure]) -> Iterator[Misfit]:
    """「改造教室52间，平均每间55亿元」: no room, desk or head costs hundreds of millions."""
    for before, figure in zip([None, *figures], figures, strict=False):
        if usable(figure) and _EACH_PIECE.search(figure.gap) and figure.text.endswith("亿元"):
            others = (before,) if before is not None else ()
            yield Misfit(figure, "万元", others, "单个的花费到不了上亿元")


def _over_years(figures: Sequence[Figure]) -> Iterator[Misfit]:
    """「1.34万元，上年为1.21亿元」"""
    pairs = list(pairwise(figures))
    for at, (one, other) in enumerate(pairs):
        if not (usable(one) and usable(other) and _OTHER_YEAR.match(other.gap)):
            continue
        if near_twin(one.quantity, other.quantity) and not _MEAN.search(one.gap[-_CLOSE:]):
            # of three years the odd one is that which differs from both its neighbours
            behind = pairs[at + 1][1] if at + 1 < len(pairs) else None
            agrees = behind is not None and usable(behind) and factor(behind.quantity) == factor(one.quantity)
            before = figures[at - 1] if at else None
            settled = before is not None and usable(before) and factor(before.quantity) == factor(one.quantity)
            previous = one.role is Role.PREVIOUS
            large, small = (one, other) if one.quantity.value > other.quantity.value else (other, one)
            huge = _A_HEAD if _MEAN.search(re.split("[，。；]", one.gap)[-1]) else _HUGE
            likely = large if large.quantity.value >= huge else small
            first = agrees or settled or previous
            odd = other if first else likely
            right = one if odd is other else other
            yield Misfit(odd, _unit(right), (right,), f"与{right.text}差得太多")
        elif _TO.match(other.gap) and at + 1 < len(pairs) and _so_many_times(one, other, pairs[at + 1][1]):
            yield Misfit(one, _unit(other), (other,), f"{pairs[at + 1][1].text}正是两个数之比")


def _so_many_times(one: Figure, other: Figure, times: Figure) -> bool:
    """Whether the numbers as printed, of two units, are so many times one another: 由1.8亩扩至2.7公顷，是原来1.5倍."""
    left, right = one.quantity, other.quantity
    if times.quantity.kind is not Kind.TIMES or left.dimension != right.dimension or factor(left) == factor(right):
        return False
    ratio = times.quantity.interval
    return ratio.low <= printed(right) / printed(left) <= ratio.high and not (
        ratio.low / 2 <= right.value / left.value <= ratio.high * 2
    )


def _of_two_kinds(figures: Sequence[Figure]) -> Iterator[Misfit]:
    """「占比由2.1%降至0.6个」, 「近视率48.6%，较上年下降1.2元」: from a share to a number, a share changed by money."""
    for one, other in pairwise(figures):
        left, right = one.quantity, other.quantity
        if left.kind is not Kind.PERCENT or not right.unit or right.is_range:
            continue
        odd = right.kind is Kind.AMOUNT or (right.kind is Kind.POINTS and other.role is not Role.CHANGE)
        turned = one.role is Role.PREVIOUS and odd and _TO.match(other.gap)
        by_money = other.role is Role.CHANGE and right.dimension == "money" and _BY.match(other.gap)
        paid = any(figure.quantity.dimension == "money" for figure in figures if figure.start < one.start)
        if turned or (by_money and not paid):
            yield Misfit(other, "%" if turned else "个百分点", (one,), f"前面是{one.text}")


def _of_one_head(figures: Sequence[Figure]) -> Iterator[Misfit]:
    """「心理辅导室86间、录播教室24人、图书室86间」: things of one kind in a row, one of them counted as heads."""
    for before, odd, after in zip(figures, figures[1:], figures[2:], strict=False):
        if not all(usable(figure) for figure in (before, odd, after)) or not odd.gap.startswith("、"):
            continue
        same = before.quantity.dimension == after.quantity.dimension and after.gap.startswith(("、", "和"))
        alike = before.gap[-1:] == odd.gap[-1:] == after.gap[-1:] and _HAN.match(odd.gap[-1:])
        if same and alike and not _compatible(before, odd):
            yield Misfit(odd, _unit(before), (before, after), f"与{before.text}并列的都用“{_unit(before)}”")


def _heads_or_times(figures: Sequence[Figure]) -> Iterator[Misfit]:
    """「培训教师5360人，较上年的5120人次增长」: of two years one is counted in heads and one in times."""
    for one, other in pairwise(figures):
        kinds = {one.quantity.dimension, other.quantity.dimension} == {"person", "person-times"}
        alike = kinds and usable(one) and usable(other) and Role.PREVIOUS in (one.role, other.role)
        if alike and _LAST_YEAR.match(other.gap) and _near(one, other):
            yield Misfit(one, _unit(other), (other,), f"{other.text}是另一年的，一个写人、一个写人次")


def _parts_in_times(figures: Sequence[Figure]) -> Iterator[Misfit]:
    """「全年培训教师5360人，其中县级培训3900人次」: of heads no part is counted in times."""
    for whole, part in pairwise(figures):
        if not (usable(whole) and usable(part)) or whole.role is not Role.LEVEL or part.role is not Role.LEVEL:
            continue
        kinds = (whole.quantity.dimension, part.quantity.dimension) == ("person", "person-times")
        opens = _OF_WHICH.match(part.gap) and _TRAINED.search(whole.gap) and not _REACHED.search(whole.gap)
        if kinds and opens and part.quantity.value < whole.quantity.value:
            yield Misfit(whole, "人次", (part,), f"其中的{part.text}是按人次算的")


def _changed_otherwise(figures: Sequence[Figure]) -> Iterator[Misfit]:
    """「4612人次，上年4860人次，减少248人」: by how much two counts of times differ, told in heads."""
    for one, other, change in zip(figures, figures[1:], figures[2:], strict=False):
        if not (usable(one) and usable(other) and usable(change)) or change.role is not Role.CHANGE:
            continue
        kinds = {one.quantity.dimension, change.quantity.dimension} == {"person", "person-times"}
        alike = one.quantity.dimension == other.quantity.dimension and Role.PREVIOUS in (one.role, other.role)
        if kinds and alike and abs(one.quantity.value - other.quantity.value) == change.quantity.value:
            yield Misfit(change, _unit(one), (one, other), "正是两数之差")


def _divided_by_times(figures: Sequence[Figure]) -> Iterator[Misfit]:
    """「培训教师2476人，投入292万元，平均每人次1179元」: the mean is taken over times, the number told in heads."""
    for heads, money, mean in zip(figures, figures[1:], figures[2:], strict=False):
        if not (usable(heads) and usable(money) and usable(mean)) or heads.quantity.dimension != "person":
            continue
        if money.quantity.dimension != "money" or not _PER_TIME.search(mean.gap):
            continue
        each = money.quantity.interval / heads.quantity.interval
        if mean.quantity.dimension.split("/")[0] == "money" and each.meets(mean.quantity.interval.widened(up=_HALF)):
            yield Misfit(heads, "人次", (money, mean), f"{mean.text}是按人次算的")


def _in_a_thousand(figures: Sequence[Figure]) -> Iterator[Misfit]:
    """「辍学率0.40%，比上年的0.60‰下降」: of two years one in a hundred and one in a thousand."""
    for one, other in pairwise(figures):
        if one.quantity.kind is not Kind.PERCENT or other.quantity.kind is not Kind.PERCENT:
            continue
        signs = {one.text[-1:], other.text[-1:]}
        alike = "‰" in signs and len(signs) > 1 and Role.PREVIOUS in (one.role, other.role)
        if alike and _LAST_YEAR.match(other.gap) and _near_as_printed(one, other):
            odd, right = (one, other) if one.text.endswith(("%", "％")) else (other, one)
            yield Misfit(odd, "‰", (right,), f"{right.text}是另一年的，一个写%、一个写‰")


def _near_as_printed(one: Figure, other: Figure) -> bool:
    low, high = sorted((printed(one.quantity), printed(other.quantity)))
    return low > 0 and high <= 3 * low


def _of_few(figures: Sequence[Figure]) -> Iterator[Misfit]:
    """「设备总值3.96万元，生均1.50万元」: what is told by the head is hardly less than the whole, areas too."""
    for whole, mean in pairwise(figures):
        one, other = whole.quantity, mean.quantity
        alike = one.dimension in _HELD and other.dimension.split("/")[0] == one.dimension
        told = alike and usable(whole) and whole.role is Role.LEVEL and mean.role is Role.LEVEL
        if told and _BY_HEAD.match(mean.gap) and not _NOT_ALL.search(whole.gap) and 0 < one.value < _FEW * other.value:
            larger = {"万元": "亿元", "平方米": "万平方米"}
            yield Misfit(
                whole,
                next((unit for own, unit in larger.items() if whole.text.endswith(own) and unit not in whole.text), ""),
                (mean,),
                f"{mean.text}是生均，总数不会只有它的几倍",
            )


def _near(one: Figure, other: Figure) -> bool:
    low, high = sorted((one.quantity.value, other.quantity.value))
    return high <= 2 * low


def _compatible(one: Figure, other: Figure) -> bool:
    left, right = one.quantity.unit, other.quantity.unit
    return left is None or right is None or left.compatible(right)


def _changes(figures: Sequence[Figure]) -> Iterator[Misfit]:
    """「2360万元，较上年多投入180元」: by less than the figure itself could show."""
    for level, change in pairwise(figures):
        one, other = level.quantity, change.quantity
        if not (usable(level) and usable(change) and change.role is Role.CHANGE and level.role is Role.LEVEL):
            continue
        if one.dimension != "money" or other.dimension != "money" or _MEAN.search(level.gap + change.gap):
            continue
        tiny = other.value * 10 < one.step and other.value * 10000 < one.value
        if tiny and len(change.gap) < 14 and printed(other) * factor(one) < one.value:
            yield Misfit(change, _unit(level), (level,), f"{level.text}的增减不会只有这么一点")


def _lists(figures: Sequence[Figure]) -> Iterator[Misfit]:
    """「中央2860万元、省级1420万元、市级310元」: stages, levels or kinds in a row."""
    run: list[Figure] = []
    for figure in (*figures, None):
        label = _LABEL.search(figure.gap) if figure is not None and usable(figure) else None
        follows = figure is not None and bool(run) and bool(_LISTED.match(figure.gap))
        same = follows and figure is not None and figure.quantity.dimension == run[-1].quantity.dimension
        if figure is not None and label and (same or not run):
            run.append(figure)
            continue
        yield from _outlying(run)
        run = [figure] if figure is not None and label else []


def _outlying(run: list[Figure]) -> Iterator[Misfit]:
    if len(run) < _BOTH or run[0].quantity.dimension not in ("money", "area"):
        return
    mean = _MEAN.search(run[0].gap)
    for figure in run:
        others = [other for other in run if other is not figure]
        values = [other.quantity.value for other in others]
        apart = figure.quantity.value * _WIDE < min(values) or figure.quantity.value > max(values) * _WIDE
        if not apart or max(values) > min(values) * _WIDE:
            continue
        if mean and len(run) >= _BOTH:
            pair = len(run) == _BOTH and figure is run[0] and figure.quantity.value < run[1].quantity.value
            if not pair:
                yield Misfit(figure, "", tuple(others), f"与{others[0].text}差得太多")
            continue
        numbers = [printed(other.quantity) for other in others]
        units = {factor(other.quantity) for other in others}
        alike = min(numbers) / _SMALL <= printed(figure.quantity) <= max(numbers) * _SMALL
        if len(units) == 1 and len(others) >= _BOTH and alike and factor(figure.quantity) not in units:
            yield Misfit(figure, _unit(others[0]), tuple(others), f"与{others[0].text}等各项差得太多")


def _unit(figure: Figure) -> str:
    return figure.statement.flow.text[figure.quantity.number_end : figure.quantity.end].strip()


def _finding(misfit: Misfit) -> Finding:
    figure = misfit.figure
    advice = f"核对单位，是否应为“{misfit.unit}”" if misfit.unit else "核对单位"
    fits = f"换成{misfit.unit}，" if misfit.told[0] in "各正" else ""
    return ODD.at(
        figure.statement.flow,
        figure.start,
        figure.end,
        f"“{figure.text}”的单位与旁边的数对不上：{fits}{misfit.told}",
        evidence=(Evidence("document", "", figure.statement.text.strip()),),
        suggestion=advice,
        touches=(figure,),
    )


FAMILY = Family("NUM", "数字与指标", (ODD,), check)
