"""提高到 and 提高了: what a value came to told as how much it moved, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.model import Relation
from drafter.checking.relations.stories import FROM
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import FALL, RISE, Figure, Role
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["CAME_TO", "to_or_by"]

#: What is counted may stand before the verb: 由9所学校扩大到27所.
_OF_WHAT = "(?:学校|幼儿园|园所|教师|学生|幼儿|班级|县区?|乡镇|街道|村|单位|部门|企业|项目|专业)?"
_BY = re.compile(f"{_OF_WHAT}(?P<verb>{RISE}|{FALL})(?P<by>了)?")
#: 由12个拓展了19个: what only grows, in words that are no rise of a number.
_WIDENED = re.compile(f"{_OF_WHAT}(?P<verb>扩充|扩面|扩容|拓展|拓宽|发展|壮大|延伸|推广)了?")
#: What leads to the value something moved to.
CAME_TO = re.compile(f"{_OF_WHAT}(?![增降升减涨跌]幅)(?:(?P<up>{RISE})|{FALL})(?:到|至|为)")
_WHOLE = Decimal(100)
_TO_END = re.compile(f"(?P<said>(?:{RISE}|{FALL})[到至])")
_COMPARED_YEAR = re.compile(r"[比较](?:上一?学?年度?|去年|(?:19|20)\d\d年)(?:同期|底|末)?的?$")
_SINCE_TO = re.compile(
    f"[比较](?:上一?学?年度?|去年|(?:19|20)\\d\\d年)(?:同期|底|末)?(?P<said>(?:{RISE}|{FALL})[到至])$"
)
_CUT = re.compile(r"(?:压减|压缩|减少|降低|下降|削减|缩减)$")
_HUNDRED = Decimal(100)


def to_or_by(figures: list[Figure]) -> Iterator[Relation]:
    """What a value came to told as how much it moved, or how much it moved as what it came to."""
    yield from _values(figures)
    yield from _rate_of_fall(figures)
    yield from _rate_by_itself(figures)
    yield from _to_points(figures)
    yield from _by_within(figures)


def _values(figures: list[Figure]) -> Iterator[Relation]:
    """「由3万元提高3.2万元」: without 到 or 了 nobody can tell the new value from the change.

    「由9所扩大了27所」, where it grew by more than there was, rather tells what it came to.
    """
    for before, now in pairwise(figures):
        alike = before.quantity.dimension == now.quantity.dimension and before.quantity.kind is Kind.AMOUNT
        words = _BY.fullmatch(now.gap.strip())
        told = before.role in (Role.PREVIOUS, Role.LEVEL)
        if alike and told and FROM.search(before.gap) and (wider := _WIDENED.fullmatch(now.gap.strip())):
            if now.quantity.value > before.quantity.value:
                formula = f"{before.text}{now.gap.strip()}{now.text}"
                yield Relation("to-or-by", formula, State.REFUTED, (before, now), f"{wider['verb']}到", weak=True)
            continue
        if before.role is not Role.PREVIOUS or now.role is not Role.CHANGE or not alike or not words:
            continue
        nothing = not now.quantity.value and before.quantity.value > 0  # 由9个减少了0个: nothing moves by nought
        if words["by"] and not nothing and (now.direction < 0 or now.quantity.value <= before.quantity.value):
            continue  # 由9所增加了3所 is plain; 由9所增加了27所 rather came to 27
        if not FROM.search(before.gap) or (now.direction > 0 and now.quantity.value < before.quantity.value):
            continue
        word = words["verb"]
        formula = f"{before.text}{now.gap.strip()}{now.text}"
        yield Relation("to-or-by", formula, State.REFUTED, (before, now), f"{word}到或{word}了", weak=True)


def _rate_of_fall(figures: list[Figure]) -> Iterator[Relation]:
    """「由80家减少到20家，减少到75%」: the rate by which it fell, told as what it fell to."""
    for before, now, rate in zip(figures, figures[1:], figures[2:], strict=False):
        alike = before.quantity.dimension == now.quantity.dimension and before.quantity.kind is Kind.AMOUNT
        words = CAME_TO.fullmatch(rate.gap.strip("，, "))
        if before.role is not Role.PREVIOUS or now.role is not Role.LEVEL or not alike or not words:
            continue
        if rate.quantity.kind is not Kind.PERCENT or not CAME_TO.search(now.gap) or before.quantity.interval.low <= 0:
            continue
        moved = abs(now.quantity.interval - before.quantity.interval)
        low, high = moved.low / before.quantity.interval.high, moved.high / before.quantity.interval.low
        if Interval(low, high).scaled(_HUNDRED).meets(rate.quantity.interval):
            told = f"{words.group()[:-1]}了"
            formula = f"{now.text}{rate.gap.strip()}{rate.text}"
            yield Relation("to-or-by", formula, State.REFUTED, (before, now, rate), told, weak=True)


def _rate_by_itself(figures: list[Figure]) -> Iterator[Relation]:
    """「由90.84%提高了92.37%」: a rate that rises by about what it was rather rises to that."""
    for before, now in pairwise(figures):
        rates = before.quantity.kind is now.quantity.kind is Kind.PERCENT
        words = _BY.fullmatch(now.gap.strip())
        if not rates or not words or before.role is not Role.PREVIOUS or now.role is not Role.CHANGE:
            continue
        old, new = before.quantity.value, now.quantity.value
        if words["verb"].startswith("增") or not FROM.search(before.gap) or not old < new <= _WHOLE:
            continue
        # two whole numbers may well be a rise: 由30%提高了35%
        if may_be_meant(new, old) and (old + new > _WHOLE or before.quantity.decimals):
            formula = f"{before.text}{now.gap.strip()}{now.text}"
            yield Relation("to-or-by", formula, State.REFUTED, (before, now), f"{words['verb']}到", weak=True)


def _to_points(figures: list[Figure]) -> Iterator[Relation]:
    """「比上年的48.31%下降到1.22个百分点」: points since last year are a change, which nothing comes down to."""
    for number, figure in enumerate(figures):
        since = _SINCE_TO.search(figure.gap)
        if since is None and number and figures[number - 1].quantity.kind is Kind.PERCENT:
            since = _COMPARED_YEAR.search(figures[number - 1].gap) and _TO_END.fullmatch(figure.gap.strip())
        if figure.quantity.kind is not Kind.POINTS or not since or re.search("差|幅", figure.gap):
            continue
        if any(re.search("差|幅", f.gap) for f in figures[:number]):
            continue  # a gap between two rates is itself told in points
        formula = f"{since['said']}{figure.text}"
        yield Relation("to-or-by", formula, State.REFUTED, (figure,), since["said"][:-1], weak=True)


def _by_within(figures: list[Figure]) -> Iterator[Relation]:
    """「压减60个以内」: a ceiling is something to come down to, so 到 is missing."""
    for figure in figures:
        word = _CUT.search(figure.gap)
        counts = figure.quantity.kind is Kind.AMOUNT and figure.quantity.qualifier in ("以内", "之内", "以下")
        if word and counts and not figure.quantity.spelled:
            formula = f"{word.group()}{figure.text}"
            yield Relation("to-or-by", formula, State.REFUTED, (figure,), f"{word.group()}到", weak=True)
