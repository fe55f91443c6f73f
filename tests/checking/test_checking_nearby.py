"""Round numbers that a value has passed, not reached or come near."""

from __future__ import annotations

import pytest
from checking_helpers import relations

from drafter.findings import State


def belied(text: str) -> list[str]:
    return [r.formula for r in relations(text) if r.kind == "target" and r.state is State.REFUTED]


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("藏书31260册，不足三万册。", "31260册不足三万"),
        ("读者证办理9640个，突破一万。", "9640个突破一万"),
        ("志愿者12040人，首次接近一万。", "12040人接近一万"),
        ("教育支出9.86亿元，突破10亿元大关。", "9.86亿元突破10亿"),
        ("资助金额2118万元，超过2200万元。", "2118万元超过2200万"),
        ("体检率97.2%，仍不到97%。", "97.2%不到97%"),
    ],
)
def test_a_value_on_the_wrong_side(text: str, formula: str) -> None:
    assert belied(text) == [formula]


@pytest.mark.parametrize(
    "text",
    [
        "藏书31260册，超过三万册；读者证9640个，接近一万；借阅8.7万册，不足9万册。",
        "教育支出10.06亿元，首次突破10亿元大关。",
        "专任教师2341人，不足312人。",
        "小学在校生2341人，超过初中200人。",
        "每校平均1240人，不超过1240人。",
        "近视率50.2%，接近50%。",
        "参训教师1180人，超过计划180人。",
        "服务半径2.8公里，不到3公里；乘车41分钟，没有超过45分钟。",
        "发放助学贷款1867笔，其中超过1万元的430笔。",
    ],
)
def test_a_value_on_the_side_that_is_told(text: str) -> None:
    assert belied(text) == []
