"""DOCX as it is displayed: insertions accepted, deletions dropped, tables, text boxes, headers and notes read.

python-docx's ``paragraph.text`` leaves out tracked insertions and text boxes, so the XML is walked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.files import check_office_package
from drafter.reading.model import Document, Paragraph

__all__ = ["read_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_VML = "{urn:schemas-microsoft-com:vml}"
_PREVIEWS = {_W + "object", _MC + "Fallback"}  # what they show is counted as an object or as its first choice
_DROPPED = {_W + name for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "delInstrText")}
_BREAKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_WRAPPERS = {_W + name for name in ("ins", "moveTo", "customXml", "smartTag")}
_MAX_DEPTH = 200
_STYLE_CHAIN = 11  # Word follows basedOn no further
_MAX_PARAGRAPHS = 500_000


def read_docx(path: Path) -> Document:
    """A DOCX file with all its text in reading order: body and tables, then text boxes, headers, footers, notes.

    Raises:
        InputError: missing, encrypted, damaged, without any text, or nested beyond reason.
    """
    check_office_package(path, "docx")
    from docx import Document as open_docx  # noqa: N813 - python-docx names its opener like a class

    try:
        package = open_docx(str(path))
        _refuse_dtd(package.element)
        reader = _Reader(_heading_levels(package))
        reader.read_body(package.element.body)
        _read_margins(package, reader)
        _read_notes(package, reader)
        unread = _unread(package)
    except RecursionError as error:
        raise InputError("文件结构嵌套过深，已拒绝读取", where=path.name) from error
    except Exception as error:  # zipfile, zlib, lxml and python-docx meet damage with a score of types
        raise InputError("文件已损坏，无法读取", where=path.name, hint="请用 WPS 或 Word 打开后另存") from error
    if not any(p.text.strip() for p in reader.paragraphs if p.part in ("body", "table", "textbox")):
        raise InputError("文件里没有文字", where=path.name, hint="图片中的文字不能读取")
    return Document(path.name, "docx", reader.paragraphs, unread=unread)


def _refuse_dtd(root: Any) -> None:
    """Office never writes a DTD and OPC forbids it (ISO/IEC 29500-2, XML usage): text would hide in its entities.

    Raises:
        ValueError: the part has one.
    """
    if root.getroottree().docinfo.doctype:
        raise ValueError("a DTD")


def _heading_levels(package: Any) -> dict[str, int]:
    """Outline level (1…9) of each paragraph style id that has one, by outlineLvl, style name or parent style."""
    own: dict[str, int] = {}
    parents: dict[str, str] = {}
    for style in package.styles.element.iter(_W + "style"):
        identity = style.get(_W + "styleId") or ""
        name = style.find(_W + "name")
        label = (name.get(_W + "val") or "").lower() if name is not None else ""
        based = style.find(_W + "basedOn")
        if (level := _outline_level(style)) is not None:
            own[identity] = level
        elif label.startswith(("heading ", "标题 ")) and label.split()[-1].isdecimal():
            own[identity] = int(label.split()[-1])
        elif based is not None:
            parents[identity] = based.get(_W + "val") or ""
    levels = dict(own)
    for identity in parents:
        ancestor = identity
        for _ in range(_STYLE_CHAIN):
            ancestor = parents.get(ancestor, ancestor)
        levels[identity] = own.get(ancestor, 0)
    return levels


def _outline_level(element: Any) -> int | None:
    """The level a style or paragraph sets itself: 1…9, 0 for body text (outlineLvl 9), None when it sets none."""
    outline = element.find(f"{_W}pPr/{_W}outlineLvl")
    value = outline.get(_W + "val", "9") if outline is not None else ""
    return (int(value) + 1) % 10 if re.fullmatch("[0-9]", value) else None


class _Reader:
    """Walks elements and numbers the paragraphs it meets."""

    def __init__(self, levels: dict[str, int]) -> None:
        self.paragraphs: list[Paragraph] = []
        self._levels = levels
        self._tables = 0
        self._boxes: list[Any] = []

    def read_body(self, body: Any) -> None:
        self._blocks(body, "body", None, 0)
        self._read_boxes("textbox")

    def read_part(self, element: Any, part: str) -> None:
        self._blocks(element, part, None, 0)
        self._read_boxes(part)

    def _read_boxes(self, part: str) -> None:
        while self._boxes:  # a text box may hold another
            boxes, self._boxes = self._boxes, []
            for box in boxes:
                self._blocks(box, part, None, 0)

    def _blocks(self, parent: Any, part: str, cell: tuple[int, int, int] | None, depth: int) -> None:
        if depth > _MAX_DEPTH or len(self.paragraphs) > _MAX_PARAGRAPHS:
            raise RecursionError
        for child in parent:
            if child.tag == _W + "p":
                self._paragraph(child, part, cell)
            elif child.tag == _W + "tbl":
                self._table(child, part, depth)
            elif child.tag == _W + "sdt":
                content = child.find(_W + "sdtContent")
                if content is not None:
                    self._blocks(content, part, cell, depth + 1)
            elif child.tag in _WRAPPERS:
                self._blocks(child, part, cell, depth + 1)
            elif child.tag == _MC + "AlternateContent":
                self._blocks(_displayed(child), part, cell, depth + 1)

    def _table(self, table: Any, part: str, depth: int) -> None:
        number = self._tables
        self._tables += 1
        for row_number, row in enumerate(_unwrapped(table, "tr", f"{_W}trPr/{_W}del")):
            for column, cell in enumerate(_unwrapped(row, "tc", f"{_W}tcPr/{_W}cellDel")):
                inner = "table" if part in ("body", "table") else part
                self._blocks(cell, inner, (number, row_number, column), depth + 1)

    def _paragraph(self, element: Any, part: str, cell: tuple[int, int, int] | None) -> None:
        text = "".join(self._text(element, 0))
        level = 0
        style = element.find(f"{_W}pPr/{_W}pStyle")
        if style is not None:
            level = self._levels.get(style.get(_W + "val") or "", 0)
        if (own := _outline_level(element)) is not None:
            level = own
        self.paragraphs.append(Paragraph(len(self.paragraphs), part, text, level, cell))

    def _text(self, element: Any, depth: int) -> Iterator[str]:
        if depth > _MAX_DEPTH:
            raise RecursionError
        for child in element:
            tag = child.tag
            if tag == _W + "t":
                # an XML comment splits the text of its element
                yield "".join((child.text or "", *(inner.tail or "" for inner in child)))
            elif tag in _BREAKS:
                # a page or column break is no character of the text
                if child.get(_W + "type") not in ("page", "column"):
                    yield _BREAKS[tag]
            elif tag == _W + "txbxContent":
                self._boxes.append(child)
            elif tag == _MC + "AlternateContent":
                yield from self._text(_displayed(child), depth + 1)
            elif isinstance(tag, str) and tag not in _DROPPED:
                yield from self._text(child, depth + 1)


def _displayed(alternates: Any) -> Any:
    """The one of several renderings of the same content that is shown: the first, else the fallback."""
    chosen = alternates.find(_MC + "Choice")
    if chosen is None:
        chosen = alternates.find(_MC + "Fallback")
    return () if chosen is None else chosen


def _unwrapped(parent: Any, name: str, deleted: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those in content controls, without those a tracked change deletes."""
    for child in parent:
        if child.tag == _W + name:
            if child.find(deleted) is None:
                yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "customXml"):
            yield from _unwrapped(child, name, deleted)


