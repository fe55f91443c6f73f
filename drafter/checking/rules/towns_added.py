"""More of ENT012: a town to which others are added, itself among them.

「河口镇有中学生2600人，加上石桥镇和河口镇，三个镇合计4800人」: who is added to a place is another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.county_lists import LISTED
from drafter.checking.rules.model import Family
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import parse_chinese
from drafter.findings import Finding

__all__ = ["FAMILY"]

_PLACE = r"[一-鿿]{1,6}(?:镇|乡|街道|县|区|市|旗)"
_ADDED = re.compile(
    rf"(?:加上|算上|连同|连上)(?P<names>{_PLACE}(?:[、和及与]{_PLACE})*)[，,]?(?P<n>[两三四五六七八九]|\d)个?(?:乡镇|街道|[镇乡县区市旗])"
)
#: 河口镇有中学生2600人: whose figure opens what the others are added to.
_OPENS = r"(?:^|[，。；：、])(?:其中|而|仅)?(?P<place>{name})(?:[一-鿿]{{0,6}}?)(?:有|达|就|为|占|共)"


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that adds places to one."""
    for statement in context.statements:
        if statement.flow.part in ("body", "textbox") and "个" in statement.text:
            yield from _added(statement)


def _added(statement: Statement) -> Iterator[Finding]:
    text = statement.text
    for match in _ADDED.finditer(text):
        names = re.split("[、和及与]", match["names"])
        many = int(match["n"]) if match["n"].isdigit() else int(parse_chinese(match["n"].replace("两", "二")) or 0)
        if many != len(names) + 1:
            continue
        for name in names:
            opened = list(re.finditer(_OPENS.format(name=re.escape(name)), text[: match.start()]))
            if opened:
                start, end = opened[-1].span("place")
                yield LISTED.at(
                    statement.flow,
                    statement.start + start,
                    statement.start + end,
                    f"“{name}”加上的又是“{name}”，{match['n']}个地方里同一个算了两次",
                    suggestion="核对两处是否有一处应为另一个地方",
                    root=f"ENT012:{name}:added",
                )


FAMILY = Family("ENT", "地名人名", (), check)
