"""Totals with two digits changed over against the figures right behind them."""

from __future__ import annotations

import pytest
from checking_helpers import found

SLIPS = (
    "农村留守儿童6138人，小学、初中分别为4236人、2082人。",
    "全县幼儿教师1524人，公办园886人，民办园656人。",
    "全年投入资金3261万元，校舍维修1980万元，设备购置1461万元，培训180万元。",
)
RIGHT = (
    "农村留守儿童6318人，小学、初中分别为4236人、2082人。",
    "在校生21846人，小学13205人，初中8461人。",
    "小学在校生9820人，女生4612人，寄宿生2360人。",
    "全年投入资金3621万元，校舍维修1980万元，设备购置1461万元，培训180万元。",
    "培训教师1524人次，校长86人次，班主任240人次。",
    "初中5320人，比上年的5230人增加90人；小学2350人。",
)


def told(text: str) -> list[str]:
    return [f.excerpt for f in found("一、基本情况\n" + text, None, "ARI") if f.code == "ARI002"]


@pytest.mark.parametrize("text", SLIPS)
def test_a_total_with_two_digits_changed_over_is_asked_about(text: str) -> None:
    assert told(text)


@pytest.mark.parametrize("text", RIGHT)
def test_other_figures_behind_a_figure_are_no_list(text: str) -> None:
    assert told(text) == []
