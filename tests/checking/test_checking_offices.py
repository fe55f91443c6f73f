"""Relations as different offices tell them: each text right once and wrong once."""

from __future__ import annotations

import pytest
from checking_helpers import check, told

LISTS = [
    ("全年投入48.2亿元，其中人员24.10亿元、公用9.64亿元、项目14.46亿元，占比依次为{}%、20%、30%。", "50", "60"),
    ("日常运转10880万元、设备购置6200万元、维修3100万元，分别占53.9%、{}%、15.4%。", "30.7", "37.0"),
    ("县级7800万元、市级2700万元、省级4500万元，各占52.0%、18.0%、{}%。", "30.0", "31.0"),
    ("教研队伍有教研员16人、讲师16人、助教8人，占比分别为{}%、40%、20%。", "40", "42"),
]
CROSSED = [
    "人员{}亿元、公用{}亿元、项目14.46亿元，占比依次为50%、20%、30%。",
    "资金中，县级{}亿元、市级{}亿元、省级14.46亿元，分别占50%、20%、30%。",
]


def flagged(text: str) -> list[str]:
    return [f.excerpt for f in check(text, select=("ARI", "TIM")).findings]


@pytest.mark.parametrize(("text", "right", "wrong"), LISTS)
def test_figures_of_a_sentence(text: str, right: str, wrong: str) -> None:
    assert not flagged(text.format(right))
    assert flagged(text.format(wrong))


@pytest.mark.parametrize("text", CROSSED)
def test_two_parts_that_changed_places_are_marked_themselves(text: str) -> None:
    assert not flagged(text.format("24.10", "9.64"))
    assert flagged(text.format("9.64", "24.10")) == ["9.64亿元"]


def test_the_year_that_a_value_was_held_against_is_over_behind_a_semicolon() -> None:
    text = "教育支出9.6亿元，2024年9.3亿元，增加0.3亿元；一般公共预算支出48.2亿元，增长4.8%。"
    assert [period for written, _, period, _ in told(text) if written == "48.2亿元"] == ["this"]
