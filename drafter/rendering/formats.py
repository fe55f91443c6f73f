"""The formats of paragraphs and characters, shared by the styles and, as direct formatting, by the text itself.

Everything is said in both places on purpose: WPS and older Word let a theme or the user's own Normal override
a style, but not direct formatting.
"""

from __future__ import annotations

from dataclasses import dataclass

from drafter.rendering.layout import Layout, half_points, twips
from drafter.rendering.markup import tag

__all__ = ["Block", "Look", "body_block", "body_look", "paragraph_format", "run_format"]


@dataclass(frozen=True)
class Look:
    """How characters look: Chinese font, Latin font, and size and tracking in points."""

    font: str
    latin: str
    size: float
    tracking: float = 0
    colour: str = "000000"


@dataclass(frozen=True)
class Block:
    """How a paragraph stands.

    Attributes:
        pitch: exact distance of its lines in points; 0 leaves it to the font.
        alignment: both, left, right or center.
        left: indent in points, as are ``right`` and ``first`` (of the first line, negative where it hangs).
        unit: width of one character in points. Indents are also said in characters, which Word and WPS then
            show (2 字符) and keep when the size changes.
        auto_space: False where automatic space between Chinese and digits would upset a computed indent.
        outline: level in the navigation pane from 0, or None for body text.
        starts_page: whether it begins a new page.
        before: space above it in points; ``after`` is that below.
        on_grid: False where lines stand closer than the page's grid.
    """

    pitch: float
    alignment: str
    unit: float
    left: float = 0
    right: float = 0
    first: float = 0
    keep_next: bool = False
    auto_space: bool = True
    outline: int | None = None
    starts_page: bool = False
    before: float = 0
    after: float = 0
    on_grid: bool = True


def body_look(layout: Layout, font: str = "") -> Look:
    """Characters of the text in ``font`` (the body font when empty)."""
    return Look(font or layout.body, layout.latin, layout.body_size, layout.tracking)


def body_block(layout: Layout) -> Block:
    """A paragraph of the text: first line two characters in, later lines flush (7.3.3)."""
    size = layout.body_size
    return Block(pitch=layout.line_pitch, alignment="both", unit=size, first=2 * size)


def run_format(look: Look, *, highlight: bool = False) -> str:
    """``w:rPr``.

    All four fonts are named. The hint gives Chinese quotes, dashes and ellipses, which share their code points
    with Western ones, to the Chinese font.
    """
    fonts = {"ascii": look.latin, "hAnsi": look.latin, "eastAsia": look.font, "cs": look.latin}
    size = half_points(look.size)
    return tag(
        "rPr",
        tag("rFonts", hint="eastAsia", **fonts),
        *(tag(name, val=0) for name in ("b", "bCs", "i", "iCs")),
        tag("color", val=look.colour),
        tag("spacing", val=twips(look.tracking)),
        tag("sz", val=size),
        tag("szCs", val=size),
        tag("highlight", val="yellow") if highlight else "",
    )


def paragraph_format(block: Block, *, style: str = "", mark: Look | None = None) -> str:
    """``w:pPr``; ``mark`` is the look of the paragraph mark, which gives an empty line its height.

    In a style there is neither a style nor a mark.
    """
    line, rule = (twips(block.pitch), "exact") if block.pitch else (240, "auto")
    return tag(
        "pPr",
        tag("pStyle", val=style) if style else "",
        tag("keepNext", val=int(block.keep_next)),
        tag("pageBreakBefore") if block.starts_page else "",
        tag("widowControl", val=0),
        "" if block.auto_space else tag("autoSpaceDE", val=0) + tag("autoSpaceDN", val=0),
        "" if block.on_grid else tag("snapToGrid", val=0),
        tag("spacing", before=twips(block.before), after=twips(block.after), line=line, lineRule=rule),
        _indent(block),
        tag("jc", val=block.alignment),
        "" if block.outline is None else tag("outlineLvl", val=block.outline),
        run_format(mark) if mark else "",
    )


def _indent(block: Block) -> str:
    attributes: dict[str, int] = {}
    first = ("hanging", -block.first) if block.first < 0 else ("firstLine", block.first)
    for name, points in (("left", block.left), ("right", block.right), first):
        attributes[f"{name}Chars"] = round(100 * points / block.unit)
        attributes[name] = twips(points)
    return tag("ind", **attributes)
