"""Brackets, quotes and title marks of which only one half is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.reading import Flow

__all__ = ["Half", "unpaired"]

_NAMES = {"（": "括号", "《": "书名号", "〈": "单书名号", "“": "引号", "‘": "单引号", "【": "方括号", "〔": "六角括号"}
_CLOSERS = {"）": "（", "》": "《", "〉": "〈", "”": "“", "’": "‘", "】": "【", "〕": "〔"}
_SAME = str.maketrans("()", "（）")  # （一) is a matter of width, not of pairs
_MARK = re.compile("[（(《〈“‘【〔）)》〉”’】〕]")
#: 1） and ①） number an entry; an apostrophe of an English word closes nothing.
_LABEL = re.compile(r"(?:^|[。；;，,：:、\s（(])\s*[\da-zA-Z一二三四五六七八九十①-⑳]{1,3}\s*$")
_SHOWN = 8
_NEAR = 2  # a break that was not seen as one lies between neighbouring flows


@dataclass(frozen=True)
class Half:
    """A mark without its other half.

    Attributes:
        start: of the words shown, which begin or end with the mark.
        opening: whether the half that is there opens.
    """

    flow: Flow
    number: int
    start: int
    end: int
    kind: str
    opening: bool

    @property
    def name(self) -> str:
        """What the mark is called."""
        return _NAMES[self.kind]

    @property
    def missing(self) -> str:
        """The half that is missing."""
        return next(c for c, o in _CLOSERS.items() if o == self.kind) if self.opening else self.kind


def unpaired(flows: Sequence[Flow]) -> list[Half]:
    """Every mark whose other half is missing; pairs that two neighbouring flows share are whole."""
    halves = [half for number, flow in enumerate(flows) for half in _of(flow, number)]
    begins = {number: flow.text.lstrip()[:1] for number, flow in enumerate(flows)}
    result: list[Half] = []
    for half in halves:
        before = result[-1] if result else None
        if (
            before is not None
            and before.opening
            and not half.opening
            and before.kind == half.kind
            and half.number - before.number in range(1, _NEAR + 1)
        ):
            result.pop()
            continue
        result.append(half)
    # a quotation of several paragraphs opens each of them and closes the last
    return [h for h in result if not (h.opening and h.kind in "“‘" and begins.get(h.number + 1) == h.kind)]


def _of(flow: Flow, number: int) -> Iterator[Half]:
    text = flow.text
    open_marks: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()  # open marks of each kind: nobody looks through a million of another
    found: list[Half] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group().translate(_SAME)
        if mark in _NAMES:
            open_marks.append((mark, at))
            waiting[mark] += 1
            continue
        kind = _CLOSERS[mark]
        if waiting[kind]:
            while (left := open_marks.pop())[0] != kind:
                waiting[left[0]] -= 1
                found.append(_opening(flow, number, *left))
            waiting[kind] -= 1
        elif not (mark == "）" and _LABEL.search(text[max(0, at - 8) : at])) and not _apostrophe(text, at):
            found.append(Half(flow, number, max(0, at - _SHOWN), at + 1, kind, False))
    found += [_opening(flow, number, left, start) for left, start in open_marks if not _apostrophe(text, start)]
    yield from sorted(found, key=lambda half: (half.start, half.end))


def _opening(flow: Flow, number: int, kind: str, at: int) -> Half:
    return Half(flow, number, at, min(len(flow.text), at + 1 + _SHOWN), kind, True)


def _apostrophe(text: str, at: int) -> bool:
    """Whether a single quote stands at an English word."""
    beside = (text[max(0, at - 1) : at], text[at + 1 : at + 2])
    return text[at] in "’‘" and any(mark.isascii() and mark.isalnum() for mark in beside)
