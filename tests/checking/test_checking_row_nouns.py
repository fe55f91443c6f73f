"""Places told with what a table gives to another of its rows, or named twice over with two values."""

from __future__ import annotations

import pytest
from checking_helpers import check

PLACES = (
    "|乡镇|学校数（所）|在校生（人）|新增学位（个）|\n|柳溪镇|6|5120|0|\n|石门镇|5|4236|360|\n"
    "|白茅乡|4|2874|720|\n|双桥镇|3|1968|0|\n|合计|18|14198|1080|\n"
)
REPORT = "云岭县2025年自评报告\n一、规模\n{table}\n二、建设\n{said}\n"


def flagged(said: str, table: str = PLACES) -> list[tuple[str, str]]:
    findings = check(REPORT.format(table=table, said=said), select=("ARI", "ENT", "NUM023")).findings
    return [(f.code, f.excerpt) for f in findings if f.code in ("ARI013", "ENT013", "NUM023")]


@pytest.mark.parametrize(
    "said",
    [
        "白茅乡新建小学1所，投资6200万元，提供学位720个；石门镇扩建小学1所，提供学位360个。",
        "白茅乡扩建小学2所，其中一所提供学位360个。",
        "柳溪镇扩建小学1所，在建，建成后提供学位720个。",
        "柳溪镇有寄宿学位720个。",
        "柳溪镇2023年新建小学1所，提供学位720个。",
        "柳溪镇新建小学1所，提供学位540个。",
        "柳溪镇、双桥镇本年无新增学位。",
        "下一步，柳溪镇计划新建小学1所，提供学位720个。",
    ],
)
def test_what_fits_the_rows_or_may_be_some_of_them_passes(said: str) -> None:
    assert flagged(said) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("柳溪镇新建小学1所，投资6200万元，提供学位720个。", ("ARI013", "柳溪镇")),
        ("白茅乡提供学位720个；双桥镇扩建小学1所，增加学位360个。", ("ARI013", "双桥镇")),
        ("柳溪镇、石门镇本年无新增学位。", ("ARI013", "石门镇本年无新增学位")),
    ],
)
def test_what_is_another_rows_is_told(said: str, expected: tuple[str, str]) -> None:
    assert flagged(said) == [expected]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("占比24.2%，比青禾县（22.9%）高1.3个百分点，比东岸县（24.6%）低0.4个百分点。", []),
        (
            "占比24.2%，比东岸县（22.9%）高1.3个百分点，比东岸县（24.6%）低0.4个百分点。",
            ["东岸县（22.9%）高1.3个百分点，比东岸县（24.6%）"],
        ),
        ("小学低于东岸县（1.9）0.2，初中低于东岸县（2.4）0.3。", []),
        ("生均12640元，比东岸县（12100元）高540元，初中18420元，比东岸县（18900元）低480元。", []),
    ],
)
def test_one_neighbour_has_one_value(said: str, expected: list[str]) -> None:
    assert [words for code, words in flagged(said, table="") if code == "ENT013"] == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("柳溪镇新建初级中学1所，投资8640元，占地32亩。", [("NUM023", "8640元")]),
        ("柳溪镇扩建教学楼2栋，总投资62000元。", [("NUM023", "62000元")]),
        ("柳溪镇新建初级中学1所，投资8640万元。", []),
        ("改建食堂1个，购置灶具投入8640元。", []),
        ("新建小学1所，为每名学生补助交通费投入480元。", []),
    ],
)
def test_no_school_is_built_for_a_few_yuan(said: str, expected: list[tuple[str, str]]) -> None:
    assert flagged(said, table="") == expected
