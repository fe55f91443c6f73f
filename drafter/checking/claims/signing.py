"""The date that closes a report, and when it was written where none does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.checking.claims.passages import COMBINED, MEASURES
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow
from drafter.reading import Document

__all__ = ["SIGNED", "over_by", "signed_on"]

_CLOSING = 4
_LAST_DAY = 31
_AUTUMN = 9
#: What was done in the whole of a year is told after it: so many sentences are more than a way of speaking.
_WHOLE_YEAR = re.compile(r"全年(?!龄|级|段|计划|预计|目标|任务|将|拟)[^。；]{0,40}\d")
_WHOLE_YEARS = 3
#: A line that is nothing but the date, with the office before it or 印发 behind.
SIGNED = re.compile(
    r"^\s*(?:\(落款\)|落款[:：])?\s*(?:[一-鿿]{2,30}(?:政府|委员会|办公室|教育局|教体局|督导室)\s*)?"
    r"(?P<year>20\d\d)\s*年\s*(?P<month>1[0-2]|0?[1-9])\s*月\s*(?:(?P<day>3[01]|[12]\d|0?[1-9])\s*)?日?(?:印发)?\s*$"
)


def signed_on(document: Document) -> tuple[int, int, int] | None:
    """(year, month, day) that stands under the last lines of a report, None when none does."""
    lines = [p for p in document.paragraphs if p.part == "body" and p.text.strip()][-_CLOSING:]
    dates = [match for p in lines if (match := SIGNED.match(narrow(p.text)))]
    if not dates:
        return None
    day = dates[-1]["day"]  # 2026年1月  日, to be filled in by hand
    return int(dates[-1]["year"]), int(dates[-1]["month"]), int(day) if day else _LAST_DAY


def over_by(document: Document, statements: Sequence[Statement], roles: Sequence[str], year: int) -> tuple[int, int]:
    """(year, month) before which every deadline was over when a report was written.

    That is the month it was signed. A report that tells how things stood at the end of its year, or of what was done in
    the whole of it with plans for the next one, was written after it; one that only plans for the next year in autumn.

    Args:
        roles: of each paragraph, what it tells of; ``year``: the reported one.
    """
    if (signed := signed_on(document)) is not None:
        return max((year, 1), signed[:2])
    ended = re.compile(rf"截[至止]到?{year}年(?:[底末]|12月(?:底|末|31日))(?!前)")
    plans = {number for number, role in enumerate(roles) if role in (MEASURES, COMBINED)}
    told = [s for s in statements if s.figures and s.flow.first_paragraph not in plans]
    if any("截" in s.text and ended.search(s.text) for s in told):
        return (year + 1, 1)
    if not any(s.dates and f"{year + 1}年" in s.text and s.flow.first_paragraph in plans for s in statements):
        return (year, 1)
    whole = sum("全年" in s.text and bool(_WHOLE_YEAR.search(s.text)) for s in told)
    return (year + 1, 1) if whole >= _WHOLE_YEARS else (year, _AUTUMN)
