"""Orders that the words turn round, lists told in two measures, and other years and kinds, which are no operands."""

from __future__ import annotations

import pytest
from checking_helpers import found

_LIST = (
    "全年资助学生9486人次，发放1273万元，学前、义务教育、普通高中、中职依次为1120人次、5894人次、1486人次和986人次，"
    "金额依次为112万元、736万元、297万元和128万元。"
)
_FALSE = [
    ("ARI006", "教育支出占22.01%；2024年这一比例为21.77%，2023年为21.42%，连续两年下降。"),
    ("ARI006", "教师工资增长3.8%，慢于公务员的3.5%。"),
    ("ARI006", "全县各级各类学校128所，本年为124所，净增4所。"),
    ("ARI006", "公办就读比例98.51%，低于2024年的97.25%。"),
    ("ARI001", _LIST + "义务教育占资助人次的62.13%，占资助金额的52.87%。"),
    ("ARI001", _LIST + "义务教育一个学段的人次就占资助总人次的68.2%。"),
    ("ARI005", "学前三年毛入园率高于全市平均0.8%。"),
    ("NUM023", "培训教师2476人，投入培训经费292万元，平均每人次约1179元。"),
]
_TRUE = [
    "教育支出占22.01%；2024年这一比例为21.77%，2023年为21.42%，连续两年上升。",
    "教师工资增长3.8%，快于公务员的3.5%。",
    "全县各级各类学校128所，上年为124所，净增4所。",
    "公办就读比例98.51%，高于2024年的97.25%。",
    _LIST + "义务教育占资助人次的62.13%，占资助金额的57.82%。",
    "学前三年毛入园率高于全市平均0.8个百分点。",
    "培训教师2476人次，投入培训经费292万元，平均每人次约1179元。",
    # last year's values give last year's mean
    "全年资助学生4612人次，上年4860人次，减少248人次；发放738万元，平均每人次1600元，上年发放752万元，平均每人次1547元。",
    # of those told of that year
    "27所幼儿园中公办19所、民办8所，公办园占70.37%；2021年公办15所、民办9所，公办园比重为62.50%。",
    "51所义务教育学校中，达标的44所，占86.3%，上年为48所中的38所，占79.2%；全部达标的31所，占60.8%。",
    # teachers are no part of pupils
    "57307名义务教育学生里，有52148人参加课后服务，参与率91.0%；3412名教师轮流值守，占义务教育专任教师的92.0%。",
    # where they have gone is no part of them
    "新增学位5460个，有4100个落在三个街道，占新增学位的75.1%。",
    # from one year to the next is no part and whole
    "初中大班额由9个减至2个，占初中班数的比例由2.2%降到0.5%。",
    "与上年的4830个相比，多供给1530个，增长31.7%。",
    "去年没有一所学校被托管，今年两所名校分别托管了一中和三中，共2所。",
    "小学生师比由2021年的11.72比1降至11.18比1，初中由9.67比1升至10.01比1。",
]


def _codes(text: str) -> set[str]:
    findings = found(f"一、基本情况\n{text}", None, "ARI", "NUM", "TIM", "CON")
    return {finding.code for finding in findings if finding.severity != "info"}


@pytest.mark.parametrize(("code", "text"), _FALSE)
def test_what_the_figures_turn_round_is_told(code: str, text: str) -> None:
    assert code in _codes(text)


@pytest.mark.parametrize("text", _TRUE)
def test_what_the_figures_bear_out_is_left_alone(text: str) -> None:
    assert not _codes(text)
