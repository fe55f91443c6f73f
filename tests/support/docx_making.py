"""DOCX packages written by hand, for what python-docx cannot write: tracked changes, text boxes, notes, damage."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from drafter.reading import Document, read_document

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ROOTS = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments", "styles": "styles"}
_ROOTS |= {"header": "hdr", "footer": "ftr"}


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def wrapped(inner: str, *tags: str) -> str:
    """``inner`` inside elements, the outermost first; a tag may carry attributes: ``w:ins w:id="1"``."""
    for tag in reversed(tags):
        inner = f"<{tag}>{inner}</{tag.split()[0]}>"
    return inner


def paragraph(*pieces: str, properties: str = "") -> str:
    """A ``w:p``; a piece that is no markup is made a run."""
    inner = "".join(piece if piece.startswith("<") else run(piece) for piece in pieces)
    return wrapped((wrapped(properties, "w:pPr") if properties else "") + inner, "w:p")


def table(*rows: Sequence[str]) -> str:
    """A ``w:tbl``; a cell that is no markup is made a paragraph."""
    cells = ([cell if cell.startswith("<") else paragraph(cell) for cell in row] for row in rows)
    return wrapped("".join(wrapped("".join(wrapped(c, "w:tc") for c in row), "w:tr") for row in cells), "w:tbl")


def text_box(*blocks: str) -> str:
    """A run with a text box as Word writes it: once for new programs and once more for old ones."""
    content = wrapped("".join(blocks), "w:txbxContent")
    new = wrapped(content, 'mc:Choice Requires="wps"', "w:drawing", "wps:wsp", "wps:txbx")
    old = wrapped(content, "mc:Fallback", "w:pict", "v:shape", "v:textbox")
    return wrapped(new + old, "w:r", "mc:AlternateContent")


def package(
    body: str, extra: Mapping[str, str] | None = None, *, section: str = "", prolog: str = "", extra_prolog: str = ""
) -> bytes:
    """A DOCX with this body.

    Args:
        extra: content of further parts by kind (``footnotes``, ``header``, ``styles``, …); a header or footer gets
            the relationship id ``rIdheader`` or ``rIdfooter``.
        section: content of the section properties.
        prolog: a document type declaration of the main part; ``extra_prolog`` is one of the further parts.
    """
    overrides = relations = ""
    files = {}
    for kind, content in (extra or {}).items():
        root = _ROOTS[kind]
        files[f"word/{kind}.xml"] = f"{_DECLARATION}{extra_prolog}<w:{root} {NAMESPACES}>{content}</w:{root}>"
        overrides += f'<Override PartName="/word/{kind}.xml" ContentType="{_CONTENT}{kind}+xml"/>'
        relations += f'<Relationship Id="rId{kind}" Type="{_RELATION}{kind}" Target="{kind}.xml"/>'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    files |= {
        "[Content_Types].xml": f'{_DECLARATION}<Types xmlns="{types}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_CONTENT}document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{_DECLARATION}<Relationships xmlns="{links}">'
        f'<Relationship Id="rId1" Type="{_RELATION}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_DECLARATION}<Relationships xmlns="{links}">'
        f'<Relationship Id="rIdlink" Type="{_RELATION}hyperlink" Target="https://example.invalid/" '
        f'TargetMode="External"/>{relations}</Relationships>',
        "word/document.xml": f"{_DECLARATION}{prolog}<w:document {NAMESPACES}>"
        f"<w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>",
    }
    return zipped({name: content.encode() for name, content in files.items()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read(folder: Path, data: bytes, name: str = "报告.docx") -> Document:
    path = folder / name
    path.write_bytes(data)
    return read_document(path)


def texts(document: Document, *parts: str) -> list[str]:
    """Text of the paragraphs of these parts, of all when none is named."""
    return [p.text for p in document.paragraphs if not parts or p.part in parts]
