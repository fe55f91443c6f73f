"""One rank told twice with two numbers, under CON007: 总分列全省第三 in one paragraph, 总分排全省第五 in another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.placings import STANDING
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import parse_chinese
from drafter.findings import Evidence, Finding

__all__ = ["FAMILY"]

_RANK = re.compile(
    r"(?:排名?|列|居|位列|位居|名列|获|为)(?:在)?(?P<scope>全[省市县区国州])[^，。；\d第]{0,6}第(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})"
    r"(?![一-鿿]{0,1}(?:批|届|次|期|方阵|梯队|季度|个|产业|课堂|责任))"
)
_ANOTHER_TIME = re.compile(
    r"上年|去年|此前|原|曾|[由从较比]|提升|前移|上升|下降|后移|目标|力争|争取|计划|20\d\d|季度|半年|期中"
)
_EMPTY = re.compile(
    r"[全我本][省市县区州国旗]|排名?|位列|位居|名列|其中|成绩|总分|得分|工作|考核|评比|教育|评价|综合|年度|今年|项目|比赛|大赛|[的在中为居列获以分]|\d+"
)
_HAN = re.compile(r"[^一-鿿]")
_MOST = 60
_SHARED = 3


@dataclass(frozen=True)
class _Rank:
    statement: Statement
    start: int
    end: int
    scope: str
    number: int
    thing: str  # what stands right before: 质量监测 of 数学 is not that of 语文
    pairs: frozenset[str]


def check(context: CheckContext) -> Iterator[Finding]:
    """Ranks of the reported year with what they are of."""
    told = list(islice(_ranks(context), _MOST))
    for at, other in enumerate(told):
        for first in told[:at]:
            if first.statement is other.statement or first.scope != other.scope or first.number == other.number:
                continue
            shared = first.pairs & other.pairs if first.thing == other.thing else frozenset()
            if len(shared) >= _SHARED and len(shared) == min(len(first.pairs), len(other.pairs)):
                words = first.statement.between(first.start, first.end)
                yield STANDING.at(
                    other.statement.flow,
                    other.start,
                    other.end,
                    f"同一项名次，前面写“{words}”，这里写“{other.statement.between(other.start, other.end)}”",
                    evidence=(Evidence("document", "", first.statement.text.strip()),),
                    suggestion="核对名次",
                )
                break


def _ranks(context: CheckContext) -> Iterator[_Rank]:
    for statement in context.statements:
        if statement.flow.part == "table" or "第" not in statement.text:
            continue
        for match in _RANK.finditer(statement.text):
            before = re.split("[。；]", statement.text[: match.start()])[-1]
            if _ANOTHER_TIME.search(before + match.group()):
                continue
            number = int(match["n"]) if match["n"].isdigit() else int(parse_chinese(match["n"]) or 0)
            plain = _HAN.sub("，", _EMPTY.sub("，", before))
            pairs = {pair for i in range(len(plain) - 1) if "，" not in (pair := plain[i : i + 2])}
            start = statement.start + match.start()
            thing = plain.strip("，")[-2:]
            yield _Rank(statement, start, start + len(match[0]), match["scope"], number, thing, frozenset(pairs))


FAMILY = Family("CON", "前后矛盾", (), check)
