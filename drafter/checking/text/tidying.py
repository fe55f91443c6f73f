"""A flow as it should have been typed: without stray spaces, with the marks and digits that Chinese text has.

What is typed in Word holds full-width digits, half-width commas and spaces around figures (``占 22 ％ ,比上年``). Every
pattern of the checker would have to allow for them; here they are taken out once, and places still lead to the words as
they stand in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.facts.numerals import narrow
from drafter.findings import Place
from drafter.reading import Flow

__all__ = ["TidyFlow", "tidy"]

_SPACE = r"[^\S\n]"
_SPACES = re.compile(rf"{_SPACE}+")
_SLIP = re.compile(rf"{_SPACE}|[,;:()]|[０-９％：．]|依次")
#: Figures typed with a gap in them: 6 215, 1 0 7, 2 ,150.
_SPACED = re.compile(
    rf"(?<![\d.,]){_SPACE}*(?:\d(?:{_SPACE}\d){{1,8}}|\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,4}}"
    rf"|\d{{1,3}}(?:{_SPACE}{{1,2}},{_SPACE}{{0,2}}\d{{3}}){{1,4}})(?![\d.]|{_SPACE}\d)"
)
#: One word for one thing, as long as the word it stands for: lists are told 分别.
_ONE_WORD = {"依次": "分别"}
_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}
_CHINESE = re.compile(r"[一-鿿〇“”《》（）【】、，。；：％%]")


@dataclass(frozen=True)
class TidyFlow(Flow):
    """A flow whose text was tidied.

    Attributes:
        source: the flow as it stands in the document.
        offsets: offset in ``source`` of each character, and one past the last.
    """

    source: Flow
    offsets: tuple[int, ...]

    def _stretch(self, start: int, end: int) -> tuple[int, int]:
        return self.offsets[start], (self.offsets[end - 1] + 1 if end > start else self.offsets[start])

    def places(self, start: int, end: int) -> list[Place]:
        """Where text[start:end] stands in the document."""
        return self.source.places(*self._stretch(start, end))

    def written(self, start: int, end: int) -> str:
        """text[start:end] as it stands in the document."""
        low, high = self._stretch(start, end)
        return self.source.text[low:high]


def tidy(flow: Flow) -> Flow:
    """The flow itself when there is nothing to tidy, else a :class:`TidyFlow` of it."""
    if not _SLIP.search(flow.text):
        return flow
    text = _with_chinese_digits_apart(flow.text)
    for word, plain in _ONE_WORD.items():
        text = text.replace(word, plain)
    gone = _gaps(text)
    kept = [(at, char) for at, char in enumerate(text) if at not in gone]
    chars = list(_marks([char for _, char in kept]))
    return TidyFlow(
        "".join(chars), flow.pieces, flow.section, flow.part, flow, (*(at for at, _ in kept), len(flow.text))
    )


def _with_chinese_digits_apart(text: str) -> str:
    """Full-width digits and signs made half-width, but a full-width comma kept: it rather parts figures than digits."""
    narrowed = narrow(text)
    return "".join(
        old if old in "，（）：" and not _inside_number(text, at) else new
        for at, (old, new) in enumerate(zip(text, narrowed, strict=True))
    )


def _inside_number(text: str, at: int) -> bool:
    """Whether a full-width mark stands between digits: 5：5, or １４，３２０ all in full width."""
    if not 0 < at < len(text) - 1 or not (text[at - 1].isdigit() and text[at + 1].isdigit()):
        return False
    return text[at] == "：" or (text[at] == "，" and not text[at - 1].isascii() and not text[at + 1].isascii())


def _gaps(text: str) -> set[int]:
    """Offsets of the spaces that mean nothing."""
    gone: set[int] = set()
    for match in _SPACES.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if not (before.isascii() and after.isascii() and before and after and _is_word(before, after)):
            gone.update(range(*match.span()))
    for match in _SPACED.finditer(text):
        gone.update(at for at in range(*match.span()) if text[at].isspace())
    return gone


def _is_word(before: str, after: str) -> bool:
    """Whether a space between two ASCII characters parts words or figures."""
    return (before.isalnum() or before in ".,)") and (after.isalnum() or after == "(")


def _marks(chars: list[str]) -> Iterator[str]:
    """Half-width marks beside Chinese made full-width; a comma or colon between digits is left."""
    last = len(chars) - 1
    for at, char in enumerate(chars):
        if char in _WIDE:
            before, after = chars[at - 1] if at else "", chars[at + 1] if at < last else ""
            between_digits = char in ",:" and before.isdigit() and after.isdigit()
            if not between_digits and (_CHINESE.match(before) or _CHINESE.match(after)):
                yield _WIDE[char]
                continue
        yield char
