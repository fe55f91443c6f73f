"""Fonts and measures of the page, and how wide text prints.

Measures follow GB/T 9704-2012: paper and margins 5.2.1 (the right and bottom margins follow from the 156 x
225 mm type area), fonts and sizes 5.2.2, 22 lines of 28 characters 5.2.3, title 7.3.1, page number 7.5. The
standard names no line pitch; 28.95 pt with characters drawn together by 0.25 pt is the widest setting that
holds 22 x 28 in the type area, measured in LibreOffice.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields

from drafter.errors import InputError

__all__ = ["Layout", "em_width", "emus", "half_points", "twips", "twips_of_mm"]

PAGE_WIDTH_MM = 210.0
PAGE_HEIGHT_MM = 297.0
# Holds the page number 7 mm below the type area (7.5): its dash then stands 262 mm from the top.
FOOTER_DISTANCE_MM = 25.0
_RANGES_PT = {"body_size": (5, 72), "title_size": (5, 72), "page_number_size": (5, 72)}
_RANGES_PT |= {"line_pitch": (10, 100), "title_pitch": (10, 100), "tracking": (-2, 2)}
_RANGE_MM = (5, 100)
_HALF = {"N", "Na", "H"}


@dataclass(frozen=True)
class Layout:
    """Fonts and measures; the defaults are GB/T 9704, an office with other rules or fonts sets its own.

    The ``*_GB2312`` fonts and 小标宋 are licensed and often missing; the document also names a common font to
    stand in for each (see :mod:`drafter.rendering.parts`).

    Attributes:
        body: font of the text, of level-3 headings and of the 落款.
        heading1: font of 一、 headings.
        heading2: font of （一） headings and of run-in headings.
        page_number: font of the page number.
        latin: font of digits and Latin letters everywhere but in the page number.
        body_size: points (5-72), as are ``title_size`` and ``page_number_size``.
        line_pitch: exact distance of text lines in points (10-100); ``title_pitch`` is that of title lines.
        tracking: points added to each character's advance (-2 to 2).
        margin_top: millimetres (5-100), as are the other margins.

    Raises:
        InputError: a font name is blank or a measure out of range.
    """

    body: str = "仿宋_GB2312"
    heading1: str = "黑体"
    heading2: str = "楷体_GB2312"
    title: str = "方正小标宋简体"
    page_number: str = "宋体"
    latin: str = "Times New Roman"
    body_size: float = 16
    title_size: float = 22
    page_number_size: float = 14
    line_pitch: float = 28.95
    title_pitch: float = 35
    tracking: float = -0.25
    margin_top: float = 37
    margin_bottom: float = 35
    margin_left: float = 28
    margin_right: float = 26

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, str):
                if not value.strip():
                    raise InputError("字体名不能为空", where=f"docx.{item.name}")
                continue
            low, high = _RANGES_PT.get(item.name, _RANGE_MM)
            if not low <= value <= high:
                raise InputError(f"{value} 超出范围", where=f"docx.{item.name}", hint=f"请填 {low}～{high}")

    @property
    def text_width(self) -> float:
        """Width of the type area in points."""
        return (PAGE_WIDTH_MM - self.margin_left - self.margin_right) * 72 / 25.4

    def printed_width(self, text: str) -> float:
        """Width of ``text`` in points when set as body text on one line, without automatic spaces."""
        return em_width(text) * self.body_size + len(text) * self.tracking


def em_width(text: str) -> float:
    """Width in full-width characters: 1 for a Chinese character or mark, 0.5 for a digit or Latin letter."""
    return sum(0.5 if unicodedata.east_asian_width(char) in _HALF else 1.0 for char in text)


def twips(points: float) -> int:
    """Points as twentieths of a point, the unit of OOXML distances."""
    return round(points * 20)


def twips_of_mm(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def half_points(points: float) -> int:
    """Points as half-points, the unit of OOXML font sizes."""
    return round(points * 2)


def emus(points: float) -> int:
    """Points as English metric units, the unit of DrawingML distances."""
    return round(points * 12700)
