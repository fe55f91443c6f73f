"""What short sentences go on to tell of the figures before them: a list of parts, a change, a mean.

「总投资3200万元。中央2000万元，省700万元，县500万元。」, 「2021年310人，2023年280人。两年少了30人，降了9.7%」: plain
reports put a full stop where others put a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from drafter.checking.plausible import is_slip, may_be_meant
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.movement import difference_of, growth_of
from drafter.checking.relations.trials import Trial, decided, misplaced, quotient
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["carried"]

_LIST_ITEM = re.compile(r"^[，、；]?[^，。；：\d]{1,12}$")
_TOTAL = re.compile(r"总|共|合计|一共|^[^，。；]{1,8}$")
_PART_OF = re.compile(r"其中|新|另|比|较|多|少|增|减|每|均|标准")
_RATE_BEHIND = re.compile(r"^[，,、]?(?:约|大约)?(?:增|降|减|升|涨|长|下降|增长|减少|增幅|降幅|跌)[^，。；\d]{0,5}$")
_BASE_TOLD = re.compile(
    r"^\s*(?:上一?学?年度?|去年|前年|(?:19|20)\d\d年)(?:同期|年?底|年?末)?(?:这一?[数比]字?|这个[比数][例字]?)?(?:是|为|只有|才|还是|仅为?)$"
)
_HOW_OFTEN = re.compile(
    r"(?:^|[，：；])(?:平均|算下来|折合|摊到)?(?P<one>一人次|一人一?年?|一个学生|一名学生|一次|人均|每人|每人次|每次|人次均)(?:每?一?年)?(?:合|是|补助|拿到?|得到?|领到?)?(?:约|大约)?$"
)
_STAGE = re.compile(r"学前|幼儿园|小学|初中")
_UPPER = re.compile(r"高中|普高|中职|职业|职高|技工")
_WORDS = 24
_NEAR = Decimal("0.15")
_FAR = Decimal("0.06")


def carried(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Relations between a sentence and the one or two before it in the same paragraph.

    Args:
        settled: ids of figures that a relation found elsewhere already proves or refutes.
    """
    before: list[Statement] = []
    for statement in statements:
        if before and before[-1].flow is not statement.flow:
            before = []
        figures = statement.figures
        if figures:
            recent = [f for s in before[-2:] for f in s.figures if f.quantity.definite]
            if before:
                yield from _parts(before[-1], figures, settled)
                yield from _against_base(before[-1], figures, settled)
            yield from _rates(recent, figures, settled)
            yield from _heads(recent, figures, settled)
            before.append(statement)


def _parts(before: Statement, figures: Sequence[Figure], settled: set[int]) -> Iterator[Relation]:
    """A sentence that is a list of three things or more, right behind the total of one unit."""
    if not before.figures or len(figures) < 3:
        return
    total = before.figures[-1]
    alike = [f for f in before.figures if f.quantity.dimension == total.quantity.dimension]
    listed: list[Figure] = []
    for figure in figures:
        if not _LIST_ITEM.match(figure.gap) or _PART_OF.search(figure.gap) or figure.role is not Role.LEVEL:
            break
        if not _counted_alike(total, figure) or not figure.quantity.definite:
            break
        listed.append(figure)
    known = total.id in settled or total.role is not Role.LEVEL or not total.quantity.definite or len(alike) > 1
    if known or len(listed) < len(figures) or not _TOTAL.search(total.gap) or _PART_OF.search(total.gap):
        return
    added, exact = Interval.exact(Decimal(0)), Decimal(0)
    for figure in listed:
        added, exact = added + figure.quantity.interval, exact + figure.quantity.value
    formula = f"{'＋'.join(f.text for f in listed)}＝{total.text}"
    if added.meets(total.quantity.interval):
        yield Relation("sum", formula, State.PROVED, (*listed, total))
    elif (_near(exact, total) and not _lacks_a_stage(exact, listed, total)) or is_slip(total.quantity.value, exact):
        shown = printed_like(exact, total.quantity)
        yield Relation("sum", formula, State.REFUTED, (*listed, total), shown, weak=True)


def _near(exact: Decimal, total: Figure) -> bool:
    return abs(exact - total.quantity.value) <= total.quantity.value * _FAR


def _lacks_a_stage(exact: Decimal, listed: Sequence[Figure], total: Figure) -> bool:
    """Whether what a list of stages falls short by may be those it does not name: 普通高中 beside 小学 and 初中."""
    words = [figure.gap for figure in listed]
    stages = all(_STAGE.search(gap) for gap in words) and not any(_UPPER.search(gap) for gap in words)
    return stages and exact < total.quantity.value


