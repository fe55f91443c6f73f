"""Changes and ratios of everyday wording: what is asked about, and its right twin that passes."""

from __future__ import annotations

import pytest
from checking_helpers import check, metrics


def found(text: str) -> list[tuple[str, str, str]]:
    return [(f.severity.value, f.code, f.excerpt) for f in check(text, select=("ARI",)).findings]


WRONG = [
    # grown by more than there was
    ("弹性离校服务由6所学校扩大了24所。", "ARI006", "24所"),
    ("课后服务学校从12所增加了38所。", "ARI006", "38所"),
    ("寄宿班由3个增加了16个。", "ARI006", "16个"),
    ("试点范围由2个县扩大了9个。", "ARI006", "9个"),
    # come to less, and told as a rise, behind another value
    ("配套建成学校520所，较上年的410所增加到110所。", "ARI006", "110所"),
    ("安置点学校320所，比上年的280所提高至40所。", "ARI006", "40所"),
    ("全县大班额12个，较上年的35个减少到47个。", "ARI006", "47个"),
    # a share between the value and its change
    ("教育支出106.86亿元，占总投入的77.07%，比上年增加8.23亿元，增长7.70%。", "ARI003", "7.70%"),
    ("学前教育投入4820万元，占教育支出的8.6%，同比增加620万元，增长12.86%。", "ARI003", "12.86%"),
    ("中职在校生21450人，占高中阶段的41.2%，较上年减少1130人，下降5.27%。", "ARI003", "5.27%"),
    # a scale, and rounded
    ("营养改善计划覆盖学生283.4万人，膳食补助资金22.67万元，按每生每年800元执行。", "ARI009", "22.67万元"),
]
RIGHT = [
    "弹性离校服务由6所学校扩大到24所。",
    "弹性离校服务由6所学校扩大了3所。",
    "课后服务学校从12所增加了9所。",
    "社会事务由46项压缩了27项。",
    "配套建成学校520所，较上年的410所增加110所。",
    "配套建成学校520所，较上年的410所增加到520所。",
    "全县大班额12个，较上年的35个减少到12个。",
    "教育支出106.86亿元，占总投入的77.07%，比上年增加8.23亿元，增长8.34%。",
    "学前教育投入4820万元，占教育支出的8.6%，同比增加620万元，增长14.76%。",
    "中职在校生21450人，占高中阶段的41.2%，较上年减少1130人，下降5.00%。",
    "高中毕业1200人，占全市的12.5%，全市毕业生比上年增加800人，增长9.10%。",
    "营养改善计划覆盖学生283.4万人，膳食补助资金22.67亿元，按每生每年800元执行。",
    # a whole and its part are no two sides
    "高中阶段招生42580人，其中中等职业学校招生17884人，占42.00%，普职比为58.0∶42.0。",
    "高中阶段招生42580人，中职招生17884人，普职比为58.0∶42.0。",
    # staff of a level is no pupils, a mean is no heads
    "专任教师2640人，其中幼儿园412人、小学956人、特殊教育24人，师生比为1∶12.30。",
    "每百名学生拥有教师12.04人，人均场馆面积8.46平方米，合计10.2平方米。",
]


@pytest.mark.parametrize(("text", "code", "words"), WRONG)
def test_what_does_not_go_together_is_asked_about(text: str, code: str, words: str) -> None:
    assert found(text) == [("warning", code, words)]


@pytest.mark.parametrize("text", RIGHT)
def test_right_twins_pass(text: str) -> None:
    assert found(text) == []


ROWS = "\n|县区|大班额（个）|教师（人）|\n|望山县|14|310|\n|石溪县|11|240|\n|全市|25|550|"


@pytest.mark.parametrize("text", ["全市大班额25个，有14个集中在望山县。", "全市大班额25个，其中14个在望山县。"])
def test_some_of_what_was_told_is_not_the_cell_itself(text: str) -> None:
    assert found(text + ROWS) == []


def test_the_cell_itself_is_still_looked_up() -> None:
    assert found("全市大班额26个，有14个集中在望山县。" + ROWS) == [("error", "ARI013", "26个")]


def test_what_is_to_be_done_is_not_held_against_the_year() -> None:
    sheet = metrics({"public_kindergarten_share": ("56.5", "55.0")})
    plan = "2026年，坚决守住底线。一要补齐短板。二要办好学前教育，公办园在园幼儿占比提高到58%。"
    assert [f for f in check(plan, sheet).findings if f.code.startswith("NUM")] == []
    told = "公办园在园幼儿占比提高到58%。"
    assert [f.excerpt for f in check(told, sheet).findings if f.code.startswith("NUM")] == ["58%"]
