"""POL019: a goal for what is to come that lies below what the report says is reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role
from drafter.checking.text.telling import Told
from drafter.checking.text.things import Thing, read_thing
from drafter.facts import Period
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

_NEXT = "\n二、存在的问题\n部分学校学位偏紧。\n三、下一步措施\n"
BELOW = Rule(
    "POL019",
    "goal-below-present",
    "目标低于现状",
    Severity.WARNING,
    "下一步要把某个比率“提高到”“达到”的数，比文中或指标表里现在的数还低；要“降到”的数，比现在的还高。",
    "多半是沿用了往年的目标，没有改。",
    (
        Example("一、基本情况\n普惠性幼儿园覆盖率为91.00%。" + _NEXT + "到2026年普惠性幼儿园覆盖率达到88%。"),
        Example("一、基本情况\n公办园在园幼儿占比为55.74%。" + _NEXT + "年底前公办园在园幼儿占比提高到53.5%。"),
        Example("一、基本情况\n儿童青少年总体近视率为48.6%。" + _NEXT + "力争儿童青少年总体近视率降到50%以下。"),
    ),
    (
        Example("一、基本情况\n普惠性幼儿园覆盖率为91.00%。" + _NEXT + "到2026年普惠性幼儿园覆盖率达到92%。"),
        Example("一、基本情况\n普惠性幼儿园覆盖率为91.00%。" + _NEXT + "普惠性幼儿园覆盖率稳定在90%以上。"),
        Example("一、基本情况\n普惠性幼儿园覆盖率为91.00%。" + _NEXT + "到2026年各乡镇普惠性幼儿园覆盖率均达到88%。"),
        Example("一、基本情况\n儿童青少年总体近视率为48.6%。" + _NEXT + "力争儿童青少年总体近视率降到46%以下。"),
    ),
    "《中共中央、国务院关于全面实施预算绩效管理的意见》（2018）：绩效目标应当科学合理；国办发〔2017〕49号：评价看改进",
)

_UP = re.compile(r"(?:提高|提升|增加|扩大|上升|达|增)(?:到|至)?(?:不低于|超过)?(?:约|近)?$")
_DOWN = re.compile(r"(?:降低?|下降|压减|减少|控制|缩小)(?:到|至|在)(?:约)?$")
#: Of some of the region, of another year, or what has been reached and is to be kept.
_OTHER = re.compile(
    r"[各该每][县市区乡镇校园]|[一-鿿]{1,6}(?:乡|镇|街道|县|区)(?!域)|保持|稳定|巩固|不低于|底线|国家|省定|要求|标准|原|目前|现有|上年|去年|由|从|分别"
)
_LEADS = re.compile(
    r"^(?:[一二三四五六七八九十\d]{1,3}[是.、．]|到|至|在|力争|确保|争取|努力|推动|促进|实现|使|将|把|全[省市县区州盟旗]|20\d\d年|学年|年内|明年|底前?|末|年底|之?前|逐步|再)+"
)
_LOW_IS_GOOD = re.compile(r"近视|辍学|大班额|差异系数|空缺|流失|肥胖|负担")
_RATE = re.compile(r"率|占比|比例|比重|度")


def check(context: CheckContext) -> Iterator[Finding]:
    """The goals of the part on what is to come, against what the rest tells of the same rate."""
    for statement in context.statements:
        flow = statement.flow
        if flow.part == "table" or context.roles[flow.first_paragraph] != MEASURES:
            continue
        for figure in statement.figures:
            now = _present(context, figure)
            if now is not None:
                yield _finding(figure, now)


def _present(context: CheckContext, goal: Figure) -> Told | None:
    """What the rate is now, where the goal falls short of it."""
    quantity = goal.quantity
    if quantity.kind is not Kind.PERCENT or goal.role not in (Role.LEVEL, Role.TARGET):
        return None
    clause = re.split(r"[，。；：]", goal.gap)[-1]
    up, down = _UP.search(clause), _DOWN.search(clause)
    thing = read_thing(_LEADS.sub("", _DOWN.sub("", _UP.sub("", clause))))
    if not (up or down) or _OTHER.search(clause) or not _RATE.search(thing.core):
        return None
    now = context.told.one(thing, "percent", Period.THIS) or _bound(context, thing)
    if now is None or now.figure.statement is goal.statement or bool(down) != bool(_LOW_IS_GOOD.search(thing.core)):
        return None
    short = now.interval.low > quantity.value if up else now.interval.high < quantity.value
    return now if short else None


def _bound(context: CheckContext, thing: Thing) -> Told | None:
    """The same told of a stage that the goal leaves out, where only one is."""
    if thing.stage:
        return None
    held = [
        value
        for (other, period, measure), values in context.told.all().items()
        if period is Period.THIS and measure == "percent" and other.core == thing.core and other.owner == thing.owner
        for value in values
    ]
    return held[0] if len({value.figure.quantity.value for value in held}) == 1 else None


def _finding(goal: Figure, now: Told) -> Finding:
    flow = now.figure.statement.flow
    place = f"第{flow.first_paragraph + 1}段"
    return BELOW.at(
        goal.statement.flow,
        goal.start,
        goal.end,
        f"目标是{goal.text}，现在已是{now.figure.text}（{place}），目标不如现状",
        evidence=(Evidence("document", place, now.figure.statement.text.strip()),),
        suggestion="核对目标，是否沿用了往年的数",
        touches=(goal, now.figure),
    )


FAMILY = Family("POL", "政策", (BELOW,), check)
