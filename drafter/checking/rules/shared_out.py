"""NUM022 where money and those it was paid to stand side by side: each got a few cents, or a fortune."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.sizes import SIZE
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role
from drafter.findings import Evidence, Finding, State

__all__ = ["FAMILY"]

_PAID = r"(?:发放|资助|补助|助学金|奖学金|补贴|津贴|减免|免除|慰问金|救助|营养膳食|保教费|学费)"
_GRANT = re.compile(r"资助|助学金|奖学金|生活补助|津贴|生活补贴|交通补助|慰问金|保教费|学费|伙食")
#: 发放补助63万元，惠及学生1260人
_THEN_HEADS = re.compile(
    r"^(?:，|,|、|（|\()?(?:共计?|累计|全部)?(?:惠及|受益|资助|覆盖|享受|涉及|补助|受助|救助|发给)[^，。；、\d]{0,14}$"
)
#: 资助学生1260人，发放资金63万元; 为1260名学生发放补助63万元
_THEN_MONEY = re.compile(rf"^[^。；\d]{{0,14}}{_PAID}[^，。；、\d]{{0,10}}$")
#: What is so much for each, or was built or bought for all of them.
_OTHERWISE = re.compile(r"每|均|标准|按|差额|增加|减少|提高|较|比|其中|工程|建设|项目|新建|安家|人才|引进|保险|保费")
_LEAST = Decimal(3)
_MOST = Decimal(150000)
_TIMES = ("person", "person-times")
_CROWD = Decimal(10) ** 7  # more than any place but a province could pay
_REACH = 24


def check(context: CheckContext) -> Iterator[Finding]:
    """Money and heads next to each other in the running text."""
    for statement in context.statements:
        if statement.flow.part == "table":
            continue
        for one, other in pairwise(statement.figures):
            if one.quantity.dimension == "money" and other.quantity.dimension in _TIMES:
                if _THEN_HEADS.match(other.gap):
                    yield from _shared(context, one, other, one.gap[-_REACH:] + other.gap)
            elif (
                one.quantity.dimension in _TIMES
                and other.quantity.dimension == "money"
                and _THEN_MONEY.match(other.gap)
            ):
                yield from _shared(context, other, one, one.gap[-_REACH:] + other.gap)


def _shared(context: CheckContext, money: Figure, heads: Figure, words: str) -> Iterator[Finding]:
    paid = re.split("[。；]", words)[-1]
    usual = all(f.quantity.kind is Kind.AMOUNT and f.role is not Role.CHANGE for f in (money, heads))
    told = any(context.states.get(figure.id) is State.REFUTED for figure in (money, heads))
    if not usual or told or not heads.quantity.value or not re.search(_PAID, paid) or _OTHERWISE.search(paid):
        return
    each = money.quantity.value / heads.quantity.value
    if each < _LEAST or (each > _MOST and _GRANT.search(paid)):
        odd = heads if each < _LEAST and heads.quantity.value >= _CROWD else money
        advice = "核对人数的单位：人、人次，还是万人次" if odd is heads else "核对金额的单位：元、万元，还是亿元"
        about = f"{each:.2f}".rstrip("0").rstrip(".") if each < 100 else f"{each / 10000:.0f}万"
        yield SIZE.at(
            odd.statement.flow,
            odd.start,
            odd.end,
            f"“{money.text}”给{heads.text}，每人合{about}元，不可能",
            evidence=(Evidence("document", "", money.statement.text.strip()),),
            suggestion=advice,
            touches=(money, heads),
        )


FAMILY = Family("NUM", "数字与指标", (), check)
