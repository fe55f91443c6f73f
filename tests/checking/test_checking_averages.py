"""Averages of a list, of some years, of all groups, and between extremes."""

from __future__ import annotations

import pytest
from checking_helpers import check


def found(text: str) -> list[str]:
    return [f.code for f in check(text, select=("ARI",)).findings]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("四个片区听课分别为312节、286节、298节、304节，合计1200节，平均{}节。", "300", "290"),
        ("四年新建幼儿园28所，年均建成{}所。", "7", "4"),
        ("三年累计投入9.6亿元，年均投入{}亿元。", "3.2", "2.3"),
        ("体育测试得分最高的98.2分，最低的86.4分，平均{}分。", "92.1", "82.1"),
        ("最高的学校{}%，最低的学校48.9%。", "61.2", "41.2"),
        ("三县巩固率分别为96.1%、97.2%、98.4%，平均{}%。", "97.0", "95.0"),
        (
            "小学400个班，学生16000人，班均40人；初中200个班，学生9000人，班均45人；全县平均{}人。",
            "41.7",
            "42.5",
        ),
        ("送教学生44名，教师120名，一年送教1760次，每名学生平均得到{}次。", "40", "48"),
        ("新增学位2000个，建筑面积3.2万平方米，折合每个学位建筑面积{}平方米。", "16", "61"),
    ],
)
def test_an_average_follows_from_what_it_is_of(text: str, right: str, wrong: str) -> None:
    assert found(text.format(right)) == []
    assert found(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "三年投入9.6亿元，年均3.2亿元，其中本年4.1亿元。",
        "高中三年投入1200万元，初中年均投入300万元。",
        "三年级学生1200人，年均体检2次。",
        "最大的学校2400人，最小的教学点3人，平均班额38人。",
        "小学、初中、高中生均经费分别为1.1万元、1.4万元、1.6万元，全县平均1.2万元。",
        "签约1860人，发放1767万元，人均9500元。",
        "督学人均包挂3所，未突破5所左右的上限。",
    ],
)
def test_averages_of_other_things_pass(text: str) -> None:
    assert found(text) == []


def test_a_limit_that_is_said_not_to_be_passed() -> None:
    assert found("督学人均包挂6所，没有突破5所的上限。") == ["ARI011"]


def test_people_behind_a_bare_number_are_counted() -> None:
    assert found("社区教育经费260万元，按六十五万常住居民计，人均4元。") == []
    assert found("社区教育经费260万元，按六十五万常住居民计，人均0.4元。")
