"""Names of WordprocessingML, as lxml writes them."""

from __future__ import annotations

from typing import Any

__all__ = ["A", "CHART", "DIAGRAM", "MATH", "MC", "R", "VML", "W", "W14", "W15"]
__all__ += ["is_on", "value", "whole"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
VML = "{urn:schemas-microsoft-com:vml}"

_OFF = {"0", "false", "off", "none"}


def value(parent: Any, path: str, attribute: str = "val") -> str | None:
    """A ``w:`` attribute of the element at ``path`` below ``parent``; None when either is absent."""
    element = parent.find("/".join(W + step for step in path.split("/"))) if parent is not None else None
    return None if element is None else element.get(W + attribute)


def whole(text: str | None) -> int | None:
    """A whole number as Word writes it, None when it is none; 12.0 is written by other programs."""
    try:
        return round(float(text)) if text is not None else None
    except (ValueError, OverflowError):
        return None


def is_on(parent: Any, name: str) -> bool | None:
    """Whether a switch such as ``w:b`` is on; None when it is not said."""
    element = parent.find(W + name) if parent is not None else None
    return None if element is None else (element.get(W + "val") or "1").lower() not in _OFF
