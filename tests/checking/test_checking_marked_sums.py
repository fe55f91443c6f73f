"""On which words a sum that does not hold is marked: whether its total or its list is wrong, nothing tells."""

from __future__ import annotations

import pytest
from checking_helpers import check


def marked(text: str) -> list[tuple[str, ...]]:
    """The words of each finding on a sum, the ones it lies on first."""
    lines = text.split("\n")
    found = [f for f in check(text, select=("ARI",)).findings if f.code == "ARI002"]
    return [tuple(lines[p.paragraph][p.start : p.end] for p in (f.place, *f.also)) for f in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # the total and its list
        ("全区排查隐患346处，立行立改302处、限期整改54处。", ("346处", "302处、限期整改54处")),
        (
            "高中阶段招生32570人，其中普通高中18240人、中等职业学校14170人。",
            ("32570人", "18240人、中等职业学校14170人"),
        ),
        # the list, where the total stands in the sentence before
        ("省里反馈问题9个。目前已完成整改6个，持续推进2个。", ("6个，持续推进2个", "9个")),
        # the one part whose digits changed over
        ("党组织643个，其中党委31个、党总支54个、党支部585个。", ("585个", "643个")),
    ],
)
def test_both_sides_of_a_sum_are_marked(text: str, words: tuple[str, ...]) -> None:
    assert marked(text) == [words]


def test_the_part_that_slipped_is_told_as_it_would_be() -> None:
    (finding,) = check("党组织643个，其中党委31个、党总支54个、党支部585个。", select=("ARI",)).findings
    assert finding.message.startswith("“585个”与其他数对不上")
    assert finding.suggestion.endswith("应写558个")


def test_one_sum_is_told_once() -> None:
    assert len(marked("专任教师2690人。幼儿园410人，小学1540人，初中1010人。")) == 1
