"""Report -> sections -> paragraphs -> sentences; each sentence with its support, each figure with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = [
    "Figure",
    "Gap",
    "IndicatorRow",
    "Paragraph",
    "Report",
    "Section",
    "Sentence",
    "Shortfall",
    "Source",
    "Support",
    "UnusedMaterial",
]


@dataclass(frozen=True)
class Source:
    """Where a figure comes from.

    Attributes:
        kind: cell (of the workbook), passage (of a material) or clause (of a policy).
        ref: ``file!sheet!B7``, ``file#p12`` or ``policy_id#clause_id``.
        name: the indicator, material or policy, as the user knows it.
        text: the cell's or passage's own words.
    """

    kind: str
    ref: str
    name: str
    text: str


@dataclass(frozen=True)
class Figure:
    """A figure in a sentence.

    Attributes:
        start: offset in the sentence; ``end`` is one past the last character.
        text: as printed, with its unit.
        slot: the slot it fills, such as ``gdp.growth``; empty for a figure quoted from a passage or clause.
        formula: how it was derived, in Chinese with the operands; empty when it stands in its source as such.
        sources: every cell, passage or clause it rests on; never empty in a finished draft.
    """

    start: int
    end: int
    text: str
    slot: str
    formula: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Support:
    """What a sentence as a whole rests on: the same kinds as :class:`Source`, and ``reference`` for a library
    passage offered to the writer.
    """

    kind: str
    ref: str
    text: str


@dataclass(frozen=True)
class Sentence:
    """One sentence of the report.

    Attributes:
        origin: material, metric, policy, frame (fixed wording), gap (【待补充】) or model.
        marked: True when the figure guard could not clear it; rendered highlighted.
    """

    text: str
    origin: str
    figures: tuple[Figure, ...] = ()
    support: tuple[Support, ...] = ()
    marked: bool = False


@dataclass
class Paragraph:
    """A paragraph; ``lead`` is a run-in heading (短句。) that opens it."""

    sentences: list[Sentence]
    item: str = ""
    lead: str = ""

    @property
    def text(self) -> str:
        """The whole paragraph as printed."""
        return self.lead + "".join(sentence.text for sentence in self.sentences)


@dataclass
class Section:
    """A section; ``label`` is its number as printed (一、 or （一）), ``level`` counts from 1.

    The heading of a *run-in* section opens its first paragraph instead of standing on a line of its own.
    """

    id: str
    heading: str
    label: str
    level: int
    paragraphs: list[Paragraph] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    run_in: bool = False

    @property
    def opening(self) -> str:
        """What a run-in heading prints at the head of the first paragraph; empty when it stands by itself."""
        heading = self.heading.rstrip("。")
        return f"{self.label}{heading}。" if self.run_in and self.paragraphs else ""

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in print order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True)
class Gap:
    """Something a required item still needs, and whom to ask."""

    item: str
    section: str
    what: str
    office: str
    printed: bool


@dataclass(frozen=True)
class UnusedMaterial:
    """A sentence of a material that was left out, and why."""

    ref: str
    text: str
    reason: str


@dataclass(frozen=True)
class Shortfall:
    """An indicator below its floor, and where the draft owns and answers it."""

    indicator: str
    name: str
    value: str
    floor: str
    policy: str
    problem: str
    measure: str


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator as the attachment of figures prints it; what is not known is empty.

    Attributes:
        change: from last year, such as ``+1.20个百分点``.
        floor: the dated, verified threshold that applies; ``verdict`` is 达标 or 未达标.
    """

    name: str
    this: str
    previous: str = ""
    change: str = ""
    floor: str = ""
    verdict: str = ""


@dataclass
class Report:
    """A finished draft.

    Attributes:
        level: province, city or county.
        signer: the issuing government, printed above the date; ``date`` is the 成文日期 in ISO form; both may
            be empty.
        addressee: the 主送机关 of a report sent as a document; ``number`` its 发文字号; both may be empty.
        engine: offline or llm.
        writing: who wrote each item a model was asked for: ``model``, ``model:1`` after one repair, or ``offline:`` and
            why its text was not used.
    """

    title: str
    region: str
    year: int
    level: str
    outline: str
    engine: str
    opening: list[Paragraph] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    signer: str = ""
    date: str = ""
    gaps: list[Gap] = field(default_factory=list)
    shortfalls: list[Shortfall] = field(default_factory=list)
    unused: list[UnusedMaterial] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)
    addressee: str = ""
    number: str = ""
    indicators: list[IndicatorRow] = field(default_factory=list)
    writing: dict[str, str] = field(default_factory=dict)

    def walk(self) -> Iterator[Section]:
        """Every section in print order."""
        for section in self.sections:
            yield from section.walk()

    def paragraphs(self) -> Iterator[tuple[Section | None, Paragraph]]:
        """Every paragraph in print order with its section (None for the opening)."""
        for paragraph in self.opening:
            yield None, paragraph
        for section in self.walk():
            for paragraph in section.paragraphs:
                yield section, paragraph

    def sentences(self) -> Iterator[tuple[Section | None, Paragraph, Sentence]]:
        """Every sentence in print order with its section and paragraph."""
        for section, paragraph in self.paragraphs():
            for sentence in paragraph.sentences:
                yield section, paragraph, sentence
