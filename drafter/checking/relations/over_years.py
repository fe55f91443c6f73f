"""What came together over years, and what that makes a year.

「2022年900人次，2023年1100人次，2024年1000人次，三年平均1000人次」, 「前三年到位1.8亿元，今年又到位0.7亿元，累计
2.5亿元」, 「2020年10亿元，2024年12.16亿元，年均增长5.0%」, 「五年新建40所，年均新建8所」.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.trials import Trial, decided
from drafter.checking.text.nouns import kin, label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.wording import AFRESH, NUMBER_OF_YEARS, SO_FAR
from drafter.facts import Interval
from drafter.facts.numerals import parse_chinese
from drafter.findings import State

__all__ = ["over_years"]

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年?[^，。；、\d]{0,10}$")
_MEAN = re.compile(
    rf"(?:(?P<years>{NUMBER_OF_YEARS})(?:来|间|里)?)?(?:平均每年|每年平均|年平均|年均|均值|平均|平均值)[^，。；、\d增降减]{{0,6}}$"
)
_TOGETHER = re.compile(rf"(?:{NUMBER_OF_YEARS}(?:来|间|里)?)?(?:{SO_FAR})[^，。；、\d均]{{0,6}}$")
_SPAN = re.compile(
    rf"(?<![第前上])(?P<years>{NUMBER_OF_YEARS})(?:来|间|内|里|时间)?(?:共|累计|总共|合计|一共)*[^，。；、\d]{{0,12}}$"
)
#: 2023—2025年累计投入, 2021年至2023年: the years from one to the other.
_FROM_TO = re.compile(
    r"(?P<since>20\d\d)年?(?:[—–~～\-－]{1,2}|至|到)(?P<until>20\d\d)年(?:间|底|末|度)?[，,]?[^，。；、\d]{0,16}$"
)
_A_YEAR = re.compile(r"[，,](?:平均每年|每年平均|年平均|年均)(?P<done>[^，。；、\d增降减]{0,6})$")
_GROWTH = re.compile(r"(?:年均|年平均|平均每年)(?:复合)?(?:增长|递增|增幅|增速|提高|增加)(?:率|幅度)?(?:约|为|达到?)*$")
_BEFORE = re.compile(
    r"(?:前[一二两三四五六七八九十]年|以前年度|往年|此前|上年|去年|上半年|前期|一期|首批|第一批|春季学期|年初)[^，。；、\d]{0,10}$"
)
_THEN = re.compile(rf"(?:{AFRESH}|下半年|秋季学期|后[一二两三四五]年)[^，。；、\d]{{0,8}}$")
_OF_ONE = re.compile(r"人均|生均|校均|每")
_SUMMING = re.compile(
    rf"{NUMBER_OF_YEARS}|{SO_FAR}|年均|平均|均值|每年|年平均|[来间里内共占为达约到有]|合起来|人数|总数|完成投资"
)
_FEWEST, _MOST = 3, 8
_AROUND = 6
_LEAD = 36


def over_years(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Totals and means over years, from the values of the years before them.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    for statement in statements:
        figures = statement.figures
        for at, stated in enumerate(figures):
            if not at or stated.id in settled or not stated.quantity.definite:
                continue
            earlier = figures[max(0, at - _MOST) : at]
            relation = _yearly(earlier, stated) or _joined(earlier, stated) or _a_year(earlier, stated)
            relation = relation or _compound(earlier, stated)
            if relation is not None:
                yield relation


def _series(earlier: Sequence[Figure], stated: Figure) -> list[Figure]:
    """The values of one year each right before a figure, in the order of the years."""
    found: list[Figure] = []
    years: list[int] = []
    for figure in reversed(earlier):
        year = _YEAR.search(figure.gap)
        quantity = figure.quantity
        alike = quantity.kind is stated.quantity.kind and quantity.dimension == stated.quantity.dimension
        if (
            not year
            or not alike
            or not quantity.definite
            or "；" in figure.gap
            or (years and years[0] - 1 != int(year[1]))
        ):
            break
        found.insert(0, figure)
        years.insert(0, int(year[1]))
    return found if len(found) >= _FEWEST else []


def _yearly(earlier: Sequence[Figure], stated: Figure) -> Relation | None:
    """The mean, or the sum, of a series of years."""
    mean, total = _MEAN.search(stated.gap), _TOGETHER.search(stated.gap)
    rate = stated.quantity.kind is Kind.PERCENT
    if not (mean or (total and not rate)) or not (rate or stated.quantity.kind is Kind.AMOUNT):
        return None
    series = _series(earlier, stated)
    many = _number(mean["years"]) if mean and mean["years"] else Decimal(len(series))
    sound = stated.role is not Role.CHANGE and not _OF_ONE.search(stated.gap) and many == len(series)
    if not series or not sound or not _of_the_same(series, stated):
        return None
    added, exact = _added(series)
    formula = "＋".join(f.text for f in series)
    if mean:
        by = Decimal(len(series))
        return _plain(Trial(tuple(series), added.scaled(1 / by), exact / by, f"({formula})÷{len(series)}"), stated)
    return _plain(Trial(tuple(series), added, exact, formula), stated)


def _of_the_same(values: Sequence[Figure], stated: Figure) -> bool:
    """Whether what is summed up is no other matter than its parts: not 排查120处、86处，累计整改198处."""
    own = _SUMMING.sub("", re.split(r"[，。；]", stated.gap)[-1])
    told = "".join(f.gap for f in values) + values[0].statement.between(values[0].end, values[0].end + _AROUND)
    return not own or own[:2] in told or own[-2:] in told


def _joined(earlier: Sequence[Figure], stated: Figure) -> Relation | None:
    """「以前年度完成2.4亿元，当年完成0.9亿元，至此共完成3.3亿元」"""
    if len(earlier) < _FEWEST - 1 or stated.quantity.kind is not Kind.AMOUNT or not _TOGETHER.search(stated.gap):
        return None
    first, second = earlier[-2:]
    alike = all(f.quantity.dimension == stated.quantity.dimension and f.quantity.definite for f in (first, second))
    joined = _BEFORE.search(first.gap) and _THEN.search(second.gap) and "；" not in second.gap + stated.gap
    if not alike or not joined or _OF_ONE.search(first.gap + second.gap + stated.gap) or "其中" in second.gap:
        return None
    if Role.CHANGE in (first.role, second.role, stated.role):
        return None
    added, exact = _added((first, second))
    if not _of_the_same((first, second), stated):
        return None
    trial = Trial((first, second), added, exact, f"{first.text}＋{second.text}")
    return decided("product", trial, stated)  # 累计 may be of more than these two


def _a_year(earlier: Sequence[Figure], stated: Figure) -> Relation | None:
    """「五年新建幼儿园40所，年均新建8所」: of the value right before, told of so many years."""
    words, whole = _A_YEAR.search(stated.gap), earlier[-1]
    span, dates = _SPAN.search(whole.gap), _FROM_TO.search(_ahead(whole))
    alike = whole.quantity.dimension == stated.quantity.dimension and whole.quantity.kind is Kind.AMOUNT
    if not words or not (span or dates) or not alike or not whole.quantity.definite or whole.role is not Role.LEVEL:
        return None
    done = re.sub(r"[约为近达到了]", "", words["done"])
    own = label(whole)
    if done and not any(sign in own for sign in (done, done[:2])) and not kin(done, own):
        return None
    years = (
        Decimal(int(dates["until"]) - int(dates["since"]) + 1) if dates else _number(span["years"]) if span else None
    )
    if years is None or years < _FEWEST - 1:
        return None
    interval = whole.quantity.interval.scaled(1 / years)
    return _plain(Trial((whole,), interval, whole.quantity.value / years, f"{whole.text}÷{years:f}"), stated)


def _ahead(figure: Figure) -> str:
    """What its sentence says right before a figure, years included."""
    statement = figure.statement
    return statement.between(max(statement.start, figure.start - _LEAD), figure.start)


def _compound(earlier: Sequence[Figure], stated: Figure) -> Relation | None:
    """A yearly growth between the values of two years, compounded or plainly divided."""
    if stated.quantity.kind is not Kind.PERCENT or not _GROWTH.search(stated.gap):
        return None
    values = [(f, int(year[1])) for f in earlier if f.quantity.kind is Kind.AMOUNT and (year := _YEAR.search(f.gap))]
    if len(values) < _FEWEST - 1 or "；" in stated.gap:
        return None
    (old, since), (new, until) = values[0], values[-1]
    alike = old.quantity.dimension == new.quantity.dimension and old.quantity.definite and new.quantity.definite
    years = until - since
    if not alike or years < _FEWEST - 1 or not 0 < old.quantity.value < new.quantity.value:
        return None
    low, high = (
        new.quantity.interval.low / old.quantity.interval.high,
        new.quantity.interval.high / old.quantity.interval.low,
    )
    root = Decimal(1) / years
    compound = Interval((low**root - 1) * 100, (high**root - 1) * 100)
    divided = Interval((low - 1) / years * 100, (high - 1) / years * 100)
    exact = ((new.quantity.value / old.quantity.value) ** root - 1) * 100
    trial = Trial((old, new), compound, exact, f"({new.text}÷{old.text})^(1/{years})－1")
    if divided.meets(stated.quantity.interval):
        return None
    return _plain(trial, stated)


def _added(figures: Sequence[Figure]) -> tuple[Interval, Decimal]:
    total, exact = Interval.exact(Decimal(0)), Decimal(0)
    for figure in figures:
        total, exact = total + figure.quantity.interval, exact + figure.quantity.value
    return total, exact


def _number(words: str) -> Decimal | None:
    told = words.rstrip("年个")
    return Decimal(told) if told.isdigit() else parse_chinese(told.replace("两", "二"))


def _plain(trial: Trial, stated: Figure) -> Relation:
    """A relation that the words name; a mean told in whole units may be rounded."""
    if not stated.quantity.decimals:
        half = stated.quantity.step / 2
        rounded = stated.quantity.interval.widened(up=half, down=half)
        stated = replace(stated, quantity=replace(stated.quantity, interval=rounded))
    relation = decided("product", trial, stated)
    return replace(relation, plain=True) if relation.state is State.REFUTED else relation
