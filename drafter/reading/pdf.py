"""PDF with a text layer: every line of every page is a paragraph; the lines of a sentence are joined afterwards."""

from __future__ import annotations

from pathlib import Path

from drafter.files.pdf import read_printed
from drafter.reading.model import Document, Paragraph

__all__ = ["read_pdf"]


def read_pdf(path: Path) -> Document:
    """A PDF file; lines that run along the pages, or number them, are headers and footers.

    Raises:
        InputError: missing, encrypted, damaged, too long, or without a text layer (a scan).
    """
    lines, pictures = read_printed(path)
    paragraphs = [Paragraph(number, line.part, line.text) for number, line in enumerate(lines)]
    unread = [f"{pictures} 页图片中的文字"] if pictures else []
    return Document(path.name, "pdf", paragraphs, unread=unread)
