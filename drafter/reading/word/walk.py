"""The paragraphs of a DOCX as they are displayed, each with the way back from its text to the XML.

Insertions are accepted, deletions dropped, hidden text and the instructions of fields left out; what two tracked
changes have made one paragraph is one. Body and tables come first, then text boxes, headers, footers and notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from drafter.reading.word.names import MC, R, W, is_on, value, whole
from drafter.reading.word.package import WordPackage

__all__ = ["Piece", "Shown", "shown_paragraphs"]

_DROPPED = {W + name for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "delInstrText", "rt")}
_BREAKS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_WRAPPERS = {W + name for name in ("ins", "moveTo", "customXml", "smartTag")}
_CONTENTS = re.compile(r"(?i)^(?:toc|目录|目次)\s*(?:\d|heading|标题)")
_MAX_DEPTH = 200
_MAX_PARAGRAPHS = 500_000
_MARGINS = [(kind, which) for kind in ("header", "footer") for which in ("default", "even", "first")]


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph's text and the element (``w:t``, ``w:br`` …) that displays it."""

    start: int
    text: str
    node: Any

    @property
    def end(self) -> int:
        """One past its last character, in the paragraph."""
        return self.start + len(self.text)


@dataclass
class Shown:
    """A displayed paragraph.

    Attributes:
        index: counts from 0 in reading order.
        part: body, table, header, footer, footnote or textbox.
        name: the package's part it stands in.
        element: its ``w:p``.
        anchor: the paragraph of the main story it hangs on: its own ``w:p``, that of its text box or of its note's
            mark; None in a header or footer.
    """

    index: int
    part: str
    name: str
    element: Any
    pieces: list[Piece] = field(default_factory=list)
    cell: tuple[int, int, int] | None = None
    anchor: Any = None

    @property
    def text(self) -> str:
        """The text as displayed."""
        return "".join(piece.text for piece in self.pieces)


def shown_paragraphs(package: WordPackage) -> list[Shown]:
    """Every paragraph of a package.

    Raises:
        RecursionError: nested beyond reason, or more paragraphs than any report has.
        KeyError, ValueError, lxml.etree.XMLSyntaxError: a part is missing or damaged.
    """
    main = package.tree(package.main)
    body = main.find(W + "body")
    if body is None:
        raise ValueError("no body")
    walk = _Walk(_contents_styles(package))
    walk.story(body, "body", package.main, main)
    for name, part in _margins(package, main):
        walk.story(package.tree(name), part, name)
    for kind in ("footnote", "endnote"):
        marks = {mark.get(W + "id"): mark for mark in main.iter(f"{W}{kind}Reference")}
        for name in package.related(package.main, f"/{kind}s"):
            for note in package.tree(name):
                if isinstance(note.tag, str) and note.get(W + "type") in (None, "normal"):
                    mark = marks.get(note.get(W + "id"))
                    walk.story(note, "footnote", name, anchor=_above(mark, "p"))
    return walk.paragraphs


def _contents_styles(package: WordPackage) -> set[str]:
    """Ids of the styles of a table of contents."""
    styles = package.companion("/styles")
    if styles is None:
        return set()
    return {s.get(W + "styleId") or "" for s in styles.iter(W + "style") if _CONTENTS.match(value(s, "name") or "")}


def _margins(package: WordPackage, main: Any) -> Iterator[tuple[str, str]]:
    """(part name, header or footer) of each, section by section."""
    targets = {identity: target for identity, _, target in package.relations(package.main)}
    seen: set[str] = set()
    for section in main.iter(W + "sectPr"):
        if any(above.tag == W + "sectPrChange" for above in section.iterancestors()):
            continue
        for kind, which in _MARGINS:
            for reference in section.findall(f"{W}{kind}Reference"):
                name = targets[reference.get(R + "id") or ""]
                if (reference.get(W + "type") or "default") == which and name not in seen:
                    seen.add(name)
                    yield name, kind


def _above(element: Any, name: str) -> Any:
    """The nearest ancestor of this name, None when there is none."""
    return None if element is None else next(element.iterancestors(W + name), None)


