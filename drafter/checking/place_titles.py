"""Paragraphs that are told of one part of the region: 「（一）霞坪区。小学生39400人…」, 「霞坪区」 and the lines below.

A part's name that opens an item, or makes a heading of its own, is said once; every sentence of the item, or below the
heading, is the part's. Counties of a city, districts, townships, subdistricts and schools are parts; so is a
neighbour. An office (市财政局。…) tells of the whole region and is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from drafter.checking.place_forms import ordinary
from drafter.checking.text.schools import is_school
from drafter.reading import Document, Heading, Paragraph

__all__ = ["opens_with_place", "paragraphs_of_places"]

_NUMBER = (
    r"(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]\s*|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．)）]\s*"
    r"|第[一二三四五六七八九十]{1,3}[章节部分]{1,2}\s*|[①-⑳]\s*|[-*·•●▪◆■]\s*|[一二三四五六七八九十]{1,2}是)"
)
#: What may stand behind a name in a heading: 霞坪区教育发展情况.
_TAIL = (
    r"(?:(?:的)?(?:教育|工作|事业|履行?|职责?|自评|发展|改革|基本|主要|有关|具体|完成|落实|整改|推进|存在|突出|经验|特色)*"
    r"(?:的)?(?:情况|概况|问题|工作|成效|做法|短板|差距|亮点|发展|进展|方面))?"
)
_OPENING = re.compile(
    rf"^\s*(?:#{{1,6}}\s*)?(?P<number>{_NUMBER})?(?:\*\*)?(?:{_NUMBER})?"
    rf"(?P<name>[一-鿿]{{2,14}}?){_TAIL}(?:[（(][^（）()]{{0,30}}[)）])?(?:\*\*)?"
    r"(?P<mark>\s*$|[。：:](?:\*\*)?|——|[ 　]+(?=[一-鿿])|(?<=方面)[，,])"
)
_BY_FORM = re.compile(r"^(?![全各我本该每其多两某])[一-鿿]{1,7}(?:县|区|市|旗|镇|乡|街道|街道办事处|苏木)$")
_NO_NAMES = re.compile(
    r"^(?:乡镇|城镇|村镇|城乡|镇街|街镇|县区|区县|市县|县市|[一二三四五六七八九十\d]+个?[县区市镇乡]|.*(?:辖区|社区|小城镇|中心镇|重点镇|家乡|下乡|返乡))$"
)
#: Districts that are no county of the map and yet parts: 高新区.
_NEW_DISTRICTS = re.compile(r"(?:高新|经开|开发|新|老城|主城|中心城|城)区$")
_GENERIC = re.compile(
    r"^(?:[老主]?城区|中心城区|县城|城镇|农村|乡村|[市县区州]本级|[市县区州]直(?:属)?(?:学校)?|[市县区州]属学校)$"
)
#: What a name that opens a sentence without a stop is not yet the subject with: 霞坪区、禾阳区…, 霞坪区教育局….
_NOT_ALONE = re.compile(r"[、和与及等（(]|以及|人民政府|政府|委|教育|教体|财政|第|实验|特殊|籍")
_SUFFIX = re.compile("[县区市旗镇乡道级城村]")
_NEAR = 3
_LINE = 16
_SENTENCE_END = re.compile(r"[。；！？：:，,]\s*$")


@dataclass(frozen=True)
class _Opened:
    """A paragraph that opens with a part's name; ``line`` where it is nothing else, ``loose`` where no stop follows."""

    name: str
    line: bool
    numbered: bool
    loose: bool = False


def paragraphs_of_places(document: Document, names: Collection[str], own: Collection[str]) -> dict[int, str]:
    """The part of the region, or the neighbour, that each paragraph is told of, by its index.

    Args:
        names: places that the report or the sheet names.
        own: names of the region itself.
    """
    body = [p for p in document.paragraphs if p.part == "body" and p.text.strip()]
    opened = _opened(body, names, own)
    headings = {heading.paragraph: heading for heading in document.headings}
    found: dict[int, str] = {}
    for at, one in sorted(opened.items()):
        found[body[at].index] = one.name
        if not one.loose:
            below = _below if one.line else _going_on
            found |= dict.fromkeys(below(body, at, opened, headings), one.name)
    return found


