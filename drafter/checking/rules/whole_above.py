"""ENT004 for a whole: 「占全市专任教师的90.2%」 in a district's report, where its own teachers are the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.relations.quotients import share_of
from drafter.checking.rules.levels import level_told, own_letter
from drafter.checking.rules.model import Family
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role
from drafter.findings import Finding, State

__all__ = ["FAMILY"]

_OF_WHOM = re.compile(
    r"占(?P<name>[全我](?P<letter>[省市州盟县区旗]))(?P<of>[^，。；、\d]{2,16}?)(?:总数|总人数|总量|总额)?的?(?:比例|比重)?(?:为|达|约)?$"
)
_ABOVE = {"县": "省市州盟", "区": "省市州盟", "旗": "省市盟", "市": "省", "州": "省", "盟": "省"}
_GRAM = 2
_PLAIN = re.compile(r"总|数|学校|全|的|教育|阶段|及|和|在")
_FIRST = 400  # figures of a report that a whole is looked for among


def check(context: CheckContext) -> Iterator[Finding]:
    """Shares of a whole of the level above that are those of the report's own whole."""
    letter = own_letter(context)
    above = _ABOVE.get(letter, "")
    for statement in context.statements if above else ():
        if statement.flow.part == "table" or "占" not in statement.text:
            continue
        for at, share in enumerate(statement.figures):
            words = _OF_WHOM.search(share.gap) if at and share.quantity.kind is Kind.PERCENT else None
            if words is None or words["letter"] not in above:
                continue
            part = statement.figures[at - 1]
            if share.quantity.decimals and part.quantity.kind is Kind.AMOUNT and _is_own(context, part, share, words):
                start = share.start - len(share.gap) + words.start("name")
                advice = f"按本{letter}的数算才得{share.text}，改为“{words['name'][0]}{letter}”"
                yield level_told(statement.flow, (start, start + len(words["name"])), letter, advice)


def _is_own(context: CheckContext, part: Figure, share: Figure, words: re.Match[str]) -> bool:
    """Whether a count of the same sort, told of the report's own place and of no other, gives the share."""
    whole = f"{words['name']}{words['of']}"
    named = _pairs(words["of"])
    fitting: list[Figure] = []
    for figure in list(context.figures())[:_FIRST]:
        quantity = figure.quantity
        if figure is part or quantity.kind not in (Kind.AMOUNT, Kind.BARE) or figure.role is not Role.LEVEL:
            continue
        if quantity.value <= part.quantity.value or not quantity.definite:
            continue
        if figure.statement.text.count(whole) > (figure.statement is share.statement):
            return False  # the level above tells its own
        relation = share_of(part, figure, share, [])
        if relation is not None and relation.state is State.PROVED:
            fitting.append(figure)
    return any(named & _pairs(figure.gap[-16:] + _head(figure)) for figure in fitting)


def _head(figure: Figure) -> str:
    statement = figure.statement
    return statement.between(figure.end, min(statement.end, figure.end + 8))


def _pairs(words: str) -> set[str]:
    plain = _PLAIN.sub("，", words)
    return {plain[i : i + _GRAM] for i in range(len(plain) - 1) if "，" not in plain[i : i + _GRAM]}


FAMILY = Family("ENT", "人地机构", (), check)
