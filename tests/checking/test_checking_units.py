"""Units and sizes: figures in the wrong unit or at the wrong scale are found, odd but right ones are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.checking import CheckRequest, check_file
from drafter.findings import Finding, Severity

_FOLDER = Path(__file__).parent / "units"
#: Families that are asked of figures and how they are told; the rest is asked of whole reports.
_FIGURES = ("NUM", "ARI", "CON", "STY034")


def _passages(name: str) -> list[tuple[str, str]]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.split("|", 1) for line in lines if line and not line.startswith("#")]
    return [(region, text) for region, text in pairs]


def _told(region: str, text: str, folder: Path) -> list[Finding]:
    report = folder / "report.txt"
    report.write_text(f"{region}2025年履行教育职责自评报告\n一、基本情况\n{text}", encoding="utf-8")
    findings = check_file(CheckRequest(report, region=region, year=2025)).findings
    return [f for f in findings if f.severity is not Severity.INFO and f.code.startswith(_FIGURES)]


@pytest.mark.parametrize(("region", "text"), _passages("wrong.txt"))
def test_wrong_units_are_found(region: str, text: str, tmp_path: Path) -> None:
    start, end = text.index("【"), text.index("】") - 1
    told = _told(region, text.replace("【", "").replace("】", ""), tmp_path)
    places = [place for finding in told for place in (finding.place, *finding.also)]
    assert any(place.paragraph == 2 and place.start < end and start < place.end for place in places)


@pytest.mark.parametrize(("region", "text"), _passages("right.txt"))
def test_right_units_pass(region: str, text: str, tmp_path: Path) -> None:
    assert not _told(region, text, tmp_path)
