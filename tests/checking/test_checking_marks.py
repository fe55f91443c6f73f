"""Distances from marks, and shares of a whole that only its two stages tell."""

from __future__ import annotations

import pytest
from checking_helpers import check

RATE = (
    "小学巩固率95.62%。\n二、问题\n"
    "一是小学巩固率虽比全市平均水平94.16%{}1.46个百分点，但与最高的97.35%相比，仍低{}个百分点。"
)
PAIR = "优良率比全省平均48.2%高2.1个百分点，比最好的地方53.4%低{}个百分点。"
TEACHERS = "小学专任教师986人，初中专任教师702人。\n实际参训教师1576人，占义务教育专任教师的{}%。"


def excerpts(text: str) -> list[str]:
    return [f.excerpt for f in check(text, select=("ARI",)).findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RATE.format("高", "1.73"), []),
        (RATE.format("低", "1.73"), ["1.46个百分点"]),
        (PAIR.format("3.1"), []),
        (PAIR.format("1.3"), ["1.3个百分点"]),
        ("毛入学率98.12%，高于全市平均水平（96.47%）1.65个百分点。", []),
        ("毛入学率98.12%，低于全市平均水平（96.47%）1.65个百分点。", ["1.65个百分点"]),
        ("毛入学率98.12%，比全市平均的96.47%低1.65个百分点。", ["1.65个百分点"]),
        ("毛入学率98.12%，比上年的97.65%提高0.47个百分点，比全市平均的96.47%高1.65个百分点。", []),
        (TEACHERS.format("93.36"), []),
        (TEACHERS.format("63.36"), ["63.36%"]),
    ],
)
def test_marks_and_wholes(text: str, expected: list[str]) -> None:
    assert excerpts(text) == expected
