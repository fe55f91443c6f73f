"""One root cause, one finding: repeats are gathered, and consequences go under their cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from drafter.findings import Evidence, Finding, Severity

__all__ = ["merge"]

_CONSEQUENCES = ("ARI", "CON")
#: Told by a model of figures that rules tell of too.
_MODELS = frozenset(["ARI015"])
#: Of two rules that may tell one contradiction, the one that tells it where both do, and the other.
_TWINS = (("CON004", "CON006"), ("CON004", "CON012"), ("ENT016", "CON014"), ("PLH005", "PLH007"))


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in document order, repeats gathered under the first, and arithmetic that only follows from a figure
    already found wrong laid beside it as evidence.
    """
    ordered = sorted(findings, key=lambda f: (f.place.paragraph, f.place.start, f.severity.rank, f.code))
    return _under_causes(_of_one_figure(_gathered(_given_way(_without_twins(ordered)))))


def _gathered(findings: list[Finding]) -> list[Finding]:
    groups: dict[str, list[Finding]] = {}
    order: list[list[Finding]] = []
    for finding in findings:
        group = groups.get(finding.root) if finding.root else None
        if group is not None:
            group.append(finding)
            continue
        order.append([finding])
        if finding.root:
            groups[finding.root] = order[-1]
    return [_gather(group) for group in order]


def _gather(group: list[Finding]) -> Finding:
    """The first of a group with the places of the others."""
    first = group[0]
    if len(group) == 1:
        return first
    also = [*first.also]
    for finding in group[1:]:
        also += (finding.place, *finding.also)
    return replace(first, also=tuple(also), touches=frozenset().union(*(finding.touches for finding in group)))


def _without_twins(findings: list[Finding]) -> list[Finding]:
    """Without the findings whose words another rule has told for the same reason."""
    for kept, left in _TWINS:
        told: dict[int, list[tuple[int, int]]] = {}
        for finding in findings:
            if finding.code == kept:
                for place in (finding.place, *finding.also):
                    told.setdefault(place.paragraph, []).append((place.start, place.end))
        if told:
            findings = [f for f in findings if f.code != left or not _overlaps(f, told.get(f.place.paragraph, []))]
    return findings


def _given_way(findings: list[Finding]) -> list[Finding]:
    """Without what a model says of a figure that a rule lies on, or that stands beside one a rule is sure of."""
    by_rules = [f for f in findings if f.code not in _MODELS and f.severity is not Severity.INFO]
    wrong = {figure for f in by_rules if f.severity is Severity.ERROR for figure in f.touches}
    told: dict[int, list[tuple[int, int]]] = {}
    for finding in by_rules:
        told.setdefault(finding.place.paragraph, []).append((finding.place.start, finding.place.end))
    return [
        f
        for f in findings
        if f.code not in _MODELS or not (f.touches & wrong or _overlaps(f, told.get(f.place.paragraph, [])))
    ]


def _overlaps(finding: Finding, spans: list[tuple[int, int]]) -> bool:
    return any(start < finding.place.end and finding.place.start < end for start, end in spans)


def _of_one_figure(findings: list[Finding]) -> list[Finding]:
    """A figure that fits neither its row nor its column is told once, with the other reckoning as evidence."""
    result: list[Finding] = []
    first: dict[tuple[int, int, int], int] = {}
    for finding in findings:
        in_table = finding.code.startswith("ARI") and finding.place.part == "table"
        place = (finding.place.paragraph, finding.place.start, finding.place.end)
        at = first.setdefault(place, len(result)) if in_table else len(result)
        if at == len(result):
            result.append(finding)
        else:
            result[at] = _noted(result[at], finding)
    return result


def _noted(kept: Finding, other: Finding) -> Finding:
    note = Evidence("computed", other.evidence[0].ref if other.evidence else "", other.message)
    return replace(kept, evidence=(*kept.evidence, note), touches=kept.touches | other.touches)


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
                result[causes[0]] = _noted(kept, finding)
                result[at] = None
    return [finding for finding in result if finding is not None]
