"""Passages of reports, each true in itself, and once more with one slip: is it found, is the true one left alone?

A passage is checked by itself under the title of a report, with a sheet of its own where it has rows. Many short ones
in other words show more ways of saying a thing than a whole report does.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from bench_cases import Plant, apply, around

from drafter.checking import CheckRequest, check_file
from drafter.findings import Finding, Severity

__all__ = ["PAIRS", "Pair", "Paired", "read_pairs", "score_pairs", "told_of"]

PAIRS = Path(__file__).resolve().parent / "pairs"
#: What is asked of a whole report, or of its whole evidence, says nothing of a passage.
_OF_WHOLES = ("REQ", "MET", "FMT", "CLM001", "STR001", "STR002", "STR003")


@dataclass(frozen=True)
class Pair:
    """A true passage and what a clerk made of it.

    Attributes:
        topic: the file it stands in; ``kind``: of slip.
        rows: 指标, 本年, 上年, 单位 of a sheet, empty for a passage that shows its slip by itself.
    """

    name: str
    topic: str
    kind: str
    region: str
    year: int
    text: str
    slip: Plant
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass
class Paired:
    """Counts over some passages.

    Attributes:
        caught: slips that an error or warning lies on.
        errors: that slips called forth; ``right``: those that lie on the slip.
        false: errors and warnings on true passages, by severity.
        missed, alarms: (name, kind or code, words).
    """

    pairs: int = 0
    caught: int = 0
    errors: int = 0
    right: int = 0
    false: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    alarms: list[tuple[str, str, str]] = field(default_factory=list)


def read_pairs(folder: Path = PAIRS) -> list[Pair]:
    """All the passages of a folder."""
    return [_pair(file.stem, entry) for file in sorted(folder.glob("*.yaml")) for entry in _entries(file)]


def _entries(file: Path) -> list[dict[str, Any]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    entries: list[dict[str, Any]] = yaml.load(file.read_text(encoding="utf-8"), loader)
    return entries


def _pair(topic: str, entry: dict[str, Any]) -> Pair:
    rows = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in entry.get("rows", ()))
    slip = Plant(entry["kind"], entry["was"], entry["now"])
    return Pair(entry["id"], topic, entry["kind"], entry["region"], int(entry["year"]), entry["text"], slip, rows)


def told_of(pair: Pair, text: str, folder: Path) -> list[Finding]:
    """Errors and warnings on a text that stands for the passage."""
    report = folder / "report.txt"
    report.write_text(f"{pair.region}{pair.year}年履行教育职责自评报告\n{text}", encoding="utf-8")
    sheet = None
    if pair.rows:
        sheet = folder / "metrics.csv"
        with sheet.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("指标", "本年", "上年", "单位"), *pair.rows])
    findings = check_file(CheckRequest(report, metrics=sheet, region=pair.region, year=pair.year)).findings
    serious = (Severity.ERROR, Severity.WARNING)
    return [f for f in findings if f.severity in serious and f.excerpt and not f.code.startswith(_OF_WHOLES)]


def score_pairs(pairs: Iterable[Pair], folder: Path) -> dict[str, Paired]:
    """By topic, what is found in passages that are written to a folder one by one."""
    told: dict[str, Paired] = {}
    for pair in pairs:
        tally = told.setdefault(pair.topic, Paired())
        clean = told_of(pair, pair.text, folder)
        tally.false.update(finding.severity.value for finding in clean)
        tally.alarms += [(pair.name, f.code, f"{f.excerpt}：{f.message}") for f in clean]
        text, ((start, end),) = apply(pair.text, (pair.slip,))
        fresh = _fresh(told_of(pair, text, folder), clean)
        low, high = around(text, start, end)
        sentence = "".join(text[low:high].split())
        line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start) - 1
        on_it = [f for f in fresh if _on(f, sentence, line, column, column + end - start)]
        errors = [f for f in fresh if f.severity is Severity.ERROR]
        tally.pairs += 1
        tally.caught += bool(on_it)
        tally.errors += len(errors)
        tally.right += sum(f in on_it for f in errors)
        if not on_it:
            words = f"…{text[max(0, start - 24) : start]}【{pair.slip.now}】{text[end : end + 12]}…"
            tally.missed.append((pair.name, pair.kind, words.replace("\n", "/")))
    return told


def _fresh(findings: Sequence[Finding], clean: Sequence[Finding]) -> list[Finding]:
    left = Counter((f.code, f.excerpt, f.message) for f in clean)
    fresh = []
    for finding in findings:
        key = (finding.code, finding.excerpt, finding.message)
        left[key] -= 1
        if left[key] < 0:
            fresh.append(finding)
    return fresh


def _on(finding: Finding, sentence: str, line: int, start: int, end: int) -> bool:
    """Whether a finding lies in the slip's sentence, or on its words."""
    if "".join(finding.excerpt.split()) in sentence:
        return True
    return any(p.paragraph == line and p.start < end and start < p.end for p in (finding.place, *finding.also))
