"""The many forms a defect takes in real reports, each on the exact words, and what only looks like one.

A line of ``variants/flagged.txt`` is codes, title and text, parted by tabs, with the wrong words between ⟦ and ⟧; ``⏎``
breaks a line. A line of ``variants/innocent.txt`` is a text in which the named rules (or families) must find nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from checking_helpers import document

from drafter.checking import CheckResult, check_document

FOLDER = Path(__file__).parent / "variants"
TITLES = {"masked": "XX市人民政府2024年履行教育职责自评报告", "city": "绵阳市人民政府2024年履行教育职责自评报告"}
_MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)


def cases(name: str) -> list[tuple[str, str, str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(codes, title, text.replace("⏎", "\n")) for codes, title, text in rows]


def run(title: str, text: str) -> tuple[CheckResult, int]:
    """The result, and where the text starts in the report that was checked."""
    head = TITLES.get(title, "")
    head += "\n" if head else ""
    if title in TITLES and not text.startswith(("一、", "第")):
        head += "一、基本情况\n"
    return check_document(document(head + text)), len(head)


def stretches(result: CheckResult, codes: tuple[str, ...]) -> list[tuple[int, int]]:
    starts = [0]
    for paragraph in result.document.paragraphs:
        starts.append(starts[-1] + len(paragraph.text) + 1)
    found = [f for f in result.findings if f.code.startswith(codes)]
    return [(starts[p.paragraph] + p.start, starts[p.paragraph] + p.end) for f in found for p in (f.place, *f.also)]


@pytest.mark.parametrize(("codes", "title", "text"), cases("flagged.txt"), ids=lambda value: value[:40])
def test_every_form_is_flagged_on_its_words(codes: str, title: str, text: str) -> None:
    plain, spans = "", []
    for number, part in enumerate(_MARKED.split(text)):
        if number % 2:
            spans.append((len(plain), len(plain) + len(part)))
        plain += part
    result, shift = run(title, plain)
    found = stretches(result, tuple(codes.split(",")))
    for start, end in spans:
        tight = max(3 * (end - start), 15)
        hits = [(a, b) for a, b in found if a < shift + end and shift + start < b and b - a <= tight]
        assert hits, (plain[start:end], [(f.code, f.excerpt) for f in result.findings])


@pytest.mark.parametrize(("codes", "title", "text"), cases("innocent.txt"), ids=lambda value: value[:40])
def test_what_only_looks_like_one_is_left_alone(codes: str, title: str, text: str) -> None:
    result, shift = run(title, text)
    found = [(a, b) for a, b in stretches(result, tuple(codes.split(","))) if b > shift]
    assert found == [], [(f.code, f.excerpt) for f in result.findings]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("clean-*.txt")), ids=lambda path: path.stem)
def test_a_report_without_a_fault_has_no_error_and_no_warning(path: Path) -> None:
    result = check_document(document(path.read_text(encoding="utf-8")))
    assert [(f.code, f.excerpt) for f in result.findings if f.severity != "info"] == []
