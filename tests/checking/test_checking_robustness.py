"""A small part of the robustness benchmark: whatever is handed in ends in findings or one clear line."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks" / "robustness"))

from hostile_files import KINDS, Case, hostile_case
from hostile_names import far_dates, far_numbers, long_list, many_tables, named_oddly
from hostile_running import outcome_of
from hostile_text import ATOMS

SECONDS = 20
TOO_LONG_FOR_HERE = ("tens of megabytes", "a million characters", "docx, huge table")
EACH = 3

#: Patterns that would look at every pair of their matches are a hundred times dearer in a text ten times as long.
REPEATED = [
    "（",
    "《",
    "》（",
    "“",
    "百分之",
    "公办园40所，",
    "〔2024〕",
    "|1|2|",
    "电话：0",
    "12/",
    "从90%提高到",
    "占其中的",
]


def cases(kind: str) -> list[Case]:
    numbers = iter(range(10_000))
    found: list[Case] = []
    while len(found) < EACH:
        case = hostile_case(7, next(numbers))
        if case.kind == kind and case.size < 100_000:
            found.append(case)
    return found


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in TOO_LONG_FOR_HERE])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_file_ends_in_findings_or_one_clear_line(kind: str) -> None:
    for number, case in enumerate(cases(kind)):
        outcome = outcome_of(case, ("text", "html", "sarif", "xlsx", "docx")[number % 5])
        assert outcome.end in ("findings", "clean", "refused"), outcome.told
        assert outcome.seconds < SECONDS


@given(st.lists(st.sampled_from(ATOMS) | st.text(max_size=6) | st.integers(0, 10**12).map(str), max_size=60))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_words_in_any_order_end_in_findings_or_one_clear_line(words: list[str]) -> None:
    content = "".join(words).encode("utf-8", "surrogatepass")
    outcome = outcome_of(Case("words", {"r.txt": content}), "xlsx")
    assert outcome.end in ("findings", "clean", "refused"), outcome.told


@pytest.mark.parametrize("unit", REPEATED)
def test_a_text_ten_times_as_long_does_not_cost_a_hundred_times_as_much(unit: str) -> None:
    costs = [outcome_of(Case("repeats", {"r.txt": (unit * (n // len(unit))).encode()})).seconds for n in (1000, 10_000)]
    assert costs[1] < 40 * costs[0] + 2


@pytest.mark.parametrize("maker", [far_numbers, far_dates, named_oddly, long_list, many_tables])
def test_what_no_report_holds_ends_in_findings_or_one_clear_line(maker: Callable[[random.Random, int], str]) -> None:
    for number in range(12):
        text = maker(random.Random(number), 1500)
        outcome = outcome_of(Case("far", {"r.txt": text.encode()}))
        assert outcome.end in ("findings", "clean"), outcome.told


def test_fifty_megabytes_of_digits_are_one_clear_line() -> None:
    outcome = outcome_of(Case("digits", {"r.txt": b"0123456789" * 5_000_000}))
    assert outcome.end == "refused"
    assert "文字过多（5000 万字" in outcome.told
    assert outcome.seconds < SECONDS
