"""PDF with a text layer: every line of every page is a paragraph; the lines of a sentence are joined afterwards."""

from __future__ import annotations

import re
from pathlib import Path

from drafter.errors import InputError
from drafter.files.packages import existing_file
from drafter.reading.model import Document, Paragraph

__all__ = ["read_pdf"]

_PAGE_NUMBER = re.compile(r"^\s*(?:[—–\-－]\s*\d{1,4}\s*[—–\-－]|第?\s*\d{1,4}\s*页?(?:\s*/\s*\d{1,4})?)\s*$")
_MAX_PAGES = 2000
# pypdf raises whatever a damaged file provokes deep inside it
_DAMAGE = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError, ArithmeticError)


def read_pdf(path: Path) -> Document:
    """A PDF file; lines that only number the page are footers.

    Raises:
        InputError: missing, encrypted, damaged, too long, or without a text layer (a scan).
    """
    existing_file(path)
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    hint = "请换成 DOCX，或用带文字层的 PDF"
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("PDF 已加密", where=path.name, hint="请去掉密码后再试")
        if len(reader.pages) > _MAX_PAGES:
            raise InputError(f"PDF 超过 {_MAX_PAGES} 页，已拒绝读取", where=path.name)
        pages = [page.extract_text() for page in reader.pages]
        pictures = sum(bool(page.images.keys()) for page in reader.pages)
    except (PyPdfError, *_DAMAGE) as error:
        raise InputError("不是有效的 PDF，或已损坏", where=path.name, hint=hint) from error
    paragraphs: list[Paragraph] = []
    for text in pages:
        for line in text.splitlines():
            if line.strip():
                part = "footer" if _PAGE_NUMBER.match(line) else "body"
                paragraphs.append(Paragraph(len(paragraphs), part, line.rstrip()))
    if not any(p.part == "body" for p in paragraphs):
        raise InputError("PDF 没有文字层（可能是扫描件）", where=path.name, hint=hint)
    unread = [f"{pictures} 页图片中的文字"] if pictures else []
    return Document(path.name, "pdf", paragraphs, unread=unread)
