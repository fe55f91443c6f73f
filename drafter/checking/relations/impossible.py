"""Changes and shares that cannot be: a fall by more than all there was or to nothing by less, a growth rate over
nothing, shares of nothing, all that are not all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from drafter.checking.relations.model import Relation
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["impossible"]

_HUNDRED = Decimal(100)
#: 上年全县没有一处, 此前为零, 去年还是空白: a base of which no rate can be told.
_NOTHING = re.compile(
    r"(?:[上去]年|此前|以前|原来|过去|之前)[^，。；]{0,14}?"
    r"(?:没有一|尚?无一|还没有|一[个所处家名支]也没有|[为是]零|[为是]0(?![\d.])|空白)"
)
_GREW = re.compile(r"^[^；。]{0,12}[，,](?:同比|[比较]上年|[比较]去年|一年)?(?:猛|净)?(?:增长|增加|提高|增)(?:了)?$")
_ONWARD = 3
#: 0个，比上年下降25%: a fall right behind what is left.
_FELL = re.compile(
    r"^[，,、（(](?:同比|环比|[比较](?:上|去|前一)年(?:同期|度)?(?:的\d[\d.]*[个起件人所次例名])?|[比较](?:19|20)\d\d年)?"
    r"(?:又|再|共|大幅|明显)?(?:下降|减少|降低|压减|减|降)(?:了|幅?[为达])?(?:约|近)?$"
)
#: 0人，其中女生占40%
_PART_OF = re.compile(r"^[，,、（(]其中[^，。；、\d]{0,12}占(?:比例?|了|到)?(?:为|达到?|约)?$")
#: 占比120%, 占在校生的108%; not 占计划的120%, which may be.
_ONLY_A_SHARE = re.compile(
    r"(?:占比|所占比[例重])(?:为|达到?|是|约)?$|占(?:总数|总量|全部|全[省市县区]|[^，。；\d]{0,8}(?:教师|学生|幼儿|学校|班级|人数))的(?:比[例重])?(?:为|达到?)?$"
)
#: 应改全部整改，整改率96%: the same verb; 无一例外 may be said of whatever the coverage is of.
_ALL = re.compile(
    r"(?P<all>无一例外|无一遗漏|无一缺漏|一[个校园]不[少漏落]|全部|实现全|全面)(?P<what>[^，。；\d]{0,14})[，,]"
    r"(?P<rate>覆盖|建成|配备|达标|整改|办结|到位|开设|开通|安装|挂牌|销号)率(?:为|已?达到?|是)?$"
)


def impossible(statement: Statement) -> Iterator[Relation]:
    """Every change of a sentence that no two values can have."""
    figures = statement.figures
    for figure in figures:
        if figure.role is Role.CHANGE and figure.direction < 0:
            yield from _more_than_all(figure)
        if figure.quantity.kind is Kind.PERCENT and _ONLY_A_SHARE.search(figure.gap):
            yield from _more_than_the_whole(figure)
    yield from _of_nothing(figures)
    yield from _over_nothing(statement)
    yield from _not_all(figures)


def _more_than_all(fall: Figure) -> Iterator[Relation]:
    """「下降200%」, 「减少了一倍」"""
    kind, value = fall.quantity.kind, fall.quantity
    over = kind is Kind.PERCENT and value.interval.low > _HUNDRED and value.definite
    if over or (kind is Kind.TIMES and value.value >= 1):
        yield Relation("fall", fall.text, State.REFUTED, (fall,), weak=True, plain=True)


def _more_than_the_whole(share: Figure) -> Iterator[Relation]:
    """「全部通过，占比120%」: a part is no more than its whole."""
    if share.quantity.definite and share.quantity.interval.low > _HUNDRED and share.role is not Role.CHANGE:
        formula = f"占比{share.text}≤100%"
        yield Relation("order", formula, State.REFUTED, (share,), "占比不会超过100%", weak=True, plain=True)


def _of_nothing(figures: Sequence[Figure]) -> Iterator[Relation]:
    """「大班额为0个，比上年下降25%」, 「辍学学生0人，其中女生占40%」"""
    for none, rate in pairwise(figures):
        counted = none.quantity.kind is Kind.AMOUNT and none.role is Role.LEVEL and none.quantity.definite
        told = rate.quantity.kind is Kind.PERCENT and rate.quantity.definite and rate.quantity.interval.low > 0
        if not counted or not told or none.quantity.value != 0:
            continue
        falls = rate.role is Role.CHANGE and rate.direction < 0 and rate.quantity.interval.high < _HUNDRED
        if falls and _FELL.match(rate.gap):
            formula, why = f"下降{rate.text}后为{none.text}", f"降到零就是下降100%，不会是{rate.text}"
        elif _PART_OF.match(rate.gap):
            formula, why = f"{none.text}中占{rate.text}", "总数是零，其中不会有占比"
        else:
            continue
        yield Relation("order", formula, State.REFUTED, (none, rate), why, weak=True, plain=True)


def _over_nothing(statement: Statement) -> Iterator[Relation]:
    match = _NOTHING.search(statement.text) if "年" in statement.text or "前" in statement.text else None
    if match is None:
        return
    end = statement.start + match.end()
    behind = [f for f in statement.figures if f.start >= end][:_ONWARD]
    for now, change in zip(behind, behind[1:], strict=False):
        rate = change.quantity.kind in (Kind.PERCENT, Kind.TIMES) and change.role is Role.CHANGE
        if rate and change.direction > 0 and now.role is Role.LEVEL and _GREW.match(change.gap):
            formula = f"“{match.group()}”到{now.text}"
            expected = "（基数为0，不能计算增长率）"
            yield Relation("growth", formula, State.REFUTED, (now, change), expected, weak=True, plain=True)
            return


def _not_all(figures: Sequence[Figure]) -> Iterator[Relation]:
    """「在每所学校无一例外地建了起来，覆盖率86%」"""
    for figure in figures:
        if figure.quantity.kind is not Kind.PERCENT or not figure.quantity.definite or figure.role is not Role.LEVEL:
            continue
        words = _ALL.search(figure.gap)
        if not words or figure.quantity.interval.high >= _HUNDRED:
            continue
        one = words["all"].startswith(("无一", "一"))
        if words["rate"] in words["what"] or (one and words["rate"] in ("覆盖", "建成", "配备")):
            told = f"“{words['all']}{words['what']}”而{words['rate']}率{figure.text}"
            yield Relation("target", told, State.REFUTED, (figure,), "与所称不符", weak=True)
