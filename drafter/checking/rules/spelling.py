"""What ships for finding words written wrong: common words, characters that sound alike, set phrases of the field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from drafter.resources import bundled

__all__ = ["common_words", "firm_phrases", "may_stand", "set_phrases", "shapes", "sound_groups", "sounds"]


def _lines(name: str) -> list[str]:
    text = (bundled("knowledge", "spelling") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Words of two characters that any such report may use."""
    return frozenset(word for line in _lines("words.txt") for word in line.split())


@lru_cache(maxsize=1)
def set_phrases() -> frozenset[str]:
    """Words and phrases of three characters and more that stand as they are."""
    return frozenset(phrase for line in _lines("phrases.txt") for phrase in line.lstrip("!").split())


@lru_cache(maxsize=1)
def firm_phrases() -> frozenset[str]:
    """Set phrases in whose place nothing that sounds alike makes sense (骨干教室): lines with a “!”."""
    return frozenset(phrase for line in _lines("phrases.txt") for phrase in line[1:].split() if line.startswith("!"))


@lru_cache(maxsize=1)
def sound_groups() -> tuple[str, ...]:
    """Characters of one syllable each; syllables that are taken for one another on a keyboard count as one."""
    return tuple(_lines("sounds.txt"))


@lru_cache(maxsize=1)
def shapes() -> tuple[str, ...]:
    """Characters that look alike, or are taken for one another for another reason, in groups."""
    return tuple(group for line in _lines("shapes.txt") for group in line.split())


@lru_cache(maxsize=1)
def sounds() -> Mapping[str, frozenset[int]]:
    """Each character's syllables, as numbers of their groups."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(sound_groups()):
        for mark in line:
            found[mark].add(number)
    return {mark: frozenset(numbers) for mark, numbers in found.items()}


@lru_cache(maxsize=1)
def may_stand() -> frozenset[tuple[str, str]]:
    """Pairs of words that sound alike and may both stand in the same place (制定 and 制订, 教师 and 教室)."""
    groups = [line.split() for line in _lines("stands.txt")]
    return frozenset((one, other) for group in groups for one in group for other in group if one != other)
