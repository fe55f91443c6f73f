"""Means of whatever unit: 园均270个, 次均1200元, 每间1.6万元, 平均每平方公里8人, from the figures of their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, product

from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import together
from drafter.checking.relations.trials import Trial, decided, misplaced
from drafter.checking.text.nouns import kin, noun
from drafter.checking.text.quantities import Kind
from drafter.checking.text.scope import set_aside
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["means"]

_MEAN = re.compile(
    r"(?:(?P<mean>人次|[人园校所班次间户镇村县件套生师车辆场])均|(?:平均)?每一?个?(?P<one>人次|平方公里|平方米|公里|乡镇|[人名位所校园班间次个套台户村镇县项件处亩])"
    r"(?![年月天日周期]|学[期年])(?P<thing>[^，。；：、\d每按]{0,7}?))"
    r"(?P<tail>(?:造价|投资|投入|资助|补助|领取|支出|约|近|不足|不到|超过|仅|有|为|达到?|参加?训?|培训|联系|承担|负责|服务|挂牌|教师|安排|配备|使用|经费|费用|进校)*)$"
)
#: What is set as a standard, or told of a year, is no mean of the sentence's figures.
_SET = re.compile(r"标准|不低于|不少于|不超过|按照?[^，。；]{0,10}每|生均|收入|工资|GDP|公用|每[^，。；\d]{1,4}每|不得")
_UNITS = {
    "人": ("person",),
    "名": ("person",),
    "位": ("person",),
    "人次": ("person-times",),
    "次": ("person-times", "count:次"),
    "所": ("count:所",),
    "校": ("count:所", "count:校"),
    "园": ("count:所", "count:园"),
    "班": ("count:班", "count:个班"),
    "乡镇": ("count:个",),
}
_UNITS |= {
    "生": ("person", "person-times"),
    "师": ("person",),
    "车": ("count:辆",),
    "场": ("count:场", "count:次", "count:场次"),
}
#: 月人均400元 is not what the year's sum comes to.
_AT_TIMES = re.compile(r"[月日天周]$|学期$")
#: An item of a list is not what a mean of all is over; nor is 每月2次 a sum.
_LISTED = re.compile(r"^[、和及]")
_EACH = re.compile(r"每[^，。；、\d]{1,2}$")
_PERSONS = re.compile(r"学生|教师|老师|幼儿|儿童|孩子|督学|校长|家长|职工")
_AREAS = {"平方米": Decimal(1), "平方公里": Decimal(10) ** 6, "亩": Decimal(2000) / 3}
_NEAR = (Decimal("0.3"), Decimal("3.5"))
_NOT_FAR = Decimal("0.6")
_OF_THOSE = re.compile(r"^\s*(?:这些|上述|以上|这[一二两三四五六七八九十\d]+[所个名家]|该[校园])")
_LINE = re.compile(r"^\s*(?:[-•·●■◆]|\d{1,2}[.．、]|[（(]\d{1,2}[)）]|[①-⑳])")
_WINDOW = 8
_BESIDE = 4
_SEVERAL = 2


def means(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Means that the amounts told before them give.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    last: Statement | None = None
    for statement in statements:
        figures = statement.figures
        carried = last.figures if last is not None and _goes_on(last, statement) else []
        last = statement
        for at, figure in enumerate(figures):
            few = at + len(carried) < _SEVERAL
            if not at or few or figure.id in settled or figure.quantity.kind is not Kind.AMOUNT:
                continue
            words = _MEAN.search(figure.gap)
            bare = bool(words) and figure.gap.endswith(("生均", "生均约", "生均达"))  # 生均公用经费 is a statistic
            bound = _AT_LEAST.search(figure.gap)  # 每个乡镇至少有1所 is no mean
            level = figure.role in (Role.LEVEL, Role.TARGET)
            if (
                words
                and level
                and not bound
                and not _LAST_YEARS.search(figure.gap)
                and (bare or not _SET.search(figure.gap))
            ):
                earlier = [*carried, *figures[:at]][-_WINDOW:]
                if _of_last_year(earlier, figure, words):
                    continue
                if _named_otherwise(earlier, figure, words) or _taken_times(figures, at):
                    continue
                relation = (
                    _of_both(earlier, figure, words)
                    or _of_all_listed(figures[:at], figure, words)
                    or _mean(earlier, figure, words)
                )
                if relation is not None:
                    yield relation


def _goes_on(before: Statement, statement: Statement) -> bool:
    """Whether a sentence tells more of what the one before counts: 这些学校…, or the next line of one list."""
    if before.flow is statement.flow:
        return bool(_OF_THOSE.match(statement.text))
    lines = _LINE.match(before.text) and _LINE.match(statement.text)
    return bool(lines) and statement.number == before.number + 1


_LAST_YEARS = re.compile(r"(?:[上去前]一?学?年)[^，。；、\d]{0,10}$")
_BESIDE_IT = re.compile(r"^[、和及与][^，。；\d]{0,14}$")
_LAST_YEAR = re.compile("上一?学?年|去年")
_AT_LEAST = re.compile("至少有?$|(?:不少于|不低于|最少有?|起码有?)$")


def _mean(earlier: list[Figure], stated: Figure, words: re.Match[str]) -> Relation | None:
    one, named = words["mean"] or words["one"], words["thing"] or ""
    if one == "项" and named.startswith("目"):
        one, named = "个", f"项{named}"  # 每个项目
    if one == "人" and not named and _in_times(earlier, stated):
        one = "人次"
    if (
        not _AT_TIMES.search(stated.gap[: words.start()])
        and (told := _right_behind(earlier, stated, one, named)) is not None
    ):
        near = _doubted(told, stated, one)
        return near if near.state is State.PROVED else _of_another_pair(earlier, stated, one, named) or near
    amounts = [f for f in earlier if f.quantity.kind is Kind.AMOUNT and f.quantity.definite]
    amounts = [f for f in amounts if f.role not in (Role.PREVIOUS, Role.CHANGE) and f.quantity.interval.low > 0]
    counts = [f for f in amounts if _counts(f, one, named)]
    wholes = [f for f in amounts if _is_whole(f, stated) and f not in counts and not _MEAN.search(f.gap)]
    trials = {(w.id, c.id): _trial(w, c, one) for w in wholes for c in counts}
    for trial in reversed(trials.values()):
        if trial.computed.meets(stated.quantity.interval):
            close = trial.exact >= stated.quantity.value * _NOT_FAR  # 不到78人 says nothing of a mean of 20
            return decided("product", trial, stated) if close else None
    return _nearest(trials, stated, one, earlier) if trials else None


def _nearest(trials: dict[tuple[int, int], Trial], stated: Figure, one: str, earlier: list[Figure]) -> Relation | None:
    """What the sum and the count that stand nearest refute, where they are plainly meant."""
    near = trials[max(trials)]
    if _of_year_before(near, stated):
        return None
    beside = all(stated.id - f.id <= _BESIDE for f in near.figures)
    sole = len(trials) == 1
    if not (sole or beside) or any("；" in f.gap for f in earlier if f.id > min(x.id for x in near.figures)):
        return None
    size = near.exact / stated.quantity.value if stated.quantity.value > 0 else Decimal(0)
    likely = _NEAR[0] <= size <= _NEAR[1] or misplaced(stated.quantity, near.exact)
    if not likely and not (sole and one in _AREAS):
        return None
    relation = decided("product", near, stated)
    return replace(relation, plain=True) if relation.state is State.REFUTED else None


def _in_times(earlier: list[Figure], stated: Figure) -> bool:
    """Whether 人均 is said of times: 资助423人次、112.5万元，人均2660元, no heads being told in the sentence."""
    if len(earlier) < _SEVERAL or any(f.quantity.dimension == "person" for f in stated.statement.figures):
        return False
    times, money = earlier[-2:]
    listed = len(earlier) > _SEVERAL and earlier[-3].quantity.dimension == "person-times"
    if listed or times.gap.startswith("、"):
        return False  # 学前420人次、小学1860人次，共114万元: of all of them together
    return times.quantity.dimension == "person-times" and money.quantity.dimension == "money"


def _of_last_year(earlier: list[Figure], stated: Figure, words: re.Match[str]) -> bool:
    """「4612人次，上年4860人次；发放738万元，上年发放752万元，平均每人次1547元」: what last year's two values give."""
    one, named = words["mean"] or words["one"], words["thing"] or ""
    before = earlier[-1] if earlier else None
    if before is None or not _LAST_YEAR.search(before.gap) or not _is_whole(before, stated):
        return False
    counts = [f for f in earlier[:-1] if f.role is Role.PREVIOUS and f.quantity.interval.low > 0]
    trials = [_trial(before, count, one) for count in counts if _counts(count, one, named)]
    return any(trial.computed.meets(stated.quantity.interval) for trial in trials)


