"""More of TIM019: what the state has set from a certain term on, told of a term before it.

A place may well have begun earlier by itself, so that only what is told as the state's, or of a term close before the
right one, is taken for a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.calendar import TermStart, term_starts
from drafter.checking.context import CheckContext
from drafter.checking.rules.meetings import BEFORE
from drafter.checking.rules.model import Family
from drafter.checking.text.dates import plain_digits
from drafter.checking.text.statements import Statement
from drafter.findings import Evidence, Finding

__all__ = ["FAMILY"]

_TERM = re.compile(
    r"(?<![\d—－至到])(?P<year>20\d\d)年(?:(?P<season>[春秋])季?(?:学期)?(?:开学)?|(?P<month>1[0-2]|0?[1-9])月(?:1日)?)?"
    r"(?:起|开始|以来)(?![点草])"
)
_OF_STATE = re.compile(r"国家|国务院|国办|财政部|教育部|中央(?!投资)|按照?(?:上级|省)|《|统一部署|双减")
_BY_ITSELF = re.compile(r"率先|先行|试点|提前|自行|自主|自筹|本级|自定|首批|探索|实验区|民族|十五年")
_REACH, _BACK = 80, 40


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that tells from when on something holds."""
    for statement in context.statements:
        if statement.dates and "20" in statement.text and re.search("起|开始|以来", statement.text):
            yield from _before(statement)


def _before(statement: Statement) -> Iterator[Finding]:
    text = plain_digits(statement.text)
    if _BY_ITSELF.search(text):
        return
    for match in _TERM.finditer(text):
        rest = re.split("[。；]", text[match.end() : match.end() + _REACH])[0]
        rest = rest[: other.start()] if (other := _TERM.search(rest)) else rest
        told_of = re.split("[。；]", text[max(0, match.start() - _BACK) : match.start()])[-1] + rest
        for start in term_starts():
            if not start.what.search(told_of):
                continue
            told = (int(match["year"]), _half(match, start))
            near = told[0] >= start.first[0] - 1
            if told < start.first and (near or _OF_STATE.search(text)):
                yield _found(statement, match, start)
            break


def _half(match: re.Match[str], start: TermStart) -> int:
    """The half of the year that is told, the right one where none is."""
    if match["season"]:
        return 1 if match["season"] == "春" else 2
    return (1 if int(match["month"]) < 8 else 2) if match["month"] else start.first[1]


def _found(statement: Statement, match: re.Match[str], start: TermStart) -> Finding:
    term = f"{start.first[0]}年{'春秋'[start.first[1] - 1]}季学期"
    return BEFORE.at(
        statement.flow,
        statement.start + match.start(),
        statement.start + match.end(),
        f"{start.name}从{term}起",
        evidence=(Evidence("policy", start.norm, ""),),
        suggestion="核对学期",
    )


FAMILY = Family("TIM", "时间", (), check)
