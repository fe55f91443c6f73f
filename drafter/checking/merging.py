"""One root cause, one finding: repeats are gathered, and consequences go under their cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from drafter.findings import Evidence, Finding, Severity

__all__ = ["merge"]

_CONSEQUENCES = ("ARI", "CON")


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in document order, repeats gathered under the first, and arithmetic that only follows from a figure
    already found wrong laid beside it as evidence.
    """
    ordered = sorted(findings, key=lambda f: (f.place.paragraph, f.place.start, f.severity.rank, f.code))
    return _under_causes(_gathered(ordered))


def _gathered(findings: list[Finding]) -> list[Finding]:
    first: dict[str, int] = {}
    result: list[Finding] = []
    for finding in findings:
        if finding.root and finding.root in first:
            at = first[finding.root]
            kept = result[at]
            result[at] = replace(
                kept, also=(*kept.also, finding.place, *finding.also), touches=kept.touches | finding.touches
            )
            continue
        if finding.root:
            first[finding.root] = len(result)
        result.append(finding)
    return result


def _under_causes(findings: list[Finding]) -> list[Finding]:
    cause = {
        figure: at
        for at, finding in enumerate(findings)
        if finding.code.startswith("NUM") and finding.severity is Severity.ERROR
        for figure in finding.touches
    }
    result: list[Finding | None] = list(findings)
    for at, finding in enumerate(findings):
        if not finding.code.startswith(_CONSEQUENCES):
            continue
        causes = [cause[figure] for figure in finding.touches if figure in cause]
        if causes:
            kept = result[causes[0]]
            if kept is not None:
                note = Evidence("computed", finding.evidence[0].ref if finding.evidence else "", finding.message)
                result[causes[0]] = replace(kept, evidence=(*kept.evidence, note))
                result[at] = None
    return [finding for finding in result if finding is not None]
