"""Putting the DOCX package together."""

from __future__ import annotations

from drafter.rendering.attachments import attachments_of
from drafter.rendering.body import body_paragraphs
from drafter.rendering.charting import CHART_TYPE, chart_links, chart_parts
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
    COMMENTS_TYPE,
    CONTENT_TYPES,
    DOCUMENT_RELATIONS,
    EVEN_FOOTER_ID,
    ODD_FOOTER_ID,
    PACKAGE_RELATIONS,
    Link,
    font_table_part,
    settings_part,
    with_links,
    with_types,
)
from drafter.rendering.styles import styles_part
from drafter.rendering.traces import Traces
from drafter.report import Report

__all__ = ["write_docx"]


def write_docx(report: Report, layout: Layout, options: Options, evidence: str) -> bytes:
    """The bytes of the DOCX.

    Args:
        evidence: name of the evidence workbook beside it, which traces link to; empty for no links.

    Raises:
        InputError: ``report.date`` is set but is not a date in ISO form.
    """
    traces = Traces(report, evidence) if options.trace else None
    attachments = attachments_of(report) if options.attachments else []
    body = "".join(body_paragraphs(report, layout, options, traces, attachments))
    document = f"{PROLOG}<w:document {NAMESPACES}>{tag('body', body, _page(layout))}</w:document>"
    charts = [chart for attachment in attachments for chart in attachment.charts]
    parts, links = chart_parts(charts, layout), chart_links(charts)
    kinds = {name: CHART_TYPE for name in parts if name.startswith("word/charts/chart")}
    if traces is not None:
        parts |= traces.parts()
        links.append(Link("rIdComments", "comments", "comments.xml"))
        kinds["word/comments.xml"] = COMMENTS_TYPE
    return pack(
        {
            "[Content_Types].xml": with_types(CONTENT_TYPES, kinds, workbooks=bool(charts)),
            "_rels/.rels": PACKAGE_RELATIONS,
            "word/document.xml": document.encode(),
            "word/_rels/document.xml.rels": with_links(DOCUMENT_RELATIONS, links),
            "word/styles.xml": styles_part(layout),
            "word/settings.xml": settings_part(),
            "word/fontTable.xml": font_table_part(layout),
            "word/footer1.xml": footer_part(layout, even=False),
            "word/footer2.xml": footer_part(layout, even=True),
            "docProps/core.xml": core_properties(report.title),
            "docProps/app.xml": APP_PROPERTIES,
            **parts,
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
