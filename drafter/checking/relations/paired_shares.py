"""Shares of the totals of a list that has been told in two measures: 「…义务教育占人次的62.13%，占金额的57.82%」.

「资助9486人次，发放1273万元，学前、义务教育、普高依次为…人次，金额依次为…万元。义务教育占资助人次的62.13%，占资助金额的
57.82%」: which column is meant is said by 人次 and 金额, which item by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import share_of
from drafter.checking.relations.wholes import added
from drafter.checking.text.nouns import stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.findings import State

__all__ = ["paired_shares"]


@dataclass(frozen=True)
class _Column:
    """A total and the parts that make it up, by their names."""

    total: Figure
    parts: dict[str, Figure]


_OF = re.compile(
    r"占(?:全部|全[县市区省州旗]|资助|奖补|受助|总|培训|补助|项目|所有|总的){0,3}"
    r"(?P<what>人次|人数|学生|金额|资金|经费|投资|总?额)(?:总数|总量|总额)?的?(?:比[例重])?(?:为|达|约)?$"
)
#: 义务教育阶段的人次和资金分别占a和b
_BOTH = re.compile(
    r"(?:资助|受助|发放|补助|培训)?(?P<one>人次|人数|金额|资金|经费|投资)数?[和与、及](?:资助|受助|发放|补助)?(?P<two>人次|人数|金额|资金|经费|投资)数?"
    r"(?:依次|分别|各)占(?:比|到)?(?:全部|全[县市区省州旗])?(?:总数|总量|总额)?的?(?:为|达|约)?$"
)
_MEASURES = {"人次": "person-times", "人数": "person", "学生": "person"}
_NAMES = re.compile(r"[、和及与]")
_IN_ORDER = re.compile(r"(?:分别|依次|各)(?:为|是|有|达)?$")
_LABEL = re.compile(r"(?P<name>[^，。；、：（()）\d]{2,14})$")
_FEWEST, _LONGEST, _BACK = 3, 12, 2


def paired_shares(prose: Sequence[Statement]) -> Iterator[Relation]:
    """Every such share of a list in its sentence or in the two before."""
    for at, statement in enumerate(prose):
        near = [s for s in prose[max(0, at - _BACK) : at] if s.flow is statement.flow]
        yield from _of_sentence(statement, [figure for s in near for figure in s.figures])


def _of_sentence(statement: Statement, before: Sequence[Figure]) -> Iterator[Relation]:
    shares = [f for f in statement.figures if f.quantity.kind is Kind.PERCENT and _OF.search(f.gap)]
    both = [run for run in value_runs(statement.figures) if len(run) == _BACK and _BOTH.search(run[0].gap)]
    figures = [*before, *statement.figures]
    for run in both:
        yield from _of_both(run, list(_columns(figures)))
    if not shares:
        return
    columns = list(_columns(figures))
    item = ""
    for share in shares:
        words = _OF.search(share.gap)
        if words is None:
            continue
        measure = _MEASURES.get(words["what"], "money")
        told = [c for c in columns if c.total.quantity.dimension == measure and c.total.id < share.id]
        until = share.start - len(share.gap) + words.start()
        since = max((f.end for f in statement.figures if f.end <= until and not f.quantity.spelled), default=0)
        lead = statement.between(max(since, statement.start), until)
        named = [name for column in told for name in column.parts if name in lead]
        item = max(named, key=len, default=item if not lead.strip("，、； ") else "")
        for column in told:
            part = column.parts.get(item)
            if part is not None and (relation := share_of(part, column.total, share, [])) is not None:
                yield relation if relation.state is State.PROVED else replace(relation, weak=True)
                break


def _of_both(run: Sequence[Figure], columns: Sequence[_Column]) -> Iterator[Relation]:
    """「其中义务教育的人次和资金分别占58.10%和37.62%」: a share of each measure, in their order."""
    words = _BOTH.search(run[0].gap)
    if words is None or any(f.quantity.kind is not Kind.PERCENT for f in run):
        return
    lead = re.split("[，。；]", run[0].gap[: words.start()])[-1]
    operands: list[tuple[Figure, Figure]] = []
    for what in (words["one"], words["two"]):
        measure = _MEASURES.get(what, "money")
        for column in [c for c in columns if c.total.quantity.dimension == measure and c.total.id < run[0].id]:
            named = [name for name in column.parts if name in lead]
            if named:
                operands.append((column.parts[max(named, key=len)], column.total))
                break
    if len(operands) < len(run):
        return
    told, turned = (
        [share_of(part, whole, share, []) for (part, whole), share in zip(operands, shares, strict=True)]
        for shares in (run, run[::-1])
    )
    if all(r is not None and r.state is State.REFUTED for r in told) and all(
        r is not None and r.state is State.PROVED for r in turned
    ):
        formula = f"{words['one']}{run[0].text}与{words['two']}{run[1].text}"
        yield Relation("crossed", formula, State.REFUTED, (*(part for part, _ in operands), *run), weak=True)
        return
    for relation in told:
        if relation is not None:
            yield relation if relation.state is State.PROVED else replace(relation, weak=True)


def _columns(figures: Sequence[Figure]) -> Iterator[_Column]:
    """Every list of named values that makes up a total before it."""
    names: tuple[str, ...] = ()
    for run in value_runs(list(figures)):
        if len(run) < _FEWEST or not _IN_ORDER.search(run[0].gap):
            continue
        said = _NAMES.split(_IN_ORDER.sub("", re.split("[，。；：]", run[0].gap)[-1]))
        if len(said) == len(run):
            names = tuple(stripped(name) for name in said)
        if len(names) == len(run):
            yield from _whole(figures, run, names)
    for at, _ in enumerate(figures):
        for step in (1, 2):
            yield from _told_one_by_one(figures[at : at + step * _LONGEST : step], figures)


def _told_one_by_one(parts: Sequence[Figure], figures: Sequence[Figure]) -> Iterator[_Column]:
    """「学前1820人次、182万元，义务教育14236人次、1152万元…」, each column by itself."""
    listed: list[Figure] = []
    names: list[str] = []
    for part in parts:
        before = figures[figures.index(part) - 1] if figures.index(part) else None
        named = _LABEL.search(part.gap) or (_LABEL.search(before.gap) if before is not None else None)
        alike = not listed or part.quantity.dimension == listed[0].quantity.dimension
        if named is None or not alike or part.role is not Role.LEVEL or "。" in part.gap and listed:
            break
        listed.append(part)
        names.append(stripped(named["name"]))
    if len(listed) >= _FEWEST and len(set(names)) == len(names):
        yield from _whole(figures, listed, tuple(names))


def _whole(figures: Sequence[Figure], parts: Sequence[Figure], names: tuple[str, ...]) -> Iterator[_Column]:
    values = [p.quantity for p in parts]
    if any(q.kind is not Kind.AMOUNT or not q.definite for q in values):
        return
    together = added(list(parts))
    for total in reversed([f for f in figures if f.id < parts[0].id]):
        alike = total.quantity.dimension == values[0].dimension and total.quantity.definite
        if alike and total.quantity.value > Decimal(0) and together.meets(total.quantity.interval):
            yield _Column(total, dict(zip(names, parts, strict=True)))
            return
