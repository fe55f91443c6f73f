"""Names in a row and the values that 分别 gives them; who is said to have the most."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, document

from drafter.checking import check_document


def found(text: str) -> set[str]:
    result = check_document(document(text), region=REGION, year=YEAR)
    return {f.code for f in result.findings if f.code.startswith("ARI")}


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("小学、初中、高中近视率分别为{}。", "31.2%、52.6%", "31.2%、52.6%、71.4%"),
        ("2023年、2024年、2025年新增学位依次为{}。", "1200个、1850个", "1200个、1850个、900个"),
        ("音乐、体育、美术教师分别增加{}。", "12人、18人", "12人、18人、9人"),
        ("东关小学、西关小学、南关中学新增学位分别为{}，南关中学最多。", "600个、450个、300个", "300个、450个、600个"),
        ("城区、镇区、乡村学校的平均班额分别为{}，其中乡村最小。", "28人、41人、46人", "46人、41人、28人"),
    ],
)
def test_a_row_of_values_goes_with_its_names(text: str, wrong: str, right: str) -> None:
    assert found(text.format(wrong))
    assert not found(text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "小学、初中净入学率和巩固率分别为99.9%、99.5%、98.2%、97.1%。",
        "小学、初中、高中专任教师学历合格率、高一级学历比例分别为100%、98.5%。",
        "语文、数学、英语等学科合格率分别为98.1%、97.2%。",
        "城区、乡镇和农村学校分别为12所、28所和41所。",
        "小学、初中班额45人以上、50人以上班级分别为12个、8个。",
        "语文、数学教师超编、缺编分别为12人、8人。",
        "小学、初中、高中教师分别为300人、200人、100人，高中缺口最大。",
        "计算机、多媒体、图书价值分别为1.2亿元、0.8亿元（含捐赠）、0.3亿元。",
    ],
)
def test_rows_that_are_read_otherwise_are_left_alone(text: str) -> None:
    assert not found(text)
