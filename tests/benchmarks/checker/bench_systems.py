"""The systems that are compared with peers from PyPI: drafter, and the naive look-up of digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bench_cases import Case, written

from drafter.checking import CheckRequest, check_file
from drafter.facts import Metrics, Period, read_metrics

__all__ = ["FIGURES", "Flag", "digit_lookup", "drafter_check", "read_sheet"]

#: Families that judge figures; the others have nothing to say of a wrong one.
FIGURES = ("NUM", "ARI", "CON", "TIM", "ENT")


@dataclass(frozen=True)
class Flag:
    """One thing a system says: how bad, the words, and the line of the text (-1 where it tells none)."""

    severity: str
    code: str
    words: str
    message: str
    line: int


def drafter_check(text: str, case: Case, with_metrics: bool, folder: Path) -> list[Flag]:
    """This checker, through the function behind its command."""
    file = written(text, case.form, folder / "report")
    metrics = case.metrics if with_metrics else None
    result = check_file(CheckRequest(file, metrics=metrics, region=case.region, year=case.year))
    return [
        Flag(f.severity.value, f.code, f.excerpt, f.message, f.place.paragraph if case.form == "txt" else -1)
        for f in result.findings
        if f.code.startswith(FIGURES)
    ]


@lru_cache(maxsize=8)
def read_sheet(path: Path) -> Metrics:
    """A metrics file, read once."""
    return read_metrics(path)


def digit_lookup(text: str, case: Case, with_metrics: bool, folder: Path) -> list[Flag]:
    """The naive check: every figure whose digits stand nowhere in the sheet."""
    if not with_metrics or case.metrics is None:
        return []
    metrics = read_sheet(case.metrics)
    known = {f"{metrics.facts[key].value.normalize():f}" for key in metrics.facts if key[1] in Period}
    known |= {number for fact in metrics.facts.values() for number in re.findall(r"\d+(?:\.\d+)?", fact.raw)}
    return [
        Flag("error", "DIGITS", match[0], "", number)
        for number, line in enumerate(text.splitlines())
        for match in re.finditer(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.年月日号])", line)
        if match[0] not in known
    ]