def opens_with_place(text: str, names: Collection[str], own: Collection[str]) -> str:
    """The part that a sentence within a paragraph opens with as with a heading (…。梧溪县：小学生…); empty for none."""
    match = _OPENING.match(text) if _SUFFIX.search(text[:_LINE]) else None
    name = match["name"] if match is not None and match["mark"].strip()[:1] in ("：", ":", "。") else ""
    return name if name and name not in own and (name in names or _is_part(name)) else ""


def _opened(body: list[Paragraph], names: Collection[str], own: Collection[str]) -> dict[int, _Opened]:
    """What each paragraph opens with, by its place among them."""
    found: dict[int, _Opened] = {}
    schools: dict[int, _Opened] = {}
    for at, paragraph in enumerate(body):
        if (match := _OPENING.match(paragraph.text)) is None:
            continue
        name = match["name"]
        one = _Opened(name, not paragraph.text[match.end() :].strip(), bool(match["number"]))
        if name in own:
            continue
        if name in names or _is_part(name):
            found[at] = one
        elif is_school(name):
            schools[at] = one
    if len({one.name for one in schools.values()}) > 1:
        found |= schools
    found |= dict(_loose(body, names, own, found))
    lines = {one.name for one in found.values() if one.line and not one.numbered}
    return {  # a name alone in a line may be who the report is addressed to
        at: one for at, one in found.items() if not one.line or one.numbered or len(lines) > 1 or "#" in body[at].text
    }


def _is_part(name: str) -> bool:
    if _GENERIC.match(name):
        return True
    if not _BY_FORM.match(name) or _NO_NAMES.match(name):
        return False
    if name[-1] in "县市旗区":
        return not ordinary(name) or _NEW_DISTRICTS.search(name) is not None
    return True


def _loose(
    body: list[Paragraph], names: Collection[str], own: Collection[str], found: dict[int, _Opened]
) -> Iterator[tuple[int, _Opened]]:
    """Items of a list of which each has a part for the subject of its first sentence: 霞坪区小学生39400人…."""
    if not names:
        return
    known = "|".join(re.escape(name) for name in sorted(set(names) - set(own), key=len, reverse=True) if name)
    pattern = re.compile(rf"^\s*(?:{_NUMBER})?(?P<name>{known})(?!{_NOT_ALONE.pattern})") if known else None
    starts = {at: m["name"] for at, p in enumerate(body) if pattern is not None and (m := pattern.match(p.text))}
    for at, name in starts.items():
        around = range(at - _NEAR, at + _NEAR + 1)
        if at not in found and any(starts.get(other, name) != name for other in around):
            yield at, _Opened(name, line=False, numbered=False, loose=True)


def _below(body: list[Paragraph], at: int, opened: dict[int, _Opened], headings: dict[int, Heading]) -> Iterator[int]:
    """The paragraphs under a heading that is a part's name."""
    own = headings.get(body[at].index)
    if own is not None:
        level = own.level
    else:  # a line without a number stands lower than the heading above it
        level = next((headings[p.index].level for p in reversed(body[:at]) if p.index in headings), 9)
    for other in range(at + 1, len(body)):
        heading = headings.get(body[other].index)
        if other in opened or (heading is not None and heading.level <= level):
            return
        text = body[other].text.strip()
        if own is None and heading is None and len(text) <= _LINE and not _SENTENCE_END.search(text):
            return
        yield body[other].index


def _going_on(
    body: list[Paragraph], at: int, opened: dict[int, _Opened], headings: dict[int, Heading]
) -> Iterator[int]:
    """The paragraphs that go on with an item; what follows the last of several items that are one paragraph each does
    not."""
    first = _after(body, at, opened, headings)
    if not first:
        return
    level = _level(body, at, headings)
    alike = [
        other
        for other, one in opened.items()
        if other != at and not one.line and not one.loose and _level(body, other, headings) == level
    ]
    beside = [other for other in alike if body[other].index - body[at].index in range(-_LINE, _LINE)]
    later = any(other > at for other in beside)
    if beside and not later and not any(_after(body, other, opened, headings) for other in beside):
        return
    yield from first


def _level(body: list[Paragraph], at: int, headings: dict[int, Heading]) -> int:
    heading = headings.get(body[at].index)
    return heading.level if heading is not None else 0


def _after(body: list[Paragraph], at: int, opened: dict[int, _Opened], headings: dict[int, Heading]) -> list[int]:
    """Paragraphs between an item and the next one or the next heading."""
    found: list[int] = []
    for other in range(at + 1, len(body)):
        if other in opened or body[other].index in headings:
            break
        found.append(body[other].index)
    return found if _level(body, at, headings) else []
