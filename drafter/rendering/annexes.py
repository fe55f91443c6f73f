"""附件说明 after the text (7.3.4), and the pages of each attachment (7.3.7) with its table or charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.rendering.attachments import Attachment
from drafter.rendering.charting import chart_paragraph
from drafter.rendering.formats import Block, Look, body_block, body_look, paragraph_format, run_format
from drafter.rendering.layout import Layout, em_width, twips
from drafter.rendering.markup import on_one_line, tag, text_node
from drafter.rendering.styles import title_block, title_look

__all__ = ["attachment_note", "attachment_pages"]

_CELL_SIZE = 10.5
_CELL_PITCH = 16.0
_CENTRED = 10  # characters; a column of shorter cells is centred


def attachment_note(attachments: Sequence[Attachment], layout: Layout) -> Iterator[str]:
    """附件：1.名称, a line below the text, names under each other and without marks at their end.

    A name that needs a second line goes on under its own first character.
    """
    if not attachments:
        return
    look = body_look(layout)
    yield _paragraph("", replace(body_block(layout), first=0), look)
    numbered = len(attachments) > 1
    for number, attachment in enumerate(attachments, start=1):
        label = f"{number}." if numbered else ""
        head = ("附件：" if number == 1 else "") + label
        name = (6 if numbered else 5) * layout.body_size
        hanging = replace(body_block(layout), left=name, first=-em_width(head) * layout.body_size, alignment="left")
        yield _paragraph(head + attachment.title, hanging, look)


def attachment_pages(attachment: Attachment, number: int, layout: Layout) -> Iterator[str]:
    """The mark 附件N at the head of a new page, the title on the third line, and the table or the charts."""
    mark = body_look(layout, layout.heading1)
    head = Block(layout.line_pitch, "left", unit=layout.body_size, keep_next=True, starts_page=True)
    yield _paragraph(f"附件{number or ''}", head, mark)
    yield _paragraph("", replace(body_block(layout), first=0, keep_next=True), body_look(layout))
    yield _paragraph(attachment.title, replace(title_block(layout), outline=0), title_look(layout))
    yield _paragraph("", replace(body_block(layout), first=0, keep_next=True), body_look(layout))
    if attachment.rows:
        yield _table(attachment, layout)
    for chart in attachment.charts:
        yield chart_paragraph(chart, layout)
        caption = Block(_CELL_PITCH, "center", unit=_CELL_SIZE, on_grid=False, after=_CELL_PITCH / 2)
        yield _paragraph(chart.caption, caption, Look(layout.heading1, layout.latin, _CELL_SIZE))
    yield _paragraph("", Block(12, "left", unit=layout.body_size), Look(layout.body, layout.latin, 5))


def _table(attachment: Attachment, layout: Layout) -> str:
    total = sum(share for _, share in attachment.columns)
    widths = [twips(layout.text_width * share / total) for _, share in attachment.columns]
    lines = "".join(
        tag(side, val="single", sz=4, space=0, color="000000")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    form = tag(
        "tblPr",
        tag("tblW", w=sum(widths), type="dxa"),
        tag("jc", val="center"),
        tag("tblBorders", lines),
        tag("tblLayout", type="fixed"),
        tag("tblCellMar", tag("left", w=60, type="dxa"), tag("right", w=60, type="dxa")),
    )
    grid = tag("tblGrid", *(tag("gridCol", w=width) for width in widths))
    head = Look(layout.heading1, layout.latin, _CELL_SIZE)
    text = Look(layout.body, layout.latin, _CELL_SIZE)
    columns = zip(*attachment.rows, strict=True)
    sides = ["center" if max(map(len, column)) <= _CENTRED else "left" for column in columns]
    rows = [_row([name for name, _ in attachment.columns], widths, ["center"] * len(sides), head, header=True)]
    rows += [_row(row, widths, sides, text) for row in attachment.rows]
    return tag("tbl", form, grid, *rows)


def _row(cells: Sequence[str], widths: Sequence[int], sides: Sequence[str], look: Look, *, header: bool = False) -> str:
    form = tag("trPr", tag("cantSplit"), tag("tblHeader") if header else "")
    made = []
    for cell, width, side in zip(cells, widths, sides, strict=True):
        block = Block(_CELL_PITCH, side, unit=_CELL_SIZE, on_grid=False)
        properties = tag("tcPr", tag("tcW", w=width, type="dxa"), tag("vAlign", val="center"))
        made.append(tag("tc", properties, _paragraph(on_one_line(cell), block, look)))
    return tag("tr", form, *made)


def _paragraph(text: str, block: Block, look: Look) -> str:
    run = tag("r", run_format(look), text_node(text)) if text else ""
    return tag("p", paragraph_format(block, mark=look), run)
