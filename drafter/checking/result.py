"""The result of a check: what was found, what was looked at, and on what terms."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafter.findings import Coverage, Finding, Severity, Since, Waived, Waiver
from drafter.reading import Document

__all__ = ["CheckResult"]


@dataclass
class CheckResult:
    """What was found, what was checked, and on what terms.

    Attributes:
        waived: findings that somebody accepted, with the reason; they count nowhere.
        unused_waivers: waivers that no finding needs any more; ``lapsed_waivers``: those whose last day has passed.
        since: how this compares with an earlier check, None when there is none to compare with.
        source: the file that was read, None when the document came otherwise.
        unjudged: why the model that was asked did not answer; empty where it did, or was not asked.
    """

    document: Document
    findings: list[Finding]
    coverage: Coverage
    outline: str
    region: str
    year: int
    notices: list[str] = field(default_factory=list)
    waived: list[Waived] = field(default_factory=list)
    unused_waivers: list[Waiver] = field(default_factory=list)
    lapsed_waivers: list[Waiver] = field(default_factory=list)
    since: Since | None = None
    source: Path | None = None
    unjudged: str = ""

    def summary(self) -> dict[str, int]:
        """How many findings of each severity."""
        counts = Counter(finding.severity for finding in self.findings)
        return {severity.value: counts[severity] for severity in Severity}

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of the ``check`` contract."""
        return {
            "schema": 1,
            "file": self.document.name,
            "outline": self.outline,
            "region": self.region,
            "year": self.year,
            "summary": self.summary(),
            "findings": [self._finding_dict(finding) for finding in self.findings],
            "coverage": self.coverage.as_dict(),
            "waived": [item.as_dict() for item in self.waived],
            "unused_waivers": [waiver.as_dict() for waiver in self.unused_waivers],
            **({"lapsed_waivers": [waiver.as_dict() for waiver in self.lapsed_waivers]} if self.lapsed_waivers else {}),
            "since": self.since.as_dict(self.findings) if self.since else None,
        }

    def _finding_dict(self, finding: Finding) -> dict[str, Any]:
        status = {"status": self.since.status(finding)} if self.since else {}
        return {**finding.as_dict(), **status}
