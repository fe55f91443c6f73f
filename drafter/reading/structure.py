"""Headings, section labels and running text of a list of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from drafter.facts.numerals import narrow, parse_chinese
from drafter.reading.model import Document, Flow, Heading, Paragraph
from drafter.reading.typed import row_cells

__all__ = ["structure"]

_NUMERAL = "一二三四五六七八九十百"
# 一、二年级 names two forms; 2.5 and 3、5 are figures
_HEADINGS = (
    (1, re.compile(rf"^\s*(?:第([{_NUMERAL}]+)[章部][分]?[、\s]*|([{_NUMERAL}]+)\s*[、.．](?![{_NUMERAL}]+年级)\s*)")),
    (2, re.compile(rf"^\s*[（(]\s*([{_NUMERAL}]+)\s*[）)]\s*[、.．]?\s*")),
    (3, re.compile(r"^\s*(\d{1,2})\s*[、.．](?!\d)\s*")),
    (4, re.compile(r"^\s*[（(]\s*(\d{1,2})\s*[）)]\s*")),
)
_ANNEX = re.compile(r"附件\s*\d{0,2}\s*[：:]?")
_NOTE = re.compile(r"附件\s*[：:]\s*\S")
_NOTE_LINE = re.compile(r"\d{1,2}\s*[.．、]\s*\S{2,40}$")
_MARKDOWN = re.compile(r"^\s*(?:#{1,6}|[*\-+]|>)\s+")
_LONGEST_HEADING = 60
_FINAL = "。！？!?；;…：:）)》”’】"
_PROSE = re.compile(r"[，。；、,;]")
_CLAUSE = re.compile(r"[，。；]")
_ENTRY = re.compile(
    rf"(?:[{_NUMERAL}]是|\d{{1,2}}\s*[、.．](?!\d)|[（(]\s*\d{{1,2}}\s*[）)]|[①-⑳]|(?:[*\-+>]|#{{1,6}})\s)"
)
_DATE_LINE = re.compile(rf"[\d〇○零{_NUMERAL}]{{4}}年[\d{_NUMERAL}]{{1,3}}月[\d{_NUMERAL}]{{1,3}}日")
#: No paragraph begins with a mark that closes something, or with the last character of a word before one.
_ORPHAN = re.compile(r"[一-鿿]?[，。；、：）》”]")
_NAME = 30  # characters of a name that may stand in the next line
_SHORT_LINE = 24  # a broken line of prose is long; a short line without a mark is a title or a signature


def structure(document: Document) -> Document:
    """Fill in headings, sections, title and flows from the paragraphs; returns the same document."""
    _find_headings(document)
    document.title = _find_title(document)
    _find_flows(document)
    return document


def _find_headings(document: Document) -> None:
    """Headings, and the section of each paragraph; the names in a 附件说明 and what an annex holds are no headings."""
    path: dict[int, str] = {}
    label = ""
    annexed = noted = False
    for paragraph in document.paragraphs:
        if paragraph.part == "body":
            words = paragraph.text.strip()
            if document.headings and _ANNEX.fullmatch(words):
                annexed, label = True, "".join(words.rstrip("：:").split())
            noted = bool(_NOTE.match(words) or (noted and _NOTE_LINE.match(words)))
            heading = None if annexed or noted else _heading(paragraph, path)
            if heading is not None:
                document.headings.append(heading)
                label = heading.label
        if paragraph.part in ("body", "table"):
            document.sections[paragraph.index] = label


def _heading(paragraph: Paragraph, path: dict[int, str]) -> Heading | None:
    """The heading a paragraph is or begins with; a number printed by a list takes part, but has no place in it."""
    heading = _heading_of(paragraph, paragraph.printed, path)
    if heading is None or not paragraph.label:
        return heading
    shift = len(paragraph.label)
    return replace(heading, start=max(0, heading.start - shift), end=max(0, heading.end - shift))


def _heading_of(paragraph: Paragraph, text: str, path: dict[int, str]) -> Heading | None:
    start = match.end() if (match := _MARKDOWN.match(text)) else 0
    rest = text[start:]
    if not rest.strip():
        return None
    for level, pattern in _HEADINGS:
        match = pattern.match(rest)
        if match is None:
            continue
        body_start = start + match.end()
        end, run_in = _heading_end(text, body_start)
        words = text[body_start:end].strip()
        if not words or (level >= 3 and not (paragraph.heading_style or run_in or len(text) <= _LONGEST_HEADING)):
            return None
        digits = next(group for group in match.groups() if group)
        number = int(narrow(digits)) if digits.isascii() or digits.isdigit() else int(parse_chinese(digits) or 0)
        path[level] = _own_label(level, digits)
        for deeper in [k for k in path if k > level]:
            del path[deeper]
        return Heading(
            paragraph.index, level, number, "".join(path[k] for k in sorted(path)), words, start, end, run_in
        )
    if paragraph.heading_style and len(rest) <= _LONGEST_HEADING:
        level = min(paragraph.heading_style, 4)
        return Heading(paragraph.index, level, 0, "".join(path.values()), rest.strip("。 　"), start, len(text), False)
    return None


def _own_label(level: int, digits: str) -> str:
    return {1: digits, 2: f"（{digits}）", 3: f"{digits}.", 4: f"（{digits}）"}[level]


def _heading_end(text: str, start: int) -> tuple[int, bool]:
    """Where the heading that starts at ``start`` ends, and whether text follows it in the paragraph."""
    stop, line = text.find("。", start), text.find("\n", start)
    # a soft break between a heading and its text; a long heading is also broken so, but has no clauses after it
    if line != -1 and not start <= stop < line and _CLAUSE.search(text, line, len(text.rstrip()) - 1):
        return line, True
    if stop == -1 or not text[stop + 1 :].strip():
        end = len(text.rstrip())
        while end > start and text[end - 1] in "。 　":
            end -= 1
        return end, False
    return stop, True


def _find_title(document: Document) -> str:
    """The title: the line before the first heading that names a report, else the first line."""
    first = document.headings[0].paragraph if document.headings else len(document.paragraphs)
    head = [p.text.strip() for p in document.paragraphs if p.part == "body" and p.index < first and p.text.strip()]
    if not head and document.headings:
        return document.headings[0].text
    named = [line for line in head[:8] if len(line) <= _LONGEST_HEADING and line.endswith("报告")]
    return named[-1] if named else (head[0][:_LONGEST_HEADING] if head else "")


def _find_flows(document: Document) -> None:
    headings = {h.paragraph: h for h in document.headings}
    alone = _lines_of_their_own(document)
    open_lines: list[Paragraph] = []

    def close() -> None:
        if open_lines:
            document.flows.append(_flow(document, open_lines))
            open_lines.clear()

    for paragraph in document.paragraphs:
        if not paragraph.text.strip():
            if paragraph.part != "body":
                close()
            continue  # a blank line inside a broken sentence is part of the break
        if paragraph.part == "table" and document.form in ("txt", "md"):
            close()
            document.flows.extend(_cells(document, paragraph))
            continue
        together = open_lines and alone.isdisjoint((open_lines[-1].index, paragraph.index))
        if not together or not _continues(open_lines[-1], paragraph, headings):
            close()
        open_lines.append(paragraph)
    close()


def _lines_of_their_own(document: Document) -> set[int]:
    """The title, the date a document closes with, and the name above that date."""
    lines = [p for p in document.paragraphs if p.part == "body" and p.text.strip()]
    result = {p.index for p in lines if document.title.endswith("报告") and p.text.strip() == document.title}
    for before, after in pairwise(lines):
        if _DATE_LINE.fullmatch(after.text.strip()):
            result.add(after.index)
            if len(before.text.strip()) < _SHORT_LINE and not _PROSE.search(before.text):
                result.add(before.index)
    return result


_TABBED = re.compile(r"\S\t+[^\t]+\t+\S|^\d{1,2}\t+\S")


def _continues(before: Paragraph, after: Paragraph, headings: dict[int, Heading]) -> bool:
    """Whether ``after`` goes on with a sentence that a hard line break cut in ``before``."""
    tabbed = _TABBED.search(before.text.strip()) or _TABBED.search(after.text.strip())  # rows of a table
    if before.part != "body" or after.part != "body" or after.index in headings or tabbed:
        return False
    head = headings.get(before.index)
    end, start = before.text.rstrip(), after.text.lstrip()
    if _cut_in_a_name(end, start):
        return not after.label
    if head is not None and not head.run_in:
        return False
    if len(end) >= _SHORT_LINE and end[-1] not in _FINAL and _ORPHAN.match(start):
        return not after.label
    if end[-1] in _FINAL or len(end) < _SHORT_LINE or not _PROSE.search(end):
        return False
    # a paragraph of its own is indented, or begins like a list entry
    return not (after.label or after.text.startswith(("　　", "\t")) or _ENTRY.match(start))


def _cut_in_a_name(end: str, start: str) -> bool:
    """Whether a line breaks off within 《…》 or （…）, which the next line closes."""
    for opening, closing in ("《》", "（）"):
        at = end.rfind(opening)
        if at > end.rfind(closing) and len(end) >= _SHORT_LINE:
            stop = start.find(closing)
            if 0 <= stop <= _NAME and opening not in start[:stop] and "。" not in start[:stop]:
                return True
    return False


def _cells(document: Document, row: Paragraph) -> Iterator[Flow]:
    """Each cell of a typed row on its own, as the cells of a word processor's table are."""
    section = document.sections.get(row.index, "")
    for start, words in row_cells(row.text):
        if words:
            yield Flow(words, ((0, row.index, start),), section, row.part)


def _flow(document: Document, lines: Sequence[Paragraph]) -> Flow:
    text = ""
    pieces = []
    for number, line in enumerate(lines):
        lead = len(line.text) - len(line.text.lstrip()) if number else 0
        tail = len(line.text.rstrip()) if number < len(lines) - 1 else len(line.text)
        pieces.append((len(text), line.index, lead))
        text += line.text[lead:tail]
    first = lines[0]
    return Flow(text, tuple(pieces), document.sections.get(first.index, ""), first.part)
