"""The paragraphs of the document: title, addressee, text, headings, 落款."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from drafter.rendering.annexes import attachment_note, attachment_pages
from drafter.rendering.attachments import Attachment
from drafter.rendering.formats import Block, Look, body_block, body_look, paragraph_format, run_format
from drafter.rendering.layout import Layout
from drafter.rendering.letterhead import imprint, red_head
from drafter.rendering.markup import on_one_line, tag, text_node
from drafter.rendering.options import Options
from drafter.rendering.signature import signature_lines
from drafter.rendering.styles import (
    HEADING_LEVELS,
    heading_block,
    heading_look,
    title_block,
    title_look,
)
from drafter.rendering.title import break_title
from drafter.rendering.traces import Traces, bookmarked, traced
from drafter.report import Paragraph, Report, Section, Sentence

__all__ = ["body_paragraphs", "traced_rows"]

_PLACEHOLDER = re.compile(r"【待补充[^】]*】")
_KEPT_LINES = 8
_PLAIN = Options()

Piece = tuple[str, Look, bool, int]  # text, look, highlighted, number of its trace (0 for none)


def body_paragraphs(
    report: Report,
    layout: Layout,
    options: Options = _PLAIN,
    traces: Traces | None = None,
    attachments: Sequence[Attachment] = (),
) -> Iterator[str]:
    """Every ``w:p`` of the document in print order; a part the report does not have leaves no trace.

    Each paragraph of the text carries the bookmark that its rows in the evidence workbook lead to.

    Raises:
        InputError: ``report.date`` is set but is not a date in ISO form.
    """
    numbers = {id(paragraph): number for number, (_, paragraph) in enumerate(report.paragraphs(), start=1)}
    signature = list(_signature(report, layout, options))
    last = _kept_paragraph(report, layout) if signature else None

    def text(paragraph: Paragraph, opening: Iterable[Piece] = ()) -> Iterator[str]:
        if paragraph.text.strip():
            block = replace(body_block(layout), keep_next=paragraph is last)
            pieces = [*opening, *_pieces(paragraph, layout, traces)]
            yield _paragraph(pieces, block, body_look(layout), number=numbers[id(paragraph)])

    if options.red_head:
        yield from red_head(options, on_one_line(report.number), layout)
    else:
        yield from _number(report.number, layout)
    yield _title(report.title, layout)
    yield _blank_line(layout)
    yield from _addressee(report.addressee, layout)
    for paragraph in report.opening:
        yield from text(paragraph)
    for section in report.walk():
        if not section.opening:
            yield from _heading(section, layout)
        for number, paragraph in enumerate(section.paragraphs):
            yield from text(paragraph, _run_in(section, layout) if number == 0 else ())
    yield from attachment_note(attachments, layout)
    yield from signature
    for number, attachment in enumerate(attachments, start=1):
        yield from attachment_pages(attachment, number if len(attachments) > 1 else 0, layout)
    yield from imprint(options, layout)


def traced_rows(report: Report) -> frozenset[int]:
    """Rows of 佐证对照表 whose figures a traced document marks: not one in a text that had to be cleaned."""
    traces, layout = Traces(report), Layout()
    for _, paragraph in report.paragraphs():
        for _ in _pieces(paragraph, layout, traces):
            pass
    return traces.rows


def _title(title: str, layout: Layout) -> str:
    look = title_look(layout)
    lines = break_title(on_one_line(title).strip(), layout.text_width / layout.title_size)
    runs = []
    for number, line in enumerate(lines):
        breaks = tag("br") if number else ""
        runs.append(tag("r", run_format(look), breaks, text_node(line)))
    return tag("p", paragraph_format(title_block(layout), style="Title", mark=look), *runs)


def _number(number: str, layout: Layout) -> Iterator[str]:
    """The 发文字号 above the title, centred as in 7.2.5, with a blank line below."""
    if number:
        look = body_look(layout)
        yield _paragraph(
            _marked(on_one_line(number), look), replace(body_block(layout), first=0, alignment="center"), look
        )
        yield _blank_line(layout)


def _addressee(addressee: str, layout: Layout) -> Iterator[str]:
    """The 主送机关: flush left, a full-width colon after it (7.3.2)."""
    if addressee:
        look = body_look(layout)
        text = on_one_line(addressee).strip().rstrip(":：") + "："
        yield _paragraph(_marked(text, look), replace(body_block(layout), first=0), look)


def _run_in(section: Section, layout: Layout) -> Iterator[Piece]:
    """A heading that opens its section's first paragraph, in the font of its level."""
    if section.opening:
        level = min(max(section.level, 1), HEADING_LEVELS)
        yield from _marked(on_one_line(section.opening), heading_look(layout, level))