def _read_margins(package: Any, reader: _Reader) -> None:
    seen: set[int] = set()
    for section in package.sections:
        for part, holder in (
            ("header", section.header),
            ("header", section.even_page_header),
            ("header", section.first_page_header),
            ("footer", section.footer),
            ("footer", section.even_page_footer),
            ("footer", section.first_page_footer),
        ):
            if holder.is_linked_to_previous or id(holder.part) in seen:
                continue
            seen.add(id(holder.part))
            _refuse_dtd(holder._element)
            reader.read_part(holder._element, part)


def _read_notes(package: Any, reader: _Reader) -> None:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in package.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
            continue
        root = etree.fromstring(relation.target_part.blob, parser)
        _refuse_dtd(root)
        for note in root:
            if note.get(_W + "type") in (None, "normal"):
                reader.read_part(note, "footnote")


def _unread(package: Any) -> list[str]:
    """What the document holds that no text could be read from."""
    body = package.element.body
    blips = list(body.iter(_DRAWING + "blip"))
    old_pictures = [p for p in body.iter(_VML + "imagedata") if not any(a.tag in _PREVIEWS for a in p.iterancestors())]
    result = []
    if pictures := len(blips) + len(old_pictures):
        result.append(f"{pictures} 张图片中的文字")
    if next(body.iter(_CHART + "chart", _DIAGRAM + "relIds"), None) is not None:
        result.append("图表中的文字和数据")
    if next(body.iter(_W + "object", _MATH + "oMath"), None) is not None:
        result.append("嵌入的对象（如 Excel 表格、公式）")
    return result
