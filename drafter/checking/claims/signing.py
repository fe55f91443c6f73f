"""The date that closes a report."""

from __future__ import annotations

import re

from drafter.facts.numerals import narrow
from drafter.reading import Document

__all__ = ["SIGNED", "signed_on"]

_CLOSING = 4
#: A line that is nothing but the date, with the office before it or 印发 behind.
SIGNED = re.compile(
    r"^\s*(?:\(落款\)|落款[:：])?\s*(?:[一-鿿]{2,30}(?:政府|委员会|办公室|教育局|教体局|督导室)\s*)?"
    r"(?P<year>20\d\d)\s*年\s*(?P<month>1[0-2]|0?[1-9])\s*月\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*日(?:印发)?\s*$"
)


def signed_on(document: Document) -> tuple[int, int, int] | None:
    """(year, month, day) that stands under the last lines of a report, None when none does."""
    lines = [p for p in document.paragraphs if p.part == "body" and p.text.strip()][-_CLOSING:]
    dates = [match for p in lines if (match := SIGNED.match(narrow(p.text)))]
    if not dates:
        return None
    return int(dates[-1]["year"]), int(dates[-1]["month"]), int(dates[-1]["day"])
