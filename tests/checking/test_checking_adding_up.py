"""Counts that must add up, whatever the words: each passage is true one way and false the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from checking_helpers import document

from drafter.checking import check_document
from drafter.findings import Severity

_DATA = Path(__file__).parent
_PASSAGES: list[str] = yaml.safe_load((_DATA / "adding_up.yaml").read_text(encoding="utf-8"))
_CHOICE = re.compile(r"【(?P<right>[^【】|]*)\|(?P<wrong>[^【】|]*)】")
_SERIOUS = (Severity.ERROR, Severity.WARNING)


def told(text: str) -> list[str]:
    """What is said of the figures of a passage under a heading."""
    report = document(f"栎山县2025年履行教育职责自评报告\n一、基本情况\n{text}")
    found = check_document(report, region="栎山县", year=2025).findings
    figures = [f for f in found if f.code.startswith(("ARI", "CON", "FIG", "STR019"))]
    return [f"{f.code} {f.message}" for f in figures if f.severity in _SERIOUS]


@pytest.mark.parametrize("passage", _PASSAGES)
def test_the_false_passage_is_told(passage: str) -> None:
    assert told(_CHOICE.sub(r"\g<wrong>", passage))


@pytest.mark.parametrize("passage", _PASSAGES)
def test_the_true_passage_is_left_alone(passage: str) -> None:
    assert told(_CHOICE.sub(r"\g<right>", passage)) == []


@pytest.mark.parametrize("passage", yaml.safe_load((_DATA / "left_alone.yaml").read_text(encoding="utf-8")))
def test_what_only_looks_wrong_is_left_alone(passage: str) -> None:
    assert told(passage) == []
