"""Reports typed by hand with seeded slips: ``⟦CODE:as typed→as it should be⟧``, ``↵`` for a line break.

A code of ``-`` is a change that is no slip, such as the numbers that follow a missing one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from checking_helpers import document

from drafter.checking import CheckResult, check_document
from drafter.findings import Finding

__all__ = ["FAMILIES", "Seed", "Typed", "check_language", "spans", "typed_reports"]

FAMILIES = ("STY", "STR", "PLH", "DUP")
_SEED = re.compile("⟦(?P<code>[A-Z0-9-]+):(?P<wrong>[^⟦⟧→]*)→(?P<right>[^⟦⟧]*)⟧")


@dataclass(frozen=True)
class Seed:
    """A slip: the rule that ought to see it, and its offsets in the typed text."""

    code: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Typed:
    """A report as typed, and as it should have been."""

    name: str
    text: str
    clean: str
    seeds: tuple[Seed, ...]


def typed_reports() -> list[Typed]:
    """Every report of the folder ``typed``."""
    return [_read(path) for path in sorted((Path(__file__).parent / "typed").glob("*.txt"))]


def _read(path: Path) -> Typed:
    marked = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    text, clean, seeds, at = "", "", [], 0
    for match in _SEED.finditer(marked):
        between = marked[at : match.start()]
        wrong, right = (match[name].replace("↵", "\n") for name in ("wrong", "right"))
        text, clean = text + between, clean + between
        if match["code"] != "-":
            seeds.append(Seed(match["code"], len(text), len(text) + len(wrong), wrong))
        text, clean, at = text + wrong, clean + right, match.end()
    return Typed(path.stem, text + marked[at:], clean + marked[at:], tuple(seeds))


def check_language(text: str, year: int = 2025) -> CheckResult:
    """What the rules on language and layout find in a text."""
    return check_document(document(text), year=year, select=FAMILIES)


def spans(text: str, finding: Finding) -> list[tuple[int, int]]:
    """Offsets in the whole text of every place of a finding."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return [(starts[p.paragraph] + p.start, starts[p.paragraph] + p.end) for p in (finding.place, *finding.also)]
