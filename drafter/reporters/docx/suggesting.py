"""Safe mechanical fixes as tracked changes: marks, width of digits, padded dates, heading numbers.

A figure keeps its value, a name its characters, and a conclusion is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drafter.facts.numerals import narrow
from drafter.reading import Document, Heading
from drafter.reading.word.comments import AUTHOR
from drafter.reading.word.names import W
from drafter.reading.word.walk import Shown
from drafter.reporters.docx.anchoring import runs_between

__all__ = ["Fix", "find_fixes", "suggest_fixes"]

_HAN = "一-鿿"
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_MARK = re.compile(rf"(?<=[{_HAN}）》”])[,;:?!](?=[{_HAN}（《“\d]|$)")
_STOP = re.compile(rf"(?<=[{_HAN}）》”])\.$")
_DIGITS = re.compile(r"[０-９]+(?:[．.][０-９]+)?")
_BRACKETS = re.compile(rf"(?<!\w)\((?=[^()]*[{_HAN}])([^()]*)\)|(?<=[{_HAN}])\(([^()]*[{_HAN}][^()]*)\)")
_PADDED = re.compile(r"(?<=\d{4}年)0(?=[1-9]月)|(?<=月)0(?=[1-9]日)")
_DOUBLED = re.compile(r"(?<![。，、；：])([，、；])\1(?![。，、；：])|(?<!。)。。(?!。)")
_BEFORE_ETC = re.compile(rf"(?<=[{_HAN}”》）])、(?=等(?:[{_HAN}，。；]))")
_NUMERAL = "一二三四五六七八九十"
_FIRST = re.compile(rf"^\s*[{_NUMERAL}]{{1,3}}([.．,，])(?!\d)")
_SECOND = re.compile(rf"^\s*[（(][{_NUMERAL}]{{1,3}}[）)]([、.．，])")
_THIRD = re.compile(r"^\s*\d{1,2}([、．])(?=\D)")
_FOURTH = re.compile(r"^\s*[（(]\d{1,2}[）)]([、.．，])")


@dataclass(frozen=True)
class Fix:
    """Text[start:end] of a paragraph and what should stand there."""

    start: int
    end: int
    new: str


def find_fixes(text: str, heading: Heading | None = None) -> list[Fix]:
    """The fixes of one paragraph in order; none overlaps another.

    >>> find_fixes("全市(含县区)有学校１２所,教师充足。")
    [Fix(start=2, end=3, new='（'), Fix(start=6, end=7, new='）'), Fix(start=10, end=12, new='12'), \
Fix(start=13, end=14, new='，')]
    """
    if not re.search(f"[{_HAN}]", text):
        return []
    found: list[Fix] = []
    last = 0
    for fix in sorted({*_marks(text), *_heading_marks(text, heading)}, key=lambda f: (f.start, f.end)):
        if fix.start >= last:
            found.append(fix)
            last = fix.end
    return found


def _marks(text: str) -> Iterator[Fix]:
    for match in _MARK.finditer(text):
        yield Fix(match.start(), match.end(), _WIDE[match.group()])
    for match in _STOP.finditer(text):
        yield Fix(match.start(), match.end(), "。")
    for match in _DIGITS.finditer(text):
        yield Fix(match.start(), match.end(), narrow(match.group()))
    for match in _BRACKETS.finditer(text):
        yield Fix(match.start(), match.start() + 1, "（")
        yield Fix(match.end() - 1, match.end(), "）")
    for pattern in (_PADDED, _BEFORE_ETC):
        for match in pattern.finditer(text):
            yield Fix(match.start(), match.end(), "")
    for match in _DOUBLED.finditer(text):
        yield Fix(match.start() + 1, match.end(), "")
    yield from _quotes(text)


def _quotes(text: str) -> Iterator[Fix]:
    """Straight quotes around Chinese, when they pair up."""
    places = [at for at, char in enumerate(text) if char == '"']
    if len(places) % 2:
        return
    pairs = list(zip(places[::2], places[1::2], strict=True))
    if all(re.search(f"[{_HAN}]", text[a:b]) for a, b in pairs):
        for a, b in pairs:
            yield Fix(a, a + 1, "“")
            yield Fix(b, b + 1, "”")


def _heading_marks(text: str, heading: Heading | None) -> Iterator[Fix]:
    if heading is None:
        return
    for pattern, new in ((_FIRST, "、"), (_SECOND, ""), (_THIRD, "."), (_FOURTH, "")):
        if match := pattern.match(text):
            yield Fix(match.start(1), match.end(1), new)
    if not heading.run_in and text.rstrip().endswith("。") and "。" not in text.rstrip()[:-1]:
        end = len(text.rstrip())
        yield Fix(end - 1, end, "")


def suggest_fixes(document: Document, shown: list[Shown]) -> None:
    """Write the fixes of the main text and its tables into the XML as tracked changes.

    Words that somebody else's tracked change, a link or a field brought in are left to their author.
    """
    headings = {heading.paragraph: heading for heading in document.headings}
    number = _free_number(shown)
    for paragraph in shown:
        if paragraph.part not in ("body", "table") or next(paragraph.element.iter(W + "fldChar"), None) is not None:
            continue
        for fix in reversed(find_fixes(paragraph.text, headings.get(paragraph.index))):
            runs = runs_between(paragraph, fix.start, fix.end)
            if runs and all(run.getparent().tag == W + "p" and _is_text(run) for run in runs):
                number = _track(runs, fix.new, number)


def _is_text(run: Any) -> bool:
    return all(child.tag in (W + "rPr", W + "t") for child in run)


def _free_number(shown: list[Shown]) -> int:
    if not shown:
        return 1
    ids = [element.get(W + "id") for element in shown[0].element.getroottree().iter(W + "ins", W + "del", W + "moveTo")]
    return max((int(i) for i in ids if i and i.isdecimal()), default=9000) + 1


def _track(runs: list[Any], new: str, number: int) -> int:
    """The runs as a deletion and ``new`` as an insertion after it, in the format of the first; the next free number."""
    from copy import deepcopy

    from lxml import etree

    def change(kind: str) -> Any:
        nonlocal number
        element = etree.Element(W + kind, {W + "id": str(number), W + "author": AUTHOR}, nsmap={"w": W[1:-1]})
        number += 1
        return element

    properties = runs[0].find(W + "rPr")
    last = None
    for run in runs:
        last = change("del")
        run.addprevious(last)
        last.append(run)
        for text in run.iter(W + "t"):
            text.tag = W + "delText"
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if new and last is not None:
        insertion = change("ins")
        run = etree.SubElement(insertion, W + "r")
        if properties is not None:
            run.append(deepcopy(properties))
        etree.SubElement(run, W + "t").text = new
        last.addnext(insertion)
    return number
