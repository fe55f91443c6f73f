"""So many to every hundred, thousand or ten thousand people: 每百名学生拥有计算机20台, 每万人3000人次."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.trials import Trial, decided
from drafter.checking.text.nouns import noun
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["per_hundred"]

_EVERY = re.compile(
    r"(?:平均|折合|相当于|大约|约合|合|即|达到?)*每(?P<scale>十万|百万|[百千万])(?:[名位个])?"
    r"(?P<who>(?:常住|户籍|城乡)?(?:人口|居民|人)|[^，。；、\d]{0,6}?(?:学生|在校生|幼儿|儿童|教师|教职工|生|师))?"
    r"(?:中|里|平均|约|共|拥有|占有|配有|配备|有|达到?|参加|参与|使用)*(?P<what>[^，。；、\d]{0,10}?)(?:约|为|达到?|有|近)*$"
)
_SET = re.compile(r"标准|要求|规定|不低于|不少于|不得|应|达标线|底线")
_SCALES = {
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10000),
    "十万": Decimal(100000),
    "百万": Decimal(1000000),
}
#: What a density names, and what then stands by the count.
_KINDS = (
    (re.compile(r"教师|教职工|师"), re.compile(r"教师|老师|教职工")),
    (re.compile(r"幼儿|儿童"), re.compile(r"幼儿|儿童|孩子")),
    (re.compile(r"生"), re.compile(r"生")),
    (re.compile(r"人"), re.compile(r"人口|居民|常住|户籍")),
)
_BACK = 6
_AROUND = 6


def per_hundred(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Densities that the counts before them in their sentence give.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    for statement in statements:
        if "每" not in statement.text:
            continue
        for at, stated in enumerate(statement.figures):
            words = _EVERY.search(stated.gap)
            level = stated.role is Role.LEVEL and stated.quantity.kind is Kind.AMOUNT and stated.quantity.definite
            if at > 1 and words and level and stated.id not in settled and not _SET.search(stated.gap):
                yield from _held(statement.figures[max(0, at - _BACK) : at], stated, words)


def _held(earlier: Sequence[Figure], stated: Figure, words: re.Match[str]) -> Iterator[Relation]:
    usable = [
        f
        for f in earlier
        if f.quantity.kind is Kind.AMOUNT and f.quantity.definite and f.quantity.value > 0 and f.role is Role.LEVEL
    ]
    heads = [f for f in usable if f.quantity.dimension == "person" and _are(f, words["who"] or "")]
    wholes = [f for f in usable if f.quantity.dimension == stated.quantity.dimension and f not in heads[-1:]]
    what = words["what"]
    if what and len(wholes) > 1:
        wholes = [f for f in wholes if what[-2:] in noun(f) + _behind(f)]
    if len(heads) != 1 or len(wholes) != 1 or "；" in stated.gap:
        return
    head, whole, times = heads[0], wholes[0], _SCALES[words["scale"]]
    computed = (whole.quantity.interval / head.quantity.interval).scaled(times)
    exact = whole.quantity.value / head.quantity.value * times
    by = f"×{times.normalize():f}"
    relation = decided("product", Trial((whole, head), computed, exact, f"{whole.text}÷{head.text}{by}"), stated)
    yield replace(relation, plain=True) if relation.state is State.REFUTED else relation


def _are(figure: Figure, who: str) -> bool:
    """Whether a count is of those that the density is told of; of anybody where they are not named."""
    for named, counted in _KINDS:
        if named.search(who):
            return bool(counted.search(noun(figure) + _behind(figure)))
    return not who


def _behind(figure: Figure) -> str:
    behind = figure.statement.between(figure.end, min(figure.statement.end, figure.end + _AROUND))
    return re.split(r"[，。；]", behind)[0]
