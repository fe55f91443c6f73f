"""What stands in brackets, what is asked and what is a mean already are not taken for values of their sentence."""

from __future__ import annotations

import pytest
from checking_helpers import check

_TRUE = [
    # a mean is no count to divide by
    "全县28名督学挂牌112所学校，人均4所，全年入校督导896次，每所学校8次。",
    "36名责任督学联系90所学校，人均2.5所，全年到校1080次，每校12次。",
    # the name of the ratio stands before last year's value
    "初中生师比由上年的13.42:1降为12.86:1，优于13.5:1的标准。",
    "小学生师比上年为18.20:1，今年降到17.65:1，优于国家19:1的规定。",
    # what is in brackets explains the value before it
    "生均体育场馆面积小学7.82平方米，初中只有9.64平方米（场馆96400平方米），低于10.2平方米的标准。",
    "公办园在园幼儿4830人，占在园幼儿的57.50%（上年4620人，占54.00%），超过国家50%的要求7.50个百分点。",
    "双师型教师占64.2%（上年占58.0%），比50%的要求高14.2个百分点。",
    # a change goes with the value before it, and the share with what the sentence dwells on
    "全县义务教育在校生32400人，其中随迁子女2500人，比上年的2400人增长4.17%，在公办学校就读的2350人，占94.00%。",
    # a change over two years is not that of two values one year apart
    "教育支出12.10亿元，比2024年增长4.31%。2024年是11.60亿元，2023年是11.00亿元，两年累计增长10.00%。",
    # the list makes up what the share is of
    "全县幼儿园200所。普惠园180所，其中公办120所、民办60所，占幼儿园的90.0%。",
    # the place has just been said to lie elsewhere
    "为补短板，教育局带队去邻市的云陂县看集团化办学。云陂县起步早，已有9个教育集团。",
]

_FALSE = [
    ("全县28名督学挂牌112所学校，人均4所，全年入校督导896次，每所学校9次。", "ARI009"),
    ("初中生师比由上年的13.42:1升为13.86:1，优于13.5:1的标准。", "ARI011"),
    ("公办园在园幼儿4830人，占在园幼儿的57.50%（上年4620人，占54.00%），超过国家50%的要求8.50个百分点。", "ARI004"),
    ("初中生均体育场馆面积10.64平方米（场馆106400平方米），低于10.2平方米的标准。", "ARI011"),
    ("全县义务教育在校生32400人，其中随迁子女2500人，在公办学校就读的2350人，占95.00%。", "ARI001"),
    ("2023年教育支出11.00亿元，2025年12.10亿元，两年累计增长12.00%。", "ARI003"),
]


@pytest.mark.parametrize("words", _TRUE)
def test_a_true_remark_is_left_alone(words: str) -> None:
    findings = check(f"青禾县人民政府2025年度履行教育职责自评报告\n一、基本情况\n{words}").findings
    wrong = [
        f for f in findings if f.severity in ("error", "warning") and f.code.startswith(("NUM", "ARI", "CON", "ENT"))
    ]
    assert [(f.code, f.excerpt) for f in wrong] == []


@pytest.mark.parametrize(("words", "code"), _FALSE)
def test_what_does_not_hold_is_still_told(words: str, code: str) -> None:
    assert code in {
        f.code for f in check(f"青禾县人民政府2025年度履行教育职责自评报告\n一、基本情况\n{words}").findings
    }


@pytest.mark.parametrize(
    "words",
    [
        "指标要求：小学生师比不高于19:1，初中不高于13.5:1。\n完成情况：小学生师比17.42:1，初中12.10:1。",
        "评价标准：生均校舍面积小学7.2平方米、初中8.5平方米。\n自评情况：生均校舍面积小学7.9平方米、初中9.3平方米。",
        "（一）国家规定：公办园在园幼儿占比50%，普惠性幼儿园覆盖率85%。\n公办园在园幼儿占比56.3%，普惠性幼儿园覆盖率91.8%。",
    ],
)
def test_what_is_asked_is_no_second_value(words: str) -> None:
    assert "CON005" not in {f.code for f in check(f"一、基本情况\n{words}").findings}


def test_two_values_of_what_is_are_still_held_against_each_other() -> None:
    words = "小学生师比为17.42:1，保持稳定。\n二、队伍\n小学生师比为17.92:1。"
    assert {f.code for f in check(f"一、基本情况\n{words}").findings} & {"CON001", "CON005"}
