"""How a document is laid out, as its formats say: pages, page numbers, and each paragraph's form and looks."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Footer", "Form", "Look", "Page", "Sheet"]


@dataclass(frozen=True)
class Look:
    """How text[start:end] of a paragraph looks.

    Attributes:
        font: of Chinese characters; empty when no format names one.
        size: in points; 0 when unknown.
        colour: six hexadecimal digits; empty for black or automatic.
    """

    start: int
    end: int
    font: str = ""
    size: float = 0
    bold: bool = False
    colour: str = ""


@dataclass(frozen=True)
class Form:
    """How a paragraph stands.

    Attributes:
        alignment: left, center, right or both.
        first: indent of the first line in characters of its own size, negative when it hangs; spaces typed at its
            head count.
        left: indent of the other lines in characters; ``right`` of all.
        pitch: exact distance of lines in points, None when it is not fixed.
        spacing: points left free above and below the paragraph together.
        starts_page: whether a page break stands before it or at its head.
    """

    alignment: str = "left"
    first: float = 0
    left: float = 0
    right: float = 0
    pitch: float | None = None
    spacing: float = 0
    starts_page: bool = False
    looks: tuple[Look, ...] = ()


@dataclass(frozen=True)
class Page:
    """A kind of page, in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True)
class Footer:
    """The footer of odd, even or first pages.

    Attributes:
        which: default, even or first; default serves even pages too unless they have their own.
        text: as displayed.
        numbered: whether it holds a page number field.
        alignment: of the paragraph with the number.
        font: of the number's digits, with its ``size`` in points; empty and 0 when unknown.
    """

    which: str
    text: str
    numbered: bool
    alignment: str
    font: str = ""
    size: float = 0


@dataclass
class Sheet:
    """The layout of a document.

    Attributes:
        forms: of each paragraph by its index.
        even_differs: whether even pages have footers of their own.
    """

    pages: list[Page] = field(default_factory=list)
    forms: dict[int, Form] = field(default_factory=dict)
    footers: list[Footer] = field(default_factory=list)
    even_differs: bool = False
