"""How many there are of what other figures are made of: pupils, teachers, schools and classes of a stage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.text.statements import Figure
from drafter.checking.text.telling import Tellings
from drafter.checking.text.things import CLASSES, CROWDED, PUPILS, SCHOOLS, TEACHERS, Thing
from drafter.facts import Interval, Period

__all__ = ["ADDED", "STAGES", "counted", "everybody", "takes_part", "whole_of_stages"]

#: A whole and the stages that make it up.
STAGES = (("义务", ("小学", "初中")), ("高中阶段", ("普高", "中职")))
#: What is added up over stages.
ADDED = (PUPILS, TEACHERS, CLASSES, CROWDED, "超大班额")
#: What the schools of compulsory education are besides 小学 and 初中, where a report counts them by themselves.
_BOTH = ("九年一贯制学校", "九年一贯制", "九年制学校")
_DO = re.compile(
    r"(?:在校)?(?:学生|幼儿|教师|专任教师)?(?:[自主积踊]\w)?"
    r"(?:参[与加训]|享受|受益|接受|获|通过|完成|选择|报名|入选|走进|共享|取得|持有|具有|从中|得到)"
)
_BEHIND = 14


def counted(told: Tellings, thing: Thing, period: Period = Period.THIS) -> Figure | None:
    """How many of a thing there are, as one figure; told by its stages where the whole is not told.

    None where nothing tells it, or several values are told.
    """
    names = (thing, replace(thing, core="教师")) if thing.core == TEACHERS else (thing,)
    for name in names:
        if all_of_them := [value for value in told.of(name, "count", period) if not takes_part(value.figure)]:
            alike = all(all_of_them[0].interval.meets(value.interval) for value in all_of_them)
            best = min(all_of_them, key=lambda value: value.interval.high - value.interval.low)
            return best.figure if alike else None
    if thing.core == SCHOOLS and thing.stage == "义务" and not thing.owner:
        return _schools(told, period)
    if thing.core in (CLASSES, CROWDED) and not thing.stage and not thing.owner:
        return counted(told, replace(thing, stage="义务"), period)
    return whole_of_stages(told, thing, period)


def takes_part(figure: Figure) -> bool:
    """Whether a count is of those who do something: 8.6万名学生参加课后服务."""
    after = figure.statement.between(figure.end, min(figure.statement.end, figure.end + _BEHIND))
    return _DO.match(after) is not None


def whole_of_stages(told: Tellings, thing: Thing, period: Period = Period.THIS) -> Figure | None:
    """义务教育专任教师 where only those of 小学 and 初中 are told: both together as one figure."""
    stages = dict(STAGES).get(thing.stage)
    if stages is None or thing.owner or thing.core not in ADDED:
        return None
    parts = [counted(told, Thing(stage, "", thing.core), period) for stage in stages]
    known = [part for part in parts if part is not None]
    return _together(known) if len(known) == len(parts) else None


def everybody(told: Tellings, core: str) -> Iterator[Figure]:
    """The counts that may be meant where no stage is named: of all, of all but the kindergartens, of 义务教育."""
    whole = counted(told, Thing("", "", core))
    youngest = counted(told, Thing("学前", "", core))
    if whole is not None:
        yield whole
        if youngest is not None and youngest.quantity.value < whole.quantity.value:
            yield _without(whole, youngest)
    compulsory = counted(told, Thing("义务", "", core))
    if compulsory is not None:
        yield compulsory
        upper = counted(told, Thing("普高", "", core))
        if upper is not None:
            yield _together([compulsory, upper])


def _schools(told: Tellings, period: Period) -> Figure | None:
    kinds = [told.one(Thing(stage, "", SCHOOLS), "count", period) for stage in ("小学", "初中")]
    both = next((t for name in _BOTH if (t := told.one(Thing("", "", name), "count", period)) is not None), None)
    if kinds[0] is None or kinds[1] is None:
        return None
    return _together([t.figure for t in (*kinds, both) if t is not None])


def _together(parts: Sequence[Figure]) -> Figure:
    """Several figures as the one they make; its place is that of the first."""
    interval, value = parts[0].quantity.interval, parts[0].quantity.value
    for part in parts[1:]:
        interval, value = interval + part.quantity.interval, value + part.quantity.value
    return _as_one(parts[0], value, interval, f"({'＋'.join(part.text.strip('()') for part in parts)})")


def _without(whole: Figure, part: Figure) -> Figure:
    value = whole.quantity.value - part.quantity.value
    interval = whole.quantity.interval - part.quantity.interval
    return _as_one(whole, value, interval, f"({whole.text}－{part.text})")


def _as_one(model: Figure, value: Decimal, interval: Interval, text: str) -> Figure:
    return replace(model, quantity=replace(model.quantity, value=value, interval=interval, text=text, qualifier=""))
