"""Shares told by the names of a list before, rates of what was gained on the whole, means over times."""

from __future__ import annotations

import pytest
from checking_helpers import check


def flagged(said: str) -> list[tuple[str, str]]:
    return [(f.code, f.excerpt) for f in check(f"一、情况\n{said}", select=("ARI",)).findings]


@pytest.mark.parametrize(
    "said",
    [
        "毕业生4210人，升入普通高中2604人，升入中职学校1480人。升学学生中，普通高中占63.76%，中职学校占36.24%。",
        "公办园46所，民办园54所。在园幼儿中，公办园占61.20%，民办园占38.80%。",
        "资助小学1204人次，初中866人次。资金上，小学占48.10%，初中占51.90%。",
        "上年末为2140人，当年招聘96人，退休54人，净增42人，增长1.96%。",
        "上年末为2140人，当年招聘96人，退休34人，调出20人，净增42人，增长1.96%。",
        "上年末为2140人，当年招聘96人，退休54人，净增42人，骨干教师增长9.6%。",
        "高中512人次、102.40万元，人均2000元；中职318人次、79.50万元，人均约2500元。",
        "培训教师260人、1300人次、52万元，人均2000元。",
    ],
)
def test_what_the_list_gives_passes(said: str) -> None:
    assert flagged(said) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "毕业生4210人，升入普通高中2604人，升入中职学校1480人。升学学生中，普通高中占36.24%，中职学校占63.76%。",
            ("ARI001", "63.76%"),
        ),
        (
            "毕业生4210人，升入普通高中2604人，升入中职学校1480人。升学学生中，普通高中占63.76%，中职学校占32.64%。",
            ("ARI001", "32.64%"),
        ),
        ("上年末为2140人，当年招聘96人，退休54人，净增42人，增长2.96%。", ("ARI003", "2.96%")),
        ("高中512人次、102.40万元，人均2000元；中职318人次、79.50万元，人均约2900元。", ("ARI009", "2900元")),
    ],
)
def test_what_it_does_not_give_is_told(said: str, expected: tuple[str, str]) -> None:
    assert flagged(said) == [expected]
