"""A draft's own ``*.report.json`` as a document, paragraph by paragraph as it prints."""

from __future__ import annotations

from pathlib import Path

from drafter.reading.model import Document, Paragraph
from drafter.report import Report, load_report

__all__ = ["document_of", "read_report"]


def read_report(path: Path) -> Document:
    """The document of a report file.

    Raises:
        InputError: the file is not a report.
    """
    return document_of(load_report(path), path.name)


def document_of(report: Report, name: str) -> Document:
    """What the DOCX of ``report`` says, without making it."""
    lines: list[tuple[str, int]] = [(report.number, 0)] if report.number else []
    lines.append((report.title, 0))
    if report.addressee:
        lines.append((f"{report.addressee}：", 0))
    lines += [(p.text, 0) for p in report.opening]
    for section in report.walk():
        texts = [p.text for p in section.paragraphs]
        if section.opening:
            texts[0] = section.opening + texts[0]
        else:
            lines.append((section.label + section.heading, section.level))
        lines += [(text, 0) for text in texts]
    if report.signer:
        lines.append((report.signer, 0))
    paragraphs = [Paragraph(i, "body", text, level) for i, (text, level) in enumerate(lines)]
    return Document(name, "report", paragraphs)
