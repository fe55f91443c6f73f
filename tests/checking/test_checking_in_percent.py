"""Changes of rates in per cent where 百分点 are meant."""

from __future__ import annotations

import pytest
from checking_helpers import found


@pytest.mark.parametrize(
    "text",
    [
        "高中阶段毛入学率95.4%，提高0.5%。",
        "体质健康优良率63.5%，比上年提高2.2%。",
        "教育支出占一般公共预算支出的22.2%，上年占21.9%，提高0.3%。",
        "大班额占比较上年的1.48%下降0.65%。",
        "巩固率2020年为86.9%，一年提高1.5%。",
        "近视率51.4%，较去年同期下降了1.1%。",
        "九年义务教育巩固率比上年提高0.9%。",
    ],
)
def test_a_rate_that_moves_by_per_cent_is_a_warning(text: str) -> None:
    told = [f for f in found(text, None, "ARI") if "百分点" in f.message]
    assert [f.severity.value for f in told] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "高中阶段毛入学率95.4%，提高0.5个百分点。",
        "教职工5947人，占常住人口的1.9%，比上年减少1.2%。",  # the number of people
        "人员经费2.1亿元（占支出的62%），比上年提高3.5%。",  # a share in brackets
        "教育支出增长5.1%，公用经费提高2%。",
        "公办园覆盖面85%，2023年为80%，提高6.25%。",  # per cent of what it was
        "满意度不低于5%，提高8%。",  # more than there is
        "完成率98%，教师人均工资比上年提高3.5%。",
    ],
)
def test_what_may_grow_by_per_cent_passes(text: str) -> None:
    assert not [f for f in found(text, None, "ARI") if "百分点" in f.message]
