"""Changes that cannot be, marks on the wrong side, and sums over months."""

from __future__ import annotations

import pytest
from checking_helpers import check


def found(text: str) -> list[str]:
    return [f.code for f in check(text, select=("ARI",)).findings]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("涉校案件由6起归零，下降{}%。", "100", "120"),
        ("作业投诉42件，比上年84件减少一{}。", "半", "倍"),
        ("此前全县没有一所特教班，本年新开3个，{}。", "填补了空白", "增长了100%"),
        ("大班额占比2.1%，守住了大班额控制在5%以{}的目标线。", "内", "上"),
        ("毛入园率由88.4%提高到91.2%，突破{}%大关。", "90", "80"),
        ("公办园占比46.8%，对照50%的底线{}3.2个百分点。", "尚差", "超出"),
        ("每月需支出36.5万元，按9个月发放，全年支出{}万元。", "328.5", "365"),
        ("受助学生2100人；标准，每生每天5元；供餐200天；全年拨付{}万元。", "210", "21"),
        ("特校在校生120人，生均公用经费按每年{}元拨付，计72万元。", "6000", "600"),
        ("五年前只有12个社团，如今48个，是当初的{}倍。", "4", "3"),
        ("2018年底教师1000人，到2021年底已有1331人，三年累计增长{}%。", "33.1", "30"),
        ("小学由620元调至660元，初中由820元调至890元，增加额分别为{}。", "40元和70元", "70元和40元"),
        ("毛入学率达92.6%，上年是{}%，又往前走了1.1个百分点。", "91.5", "93.5"),
        ("监控在所有校园无一例外地装了起来，覆盖率{}%。", "100", "92"),
    ],
)
def test_a_slip_is_found_and_the_true_sentence_passes(text: str, right: str, wrong: str) -> None:
    assert found(text.format(right)) == []
    assert found(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "成本下降速度比上年提高150%。",
        "上年没有一起重大事故，本年仍为零，投入增长12%。",
        "小学班额控制在45人以内，教师培训经费控制在5%以上。",
        "近视率年均降幅控制在0.5个百分点以上。",
        "支出由51.2亿元增加到55.8亿元，连续三年突破50亿元。",
        "公办园占比53.2%，与50%的底线相差3.2个百分点。",
        "食堂全部检查，合格率98%。",
        "普惠率90.4%，上年是91.5%，比全市平均水平低1.1个百分点。",
    ],
)
def test_what_only_looks_alike_passes(text: str) -> None:
    assert found(text) == []
