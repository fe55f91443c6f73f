"""Dates, years and year ranges in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.facts.numerals import narrow

__all__ = ["DateMention", "find_dates", "plain_digits"]

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")

_YEAR = r"(?:1\s?9|2\s?0)\s?\d\s?\d"
_DASH = r"\s*(?:[-—–－~～]{1,2}|至|到)\s*"
_PATTERN = re.compile(
    rf"(?P<from>{_YEAR})\s*(?:年度?|学年度?)?{_DASH}(?P<to>{_YEAR})\s*(?P<unit>学年度?|年度?|)"
    rf"|(?P<year>{_YEAR})\s*(?P<kind>学年度?|年度|年)"
    r"(?:\s*(?P<month>1[0-2]|0?[1-9])\s*月(?:\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*日|\s*(?P<span>底|末|初|份|上旬|中旬|下旬))?"
    r"|\s*(?P<yearend>底|末|初))?"
    r"|(?<![\d.])(?P<month2>1[0-2]|0?[1-9])\s*月(?:\s*(?P<day2>3[01]|[12]\d|0?[1-9])\s*日|\s*(?:底|末|初|份))?"
    r"|(?P<relative>上一?学?年度?|去年|本年度?|今年|当年)(?:同期|末|底)?"
)


@dataclass(frozen=True)
class DateMention:
    """A date, a year, a range of years, or 上年/本年 in a text.

    Attributes:
        kind: year, range, school-year, month, day, or relative.
        year: the (first) year; 0 when the words name none.
        last: the last year of a range, otherwise equal to ``year``.
        relative: -1 for 上年/去年, 0 for 本年/今年, None when a year is named.
    """

    start: int
    end: int
    text: str
    kind: str
    year: int
    last: int
    month: int = 0
    day: int = 0
    relative: int | None = None


def plain_digits(text: str) -> str:
    """A text with full-width digits made half-width and its marks left as they are, of the same length.

    >>> plain_digits("２０２５年，第１次")
    '2025年，第1次'
    """
    return text.translate(_WIDE)


def find_dates(text: str) -> Iterator[DateMention]:
    """Every date mention, in order, without overlap."""
    for match in _PATTERN.finditer(narrow(text)):
        yield _mention(match, text)


def _mention(match: re.Match[str], text: str) -> DateMention:
    start, end = match.span()
    words = text[start:end]
    if match["relative"]:
        last_year = match["relative"][0] in "上去"
        return DateMention(start, end, words, "relative", 0, 0, relative=-1 if last_year else 0)
    if match["from"]:
        first, last = (_number(match[name]) for name in ("from", "to"))
        kind = "school-year" if "学年" in words else "range"
        return DateMention(start, end, words, kind, first, last)
    if match["month2"]:
        day = int(match["day2"] or 0)
        return DateMention(start, end, words, "day" if day else "month", 0, 0, int(match["month2"]), day)
    year = _number(match["year"])
    month, day = int(match["month"] or 0), int(match["day"] or 0)
    calendar = "day" if day else "month" if month else "year"
    kind = "school-year" if "学年" in match["kind"] else calendar
    return DateMention(start, end, words, kind, year, year, month, day)


def _number(written: str) -> int:
    return int("".join(written.split()))
