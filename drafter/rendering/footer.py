"""Page numbers: ``— 3 —`` in a footer for odd pages and one for even pages.

The number is a plain PAGE field in an ordinary paragraph; footers built with frames or content controls vanish
in WPS.
"""

from __future__ import annotations

from drafter.rendering.formats import paragraph_format, run_format
from drafter.rendering.layout import Layout
from drafter.rendering.markup import NAMESPACES, PROLOG, tag, text_node
from drafter.rendering.styles import footer_block, footer_look

__all__ = ["footer_part"]


def footer_part(layout: Layout, *, even: bool) -> bytes:
    """``word/footerN.xml`` for even or odd pages."""
    look = footer_look(layout)
    pieces = [
        text_node("— "),
        tag("fldChar", fldCharType="begin"),
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        tag("fldChar", fldCharType="separate"),
        text_node("2" if even else "1"),
        tag("fldChar", fldCharType="end"),
        text_node(" —"),
    ]
    runs = [tag("r", run_format(look), piece) for piece in pieces]
    form = paragraph_format(footer_block(layout, even=even), style="Footer", mark=look)
    return f"{PROLOG}<w:ftr {NAMESPACES}>{tag('p', form, *runs)}</w:ftr>".encode()
