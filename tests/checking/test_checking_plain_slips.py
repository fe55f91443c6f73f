"""Slips that a sentence shows by itself: ways, rates in per cent, parts above their whole, lacks, quarters, shares."""

from __future__ import annotations

import pytest
from checking_helpers import check

_FAMILIES = ("NUM", "ARI", "CON", "TIM", "ENT")

SLIPS = [
    ("专项资金比上年减少260万元，下降7.4%。", "专项资金比上年增加260万元，下降7.4%。", "ARI006"),
    ("毛入园率三年来每年提高0.8个百分点。", "毛入园率三年来每年提高0.8%。", "ARI005"),
    ("高中阶段毛入学率五年提高6.3个百分点。", "高中阶段毛入学率五年提高6.3%。", "ARI005"),
    (
        "优良率58.2%，近视率49.7%，前者同比提高2.1个百分点，后者同比下降1.4个百分点。",
        "优良率58.2%，近视率49.7%，前者同比提高2.1%，后者同比下降1.4个百分点。",
        "ARI005",
    ),
    ("优质园占比72%。", "优质园占比172%。", "ARI008"),
    ("专项培训完成人数占计划的112%。", "参训人员占专任教师的112%。", "ARI008"),
    ("科学教师差41人，应配96人，只有55人。", "科学教师差14人，应配96人，只有55人。", "ARI004"),
    (
        "全年巡查86次，其中一季度18次、二季度25次、三季度22次、四季度21次。",
        "全年巡查86次，其中一季度18次、二季度25次、三季度27次、四季度21次。",
        "ARI002",
    ),
    (
        "全年巡查86次，其中上半年43次，三季度22次，四季度21次。",
        "全年巡查86次，其中上半年34次，三季度22次，四季度21次。",
        "ARI002",
    ),
    (
        "公办园占比55.3%，上年占52.1%，提高3.2个百分点。",
        "公办园占比55.3%，上年占52.1%，提高2.3个百分点。",
        "ARI004",
    ),
]


def _codes(text: str) -> list[str]:
    result = check(f"云岭县2024年履行教育职责自评报告\n一、工作情况\n{text}", region="云岭县", year=2024)
    return [f.code for f in result.findings if f.code.startswith(_FAMILIES) and f.severity.value != "info"]


@pytest.mark.parametrize(("right", "wrong", "code"), SLIPS)
def test_a_slip_that_shows_by_itself(right: str, wrong: str, code: str) -> None:
    assert _codes(right) == []
    assert code in _codes(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "受助人次比上年减少260人次，资金增长7.4%。",  # two things, each with its way
        "教职工工资提高5.2%，公用经费提高3.1%。",  # amounts, not rates
        "完成投资占年度计划的120%。",  # a plan may be outdone
        "教师缺41人，应补96人，已补55人，另有6人待报到。",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert _codes(text) == []
