"""Departments' write-ups: DOCX from Markdown, and text as old office machines save it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from building.packages import BUILT, frozen


def build_writeup(source: Path) -> bytes:
    """A department's write-up, as the bytes of a DOCX, from the Markdown ``source``.

    ``#`` is the title, ``>`` the line that names the sender, ``##`` and ``###`` are headings, ``|`` lines a table.
    """
    document = plain_document()
    table: list[str] = []
    for line in [*source.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("|"):
            table.append(line)
            continue
        if table:
            write_table(document, table)
            table = []
        mark, _, text = line.partition(" ")
        if mark == "#":
            write_centred(document, text, "宋体", 22, bold=True)
            document.core_properties.title = text
        elif mark == ">":
            write_centred(document, text, "楷体", 16)
            document.core_properties.author = text.split("　")[0]
        elif mark in ("##", "###"):
            write_body(document, text, "黑体" if mark == "##" else "楷体")
        elif line:
            write_body(document, line, "仿宋")
    properties = document.core_properties
    properties.last_modified_by = properties.author
    properties.comments = ""
    properties.created = properties.modified = BUILT
    result = BytesIO()
    document.save(result)
    return frozen(result.getvalue())


def plain_document() -> DocumentType:
    """An empty A4 document without what the template of python-docx carries but these write-ups never use.

    Stored uncompressed, its 800 KB of table styles and effects would outweigh the text a hundredfold.
    """
    document = Document()
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail", "/customXml", "/numbering")):
                del part.rels[key]
    kept = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid"}
    for style in list(document.styles):
        if style.name not in kept:
            style.delete()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    return document


def write_centred(document: DocumentType, text: str, font: str, size: float, bold: bool = False) -> None:
    """Adds a centred line: the title or the sender."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write_run(paragraph, text, font, size, bold)


def write_body(document: DocumentType, text: str, font: str) -> None:
    """Adds a paragraph or a heading, indented by two characters of 16 points, with 28 points between lines."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Pt(32)
    paragraph.paragraph_format.line_spacing = Pt(28)
    paragraph.paragraph_format.space_after = Pt(0)
    write_run(paragraph, text, font, 16)


def write_table(document: DocumentType, lines: list[str]) -> None:
    """Adds a ruled table from the lines of a Markdown table."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not line.startswith("|--")]
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            write_run(cell.paragraphs[0], text, "仿宋", 12, bold=texts is rows[0])


def write_run(paragraph: Paragraph, text: str, font: str, size: float, bold: bool = False) -> None:
    """Adds ``text`` in a Chinese font, size in points: Word takes the font of Han characters from eastAsia."""
    run = paragraph.add_run(text)
    run.font.name = font
    run.font.size = Pt(size)
    run.font.bold = bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def build_old_text(source: Path) -> bytes:
    """A text file in GBK with Windows line ends, from the UTF-8 ``source``.

    Raises:
        UnicodeEncodeError: a character that GBK does not have.
    """
    return source.read_text(encoding="utf-8").replace("\n", "\r\n").encode("gbk")
