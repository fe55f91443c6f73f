"""Where each figure comes from, as a comment on it and a bookmark: workbook, sheet, cell, formula, evidence row.

Comments link to the row in the evidence workbook, whose rows link to the bookmarks: both lie in one folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafter.rendering.bookmarks import figure_bookmark, paragraph_bookmark
from drafter.rendering.evidence import proof_cell, proof_rows
from drafter.rendering.formats import Look
from drafter.rendering.markup import NAMESPACES, PROLOG, link_target, on_one_line, tag, text_node
from drafter.rendering.parts import Link, links_part
from drafter.report import Figure, Report, Sentence

__all__ = ["TRACE_AUTHOR", "Traces", "bookmarked", "traced"]

#: Not the author of findings, whose comments a check replaces.
TRACE_AUTHOR = "drafter出处"
_MOST_SOURCES = 6
_WORKBOOK = "rIdEvidence"
_PARAGRAPH_IDS = 1_000_000  # those of figures are lower

Piece = tuple[str, Look, bool, int]


def bookmarked(runs: str, number: int) -> str:
    """The runs of a paragraph with its bookmark before them.

    Around them, its end would go to a line of its own in LibreOffice where a last mark hangs over the edge.
    """
    identity = _PARAGRAPH_IDS + number
    return tag("bookmarkStart", id=identity, name=paragraph_bookmark(number)) + tag("bookmarkEnd", id=identity) + runs


def traced(run: str, row: int) -> str:
    """A run with the comment and the bookmark of this row."""
    return "".join(
        (
            tag("bookmarkStart", id=row, name=figure_bookmark(row)),
            tag("commentRangeStart", id=row),
            run,
            tag("commentRangeEnd", id=row),
            tag("bookmarkEnd", id=row),
            tag("r", tag("commentReference", id=row)),
        )
    )


class Traces:
    """Numbers the figures of a report as 佐证对照表 does, and gathers their comments.

    Args:
        evidence: name of the evidence workbook beside the document, empty for no links to it.
    """

    def __init__(self, report: Report, evidence: str = "") -> None:
        self._rows = proof_rows(report)
        self._evidence = evidence
        self._comments: dict[int, Figure] = {}

    def mark(self, sentence: Sentence, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """The pieces of a sentence cut at its figures; a sentence whose text had to be cleaned is left whole."""
        if on_one_line(sentence.text) != sentence.text:
            yield from pieces
            return
        rows = self._rows.get(id(sentence), {})
        at = 0
        for text, look, highlighted, _ in pieces:
            end = at + len(text)
            here = at
            for figure in sorted(sentence.figures, key=lambda f: f.start):
                row = rows.get(id(figure))
                if row is None or not at <= figure.start < figure.end <= end or figure.start < here:
                    continue
                yield text[here - at : figure.start - at], look, highlighted, 0
                yield text[figure.start - at : figure.end - at], look, highlighted, row
                self._comments[row] = figure
                here = figure.end
            yield text[here - at :], look, highlighted, 0
            at = end

    @property
    def rows(self) -> frozenset[int]:
        """Rows of the figures that have been marked."""
        return frozenset(self._comments)

    def parts(self) -> dict[str, bytes]:
        """``word/comments.xml``, without times, and its links."""
        made = (self._comment(row, figure) for row, figure in sorted(self._comments.items()))
        parts = {"word/comments.xml": f"{PROLOG}<w:comments {NAMESPACES}>{''.join(made)}</w:comments>".encode()}
        if self._evidence:
            link = Link(_WORKBOOK, "hyperlink", link_target(self._evidence), outside=True)
            parts["word/_rels/comments.xml.rels"] = links_part([link])
        return parts

    def _comment(self, row: int, figure: Figure) -> str:
        lines = [f"测算：{figure.formula}"] if figure.formula else []
        for source in figure.sources[:_MOST_SOURCES]:
            lines.append(f"{source.name}：{source.text}（{source.ref}）")
        form = tag("pPr", tag("spacing", before=0, after=0, line=240, lineRule="auto"), tag("jc", val="left"))
        look = tag("rPr", tag("sz", val=18), tag("szCs", val=18))
        runs = [tag("r", look, text_node(on_one_line(line))) for line in lines]
        runs.append(self._link(row))
        body = "".join(tag("p", form, run) for run in runs)
        return tag("comment", body, id=row, author=TRACE_AUTHOR, initials="d")

    def _link(self, row: int) -> str:
        """The row in the workbook, to be clicked where its name is known."""
        marks = tag("color", val="0563C1"), tag("sz", val=18), tag("szCs", val=18), tag("u", val="single")
        look = tag("rPr", *(marks if self._evidence else marks[1:3]))
        run = tag("r", look, text_node(f"佐证对照表序号 {row}"))
        if not self._evidence:
            return run
        return f'<w:hyperlink r:id="{_WORKBOOK}" w:anchor="{proof_cell(row)}" w:history="1">{run}</w:hyperlink>'
