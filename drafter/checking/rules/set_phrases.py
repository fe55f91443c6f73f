"""The widest part of STY029: a set phrase of the field of which something is written wrong (油脂均衡, 均生公用经费).

The right phrases are listed, the wrong ones are not: a stretch of the text that sounds like a phrase, has one character
of it that looks alike or stands twice, two changed over, or lacks one. What another phrase of the list covers is right,
and so is what a word reaches over the edge of; words that may both stand in the same place are told apart by nobody
(stands.txt).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from drafter.checking.context import CheckContext
from drafter.checking.rules.prose import Prose, prose
from drafter.checking.rules.segments import crossed, words_of
from drafter.checking.rules.spelling import common_words, firm_phrases, may_stand, set_phrases, shapes, sounds

__all__ = ["Broken", "find_broken"]

_RUN = re.compile("[一-鿿]{3,}")
_FIGURE = re.compile(r"\s?\d")
_SHORTEST, _LONG = 3, 5
_AROUND = 8
_NUMERALS = frozenset("一二三四五六七八九十百千万亿两")
#: Characters that lead or join and stand beside anything: never what a phrase of three was meant to have.
_JOINS = frozenset(
    "的是和及与在以等为未已占都之其各或从到有无不对由按于并且也又再还了所名个人将把向被让给应一二三四五六七八九十"
)
#: What a word is shortened to in the field: 薄弱校, 公办园, 高中段.
_SHORT = frozenset("新改扩防校园师生教学县市省区乡镇村班段级局厅制性均化型类")

#: The same, of short phrases only: 优质均发展 is no short form of 优质均衡发展.
_SHORT_OF_FEW = frozenset("均教学")
#: What makes a word with a quality behind it, so that no 化 is lacking: 调优支出结构, 做强学科建设.
_MADE_SO = frozenset("做调培选择建提创争评扩配育拓抓搞变改办")


@dataclass(frozen=True)
class Broken:
    """text.text[start:end] and the set phrase it was meant for."""

    text: Prose
    start: int
    end: int
    right: str


@lru_cache(maxsize=1)
def _by_sound() -> dict[Any, Any]:
    """The phrases as a tree of syllables; a phrase with characters of two readings stands in it twice."""
    tree: dict[Any, Any] = {}
    known = sounds()
    for phrase in sorted(set_phrases()):
        nodes = [tree]
        for mark in phrase:
            nodes = [node.setdefault(sound, {}) for node in nodes for sound in known.get(mark, (mark,))]
        for node in nodes:
            node.setdefault("", []).append(phrase)
    return tree


#: What 起 closes, so that it begins no phrase: 自秋季学期起, 当月起.
_SINCE_WHEN = frozenset("期年月日季度级后时始底初末")


@lru_cache(maxsize=1)
def _by_look() -> dict[str, tuple[str, int]]:
    """Wrong phrase -> the right one and where it lacks a character, -1 when it lacks none."""
    alike: dict[str, set[str]] = {}
    for group in shapes():
        for mark in group:
            alike.setdefault(mark, set()).update(set(group) - {mark})
    phrases, common = set_phrases(), common_words()
    made: dict[str, tuple[str, int]] = {}
    for phrase in sorted(phrases):
        for at, mark in enumerate(phrase):
            head, tail = phrase[:at], phrase[at + 1 :]
            wrong = [(head + other + tail, -1) for other in alike.get(mark, ())]
            turned = tail[:1] + mark
            free = tail and _JOINS.isdisjoint(turned) and "新" not in turned
            if free and len(phrase) > _SHORTEST and turned != turned[::-1]:
                wrong.append((head + turned + tail[1:], -1))
            if len(phrase) >= _LONG or (len(head) == 2 and not tail and head not in common and phrase[1:] in common):
                wrong.append((head + tail, at))
            if len(phrase) > _SHORTEST and 0 < at < len(phrase) - 1 and mark not in _JOINS and tail[0] != mark:
                wrong.append((head + mark + mark + tail, -1))
            for words, lacking in wrong:
                if words not in phrases:
                    made.setdefault(words, (phrase, lacking))
    return made


def find_broken(context: CheckContext) -> Iterator[Broken]:
    """Set phrases written wrong in the running text and its tables."""
    made = _by_look()
    for text in prose(context.document, tables=True):
        for run in _RUN.finditer(text.text):
            for start, end, right in _in_run(run.group(), made):
                if text.own(run.start() + start, run.start() + end) and not (
                    right.startswith(run.group()[start:end]) and _FIGURE.match(text.text, run.start() + end)
                ):  # 普通高中招1200人 lacks nothing
                    yield Broken(text, run.start() + start, run.start() + end, right)


def _in_run(run: str, made: dict[str, tuple[str, int]]) -> Iterator[tuple[int, int, str]]:
    """The longest wrong phrases of a run of characters, none over another."""
    right = _covered(run)
    hits = [hit for at in range(len(run)) for hit in (*_sounding(run, at, right), *_looking(run, at, right, made))]
    taken = bytearray(len(run))
    for start, end, phrase in sorted(hits, key=lambda hit: (-len(hit[2]), hit[0])):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            yield start, end, phrase


def _covered(run: str) -> bytearray:
    """Which characters belong to a phrase written right."""
    phrases, sizes = set_phrases(), _sizes_of_phrases()
    right = bytearray(len(run))
    for at in range(len(run) - 1):
        for size in sizes.get(run[at : at + 2], ()):
            if run[at : at + size] in phrases:
                right[at : at + size] = b"\1" * size
    return right


@lru_cache(maxsize=1)
def _sizes_of_phrases() -> dict[str, tuple[int, ...]]:
    return _sizes(set_phrases())


@lru_cache(maxsize=1)
def _sizes_by_look() -> dict[str, tuple[int, ...]]:
    return _sizes(_by_look())


def _sizes(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How long the words are that begin with two characters, so that few stretches of a text are looked up."""
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[:2], set()).add(len(word))
    return {opening: tuple(sorted(found)) for opening, found in sizes.items()}


