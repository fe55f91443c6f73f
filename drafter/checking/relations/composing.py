"""Totals, products and quotients that no sentence pattern explains: the figures near them are tried.

「撤并教学点17个，2020年8个，2021年6个，2022年3个」 names no 其中, 「36个班，每班45人，一共1620个学位」 no 标准. What
fits proves the figure; what does not is a warning when one figure of the equation has its digits misplaced, or when the
words leave no other pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from drafter.checking.relations.divisions import likely_whole, more_behind
from drafter.checking.relations.model import Relation
from drafter.checking.relations.named_together import names_others
from drafter.checking.relations.trials import Trial, decided, misplaced, proved_or_slipped, quotient
from drafter.checking.relations.wholes import exhausted
from drafter.checking.text.nouns import label, noun
from drafter.checking.text.quantities import Kind
from drafter.checking.text.reckoning import ADDED
from drafter.checking.text.statements import LIST_SEPARATOR, Figure, Role, Statement
from drafter.facts import Interval
from drafter.facts.numerals import to_places
from drafter.findings import State

__all__ = ["compose"]

#: 每班45人, 平均每所150个, 人均500元: an amount for each of something else.
_EACH = re.compile(r"(?:(?:平均)?每个?(?P<one>[一-鿿])|(?P<mean>[人校班生园户县镇])均|平均)[^，。；\d]{0,12}$")
#: A mean names what it is taken over: 平均班额 over classes, 校均规模 over schools, 人均 over people.
_MEAN = re.compile(
    r"(?P<班>平均班额|班额平均|班均|每班平均|平均每个?班)|(?P<所>[校园]均|平均每[所校园])|(?P<人>[人生]均|平均每[人生名])"
)
_UNITS = {"班": ("count:班", "count:个班"), "所": ("count:所", "count:园", "count:校"), "人": ("person",)}
_MONTHLY = re.compile(r"每月|每人每月|每生每月")
_TERMLY = re.compile("每个?学期")
_ALL_YEAR = re.compile(r"全年|一年|年度")
#: 「每校3名，共72名」, 「33个教学周共132节」.
_ALL_OF_THEM = re.compile(
    r"^[，](?:全[年县市区省])?(?:共计?|合计|总计|一共|累计)[^，。；\d]{0,6}$|^[^，。；\d]{0,6}(?:共计?|合计|总计|一共)$"
)
_PERIODS = (Decimal(1), Decimal(2), Decimal(10), Decimal(12))
_YEARS = re.compile(r"(?:19|20)\d\d年|[上下]半年|[春秋]季|[一二三四]季度")
_ALSO = re.compile(r"其中|含|包括|占|同比|比上年|较上年|分别(?!为|是)|平均|每|均")
_OPENS = re.compile(r"^[^，。；、\d]{0,6}[，,：:（]?(?:其中|分别[为是])?[：:]?")
_CLOSING = re.compile(rf"(?:(?P<all>{ADDED}|总额|总量)|累计|共)[^，。；、\d]{{0,6}}$")
#: 招聘80人、调入12人；退休、调出合计64人: a total of things that are named with it.
_OF_ITS_OWN = re.compile(r"；[^，。；]*([一-鿿]{2})[、和与及][一-鿿]{2,8}$")
#: 各上思政课2节: so much for each of some that are only named.
_APIECE = re.compile(r"各(?![级类地界种项])[一-鿿]{0,8}$|每[^，。；\d]{1,8}$|均$")
_WINDOW = 6
_BESIDE = 4
_LOOK_BACK = 8
_SEVERAL = 2
_GAP = 16
_STUDENTS = re.compile(r"生师比|师幼比")
_PUPILS = re.compile(r"生|幼儿|孩子")
_TEACHERS = re.compile(r"教师|老师|教职工")
_STAGES = ("幼儿", "学前", "小学", "初中", "普通高中", "高中", "中职", "职业", "特殊教育", "义务教育")


def compose(sentences: Iterable[Statement], settled: set[int], parts: set[int]) -> Iterator[Relation]:
    """Totals, products and quotients of figures that no pattern has explained.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
        parts: ids of the figures that are parts of a total already; the next ones beside them are no parts of theirs.
    """
    before: list[Figure] = []
    flow = None
    for statement in sentences:
        if statement.flow is not flow:
            before, flow = [], statement.flow
        figures = [f for f in statement.figures if f.quantity.definite]
        for at, figure in enumerate(figures):
            if figure.id in settled:
                continue
            relation = (
                (None if figure.id in parts else _total(figures, at))
                or _closing(figures, at)
                or _product(figures, at)
                or _quotient([*before, *figures[:at]], figure)
            )
            if relation is not None:
                yield relation
        before = [*before, *figures][-_LOOK_BACK:]


# --- totals ----------------------------------------------------------------------------------------------------


def _counts(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.AMOUNT and figure.role in (Role.LEVEL, Role.PREVIOUS)


#: 毕业7166人，转入632人、转出327人: accounts, and no parts.
_CAME_OR_WENT = re.compile("转[入出]|净|调[入出]|流[入出]|进|退休|新增|减少")


def _total(figures: list[Figure], at: int) -> Relation | None:
    """A value followed by values of its own kind that make it up."""
    total = figures[at]
    if not _counts(total):
        return None
    parts: list[Figure] = []
    for figure in figures[at + 1 : at + 1 + _LOOK_BACK]:
        same = figure.quantity.dimension == total.quantity.dimension and _counts(figure)
        gap = figure.gap if parts else _OPENS.sub("", figure.gap)
        if not same or len(gap) > _GAP or _ALSO.search(gap) or re.search(r"[。；]", gap):
            break
        if figure.quantity.value >= total.quantity.value or _CAME_OR_WENT.search(gap):
            break
        parts.append(figure)
    if len(parts) < _SEVERAL:
        return None
    if _sum(parts).computed.meets(total.quantity.interval):
        return _whole(parts, total)
    if len(f"{total.quantity.value / (total.quantity.step or 1):f}") > _SEVERAL:
        for size in range(len(parts) - 1, 1, -1):
            if _sum(parts[:size]).computed.meets(total.quantity.interval):
                return _whole(parts[:size], total)
    slipped = parts[0].gap[:1] != "、" and _apart(parts) and _one_slipped(parts, total)  # 小学84名、初中52名…: an item
    if slipped and (len(parts) > _SEVERAL or exhausted(parts)):
        return _whole(parts, total)
    told = parts[0].gap[:1] != "、" and likely_whole(total, parts) and not more_behind(parts)
    return _whole(parts, total) if told else None  # 聘任督学64人，专职12人、兼职25人


def _sum(parts: list[Figure]) -> Trial:
    computed, exact = Interval.exact(Decimal(0)), Decimal(0)
    for part in parts:
        computed, exact = computed + part.quantity.interval, exact + part.quantity.value
    return Trial(tuple(parts), computed, exact, "＋".join(part.text for part in parts))


def _whole(parts: list[Figure], total: Figure) -> Relation:
    relation = decided("sum", _sum(parts), total)
    formula = f"{relation.formula}＝{total.text}"
    return Relation("sum", formula, relation.state, relation.figures, relation.expected, False, relation.weak)


def _apart(parts: list[Figure]) -> bool:
    """Whether every part has a name of its own: years, or words none of which holds another."""
    if len(parts) > _SEVERAL and all(LIST_SEPARATOR.match(part.gap) for part in parts[1:]):
        return True  # 1.2亿元、1.5亿元、1.8亿元
    names = [label(part) for part in parts]
    years = [match[0] if (match := _YEARS.search(part.gap)) else "" for part in parts]
    if all(years):
        return len(set(years)) == len(years)
    return all(names) and len(set(names)) == len(names)


def _one_slipped(parts: list[Figure], total: Figure) -> bool:
    """Whether the parts would add up if the digits of one of them, or of the total, stood in another order."""
    added = _sum(parts)
    if misplaced(total.quantity, added.exact):
        return True
    missing = total.quantity.value - added.exact
    return any(_turned(part, part.quantity.value + missing) for part in parts)


def _turned(part: Figure, meant: Decimal) -> bool:
    """Whether a part is the value that is meant with its digits in another order; 9 for 6 counts as one."""
    quantity = part.quantity
    if not quantity.step or meant <= 0:
        return False
    one, other = (f"{to_places(value / quantity.step):f}" for value in (quantity.value, meant))
    alike = sorted(one) == sorted(other) or {one, other} in ({"6", "9"}, {"3", "8"}, {"1", "7"})
    return one != other and alike


def _closing(figures: list[Figure], at: int) -> Relation | None:
    """「小学52所、初中18所，义务教育学校一共70所」: proved when the last few add up to it."""
    total = figures[at]
    closing = _CLOSING.search(total.gap)
    if not _counts(total) or not closing or at < _SEVERAL:
        return None
    parts: list[Figure] = []
    for figure in reversed(figures[max(0, at - _LOOK_BACK) : at]):
        if not parts and figure.quantity.spelled and figure.quantity.dimension != total.quantity.dimension:
            continue  # 三校总共1.72万人
        if figure.quantity.dimension != total.quantity.dimension or not _counts(figure):
            break
        if _APIECE.search(figure.gap):
            return None  # 书记、区长各2节，其他22节，合计26节
        parts.insert(0, figure)
        if len(parts) >= _SEVERAL and _sum(parts).computed.meets(total.quantity.interval):
            return _whole(parts, total)
    if (pair := _two_of_them(parts, total) or _of_those_named(parts, total)) is not None:
        return pair
    own = _OF_ITS_OWN.search(total.gap[: closing.start()])
    other = own is not None and not any(own[1][-2:] in part.gap for part in parts)
    told = [f for f in figures[:at] if f not in parts]
    counted = all(f.quantity.spelled and f.quantity.value == len(parts) for f in told)  # 三所高校…，三校总共
    other = other or names_others(total.gap, [label(part) for part in parts])
    sole = len(parts) >= _SEVERAL and counted and not _ALSO.search(parts[0].gap) and not other
    headed = len(parts) > _SEVERAL and _sum(parts[1:]).computed.meets(parts[0].quantity.interval)
    if sole and headed and not misplaced(total.quantity, _sum(parts).exact):
        parts = parts[1:]  # 支出8.62亿元，小学…、初中…，合计: the whole told first is no part
    if sole and _apart(parts) and (closing["all"] or told or _one_slipped(parts, total)):
        return _whole(parts, total)
    return None


_TWO = re.compile(r"[两二][笔项者类块]")


def _two_of_them(parts: list[Figure], total: Figure) -> Relation | None:
    """「净转出259人；毕业4360人、招收3569人，相差791人，两笔相加恰为1050人」: any two that make it up."""
    if not _TWO.search(total.gap):
        return None
    pairs = [list(pair) for pair in combinations(parts, 2) if _sum(list(pair)).computed.meets(total.quantity.interval)]
    return _whole(pairs[-1], total) if pairs else None


_NAMES = re.compile(r"(?P<names>[一-鿿]{2,6}(?:[、和与及][一-鿿]{2,6}?)+)的?(?:人数)?(?:合计|共计|一共)$")


def _of_those_named(parts: list[Figure], total: Figure) -> Relation | None:
    """「升学806人，就业397人，其余37人待业，升学和就业的合计1203人」: those named, where they make it up."""
    match = _NAMES.search(re.split("[，。；]", total.gap)[-1])
    names = re.split("[、和与及]", match["names"]) if match else []
    named = [part for part in parts if any(name in part.gap for name in names)]
    made = len(names) == len(named) > 1 and _sum(named).computed.meets(total.quantity.interval)
    return _whole(named, total) if made else None


# --- products and quotients ------------------------------------------------------------------------------------


def _product(figures: list[Figure], at: int) -> Relation | None:
    """So many of something, so much for each, and what that comes to, in any order."""
    total = figures[at]
    if total.quantity.kind is not Kind.AMOUNT or _EACH.search(total.gap):
        return None
    near = [f for f in figures[max(0, at - _WINDOW) : at] if f.quantity.kind is Kind.AMOUNT]
    each = [f for f in near if _EACH.search(f.gap)]
    trials = []
    for rate in each:
        if not _comes_to(rate, total):
            continue
        for count in near:
            if count is rate or _EACH.search(count.gap) or not _counted(rate, count):
                continue
            if count.quantity.dimension == "person" and count.quantity.value % 1:
                continue  # 每百名学生拥有教师12.04人 are no heads
            periods: tuple[Decimal, ...] = _PERIODS if _MONTHLY.search(rate.gap) else (Decimal(1),)
            if _TERMLY.search(rate.gap):
                periods = _PERIODS[1:2] if _ALL_YEAR.search(total.gap) else _PERIODS[:2]
            if periods is _PERIODS and _ALL_YEAR.search(total.gap):
                each_month = rate.quantity.interval * count.quantity.interval  # ten months of school, or twelve
                ten = each_month.scaled(_PERIODS[2]).meets(total.quantity.interval)
                periods = _PERIODS[2:3] if ten else _PERIODS[3:]
            for times in periods:
                computed = (rate.quantity.interval * count.quantity.interval).scaled(times)
                exact = rate.quantity.value * count.quantity.value * times
                shown = f"{rate.text}×{count.text}" + (f"×{times:f}" if times != 1 else "")
                trials.append(Trial((rate, count), computed, exact, shown))
    relation = proved_or_slipped("product", trials, total)
    if relation is None and len(trials) == 1 and _ALL_OF_THEM.match(total.gap) and _in_a_row(trials[0], total):
        return decided("product", trials[0], total)
    return relation


def _in_a_row(trial: Trial, total: Figure) -> bool:
    """Whether rate, count and what they come to stand beside each other, in one run of clauses."""
    ids = sorted(f.id for f in trial.figures)
    return ids == [total.id - 2, total.id - 1] and not any(
        re.search("[。；]", f.gap) for f in (*trial.figures, total) if f.id > ids[0]
    )


def _comes_to(rate: Figure, total: Figure) -> bool:
    one, other = rate.quantity.dimension.split("/")[0], total.quantity.dimension
    heads = ("person", "count:个")  # 每班45人 comes to so many 学位
    return one == other or (one in heads and other in heads)


def _counted(rate: Figure, count: Figure) -> bool:
    """Whether ``count`` counts the things that ``rate`` is given for."""
    match = _EACH.search(rate.gap)
    one = (match["one"] or match["mean"] or "") if match else ""
    if not one:
        return True
    after = count.statement.between(count.end, min(count.statement.end, count.end + _BESIDE))
    after = re.split(r"[，。；\d]", after)[0]
    unit = count.quantity.dimension
    if one in "校园" and unit == "count:所":
        return True
    if one in "人生名位":
        return unit in ("person", "person-times")
    return unit.endswith(one) or one in after or one in noun(count)


_BOUND = re.compile("(?:不止|不到|不足|超过|逾|多于|少于|高于|低于)$")


_NAMED_PLACE = re.compile(r"(?<![全我本各该])[一-鿿]{2}(?:县|区|市|旗|镇|乡|街道|苏木)$")


def _quotient(earlier: list[Figure], stated: Figure) -> Relation | None:
    """「1350个班，学生56700人，平均班额42人」, 「初中在校生9900人，专任教师900人，…生师比11.0:1」."""
    quantity = stated.quantity
    mean = _MEAN.search(stated.gap)
    if not mean and quantity.kind is not Kind.RATIO:
        return None
    amounts = [f for f in earlier if _counts(f)][-_LOOK_BACK:]
    if quantity.kind is Kind.RATIO:
        return _pupils_a_teacher(amounts, stated) if _STUDENTS.search(stated.gap) and quantity.other == 1 else None
    if not mean or quantity.kind is not Kind.AMOUNT or quantity.interval.low <= 0:
        return None
    elsewhere = _NAMED_PLACE.search(stated.gap[: mean.start()])
    if stated.gap[: mean.start()].endswith("月") or _BOUND.search(stated.gap) or elsewhere:
        return None  # 月人均400元 is no mean of the year, 校均不止四节 is a bound; 而汀前区校均1331人 is another's
    units = _UNITS[mean.lastgroup or ""]
    trials = [
        quotient(whole, count)
        for whole in amounts
        for count in amounts
        if whole.quantity.dimension == quantity.dimension.split("/")[0]
        and count.quantity.dimension in units
        and count.quantity.dimension != whole.quantity.dimension
        and count.quantity.interval.low > 0
    ]
    near = [t for t in trials if all(f.statement is stated.statement for f in t.figures)]
    if len(trials) == len(near) == 1:
        return decided("product", trials[0], stated)
    return proved_or_slipped("product", trials, stated)


def _behind(figure: Figure) -> str:
    """The words right behind a count: 186名教师."""
    return re.split("[，。；、（]", figure.statement.between(figure.end, figure.statement.end))[0][:6]


def _pupils_a_teacher(amounts: list[Figure], stated: Figure) -> Relation | None:
    beside = [f for f in stated.statement.figures if f.quantity.kind is Kind.RATIO and abs(f.id - stated.id) == 1]
    if any(LIST_SEPARATOR.match(max(f, stated, key=lambda g: g.id).gap) for f in beside):
        return None  # of a list of stages each has its own
    pupils = [f for f in amounts if f.quantity.dimension == "person" and _PUPILS.search(noun(f))]
    teachers = [f for f in amounts if f.quantity.dimension == "person" and _TEACHERS.search(noun(f) + _behind(f))]
    trials = [
        quotient(many, few) for many in pupils for few in teachers if many.quantity.value > few.quantity.value > 0
    ]
    if not trials or any(t.computed.meets(stated.quantity.interval) for t in trials):
        return proved_or_slipped("ratio", trials, stated)
    stage = next((s for s in _STAGES if s in re.split(r"[，。；]", stated.gap)[-1]), "")
    own = [t for t in trials if stage and stage in t.figures[0].gap and _of_stage(t.figures[1], stage)]
    told = own[0] if len(own) == 1 else trials[0] if len(trials) == 1 and not stage else None
    if told is None:
        return proved_or_slipped("ratio", trials, stated)
    relation = decided("ratio", told, stated)
    return Relation(
        "ratio",
        relation.formula,
        State.REFUTED,
        relation.figures,
        f"{told.exact:.{stated.quantity.decimals}f}:1",
        weak=True,
    )


def _of_stage(teachers: Figure, stage: str) -> bool:
    """Whether teachers are of a stage, or are told of no other one."""
    return stage in teachers.gap or not any(s in teachers.gap for s in _STAGES)
