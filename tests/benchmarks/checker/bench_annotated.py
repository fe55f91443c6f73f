"""Reports by hand with all the defects that real ones have, each marked on its words: what is found, and what is not.

A defect counts as found when a finding lies tightly on its words, whatever the rule. A negative is a stretch that only
looks like a defect; an error on one is a false alarm.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafter.checking import CheckRequest, check_file
from drafter.findings import Finding, Severity

__all__ = ["ANNOTATED", "Annotated", "score_annotated"]

ANNOTATED = Path(__file__).resolve().parent / "annotated"
_TIGHT = 15


@dataclass
class Annotated:
    """Counts over some reports.

    Attributes:
        marked, found: defects by tier (easy: a pattern finds it; medium: some reading; hard; external: outside
            knowledge); what is marked as mere information is left out.
        errors, right: findings of that severity, and how many lie on a defect.
        alarms: errors on words that only look like a defect.
        missed: (report, kind, words).
    """

    marked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    errors: int = 0
    right: int = 0
    alarms: int = 0
    missed: list[tuple[str, str, str]] = field(default_factory=list)


def score_annotated(folder: Path = ANNOTATED) -> Annotated:
    """Every report of the folder, checked alone, or with its metrics.csv where it has one."""
    told = Annotated()
    for report in sorted(path.parent for path in folder.glob("*/defects.json")):
        defects: list[dict[str, Any]] = json.loads((report / "defects.json").read_text(encoding="utf-8"))
        negatives: list[dict[str, Any]] = json.loads((report / "negatives.json").read_text(encoding="utf-8"))
        file = report / "report.txt"
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line))
        metrics = report / "metrics.csv"
        findings = check_file(CheckRequest(file, metrics=metrics if metrics.exists() else None)).findings
        spans = [(f, start, end) for f in findings for start, end in _spans(f, starts)]
        for defect in defects:
            if defect["severity"] == "info":
                continue
            told.marked[defect["tier"]] += 1
            if any(_on(span, defect, tight=True) for span in spans):
                told.found[defect["tier"]] += 1
            else:
                told.missed.append((report.name, defect["kind"], defect["span"]))
        for span in spans:
            if span[0].severity is Severity.ERROR:
                told.errors += 1
                told.right += any(_on(span, defect) for defect in defects)
                told.alarms += any(_on(span, negative, tight=True) for negative in negatives)
    return told


def _spans(finding: Finding, starts: list[int]) -> list[tuple[int, int]]:
    places = [finding.place, *finding.also]
    return [(starts[p.paragraph] + p.start, starts[p.paragraph] + p.end) for p in places if p.paragraph < len(starts)]


def _on(span: tuple[Finding, int, int], marked: dict[str, Any], tight: bool = False) -> bool:
    _, start, end = span
    low, high = int(marked["start"]), int(marked["start"]) + len(marked["span"])
    return start < high and low < end and (not tight or end - start <= max(3 * (high - low), _TIGHT))
