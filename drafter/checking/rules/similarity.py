"""Stretches of text that two documents share word for word, found in one pass with an index of short runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from drafter.library.loading import load_passages
from drafter.library.passages import Passage
from drafter.library.policies import Policies
from drafter.resources import bundled

__all__ = ["Shared", "Source", "Sources", "plain", "policy_runs", "shared_runs", "shipped_samples", "sources"]

_RUN = 14  # characters of an indexed run: shorter than the shortest stretch that is reported
#: Figures may have been changed and marks put otherwise: neither makes copied words one's own.
_DROPPED = re.compile(r"[\s，。；：、！？“”‘’《》〈〉（）()\"',.;:!?·—\-～~%％]|\d")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_NAMED = 3  # characters of the name and unit of a figure


def plain(text: str) -> tuple[str, list[int]]:
    """The characters of a text that count, and where each stands in it."""
    kept = [(mark, at) for at, mark in enumerate(text) if not _DROPPED.match(mark)]
    return "".join(mark for mark, _ in kept), [at for _, at in kept]


@dataclass
class Source:
    """A sample report.

    Attributes:
        texts: plain text of each of its passages, with where to look it up.
    """

    title: str
    texts: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Sources:
    """Sample reports with an index of their runs; runs that several of them share are set phrases and left out."""

    items: list[Source]
    index: Mapping[str, tuple[int, int, int]]


@dataclass(frozen=True)
class Shared:
    """A stretch of a text that a source has too; offsets in the text, ``length`` in plain characters."""

    source: int
    ref: str
    start: int
    end: int
    length: int


@lru_cache(maxsize=1)
def shipped_samples() -> tuple[Passage, ...]:
    """The sample reports that come with drafter."""
    paths = sorted(bundled("knowledge", "samples").glob("*.md"))
    return tuple(passage for path in paths for passage in load_passages(path, "sample"))


@lru_cache(maxsize=4)
def sources(passages: tuple[Passage, ...]) -> Sources:
    """Passages of sample reports, gathered by report and indexed."""
    by_title: dict[str, Source] = {}
    for passage in passages:
        source = by_title.setdefault(passage.title, Source(passage.title))
        source.texts.append((plain(passage.text)[0], passage.source))
    items = list(by_title.values())
    index: dict[str, tuple[int, int, int]] = {}
    common: set[str] = set()
    for number, source in enumerate(items):
        for at, (text, _) in enumerate(source.texts):
            for offset in range(len(text) - _RUN + 1):
                run = text[offset : offset + _RUN]
                if index.setdefault(run, (number, at, offset))[0] != number:
                    common.add(run)
    return Sources(items, {run: place for run, place in index.items() if run not in common})


def policy_runs(policies: Policies) -> frozenset[str]:
    """Runs of the policies' own words, which every report may repeat."""
    return _runs(tuple(clause.text for policy in policies.values() for clause in policy.clauses))


@lru_cache(maxsize=2)
def _runs(texts: tuple[str, ...]) -> frozenset[str]:
    plains = (plain(text)[0] for text in texts)
    return frozenset(text[at : at + _RUN] for text in plains for at in range(len(text) - _RUN + 1))


def shared_runs(text: str, known: Sources, allowed: frozenset[str], least: int) -> Iterator[Shared]:
    """Stretches of at least ``least`` plain characters that a source has too, beyond policies and names of figures.

    Args:
        allowed: runs that do not count.
    """
    words, offsets = plain(text)
    at = 0
    while at <= len(words) - _RUN:
        place = known.index.get(words[at : at + _RUN])
        if place is None:
            at += 1
            continue
        number, passage, offset = place
        theirs, ref = known.items[number].texts[passage]
        length = _RUN
        while at + length < len(words) and theirs[offset + length : offset + length + 1] == words[at + length]:
            length += 1
        start, end = offsets[at], offsets[at + length - 1] + 1
        # 幼儿园612所、小学418所: what stands at a figure is its name and unit, which nobody can put otherwise
        named = _NAMED * len(_FIGURE.findall(text, start, end))
        if length - named - _covered(words[at : at + length], allowed) >= least:
            yield Shared(number, ref, start, end, length)
        at += length


def _covered(words: str, allowed: frozenset[str]) -> int:
    """How many characters lie in runs that do not count."""
    covered: set[int] = set()
    for at in range(len(words) - _RUN + 1):
        if words[at : at + _RUN] in allowed:
            covered.update(range(at, at + _RUN))
    return len(covered)
