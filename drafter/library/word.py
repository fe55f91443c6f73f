"""The paragraphs of a DOCX for the library: body text and tables, with Word's heading styles as Markdown marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.errors import InputError
from drafter.files import check_office_package
from drafter.library.splitting import Line

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["read_docx"]

_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-6])", re.IGNORECASE)


def read_docx(path: Path) -> list[Line]:
    """The paragraphs and table rows of a DOCX, insertions accepted and deletions dropped.

    Text boxes, headers and footers are left out: they hold no passages.

    Raises:
        InputError: missing, encrypted, damaged, or not a DOCX.
    """
    check_office_package(path, "docx")
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(str(path))
        texts = list(_blocks(document.element.body, _heading_styles(document)))
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError) as error:
        raise InputError("DOCX 内部结构已损坏", where=path.name, hint="请用 WPS 或 Word 打开后另存一份") from error
    return [Line(number, text) for number, text in enumerate(texts)]


def _heading_styles(document: Document) -> dict[str, int]:
    """Style id -> heading level 1 to 6."""
    found = {}
    for style in document.styles:
        match = _HEADING_STYLE.fullmatch(style.name or "")
        if match:
            found[style.style_id] = int(match[1])
    return found


def _blocks(parent: Any, styles: dict[str, int]) -> Iterator[str]:
    from docx.oxml.ns import qn

    for child in parent:
        if child.tag == qn("w:p"):
            style = child.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            level = styles.get(style.get(qn("w:val")), 0) if style is not None else 0
            mark = "#" * level + " " if level else ""
            yield from (mark + line for line in _text(child).split("\n"))
        elif child.tag == qn("w:tbl"):
            for row in child.iter(qn("w:tr")):
                cells = [" ".join(_blocks(cell, {})).strip() for cell in row.findall(qn("w:tc"))]
                yield " | ".join(cells)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")):
            yield from _blocks(child, styles)


def _text(paragraph: Any) -> str:
    """Its words as a reader sees them; python-docx's own ``text`` drops tracked insertions."""
    from docx.oxml.ns import qn

    hidden = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:rPr"), qn("w:pPr")}
    signs = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}

    def walk(node: Any) -> Iterator[str]:
        for child in node:
            if child.tag in hidden:
                continue
            if child.tag == qn("w:t"):
                yield child.text or ""
            elif child.tag in signs:
                yield signs[child.tag]
            else:
                yield from walk(child)

    return "".join(walk(paragraph))
