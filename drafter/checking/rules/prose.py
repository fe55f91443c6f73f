"""What the rules on language read: running text with the stretches that are somebody else's words set apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from drafter.checking.rules.model import Rule
from drafter.checking.text.masks import Masks
from drafter.findings import Finding, Severity
from drafter.reading import Document, Flow

__all__ = ["Hit", "Joined", "Prose", "clustered", "prose"]

#: Names of documents, quoted words, addresses, file names and English names: bounded, so that the cost stays linear.
_NAMES = re.compile(
    r"《[^《》\n]{0,120}》|〈[^〈〉\n]{0,80}〉|“[^“”\n]{0,80}”|‘[^‘’\n]{0,80}’|\"[^\"\n]{0,40}\""
    r"|https?://[^\s，。；、（）《》“”]+|www\.[\w./-]+|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9_.-]{1,64}"
    r"|\[[^\[\]\n]{0,80}\]\([^()\s]{0,200}\)|`[^`\n]{0,80}`"
    r"|(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]{0,30}(?:[ .,'&/+-]{1,2}[A-Za-z0-9]{1,30}){1,12}"
)
_ENDLESS = re.compile(r"[\d.,，:：%]{80,}")
_SPOKEN = ("body", "footnote", "textbox")


@dataclass
class Prose:
    """A flow of running text.

    Attributes:
        heading: whether it is nothing but a heading.
    """

    flow: Flow
    heading: bool = False

    @property
    def text(self) -> str:
        """Its text."""
        return self.flow.text

    @cached_property
    def _names(self) -> Masks:
        return Masks(match.span() for match in _NAMES.finditer(self.flow.text))

    def own(self, start: int, end: int) -> bool:
        """Whether text[start:end] is the writer's own words, not a name, a quotation or an address."""
        return not self._names.covers(start, end)

    @cached_property
    def _calm(self) -> str:
        """The text with endless runs of digits blotted out: patterns would try each digit with all others."""
        return _ENDLESS.sub(lambda run: "\0" * len(run[0]), self.flow.text)

    def find(self, pattern: re.Pattern[str], group: str | int = 0) -> Iterator[re.Match[str]]:
        """Matches in the writer's own words."""
        for match in pattern.finditer(self._calm):
            if self.own(*match.span(group)):
                yield match


class Joined:
    """Several flows as one text, for looking up many words: a pattern of a plain word runs through it at once."""

    def __init__(self, texts: Sequence[Prose]) -> None:
        self._texts = texts
        self._starts = [0]
        for text in texts:
            self._starts.append(self._starts[-1] + len(text.text) + 1)
        self._text = "\x1e".join(text.text for text in texts)  # no pattern of words matches across it

    def find(self, pattern: re.Pattern[str], names: bool = False, group: str | int = 0) -> Iterator[tuple[Prose, Hit]]:
        """Matches in the writers' own words (in names and quotations too when asked), each with its flow."""
        for match in pattern.finditer(self._text):
            at = bisect_right(self._starts, match.start()) - 1
            text, offset = self._texts[at], self._starts[at]
            start, end = match.start(group) - offset, match.end(group) - offset
            if end <= len(text.text) and (names or text.own(start, end)):
                yield text, Hit(text.flow, start, end)


@dataclass(frozen=True)
class Hit:
    """A place that a rule flags; ``label`` says what of, for counting."""

    flow: Flow
    start: int
    end: int
    label: str = ""
    words: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", self.flow.text[self.start : self.end])


def prose(document: Document, *, tables: bool = False) -> list[Prose]:
    """The running text of a document: no headers and footers, and tables only when asked for."""
    parts = (*_SPOKEN, "table") if tables else _SPOKEN
    alone = {heading.paragraph for heading in document.headings if not heading.run_in}
    return [Prose(flow, flow.first_paragraph in alone) for flow in document.flows if flow.part in parts]


def clustered(
    rule: Rule,
    hits: Sequence[Hit],
    message: str | Callable[[Sequence[Hit]], str],
    suggestion: str,
    *,
    key: str = "",
    severity: Severity | None = None,
) -> Iterator[Finding]:
    """One finding for all places of a fault that is made again and again; none when there is no place.

    Args:
        message: as it is, or made of the places.
        key: tells it from other clusters of its rule.
    """
    if not hits:
        return
    first = hits[0]
    finding = rule.at(
        first.flow,
        first.start,
        first.end,
        message if isinstance(message, str) else message(hits),
        suggestion=suggestion,
        key=f"{rule.code}:{key}",
        severity=severity,
    )
    further = tuple(place for hit in hits[1:] for place in hit.flow.places(hit.start, hit.end))
    yield replace(finding, also=(*finding.also, *further))