#: What a mean is said to be over: 按专任教师计算人均956元.
_OVER = re.compile(
    r"按(?:照)?(?P<whom>[^，。；\d每]{2,10}?)(?:人数|数|口径)?(?:来)?(?:计算|折算|平均|算|计)[，,]?[^，。；\d]{0,6}$"
)
#: What multiplies the figure before it rather than what it follows from: 每人1500元，计737.7万元.
_MULTIPLIED = re.compile(r"^[，,、]?(?:共计|合计|总计|共|计|计发|共需|需)$")


def _named_otherwise(earlier: list[Figure], stated: Figure, words: re.Match[str]) -> bool:
    """Whether a mean names what it is over, which no count before it is of."""
    over = _OVER.search(stated.gap[: words.start()] + words.group())
    counts = [f for f in earlier if over and _counts(f, words["mean"] or words["one"], words["thing"] or "")]
    return over is not None and not any(over["whom"] in f.gap or kin(over["whom"], noun(f)) for f in counts)


def _taken_times(figures: list[Figure], at: int) -> bool:
    """Whether a sum behind what each gets is made of it and of the count right before it."""
    if not 0 < at < len(figures) - 1:
        return False
    count, each, total = figures[at - 1 : at + 2]
    alike = each.quantity.dimension == total.quantity.dimension and count.quantity.kind is Kind.AMOUNT
    if not alike or not _MULTIPLIED.match(total.gap):
        return False
    product = count.quantity.value * each.quantity.value
    return total.quantity.interval.meets(Interval.exact(product)) or Decimal("0.5") < product / total.quantity.value < 2


