"""ARI for shares and growths that hold only by the rounding of what they are made of.

10.5亿元 and 11.3亿元 may stand for values that have grown by 7.26%, and 102.2万 of 115.3万 may be 88.63%. Taken as
printed they give 7.62% and 88.64%: the first has two digits changed over, the second most likely its tail cut off.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from drafter.checking.context import CheckContext
from drafter.checking.relations import Relation
from drafter.checking.relations.model import printed_like, truncates
from drafter.checking.relations.trials import turned
from drafter.checking.rules.arithmetic_rules import BY_KIND, TRUNCATED
from drafter.checking.rules.model import Family
from drafter.facts.numerals import to_places
from drafter.findings import Evidence, Finding, Severity, State

__all__ = ["FAMILY"]

_HUNDRED = Decimal(100)
_OPERANDS = 3
_TELLING = 2  # decimals of a figure whose last digit is worth a word


def check(context: CheckContext) -> Iterator[Finding]:
    """Every share and growth that is borne out by one part and one whole, or by two values."""
    told: set[int] = set()
    for relation in context.relations:
        if relation.state is not State.PROVED or relation.kind not in ("share", "growth"):
            continue
        stated, exact = relation.stated, _face_value(relation)
        quantity = stated.quantity
        if exact is None or not quantity.step or not quantity.definite or stated.id in told:
            continue
        meant = to_places(exact / quantity.step, rounding=ROUND_HALF_UP) * quantity.step
        if meant == quantity.value:
            told.add(stated.id)
        elif turned(quantity.value, meant):
            told.add(stated.id)
            yield _finding(relation, exact, Severity.WARNING)
        elif quantity.decimals >= _TELLING and truncates(exact, quantity):
            told.add(stated.id)
            yield _finding(relation, exact, Severity.INFO)


def _face_value(relation: Relation) -> Decimal | None:
    """What the two figures give as they are printed; None where there are more of them, or one is not definite."""
    if len(relation.figures) != _OPERANDS or not all(figure.quantity.definite for figure in relation.figures):
        return None
    one, other = (figure.quantity.value for figure in relation.figures[:2])
    if one <= 0 or other <= 0:
        return None
    if relation.kind == "share":
        return one / other * _HUNDRED if "÷" in relation.formula else None
    before = [f for f in relation.figures[:2] if relation.formula.endswith(f"÷{f.text}")]
    if "－" not in relation.formula or len(before) != 1:
        return None
    return abs(one - other) / before[0].quantity.value * _HUNDRED


def _finding(relation: Relation, exact: Decimal, severity: Severity) -> Finding:
    stated = relation.stated
    should = printed_like(exact, stated.quantity)
    cut = severity is Severity.INFO
    rule = TRUNCATED if cut else BY_KIND[relation.kind]
    told = "像是截去了尾数" if cut else "疑似两位数字写颠倒"
    return rule.at(
        stated.statement.flow,
        stated.start,
        stated.end,
        f"按文中写的{relation.formula}四舍五入为{should}，“{stated.text}”{told}；以原始数据计算的除外",
        evidence=(Evidence("computed", relation.formula, should),),
        suggestion="用原始数据复算",
        touches=(stated,),
        severity=severity,
    )


FAMILY = Family("ARI", "算术关系", (), check)
