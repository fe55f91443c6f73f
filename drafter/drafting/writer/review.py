"""The independent check: the report with the model's text goes through the checker as any document would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.checking import check_document
from drafter.checking.rules import all_rules
from drafter.checking.support import MaterialIndex
from drafter.drafting.materials import Materials
from drafter.drafting.stories import Storyteller
from drafter.findings import Finding, Place, Severity
from drafter.outlines import Outline
from drafter.reading import structure
from drafter.reading.reports import document_of
from drafter.report import Paragraph, Report

__all__ = ["Objection", "Reviewer"]

#: Families whose warnings count as well: they say that something has no source.
_SERIOUS = ("NUM", "ARI", "CON", "POL", "CLM", "ENT", "TIM")


@lru_cache(maxsize=1)
def _never_heeded() -> tuple[str, ...]:
    """Rules that are no errors and of no serious family: what they find would be passed over."""
    rules = (rule for rule in all_rules() if rule.severity is not Severity.ERROR)
    return tuple(rule.code for rule in rules if not rule.code.startswith(_SERIOUS))


@dataclass(frozen=True)
class Objection:
    """A finding on a sentence of the model's: its item, its place in the paragraph, and what is wrong."""

    item: str
    number: int
    message: str
    error: bool


class Reviewer:
    """Checks a draft again and again as it is written; what the offline text has to answer for is nobody's fault."""

    def __init__(self, report: Report, teller: Storyteller, outline: Outline, materials: Materials) -> None:
        self._teller = teller
        self._outline = outline
        self._index = MaterialIndex(materials.documents) if materials.documents else None
        self._known = {(finding.code, finding.excerpt) for finding in self._findings(report)}
        self._last: tuple[list[str], list[Objection]] = ([], [])

    def objections(self, report: Report) -> list[Objection]:
        """What the checker finds on the model's sentences that it did not find on the offline text."""
        told = [paragraph.text for _, paragraph in report.paragraphs()]
        if told != self._last[0]:
            self._last = (told, self._objections(report))
        return self._last[1]

    def _objections(self, report: Report) -> list[Objection]:
        starts = list(_paragraphs(report))
        found = []
        for finding in self._findings(report):
            if (finding.code, finding.excerpt) in self._known:
                continue
            for place in (finding.place, *finding.also):
                objection = self._on(starts, place, finding)
                if objection is not None and objection not in found:
                    found.append(objection)
        return found

    def _findings(self, report: Report) -> Iterator[Finding]:
        result = check_document(
            structure(document_of(report, "草稿")),
            metrics=self._teller.metrics,
            materials=self._index,
            outline=self._outline,
            region=report.region,
            year=report.year,
            ignore=_never_heeded(),
        )
        for finding in result.findings:
            serious = finding.severity is Severity.WARNING and finding.code.startswith(_SERIOUS)
            if finding.excerpt and (finding.severity is Severity.ERROR or serious):
                yield finding

    @staticmethod
    def _on(starts: list[tuple[int, int, Paragraph]], place: Place, finding: Finding) -> Objection | None:
        """The objection where a finding lies on a sentence of the model's."""
        for number, offset, paragraph in starts:
            if number != place.paragraph:
                continue
            at = offset + len(paragraph.lead)
            for index, sentence in enumerate(paragraph.sentences):
                if sentence.origin == "model" and at < place.end and place.start < at + len(sentence.text):
                    message = f"“{finding.excerpt}”：{finding.message}"
                    return Objection(paragraph.item, index, message, finding.severity is Severity.ERROR)
                at += len(sentence.text)
        return None


def _paragraphs(report: Report) -> Iterator[tuple[int, int, Paragraph]]:
    """Each paragraph with its number in the document and where in it its text begins."""
    printed = document_of(report, "草稿").paragraphs
    at = 0
    for _, paragraph in report.paragraphs():
        while at < len(printed) and not printed[at].text.endswith(paragraph.text):
            at += 1
        if at == len(printed):
            return
        yield printed[at].index, len(printed[at].text) - len(paragraph.text), paragraph
        at += 1