class _Walk:
    def __init__(self, contents: set[str]) -> None:
        self.paragraphs: list[Shown] = []
        self._contents = contents
        self._tables = 0
        self._boxes: list[tuple[Any, Any]] = []
        self._name = ""
        self._open: Shown | None = None
        self._fields: dict[Any, int] = {}
        self._hidden = 0

    def story(self, root: Any, part: str, name: str, whole_part: Any = None, anchor: Any = None) -> None:
        """Body, header, footer or note, then its text boxes."""
        self._name, self._hidden = name, 0
        self._fields = _field_turns(root if whole_part is None else whole_part)
        self._blocks(root, part, None, 0, anchor)
        while self._boxes:  # a text box may hold another
            boxes, self._boxes = self._boxes, []
            for box, home in boxes:
                self._open = None
                self._blocks(box, "textbox" if part == "body" else part, None, 0, home)
        self._open = None

    def _blocks(self, parent: Any, part: str, cell: tuple[int, int, int] | None, depth: int, anchor: Any) -> None:
        if depth > _MAX_DEPTH or len(self.paragraphs) > _MAX_PARAGRAPHS:
            raise RecursionError
        for child in parent:
            if child.tag == W + "p":
                self._paragraph(child, part, cell, anchor)
            elif child.tag == W + "tbl":
                self._open = None
                self._table(child, part, depth, anchor)
            elif child.tag == W + "sdt":
                content = child.find(W + "sdtContent")
                if content is not None:
                    self._blocks(content, part, cell, depth + 1, anchor)
            elif child.tag in _WRAPPERS:
                self._blocks(child, part, cell, depth + 1, anchor)
            elif child.tag == MC + "AlternateContent":
                self._blocks(_displayed(child), part, cell, depth + 1, anchor)

    def _table(self, table: Any, part: str, depth: int, anchor: Any) -> None:
        number = self._tables
        self._tables += 1
        inner = "table" if part in ("body", "table") else part
        for row_number, row in enumerate(_unwrapped(table, "tr", f"{W}trPr/{W}del")):
            column = whole(value(row, "trPr/gridBefore")) or 0
            for cell in _unwrapped(row, "tc", f"{W}tcPr/{W}cellDel"):
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                # a merged cell displays the text of its first row alone
                if merge is None or merge.get(W + "val") == "restart" or row_number == 0:
                    self._blocks(cell, inner, (number, row_number, column), depth + 1, anchor)
                    self._open = None
                column += max(1, whole(value(cell, "tcPr/gridSpan")) or 1)

    def _paragraph(self, element: Any, part: str, cell: tuple[int, int, int] | None, anchor: Any) -> None:
        shown = self._open
        if shown is None:
            if (value(element, "pPr/pStyle") or "") in self._contents:
                part = "header"  # a table of contents repeats the headings and is none of them
            shown = Shown(len(self.paragraphs), part, self._name, element, cell=cell)
            self.paragraphs.append(shown)
        shown.element = element  # what two paragraphs become by a tracked change looks like the second
        shown.anchor = element if anchor is None and part not in ("header", "footer") else anchor
        self._text(element, shown, 0)
        # a tracked change that deletes the mark joins the paragraph with the next
        joined = element.find(f"{W}pPr/{W}rPr/{W}del") is not None and _next_block(element) == W + "p"
        self._open = shown if joined else None

    def _text(self, element: Any, shown: Shown, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise RecursionError
        for child in element:
            tag = child.tag
            if tag == W + "t":
                # an XML comment splits the text of its element
                self._add(shown, "".join((child.text or "", *(inner.tail or "" for inner in child))), child)
            elif tag in _BREAKS:
                # a page or column break is no character of the text
                if child.get(W + "type") not in ("page", "column"):
                    self._add(shown, _BREAKS[tag], child)
            elif tag == W + "fldChar":
                self._hidden = max(0, self._hidden + self._fields.get(child, 0))
            elif tag == W + "txbxContent":
                self._boxes.append((child, shown.anchor))
            elif tag == MC + "AlternateContent":
                self._text(_displayed(child), shown, depth + 1)
            elif tag == W + "r" and is_on(child.find(W + "rPr"), "vanish"):
                continue
            elif isinstance(tag, str) and tag not in _DROPPED:
                self._text(child, shown, depth + 1)

    def _add(self, shown: Shown, text: str, node: Any) -> None:
        if text and not self._hidden:
            last = shown.pieces[-1].end if shown.pieces else 0
            shown.pieces.append(Piece(last, text, node))


def _field_turns(root: Any) -> dict[Any, int]:
    """The marks of complex fields where their instruction begins (+1) and ends (-1); one never closed hides nothing."""
    turns: dict[Any, int] = {}
    open_fields: list[list[Any]] = []
    for mark in root.iter(W + "fldChar"):
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            open_fields.append([mark, None])
        elif kind == "separate" and open_fields and open_fields[-1][1] is None:
            open_fields[-1][1] = mark
        elif kind == "end" and open_fields:
            begin, middle = open_fields.pop()
            turns[begin] = 1
            turns[mark if middle is None else middle] = -1
    return turns


def _next_block(element: Any) -> str | None:
    following = element.getnext()
    while following is not None and following.tag not in (W + "p", W + "tbl", W + "sdt", W + "sectPr"):
        following = following.getnext()  # bookmarks and the like stand between paragraphs
    return None if following is None else following.tag


def _displayed(alternates: Any) -> Any:
    """The one of several renderings of the same content that is shown: the first, else the fallback."""
    chosen = alternates.find(MC + "Choice")
    if chosen is None:
        chosen = alternates.find(MC + "Fallback")
    return () if chosen is None else chosen


def _unwrapped(parent: Any, name: str, deleted: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those in content controls, without those a tracked change deletes."""
    for child in parent:
        if child.tag == W + name:
            if child.find(deleted) is None:
                yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            yield from _unwrapped(child, name, deleted)
