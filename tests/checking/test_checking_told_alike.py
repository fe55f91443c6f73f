"""Praise, and claims that all of a list moved one way, against the figures before them."""

from __future__ import annotations

import pytest
from checking_helpers import found

_FALSE = [
    "大班额占比2.3%，比上年提高0.3个百分点，化解成效明显。",
    "初中近视率由66.1%升至67.7%，视力健康水平明显改善。",
    "中职毕业生就业率93.2%，较上年回落2.1个百分点，就业质量稳步提升。",
    "优良率51.1%，较上年下降1.4个百分点。学生体质健康水平持续提升。",
    "校际差异系数由0.41扩大到0.46，均衡水平不断提高。",
    "小学、初中近视率分别为38.2%、61.4%，上年为39.5%、60.8%，均有下降。",
    "小学巩固率99.9%、初中巩固率97.2%，分别提高0.1个、下降0.3个百分点，均较上年提高。",
    "一般公共预算教育支出6.84亿元，比上年的6.92亿元减少0.08亿元，实现只增不减。",
    "小学、初中大班额由18个、11个变为14个、12个，均有减少。",
]
_TRUE = [
    "初中近视率由66.1%升至67.7%，虽增幅收窄，但视力健康水平仍需改善。",
    "初中近视率上升0.2个百分点，小学近视率下降1.6个百分点，近视防控成效明显。",
    "满意度较上年下降1.6个百分点，与群众期盼还有差距。",
    "在校生由8420人减少到8120人，教育质量稳步提升。",
    "资助人数由1120人减少到980人，资助政策落实更加精准，成效明显。",
    "教育支出6.98亿元，增长0.9%，占一般公共预算支出的比重下降0.2个百分点，实现“两个只增不减”。",
    "幼儿园减少3所、小学减少2所，专任教师、骨干教师均有增加。",
    "除高中外，各学段生均支出均有增长，小学增长2.1%，高中下降0.6%。",
    "省级产教融合型企业实现零的突破，由上年的0家增至3家，职业教育投入增长12%。",
]


@pytest.mark.parametrize("text", _FALSE)
def test_words_that_the_figures_before_them_rule_out(text: str) -> None:
    assert "CON009" in {finding.code for finding in found("一、工作成效\n" + text, None, "CON")}


@pytest.mark.parametrize("text", _TRUE)
def test_words_that_the_figures_bear_out_or_leave_open(text: str) -> None:
    assert not found("一、工作成效\n" + text, None, "CON", "ARI")
