"""Columns of small tables that follow from two others by their heads."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, document

from drafter.checking import check_document


def found(text: str) -> set[str]:
    result = check_document(document(text), region=REGION, year=YEAR)
    return {f.code for f in result.findings if f.code.startswith("ARI")}


@pytest.mark.parametrize(
    ("table", "wrong", "right"),
    [
        ("|项目|计划（万元）|完成（万元）|结余（万元）|\n|校舍|3200|3050|150|\n|设备|1800|1720|{}|", "180", "80"),
        ("|年度|招聘|退休|净增|\n|2024|186|98|88|\n|2025|212|120|{}|", "82", "92"),
        # one row alone: only where digits changed over
        ("|学段|应配教师|实有教师|缺编|\n|初中|1850|1736|{}|", "141", "114"),
    ],
)
def test_a_column_is_what_its_head_says(table: str, wrong: str, right: str) -> None:
    assert found(table.format(wrong))
    assert not found(table.format(right))


@pytest.mark.parametrize(
    "table",
    [
        "|学段|应配教师|实有教师|缺编音体美教师|\n|初中|1850|1736|62|\n|小学|2460|2402|31|",
        "|项目|预算|支出|执行率|\n|校舍|3200|3050|95.3%|\n|设备|1800|1720|95.6%|",
    ],
)
def test_other_columns_are_left_alone(table: str) -> None:
    assert not found(table)
