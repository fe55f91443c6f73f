"""Years that the text's own values, its words for last year or what is left undone give away."""

from __future__ import annotations

import pytest
from checking_helpers import check

TITLE = "河东区人民政府2024年履行教育职责自评报告\n\n# 一、投入\n\n"
SPENT = "全区教育支出8.40亿元，上年为8.05亿元。\n\n"
RATE = "全区普惠性幼儿园覆盖率91.5%，上年为88.2%。\n\n"
NEXT = "# 二、下一步措施\n\n"

CASES = [
    ("报告中“上年”均指2023年。", "2023", "2022", "TIM004"),
    ("除另有说明外，文中“上年”系指2023年。", "2023", "2024", "TIM004"),
    ("与2023年（以下简称“上年”）相比，各项投入都有增加。", "2023", "2021", "TIM004"),
    ("查出隐患96处，整改93处，余下3处已列入2025年春季校舍维修计划。", "2025", "2023", "TIM007"),
    ("尚未完成的2个项目结转到2025年实施。", "2025", "2022", "TIM007"),
    ("其余4所学校的厕所改造，已排入2025年上半年项目。", "2025", "2023", "TIM007"),
    (SPENT + NEXT + "2025年安排教育支出8.72亿元，比2024年增加0.32亿元。", "2024", "2023", "NUM003"),
    (RATE + NEXT + "2025年普惠性幼儿园覆盖率达到93.0%，比2024年再提高1.5个百分点。", "2024", "2023", "NUM003"),
    (SPENT + "全区教育支出8.40亿元，比2023年增加0.35亿元。", "2023", "2021", "NUM003"),
]

TRUE = [
    "2023年上年结转资金为2022年的0.8亿元。",
    "上年查出隐患81处，未完成的2处当时列入2023年计划，今年3月已销号。",
    "2处隐患去年没有整改，已列入2023年计划，现已完成。",
    "余下3处已列入2024年第四季度计划。",
    SPENT + NEXT + "2025年安排教育支出9.10亿元，比2023年增加1.05亿元。",
    SPENT + NEXT + "2025年安排教育支出8.72亿元，比2024年增加0.32亿元，比2023年增加0.67亿元。",
    SPENT + "全区教育支出8.40亿元，比2021年增加1.20亿元。",
]


def found(text: str) -> list[str]:
    findings = check(TITLE + text, form="md", region="河东区", year=2024, select=("TIM", "NUM003")).findings
    return [f.code for f in findings if f.severity.value != "info"]


@pytest.mark.parametrize(("right", "year", "other", "code"), CASES)
def test_a_year_that_cannot_be_meant(right: str, year: str, other: str, code: str) -> None:
    *before, last = right.rsplit(year, 1)
    assert found(right) == []
    assert code in found(other.join([*before, last]))


@pytest.mark.parametrize("text", TRUE)
def test_what_may_well_be_meant(text: str) -> None:
    assert found(text) == []
