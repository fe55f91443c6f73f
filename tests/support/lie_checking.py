"""Whether a false word reached the DOCX unmarked: read back as a reader sees it, with highlights and findings."""

from __future__ import annotations

import io
import re
from pathlib import Path

from docx import Document
from misbehaving import Teller, plain

from drafter.checking import check_document
from drafter.checking.support import MaterialIndex
from drafter.drafting import Draft
from drafter.reading import read_document
from drafter.rendering import render_docx

__all__ = ["true_words", "unmarked"]


def true_words(draft: Draft) -> str:
    """Everything that is said truly: the offline report and the write-ups."""
    report = "\n".join(p.text for _, p in draft.report.paragraphs())
    documents = "\n".join(p.text for document in draft.materials.documents for p in document.paragraphs)
    return plain(report + documents)


def unmarked(made: Draft, liar: Teller, folder: Path) -> list[tuple[str, str, str]]:
    """(kind, words, paragraph) of every lie in the DOCX that neither a highlight nor a finding covers."""
    path = folder / "draft.docx"
    content = render_docx(made.report)
    path.write_bytes(content)
    needles = {(kind, plain(words)) for kind, words in liar.told}
    highlighted = _highlights(content)
    suspects = [(kind, words, text) for text in highlighted for kind, words in sorted(needles) if _says(text, words)]
    if not suspects:
        return []
    found = _findings(path, made)
    return [
        (kind, words, text)
        for kind, words, text in suspects
        if not any(words in plain(mark) for mark in highlighted[text])
        and not any(excerpt in text and (excerpt in words or words in plain(excerpt)) for excerpt in found)
    ]


def _says(text: str, words: str) -> bool:
    """Whether a paragraph says the words; 46% is not said by 38.46%."""
    return bool(re.search(rf"(?<![\d.]){re.escape(words)}", plain(text)))


def _highlights(content: bytes) -> dict[str, list[str]]:
    """Paragraphs with their highlighted stretches."""
    result: dict[str, list[str]] = {}
    for paragraph in Document(io.BytesIO(content)).paragraphs:
        marks, current = [], ""
        for run in paragraph.runs:
            if run.font.highlight_color is not None:
                current += run.text
            elif current:
                marks.append(current)
                current = ""
        result[paragraph.text] = [*marks, current] if current else marks
    return result


def _findings(path: Path, made: Draft) -> set[str]:
    """The words that the checker objects to in the finished DOCX."""
    result = check_document(
        read_document(path),
        metrics=made.metrics,
        materials=MaterialIndex(made.materials.documents),
        outline=made.outline,
        region=made.report.region,
        year=made.report.year,
    )
    return {finding.excerpt for finding in result.findings if finding.excerpt}
