"""True sentences that are easily misread pass, and a slip in them is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from drafter.checking import CheckRequest, check_file

TITLE = "溪临县人民政府2025年履行教育职责自评报告\n\n"
PAIRS: list[list[str]] = yaml.safe_load(
    (Path(__file__).parent / "easily_misread.yaml").read_text(encoding="utf-8"),
)


def told(tmp_path: Path, text: str) -> set[tuple[str, str]]:
    report = tmp_path / "report.txt"
    report.write_text(TITLE + text.replace("\\n", "\n").replace("\\t", "\t") + "\n", encoding="utf-8")
    found = check_file(CheckRequest(report, region="溪临县", year=2025)).findings
    loud = [f for f in found if f.severity.value != "info" and f.place.paragraph >= 1]
    return {(f.code, f.message) for f in loud if not f.code.startswith(("STY", "REQ"))}


@pytest.mark.parametrize(("right", "wrong"), PAIRS)
def test_the_true_one_passes_and_the_slip_is_told(tmp_path: Path, right: str, wrong: str) -> None:
    assert told(tmp_path, right) == set()
    assert told(tmp_path, wrong)
