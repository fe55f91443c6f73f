"""Any report or write-up as one :class:`Document` with exact places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from drafter.errors import InputError
from drafter.reading.folder import read_folder
from drafter.reading.limits import check_length
from drafter.reading.model import Document, Flow, Heading, Paragraph
from drafter.reading.office import CONVERTED
from drafter.reading.structure import structure

__all__ = [
    "Document",
    "Flow",
    "Heading",
    "Paragraph",
    "comment_waivers",
    "read_document",
    "read_folder",
    "read_material",
    "readable_suffixes",
    "structure",
]


def _docx(path: Path) -> Document:
    from drafter.reading.docx import read_docx

    return read_docx(path)


def comment_waivers(path: Path) -> dict[str, str]:
    """Fingerprint -> reason of every finding that a reviewer has waived in the comments of an annotated DOCX."""
    if path.suffix.lower() != ".docx":
        return {}
    from drafter.reading.word.comments import comment_waivers as told

    return told(path)


def _plain(path: Path) -> Document:
    from drafter.reading.text import read_plain

    return read_plain(path)


def _markdown(path: Path) -> Document:
    from drafter.reading.text import read_markdown

    return read_markdown(path)


def _report(path: Path) -> Document:
    from drafter.reading.reports import read_report

    return read_report(path)


def _pdf(path: Path) -> Document:
    from drafter.reading.pdf import read_pdf

    return read_pdf(path)


def _workbook(path: Path) -> Document:
    from drafter.reading.tables import read_workbook

    return read_workbook(path)


def _converted(path: Path) -> Document:
    from drafter.reading.office import read_converted

    return read_converted(path)


_REPORTS: dict[str, Callable[[Path], Document]] = {
    ".docx": _docx,
    ".txt": _plain,
    ".md": _markdown,
    ".pdf": _pdf,
    ".json": _report,
}
_MATERIALS = {**{k: v for k, v in _REPORTS.items() if k != ".json"}, ".xlsx": _workbook}
_CONVERTED = dict.fromkeys(CONVERTED, _converted)


def readable_suffixes() -> tuple[str, ...]:
    """File endings of write-ups that can be read without any other program."""
    return tuple(_MATERIALS)


def read_document(path: Path) -> Document:
    """Any report: DOCX, TXT, MD, PDF with a text layer, a draft's ``*.report.json``, or what LibreOffice can convert.

    Raises:
        InputError: missing, of an unreadable kind, damaged, encrypted or empty; one clear line.
    """
    return _read(path, _REPORTS)


def read_material(path: Path) -> Document:
    """Any write-up: DOCX, TXT, MD, PDF with a text layer, a workbook, or what LibreOffice can convert.

    Raises:
        InputError: as :func:`read_document`.
    """
    return _read(path, _MATERIALS)


def _read(path: Path, readers: dict[str, Callable[[Path], Document]]) -> Document:
    reader = (readers | _CONVERTED).get(path.suffix.lower())
    if reader is None:
        if not path.exists():
            raise InputError("找不到文件", where=str(path), hint="请核对路径和文件名")
        raise InputError(
            f"不能读取 {path.suffix or '没有扩展名的'} 文件",
            where=path.name,
            hint=f"可以读取 {'、'.join(readers)}",
        )
    document = reader(path)
    check_length(sum(len(paragraph.text) for paragraph in document.paragraphs), path.name)
    return structure(document)
