"""The numbers that Word's lists print before paragraphs (ECMA-376, 17.9), as text: 一、 （二） 3."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from drafter.reading.word.names import W, value, whole
from drafter.reading.word.package import WordPackage

__all__ = ["ListNumbers"]

_LEVELS = 9
_STYLE_CHAIN = 11
_DIGITS = "〇一二三四五六七八九"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
_SIGNS: dict[str, Sequence[str]] = {
    "decimalEnclosedCircle": _CIRCLES,
    "decimalEnclosedCircleChinese": _CIRCLES,
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "lowerLetter": ascii_lowercase,
    "upperLetter": ascii_uppercase,
    "lowerRoman": _ROMAN,
    "upperRoman": [sign.upper() for sign in _ROMAN],
}
_CHINESE = {"chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCounting"}
_CHINESE |= {"taiwaneseCountingThousand", "chineseLegalSimplified", "koreanDigital2", "ideographLegalTraditional"}
_MOST = 99_999


@dataclass
class _Level:
    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False


@dataclass
class _List:
    """A list: its levels and how far each has counted; lists of one abstract definition count together."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class ListNumbers:
    """Counts the list paragraphs of a document, which have to be asked for in reading order."""

    def __init__(self, package: WordPackage) -> None:
        self._lists: dict[str, _List] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._seen: set[tuple[str, int]] = set()
        self._styles: dict[str, tuple[str | None, int | None, str]] = {}
        self._linked: dict[tuple[str, str], int] = {}
        root = package.companion("/numbering")
        if root is not None:
            self._read(root)
        styles = package.companion("/styles")
        for style in styles.iter(W + "style") if styles is not None else ():
            number, level = value(style, "pPr/numPr/numId"), whole(value(style, "pPr/numPr/ilvl"))
            self._styles[style.get(W + "styleId") or ""] = (number, level, value(style, "basedOn") or "")

    def label(self, paragraph: Any) -> str:
        """What the list prints before this ``w:p``, counting it; empty for bullets and for no list."""
        if not self._lists:
            return ""
        number, rank = self._membership(paragraph)
        if number is None or number not in self._lists:
            return ""
        found = self._lists[number]
        level = found.levels.get(rank)
        if level is None:
            return ""
        counts = found.counts
        if (number, rank) not in self._seen and rank in self._starts.get(number, {}):
            counts[rank] = self._starts[number][rank]
        else:
            counts[rank] = counts.get(rank, level.start - 1) + 1
        self._seen.add((number, rank))
        for deeper in [k for k in counts if k > rank and self._restarts(found, k, rank)]:
            del counts[deeper]
        for higher in range(rank):
            counts.setdefault(higher, found.levels[higher].start if higher in found.levels else 1)
        return _written(found, rank)

    @staticmethod
    def _restarts(found: _List, deeper: int, rank: int) -> bool:
        after = found.levels[deeper].restart if deeper in found.levels else None
        return after is None or (after != 0 and rank < after)

    def _membership(self, paragraph: Any) -> tuple[str | None, int]:
        """(list, level) of a paragraph by its own format, else by its style's."""
        number, rank = value(paragraph, "pPr/numPr/numId"), whole(value(paragraph, "pPr/numPr/ilvl"))
        style = value(paragraph, "pPr/pStyle") or ""
        first = style
        for _ in range(_STYLE_CHAIN):
            if number is not None or style not in self._styles:
                break
            number, inherited, parent = self._styles[style]
            if number is not None:
                rank = rank if rank is not None else self._linked.get((number, first), inherited)
            style = parent
        rank = min(max(rank or 0, 0), _LEVELS - 1)
        return (None if number in (None, "0") else number), rank

    def _read(self, root: Any) -> None:
        abstracts: dict[str, _List] = {}
        links: dict[str, dict[str, int]] = {}
        for abstract in root.iter(W + "abstractNum"):
            identity = abstract.get(W + "abstractNumId") or ""
            abstracts[identity] = _List()
            for element in abstract.iter(W + "lvl"):
                rank = whole(element.get(W + "ilvl")) or 0
                abstracts[identity].levels[rank] = _level(element)
                if style := value(element, "pStyle"):
                    links.setdefault(identity, {})[style] = rank
        for number in root.iter(W + "num"):
            identity, base = number.get(W + "numId") or "", value(number, "abstractNumId") or ""
            if base not in abstracts:
                continue
            shared = abstracts[base]
            own = {whole(o.get(W + "ilvl")) or 0: o for o in number.iter(W + "lvlOverride")}
            starts = {r: s for r, o in own.items() if (s := whole(value(o, "startOverride"))) is not None}
            changed = {r: _level(level) for r, o in own.items() if (level := o.find(W + "lvl")) is not None}
            self._starts[identity] = starts
            self._lists[identity] = _List(shared.levels | changed, shared.counts)
            for style, rank in links.get(base, {}).items():
                self._linked[identity, style] = rank


def _level(element: Any) -> _Level:
    start, restart = whole(value(element, "start")), whole(value(element, "lvlRestart"))
    form = value(element, "numFmt") or "decimal"
    legal = element.find(W + "isLgl") is not None
    return _Level(1 if start is None else start, form, value(element, "lvlText") or "", restart, legal)


def _written(found: _List, rank: int) -> str:
    level = found.levels[rank]
    if level.form in ("bullet", "none"):
        return ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        form = found.levels[at].form if at in found.levels else "decimal"
        return _number(found.counts.get(at, 1), "decimal" if level.legal else form)

    return re.sub(r"%([1-9])", number, level.pattern)


def _number(count: int, form: str) -> str:
    """A number in one of Word's forms; those that no Chinese document uses are written in digits."""
    if not 0 < count <= _MOST:
        return str(count)
    if form in _CHINESE:
        return _chinese(count)
    if form in _SIGNS and count <= len(_SIGNS[form]):
        return _SIGNS[form][count - 1]
    if form == "decimalZero":
        return f"{count:02d}"
    digits = str(count)
    return "".join(chr(ord(d) + 0xFEE0) for d in digits) if form == "decimalFullWidth" else digits


def _chinese(count: int) -> str:
    """Up to 99 999, as headings are numbered: 十, 十一, 二十, 一百零三."""
    text, gap = "", False
    for worth, sign in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, count = divmod(count, worth)
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + sign
            gap = False
        elif text and count:
            gap = True
    return text.removeprefix("一") if text.startswith("一十") else text
