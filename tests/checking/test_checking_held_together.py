"""Lists of pairs, grades that leave nobody out, rates above other rates: what must be told of them, and what not."""

from __future__ import annotations

import pytest
from checking_helpers import found

_FALSE = [
    # two columns of one list, of which one makes up its total
    (
        "ARI002",
        "全年资助学生21460人次，发放资金2586万元，分别比上年增长2.5%和4.7%；按学段分，学前教育1820人次、182万元，"
        "义务教育14236人次、1152万元，普通高中3604人次、618万元，中职1800人次、534万元。",
    ),
    (
        "ARI002",
        "资助学生21460人次、资金2586万元：学前1820人次（182万元）、义务教育14236人次（1152万元）、普高3604人次（618万元）、"
        "中职1800人次（534万元）。",
    ),
    # those that do, hardly do and do not
    ("ARI002", "对照指标52项，自评达到要求的45项，基本达到的4项，没有达到的1项。"),
    ("ARI002", "全年实施项目38个，已完成的21个、正在推进的12个、未完成的4个。"),
    # counted in times, the total in heads
    ("NUM023", "全年培训教师5720人，其中国培386人次、省培214人次、县级培训5120人次。"),
    # how far one rate lies above another
    ("ARI005", "教育支出增长6.34%，比财政经常性收入4.90%的增幅高1.44%。"),
    # a share between the value and its change, and a verb that says no more than 增加
    ("ARI003", "教育支出54046万元，占财政支出的18.2%，同比多支出2751万元，增长5.09%。"),
]
_TRUE = [
    "全年资助学生21460人次，发放资金2486万元，分别比上年增长2.5%和4.7%；按学段分，学前教育1820人次、182万元，"
    "义务教育14236人次、1152万元，普通高中3604人次、618万元，中职1800人次、534万元。",
    "全年资助学生23000人次，发放资金2900万元，其中学前教育1820人次、182万元，义务教育14236人次、1152万元，"
    "普通高中3604人次、618万元。",
    "对照指标52项，自评达到要求的47项，基本达到的4项，没有达到的1项。",
    "监测指标32项，达到要求的20项，其中优秀8项，未达到的12项。",
    "全年培训教师5720人次，其中国培386人次、省培214人次、县级培训5120人次。",
    "教育支出增长6.34%，比财政经常性收入4.90%的增幅高1.44个百分点。",
    "教育支出54046万元，占财政支出的18.2%，同比多支出2751万元，增长5.36%。",
    # another thing's row of years
    "在园幼儿从2021年的10058人减到2023年的8912人，少了1146人；初中却连年增加，2021年为11602人，2023年比2021年多866人。",
]
_TABLE = (
    "一、投入\n支出情况见表1。\n表1　近两年支出（亿元）\n|项目|2024年|2025年|\n|一般公共预算支出|318.60|336.90|\n"
    "|一般公共预算教育支出|62.45|67.21|\n教育支出67.21亿元，比上年增长7.62%，{}。\n"
)


def _codes(text: str) -> set[str]:
    return {finding.code for finding in found(text, None, "ARI", "NUM")}


@pytest.mark.parametrize(("code", "text"), _FALSE)
def test_what_does_not_hold_together_is_told(code: str, text: str) -> None:
    assert code in _codes(f"一、基本情况\n{text}")


@pytest.mark.parametrize("text", _TRUE)
def test_what_holds_together_is_left_alone(text: str) -> None:
    assert not [code for code in _codes(f"一、基本情况\n{text}") if code.startswith("ARI") or code == "NUM023"]


@pytest.mark.parametrize(
    "words",
    [
        "低于同期一般公共预算支出增幅1.88个百分点",
        "高于同期一般公共预算支出增幅2.88个百分点",
        "比一般公共预算支出的增速慢1.88个百分点",
    ],
)
def test_a_rate_that_lies_elsewhere_against_a_table_is_told(words: str) -> None:
    assert {"ARI004", "ARI006"} & _codes(_TABLE.format(words))


@pytest.mark.parametrize(
    "words", ["高出同期一般公共预算支出增幅1.88个百分点", "比一般公共预算支出的增速快1.88个百分点"]
)
def test_a_rate_where_a_table_has_it_is_left_alone(words: str) -> None:
    assert not {"ARI004", "ARI006"} & _codes(_TABLE.format(words))
