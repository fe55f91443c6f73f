"""Figures that say they follow from others, in a wording that no grammar here reads: the figures near them are tried.

A change, a rate, a share or a total that no sentence pattern explained is put against every pair of figures it could
follow from. One that fits proves it. When none fits, it is called wrong only if the pair it belongs to is plain (last
year's value and this year's of one thing, or the only two figures of their kind), or if it is what a pair gives with
its digits in another order or a nought too many: then it has most likely gone wrong on the way. All of it stays a
warning, since the grammar is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from drafter.checking.relations.model import Relation
from drafter.checking.relations.periods import in_order, of_one_thing
from drafter.checking.relations.trials import Trial, decided, proved_or_slipped, quotient
from drafter.checking.text.nouns import kin, label, noun
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import FALL, LIST_SEPARATOR, RISE, Figure, Role, Statement
from drafter.checking.text.things import read_thing
from drafter.checking.text.wording import DONE
from drafter.facts import Interval
from drafter.facts.numerals import parse_chinese
from drafter.findings import State

__all__ = ["solve"]

_HUNDRED = Decimal(100)
_TWENTIETH = Decimal("0.05")
#: Verbs that tell how much came or went between two values of a thing.
_GONE = re.compile(
    rf"(?:消除|化解|[销消减压砍去拿清]掉|销号|清零|压缩|压减|减少|撤并|撤销|清退|裁撤|裁减|减招|净减少?|节省|节约|少(?:{DONE}))(?:了|掉|大班额)?(?:约|近|达到?)?$"
)
_COME = re.compile(
    rf"(?:净增|新增|增招|扩招|扩充|扩容|新添|增设|增添|增配|增核|增派|增聘|添|多(?:{DONE}))(?:了|加)?(?:约|近|达到?)?$"
)
_APART = re.compile(r"(?:高|多|低|少|超|快|慢)出?了?$")
#: 增加了一倍 is twice the old value; 增加到两倍, 是…的两倍 as well.
_TIMES = re.compile(r"(?:(?P<by>增加|增长|提高|扩大|多|翻)了?|(?:到|至|是|为|达到?)[^，。；\d]{0,10})$")
#: 4500人，是上年1500人的三倍
_AS_MANY = re.compile(r"^[^，。；\d]{0,6}[，,](?:约|已|正好|恰好)?(?:是|为|相当于|达到?)[^，。；\d]{0,12}$")
_DOUBLED = re.compile(r"^[^。；\d]{0,12}?翻了?(?P<times>一番|两番|一倍)(?P<more>还多|有余|多|不止|以上|还不止)?")
_ONLY_LINK = re.compile(
    rf"^(?:[，、（(\s]|同比|环比|(?:比|较|与)?(?:上|去|前)一?学?年度?(?:同期)?(?:相比)?|(?:多|少)(?:{DONE})|[一二三四五六七八九十两]年(?:来|间|内|共|里)?|前后|先后|累计|共|已|均|又|再|正好|恰好|刚好|整整|到|至|数量|总量|{RISE}|{FALL}|多|少"
    r"|了|出|掉|是|相当于|原来的?|当初的?|[一二三四五六七八九十]年前的?|的|减招|[销消减压砍去拿清]掉|消除|化解|撤并|撤销|清退|净增|净减|新增|增招|扩招|增设|增[添配核派聘]|添|[年其]间|节[省约]|同期|也|达到?|约|近|为|就|即|幅度?)*$"
)
#: What came together over several years follows from more than the last two values.
_OVER_ALL = re.compile(r"累计|[一二两三四五六七八九十]年[来间内共里]?|先后|陆续")
_OVER_YEARS = re.compile(r"(?P<years>[一二两三四五六七八九十])年")
_NAMED_YEAR = re.compile(r"((?:19|20)\d\d)年")
#: What says that a change is of all the years that are told.
_SUMMED = re.compile(r"(?:(?P<years>[一二两三四五六七八九十])年[来间内共里]?)?(?:前后)?(?:累计|总共|一共|合计|共计|共)")
_NAMED_YEARS = re.compile(r"(?:19|20)\d\d年?[底末]?[比较](?:19|20)\d\d年")
_GREW = re.compile(
    r"^[，,]?(?:同比|(?:按)?(?:同|可比)口径|(?:比|较)(?:上年|去年)(?:同期)?)?(?:增长率?|增加|下降|减少|提高|上升|增幅|降幅|涨幅|升幅|增速|降)(?:了|为|达到?|是)?(?:约|近)?$"
)
_SHARE = re.compile(r"占|比[例重]|率")
_YEAR = re.compile(r"(?:19|20)\d\d年[^，。；、\d]{0,6}$")
_NAMED_RATE = re.compile(r"(?P<of>[一-鿿]{2})率(?:为|是|达到?|约)?$")
_BY_YEAR = re.compile(r"年均|年平均|每年|逐年|年递")
_SERIES = 3
_WINDOW = 5
_NEAR = 2

#: 上年新增学位18620个，今年多2830个，增长15.2%: of last year's.
_LAST_YEARS = re.compile(r"(?:^|[，。；：])(?:[上去前]一?学?年)[^，。；、\d]{0,14}$")
_SET_AGAINST = re.compile("[比较与]")


def solve(sentences: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Relations of figures that say they follow from others and that no pattern has explained.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    before: list[Figure] = []
    flow = None
    for statement in sentences:
        if statement.flow is not flow:
            before, flow = [], statement.flow
        for at, figure in enumerate(statement.figures):
            own = statement.figures[:at]
            if at and (doubled := _doubled([*own, figure])) is not None:
                yield doubled
            if figure.id in settled or not figure.quantity.definite:
                continue
            relation = _solved(own, figure) if at >= _NEAR or figure.quantity.kind is Kind.POINTS and at else None
            if relation is None and before and _own_name(figure):
                relation = _carried([*before, *own], figure)
            if relation is not None:
                yield relation
        before = statement.figures


def _solved(earlier: list[Figure], figure: Figure) -> Relation | None:
    kind, changed = figure.quantity.kind, figure.role is Role.CHANGE
    if kind is Kind.TIMES:
        return _multiple(_levels(earlier), figure)
    if kind is Kind.PERCENT and changed:
        return _rate(earlier, figure)
    if kind is Kind.PERCENT and _SHARE.search(figure.gap):
        return _share(earlier, figure)
    return _carried(earlier, figure)


def _carried(earlier: list[Figure], figure: Figure) -> Relation | None:
    """A difference; its two values may stand in the sentence before when it names them: 达线人数多了75人."""
    told = (_GONE, _COME, _APART)
    if figure.quantity.kind is Kind.POINTS and (amount := _amount_before(earlier, figure)) is not None:
        expected = f"{figure.text.removesuffix('个百分点').removesuffix('百分点')}%"
        return Relation("rate", f"{amount.text}的增减", State.UNSUPPORTED, (amount, figure), expected, weak=True)
    if figure.quantity.kind is Kind.POINTS:
        return _change("points", [f for f in earlier if f.quantity.kind is Kind.PERCENT], figure, _difference)
    if figure.quantity.kind is not Kind.AMOUNT:
        return None
    if figure.role is Role.CHANGE or any(words.search(figure.gap) for words in told):
        return _change("difference", _of(earlier, figure), figure, _difference)
    return None


def _amount_before(earlier: list[Figure], figure: Figure) -> Figure | None:
    """The amount whose change is told in 百分点: 达到1350元，增长6.2个百分点; no rate is named or told before it."""
    last = earlier[-1] if earlier else None
    if last is None or last.quantity.kind is not Kind.AMOUNT or not _GREW.match(figure.gap):
        return None
    if last.role is Role.CHANGE and not last.gap.endswith("率"):  # 净增4120万元，增长4.46个百分点
        return last
    rates = any(f.quantity.kind is Kind.PERCENT for f in earlier)
    named = re.search(r"率|占比|比例|比重", figure.statement.between(figure.statement.start, figure.start))
    return None if rates or named else last


def _of(earlier: list[Figure], figure: Figure) -> list[Figure]:
    return [f for f in earlier if f.quantity.dimension == figure.quantity.dimension]


def _levels(figures: list[Figure]) -> list[Figure]:
    """The values among figures, the last few."""
    return [f for f in figures if f.role in (Role.LEVEL, Role.PREVIOUS, Role.SHARE) and f.quantity.definite][-_WINDOW:]


# --- changes ---------------------------------------------------------------------------------------------------


def _difference(old: Figure, new: Figure) -> Trial:
    return Trial(
        (old, new),
        abs(new.quantity.interval - old.quantity.interval),
        abs(new.quantity.value - old.quantity.value),
        f"{new.text}－{old.text}",
    )


def _growth(old: Figure, new: Figure) -> Trial | None:
    base = old.quantity
    if base.interval.low <= 0:
        return None
    grown = abs(new.quantity.interval - base.interval)
    rate = Interval(grown.low / base.interval.high, grown.high / base.interval.low).scaled(_HUNDRED)
    exact = abs(new.quantity.value - base.value) / base.value * _HUNDRED
    return Trial((old, new), rate, exact, f"({new.text}－{old.text})÷{old.text}")


def _change(
    kind: str, figures: list[Figure], stated: Figure, equation: Callable[[Figure, Figure], Trial | None]
) -> Relation | None:
    """A change told after two values of one thing."""
    levels = _levels(figures)
    apart = _APART.search(stated.gap)  # two things of one year: 教师9.12万元，公务员8.96万元，高出1600元
    pairs = [(old, new) for old, new in combinations(levels, 2) if apart or of_one_thing(old, new)]
    trials = [t for pair in pairs if (t := equation(*pair)) is not None]
    own = _own_name(stated)
    trials = [trial for trial in trials if not _of_other_stages(own, trial.figures)]
    alike = not own or any(kin(own, _bare(noun(f))) for f in levels)  # not 其中农村累计提升
    ends = _ends(levels) if alike and _OVER_ALL.search(stated.gap) else None
    if ends is not None and _all_through(stated):
        return _over_series(kind, levels, stated, equation)
    few = len(levels) == _NEAR or not _OVER_ALL.search(stated.gap)
    plain = ends or (_plain_pair(levels, stated) if few else None)
    if plain is not None and not _of_other_stages(own, plain) and (told := equation(*plain)) is not None:
        relation = decided(kind, told, stated)
        if relation.state is State.PROVED:
            return _directed(plain, stated) or relation
        if not any(t.computed.meets(stated.quantity.interval) for t in trials):
            return relation
    return proved_or_slipped(kind, trials, stated)


def _of_other_stages(own: str, pair: Iterable[Figure]) -> bool:
    """Whether a change names a stage that neither of two values is of: 中职574人，特教43人。小学生少了135人."""
    stage = read_thing(own).stage if own else ""
    stages = {read_thing(label(figure)).stage for figure in pair}
    return bool(stage) and "" not in stages and stage not in stages


def _all_through(stated: Figure) -> bool:
    """Whether a change is told of all the years together, and of nothing else."""
    return bool(_SUMMED.search(stated.gap)) and bool(_ONLY_LINK.match(re.split(r"[，；]", stated.gap)[-1]))


def _over_series(
    kind: str, levels: list[Figure], stated: Figure, equation: Callable[[Figure, Figure], Trial | None]
) -> Relation | None:
    """「2021年48.6%、2022年51.2%、2023年54.3%，累计提高5.7个百分点」: from the first, or from so many years ago."""
    series = [f for f in levels if _YEAR.search(f.gap)]
    words = _SUMMED.search(stated.gap)
    back = int(parse_chinese(words["years"]) or 0) if words and words["years"] else 0
    starts = [series[0], *(series[-back - 1 : -back] if back else ())]
    trials = [told for start in starts if (told := equation(start, series[-1])) is not None]
    held = [told for told in trials if told.computed.meets(stated.quantity.interval)]
    return decided(kind, (held or trials)[0], stated) if trials else None


def _ends(levels: list[Figure]) -> tuple[Figure, Figure] | None:
    """The first and the last of a series told year by year: 2018年137个，2019年86个，…，三年减了125个."""
    if len(levels) < _SERIES or any(not _YEAR.search(f.gap) for f in levels[-_SERIES:]):
        return None
    series = [f for f in levels if _YEAR.search(f.gap)]
    return (series[0], series[-1]) if series[-1] is levels[-1] else None


def _directed(pair: tuple[Figure, Figure], stated: Figure) -> Relation | None:
    """The relation of a change whose word goes the other way than its two values."""
    old, new = (f.quantity.interval for f in pair)
    way = -1 if _GONE.search(stated.gap) else 1 if _COME.search(stated.gap) else stated.direction
    wrong = new.high < old.low if way > 0 else new.low > old.high
    if not way or not wrong:
        return None
    formula = f"{pair[0].text}→{pair[1].text}"
    return Relation("direction", formula, State.REFUTED, (*pair, stated), "下降" if way > 0 else "上升", weak=True)


def _plain_pair(levels: list[Figure], stated: Figure) -> tuple[Figure, Figure] | None:
    """(earlier, later) of the last two values when the words order them, and the change is of the same thing."""
    own = _own_name(stated)
    if own:
        levels = [f for f in levels if kin(own, _bare(noun(f)))]
    if len(levels) < _NEAR:
        return None
    first, second = levels[-2:]
    near = (own or stated.id - second.id <= _NEAR) and _spans(first, second, stated)
    return in_order(first, second) if near and of_one_thing(first, second) else None


def _spans(first: Figure, second: Figure, stated: Figure) -> bool:
    """Whether two values lie as many years apart as a change is told over: 两年累计增长 is not of 2023年 and 2024年."""
    over = _OVER_YEARS.search(stated.gap)
    years = [int(found[-1]) for f in (first, second) if (found := _NAMED_YEAR.findall(f.gap))]
    many = int(parse_chinese(over["years"]) or 0) if over is not None else 0
    if many < _NEAR or len(years) < _NEAR:
        return True
    apart = abs(years[0] - years[1])
    return apart == many or (many > _NEAR and apart == many - 1)  # 三年 of 2023—2025


def _own_name(stated: Figure) -> str:
    """What a change says it is of in its own clause; empty when it only says how much."""
    clause = re.split(r"[；。，,]", stated.gap)[-1]
    return "" if _ONLY_LINK.match(clause) else _bare(label(stated))


def _bare(name: str) -> str:
    return re.sub(
        rf"(?:{RISE}|{FALL}|多|少|了|出|反而|反倒|却|则|还|也|均|共|又|消除|化解|撤并|净增|净减|新增|人数|数量|总数)+$",
        "",
        name,
    )


def _rate(earlier: list[Figure], stated: Figure) -> Relation | None:
    """「少收190万元，下降7.6%」: from two values, or from a value and how much it changed."""
    if _BY_YEAR.search(stated.gap):
        return None  # what it grew by a year is not what it grew by
    rates = _levels([f for f in earlier if f.quantity.kind is Kind.PERCENT])
    if (pair := _plain_pair(rates, stated)) is not None and (told := _difference(*pair)).computed.meets(
        stated.quantity.interval
    ):
        expected = f"{stated.text.rstrip('%％')}个百分点"
        return Relation("unit", told.formula, State.UNSUPPORTED, (*pair, stated), expected, weak=True)
    amounts = [f for f in earlier if f.quantity.kind is Kind.AMOUNT and f.quantity.definite][-_WINDOW:]
    pairs = [pair for pair in combinations(_levels(amounts), 2) if _comparable(*pair)]
    trials = [t for pair in pairs for t in _growths_of(*pair, stated.direction)]
    parts = [(f, way) for f in amounts if (way := _way(f))]
    for change, way in parts:
        for value in _levels(_of(amounts, change)):
            if value is not change and (trial := _of_its_base(value, change, way)) is not None:
                trials.append(trial)
    of_years = parts and _NAMED_YEARS.search(parts[-1][0].gap)  # 2024年比2021年多出0.94亿元: of values told elsewhere
    if parts and not of_years and stated.id - parts[-1][0].id <= _NEAR and _ONLY_LINK.match(stated.gap):
        change, way = parts[-1]
        values = [f for f in _levels(_of(amounts, change)) if f is not change]
        near = [f for f in values if abs(f.id - change.id) == 1]
        told_base = _of_its_base(near[0], change, way) if len(values) == len(near) == 1 else None
        fits = any(t.computed.meets(stated.quantity.interval) for t in trials)
        if told_base is not None and near[0].role is Role.LEVEL and not fits:
            return decided("growth", told_base, stated)
    plain = _plain_pair(_levels(amounts), stated) if _OVER_ALL.search(stated.gap) else None
    if plain is not None and _comparable(*plain) and _ONLY_LINK.match(stated.gap):  # 从1000人到1331人，三年累计增长
        fits = any(t.computed.meets(stated.quantity.interval) for t in trials)
        if not fits and (grown := _growth(*plain)) is not None:
            return decided("growth", grown, stated)
    if _is_listed(stated):  # of four growths and four values, some two always look like a slip
        trials = [t for t in trials if t.computed.meets(stated.quantity.interval)]
    return proved_or_slipped("growth", trials, stated)


def _growths_of(one: Figure, other: Figure, direction: int) -> list[Trial]:
    """The growth between two values; where the words leave open which is the earlier, the way that the change goes."""
    ordered = in_order(one, other)
    low, high = sorted((one, other), key=lambda f: f.quantity.value)
    either = [(low, high)] if direction > 0 else [(high, low)] if direction < 0 else [(one, other), (other, one)]
    ways = [ordered] if ordered is not None else either
    return [told for pair in ways if (told := _growth(*pair)) is not None]


def _is_listed(stated: Figure) -> bool:
    """Whether a figure is one of a plain list: 「分别增长2.9%、3%和2.2%」."""
    after = [f for f in stated.statement.figures if f.id == stated.id + 1]
    return any(LIST_SEPARATOR.match(f.gap) for f in (stated, *after) if f.id > stated.statement.figures[0].id)


def _comparable(one: Figure, other: Figure) -> bool:
    return one.quantity.dimension == other.quantity.dimension and of_one_thing(one, other)


def _multiple(levels: list[Figure], stated: Figure) -> Relation | None:
    """「从12所发展到24所，增加了一倍」: the new value over the old; round words, so a twentieth is left open."""
    words = _TIMES.search(stated.gap)
    if stated.gap == "的" and len(levels) >= _NEAR and _AS_MANY.search(levels[-1].gap):
        new, old = levels[-2:]
        alike = new.quantity.dimension == old.quantity.dimension and stated.id - new.id == _NEAR
        return _times((old, new), stated.quantity.value, stated) if alike else None
    values = [f for f in levels if f.quantity.kind is Kind.AMOUNT]
    pair = _plain_pair(values, stated)
    if not words or pair is None or pair[0].quantity.interval.low <= 0 or not _comparable(*pair):
        return None
    return _times(pair, stated.quantity.value + (1 if words["by"] else 0), stated)


def _times(pair: tuple[Figure, Figure], times: Decimal, stated: Figure) -> Relation | None:
    old, new = pair
    if old.quantity.interval.low <= 0:
        return None
    quotient = new.quantity.interval / old.quantity.interval
    about = Interval(times * (1 - _TWENTIETH), times * (1 + _TWENTIETH))
    formula = f"{new.text}÷{old.text}"
    if quotient.meets(about):
        return Relation("growth", formula, State.PROVED, (old, new, stated))
    expected = f"{new.quantity.value / old.quantity.value:.2f}倍"
    return Relation("growth", formula, State.REFUTED, (old, new, stated), expected, weak=True)


def _doubled(figures: list[Figure]) -> Relation | None:
    """「公办园24所，2020年只有12所，数量翻了一番」."""
    last = figures[-1]
    after = last.statement.between(last.end, min(last.statement.end, last.end + 20))
    words = _DOUBLED.match(after)
    levels = _levels(_of(figures, last))
    if not words or len(levels) < _NEAR or levels[-1] is not last:
        return None
    first, second = levels[-2:]
    if not _comparable(first, second) or in_order(first, second) is None:
        return None
    old, new = sorted((first, second), key=lambda f: f.quantity.value)
    times = Decimal(4 if words["times"] == "两番" else 2)
    if words["more"] and new.quantity.value >= old.quantity.value * times:
        return None  # 翻了一番还多
    return _times((old, new), times, last)


def _way(figure: Figure) -> int:
    """1 or -1 for an amount that came or went, else 0."""
    if _GONE.search(figure.gap):
        return -1
    if _COME.search(figure.gap):
        return 1
    return figure.direction if figure.role is Role.CHANGE else 0


def _of_its_base(value: Figure, change: Figure, way: int) -> Trial | None:
    """The rate of a change told with the value it led to."""
    now, by = value.quantity, change.quantity
    if value.role is Role.PREVIOUS or (_LAST_YEARS.search(value.gap) and not _SET_AGAINST.search(change.gap)):
        base, exact = now.interval, now.value
        formula = f"{change.text}÷{value.text}"
    else:
        base, exact = now.interval - by.interval.scaled(Decimal(way)), now.value - way * by.value
        formula = f"{change.text}÷({value.text}{'－' if way > 0 else '＋'}{change.text})"
    if base.low <= 0:
        return None
    rate = Interval(by.interval.low / base.high, by.interval.high / base.low).scaled(_HUNDRED)
    return Trial((value, change), rate, by.value / exact * _HUNDRED, formula)


# --- shares ----------------------------------------------------------------------------------------------------


_BARE_SHARE = re.compile(r"^[，,]?占(?:比)?$")


def _share(earlier: list[Figure], stated: Figure) -> Relation | None:
    amounts = _levels([f for f in earlier if f.quantity.kind is Kind.AMOUNT])
    trials = []
    for one, other in combinations(amounts, 2):
        part, whole = sorted((one, other), key=lambda f: f.quantity.value)
        two_years = (part.role is Role.PREVIOUS) != (whole.role is Role.PREVIOUS)  # 由9个减至2个: no part and whole
        if part.quantity.dimension == whole.quantity.dimension and part.quantity.interval.low > 0 and not two_years:
            trials.append(quotient(part, whole, _HUNDRED))
    last = earlier[-1] if earlier else None
    if last is not None and last in amounts and _BARE_SHARE.match(stated.gap):
        trials = [trial for trial in trials if last in trial.figures]  # of what stands right before it
    found = proved_or_slipped("share", trials, stated)
    if found is None or found.state is State.PROVED or (named := _NAMED_RATE.search(stated.gap)) is None:
        return found
    # 空编率8.3% is none of 退休调出48人 among 新招聘58人
    return found if any(named["of"] in label(figure) for figure in found.figures[:-1]) else None
