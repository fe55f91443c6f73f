"""What a report tells twice: counts, sums, places, names and claims of all or none, retold in other words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from checking_helpers import check

from drafter.findings import Finding, Severity

_PASSAGES = yaml.safe_load((Path(__file__).parent / "told_again.yaml").read_text(encoding="utf-8"))
_TITLE = "青岭县2025年履行教育职责自评报告\n一、基本情况\n"


def _told(passage: str) -> list[Finding]:
    select = ("CON", "DUP", "STR013", "ARI")
    findings = check(_TITLE + passage.replace("/", "\n"), region="青岭县", select=select).findings
    return [finding for finding in findings if finding.severity is not Severity.INFO]


@pytest.mark.parametrize("passage", _PASSAGES["wrong"])
def test_what_is_told_twice_and_differs(passage: str) -> None:
    assert _told(passage)


@pytest.mark.parametrize("passage", _PASSAGES["right"])
def test_what_only_looks_told_twice(passage: str) -> None:
    assert _told(passage) == []
