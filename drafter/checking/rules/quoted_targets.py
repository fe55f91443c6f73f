"""POL010: what a report says the state requires of an indicator, against every requirement that is known for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.claims.passages import Segment
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Rule
from drafter.checking.text.statements import Figure
from drafter.facts import Indicator, Interval, Threshold
from drafter.findings import Evidence, Finding, Severity

__all__ = ["MISQUOTED", "check_quoted"]

MISQUOTED = Rule(
    "POL010",
    "requirement-misquoted",
    "国家要求的数写错了",
    Severity.WARNING,
    "文中写国家对某项指标的要求、目标是多少，与该指标已知的国家要求都不同（写明年份的，与那一年的不同）。省、市自己定的目标不算；"
    "所知的要求没有核实过的，只提示核对。",
    "拿错了尺子，差距也就算错。",
    (
        Example("公办园在园幼儿占比为48.34%，与国家要求的70%还有差距。"),
        Example("普惠性幼儿园覆盖率89.7%，高于国家2025年达到75%的目标。"),
        Example("九年义务教育巩固率达到98.6%，完成93%的国家规划目标。"),
        Example("国家要求2025年普惠性幼儿园覆盖率达到70%以上，全市已经达到。"),
    ),
    (
        Example("公办园在园幼儿占比为48.34%，与国家要求的50%还有差距。"),
        Example("公办园在园幼儿占比为48.34%，与省定的55%目标还有差距。"),
        Example("普惠性幼儿园覆盖率89.7%，高于国家2025年达到85%的目标，比国家平均水平高5%。"),
        Example("九年义务教育巩固率98.6%，完成96%的国家规划目标，国家级示范校占40%的目标已经实现。"),
    ),
    "指标所列门槛的政策依据（drafter indicators 可查）",
)

#: The words between 国家 and the figure, and those behind it, of which one must say that it is a requirement.
_STATE_SAYS = re.compile(r"国家(?![级队助奖学课])(?P<said>[^，。；]{0,20}?)(?:的)?(?:不低于|不超过|达到|达|为|是)?\s*$")
_REQUIRES = re.compile(r"规定|要求|确定|提出|明确|标准|目标|底线")
_AIM = re.compile(r"^(?:以上)?的?(?:国家(?![级队助奖学课]))?[^，。；、\d]{0,8}?(?:目标|要求|标准|底线|规定)")
_AIM_OF_STATE = re.compile(r"^(?:以上)?的国家(?![级队助奖学课])[^，。；、\d]{0,8}?(?:目标|要求|标准|底线|规定)")
_OTHER = re.compile(r"平均|省|市|县|我区|均值|水平|资助|比例|分担|承担")
_YEAR = re.compile(r"(20\d\d)\s*年")
_FIVE_YEARS = re.compile(r"十(?P<plan>[三四五])五")
_ENDS = {"三": 2020, "四": 2025, "五": 2030}
_REACH, _FAR = 40, 60


def check_quoted(context: CheckContext) -> Iterator[Finding]:
    """Every figure that is said to be the state's requirement."""
    for segment in context.segments:
        text = segment.text
        if "国家" not in text:
            continue
        for figure in segment.figures:
            at, end = figure.start - segment.start, figure.end - segment.start
            said = _said(text[max(0, at - _REACH) : at], text[end : end + 20])
            if said is None:
                continue
            mentions = context.binder.lexicon.find(text[max(0, at - _FAR) : at])
            if mentions and not mentions[-1].short:
                yield from _misquoted(context, segment, figure, mentions[-1].indicator, _year(said))


def _said(before: str, after: str) -> str | None:
    """The words by which a figure is the state's requirement; None when it is not said to be."""
    if _AIM_OF_STATE.match(after):
        return before[-12:] + after
    match = _STATE_SAYS.search(before)
    if match is None or _OTHER.search(re.sub(r"普惠性幼儿园覆盖率|在园幼儿占比|公办园占比", "", match["said"])):
        return None
    aim = _AIM.match(after)
    return match["said"] + (aim.group() if aim else "") if aim or _REQUIRES.search(match["said"]) else None


def _year(words: str) -> int | None:
    if match := _YEAR.search(words):
        return int(match[1])
    plan = _FIVE_YEARS.search(words)
    return _ENDS[plan["plan"]] if plan else None


def _misquoted(
    context: CheckContext, segment: Segment, figure: Figure, indicator: Indicator, year: int | None
) -> Iterator[Finding]:
    numeric = [t for t in indicator.thresholds if isinstance(t.value, Decimal)]
    due = _due(numeric, year, context.year)
    unit = figure.quantity.unit
    if not due or unit is None or not unit.compatible(indicator.unit):
        return
    quantity = figure.quantity  # 70%以上 names 70
    number = quantity.interval if quantity.definite else Interval.exact(quantity.value)
    told = number.scaled(1 / indicator.unit.factor)
    if any(isinstance(t.value, Decimal) and told.contains(t.value) for t in due):
        return
    right = next((t for t in due if t.verified), due[-1])
    elsewhere = any(isinstance(t.value, Decimal) and told.contains(t.value) for t in numeric)
    symbol = indicator.unit.symbol if indicator.unit.dimension not in ("bare", "ratio", "proportion") else ""
    words = {">=": "不低于", ">": "高于", "<=": "不高于", "<": "低于", "==": ""}[right.op]
    since = f"（{right.since}年起）" if year or elsewhere else ""
    yield MISQUOTED.at(
        segment.flow,
        figure.start,
        figure.end,
        f"国家对“{indicator.name}”的要求是{words}{right.value}{symbol}{since}，文中写的是{figure.text}",
        evidence=(Evidence("policy", right.policy, right.note),),
        suggestion="核对要求的出处",
        severity=None if right.verified and not elsewhere else Severity.INFO,
    )


def _due(thresholds: list[Threshold], named: int | None, reported: int) -> list[Threshold]:
    """The requirements of the year that is named, else all that a report on its year can know of."""
    if named is not None:
        begun = [t for t in thresholds if t.since is not None and t.since <= named]
        latest = max((t.since or 0 for t in begun), default=0)
        return [t for t in begun if t.since == latest]
    return [t for t in thresholds if t.since is None or not reported or t.since <= reported + 1]