def _of_all_listed(figures: list[Figure], stated: Figure, words: re.Match[str]) -> Relation | None:
    """「资助8100人次、720万元，其中学前2100人次、180万元，小学6000人次、540万元，每人次889元」: over all the items."""
    one, named = words["mean"] or words["one"], words["thing"] or ""
    usable = [f for f in figures if f.quantity.definite and f.role is Role.LEVEL and f.quantity.kind is Kind.AMOUNT]
    counts = [f for f in usable if f.quantity.interval.low > 0 and _counts(f, one, named)]
    wholes = [f for f in usable if _is_whole(f, stated) and f not in counts and not _MEAN.search(f.gap)]
    for size in range(_SEVERAL, len(counts) + 1):
        summed = together(counts[-size:])
        for whole in reversed(wholes):
            trial = _trial(whole, summed, one)
            if trial.computed.meets(stated.quantity.interval):
                return decided("product", trial, stated)
    return None


def _of_another_pair(earlier: list[Figure], stated: Figure, one: str, named: str) -> Relation | None:
    """A sum told further back over the count: 投入618万元，其中门窗181万元，涉及宿舍5150平方米，每平方米合1200元."""
    usable = [f for f in earlier if f.quantity.kind is Kind.AMOUNT and f.quantity.definite and f.role is Role.LEVEL]
    counts = [f for f in usable if f.quantity.interval.low > 0 and _counts(f, one, named)]
    wholes = [f for f in usable if _is_whole(f, stated) and f not in counts and not _MEAN.search(f.gap)]
    for whole, count in product(reversed(wholes), reversed(counts)):
        trial = _trial(whole, count, one)
        if trial.computed.meets(stated.quantity.interval):
            return decided("product", trial, stated)
    return None


def _of_year_before(told: Trial, stated: Figure) -> bool:
    """Whether both figures are last year's, told in passing before this year is spoken of again."""
    first = min(told.figures, key=lambda f: f.id)
    clause = re.split("[，。；]", first.statement.between(first.statement.start, first.start))[-1]
    since = stated.statement.between(max(f.end for f in told.figures), stated.start)
    return bool(_LAST_YEAR.search(clause)) and bool(re.search("今年|本年|当年", since))


