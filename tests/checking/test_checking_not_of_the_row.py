"""Figures that look like a row of the sheet and are of something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking_helpers import check

from drafter.facts import Metrics, read_metrics

#: A sheet with schools and pupils by stage, and private schools in all.
_SHEET = {
    "幼儿园数": ("82", "88"),
    "小学学校数": ("46", "48"),
    "九年一贯制学校数": ("17", "16"),
    "民办学校数": ("60", "58"),
    "初中在校生数": ("14362", "14150"),
    "幼儿园在园幼儿数": ("7684", "8431"),
    "小学在校生数": ("23851", "24609"),
    "中职在校生数": ("2846", "2793"),
    "特殊教育学校在校生数": ("112", "108"),
    "教学点数": ("31", "38"),
    "校车线路数": ("7", "4"),
}


@pytest.mark.parametrize(
    "words",
    [
        "寄宿制学校36所；小学18所，初中15所，普通高中3所。",
        "生活教师412人，上年386人；小学134人，初中196人，高中82人。",
        "民办的60所里，幼儿园40所、小学6所、九年一贯制学校11所、初中1所、普通高中2所。",
        "初中有18200个，缺2600个。",
        "保留教学点31个，其中学生不足10人的教学点由上年的14个减至6个。",
        "中职2846人，特殊教育学校112人；幼儿园、小学分别比上年下降8.86%和3.08%。",
        "学校比上年减少5所。减的是民办幼儿园3所、小学3所；增的是公办幼儿园1所。",
    ],
)
def test_what_is_not_of_the_row_is_left_alone(words: str, tmp_path: Path) -> None:
    assert _against_sheet(words, tmp_path) == []


def test_a_plan_starts_from_this_year(tmp_path: Path) -> None:
    text = "二、下一步工作打算\n校车线路由7条增加到8条，总里程增加到636公里。"
    assert [f.code for f in check(text, _sheet(tmp_path)).findings if f.code.startswith("NUM00")] == []


def test_what_was_done_may_be_told_among_measures(tmp_path: Path) -> None:
    (name, (this, last)) = next(iter(_SHEET.items()))
    unit = "人" if "在校" in name or "在园" in name else "所"
    text = f"二、下一步工作打算\n{name}由{last}{unit}变为{this}{unit}，今后继续优化。"
    assert [f.code for f in check(text, _sheet(tmp_path)).findings if f.code.startswith("NUM00")] == []


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("全市共有小学64所。", "64所"),
        ("中职2846人，特殊教育学校112人，分别比上年增长1.90%和7.30%。", "7.30%"),
    ],
)
def test_what_is_of_the_row_is_told(words: str, wrong: str, tmp_path: Path) -> None:
    assert wrong in _against_sheet(words, tmp_path)


def _against_sheet(words: str, tmp_path: Path) -> list[str]:
    found = check(f"一、基本情况\n{words}", _sheet(tmp_path)).findings
    return [f.excerpt for f in found if f.code in {"NUM001", "NUM003", "NUM004", "CON005"}]


def _sheet(folder: Path) -> Metrics:
    file = folder / "指标.csv"
    lines = [
        f"{name},{this},{last},{'人' if '在校' in name or '在园' in name else '所'}"
        for name, (this, last) in _SHEET.items()
    ]
    file.write_text("\n".join(["指标,本年,上年,单位", *lines]), encoding="utf-8")
    return read_metrics(file)
