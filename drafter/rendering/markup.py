"""WordprocessingML as text.

Elements are written in the order of the schema, which the fixed shape of each writer guarantees; building
them through a document library would leave its template's styles, theme and thumbnail to be cleaned out.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

__all__ = ["NAMESPACES", "PROLOG", "clean", "link_target", "on_one_line", "tag", "text_node"]

PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
# What XML 1.0 does not allow; it comes in with text copied out of PDF files.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"[ \t\r\n\u2028\u2029]*[\t\r\n\u2028\u2029][ \t\r\n\u2028\u2029]*")
# Chinese stays as it is in a relative address; these would end it or make it something else.
_RESERVED = re.compile(r"[\x00-\x20\"#%:<>?\\^`{|}]")


def link_target(name: str) -> str:
    """The address of a file of this name in the same folder.

    >>> link_target("云岭市 2025.docx")
    '云岭市%202025.docx'
    """
    return _RESERVED.sub(lambda match: f"%{ord(match[0]):02X}", clean(name))


def clean(text: str) -> str:
    """``text`` without the characters that XML does not allow."""
    return _ILLEGAL.sub("", text)


def on_one_line(text: str) -> str:
    """:func:`clean` text with line breaks and tabs taken out; Chinese needs no space in their place."""
    return _BREAKS.sub("", clean(text))


def tag(name: str, /, *children: str, **attributes: str | int) -> str:
    """An element of the ``w`` namespace.

    >>> tag("jc", val="center")
    '<w:jc w:val="center"/>'

    Args:
        name: local name.
        children: markup, not text.
        attributes: local names and values; values are escaped.
    """
    written = "".join(f" w:{key}={quoteattr(clean(str(value)))}" for key, value in attributes.items())
    inside = "".join(children)
    return f"<w:{name}{written}>{inside}</w:{name}>" if inside else f"<w:{name}{written}/>"


def text_node(text: str) -> str:
    """A ``w:t`` that keeps its spaces."""
    return f'<w:t xml:space="preserve">{escape(clean(text))}</w:t>'