def _counted_alike(total: Figure, part: Figure) -> bool:
    """Whether a part is told in the unit of its total; schools are counted as 所 and as 个."""
    one, other = total.quantity.dimension, part.quantity.dimension
    schools = one == "count:所" and other == "count:个" and bool(re.search(r"[校园点]$", part.gap))
    return bool(one) and (one == other or schools)


def _rates(recent: Sequence[Figure], figures: Sequence[Figure], settled: set[int]) -> Iterator[Relation]:
    """By how much, and by how much in a hundred: the amount shows which two values are meant, or the rate does."""
    for at, (amount, rate) in enumerate(zip(figures, figures[1:], strict=False)):
        if amount.role is not Role.CHANGE or amount.quantity.kind is not Kind.AMOUNT or rate.id in settled:
            continue
        if rate.quantity.kind is not Kind.PERCENT or not _RATE_BEHIND.match(rate.gap) or amount.compared == "other":
            continue
        values = [f for f in (*recent, *figures[:at]) if f.role in (Role.LEVEL, Role.PREVIOUS)]
        values = [f for f in values if f.quantity.dimension == amount.quantity.dimension and f.quantity.value > 0]
        pairs = [(a, b) for a, b in permutations(values[-6:], 2) if _moves(a, b, amount)]
        exact = [p for p in pairs if abs(p[1].quantity.value - p[0].quantity.value) == amount.quantity.value]
        for base, now in (exact or pairs)[:1]:
            relation = growth_of(base, now, rate)
            if relation is not None and (relation.state is State.PROVED or len({p[0].id for p in exact}) == 1):
                yield relation


def _moves(base: Figure, now: Figure, amount: Figure) -> bool:
    if (now.quantity.value > base.quantity.value) != (amount.direction > 0):
        return False
    return abs(now.quantity.interval - base.quantity.interval).meets(amount.quantity.interval)


def _against_base(before: Statement, figures: Sequence[Figure], settled: set[int]) -> Iterator[Relation]:
    """「覆盖率88.4%。2020年是86.9%，一年提高1.5个百分点」: last year's value opens the sentence after."""
    if len(figures) < 2 or not _BASE_TOLD.match(figures[0].gap) or figures[1].id in settled or not before.figures:
        return
    base, change, value = figures[0], figures[1], before.figures[-1]
    alike = value.quantity.dimension == base.quantity.dimension and value.quantity.kind is base.quantity.kind
    points = base.quantity.kind is Kind.PERCENT and change.quantity.kind is Kind.POINTS
    if not alike or change.role is not Role.CHANGE or not change.direction or value.role is Role.CHANGE:
        return
    if not (points or change.quantity.dimension == base.quantity.dimension):
        return
    relation = difference_of(base, value, change)
    if relation is None:
        return
    if relation.state is State.PROVED:
        yield relation
    elif may_be_meant(change.quantity.value, abs(value.quantity.value - base.quantity.value)):
        yield replace(relation, weak=True)


def _heads(recent: Sequence[Figure], figures: Sequence[Figure], settled: set[int]) -> Iterator[Relation]:
    """「补助1200人，发了96万元。算下来一人800元」: the money before over the heads before."""
    for at, stated in enumerate(figures):
        statement = stated.statement  # 一人 and 一次 are figures of their own
        words = _HOW_OFTEN.search(statement.between(max(statement.start, stated.start - _WORDS), stated.start))
        if not words or stated.id in settled or stated.quantity.dimension.split("/")[0] != "money":
            continue
        units = ("person-times", "count:次") if "次" in words["one"] else ("person",)
        earlier = [f for f in (*recent, *figures[:at]) if f.role is Role.LEVEL and f.quantity.definite]
        sums = [f for f in earlier if f.quantity.dimension == "money" and f.quantity.value > stated.quantity.value * 10]
        heads = [f for f in earlier if f.quantity.dimension in units and f.quantity.value > 1]
        trials = [quotient(money, head) for money in sums[-4:] for head in heads[-4:]]
        relation = _mean(trials, stated)
        if relation is not None:
            yield relation


def _mean(trials: Sequence[Trial], stated: Figure) -> Relation | None:
    """The mean that one of the equations gives; refuted only where one lies near it or gives its digits misplaced."""
    for trial in reversed(trials):
        if trial.computed.meets(stated.quantity.interval):
            return decided("product", trial, stated)
    value = stated.quantity.value
    near = [t for t in trials if abs(t.exact - value) <= value * _NEAR or misplaced(stated.quantity, t.exact)]
    near = [t for t in near if abs(t.figures[0].id - t.figures[1].id) == 1]  # what is told together
    return decided("product", near[0], stated) if len(near) == 1 else None
