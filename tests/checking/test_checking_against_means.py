"""Stages of school set against a mean, whose own value stands in a table or a sentence before."""

from __future__ import annotations

import pytest
from checking_helpers import check

EACH = (
    "|指标|单位|2024年|2025年|\n|小学生均公用经费支出|元|2310|2468|\n|初中生均公用经费支出|元|3105|3290|\n"
    "|普通高中生均公用经费支出|元|2980|3047|\n"
)
TOLD = "2025年小学生均支出11842元，初中生均支出16127元，普通高中生均支出14716元。"

CASES = [
    (EACH, "初中生均公用经费高于全省平均水平（3120元）170元。", "初中", "普通高中", "ARI013"),
    (EACH, "小学生均公用经费支出{}全市平均水平（2590元）。", "低于", "高于", "ARI006"),
    (EACH, "普通高中生均公用经费支出{}全市3110元的平均水平63元。", "低于", "高于", "ARI006"),
    (TOLD, "小学{}全省平均水平（12100元），初中高于全省平均水平（15890元）237元。", "低于", "高于", "ARI006"),
    (TOLD, "其中初中则{}全省平均值15890元。", "高于", "低于", "ARI006"),
    (TOLD, "初中超出全市平均水平（15890元）237元，也在全省前列。", "初中", "普通高中", "ARI013"),
    ("小学毛入学率101.2%，初中毛入学率98.4%。", "初中毛入学率{}全省平均的98.9%。", "低于", "高于", "ARI006"),
]


def flagged(text: str) -> list[str]:
    findings = check(text, select=("ARI",)).findings
    assert all(f.severity.value == "warning" for f in findings)
    return [f.code for f in findings]


@pytest.mark.parametrize(("before", "said", "right", "wrong", "code"), CASES)
def test_the_value_lies_on_the_side_that_the_word_says(
    before: str, said: str, right: str, wrong: str, code: str
) -> None:
    true, false = said.format(right), said.format(wrong)
    false = false if false != true else true.replace(right, wrong, 1)
    assert flagged(before + true) == []
    assert code in flagged(before + false)


@pytest.mark.parametrize(
    "said",
    [
        "乡村小学生均支出高于全县平均水平（11842元）。",
        "力争初中高于全省平均水平（16500元）。",
        "河西县初中生均支出高于全市平均水平（16500元）。",
        "上年小学高于全省平均水平（11420元）。",
        "小学生均图书高于全省平均水平（32册）。",
        "初中生均支出增幅高于全省平均水平（4.1%）。",
    ],
)
def test_what_is_of_something_else_passes(said: str) -> None:
    assert flagged(TOLD + said) == []
