"""Directions: the words of rise and fall against the values they stand between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.model import Relation
from drafter.checking.relations.stories import Story
from drafter.checking.relations.to_or_by import CAME_TO
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import FALL, RISE, Figure, Role, Statement
from drafter.findings import State

__all__ = ["direction", "gone_against", "headed", "not_above", "opposed", "turned"]

_TEACHERS = re.compile(r"教师|老师")
_THAN = re.compile(
    r"\s*[，,]?(?P<way>[高低])于(?:当地|本地|同期|全[省市县区])*公务员(?:年?平均)?(?:工资)?(?:收入)?(?:水平)?的?"
)
#: A head that says which way all goes that it lists: 高段在涨：…, 减少的有：…
_HEADED = re.compile(
    r"(?:^|(?<=[，。；、：]))[^，。；：\d]{0,8}?"
    r"(?:(?P<up>在涨|在增|上涨|增加|增长|上升|增多|扩大|提高)|在缩|在减|在降|减少|下降|萎缩|回落|收缩)(?:的)?(?:有|是|为)?[：:]"
)
_JOINED = 6
_SAID_AGAIN = 4
#: What leads from what something came to, to by how much it moved since last year.
_SINCE_LAST_YEAR = re.compile(
    r"^[，,（(]?(?:(?:比|较|与)(?:上年|去年|上一年)(?:同期)?(?:相比)?[，,]?|同比)"
    r"(?:上升|提高|提升|增加|增长|下降|降低|减少|回落|多|少)(?:了|出)?$"
)
_SINCE = re.compile(r"以来|年来|累计|年前|年初|时期|期间|[由从比较]")


#: Nothing else is named between an amount and its rate: not 减少260人次，资金增长7.4%.
_ITS_RATE = re.compile(rf"^[，,、（(]?(?:同比|也|即|约|净|又)*(?:{RISE}|{FALL}|[增降][幅速])(?:了|幅?[为达]到?|约)*$")


def opposed(told: list[Figure]) -> Iterator[Relation]:
    """「增加0.57亿元，下降7.1%」: one change told as an amount and as a rate goes one way."""
    for amount, rate in pairwise(told):
        kinds = (amount.quantity.kind, rate.quantity.kind)
        joined = len(rate.gap) <= _JOINED and rate.id == amount.id + 1 and _ITS_RATE.match(rate.gap)
        if kinds == (Kind.AMOUNT, Kind.PERCENT) and joined and amount.direction * rate.direction < 0:
            formula = f"{amount.text}与{rate.text}"
            yield Relation("direction", formula, State.REFUTED, (amount, rate), "一升一降")
        twice = amount.quantity.dimension == rate.quantity.dimension and amount.direction == rate.direction
        if kinds == (Kind.AMOUNT, Kind.AMOUNT) and twice and len(rate.gap) <= _SAID_AGAIN and rate.id == amount.id + 1:
            # 「减少了6个，减少18个」: one of the two is the value it came down to
            state = State.PROVED if amount.quantity.interval.meets(rate.quantity.interval) else State.REFUTED
            formula = f"{amount.text}＝{rate.text}"
            yield Relation("difference", formula, state, (amount, rate), "" if state is State.PROVED else amount.text)


def not_above(figures: list[Figure]) -> Iterator[Relation]:
    """「教师工资11.26万元，高于公务员的11.47万元」: the word against two amounts of which both are told."""
    for one, other in pairwise(figures):
        words = _THAN.fullmatch(other.gap)
        if not words or not _TEACHERS.search(one.gap) or one.role is not Role.LEVEL or other.role is not Role.LEVEL:
            continue
        if one.quantity.kind is not Kind.AMOUNT or one.quantity.dimension != other.quantity.dimension:
            continue
        left, right = one.quantity, other.quantity
        if not (left.definite and right.definite and may_be_meant(left.value, right.value)):
            continue
        above = words["way"] == "高"
        if left.interval.high < right.interval.low if above else left.interval.low > right.interval.high:
            said = "低于" if above else "高于"
            yield Relation("direction", f"{one.text}→{other.text}", State.REFUTED, (one, other), said, weak=True)


def turned(figures: list[Figure], stories: list[Story]) -> Iterator[Relation]:
    """「建成669所，较上年的412所增加到257所」: a value before it keeps the two out of one story."""
    paired = {(b.id, n.id) for story in stories for b in story.before for n in story.now}
    for before, now in pairwise(figures):
        alike = before.quantity.dimension == now.quantity.dimension and before.quantity.kind is now.quantity.kind
        words = CAME_TO.fullmatch(now.gap.strip())
        if not words or not alike or before.role is not Role.PREVIOUS or (before.id, now.id) in paired:
            continue
        if not (before.quantity.definite and now.quantity.definite):
            continue
        old, new = before.quantity.interval, now.quantity.interval
        if new.high < old.low if words["up"] else new.low > old.high:
            formula = f"{before.text}→{now.text}"
            said = "下降" if words["up"] else "上升"
            yield Relation("direction", formula, State.REFUTED, (before, now), said, weak=True)


def gone_against(figures: list[Figure]) -> Iterator[Relation]:
    """「大班额比例降到4.1%，较上年上升1.2个百分点」: what it came down to cannot have risen since the same year."""
    for at, (now, change) in enumerate(pairwise(figures)):
        words = CAME_TO.search(now.gap)
        if not words or now.role is not Role.LEVEL or change.role is not Role.CHANGE or now.direction == 0:
            continue
        longer = _SINCE.search(now.gap) or any(f.role is Role.PREVIOUS for f in figures[:at])
        if longer or now.direction * change.direction >= 0 or not _SINCE_LAST_YEAR.match(change.gap):
            continue
        if change.quantity.kind is Kind.POINTS or change.quantity.dimension == now.quantity.dimension:
            formula = f"“{words.group().strip()}{now.text}”"
            said = "下降" if now.direction < 0 else "上升"
            yield Relation("direction", formula, State.REFUTED, (now, change), said, weak=True)


def headed(statement: Statement) -> Iterator[Relation]:
    """「高段在涨：初中多363人，高中多237人」: every change under such a head goes the way it says."""
    for head in _HEADED.finditer(statement.text):
        start = statement.start + head.end()
        stop = re.search(r"[；。]", statement.text[head.end() :])
        end = start + stop.start() if stop else statement.end
        way = 1 if head["up"] else -1
        inside = [f for f in statement.figures if start <= f.start < end and f.role is Role.CHANGE and f.direction]
        wrong = [f for f in inside if f.direction != way]
        if len(inside) > 1 and 0 < 2 * len(wrong) <= len(inside):
            formula = f"“{head.group().strip('：:')}”与{wrong[0].text}"
            yield Relation("direction", formula, State.REFUTED, (wrong[0],), "一升一降", weak=True)


def direction(before: Figure, now: Figure, told: list[Figure]) -> Iterator[Relation]:
    """「由90%提高到88%」: the words against the two values."""
    words = {f.direction for f in (now, *told) if f.direction}
    if not words or not before.quantity.definite or not now.quantity.definite:
        return
    old, new = before.quantity.interval, now.quantity.interval
    against = -1 if new.low > old.high else 1 if new.high < old.low else 0
    wrong = against in words
    said = against if wrong else 0
    formula = f"{before.text}→{now.text}"
    state = State.REFUTED if wrong else State.PROVED
    expected = ("下降" if said > 0 else "上升") if wrong else ""
    said_by = next((f for f in told if wrong and f.direction == said and now.direction != said), None)
    figures = (before, now) if said_by is None else (before, now, said_by)  # the word stands before the change
    yield Relation("direction", formula, state, figures, expected)
