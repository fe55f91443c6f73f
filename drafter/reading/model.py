"""One model for whatever was read: paragraphs with exact places, sections, and running text across line breaks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from drafter.findings import Place
from drafter.reading.layout import Sheet

__all__ = ["Document", "Flow", "Heading", "Paragraph"]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the input (a line of a text file, a table cell's paragraph).

    Attributes:
        index: counts every paragraph of the input from 0.
        part: body, table, header, footer, footnote or textbox.
        heading_style: outline level given by a Word style or Markdown mark, 0 when none.
        cell: (table, row, column) of a table paragraph, counted from 0; a merged cell counts each column it spans.
        label: the number that a list of the word processor prints before the text and that is no part of it.
    """

    index: int
    part: str
    text: str
    heading_style: int = 0
    cell: tuple[int, int, int] | None = None
    label: str = ""

    @property
    def printed(self) -> str:
        """The text with the number before it, as on paper."""
        return self.label + self.text


@dataclass(frozen=True)
class Heading:
    """A numbered or styled heading.

    Attributes:
        level: 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）.
        number: its own number, 0 when it has none.
        label: path of numbers as users write it, such as ``三（一）``.
        text: the heading without number and final mark.
        start: where it starts in its paragraph; ``end`` is one past it. A run-in heading ends before the text.
        run_in: whether text follows in the same paragraph.
    """

    paragraph: int
    level: int
    number: int
    label: str
    text: str
    start: int
    end: int
    run_in: bool


@dataclass(frozen=True)
class Flow:
    """Running text of one or several paragraphs that a hard line break cut in mid-sentence.

    Attributes:
        pieces: (offset in ``text``, paragraph index, offset in the paragraph) of each stretch, in order.
        section: label of the section it stands in.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    section: str
    part: str

    def places(self, start: int, end: int) -> list[Place]:
        """Where text[start:end] stands, one place a paragraph."""
        offsets = [piece[0] for piece in self.pieces]
        result = []
        at = bisect_right(offsets, start) - 1
        while at < len(self.pieces) and self.pieces[at][0] < max(end, start + 1):
            offset, paragraph, inner = self.pieces[at]
            stop = self.pieces[at + 1][0] if at + 1 < len(self.pieces) else len(self.text)
            low, high = max(start, offset), min(end, stop)
            if high > low or start == end:
                result.append(Place(self.part, self.section, paragraph, low - offset + inner, high - offset + inner))
            at += 1
        return result

    def written(self, start: int, end: int) -> str:
        """text[start:end] as it stands in the document."""
        return self.text[start:end]

    @property
    def first_paragraph(self) -> int:
        """Index of the paragraph it begins in."""
        return self.pieces[0][1]


@dataclass
class Document:
    """A document as a reader sees it.

    Attributes:
        name: the file's name.
        form: docx, txt, md or report.
        unread: parts that could not be read, in Chinese, for the account of the check.
    """

    name: str
    form: str
    paragraphs: list[Paragraph]
    headings: list[Heading] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    title: str = ""
    unread: list[str] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    """Label of the section of each paragraph."""
    layout: Sheet | None = None
    """How it is laid out; None where the form of the file has no layout."""

    def paragraph_text(self) -> dict[int, str]:
        """Text of every paragraph by index."""
        return {paragraph.index: paragraph.text for paragraph in self.paragraphs}

    def body(self) -> Iterator[Paragraph]:
        """Paragraphs of the main text, tables included."""
        return (p for p in self.paragraphs if p.part in ("body", "table"))

    def place(self, paragraph: Paragraph, start: int, end: int) -> Place:
        """A place in a paragraph."""
        return Place(paragraph.part, self.sections.get(paragraph.index, ""), paragraph.index, start, end)

    def characters(self) -> int:
        """Characters of the main text without white space."""
        return sum(len("".join(p.text.split())) for p in self.body())
