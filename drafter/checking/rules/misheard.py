"""The other half of STY029: two characters that make no word, of which one sounds or looks like that of a common word.

No list of typos can hold what an input method offers in place of a word (整改倒位, 长效机置, 教育资缘). The dictionary
splits such a word into single characters, which two words or marks enclose; what it keeps whole, or what is more than
two single characters long, is left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.checking.context import CheckContext
from drafter.checking.rules.prose import Prose, prose
from drafter.checking.rules.spelling import common_words, shapes, sound_groups

__all__ = ["Misheard", "find_misheard"]

_RUN = re.compile("[一-鿿]{2,}")
#: Characters that are words of their own and stand beside anything.
_FREE = frozenset(
    "的是和及为未已占近都之其各与或在从到以等个日月年县市区省乡镇村校一二三四五六七八九十两多少大小新老有无不没能可应须将被把让给对向由按于至"
    "并且也又再还均共总约超达上下前后内外中间我本该此这那每某者所名次项件处条分别含较比同因但而则若如即既只时去度了逐先另仍曾互皆"
    "较最更很极颇稍略愈越偏尚仅"
)
#: What this field says though no dictionary has it.
_SAID = re.compile(
    "提质|建强|课补|时长|时点|住建|教财|涉师|涉校|涉生|计校|设校|实训|编办|研训|减负|家教|园际|校际|师均|生均|师幼|生师|培智|余人|承人|先经|保教|教费|保考|人定|钱花|会同|全员|全域"
    "|[帮促督助导领伴陪][学教读困练管]|[实应尽拟需][检测查考到报招收发领缴评补办培]"
)


_NAMED = re.compile(r"[一-鿿]{0,2}(?:[县市区镇乡村路街州旗]|小学|中学|一中|学校|学院|幼儿园|社区|集团|公司)")
_OFFICE = re.compile(r"(?:书记|[省市州县区镇乡局校园院厅部]长|主任|主席|同志)[一-鿿]?$")


@dataclass(frozen=True)
class Misheard:
    """Two characters at text.text[start:start + 2] and the words they may stand for."""

    text: Prose
    start: int
    right: tuple[str, ...]


@dataclass(frozen=True)
class _Words:
    """Common words of two characters by their first and by their last, and the characters that are taken for one."""

    all: frozenset[str]
    first: dict[str, tuple[str, ...]]
    last: dict[str, tuple[str, ...]]
    alike: dict[str, frozenset[str]]

    def meant(self, pair: str) -> tuple[str, ...]:
        """The words that a pair of characters may have been meant for."""
        if pair in self.all:
            return ()
        if pair[::-1] in self.all:
            return (pair[::-1],)
        one, two = self.alike.get(pair[0], frozenset()), self.alike.get(pair[1], frozenset())
        found = [word for word in self.first.get(pair[0], ()) if word[1] in two]
        return (*found, *(word for word in self.last.get(pair[1], ()) if word[0] in one))


@lru_cache(maxsize=1)
def _words() -> _Words:
    """The shipped words, with the characters that sound or look alike."""
    words = common_words()
    alike: dict[str, set[str]] = defaultdict(set)
    for group in (*sound_groups(), *shapes()):
        for mark in group:
            alike[mark].update(group)
    first: dict[str, list[str]] = defaultdict(list)
    last: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        first[word[0]].append(word)
        last[word[1]].append(word)
    return _Words(
        words,
        {mark: tuple(found) for mark, found in first.items()},
        {mark: tuple(found) for mark, found in last.items()},
        {mark: frozenset(others - {mark}) for mark, others in alike.items()},
    )


def find_misheard(context: CheckContext) -> Iterator[Misheard]:
    """Pairs of the running text and its tables."""
    import rjieba

    words = _words()
    for text in prose(context.document, tables=True):
        for run in _RUN.finditer(text.text):
            for at in _pairs(rjieba.cut(run.group(), False)):
                pair = run.group()[at : at + 2]
                start = run.start() + at
                labelled = start + 2 < len(text.text) and text.text[start + 2] in "：:" and pair[1] == "法"
                if labelled and not _RUN.search(text.text, 0, start):
                    continue  # 补法：, a label of the writer's own
                if not at and text.text[start - 1 : start].isdigit():
                    continue  # 1人带15名: a counter and what follows it
                if _SAID.fullmatch(pair) or not _FREE.isdisjoint(pair) or not text.own(start, start + 2):
                    continue
                if (right := words.meant(pair)) and not _is_name(text.text, start, start + 2, context.region):
                    yield Misheard(text, start, right)


def _is_name(line: str, start: int, end: int, region: str) -> bool:
    """Whether two characters are of the name of a place, a school or a person, which may sound like anything."""
    return line[start:end] in region or bool(_NAMED.match(line, end) or _OFFICE.search(line, 0, start))


def _pairs(words: list[str]) -> Iterator[int]:
    """Where exactly two single characters stand between longer words or at an edge."""
    at = 0
    sizes = [len(word) for word in words]
    for number, size in enumerate(sizes):
        if size == 1 and sizes[number + 1 : number + 2] == [1]:
            before = sizes[number - 1] if number else 2
            after = sizes[number + 2] if number + 2 < len(sizes) else 2
            if before > 1 and after > 1:
                yield at
        at += size
