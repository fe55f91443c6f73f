"""Whose report a document is and of which year, by its title, by who signs it and by what it speaks of most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from drafter.facts.numerals import narrow
from drafter.reading import Document

__all__ = ["region_of", "titled_year", "year_of"]

_REGION = re.compile(r"([一-鿿]{2,14}?(?:省|自治区|市|自治州|州|盟|县|区|旗))(?:人民政府|政府|关于|20\d\d|履行|教育)")
_ISSUER = re.compile(r"[一-鿿]{2,24}(?:人民政府|教育局|教育体育局|教育和体育局)")
_CLOSING = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_YEAR = re.compile(r"(20\d\d)\s*年?度?")


def region_of(document: Document) -> str:
    """The region the title names; empty for a placeholder or none."""
    title = narrow(document.title)
    for words in (title, *_head_and_foot(document, title)):
        match = _REGION.search(words)
        region = match[1].removeprefix("关于") if match else ""
        if region and (re.search(r"[XxＸｘ×*某]", region) or len(region) < 3):
            return ""
        if region:
            return region
    return ""


def _head_and_foot(document: Document, title: str) -> Iterator[str]:
    """A title set in two lines as one, and the government that signs above the closing date."""
    lines = [narrow(p.text).strip() for p in document.paragraphs if p.part == "body" and p.text.strip()]
    at = lines.index(title) if title in lines else -1
    if at > 0 and _ISSUER.fullmatch(lines[at - 1]):
        yield lines[at - 1] + title
    for signer, day in pairwise(lines[-3:]):
        if _CLOSING.fullmatch(day) and _ISSUER.fullmatch(signer):
            yield signer


def titled_year(title: str) -> int:
    """The year that a title names first, 0 where it names none."""
    match = _YEAR.search(title)
    return int(match[1]) if match else 0


def year_of(document: Document) -> int:
    """The year the title names, else the one the text speaks of most."""
    if titled := titled_year(narrow(document.title)):
        return titled
    years = Counter(int(y) for p in document.body() for y in _YEAR.findall(narrow(p.text)))
    return years.most_common(1)[0][0] if years else 0
