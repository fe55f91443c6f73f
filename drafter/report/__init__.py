"""The document model of a draft: sections, paragraphs, sentences, and what each rests on."""

from drafter.report.model import (
    Figure,
    Gap,
    IndicatorRow,
    Paragraph,
    Report,
    Section,
    Sentence,
    Shortfall,
    Source,
    Support,
    UnusedMaterial,
)
from drafter.report.storage import load_report, report_to_json

__all__ = [
    "Figure",
    "Gap",
    "IndicatorRow",
    "Paragraph",
    "Report",
    "Section",
    "Sentence",
    "Shortfall",
    "Source",
    "Support",
    "UnusedMaterial",
    "load_report",
    "report_to_json",
]
