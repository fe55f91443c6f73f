"""Parts that are not of one another: two shares of one whole, two kinds with one rate, columns of some among columns of
all, standards in brackets."""

from __future__ import annotations

import pytest
from checking_helpers import check


def flagged(text: str, given: dict[str, tuple[str, str]] | None = None) -> list[tuple[str, str]]:
    findings = check(text, given).findings
    return [(f.code, f.excerpt) for f in findings if f.code[:3] in ("ARI", "NUM", "TIM")]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("3个街道在校生合计21400人，占全县的68.53%；5个乡合计9826人，占全县的31.47%。", []),
        ("城区在校生21400人，占全县的68.53%；乡村9826人，占全县的31.47%。", []),
        ("初中毕业生4210人，升入普通高中2604人，升入中职学校1480人，升学率97.01%。", []),
        ("初中毕业生4210人，升入普通高中2604人，升入中职学校1480人，升学率79.01%。", [("ARI001", "79.01%")]),
        ("教职工2400人，其中专任教师2160人，占教职工的90%；研究生学历216人，占专任教师的10%。", []),
    ],
)
def test_parts_of_one_whole_are_not_of_one_another(said: str, expected: list[tuple[str, str]]) -> None:
    assert flagged(f"一、规模\n{said}") == expected


TABLE = (
    "|学校类型|学校数（所）|在校生（人）|专任教师（人）|其中民办学校（所）|其中民办在校生（人）|\n"
    "|小学|24|22140|1320|1|640|\n|初级中学|9|10480|802|0|0|\n|普通高中|4|8032|690|1|{private}|\n"
)


def test_private_pupils_may_be_fewer_than_all_teachers() -> None:
    assert flagged("一、规模\n" + TABLE.format(private=420)) == []


def test_public_schools_have_more_pupils_than_teachers() -> None:
    text = "一、规模\n|学校类型|公办专任教师（人）|公办在校生（人）|\n|小学|1320|640|\n|普通高中|690|8032|\n"
    assert [code for code, _ in flagged(text)] == ["ARI008"]


MONEY = {"per_pupil_public_funds_junior": ("1420", "1350"), "per_pupil_public_funds_primary": ("1120", "1050")}


def test_the_mark_in_brackets_is_no_value_of_the_sheet() -> None:
    said = "小学生均公用经费1120元，比上年提高70元；初中1420元，均高于国家基准定额（小学720元、初中940元）。"
    assert flagged(f"一、投入\n{said}", MONEY) == []
