"""Where each figure comes from, as a comment on it and a bookmark: workbook, sheet, cell, formula, evidence row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafter.rendering.evidence import proof_rows
from drafter.rendering.formats import Look
from drafter.rendering.markup import NAMESPACES, PROLOG, on_one_line, tag, text_node
from drafter.report import Figure, Report, Sentence

__all__ = ["TRACE_AUTHOR", "Traces", "bookmark", "traced"]

#: Not the author of findings, whose comments a check replaces.
TRACE_AUTHOR = "drafter出处"
_MOST_SOURCES = 6

Piece = tuple[str, Look, bool, int]


def bookmark(row: int) -> str:
    """The bookmark of the figure in a row of 佐证对照表."""
    return f"figure{row}"


def traced(run: str, row: int) -> str:
    """A run with the comment and the bookmark of this row."""
    return "".join(
        (
            tag("bookmarkStart", id=row, name=bookmark(row)),
            tag("commentRangeStart", id=row),
            run,
            tag("commentRangeEnd", id=row),
            tag("bookmarkEnd", id=row),
            tag("r", tag("commentReference", id=row)),
        )
    )


class Traces:
    """Numbers the figures of a report as 佐证对照表 does, and gathers their comments."""

    def __init__(self, report: Report) -> None:
        self._rows = proof_rows(report)
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

    def part(self) -> bytes:
        """``word/comments.xml``, without times."""
        made = (self._comment(row, figure) for row, figure in sorted(self._comments.items()))
        return f"{PROLOG}<w:comments {NAMESPACES}>{''.join(made)}</w:comments>".encode()

    @staticmethod
    def _comment(row: int, figure: Figure) -> str:
        lines = [f"测算：{figure.formula}"] if figure.formula else []
        for source in figure.sources[:_MOST_SOURCES]:
            lines.append(f"{source.name}：{source.text}（{source.ref}）")
        lines.append(f"佐证对照表序号 {row}")
        form = tag("pPr", tag("spacing", before=0, after=0, line=240, lineRule="auto"), tag("jc", val="left"))
        look = tag("rPr", tag("sz", val=18), tag("szCs", val=18))
        body = "".join(tag("p", form, tag("r", look, text_node(on_one_line(line)))) for line in lines)
        return tag("comment", body, id=row, author=TRACE_AUTHOR, initials="d")
