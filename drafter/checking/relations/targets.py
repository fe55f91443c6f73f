"""Targets: a value that is said to reach, or to fall short of, a figure named beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.relations.model import Relation
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["targets"]

_REACHED = re.compile(r"完成|实现|达到|高于|超过|超出|不低于|优于|均达")
_SHORT = re.compile(r"差距|未达|没有达到|尚未|低于|不足|未能|未完成|不到")
_BELOW = re.compile(r"控制在|不超过|不高于|低于|以内|以下|少于")
_CEILING = re.compile(r"以内|以下|之内")
_FUTURE = re.compile(r"预计|力争|确保|计划|争取|将|目标|到20\d\d年|明年|下一步|规划|推动|努力|要求各|逐步")


def targets(statement: Statement) -> Iterator[Relation]:
    """「v%，完成t%的目标」 and 「v%，与t%的要求还有差距」, when value and target stand in one sentence side by side."""
    for value, target in zip(statement.figures, statement.figures[1:], strict=False):
        if value.role not in (Role.LEVEL, Role.SHARE) or target.role is not Role.TARGET:
            continue
        if value.quantity.kind is not Kind.PERCENT or target.quantity.kind is not Kind.PERCENT:
            continue
        if not value.quantity.definite or _FUTURE.search(statement.between(statement.start, target.start)):
            continue
        relation = _held(statement, value, target)
        if relation is not None:
            yield relation


def _held(statement: Statement, value: Figure, target: Figure) -> Relation | None:
    clause = target.gap
    after = statement.between(target.end, min(statement.end, target.end + 20))
    level, bound = value.quantity, target.quantity
    said = re.sub(r"不(?=[低少高超])", "＋", clause)  # 不低于 is no 低于
    short = bool(_SHORT.search(re.split(r"[，。；]", after)[0])) or bool(re.search(r"未达|未能|(?<!＋)低于|不足", said))
    if _BELOW.search(clause) and (_CEILING.search(bound.qualifier) or re.search(r"控制在|不超过|不高于", clause)):
        wrong = level.interval.low > bound.value
        formula = f"{value.text}≤{target.text}"
    elif short:
        wrong = level.interval.low >= bound.value and not _BELOW_IS_GOOD.search(statement.text)
        formula = f"{value.text}＜{target.text}"
    elif _REACHED.search(clause):
        wrong = level.interval.high < bound.value
        formula = f"{value.text}≥{target.text}"
    else:
        return None
    expected = "与所称不符" if wrong else ""
    state = State.REFUTED if wrong else State.PROVED
    return Relation("target", formula, state, (value, target), expected)


#: For these a low figure is the good one, so 低于 claims no shortfall.
_BELOW_IS_GOOD = re.compile(r"大班额|辍学|近视|空编|缺口|死亡|欺凌|负担|差异系数|压减")
