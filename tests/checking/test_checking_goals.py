"""Goals told before or behind what was reached, and what the words make of the two."""

from __future__ import annotations

import pytest
from checking_helpers import found


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("年度目标轮训校长300人次，实际轮训262人次，超额完成目标。", "262人次"),
        ("计划改造食堂9个，实际建成8个，全部完成年度任务。", "8个"),
        ("计划改造食堂9个，实际建成9个，尚有1个未完成。", "9个"),
        ("家访覆盖率目标90%，实际达到93.5%，未达到目标。", "93.5%"),
        ("轮训校长360人次，距年度计划尚差60人次。计划数为300人次。", "60人次"),
        ("新增床位700个，超出任务数200个。任务数为900个。", "200个"),
    ],
)
def test_words_that_goal_and_value_rule_out(text: str, excerpt: str) -> None:
    assert ("ARI011", excerpt) in [(f.code, f.excerpt) for f in found(text, None, "ARI")]


@pytest.mark.parametrize(
    "text",
    [
        "年度目标轮训校长300人次，实际轮训362人次，超额完成目标。",
        "计划改造食堂9个，实际建成8个，其余任务结转下年。",
        "计划改造食堂9个，实际建成8个，其余任务全部完成招标。",
        "计划招聘教师90名，到岗82名，超过上年的76名。",
        "大班额占比控制目标5%，实际达到3.2%，超额完成目标。",
        "计划资助1200人，实际资助1150人，做到应助尽助，完成了资助任务。",
        "轮训校长360人次，超出年度计划60人次。计划数为300人次。",
    ],
)
def test_words_that_fit_goal_and_value(text: str) -> None:
    assert "ARI011" not in {f.code for f in found(text, None, "ARI")}


def test_the_former_is_higher_by_so_much() -> None:
    text = "城区学校校均1280人，乡村学校校均320人，前者多出{}人。"
    assert [f.excerpt for f in found(text.format(1060), None, "ARI")][:1] == ["1060人"]
    assert found(text.format(960), None, "ARI") == []


def test_a_figure_that_opens_its_own_clause_is_no_part_of_a_list_of_changes() -> None:
    text = "现有托育点{}个，较年初的36个少了这一个，{}个均已备案。"
    assert [f.code for f in found(text.format(36, 36), None, "ARI")] == ["ARI004"]
    assert found(text.format(35, 35), None, "ARI") == []
