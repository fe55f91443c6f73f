"""Putting the DOCX package together."""

from __future__ import annotations

from drafter.rendering.body import body_paragraphs
from drafter.rendering.determinism import core_properties, pack
from drafter.rendering.footer import footer_part
from drafter.rendering.layout import (
    FOOTER_DISTANCE_MM,
    PAGE_HEIGHT_MM,
    PAGE_WIDTH_MM,
    Layout,
    twips,
    twips_of_mm,
)
from drafter.rendering.markup import NAMESPACES, PROLOG, tag
from drafter.rendering.options import Options
from drafter.rendering.parts import (
    APP_PROPERTIES,
    CONTENT_TYPES,
    DOCUMENT_RELATIONS,
    EVEN_FOOTER_ID,
    ODD_FOOTER_ID,
    PACKAGE_RELATIONS,
    font_table_part,
    settings_part,
    with_comments_link,
    with_comments_type,
)
from drafter.rendering.styles import styles_part
from drafter.rendering.traces import Traces
from drafter.report import Report

__all__ = ["write_docx"]


def write_docx(report: Report, layout: Layout, options: Options) -> bytes:
    """The bytes of the DOCX.

    Raises:
        InputError: ``report.date`` is set but is not a date in ISO form.
    """
    traces = Traces(report) if options.trace else None
    body = "".join(body_paragraphs(report, layout, options, traces))
    document = f"{PROLOG}<w:document {NAMESPACES}>{tag('body', body, _page(layout))}</w:document>"
    comments = {} if traces is None else {"word/comments.xml": traces.part()}
    return pack(
        {
            "[Content_Types].xml": with_comments_type(CONTENT_TYPES) if comments else CONTENT_TYPES,
            "_rels/.rels": PACKAGE_RELATIONS,
            "word/document.xml": document.encode(),
            "word/_rels/document.xml.rels": with_comments_link(DOCUMENT_RELATIONS) if comments else DOCUMENT_RELATIONS,
            "word/styles.xml": styles_part(layout),
            "word/settings.xml": settings_part(),
            "word/fontTable.xml": font_table_part(layout),
            "word/footer1.xml": footer_part(layout, even=False),
            "word/footer2.xml": footer_part(layout, even=True),
            "docProps/core.xml": core_properties(report.title),
            "docProps/app.xml": APP_PROPERTIES,
            **comments,
        }
    )


def _page(layout: Layout) -> str:
    """``w:sectPr``: A4, margins, and a grid of lines only.

    A grid of lines and characters would print 14 characters a line in LibreOffice; the 28 characters come of
    the tracking instead.
    """
    return tag(
        "sectPr",
        f'<w:footerReference w:type="default" r:id="{ODD_FOOTER_ID}"/>',
        f'<w:footerReference w:type="even" r:id="{EVEN_FOOTER_ID}"/>',
        tag("pgSz", w=twips_of_mm(PAGE_WIDTH_MM), h=twips_of_mm(PAGE_HEIGHT_MM)),
        tag(
            "pgMar",
            top=twips_of_mm(layout.margin_top),
            right=twips_of_mm(layout.margin_right),
            bottom=twips_of_mm(layout.margin_bottom),
            left=twips_of_mm(layout.margin_left),
            header=twips_of_mm(15),
            footer=twips_of_mm(FOOTER_DISTANCE_MM),
            gutter=0,
        ),
        tag("cols", space=720),
        tag("docGrid", type="lines", linePitch=twips(layout.line_pitch)),
    )
