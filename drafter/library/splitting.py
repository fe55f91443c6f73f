"""Splitting a Chinese official text at its own headings, into passages that keep 一是、二是 lists whole.

A heading is a line that starts with a mark (第一章, 一、, （一）, 1., （1）, 第三条, or Markdown ``#``) and either
has no sentence end, or opens a paragraph with a short sentence: ``（一）坚持优先发展。近年来……``. A short sentence
without a mark that opens a paragraph, as in ``落实教师待遇。全县……``, is the innermost kind of heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

__all__ = ["LIMIT", "Line", "Piece", "is_numbered", "split_lines", "split_text"]

#: Characters a passage aims at; about 500 tokens, which is what the embedder sees at once.
LIMIT = 400
#: Characters up to which a 一是、二是 list, or a single sentence, is kept whole nevertheless.
_WHOLE = 800
_RUNT = 60  # a remainder shorter than this joins the passage before it
_HEADING = 40  # characters of the longest heading or run-in lead

_DIGITS = "一二三四五六七八九十百零〇"
#: Marks from the outermost to the innermost rank.
_MARKS = [
    re.compile(rf"第[{_DIGITS}\d]+(?:编|部分|章)"),
    re.compile(rf"第[{_DIGITS}\d]+节"),
    re.compile(rf"[{_DIGITS}]{{1,4}}、"),
    re.compile(rf"第[{_DIGITS}\d]+条(?:\s|：|$)"),
    re.compile(rf"[（(][{_DIGITS}]{{1,4}}[）)]"),
    re.compile(r"\d{1,2}(?:[.．](?!\d)|、)"),
    re.compile(r"[（(]\d{1,2}[）)]|[①-⑳]"),
]
_ARTICLE = _MARKS[3]
_MARKDOWN = re.compile(r"(#{1,6})\s+")
_FIRST_RANK = 10  # numbered headings stand below every unnumbered Markdown heading (ranks 1 to 6)
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’」』）)]*|[^。！？；]+$")
_ITEM = re.compile(r"[一二三四五六七八九十]{1,2}(?:是|要)")
_FIRST_ITEM = re.compile(r"(?:^|[：:，。；])一(?:是|要)")
_NEXT_ITEM = re.compile(r"(?:^|[；。，])(?:[二三四五六七八九十]|十[一二三四五六七八九])(?:是|要)")
_LEAD = re.compile(r"([^，。；：,;:\d]{4,20})。(?=.{30})")
_PAUSE = re.compile(r"[，、,：:]")


@dataclass(frozen=True)
class Line:
    """A paragraph of a document; ``number`` counts them from 0, empty ones included."""

    number: int
    text: str


@dataclass(frozen=True)
class Piece:
    """A stretch of text under one heading path; ``line`` is the number of its first paragraph."""

    headings: tuple[str, ...]
    text: str
    line: int


@dataclass
class _Open:
    """A heading whose section is not finished."""

    rank: int
    depth: int  # of its Markdown mark, 0 for none
    text: str
    line: int
    used: bool = False


@dataclass
class _Sections:
    """Reads lines one by one and hands out (headings, paragraphs) when a section ends."""

    path: list[_Open] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)

    def flush(self) -> Iterator[tuple[tuple[str, ...], list[Line]]]:
        if self.body:
            yield tuple(h.text for h in self.path), self.body
            self.body = []

    def close(self, rank: int, depth: int) -> Iterator[tuple[tuple[str, ...], list[Line]]]:
        """End every section that a heading of ``rank`` and Markdown ``depth`` cannot stand in."""
        yield from self.flush()
        while self.path and _ends(self.path[-1], rank, depth):
            last = self.path.pop()
            if not last.used:  # a heading with nothing under it is text: 五、无此项工作任务
                yield tuple(h.text for h in self.path), [Line(last.line, last.text)]

    def enter(self, heading: _Open) -> None:
        if self.path:
            self.path[-1].used = True
        self.path.append(heading)

    def add(self, line: Line) -> None:
        if self.path:
            self.path[-1].used = True
        self.body.append(line)


def is_numbered(text: str) -> bool:
    """Whether ``text`` starts with the mark of a numbered heading."""
    return any(mark.match(text) for mark in _MARKS)


def split_text(text: str, limit: int = LIMIT) -> list[Piece]:
    """The passages of ``text``, each line a paragraph; see :func:`split_lines`."""
    return split_lines((Line(n, line) for n, line in enumerate(text.split("\n"))), limit)


def split_lines(lines: Iterable[Line], limit: int = LIMIT) -> list[Piece]:
    """The passages of a document in their order.

    Args:
        lines: its paragraphs.
        limit: characters a passage should not exceed; a list or a single sentence may reach twice the default.

    Returns:
        Pieces that together hold every word of ``lines``, in headings or in text.
    """
    pieces = []
    for headings, group in groupby(_sections(lines), key=itemgetter(0)):
        paragraphs = [line for _, body in group for line in body]
        pieces += [Piece(headings, text, line) for text, line in _packed(paragraphs, limit)]
    return pieces


def _sections(lines: Iterable[Line]) -> Iterator[tuple[tuple[str, ...], list[Line]]]:
    reader = _Sections()
    for line in lines:
        text = line.text.replace("**", "").strip().strip("\u3000")
        if not text:
            continue
        found = _heading(text)
        if found is None:
            reader.add(Line(line.number, text))
            continue
        rank, depth, heading, rest = found
        yield from reader.close(rank, depth)
        reader.enter(_Open(rank, depth, heading, line.number))
        if rest:
            reader.add(Line(line.number, rest))
    yield from reader.close(rank=0, depth=1)


def _heading(text: str) -> tuple[int, int, str, str] | None:
    """(rank, Markdown depth, heading, run-in text) when ``text`` starts a section."""
    markdown = _MARKDOWN.match(text)
    depth = len(markdown[1]) if markdown else 0
    content = text[markdown.end() :].strip() if markdown else text
    for rank, mark in enumerate(_MARKS, start=_FIRST_RANK):
        found = mark.match(content)
        if found is None:
            continue
        if mark is _ARTICLE:
            return rank, depth, found[0].strip(" ：\u3000"), content[found.end() :].strip()
        lead, stop, rest = content.partition("。")
        if len(lead) > _HEADING:
            break
        if not stop and not re.search(r"[；！？：:]$", lead):
            return rank, depth, lead, ""
        if rest.strip():
            return rank, depth, lead, rest.strip()
        break  # a numbered sentence, not a heading
    else:
        found = _LEAD.match(content)
        if found and not markdown:
            return _FIRST_RANK + len(_MARKS), 0, found[1], content[found.end() :].strip()
    return (depth, depth, content, "") if markdown else None


def _ends(last: _Open, rank: int, depth: int) -> bool:
    if depth:
        return not last.depth or last.depth >= depth
    return last.rank >= rank


def _packed(paragraphs: list[Line], limit: int) -> Iterator[tuple[str, int]]:
    """The paragraphs of a section as (text, line) of at most about ``limit`` characters."""
    packed: list[tuple[str, int]] = []
    for joint, text, line in _units(paragraphs, limit):
        if packed:
            last, first = packed[-1]
            grown = last + joint + text
            if len(grown) <= limit or len(text) < _RUNT and len(grown) <= limit + _RUNT:
                packed[-1] = (grown, first)
                continue
        packed.append((text, line))
    yield from packed


def _units(paragraphs: list[Line], limit: int) -> Iterator[tuple[str, str, int]]:
    """What must not be torn: (how it joins what stands before it, text, line)."""
    for block in _blocks(paragraphs):
        text = "\n".join(line.text for line in block)
        if len(text) <= limit or (len(block) > 1 and len(text) <= _WHOLE):
            yield "\n", text, block[0].number
            continue
        for line in block:
            joint = "\n"
            for unit in _sentences(line.text, limit):
                yield joint, unit, line.number
                joint = ""


def _blocks(paragraphs: list[Line]) -> list[list[Line]]:
    """Paragraphs that each start with 一是, 二是 … go together, with the paragraph that announces them."""
    blocks: list[list[Line]] = []
    for line in paragraphs:
        item = _ITEM.match(line.text)
        if blocks and item and (_ITEM.match(blocks[-1][-1].text) or blocks[-1][-1].text.endswith(("：", ":"))):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _sentences(paragraph: str, limit: int) -> Iterator[str]:
    """The sentences of a long paragraph, a 一是、二是 list counting as one."""
    sentences = [found[0] for found in _SENTENCE.finditer(paragraph)]
    at = 0
    while at < len(sentences):
        end = at + 1
        if _FIRST_ITEM.search(sentences[at]):
            last = [n for n in range(at + 1, len(sentences)) if _NEXT_ITEM.search(sentences[n])]
            whole = [n for n in last if sum(map(len, sentences[at : n + 1])) <= _WHOLE]
            # A list too long to be kept is cut between its items.
            end = whole[-1] + 1 if whole and whole[-1] == last[-1] else end
        yield from _cut("".join(sentences[at:end]), limit)
        at = end


def _cut(text: str, limit: int) -> Iterator[str]:
    """``text`` whole, or in parts of at most ``limit`` cut at a pause, when it is longer than can be kept."""
    while len(text) > _WHOLE:
        pauses = [found.end() for found in _PAUSE.finditer(text, 0, limit)]
        end = pauses[-1] if pauses else limit
        yield text[:end]
        text = text[end:]
    if text:
        yield text
