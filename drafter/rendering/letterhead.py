"""版头 with the red name and line (7.2), and 版记 (7.4)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from drafter.rendering.floating import box_at_foot
from drafter.rendering.formats import Block, Look, body_block, body_look, paragraph_format, run_format
from drafter.rendering.layout import Layout, em_width, twips
from drafter.rendering.markup import on_one_line, tag, text_node
from drafter.rendering.options import Options
from drafter.rendering.signature import chinese_date

__all__ = ["imprint", "red_head"]

_RED = "FF0000"
_POINT = 72 / 25.4
_HEAD_MM = 35  # from the upper edge of the type area to the name (7.2.4)
_LINE_MM = 4  # from the number down to the line (7.2.7)
_LARGEST, _SMALLEST = 48.0, 26.0  # sizes of the name, so that it fills no more than the width
_SMALL = 14.0
_GAP = 4.0  # the lines, and the paragraph that ends the box, in points
_THICK, _THIN = 8, 6  # eighths of a point: 0.35 and 0.25 mm (7.4.1)


def red_head(options: Options, number: str, layout: Layout) -> Iterator[str]:
    """The name of the issuer, 发文字号 two lines below with 签发人 beside it, the red line, and two blank lines."""
    name = on_one_line(options.red_head)
    size = min(_LARGEST, max(_SMALLEST, layout.text_width / max(1, len(name)) - 2))
    look = Look(layout.title, layout.latin, float(int(size)), colour=_RED)
    pitch = look.size * 1.3
    yield _line([(name, look)], Block(pitch, "center", unit=look.size, before=_HEAD_MM * _POINT), look)
    body = body_look(layout)
    plain = replace(body_block(layout), first=0)
    yield from (_line([], plain, body) for _ in range(2))
    pieces = [(number, body)]
    block = replace(plain, alignment="center")
    if options.signatory:
        person = body_look(layout, layout.heading2)
        pieces = [(number, body), ("\t签发人：", body), (on_one_line(options.signatory), person)]
        block = replace(plain, alignment="left", first=layout.body_size)
    line = tag("bottom", val="single", sz=12, space=round(_LINE_MM * _POINT), color=_RED)
    stop = layout.text_width - layout.body_size if options.signatory else 0
    yield _line(pieces, block, body, border=line, tab=stop)
    yield from (_line([], plain, body) for _ in range(2))


def imprint(options: Options, layout: Layout) -> Iterator[str]:
    """抄送, and 印发机关 with 印发日期, between lines as wide as the type area; nothing where the office has set none.

    The last line lies on the lower edge of the last page's type area (7.4.1).
    """
    look = Look(layout.body, layout.latin, _SMALL)
    rows: list[tuple[str, int]] = []
    if options.copy_to:
        head, names = "抄送：", f"{on_one_line(options.copy_to).rstrip('。')}。"
        # later lines go on under the first name (7.4.2)
        block = Block(layout.line_pitch, "left", unit=_SMALL, left=_width(head), first=-_width(head), on_grid=False)
        count = math.ceil(_width(names) / (layout.text_width - 2 * _SMALL - _width(head)))
        rows.append((_line([(head + names, look)], block, look), count))
    if options.printer or options.print_date:
        day = f"\t{chinese_date(options.print_date)}印发" if options.print_date else ""
        pieces = [(on_one_line(options.printer), look), (day, look)]
        block = Block(layout.line_pitch, "left", unit=_SMALL, on_grid=False)
        rows.append((_line(pieces, block, look, tab=layout.text_width - 2 * _SMALL), 1))
    if rows:
        height = sum(count for _, count in rows) * layout.line_pitch + _GAP
        # a text box ends in a paragraph, here as low as one can be
        end = paragraph_format(Block(1, "left", unit=1, on_grid=False), mark=Look(layout.body, layout.latin, 1))
        yield box_at_foot(_ruled(rows, layout) + tag("p", end), height, layout)


def _ruled(rows: list[tuple[str, int]], layout: Layout) -> str:
    """A table of one column whose cells stand one character in, with lines above, between and below."""
    width = twips(layout.text_width)
    form = tag(
        "tblPr",
        tag("tblW", w=width, type="dxa"),
        tag("tblInd", w=0, type="dxa"),
        tag("tblBorders", _rule("top", _THICK) + _rule("bottom", _THICK) + _rule("insideH", _THIN)),
        tag("tblLayout", type="fixed"),
        tag("tblCellMar", tag("left", w=twips(_SMALL), type="dxa"), tag("right", w=twips(_SMALL), type="dxa")),
    )
    cells = (tag("tr", tag("tc", tag("tcPr", tag("tcW", w=width, type="dxa")), line)) for line, _ in rows)
    return tag("tbl", form, tag("tblGrid", tag("gridCol", w=width)), *cells)


def _rule(side: str, size: int) -> str:
    return tag(side, val="single", sz=size, space=0, color="000000")


def _width(text: str) -> float:
    return em_width(text) * _SMALL


def _line(pieces: list[tuple[str, Look]], block: Block, mark: Look, *, border: str = "", tab: float = 0) -> str:
    """A paragraph, with a border and with a stop on which text after a tab ends, ``tab`` points from the left."""
    runs = []
    for text, look in pieces:
        if text:
            lead = tag("tab") if text.startswith("\t") else ""
            runs.append(tag("r", run_format(look), lead, text_node(text.removeprefix("\t"))))
    form = paragraph_format(block, mark=mark)
    # w:pBdr and w:tabs come right after w:widowControl in the order of the schema
    extra = tag("pBdr", border) if border else ""
    extra += tag("tabs", tag("tab", val="right", pos=twips(tab))) if tab else ""
    switch = tag("widowControl", val=0)
    return tag("p", form.replace(switch, switch + extra, 1), *runs)
