"""What each paragraph of an official document is: title, 主送机关, text, 附件说明, 署名, 成文日期, annex."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from drafter.reading import Document, Paragraph
from drafter.reading.layout import Form, Sheet

__all__ = ["Roles", "find_roles"]

DATE = re.compile(
    r"(?:[\d〇○零一二三四五六七八九]{2,4}年[\d〇○零一二三四五六七八九十]{1,3}月[\d〇○零一二三四五六七八九十]{1,3}日"
    r"|\d{4}[./-]\d{1,2}[./-]\d{1,2})"
)
_NUMBER = re.compile(r"[一-鿿]{1,12}[〔（(\[【]\s*20\d\d\s*[〕）)\]】].{0,8}号")
_ANNEX = re.compile(r"附件\s*\d{0,2}\s*[：:]?")
_NOTE = re.compile(r"附件\s*\d?\s*[：:.．、]\s*\S")
_NOTE_LINE = re.compile(r"\d{1,2}\s*[.．、]\s*\S")
_TELLING = re.compile(r"如下|现将|汇报|报告[：:]")
_TITLE_WORDS = re.compile(r"自评|自查|报告|总结|履行教育职责")
_LARGE = 18  # points; more than the text's 16
_HEAD = 14  # lines before the text in which a title is looked for
_LONGEST_TITLE = 60
_LONGEST_ADDRESSEE = 60
_LONGEST_SIGNER = 30


@dataclass
class Roles:
    """Paragraphs of the body by what they are; an absent part is empty."""

    title: list[Paragraph] = field(default_factory=list)
    number: Paragraph | None = None
    addressee: Paragraph | None = None
    text: list[Paragraph] = field(default_factory=list)
    headings: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    signer: Paragraph | None = None
    date: Paragraph | None = None
    annexes: list[Paragraph] = field(default_factory=list)
    """The marks 附件1 … that head the annexes."""
    annex_titles: list[str] = field(default_factory=list)
    """The line after each mark."""


def find_roles(document: Document, sheet: Sheet) -> Roles:
    """The parts of a document by their words and place, helped by how they are set."""
    roles = Roles()
    lines = [p for p in document.paragraphs if p.part == "body" and p.text.strip()]
    first = next((n for n, p in enumerate(lines) if _ANNEX.fullmatch(p.text.strip()) and n > 1), len(lines))
    _annexes(roles, lines[first:])
    lines = lines[:first]
    marks = {heading.paragraph: heading for heading in document.headings}
    opening = next((n for n, p in enumerate(lines) if p.index in marks and marks[p.index].number), len(lines))
    roles.title = _title(document, sheet, lines[: min(opening, _HEAD)])
    start = lines.index(roles.title[-1]) + 1 if roles.title else 0
    above = lines[: lines.index(roles.title[0])] if roles.title else []
    roles.number = next((p for p in above if _NUMBER.search(p.text)), None)
    rest = lines[start:]
    if rest and _is_addressee(rest[0].text.strip()):
        roles.addressee, rest = rest[0], rest[1:]
    rest = _ending(roles, sheet, rest)
    for paragraph in rest:
        heading = marks.get(paragraph.index)
        own = heading is not None and not heading.run_in
        (roles.headings if own else roles.text).append(paragraph)
    return roles


def _title(document: Document, sheet: Sheet, head: list[Paragraph]) -> list[Paragraph]:
    named = [p for p in head if "".join(p.text.split()) == "".join(document.title.split()) and document.title]
    large = [p for p in head if _is_large(sheet.forms.get(p.index)) and len(p.text) <= _LONGEST_TITLE]
    if large:
        at = head.index(large[0])
        block = [p for p in head[at:] if p in large or p in named]
        if named and named[0] not in block and not any(_TITLE_WORDS.search(p.text) for p in block):
            return named[:1]
        return block
    return named[:1] if named and _TITLE_WORDS.search(named[0].text) else []


def _is_large(form: Form | None) -> bool:
    """Centred, larger than text, and not the red name of an issuer."""
    if form is None or not form.looks:
        return False
    look = form.looks[0]
    return form.alignment == "center" and look.size >= _LARGE and not (look.colour and look.size > 26)


def _is_addressee(text: str) -> bool:
    ends = text.endswith(("：", ":")) and len(text) <= _LONGEST_ADDRESSEE
    return ends and not re.search(r"[。；]", text) and not _TELLING.search(text)


def _ending(roles: Roles, sheet: Sheet, lines: list[Paragraph]) -> list[Paragraph]:
    """Take 成文日期, 署名 and 附件说明 off the end; what is left is the text."""
    at = next((n for n in range(len(lines) - 1, max(-1, len(lines) - 8), -1) if DATE.fullmatch(_bare(lines[n]))), None)
    if at is not None:
        roles.date = lines[at]
        before = lines[at - 1] if at else None
        words = before.text.strip() if before is not None else ""
        if words and len(words) <= _LONGEST_SIGNER and not re.search(r"[，。；：:、]", words):
            roles.signer = before
        lines = lines[: at - 1 if roles.signer is not None else at]
    elif lines and len(lines[-1].text.strip()) <= _LONGEST_SIGNER:
        form = sheet.forms.get(lines[-1].index)
        if form is not None and form.alignment == "right":  # signed, the date still to come
            roles.signer, lines = lines[-1], lines[:-1]
    begin = next((n for n in range(len(lines) - 1, -1, -1) if _NOTE.match(lines[n].text.strip())), None)
    if begin is not None and all(_NOTE_LINE.match(p.text.strip()) for p in lines[begin + 1 :]):
        roles.notes = lines[begin:]
        lines = lines[:begin]
    return lines


def _bare(paragraph: Paragraph) -> str:
    return "".join(paragraph.text.split())


def _annexes(roles: Roles, lines: list[Paragraph]) -> None:
    for number, paragraph in enumerate(lines):
        if _ANNEX.fullmatch(paragraph.text.strip()):
            roles.annexes.append(paragraph)
            roles.annex_titles.append(lines[number + 1].text.strip() if number + 1 < len(lines) else "")
