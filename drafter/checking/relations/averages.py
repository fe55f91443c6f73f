"""Averages told of figures beside them: 片区平均300次, 三年撤并60个，年均20个, 最好98.7%，最差91.2%，平均95.6%."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.trials import Trial, decided
from drafter.checking.text.nouns import kin, label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.facts.numerals import parse_chinese
from drafter.findings import State

__all__ = ["averages"]

_AVERAGE = re.compile(r"(?:平均|均值)(?:值|数|为|是|达到?|约|只|仅|有|每[地校园班片县区])*$")
_OVERALL = re.compile(
    r"(?:全[省市县区州盟旗校镇乡]|总体|整体|合起来|加权|总的|两者|三者|合计)[^，。；\d]{0,8}均[^，。；\d]{0,6}$"
    r"|平均[^，。；\d]{0,6}$"
)
_MOST = re.compile(r"最(?:高|好|大|多|优|长)的?[^，。；、\d]{0,10}$")
_LEAST = re.compile(r"最(?:低|差|小|少|短)的?[^，。；、\d]{0,10}$")
_IN_ALL = re.compile(r"(?:共|合计|总计|累计|总共|一共)[^，。；\d]{0,4}$")
#: 分别 lists what is summed, unless each is a mean or a rate itself.
_OF_HEADS = re.compile(r"均|率|比|每")
_YEARLY = re.compile(
    r"(?:年均|平均每年|每年平均|年平均)(?:约|为|投入|新增|增加|减少|撤并|建成|招聘|补充|培训|完成|达到?)*$"
)
_OVER_YEARS = re.compile(
    r"(?<![第前学])(?P<years>[一二两三四五六七八九十]|(?<!\d)\d{1,2})年(?:来|间|内|里|共|下来|时间|总共|合计|累计)*(?![级制])[^，。；\d]{0,10}$"
)
_QUOTIENT = re.compile(r"[^÷×]+÷[^÷×]+")
_FEWEST = 3
_BACK = 3
_NOT_FAR = 4


def averages(statements: Iterable[Statement], known: Iterable[Relation]) -> Iterator[Relation]:
    """Averages of a list, over some years, of all groups, or between two extremes, from the figures of their sentence.

    Args:
        known: the relations found before.
    """
    settled: set[int] = set()
    means: defaultdict[int, list[Relation]] = defaultdict(list)
    for relation in known:
        if relation.state in (State.PROVED, State.REFUTED):
            settled.add(relation.stated.id)
        if (
            relation.state is State.PROVED
            and _QUOTIENT.fullmatch(relation.formula)
            and len(relation.figures) == _FEWEST
        ):
            means[relation.stated.statement.number].append(relation)
    for statement in statements:
        yield from _over_all(means.get(statement.number, []), statement.figures)
        if "均" not in statement.text and "最" not in statement.text:
            continue
        figures = statement.figures
        yield from _extremes(figures)
        for at, figure in enumerate(figures):
            if not at or figure.role not in (Role.LEVEL, Role.SHARE) or not figure.quantity.definite:
                continue
            if figure.id not in settled and _YEARLY.search(figure.gap):
                yield from _a_year(figures[max(0, at - _BACK) : at], figure)
            elif _AVERAGE.search(figure.gap):
                yield from _between(figures[:at], figure)
                if figure.id not in settled:
                    yield from _of_list(figures[:at], figure)


def _extremes(figures: Sequence[Figure]) -> Iterator[Relation]:
    """「最高的91.2%，最低的98.7%」: the greater of two extremes told lower than the less."""
    for one, other in zip(figures, figures[1:], strict=False):
        if not _alike(one, other) or other.id - one.id != 1 or "；" in other.gap:
            continue
        most, least = (one, other) if _MOST.search(one.gap) else (other, one)
        if (
            _MOST.search(most.gap)
            and _LEAST.search(least.gap)
            and most.quantity.interval.high < least.quantity.interval.low
        ):
            told = "最高的反而低于最低的"
            yield Relation("order", f"{least.text}≤{most.text}", State.REFUTED, (least, most), told, weak=True)


def _alike(one: Figure, other: Figure) -> bool:
    return (
        one.quantity.kind is other.quantity.kind
        and one.quantity.kind in (Kind.AMOUNT, Kind.PERCENT)
        and one.quantity.dimension == other.quantity.dimension
        and one.quantity.definite
        and other.quantity.definite
    )


def _between(earlier: Sequence[Figure], stated: Figure) -> Iterator[Relation]:
    """An average outside of the greatest and the least that it is of."""
    alike = [f for f in earlier[-_NOT_FAR:] if _alike(f, stated)]
    most = [f for f in alike if _MOST.search(f.gap)]
    least = [f for f in alike if _LEAST.search(f.gap)]
    if len(most) == len(least) == 1:
        low, high = least[0], most[0]
    else:
        listed = _list_before(earlier, stated)
        if not listed:
            return
        low = min(listed, key=lambda f: f.quantity.value)
        high = max(listed, key=lambda f: f.quantity.value)
    if low is high or low.quantity.value > high.quantity.value:
        return  # 最高与最低相差6.6分: how far apart, and neither of them
    formula = f"{low.text}≤{stated.text}≤{high.text}"
    figures = (low, high, stated)
    outside = stated.quantity.interval.high < low.quantity.interval.low
    outside = outside or stated.quantity.interval.low > high.quantity.interval.high
    if outside:
        yield Relation("order", formula, State.REFUTED, figures, "平均数不会超出最高、最低的范围", weak=True)


def _list_before(earlier: Sequence[Figure], stated: Figure) -> list[Figure]:
    """The plain list of values, told 分别, that an average right behind it (or behind its total) is of."""
    runs = value_runs(list(earlier[-12:]))
    for run in reversed(runs[-2:]):
        if len(run) >= _FEWEST and "分别" in run[0].gap and all(_alike(f, stated) for f in run):
            return run
        if len(run) > 1 or not _IN_ALL.search(run[0].gap):
            return []
    return []


def _of_list(earlier: Sequence[Figure], stated: Figure) -> Iterator[Relation]:
    """「分别为312次、286次、298次、304次，合计1200次，平均300次」: of counts that add up to the total told."""
    listed = _list_before(earlier, stated)
    if not listed or stated.quantity.kind is not Kind.AMOUNT or _OF_HEADS.search(listed[0].gap):
        return
    total, exact = listed[0].quantity.interval, listed[0].quantity.value
    for figure in listed[1:]:
        total, exact = total + figure.quantity.interval, exact + figure.quantity.value
    told = earlier[-1]
    if told is listed[-1] or not told.quantity.interval.meets(total):
        return
    number = Decimal(len(listed))
    trial = Trial((*listed, told), total.scaled(1 / number), exact / number, f"{told.text}÷{len(listed)}")
    yield _plain(trial, stated)


def _a_year(earlier: Sequence[Figure], stated: Figure) -> Iterator[Relation]:
    """「三年撤并60个，年均20个」"""
    for whole in reversed(earlier):
        words = _OVER_YEARS.search(whole.gap)
        if words is None or not _alike(whole, stated) or stated.quantity.kind is not Kind.AMOUNT:
            continue
        own = _YEARLY.sub("", label(stated))
        if len(own) > 1 and not kin(own, label(whole)):  # 高中三年投入1200万元，初中年均300万元
            return
        years = Decimal(words["years"]) if words["years"].isdigit() else parse_chinese(words["years"])
        if not years or years < 2:
            return
        trial = Trial(
            (whole,), whole.quantity.interval.scaled(1 / years), whole.quantity.value / years, f"{whole.text}÷{years:f}"
        )
        yield _plain(trial, stated)
        return


def _plain(trial: Trial, stated: Figure) -> Relation:
    """A relation that the words name; a mean told in whole units may be rounded."""
    if not stated.quantity.decimals:
        half = stated.quantity.step / 2
        rounded = stated.quantity.interval.widened(up=half, down=half)
        stated = replace(stated, quantity=replace(stated.quantity, interval=rounded))
    relation = decided("product", trial, stated)
    return replace(relation, plain=True) if relation.state is State.REFUTED else relation


def _over_all(proved: Sequence[Relation], figures: Sequence[Figure]) -> Iterator[Relation]:
    """「城区700个班、29400人，班均42人；乡村300个班、7800人，班均26人；全县平均37.2人」: all heads over all counts.

    Args:
        proved: quotients of the sentence, each of a whole, a count and the mean they give.
        figures: of the sentence.
    """
    if len(proved) < 2:
        return
    wholes, counts, parts = zip(*(relation.figures for relation in proved), strict=True)
    same = [{f.quantity.dimension for f in row} for row in (wholes, counts, parts)]
    last = parts[-1]
    behind = next((f for f in figures if f.id == last.id + 1), None)
    if behind is None or any(len(row) != 1 for row in same) or not _alike(last, behind):
        return
    if behind.role is not Role.LEVEL or not _OVERALL.search(behind.gap):
        return
    over = sum((f.quantity.value for f in wholes), Decimal(0))
    under = sum((f.quantity.value for f in counts), Decimal(0))
    interval = wholes[0].quantity.interval
    below = counts[0].quantity.interval
    for whole, count in zip(wholes[1:], counts[1:], strict=True):
        interval, below = interval + whole.quantity.interval, below + count.quantity.interval
    formula = f"({'＋'.join(f.text for f in wholes)})÷({'＋'.join(f.text for f in counts)})"
    yield _plain(Trial((*wholes, *counts), interval / below, over / under, formula), behind)