def _sounding(run: str, at: int, right: bytearray) -> Iterator[tuple[int, int, str]]:
    """Phrases that run[at:] sounds like."""
    known = sounds()
    nodes = [_by_sound()]
    for end in range(at, len(run)):
        mark = run[end]
        nodes = [node[sound] for node in nodes for sound in known.get(mark, (mark,)) if sound in node]
        if not nodes:
            return
        words = run[at : end + 1]
        for phrase in {phrase for node in nodes for phrase in node.get("", ())}:
            apart = [number for number in range(len(words)) if words[number] != phrase[number]]
            unsure = apart and not all(right[at + number] for number in apart)
            if unsure and _is_slip(words, phrase, apart) and not crossed(run, at, end + 1):
                yield at, end + 1, phrase


def _looking(run: str, at: int, right: bytearray, made: dict[str, tuple[str, int]]) -> Iterator[tuple[int, int, str]]:
    """Phrases that run[at:] looks like, or is but for a character too few."""
    for size in _sizes_by_look().get(run[at : at + 2], ()):
        end = at + size
        words = run[at:end]
        found = made.get(words)
        if found is None or all(right[at:end]):
            continue
        phrase, lacking = found
        if len(words) > len(phrase):
            pass  # one character stands twice in it
        elif lacking < 0:
            if words[0] == "起" and at and run[at - 1] in _SINCE_WHEN:
                continue  # 秋季学期起大班额清零
            apart = [number for number in range(len(words)) if words[number] != phrase[number]]
            if not _is_slip(words, phrase, apart):
                continue
        elif not _is_stump(run, at, end, phrase, lacking):
            continue
        if not crossed(run, at, end):
            yield at, end, phrase


def _is_slip(words: str, phrase: str, apart: Sequence[int]) -> bool:
    """Whether words can be nothing but a phrase with the characters ``apart`` written wrong."""
    first, last = apart[0], apart[-1]
    if sum(words[number] in _NUMERALS for number in apart) > 1:
        return False  # 教师六十名 is no slip of 教师流失
    if len(apart) > 1 and any(words[number] in _JOINS for number in apart):
        return False  # 三是经费 is no slip of 膳食经费
    if first == last and first in (0, len(words) - 1) and words[first] in _JOINS:
        return False  # 有 before 好学校 is no slip of 友好学校
    if len(words) == _SHORTEST:
        rest = words[:first] + words[first + 1 :]
        if first < last or {words[first], phrase[first]} & _JOINS or (first != 1 and rest in common_words()):
            return False
    return phrase in firm_phrases() or any(not _may_stand(words, phrase, number) for number in apart)


def _may_stand(words: str, phrase: str, at: int) -> bool:
    """Whether a character belongs to a word that may stand where the phrase has another."""
    pairs = may_stand()
    return any((words[low : low + 2], phrase[low : low + 2]) in pairs for low in (at - 1, at) if low >= 0)


def _is_stump(run: str, start: int, end: int, phrase: str, lacking: int) -> bool:
    """Whether the word that lacks a character is none without it and stands alone: 普惠性幼园, 全覆."""
    whole = next((low, high) for low, high in words_of(phrase) if low <= lacking < high)
    if whole[1] - whole[0] == 4:  # 义务教育 is made of two
        whole = (whole[0], whole[0] + 2) if lacking < whole[0] + 2 else (whole[0] + 2, whole[1])
    if whole[1] - whole[0] < 2:
        return False
    rest = phrase[whole[0] : lacking] + phrase[lacking + 1 : whole[1]]
    at = start + whole[0]
    if phrase[lacking] == "化" and at and run[at - 1] in _MADE_SO:
        return False
    unsure = rest in _SHORT and (rest != "校" or whole[1] == len(phrase))
    if set(rest) & _JOINS or (unsure and (rest not in _SHORT_OF_FEW or len(phrase) <= _LONG)):
        return False
    if lacking == len(phrase) - 1 and end < len(run):
        return False
    if lacking == 0 and start:
        return False
    low = max(0, start - _AROUND)
    cuts = {low + cut for word in words_of(run[low : end + _AROUND]) for cut in word}
    return all(cut in cuts for cut in range(at, at + len(rest) + 1))
