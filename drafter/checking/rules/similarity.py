"""Stretches of text that two documents share word for word, found in one pass with an index of short runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from drafter.facts import Dictionary
from drafter.library.loading import load_passages
from drafter.library.passages import Passage
from drafter.library.policies import Policies
from drafter.outlines import Outline
from drafter.resources import bundled

__all__ = [
    "Shared",
    "Source",
    "Sources",
    "own_length",
    "plain",
    "set_phrases",
    "shared_runs",
    "shipped_samples",
    "sources",
]

_SAID = 8  # characters of a run that policies, indicators and outlines are known by
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
    """A stretch of a text that a source has too.

    Attributes:
        start: offset in the text; ``end`` likewise.
        length: plain characters; ``own`` without the names of figures.
        words: the plain characters.
    """

    source: int
    ref: str
    start: int
    end: int
    length: int
    own: int
    words: str


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


def set_phrases(policies: Policies, dictionary: Dictionary, outlines: Iterable[Outline]) -> frozenset[str]:
    """Runs that every report may repeat: words of the policies, names of indicators, what the outlines ask for."""
    texts = [clause.text for policy in policies.values() for clause in policy.clauses]
    texts += [policy.title for policy in policies.values()]
    texts += [name for indicator in dictionary.values() for name in (indicator.name, *indicator.aliases)]
    texts += [text for outline in outlines for _, item in outline.items() for text in (item.lead, item.ask)]
    return _runs(tuple(texts))


@lru_cache(maxsize=2)
def _runs(texts: tuple[str, ...]) -> frozenset[str]:
    plains = (plain(text)[0] for text in texts)
    return frozenset(text[at : at + _SAID] for text in plains for at in range(len(text) - _SAID + 1))


def shared_runs(text: str, known: Sources, least: int) -> Iterator[Shared]:
    """Stretches that a source has too, of at least ``least`` plain characters beyond the names of their figures."""
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
        own = length - _NAMED * len(_FIGURE.findall(text, start, end))
        if own >= least:
            yield Shared(number, ref, start, end, length, own, words[at : at + length])
        at += length


def own_length(shared: Shared, phrases: frozenset[str]) -> int:
    """Plain characters of a shared stretch that are no set phrase either."""
    words, covered = shared.words, set[int]()
    for at in range(len(words) - _SAID + 1):
        if words[at : at + _SAID] in phrases:
            covered.update(range(at, at + _SAID))
    return shared.own - len(covered)
