"""What a model that reads the relations adds: the slips of a report planted half at a time, with and without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench_cases import Case, Plant, apply, around, written
from bench_systems import FIGURES

from drafter.checking import CheckRequest, check_file
from drafter.checking.reckoning.reading import Reckoner
from drafter.findings import Finding, Severity

__all__ = ["Reckoning", "score_reckoning"]

MODEL = "ARI015"


@dataclass
class Reckoning:
    """Counts over some reports.

    Attributes:
        planted: slips; ``by_rules``: those that a rule lies on; ``found``: those that anything lies on.
        false: what the model has doubts of on the true text; ``beside``: and on none of the slips.
        notices: what the check says of the model's answers.
        missed: (report, kind, words).
    """

    planted: int = 0
    by_rules: int = 0
    found: int = 0
    false: int = 0
    beside: int = 0
    notices: list[str] = field(default_factory=list)
    missed: list[tuple[str, str, str]] = field(default_factory=list)


def score_reckoning(cases: list[Case], reckoner: Reckoner, folder: Path) -> Reckoning:
    """Every report true, then with every other of its slips, then with the others; checked with its sheet."""
    told = Reckoning()
    for case in cases:
        clean = {_key(finding) for finding in _check(case, case.text, reckoner, folder, told)}
        told.false += sum(code == MODEL for code, _, _ in clean)
        for plants in _halves(case):
            text, spans = apply(case.text, plants)
            fresh = [f for f in _check(case, text, reckoner, folder, told) if _key(f) not in clean]
            hit: set[int] = set()
            for plant, (start, end) in zip(plants, spans, strict=True):
                on_it = [f for f in fresh if _on(f, text, start, end)]
                hit |= {id(finding) for finding in on_it}
                told.planted += 1
                told.by_rules += any(finding.code != MODEL for finding in on_it)
                told.found += bool(on_it)
                if not on_it:
                    told.missed.append((case.name, plant.kind, plant.now))
            told.beside += sum(finding.code == MODEL and id(finding) not in hit for finding in fresh)
    return told


def _halves(case: Case) -> Iterator[tuple[Plant, ...]]:
    """Every other slip, without those that overlap one before."""
    for half in (case.plants[::2], case.plants[1::2]):
        kept: list[Plant] = []
        end = 0
        for plant in sorted(half, key=lambda plant: case.text.index(plant.was)):
            at = case.text.index(plant.was)
            if at >= end:
                kept.append(plant)
                end = at + len(plant.was)
        if kept:
            yield tuple(kept)


def _check(case: Case, text: str, reckoner: Reckoner, folder: Path, told: Reckoning) -> list[Finding]:
    file = written(text, "txt", folder / "report")
    request = CheckRequest(file, metrics=case.metrics, region=case.region, year=case.year)
    result = check_file(request, reckoner=reckoner)
    told.notices += [notice for notice in result.notices if "模型" in notice]
    return [f for f in result.findings if f.code.startswith(FIGURES) and f.severity is not Severity.INFO]


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.excerpt, finding.message


def _on(finding: Finding, text: str, start: int, end: int) -> bool:
    """Whether a finding lies in the sentence of a slip."""
    low, high = around(text, start, end)
    lines = range(text.count("\n", 0, low), text.count("\n", 0, high) + 1)
    return finding.place.paragraph in lines and "".join(finding.excerpt.split()) in "".join(text[low:high].split())