def _of_both(earlier: list[Figure], stated: Figure, words: re.Match[str]) -> Relation | None:
    """「专职督学6人、兼职督学54人，责任区10个，每个责任区6人」: the mean of two that are told side by side."""
    one, named = words["mean"] or words["one"], words["thing"] or ""
    amounts = [f for f in earlier if f.quantity.kind is Kind.AMOUNT and f.quantity.definite]
    counts = [f for f in amounts if f.quantity.interval.low > 0 and _counts(f, one, named)]
    for left, right in pairwise(amounts):
        beside = left.id + 1 == right.id and _BESIDE_IT.match(right.gap) and {left.role, right.role} == {Role.LEVEL}
        if beside and left.quantity.dimension == right.quantity.dimension and _is_whole(right, stated):
            for count in counts:
                trial = _trial(together([left, right]), count, one)
                if count not in (left, right) and trial.computed.meets(stated.quantity.interval):
                    return decided("product", trial, stated)
    return None


def _doubted(trial: Trial, stated: Figure, one: str) -> Relation:
    """A mean of the two figures right before it: plainly theirs unless it lies very far off."""
    relation = decided("product", trial, stated)
    size = trial.exact / stated.quantity.value if stated.quantity.value > 0 else Decimal(0)
    plain = relation.state is State.REFUTED and (_NEAR[0] <= size <= _NEAR[1] or one in _AREAS)
    return replace(relation, plain=plain)


def _right_behind(earlier: list[Figure], stated: Figure, one: str, named: str) -> Trial | None:
    """「车63辆，坐2835人，车均45人」: of the two right before, or the sum and the only count."""
    near = [f for f in earlier if not set_aside(f.statement.between(f.end, stated.start))]
    near = [f for f in near if f.quantity.kind is not Kind.PERCENT]
    if len(near) < _SEVERAL or any("；" in f.gap for f in (near[-1], stated)):
        return None
    counts = [f for f in near if _counts(f, one, "") and f.role is Role.LEVEL]
    if any(_counts(f, one, named) and f is not counts[-1] for f in counts) and not _counts(counts[-1], one, named):
        return None  # 学生44名，教师120名，送教1760次，每名学生40次
    beside = near[-1] if near[-1] not in counts else near[-2]
    alone = len(counts) == 1 or counts[-1:] == [near[-2] if beside is near[-1] else near[-1]]
    usable = all(f.quantity.definite and f.quantity.interval.low > 0 for f in (beside, *counts[-1:]))
    whole = beside.quantity.kind is Kind.AMOUNT and beside.role is Role.LEVEL and _is_whole(beside, stated)
    if not counts or not alone or not usable or not whole or _LISTED.match(counts[-1].gap):
        return None
    if (
        _MEAN.search(beside.gap)
        or _EACH.search(beside.gap)
        or beside.quantity.dimension == counts[-1].quantity.dimension
    ):
        return None
    return _trial(beside, counts[-1], one)


def _counts(figure: Figure, one: str, thing: str) -> bool:
    """Whether a figure counts the things that the mean is taken over; 人均4.31所 is a mean itself."""
    if _MEAN.search(figure.gap):
        return False
    dimension = figure.quantity.dimension
    if one in _AREAS:
        return dimension == "area"
    named = thing.strip("的") if thing else ""
    units = _UNITS.get(one, (f"count:{one}",))
    if dimension not in units:
        return False
    words = noun(figure) + figure.statement.between(figure.end, min(figure.statement.end, figure.end + 6))
    if one == "个" and not named:
        return True
    if one in "名位" and (who := _PERSONS.match(named)):
        return who[0] in words + figure.gap[-10:]
    return len(named) < _SEVERAL or named[:_SEVERAL] in words + figure.gap[-10:] or one not in "个人"


def _is_whole(figure: Figure, stated: Figure) -> bool:
    one, other = figure.quantity.dimension, stated.quantity.dimension.split("/")[0]
    same = one == other or (other == "count:次" and one == "person-times")
    return same and figure.quantity.value >= stated.quantity.value


def _trial(whole: Figure, count: Figure, one: str) -> Trial:
    size = _AREAS.get(one, Decimal(1))
    under = count.quantity.interval.scaled(1 / size)
    quotient: Interval = whole.quantity.interval / under
    exact = whole.quantity.value / count.quantity.value * size
    return Trial((whole, count), quotient, exact, f"{whole.text}÷{count.text}")
