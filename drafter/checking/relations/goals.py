"""Goals told before what was reached, 计划新建6所，实际建成5所，全部完成, or behind it: 距计划尚差60人。计划1000人."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.relations.model import Relation
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.wording import NOW
from drafter.findings import State

__all__ = ["goals"]

_GOAL = re.compile(r"(?:目标|计划|任务数?|指标|规划|要求|预期)(?:任务|是|为|值|数)*[^，。；：、\d]{0,12}$")
_REACHED = re.compile(
    rf"^(?:左右|以上|以下|以内)?[^，。；\d]{{0,8}}，[^，。；\d]{{0,4}}?(?:实际|最终|共|已|全年|年末|年底|{NOW})?[^，。；\d]{{0,6}}"
    rf"(?:完成|达到?|建成|培训|招聘|到岗|新建|化解|改造|新增|实际|实测|监测|结果|录取|发放|到位|{NOW})[^，。；\d]{{0,6}}$"
)
_OF_IT = r"(?:年度|全年|既定|规划|省定|预定)*(?:目标|计划|任务)"
_OVER = re.compile(rf"^(?:[^，。；\d]{{0,4}})(?:超额完成|(?:超过|超出|高于|突破)了?(?:{_OF_IT}|$))")
_MET = re.compile(
    rf"^(?!其余)[^，。；\d未没]{{0,4}}(?:(?:全部|全面|如期|按期|圆满|顺利|提前|已经?)(?:完成|实现|达成|达标)(?:了|$|{_OF_IT})"
    rf"|(?:完成|实现|达成)了?{_OF_IT}|{_OF_IT}(?:已经?|均|全部|全面|如期|按期|圆满|顺利|提前)*(?:完成|实现|达成|达标)了?$)"
)
_SHORT = re.compile(
    rf"^[^，。；\d]{{0,4}}(?:未(?:能)?(?:如期|按期)?(?:完成|达到?|实现|达成|达标)(?:$|[^，。；\d的]{{0,4}}{_OF_IT})|没有(?:完成|达到|实现)"
    rf"|[还尚仅]差|尚有.{{1,10}}未完成|{_OF_IT}(?:落空|未完成|未能?实现))"
)
#: For these a low figure is the good one, or the goal is a ceiling.
_LOW_IS_GOOD = re.compile(r"控制|不超过|不高于|以内|以下|[降减压][到至]|近视|辍学|比例降|大班额[比占]|负担|差异系数")
_OTHER = re.compile(r"[一两三四五]年(?!级)|到20\d\d年|明年|下一年|来年|20\d\d年底?前|其中|上年|去年|分别")
_CEILINGS = frozenset(["以下", "以内", "之内", "及以下"])
_VERDICT = 40
_OWN = 6
#: 距年度计划尚差260人次 in one sentence, 计划数为1000人次 at the head of the next.
_BY = re.compile(
    r"(?:距|比|较|超)(?:出|过)?(?:年度|全年|年初)?(?:计划|任务|目标)数?(?P<way>[尚还]?差|少|超出?|多|高出?)?$"
)
_SET = re.compile(r"^(?:年度|全年|年初)?(?:计划|任务|目标)(?:数|任务)?(?:为|是)$")


def goals(statement: Statement, before: Statement | None) -> Iterator[Relation]:
    """What a sentence makes of a value told behind its goal.

    Args:
        before: the sentence before in the same flow, for a goal that is told after what was reached.
    """
    for goal, value in pairwise(statement.figures):
        if not _GOAL.search(goal.gap) or not _REACHED.match(value.gap) or not _comparable(goal, value):
            continue
        lead = statement.between(max(statement.start, goal.start - 20), value.start)
        low = _LOW_IS_GOOD.search(lead)
        ceiling = goal.quantity.qualifier in _CEILINGS
        if (low and not ceiling) or _OTHER.search(lead):
            continue
        behind = re.split("[，。；]", statement.between(value.end, min(statement.end, value.end + _VERDICT)))
        told = behind[1] if len(behind) > 2 and len(behind[0]) <= _OWN else ""
        wrong = _above(goal, value, told) if ceiling else _wrong(goal, value, told)
        if wrong:
            formula = f"{value.text}{wrong}{goal.text}"
            yield Relation("target", formula, State.REFUTED, (goal, value), "与所称不符", weak=True)
    if before is not None and statement.figures and _SET.match(statement.figures[0].gap.strip()):
        yield from _told_after(before, statement.figures[0])


def _comparable(goal: Figure, value: Figure) -> bool:
    one, other = goal.quantity, value.quantity
    alike = one.kind is other.kind and one.dimension == other.dimension and one.kind in (Kind.AMOUNT, Kind.PERCENT)
    sound = (one.definite or one.qualifier in _CEILINGS) and other.definite
    come = value.role is Role.CHANGE and other.kind is Kind.AMOUNT and value.compared != "time"  # 新增学位3600个
    return alike and sound and (come or value.role in (Role.LEVEL, Role.SHARE))


def _above(goal: Figure, value: Figure, verdict: str) -> str:
    """The same of a goal that is a ceiling: 52%以下."""
    other, mark = value.quantity.interval, goal.quantity.value
    if _SHORT.search(verdict):
        return "＞" if other.high <= mark else ""
    return "≤" if other.low > mark and _MET.search(verdict) else ""


def _wrong(goal: Figure, value: Figure, verdict: str) -> str:
    """What the words say of value and goal, where it does not hold; empty where it does."""
    one, other = goal.quantity.interval, value.quantity.interval
    if _SHORT.search(verdict):
        return "＜" if other.low >= one.high else ""
    over = _OVER.search(verdict)
    if other.high < one.low and (over or _MET.search(verdict)):
        return "＞" if over else "≥"
    return "＞" if over and other.low == one.high and other.high == one.low else ""


def _told_after(before: Statement, goal: Figure) -> Iterator[Relation]:
    for value, gap in pairwise(before.figures):
        words = _BY.search(gap.gap)
        if not words or not _comparable(goal, value) or gap.quantity.dimension != goal.quantity.dimension:
            continue
        short = (words["way"] or "").endswith(("差", "少"))
        over = words.group().startswith("超") or (words["way"] or "").startswith(("超", "多", "高"))
        if short is over:
            continue
        one, other = goal.quantity.interval, value.quantity.interval
        if other.low > one.high if short else other.high < one.low:
            formula = f"{value.text}{'＜' if short else '＞'}{goal.text}"
            yield Relation("target", formula, State.REFUTED, (goal, value, gap), "与所称不符", weak=True)
