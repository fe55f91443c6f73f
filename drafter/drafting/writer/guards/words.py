"""Words that need no source: those of the outlines, the indicators and the policies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from drafter.facts import load_dictionary
from drafter.files import read_yaml
from drafter.library.policies import load_policies
from drafter.outlines import load_outlines

__all__ = ["common_text", "cut", "halves_of", "is_common", "is_noun", "is_prose", "listed", "stands_alone", "tagged"]

_NAME_TAGS = ("ns", "nt")
_HAN = re.compile(r"[一-鿿]")


def tagged(text: str) -> list[tuple[str, str]]:
    """Words with their part of speech, as jieba tells them (``nr`` persons, ``ns`` places, ``nt`` organisations)."""
    import rjieba

    return [(str(word), str(tag)) for word, tag in rjieba.tag(text)]


def cut(text: str) -> list[str]:
    """Words of the dictionary; what is none falls apart into characters."""
    import rjieba

    return [str(word) for word in rjieba.cut(text, False)]


@lru_cache(maxsize=1)
def common_text() -> str:
    """Everything that outlines, indicators and policies say: the vocabulary of the field, without a region's names."""
    parts: list[str] = []
    for outline in load_outlines().values():
        for section, item in outline.items():
            parts += [section.heading, item.lead, item.ask, *item.signals, item.office]
    for indicator in load_dictionary().values():
        parts += [*indicator.names, *indicator.say.values(), indicator.office]
    for policy in load_policies().values():
        parts += [policy.title, *(clause.text for clause in policy.clauses)]
    return "\n".join(parts)


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    return frozenset(word for word, tag in _pairs() if tag not in _NAME_TAGS)


@lru_cache(maxsize=1)
def _singles() -> frozenset[str]:
    return frozenset(word for line in common_text().splitlines() for word in cut(line) if len(word) == 1)


def stands_alone(char: str) -> bool:
    """Whether a character is a word of its own in the field's texts."""
    return char in _singles()


def _pairs() -> Iterator[tuple[str, str]]:
    for line in common_text().splitlines():
        yield from tagged(line)


@lru_cache(maxsize=4096)
def is_common(word: str) -> bool:
    """Whether a word belongs to the field's vocabulary, or holds no Chinese at all."""
    return word in _vocabulary() or not _HAN.search(word)


#: Nouns, abbreviations, places, qualities that sort things (省级, 国有), set phrases.
_NAMING = ("n", "j", "s", "b", "l", "i")


@lru_cache(maxsize=8192)
def is_noun(word: str) -> bool:
    """Whether a word of the dictionary is a noun, or as good as one; of two words in one, the last has to be."""
    if len(word) < 2 or not re.fullmatch("[一-鿿]+", word):
        return False
    if halves := halves_of(word):
        return is_noun(halves[1])
    found = tagged(word)
    return len(found) == 1 and found[0][1].startswith(_NAMING)


@lru_cache(maxsize=8192)
def halves_of(word: str) -> tuple[str, str] | None:
    """The two words of the dictionary that a word of four characters is made of, as 广泛开展 is of two."""
    halves = (word[:2], word[2:])
    both = len(word) == 4 and all(len(cut(half)) == 1 for half in halves)
    return halves if both else None


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    found = read_yaml(Path(__file__).with_name("lists.yaml"))
    return {name: frozenset(words.split()) for name, words in found.items()}


def listed(name: str) -> frozenset[str]:
    """Words of ``lists.yaml`` that need no source: prose, determiners, amounts or beside_figures."""
    return _lists()[name]


def is_prose(word: str) -> bool:
    """Whether a noun is one of those that official prose uses of anything and that name nothing by themselves."""
    return word in listed("prose")
