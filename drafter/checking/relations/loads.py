"""How many pupils a teacher has, in plain words, and how many teachers so many inhabitants.

「一个小学老师带16个学生」, 「每名初中教师负担12.3名学生」, 「每万人口有专任教师119人」: the counts stand elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.trials import Trial, decided, misplaced, quotient
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Statement
from drafter.checking.text.telling import Tellings
from drafter.checking.text.things import PUPILS, TEACHERS, Thing, read_thing

__all__ = ["loads"]

_LOAD = re.compile(
    r"(?:平均)?(?:一个|每一?[个名位]|一名|一位|每)(?P<stage>小学|初中|普通高中|高中|中职|职高|幼儿园)?(?:的)?(?:专任)?(?:教师|老师)(?:平均)?(?:要)?"
    r"(?:带|教|负担|承担|管|对应|服务|照看)(?:着)?(?:学生|孩子|幼儿)?(?:约)?$"
)
_GOES_ON = re.compile(
    r"^[^，。；、\d]{0,6}[，、；](?:而)?(?P<stage>小学|初中|普通高中|高中|中职|职高|幼儿园)(?:老师|教师)?(?:是|为|带|约)?$"
)
_DENSITY = re.compile(
    r"每(?P<scale>[百千万]|十万|百万)(?:名|个)?(?:常住|总|户籍)?(?:人口|居民|人)(?:中|里)?(?:拥有|配有|配备|有)?(?P<who>[一-鿿]{2,8})$"
)
_SCALES = {
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10000),
    "十万": Decimal(100000),
    "百万": Decimal(1000000),
}
_POPULATION = ("常住人口", "人口", "总人口", "户籍人口")
_NEAR, _HALF = Decimal("0.2"), Decimal("0.5")
_WORDS = 24


def loads(statements: Iterable[Statement], told: Tellings) -> Iterator[Relation]:
    """Loads and densities against the heads that the document tells; never more than a warning."""
    for statement in statements:
        open_list = False
        for figure in statement.figures:
            heads = figure.quantity.kind is Kind.AMOUNT and figure.quantity.value > 0 and not figure.quantity.spelled
            words = statement.between(max(statement.start, figure.start - _WORDS), figure.start)
            load = _LOAD.search(words) or (_GOES_ON.match(figure.gap) if open_list else None)
            open_list = bool(load)
            relation = None
            if load and heads and load["stage"]:
                stage = read_thing(load["stage"]).stage
                relation = _over(told, Thing(stage, "", PUPILS), Thing(stage, "", TEACHERS), figure, Decimal(1))
            elif heads and (density := _DENSITY.search(figure.gap)):
                who = read_thing(density["who"])
                for people in _POPULATION:
                    relation = _over(told, who, Thing("", "", people), figure, _SCALES[density["scale"]])
                    if relation is not None:
                        break
            if relation is not None:
                yield relation


def _over(told: Tellings, over: Thing, under: Thing, stated: Figure, times: Decimal) -> Relation | None:
    """One count over another; a figure far from what they give is rather of other counts."""
    one, other = told.one(over, "count"), told.one(under, "count")
    if one is None or other is None or other.interval.low <= 0:
        return None
    trial: Trial = quotient(one.figure, other.figure, times)
    value = stated.quantity.value
    if not stated.quantity.decimals:  # a mean told in whole heads is rounded
        rounded = stated.quantity.interval.widened(up=_HALF, down=_HALF)
        stated = replace(stated, quantity=replace(stated.quantity, interval=rounded))
    if trial.computed.meets(stated.quantity.interval):
        return decided("quotient", trial, stated)
    near = abs(trial.exact - value) <= value * _NEAR or misplaced(stated.quantity, trial.exact)
    scaled = any(trial.computed.scaled(by).meets(stated.quantity.interval) for by in (Decimal(10), Decimal("0.1")))
    return decided("quotient", trial, stated) if near or scaled else None
