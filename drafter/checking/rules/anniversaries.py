"""More of TIM014: anniversaries that do not fall in the year they are kept in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.checking.claims.calendar import anniversaries, named
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.since import SINCE
from drafter.checking.text.dates import plain_digits
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import parse_chinese
from drafter.findings import Finding

__all__ = ["FAMILY"]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
#: That it is kept now: 庆祝, 喜迎, 适逢; 新中国成立70周年以来 and a medal of that name are of another year.
_KEPT = r"(?:庆祝|纪念|喜迎|迎接|迎来|正值|恰逢|适逢|时值|欣逢|是|献礼|祝福|为)"
_NOT_NOW = re.compile(r"以来|当时|曾|首次|奖章|纪念章|时任|获得|荣获|届|目标|本世纪")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"{_KEPT}[^，。；、\d]{{0,14}}?(?P<name>{named(anniversaries())})[^，。；、《》\d]{{0,10}}?"
        r"(?P<number>\d{2,3}|[一二三四五六七八九十百零]{2,6})周年(?!时|前)"
    )


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that tells of an anniversary."""
    for statement in context.statements if context.year else ():
        if "周年" in statement.text:
            yield from _kept(context, statement)


def _kept(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    text = plain_digits(statement.text)
    if _NOT_NOW.search(text):
        return
    for match in _pattern().finditer(text):
        begun = anniversaries()[match["name"]]
        told = match["number"]
        number = int(told) if told.isdigit() else int(parse_chinese(told) or 0)
        years = [int(year) for year in _YEAR.findall(text)] or [context.year, context.year + 1]
        if number and not any(begun + number == year for year in years):
            start, end = statement.start + match.start("name"), statement.start + match.end()
            said = f"{years[0]}年是“{match['name']}”{years[0] - begun}周年，文中写“{told}周年”"
            yield SINCE.at(statement.flow, start, end, said, suggestion="核对周年数")


FAMILY = Family("TIM", "时间", (), check)
