"""Lists of named values with last year's and their changes behind them, in the same order."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, check

_HEAD = f"{REGION}2025年履行教育职责自评报告\n一、工作情况\n"


def _asked(text: str) -> list[str]:
    return [f.message for f in check(_HEAD + text).findings if f.code.startswith("ARI")]


@pytest.mark.parametrize(
    "text",
    [
        "生均支出：幼儿园9120元、小学15630元、初中13840元，2024年三项为8800元、13310元、15000元，增幅分别为3.6%、4.0%、4.2%。",
        "普高招生2260人、中职招生3120人，分别增加120人、160人，增长4.0%、7.6%。",
        "国培320人次、省培2100人次、县培540人次，上年三类为300人次、500人次、2000人次，依次增加20人次、40人次、100人次。",
        "优良率小学48.6%、初中58.2%、高中51.3%，上年三个学段为56.1%、47.0%、50.1%，分别提高2.1个百分点、1.6个百分点、1.2个百分点。",
        "公办园幼儿4860人、民办园幼儿7250人，上年两类为7000人、4500人，分别增长3.6%、8.0%。",
        "高级教师860名、中级教师1420名、初级教师975名，上年三级为800名、1400名、950名，增幅分别为7.5%、1.4%、6.2%。",
    ],
)
def test_values_told_under_the_names_of_others(text: str) -> None:
    assert _asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "生均支出：幼儿园9120元、小学13840元、初中15630元，2024年三项为8800元、13310元、15000元，增幅分别为3.6%、4.0%、4.2%。",
        "普高招生3120人、中职招生2260人，分别增加120人、160人，增长4.0%、7.6%。",
        "国培320人次、省培540人次、县培2100人次，上年三类为300人次、500人次、2000人次，依次增加20人次、40人次、100人次。",
        "优良率小学58.2%、初中48.6%、高中51.3%，目标三个学段为58%、48%、51%，分别提高2.1个百分点、1.6个百分点、1.2个百分点。",
        "新建校舍3.2万平方米、运动场1.8万平方米，投入1.6亿元、0.4亿元，分别增长12.0%、8.0%。",
        "高级教师860名、中级教师1420名，人均培训72学时、64学时，分别增长2.0%、3.1%。",
    ],
)
def test_changes_that_the_values_make_or_of_others(text: str) -> None:
    assert not _asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "普通高中在校生3640人，中等职业学校在校生5936人，普高与中职在校生之比为1.63∶1。",
        "招收普高新生3120人、中职新生2260人，中职与普高招生之比为1.4:1。",
        "民办园92所、公办园138所，民办与公办之比为1.5:1。",
    ],
)
def test_a_ratio_told_in_the_other_order_than_its_name(text: str) -> None:
    assert _asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "普通高中在校生5936人，中等职业学校在校生3640人，普高与中职在校生之比为1.63∶1。",
        "招收普高新生3120人、中职新生2260人，普职比为1.4:1。",
        "民办园92所、公办园138所，民办与公办之比为1:1.5。",
    ],
)
def test_a_ratio_told_in_the_order_of_its_name(text: str) -> None:
    assert not _asked(text)
