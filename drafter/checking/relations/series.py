"""Values of several years in one sentence: what they come to together, and how far two named years lie apart.

「2021年支出5.19亿元，2022年5.42亿元，2023年5.78亿元，三年累计16.39亿元，2023年比2021年增加0.59亿元，增长11.4%」.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.movement import difference_of, growth_of
from drafter.checking.relations.trials import Trial, decided, misplaced
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.facts.numerals import narrow
from drafter.findings import State

__all__ = ["series"]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?[^，。；：\d]{0,14}$")
_BETWEEN = re.compile(
    r"(?<!\d)(?P<now>(?:19|20)\d\d)年?[底末]?[比较](?P<then>(?:19|20)\d\d)年[底末]?(?!的)[^，。；\d]{0,12}$"
)
_TOGETHER = re.compile(
    r"(?P<years>[二两三四五六七八九十])年[来间内里]?[^，。；\d]{0,8}(?:累计|合计|总计|共计|一共|共)[^，。；\d]{0,10}$"
)
#: 「…，2023年61人；三年222名毕业生」, right behind so many years.
_JUST_YEARS = re.compile(r"[，；。](?:这)?(?P<years>[二两三四五六七八九十])年(?:间|来|里)?(?:的|，)?$")
#: 「…，2024年240次，累计送教875次」: of all the years of an unbroken row.
_IN_ALL = re.compile(r"[，；。](?:累计|合计|总计|共计|一共|共)[^，。；\d比较上前]{0,14}$")
#: 「2019至2021年，每年新建4所，累计12所」.
_FROM_TO = re.compile(r"(?<!\d)(?P<a>20\d\d)年?(?:[—－\-–~～]{1,2}|至|到)(?P<b>20\d\d)年")
_EVERY_YEAR = re.compile(r"(?<!平均)每年[^，。；\d]{0,14}$")
_COMES_TO = re.compile(r"^[，](?:[两三四五六]年)?(?:累计|共计?|合计|总计|一共)[^，。；\d]{0,8}$")
_FIRST_HALF, _SECOND_HALF = re.compile(r"上半年[^，。；\d]{0,10}$"), re.compile(r"^[，、；]下半年[^，。；\d]{0,10}$")
_WHOLE_YEAR = re.compile(r"^[，；。](?:全年|合计|两者)[^，。；\d均每]{0,10}$")
_GONE = re.compile(r"减|撤|降|消|清|退|压|削")
_CAME_TO = re.compile(r"[增减升降加高缩](?:到|至|为)(?:(?:19|20)\d\d年的?|[上去今本]年的?)?$")
_ROW = 3
_ONWARD = re.compile(r"^[，、]?(?:即|也即)?[^，。；\d]{0,6}$")
_COUNTS = {"二": 2, "两": 2} | {sign: at for at, sign in enumerate("三四五六七八九十", 3)}


def series(statement: Statement) -> Iterator[Relation]:
    """What a sentence says of its own row of years."""
    yield from _yearly(statement)
    yield from _halves(statement.figures)
    told: dict[str, dict[int, Figure]] = {}
    last: tuple[Figure, Figure] | None = None
    for figure in statement.figures:
        quantity = figure.quantity
        between = _BETWEEN.search(figure.gap)
        years = told.get(quantity.dimension, {})
        if figure.role is Role.CHANGE and between:
            last = _two(told, figure, int(between["then"]), int(between["now"]))
            if last is not None:
                yield from _change(last, figure)
        elif figure.role is Role.CHANGE and last is not None and _ONWARD.match(figure.gap):
            yield from _change(last, figure)
        elif (together := _TOGETHER.search(figure.gap)) and len(years) > 1:
            yield from _total(list(years.values()), _COUNTS[together["years"]], figure)
        elif (just := _JUST_YEARS.search(figure.gap)) and len(years) == _COUNTS[just["years"]] and _unbroken(years):
            yield from _total(list(years.values()), len(years), figure, weak=True)
        elif _IN_ALL.search(figure.gap) and len(years) >= _ROW and _unbroken(years):
            yield from _of_all(list(years.values()), figure)
        elif quantity.kind in (Kind.AMOUNT, Kind.PERCENT) and quantity.definite and (year := _YEAR.search(figure.gap)):
            if figure.role in (Role.LEVEL, Role.PREVIOUS):
                known = told.setdefault(quantity.dimension, {})
                if int(year[1]) in known:  # 幼儿由2021年的a减到2023年的b；初中2021年为c: another row of years
                    known.clear()
                known[int(year[1])] = figure
            last = None


def _two(told: dict[str, dict[int, Figure]], change: Figure, then: int, now: int) -> tuple[Figure, Figure] | None:
    """The values of two years that a change lies between."""
    if change.quantity.kind is Kind.POINTS:
        rows = [told.get("percent", {})]
    elif change.quantity.kind is Kind.PERCENT:
        rows = [years for dimension, years in told.items() if dimension != "percent"]
    else:
        rows = [told.get(change.quantity.dimension, {})]
    pairs = [(years[then], years[now]) for years in rows if then != now and then in years and now in years]
    return pairs[0] if len(pairs) == 1 else None


def _change(pair: tuple[Figure, Figure], change: Figure) -> Iterator[Relation]:
    old, new = pair
    if not change.quantity.definite or (change.quantity.kind is Kind.PERCENT and old.quantity.kind is Kind.PERCENT):
        return
    relation = growth_of(old, new, change) if change.quantity.kind is Kind.PERCENT else difference_of(old, new, change)
    if relation is not None:
        yield relation
        way = -1 if new.quantity.interval.high < old.quantity.interval.low else 1
        level = new.quantity.interval.meets(old.quantity.interval)
        if relation.state is State.PROVED and change.direction and change.direction != way and not level:
            said = "下降" if way < 0 else "上升"
            yield Relation("direction", f"{old.text}→{new.text}", State.REFUTED, (old, new, change), said)


def _yearly(statement: Statement) -> Iterator[Relation]:
    """「2019至2021年，每年新建4所，累计12所」."""
    spans = list(_FROM_TO.finditer(narrow(statement.text)))
    for each, total in pairwise(statement.figures):
        if len(spans) != 1 or not _EVERY_YEAR.search(each.gap) or not _COMES_TO.match(total.gap):
            continue
        alike = each.quantity.dimension == total.quantity.dimension and each.quantity.kind is Kind.AMOUNT
        years = int(spans[0]["b"]) - int(spans[0]["a"]) + 1
        if alike and each.quantity.definite and years > 1 and each.start > statement.start + spans[0].end():
            times = Decimal(years)
            computed, exact = each.quantity.interval.scaled(times), each.quantity.value * times
            yield decided("product", Trial((each,), computed, exact, f"{each.text}×{years}年"), total)


def _halves(figures: list[Figure]) -> Iterator[Relation]:
    """「上半年完成3200万元，下半年完成4100万元，全年完成7300万元」."""
    for one, other, whole in zip(figures, figures[1:], figures[2:], strict=False):
        words = _FIRST_HALF.search(one.gap) and _SECOND_HALF.search(other.gap) and _WHOLE_YEAR.search(whole.gap)
        alike = len({f.quantity.dimension for f in (one, other, whole)}) == 1 and one.quantity.kind is Kind.AMOUNT
        if words and alike and all(f.quantity.definite and f.role is Role.LEVEL for f in (one, other, whole)):
            yield from _total([one, other], 2, whole, weak=True)


def _unbroken(years: dict[int, Figure]) -> bool:
    """Whether the years told follow one another."""
    return max(years) - min(years) + 1 == len(years)


def _of_all(values: list[Figure], total: Figure) -> Iterator[Relation]:
    """What may also count years before the row: doubted only where digits changed over."""
    exact = sum((value.quantity.value for value in values), Decimal(0))
    for relation in _total(values, len(values), total, weak=True):
        if relation.state is State.PROVED or misplaced(total.quantity, exact):
            yield relation


def _total(values: list[Figure], count: int, total: Figure, *, weak: bool = False) -> Iterator[Relation]:
    """So many years together; of more years than are told nothing follows."""
    if len(values) < count or not total.quantity.definite:
        return
    if total.direction and any(_CAME_TO.search(value.gap) for value in values):
        return  # 由a降到b，再降到c，两年共少…: how far it came down, and no sum
    if total.direction < 0 and not any(_GONE.search(value.gap) for value in values):
        return  # 近两年累计减少29个 tells how much values changed, and adds none up
    values = values[-count:]
    added, exact = Interval.exact(Decimal(0)), Decimal(0)
    for value in values:
        added, exact = added + value.quantity.interval, exact + value.quantity.value
    formula = f"{'＋'.join(value.text for value in values)}＝{total.text}"
    if added.meets(total.quantity.interval):
        yield Relation("sum", formula, State.PROVED, (*values, total))
    else:
        expected = printed_like(exact, total.quantity)
        yield Relation("sum", formula, State.REFUTED, (*values, total), expected, weak=weak)
