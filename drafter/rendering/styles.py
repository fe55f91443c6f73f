"""``word/styles.xml``: only the styles in use, under their built-in names so that Word's navigation pane, tables
of contents and python-docx find them. There is no theme, so no theme font can displace a named one.
"""

from __future__ import annotations

from dataclasses import replace

from drafter.rendering.formats import (
    Block,
    Look,
    body_block,
    body_look,
    paragraph_format,
    run_format,
)
from drafter.rendering.layout import Layout
from drafter.rendering.markup import NAMESPACES, PROLOG, tag

__all__ = ["HEADING_LEVELS", "footer_block", "footer_look", "heading_block", "heading_look", "styles_part"]
__all__ += ["title_block", "title_look"]

HEADING_LEVELS = 4


def title_look(layout: Layout) -> Look:
    """The title: 2号小标宋, not bold (7.3.1)."""
    return Look(layout.title, layout.latin, layout.title_size)


def title_block(layout: Layout) -> Block:
    """The title stands in the middle; on the grid each of its lines would take two."""
    return Block(layout.title_pitch, "center", unit=layout.title_size, keep_next=True, on_grid=False)


def heading_look(layout: Layout, level: int) -> Look:
    """Headings: 黑体, 楷体, then the body font, all in the size of the text (7.3.3)."""
    fonts = {1: layout.heading1, 2: layout.heading2}
    return body_look(layout, fonts.get(level, layout.body))


def heading_block(layout: Layout, level: int) -> Block:
    """A heading is indented like the text and stays with what follows."""
    return replace(body_block(layout), keep_next=True, outline=level - 1)


def footer_look(layout: Layout) -> Look:
    """The page number: 4号 half-width 宋体, digits too (7.5)."""
    return Look(layout.page_number, layout.page_number, layout.page_number_size)


def footer_block(layout: Layout, *, even: bool) -> Block:
    """The page number stands one character in: at the right on odd pages, at the left on even ones (7.5)."""
    size = layout.page_number_size
    if even:
        return Block(0, "left", unit=size, left=size)
    return Block(0, "right", unit=size, right=size)


def styles_part(layout: Layout) -> bytes:
    """The whole part."""
    text = body_look(layout)
    normal = replace(body_block(layout), first=0)
    headings = [
        _style(
            f"Heading{level}",
            f"heading {level}",
            paragraph_format(heading_block(layout, level)) + run_format(heading_look(layout, level)),
            priority=9,
            quick=True,
        )
        for level in range(1, HEADING_LEVELS + 1)
    ]
    title = paragraph_format(title_block(layout)) + run_format(title_look(layout))
    footer = paragraph_format(footer_block(layout, even=False)) + run_format(footer_look(layout))
    language = tag("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    defaults = run_format(text).replace("</w:rPr>", f"{language}</w:rPr>")
    return (
        f"{PROLOG}<w:styles {NAMESPACES}>"
        + tag("docDefaults", tag("rPrDefault", defaults), tag("pPrDefault"))
        + tag(
            "style",
            tag("name", val="Normal"),
            tag("qFormat"),
            paragraph_format(normal) + run_format(text),
            type="paragraph",
            default=1,
            styleId="Normal",
        )
        + "".join(headings)
        + _BUILT_IN
        + _style("Title", "Title", title, priority=10, quick=True)
        + _style("Footer", "footer", footer, priority=99, quick=False)
        + "</w:styles>"
    ).encode()


def _style(identifier: str, name: str, formats: str, *, priority: int, quick: bool) -> str:
    return tag(
        "style",
        tag("name", val=name),
        tag("basedOn", val="Normal"),
        tag("next", val="Normal") if quick else "",
        tag("uiPriority", val=priority),
        tag("qFormat") if quick else "",
        formats,
        type="paragraph",
        styleId=identifier,
    )


# Every document needs these three; Word would otherwise add its own with the first table or list.
_BUILT_IN = (
    tag(
        "style",
        tag("name", val="Default Paragraph Font"),
        tag("uiPriority", val=1),
        tag("semiHidden"),
        tag("unhideWhenUsed"),
        type="character",
        default=1,
        styleId="DefaultParagraphFont",
    )
    + tag(
        "style",
        tag("name", val="Normal Table"),
        tag("uiPriority", val=99),
        tag("semiHidden"),
        tag("unhideWhenUsed"),
        tag(
            "tblPr",
            tag("tblInd", w=0, type="dxa"),
            tag("tblCellMar", tag("left", w=108, type="dxa"), tag("right", w=108, type="dxa")),
        ),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    + tag(
        "style",
        tag("name", val="No List"),
        tag("uiPriority", val=99),
        tag("semiHidden"),
        tag("unhideWhenUsed"),
        type="numbering",
        default=1,
        styleId="NoList",
    )
)
