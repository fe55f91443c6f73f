"""Changes that stand behind two values without being theirs."""

from __future__ import annotations

import re

from drafter.checking.text.statements import Figure, Role
from drafter.checking.text.things import read_thing

__all__ = ["goes_the_other_way", "of_a_gap", "of_own_stage", "spent_more_or_less"]

#: How far two values lie apart narrows while the lower one rises.
_GAP = re.compile(r"差距|落差|差额|差值|剪刀差")
#: What moved, where it is named behind the number: 同时新增2所初中.
_NAMED_BEHIND = re.compile(r"[^，。；、：（）()\d和及与]{0,8}")
_SPENT = re.compile(r"(?:[少多](?:花|支出|支|付|用)|节[省约])了?(?:资金|经费|费用)?(?:约|近|超过)?$")
_PRICE = re.compile(r"每[一-鿿]{1,4}|[生人次园校]均|单价|均价|价格")


def of_own_stage(now: Figure, change: Figure) -> bool:
    """Whether what is named right behind a change is of a stage that its value is not of."""
    statement = change.statement
    behind = _NAMED_BEHIND.match(statement.between(change.end, statement.end))
    stage = read_thing(behind.group()).stage if behind else ""
    return bool(stage) and stage != read_thing(now.gap).stage


def of_a_gap(before: Figure, now: Figure, change: Figure) -> bool:
    """Whether a change is of a gap that the values are not: 相当于后者的82.4%，上年为80.1%，差距收窄2.3个百分点."""
    return bool(_GAP.search(change.gap)) and not _GAP.search(before.gap + now.gap)


def spent_more_or_less(before: Figure | None, now: Figure, change: Figure) -> bool:
    """Whether a change is what the change of a price came to: 每公斤由6.8元降到6.1元，一年少花12万元."""
    priced = _PRICE.search((before.gap if before is not None else "") + now.gap)
    return bool(_SPENT.search(change.gap)) and bool(priced)


def goes_the_other_way(whole: Figure, last: Figure) -> bool:
    """Whether changes go on with one against it: 净减65所，其中小学减55所、初中减12所，高中和中职各增1所."""
    behind = [f for f in last.statement.figures if f.id == last.id + 1]
    return any(
        f.role is Role.CHANGE
        and f.quantity.dimension == whole.quantity.dimension
        and f.direction * whole.direction < 0
        and "；" not in f.gap
        for f in behind
    )
