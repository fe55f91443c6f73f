"""The printed lines of a PDF with a text layer, and which of them run along every page."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import InputError
from drafter.files.packages import existing_file

__all__ = ["PrintedLine", "read_printed"]

_PAGE_NUMBER = re.compile(
    r"\s*(?:[—–\-－]\s*\d{1,4}\s*[—–\-－]|第?\s*\d{1,4}\s*页?(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?)\s*"
)
_EDGE = 2  # lines at the top and at the bottom of a page among which a running line stands
_MAX_PAGES = 2000
# pypdf raises whatever a damaged file provokes deep inside it
_DAMAGE = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError, ArithmeticError)


@dataclass(frozen=True)
class PrintedLine:
    """A line as printed; ``part`` is body, or header or footer where it only runs along the pages."""

    text: str
    part: str


def read_printed(path: Path) -> tuple[list[PrintedLine], int]:
    """The lines of all pages that hold something, and how many pages hold pictures, which may hold text.

    Raises:
        InputError: missing, encrypted, damaged, too long, or without a text layer (a scan).
    """
    existing_file(path)
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells every flaw it gets over; users get one line
    hint = "请换成 DOCX，或用带文字层的 PDF"
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("PDF 已加密", where=path.name, hint="请去掉密码后再试")
        if len(reader.pages) > _MAX_PAGES:
            raise InputError(f"PDF 超过 {_MAX_PAGES} 页，已拒绝读取", where=path.name)
        pages = [[line.rstrip() for line in page.extract_text().splitlines() if line.strip()] for page in reader.pages]
        pictures = sum(bool(page.images.keys()) for page in reader.pages)
    except (PyPdfError, *_DAMAGE) as error:
        raise InputError("不是有效的 PDF，或已损坏", where=path.name, hint=hint) from error
    lines = list(_parted(pages))
    if not any(line.part == "body" for line in lines):
        raise InputError("PDF 没有文字层（可能是扫描件）", where=path.name, hint=hint)
    return lines, pictures


def _parted(pages: Sequence[Sequence[str]]) -> Iterator[PrintedLine]:
    """Every line with its part: what only numbers a page, or stands at the edge of most pages, runs along them."""
    edges = Counter(text for page in pages for text in {_plain(page[at]) for at in _edge(page)})
    running = {text for text, count in edges.items() if count > 1 and count * 2 > len(pages)}
    for page in pages:
        edge = set(_edge(page))
        for at, text in enumerate(page):
            if at in edge and (_PAGE_NUMBER.fullmatch(text) or _plain(text) in running):
                yield PrintedLine(text, "header" if at < len(page) // 2 else "footer")
            else:
                yield PrintedLine(text, "body")


def _edge(page: Sequence[str]) -> list[int]:
    return [at for at in range(len(page)) if at < _EDGE or at >= len(page) - _EDGE]


def _plain(text: str) -> str:
    """A line without its digits, which number the pages, and its spaces."""
    return re.sub(r"[\d\s]", "", text)
