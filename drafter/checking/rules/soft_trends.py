"""CON009 for a rise or fall without a figure: 「巩固率96.9%，较上年97.2%稳中有升」 falls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.trend_words import TURNED
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import FALL, RISE, Role, Statement
from drafter.findings import Evidence, Finding

__all__ = ["FAMILY"]

#: What leads to the value of the year before, behind that of this year.
_THAN = re.compile(
    r"^(?P<first>[^，。；：\d]{0,8})[，（]?(?:比|较|相比|与|高于|低于|上年|去年|20\d\d年)"
    r"[^，。；：、\d]{0,10}?(?:上年|去年|前一年|20\d\d年)?(?:同期|底|末|度)?(?:的|为|是)?$"
)
_WENT = re.compile(
    r"^[）)]?(?:，|相比，?)?(?:有所|略有|稍有|均有|明显|稳中有|稳中略|稳步|持续|大幅|进一步|显著|小幅|逐步|实现|又|继续|不断|呈)*"
    rf"(?:(?P<up>{RISE}|增加|上浮|向上)|(?P<down>{FALL}|走低))(?:趋势|态势|势头|幅度较大)?(?=[，。；、）]|$)"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Every two values of the running text with such a word behind the second."""
    for statement in context.statements:
        if statement.flow.part == "table":
            continue
        for at, before in enumerate(statement.figures[1:], start=1):
            now = statement.figures[at - 1]
            if before.role is not Role.PREVIOUS or now.role is not Role.LEVEL:
                continue
            one, two = now.quantity, before.quantity
            alike = one.kind is two.kind and one.kind in (Kind.PERCENT, Kind.AMOUNT) and one.dimension == two.dimension
            if not alike or not (one.definite and two.definite) or not _THAN.match(before.gap):
                continue
            went = _WENT.match(statement.between(before.end, statement.end))
            if went is None:
                continue
            if (went["up"] and one.value < two.value) or (went["down"] and one.value > two.value):
                yield _finding(statement, now.start, before.end + went.end(), now.text, before.text, bool(went["up"]))


def _finding(statement: Statement, start: int, end: int, now: str, before: str, up: bool) -> Finding:
    way = "下降" if up else "上升"
    return TURNED.at(
        statement.flow,
        start,
        end,
        f"由{before}到{now}是{way}，与所写的升降相反",
        evidence=(Evidence("document", "", statement.text.strip()),),
        suggestion="核对两个数和升降用词",
        root=f"CON009:soft:{statement.number}:{start}",
    )


FAMILY = Family("CON", "前后矛盾", (), check)