def _heading(section: Section, layout: Layout) -> Iterator[str]:
    # A heading on a line of its own takes no full stop; the outline's run-in wording may carry one.
    text = on_one_line(section.label + section.heading).strip().rstrip("。")
    if not text:
        return
    level = min(max(section.level, 1), HEADING_LEVELS)
    look = heading_look(layout, level)
    yield _paragraph(_marked(text, look), heading_block(layout, level), look, style=f"Heading{level}")


def _pieces(paragraph: Paragraph, layout: Layout, traces: Traces | None) -> Iterator[Piece]:
    yield from _marked(on_one_line(paragraph.lead), body_look(layout, layout.heading2))
    for sentence in paragraph.sentences:
        pieces = _sentence(sentence, body_look(layout))
        yield from traces.mark(sentence, pieces) if traces is not None else pieces


def _sentence(sentence: Sentence, look: Look) -> Iterator[Piece]:
    text = on_one_line(sentence.text)
    if sentence.marked or sentence.origin == "gap":
        yield text, look, True, 0
    else:
        yield from _marked(text, look)


def _marked(text: str, look: Look) -> Iterator[Piece]:
    """``text`` with its placeholders highlighted."""
    position = 0
    for match in _PLACEHOLDER.finditer(text):
        yield text[position : match.start()], look, False, 0
        yield match.group(), look, True, 0
        position = match.end()
    yield text[position:], look, False, 0


def _paragraph(pieces: Iterable[Piece], block: Block, mark: Look, *, style: str = "", number: int = 0) -> str:
    """A ``w:p``; ``number`` is that of its bookmark, 0 for none."""
    runs = []
    for (look, highlight, trace), group in groupby((p for p in pieces if p[0]), key=lambda piece: piece[1:]):
        text = "".join(piece[0] for piece in group)
        run = tag("r", run_format(look, highlight=highlight), text_node(text))
        runs.append(traced(run, trace) if trace else run)
    inside = bookmarked("".join(runs), number) if number else "".join(runs)
    return tag("p", paragraph_format(block, style=style, mark=mark), inside)


def _kept_paragraph(report: Report, layout: Layout) -> Paragraph | None:
    """The last paragraph, to be kept with the 落款, which must not stand on a page of its own.

    None when it is long: LibreOffice moves such a paragraph whole and would leave half a page empty.
    """
    printed = [paragraph for _, paragraph in report.paragraphs() if paragraph.text.strip()]
    if not printed or layout.printed_width(printed[-1].text) > _KEPT_LINES * layout.text_width:
        return None
    return printed[-1]


def _blank_line(layout: Layout) -> str:
    return _paragraph([], replace(body_block(layout), first=0, keep_next=True), body_look(layout))


def _signature(report: Report, layout: Layout, options: Options) -> Iterator[str]:
    look = body_look(layout)
    lines = signature_lines(on_one_line(report.signer).strip(), report.date, layout, sealed=options.sealed)
    if lines:
        yield _blank_line(layout)
    for number, line in enumerate(lines, start=1):
        block = Block(
            layout.line_pitch,
            "right",
            unit=layout.body_size,
            right=line.right,
            keep_next=number < len(lines),
            auto_space=False,
        )
        yield _paragraph([(line.text, look, False, 0)], block, look)
