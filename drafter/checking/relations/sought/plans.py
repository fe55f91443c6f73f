"""How much of a plan was done: 「计划招聘120名，实际招聘112名，完成计划的93.3%」, whatever stands between."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.sought.entries import Entries, measure
from drafter.checking.relations.sought.trying import tried
from drafter.checking.relations.trials import quotient
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Role, Statement

__all__ = ["plans_of"]

_OF_PLAN = re.compile(
    r"(?:完成|达到?|占|为|是)(?:了)?(?:年度|全年|年初|既定|规划|省定|市定|当年|五年)*(?:计划|任务|目标)(?:任务|总?数|总量)?的(?:约|近)?$"
    r"|(?:计划|任务|目标|招聘|投资|项目|建设)?完成率(?:为|达到?|是)?$"
)
_PLAN = re.compile(r"计划|任务|目标|应(?!届|用|急)|拟")
_DONE = re.compile(r"实际|已|完成|累计|到岗|到位|建成|竣工|录用|新增|新建|改造")
_HUNDRED = Decimal(100)
_WIDE = 12


def plans_of(entries: Entries, statement: Statement, at: int) -> Relation | None:
    """The part of a plan that ``statement.figures[at]`` tells, of a plan and of what was done in its sentence."""
    del entries
    stated = statement.figures[at]
    if stated.quantity.kind is not Kind.PERCENT or stated.role is Role.CHANGE or not _OF_PLAN.search(stated.gap):
        return None
    before = [
        f for f in statement.figures[max(0, at - _WIDE) : at] if f.quantity.definite and f.quantity.kind is Kind.AMOUNT
    ]
    plans = [f for f in before if _PLAN.search(f.gap) and f.quantity.interval.low > 0]
    done = [f for f in before if _DONE.search(f.gap) and not _PLAN.search(f.gap)]
    trials = [
        quotient(one, plan, _HUNDRED)
        for plan in reversed(plans)
        for one in reversed(done)
        if measure(one) == measure(plan) and one.id > plan.id
    ]
    return tried("share", trials, stated, sole=trials[0] if len(trials) == 1 else None)
