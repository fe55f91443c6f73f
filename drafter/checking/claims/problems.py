"""The problems a report owns and the measures it promises, entry by entry, and which answers which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.outlines import load_outlines
from drafter.reading import Document, Flow

__all__ = ["Answers", "Entry", "entries", "topics"]

_ORDINAL = re.compile(r"(?:^|(?<=[。；：\s]))[一二三四五六七八九十]{1,2}是")
_WORDS = re.compile(r"[^一-鿿]")
_EMPTY = re.compile(
    r"进一步|加大|加快|推进|加强|推动|全面|持续|不断|深入|切实|完善|提升|提高|优化|强化|建设|工作|力度|水平|问题|不足|有待|仍然|依然|存在|不够|较大"
    r"|发展|教育|学校|全市|全省|全县|全区|落实|解决|缓解|化解|促进|构建|健全|机制|体系|情况|措施|整改"
)
#: What closes a report and belongs to no entry.
_CLOSING = re.compile(
    r"以(?:此次|这次|本次)[^。]{0,12}为契机|^\s*(?:特此|以上(?:报告|为我?|自评))|^[^，。]{2,24}(?:人民政府|教育局|委员会)\s*$"
    r"|^\s*20\d\d年\d{1,2}月\d{1,2}日\s*$"
)
_SHARED = 0.3
_LONGEST_TITLE = 40
_MOST = 60  # a report with more problems than this is no report


@dataclass(frozen=True)
class Entry:
    """A problem or a measure: its title at flow.text[start:end], and all it says."""

    flow: Flow
    start: int
    end: int
    text: str

    @property
    def terse(self) -> bool:
        """Whether it is an entry of 一是…二是… rather than under a heading."""
        return bool(_ORDINAL.match(self.title))

    @property
    def title(self) -> str:
        """Its opening words."""
        return self.flow.text[self.start : self.end]


def entries(document: Document, roles: Sequence[str], role: str, listed: bool = True) -> list[Entry]:
    """Entries of the sections with this role: by their headings, else by 一是…二是…; empty for plain paragraphs.

    Args:
        listed: whether 一是…二是… of a paragraph counts.
    """
    flows = [f for f in document.flows if f.part == "body" and roles[f.first_paragraph] == role]
    headings = {h.paragraph: h for h in document.headings if roles[h.paragraph] == role and h.level > 1}
    found: list[list[tuple[Flow, int, int]]] = []
    levels = sorted({h.level for h in headings.values()})
    for flow in flows:
        heading = headings.get(flow.first_paragraph)
        if heading is not None and levels and heading.level == levels[0]:
            found.append([(flow, heading.start, min(heading.end, len(flow.text)))])
        elif found and not _CLOSING.search(flow.text):
            found[-1].append((flow, 0, len(flow.text)))
    if found:
        return [Entry(*group[0], "\n".join(flow.text for flow, _, _ in group)) for group in found]
    return [entry for flow in flows for entry in _listed(flow)] if listed else []


def _listed(flow: Flow) -> Iterable[Entry]:
    starts = [match.start() for match in _ORDINAL.finditer(flow.text)]
    for start, stop in zip(starts, [*starts, len(flow.text)][1:], strict=True):
        title = re.split(r"[，。；]", flow.text[start : min(stop, start + _LONGEST_TITLE)])[0]
        yield Entry(flow, start, start + len(title), flow.text[start:stop])


class Answers:
    """What a list of entries speaks of, read once for all the entries held against it."""

    def __init__(self, others: Sequence[Entry]) -> None:
        self._topics = topics("\n".join(other.text for other in others[:_MOST]))
        self._texts = [_pairs(other.text) for other in others[:_MOST]]
        self._titles = [_pairs(other.title) for other in others[:_MOST]]

    def speak_of(self, entry: Entry, number: int) -> bool:
        """Whether any of the entries speaks of what this one's title does.

        Args:
            number: its place in its own list; the one in that place most likely answers it.
        """
        if (topics(entry.title) or topics(entry.text)) & self._topics:
            return True
        pairs = _pairs(entry.title)
        if len(pairs) < 3:
            return True  # too little said to tell
        if number < len(self._texts) and _pairs(entry.text) & self._texts[number]:
            return True
        if any(pairs & theirs for theirs in self._titles):
            return True
        return any(len(pairs & theirs) / len(pairs) >= _SHARED for theirs in self._texts)


def topics(text: str) -> frozenset[str]:
    """Ids of the required items, of any outline, whose words a text has."""
    return frozenset(item for item, words in _vocabulary() if any(word in text for word in words))


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[tuple[str, tuple[str, ...]], ...]:
    words: dict[str, set[str]] = {}
    for outline in load_outlines().values():
        for _, item in outline.items():
            words.setdefault(item.id, set()).update(item.signals)
    return tuple((item, tuple(sorted(signals))) for item, signals in sorted(words.items()))


def _pairs(text: str) -> set[str]:
    plain = _WORDS.sub("", _EMPTY.sub("，", text))
    return {plain[i : i + 2] for i in range(len(plain) - 1)}
