"""Sentences that are right and were once told as wrong."""

from __future__ import annotations

import pytest
from checking_helpers import check


@pytest.mark.parametrize(
    "words",
    [
        "教育支出6.48亿元，上年6.00亿元，增幅8.0%，而财政经常性收入增幅为5.5%，前者快于后者2.5个百分点。",
        "84所学校每学期各开展疏散演练3次，全年共504次。",
        "专户年初结余0.6亿元，本年收入7.2亿元，支出7.1亿元，结余0.7亿元。",
        "2022年底在编教师2310人，2023年新招126人，2023年底2390人。",
        "百名学生拥有计算机小学15台、初中19台。",
        "全市14个乡镇3个街道，共有幼儿园68所，每个乡镇至少有1所公办中心园。",
        "法治副校长到36所学校讲课150节，校均不止四节。",
        "项目建设周期较长，一是手续偏多，二是用地偏紧，三是经费偏紧。",
    ],
)
def test_a_true_sentence_is_left_alone(words: str) -> None:
    findings = check(f"一、基本情况\n{words}").findings
    assert [(f.code, f.excerpt) for f in findings if f.severity in ("error", "warning")] == []
