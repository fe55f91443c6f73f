"""Stocks and flows: what there was, what came and went, what there is."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, document

from drafter.checking import check_document

WRONG_AND_RIGHT = [
    ("2024年末全县有公办教师2860人，2025年招聘112人、调入18人，退休85人、调离24人，年末公办教师{}人。", "2918", "2881"),
    ("原有校外培训机构46家，全年注销{}家，新审批2家，现有29家。", "29", "19"),
    ("年初有未办结信访件37件，全年新收264件，办结281件，年末尚有{}未办结。", "30件", "20件"),
    ("期初债务余额1.20亿元，新增借款0.30亿元，偿还0.50亿元，期末余额{}亿元。", "1.50", "1.00"),
    # a sentence each
    ("上年末在册幼儿园212所。新开办9所。因生源不足停办17所。年末在册{}所。", "240", "204"),
    # what came alone: only a slip of typing is told
    ("2024年末全县公办园学位5860个，2025年增加学位640个，年末学位{}个。", "6050", "6500"),
    # no word for the beginning, but something came and something went
    ("全县教学点45个，当年恢复6个，撤并8个，现存{}个教学点。", "34", "43"),
]


def found(text: str) -> set[str]:
    result = check_document(document(text), region=REGION, year=YEAR)
    return {f.code for f in result.findings if f.code.startswith("ARI")}


@pytest.mark.parametrize(("text", "wrong", "right"), WRONG_AND_RIGHT)
def test_a_story_that_does_not_balance_is_told(text: str, wrong: str, right: str) -> None:
    assert found(text.format(wrong))
    assert not found(text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "年初教师3412人，招聘186人，年末教师3465人。",  # who left is not told
        "上年末在编教师3412人，全年招聘186人，退休98人，目前高级教师3300人。",  # some of them
        "全县教师3412人。全年招聘186人，退休98人，目前全县教师3412人。",  # told again
        "上年末在编教师3412人，全年招聘186人（其中研究生42人），退休98人，年末在编教师3500人。",
        "年初排查隐患120处，当年整改98处，年末新发现15处，目前未整改37处。",
        "全县幼儿园87所，今年新建3所，撤并2所，目前公办园62所。",
    ],
)
def test_what_need_not_balance_is_left_alone(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("全县义务教育学生19600人，全程参加课后服务13720人，部分参加4312人，另有{}人自愿不参加。", "1856", "1568"),
        ("征集意见126条，吸收89条，部分吸收22条，其余{}条已作说明。", "25", "15"),
        ("应改厕所60处，已改{}处，另外13处顺延到明年。", "57", "47"),
        ("排查隐患326处，立行立改271处，限期整改48处，其余{}处挂牌督办。", "17", "7"),
    ],
)
def test_the_rest_of_several_parts_is_reckoned(text: str, wrong: str, right: str) -> None:
    assert found(text.format(wrong))
    assert not found(text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "全县学校87所，小学41所，初中14所，另有幼儿园22所。",
        "全县校车41辆，其中公交26辆，今年更新5辆，其余36辆车况良好。",
        "全县学位富余1200个，但两个街道合缺790个，其余四个街道余1990个。",
        "教师竞聘中，1316人校内上岗，94人跨校竞聘，另有6人待岗培训。",
    ],
)
def test_what_is_told_beside_is_no_rest(text: str) -> None:
    assert not found(text)
