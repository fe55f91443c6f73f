"""Several rows of a table taken together, and rows that the text calls by other names than the table."""

from __future__ import annotations

import pytest
from checking_helpers import check

SPENT = (
    "|项目|2024年|2025年|增加额|增长（%）|\n|学前教育|3250|3612|362|11.14|\n|小学教育|18640|19326|686|3.68|\n"
    "|初中教育|11875|12480|605|5.09|\n|普通高中教育|5240|5618|378|7.21|\n|中等职业教育|2130|2378|248|11.64|\n"
    "|合计|41135|43414|2279|5.54|\n"
)
ITEMS = (
    "|项目|2024年（万元）|2025年（万元）|\n|人员经费|28450|30126|\n|公用经费|4280|4415|\n|资助资金|1260|1188|\n"
    "|项目支出|6340|6705|\n|合计|40330|42434|\n"
)


def flagged(table: str, said: str) -> list[tuple[str, str]]:
    findings = check(table + said, select=("ARI",)).findings
    assert all(f.severity.value == "warning" for f in findings)
    return [(f.code, f.excerpt) for f in findings]


CASES = [
    (SPENT, "小学和初中两项相加为{}万元。", "31806", "31860", "ARI002"),
    (SPENT, "小学与初中教育支出合计{}亿元，占全部教育支出的大头。", "3.18", "3.81", "ARI002"),
    (SPENT, "普通高中、中职加起来{}万元。", "7996", "7969", "ARI002"),
    (SPENT, "小学和初中两项相加为31806万元，占教育支出总额的{}。", "73.26%", "72.36%", "ARI001"),
    (SPENT, "小学和初中合计31806万元，比上年增长{}。", "4.23%", "4.06%", "ARI003"),
    (SPENT, "职业教育和{}的增幅都在11%以上。", "学前教育", "普通高中", "ARI013"),
    (SPENT, "小学、{}增幅均不足6%。", "初中", "普通高中", "ARI013"),
    (SPENT, "增加额最大的仍是{}。", "小学", "初中", "ARI013"),
    (SPENT, "增幅最低的是{}。", "小学", "初中", "ARI013"),
    (ITEMS, "人员经费和公用经费共计{}万元。", "34541", "34451", "ARI002"),
    (ITEMS, "人员、公用两项合计{}万元。", "34541", "34514", "ARI002"),
    (ITEMS, "增幅最高的是{}。", "人员经费", "公用经费", "ARI013"),
    (ITEMS, "人员经费、{}均有增长。", "公用经费", "资助资金", "ARI013"),
    (ITEMS, "公用经费和{}支出都有所增加。", "人员经费", "资助资金", "ARI013"),
]


@pytest.mark.parametrize(("table", "said", "right", "wrong", "code"), CASES)
def test_rows_together(table: str, said: str, right: str, wrong: str, code: str) -> None:
    assert flagged(table, said.format(right)) == []
    found = flagged(table, said.format(wrong))
    assert [c for c, _ in found] == [code]
    assert wrong in found[0][1]


@pytest.mark.parametrize(
    "said",
    [
        "中小学教师培训经费合计31860元。",
        "小学和初中学校共计83所。",
        "小学和初中两项合计新增支出1291万元。",
        "高中阶段教育的增幅都在7%以上。",
        "普通高中、初中的占比都在11%以上。",
        "增幅最大的是城区小学。",
    ],
)
def test_what_is_of_something_else_passes(said: str) -> None:
    assert flagged(SPENT, said) == []
