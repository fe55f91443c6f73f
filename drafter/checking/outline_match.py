"""Finding an outline's sections in a document, and what the document says on each required item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from drafter.files import read_yaml
from drafter.outlines import Item, Outline, OutlineSection
from drafter.reading import Document, Heading
from drafter.resources import bundled

__all__ = ["MatchedSection", "detect_outline", "match_sections", "may_speak_of", "speaks_of", "words_of"]

_SAME = 62.0
_DETECTED = 0.6
#: A 市 may be a prefecture or a county, so it tells nothing.
_LEVELS = ((("省", "自治区"), "province"), (("县", "区", "旗"), "county"), (("州", "盟", "地区"), "city"))
#: Words of other matters that hold a signal: 校外培训机构预收费资金监管 is not what schools charge.
_OTHER = re.compile("预收费|学费收费权|收费公路")
_NOISE = re.compile(r"情况|工作|进展|落实|方面|教育|[，、。“”\"（）()\s]")


@dataclass(frozen=True)
class MatchedSection:
    """A section of the outline where the document has it.

    Attributes:
        heading: the document's heading, None when the section is not there.
        paragraphs: numbers of the paragraphs that belong to it, its heading included.
    """

    section: OutlineSection
    heading: Heading | None
    paragraphs: range


def detect_outline(document: Document, outlines: Mapping[str, Outline], region: str = "") -> Outline | None:
    """The outline most of whose sections the document has, None when it follows none of them.

    Args:
        region: whose report it is: a county's is not held against a city's form.
    """
    level = next((name for endings, name in _LEVELS if region.endswith(endings)), "")
    best: tuple[float, Outline | None] = (0.0, None)
    for outline in outlines.values():
        if level and outline.level != level:
            continue
        leaves = [m for m in match_sections(document, outline) if not m.section.sections]
        share = sum(m.heading is not None for m in leaves) / max(1, len(leaves))
        if share > best[0]:
            best = (share, outline)
    return best[1] if best[0] >= _DETECTED else None


def match_sections(document: Document, outline: Outline) -> list[MatchedSection]:
    """Each section of the outline with the document's most similar heading of the same rank, in outline order."""
    free = list(document.headings)
    matched: list[MatchedSection] = []
    for section in outline.walk():
        scored = [(_likeness(section, heading), -number) for number, heading in enumerate(free)]
        score, number = max(scored, default=(0.0, 0))
        heading = free[-number] if score >= _SAME else None
        if heading is not None:
            free.remove(heading)
        matched.append(MatchedSection(section, heading, _extent(document, heading)))
    return matched


def _likeness(section: OutlineSection, heading: Heading) -> float:
    """How like a heading is to one of the section's names, 0 to 100; nought where it is below :data:`_SAME`."""
    from rapidfuzz import fuzz

    if abs(section.level - heading.level) > 1:
        return 0.0
    words = _plain(heading.text)
    best = 0.0
    for name in (section.heading, *section.aliases):
        for told, heard in ((name, heading.text), (_plain(name), words)):
            best = max(best, fuzz.ratio(told, heard, score_cutoff=max(best, _SAME)))
    return best


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    """A heading without the words that any may have."""
    return _NOISE.sub("", name) or name


def _extent(document: Document, heading: Heading | None) -> range:
    if heading is None:
        return range(0)
    later = [h.paragraph for h in document.headings if h.paragraph > heading.paragraph and h.level <= heading.level]
    return range(heading.paragraph, min(later, default=len(document.paragraphs)))


def speaks_of(text: str, item: Item) -> bool:
    """Whether a text has one of the item's words."""
    if item.lead in text:
        return True
    plain = _OTHER.sub("", text)
    return any(signal in plain for signal in item.signals)


def may_speak_of(text: str, item: Item) -> bool:
    """Whether a text has words by which some report may answer the item: wider than :func:`speaks_of`."""
    return any(all(part in text for part in words) for words in _wider_words().get(item.id, ()))


@lru_cache(maxsize=1)
def _wider_words() -> dict[str, tuple[tuple[str, ...], ...]]:
    raw = read_yaml(bundled("knowledge", "wording", "items.yaml"))
    return {item: tuple(tuple(str(word).split("+")) for word in words) for item, words in raw.items()}


def words_of(items: Iterable[Item]) -> str:
    """Items by name, for messages."""
    return "、".join(item.lead for item in items)
