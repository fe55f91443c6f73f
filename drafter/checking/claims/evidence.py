"""Whether the write-ups say what a claim says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from drafter.checking.support import MaterialIndex, Passage

__all__ = ["MaterialWords", "shares_words"]

_PLAIN = re.compile(r"[^一-鿿A-Za-z0-9%％]")
_SHARED = 0.6
_FEW = 3
_NEAR = 0.15


class MaterialWords:
    """The sentences of the write-ups by the pairs of characters in them."""

    def __init__(self, materials: MaterialIndex) -> None:
        self._passages = materials.passages
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(materials.passages):
            for pair in _pairs(passage.text):
                self._holding[pair].append(number)
        self.text = "\n".join(passage.text for passage in materials.passages)
        self._plain = _PLAIN.sub("", self.text)

    @property
    def passages(self) -> list[Passage]:
        """The sentences themselves, in order."""
        return self._passages

    def tells(self, words: str, share: float = _SHARED) -> Passage | None:
        """The passage that has most of the words, if it has at least ``share`` of their pairs of characters."""
        pairs = _pairs(words)
        if len(pairs) < _FEW:
            return None
        counts: Counter[int] = Counter()
        for pair in pairs:
            counts.update(self._holding.get(pair, ()))
        if not counts:
            return None
        best, shared = counts.most_common(1)[0]
        return self._passages[best] if shared / len(pairs) >= share else None

    def nearest(self, words: str, most: int) -> list[Passage]:
        """Up to so many different passages that share most pairs of characters with the words, the best first, in the
        same order in every run; none that shares next to nothing.
        """
        pairs = _pairs(words)
        counts: Counter[int] = Counter()
        for pair in pairs:
            counts.update(self._holding.get(pair, ()))
        least = max(_FEW, _NEAR * len(pairs))
        ranked = sorted((number for number, shared in counts.items() if shared >= least), key=lambda n: (-counts[n], n))
        best: dict[str, Passage] = {}
        for number in ranked:
            best.setdefault(self._passages[number].text, self._passages[number])
            if len(best) == most:
                break
        return list(best.values())

    def names(self, words: str) -> bool:
        """Whether the write-ups have these very words, marks and white space apart."""
        plain = _PLAIN.sub("", words)
        return bool(plain) and plain in self._plain


def shares_words(name: str, text: str, share: float) -> bool:
    """Whether a text has at least ``share`` of the pairs of characters of a name."""
    pairs = _pairs(name)
    return len(pairs) >= _FEW and len(pairs & _pairs(text)) / len(pairs) >= share


def _pairs(text: str) -> set[str]:
    plain = _PLAIN.sub("", text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}
