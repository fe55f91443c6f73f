"""What a value came to and by how much, told in each other's words; and who is said to earn more."""

from __future__ import annotations

import pytest
from checking_helpers import relations

from drafter.findings import State

WRONG = [
    ("to-or-by", "普惠性幼儿园覆盖率由88.12%提高了90.31%。"),
    ("to-or-by", "毛入园率由93.4%上升95.2%。"),
    ("to-or-by", "体质优良率为51.26%，比上年的49.48%上升到1.78个百分点。"),
    ("to-or-by", "近视率为47.3%，较上年下降至1.2个百分点。"),
    ("direction", "教师年平均工资收入11.26万元，高于公务员的11.47万元。"),
    ("direction", "教师平均工资收入11.58万元，低于当地公务员的11.47万元。"),
]
RIGHT = [
    "普惠性幼儿园覆盖率由88.12%提高到90.31%。",
    "培训覆盖率由30%提高了35%。",  # by 35 of a hundred may be meant
    "信息化经费由60%增长62%。",
    "体质优良率为51.26%，比上年的49.48%上升1.78个百分点。",
    "城乡巩固率差距比上年缩小到1.2个百分点。",
    "两类学校优良率相差3.1个百分点，比上年下降到2.2个百分点。",
    "近视率由上年的48.5%下降到47.3%，下降1.2个百分点。",
    "教师年平均工资收入11.58万元，高于公务员的11.47万元。",
    "教师年平均工资收入11.47万元，不低于公务员的11.47万元。",
    "教师培训支出1.2万元，高于公务员的11.47万元。",
]


@pytest.mark.parametrize(("kind", "text"), WRONG)
def test_what_is_told_in_the_wrong_words_is_asked_about(kind: str, text: str) -> None:
    refuted = [r for r in relations(text) if r.state is State.REFUTED]
    assert [(r.kind, r.weak) for r in refuted if r.kind == kind] == [(kind, True)]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_told_rightly_is_left_alone(text: str) -> None:
    assert not [r for r in relations(text) if r.state is State.REFUTED and r.kind in ("to-or-by", "direction")]
