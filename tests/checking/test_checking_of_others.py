"""Values of neighbours, of the province and of other years against the sheet: whose they are, and of which year."""

from __future__ import annotations

import pytest
from checking_helpers import check, metrics

ROWS = (
    ("学前三年毛入园率", "", 2025, "92.4", "%"),
    ("学前三年毛入园率", "全省平均", 2025, "93.6", "%"),
    ("学前三年毛入园率", "石坪县", 2025, "91.5", "%"),
    ("学前三年毛入园率", "柏溪县", 2025, "93.0", "%"),
    ("教育转移支付", "", 2025, "31200", "万元"),
    ("教育转移支付", "", 2024, "28700", "万元"),
    ("义务教育大班额", "石坪县", 2025, "5", "个"),
    ("义务教育大班额", "石坪县", 2024, "12", "个"),
    ("义务教育大班额", "柏溪县", 2025, "11", "个"),
    ("义务教育大班额", "柏溪县", 2024, "24", "个"),
    ("义务教育大班额", "北岭县", 2025, "0", "个"),
    ("义务教育大班额", "北岭县", 2024, "0", "个"),
    ("体育教师", "石坪县", 2025, "1486", "人"),
)
WRONG = [
    "学前三年毛入园率92.4%，高于柏溪县的91.5%。",
    "学前三年毛入园率92.4%，比柏溪县高0.9个百分点。",
    "学前三年毛入园率石坪县、柏溪县分别为93.0%和91.5%。",
    "学前三年毛入园率92.4%，低于全省平均的96.3%。",
    "教育转移支付3.12亿元，比2023年的2.87亿元增加0.25亿元。",
    "义务教育大班额逐年减少，石坪县由24个减至11个。",
    "义务教育大班额班级中，北岭县比上年下降100%。",
    "体育教师柏溪县达到1486人。",
]
RIGHT = [
    "学前三年毛入园率92.4%，高于石坪县的91.5%，低于全省平均的93.6%。",
    "学前三年毛入园率92.4%，比石坪县高0.9个百分点，比全省平均水平低1.2个百分点。",
    "学前三年毛入园率石坪县、柏溪县分别为91.5%和93.0%。",
    "教育转移支付3.12亿元，比2024年的2.87亿元增加0.25亿元。",
    "义务教育大班额逐年减少，石坪县由12个减至5个，柏溪县由24个减至11个。",
    "教师近视防控培训率92.4%，柏溪县课后服务参与率91.5%。",
    "力争明年学前三年毛入园率达到柏溪县的94.1%。",
]


def _codes(text: str) -> set[str]:
    result = check(f"一、基本情况\n{text}", metrics({}, observed=ROWS))
    return {finding.code for finding in result.findings}


@pytest.mark.parametrize("text", WRONG)
def test_a_value_of_another_place_or_year_is_told(text: str) -> None:
    assert "NUM024" in _codes(text)


@pytest.mark.parametrize("text", RIGHT)
def test_a_value_of_its_own_place_and_year_is_left_alone(text: str) -> None:
    assert "NUM024" not in _codes(text)
