"""Problems that the account of the work owns by the way."""

from __future__ import annotations

import pytest
from checking_helpers import check

_LATER = (
    "\n二、存在的问题\n（一）公办学位不足。公办园在园幼儿占比偏低，城区入园高峰期缺口较大。\n"
    "三、下一步措施\n（一）扩大公办学位。2026年新建公办园4所，认定普惠性民办园6所，增加学位1200个。"
)
_LEFT = [
    "深化教师减负，各镇仍存在督查检查评比过多过频的问题。",
    "开展校车安全检查12次，个别线路还存在校车超员的现象。",
    "心理健康教育扎实推进，部分学校仍存在专职心理教师配备不到位的问题。",
    "食堂管理逐步规范，少数学校依然存在食品安全制度落实不严的问题。",
    "教育信息化水平不断提高，乡村学校仍有多媒体设备老化的问题。",
    "近视防控力度加大，但小学高年级仍存在近视率偏高的问题。",
    "寄宿条件持续改善，三所学校还存在宿舍拥挤的问题。",
    "产教融合不断深化，仍存在校企合作不深的问题。",
]
_TAKEN_UP = [
    "深化教师减负，针对仍存在督查检查评比过多的问题，将进校园事项压减到13项。",
    "部分乡镇仍存在公办园学位不足的问题。",
    "开展校车检查，个别线路还存在校车超员的现象，已责令停运整改。",
    "食堂管理逐步规范，少数学校依然存在食品安全制度不严的问题。县市场监管局逐校督促整改。",
    "全年未发现仍存在大班额的问题。",
    "督导中重点看各校是否还存在作业过多的问题。",
    "寄宿条件持续改善，三所学校还存在宿舍拥挤的问题，2026年改造宿舍40间。",
    "校企合作仍存在一些问题。",
]


def _told(text: str) -> list[str]:
    found = check(f"一、工作成效\n{text}{_LATER}").findings
    return [f.excerpt for f in found if f.code == "POL007" and f.place.paragraph == 1]


@pytest.mark.parametrize("text", _LEFT)
def test_a_problem_nobody_comes_back_to(text: str) -> None:
    assert _told(text)


@pytest.mark.parametrize("text", _TAKEN_UP)
def test_a_problem_taken_up_here_or_later(text: str) -> None:
    assert _told(text) == []
