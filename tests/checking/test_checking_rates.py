"""Rates right behind their two counts, shares in brackets, and what is left of a whole."""

from __future__ import annotations

import pytest
from checking_helpers import check


def found(text: str) -> list[tuple[str, str]]:
    return [(f.code, f.severity.value) for f in check(text, select=("ARI",)).findings]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("共排查风险点248处，当年销号231处，整治率{}%。", "93.1", "100"),
        ("投放问卷4200份，收回3990份，回收率{}%。", "95.0", "59.0"),
        ("在籍学生30450人，自愿参加的{}人，参与率96.0%。", "29232", "32292"),
        ("市级高中招生计划2200人拿出{}个名额分到各初中，分配比例60.0%。", "1320", "1230"),
        ("老年人口{}万，经常参加学习的2.4万，参与率25.0%。", "9.6", "6.9"),
        ("财政投入96.4亿元，相当于生产总值2410亿元的{}%。", "4.0", "40"),
        ("应检学生52000人，实检50960人，受检率98.0%，视力不良24970人，约为实检人数的{}%。", "49.0", "4.9"),
        ("教师1800人，普通话达标1782人，达标率99.0%，尚有{}人列入明年补测。", "18", "81"),
        ("随迁子女8400人，入公办学校7140人，公办就读比例85.0%；没进公办的{}人由政府购买学位。", "1260", "1620"),
        ("问题清单240条，当年办结228条，办结率95.0%，另{}条限期明年6月前办结。", "12", "21"),
    ],
)
def test_what_follows_from_two_counts(text: str, right: str, wrong: str) -> None:
    assert found(text.format(right)) == []
    assert found(text.format(wrong))


def test_shares_in_brackets_of_parts_that_fill_their_whole() -> None:
    text = "毕业1500名：升学900名（60.0%）、就业450名（{}%）、其他150名（10.0%）。"
    assert found(text.format("30.0")) == []
    assert found(text.format("35.0")) == [("ARI001", "error")]


@pytest.mark.parametrize(
    "text",
    [
        "教师1500人，专任1485人，学历合格率100%。",
        "生均用房小学5.1平方米、初中6.2平方米，高于国家标准4.5平方米、5.8平方米。",
        "学校120所，参与课后服务118所，学生参与率92.1%。",
        "公办园62所（在园幼儿占比58.0%）、民办园40所（占比42.0%）。",
        "教师1800人，普通话达标1782人，达标率99.0%，还有321人取得一级乙等。",
        "应配备168人，实有141人，配备率83.9%，还有12人在外培训。",
        "排查问题96个，整改90个，整改率93.8%，另投入120万元购置设备。",
        "初中毕业生6200人，升入普通高中3720人，占60.0%，另有1860人升入中职。",
    ],
)
def test_figures_of_something_else_pass(text: str) -> None:
    assert found(text) == []
