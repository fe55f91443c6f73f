"""No more faults are mended than were found: 「发现问题41个，已整改完成43个」."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.relations.model import Relation
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["mended"]

#: What is found, told of or handed in, right before its number or behind it.
_FOUND = re.compile(
    r"(?:发现|反馈|查出|查找|排查|梳理|指出|收到|受理|接到|接收|收集|移交|交办|查摆|核查|通报|征集)(?:出|到|了)?[^，。；：\d]{0,30}"
    r"(?:问题|隐患|线索|信访|投诉|举报|来信|来访|建议|意见|诉求|事项|矛盾|短板|漏洞|违规|工单|提案|议案|来电|电话|件)?[^，。；：、\d]{0,6}$"
)
_DONE = re.compile(
    r"^[，,；;、（(]?(?:目前|现|年内|当年|其中|截至[^，。；]{0,10}[，,]?)?(?:均|已经?|全部|累计|实际)*(?:按期|按时|限期|立行立改|及时|如期)?(?:完成|实现)?"
    r"(?:整改|办结|销号|化解|解决|处置|处理|答复|回复|办理|核实|查实|整治|治理|消除|核销|完成整改|立行立改)(?:完成|完毕|到位|销号|办结|结束|了|的)*(?:有|为|共)?$"
)
_FINDS = re.compile("发现|反馈|查出|排查|收到|受理")
_OTHERS = re.compile(r"往年|历年|遗留|累计|[上去]年|存量|以前|此前|自查|另|新增|及")
_BEHIND = re.compile(r"^(?:问题|隐患|线索|信访|举报|投诉|建议|意见)")


def mended(statement: Statement) -> Iterator[Relation]:
    """Each number of faults with the number right behind it of those that were mended."""
    figures = statement.figures
    for whole, done in zip(figures, figures[1:], strict=False):
        if not (_counts(whole) and _counts(done)) or whole.quantity.dimension != done.quantity.dimension:
            continue
        between = statement.between(whole.end, done.start)
        behind = _BEHIND.match(between)
        if not (_FOUND.search(whole.gap) or (behind is not None and _FINDS.search(whole.gap))):
            continue
        gap = between[behind.end() :] if behind else between
        if not _DONE.match(gap) or _OTHERS.search(gap):
            continue
        state = State.PROVED if done.quantity.value <= whole.quantity.value else State.REFUTED
        yield Relation("subset", f"{done.text}≤{whole.text}", state, (whole, done))


def _counts(figure: Figure) -> bool:
    quantity = figure.quantity
    return quantity.kind is Kind.AMOUNT and quantity.definite and figure.role is Role.LEVEL
