"""So much apiece, totals behind lists, rates told first, and columns that follow from their rows."""

from __future__ import annotations

import pytest
from checking_helpers import check


def found(text: str) -> list[str]:
    return [f.code for f in check(text, select=("ARI",)).findings]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("购置课桌椅3000套，每套{}元，共支出72万元。", "240", "420"),
        ("添置电脑400台，单价{}元，合计160万元。", "4000", "400"),
        ("督学责任区15个，每区4名督学，共{}名。", "60", "90"),
        ("三所学校分别投资1.2亿元、0.8亿元和1.5亿元，总投资{}亿元。", "3.5", "5.3"),
        ("三年分别招聘教师120名、150名、180名，累计{}名。", "450", "540"),
        ("公用支出同比下降{}%，由上年的250万元降到220万元。", "12", "21"),
        ("如今十个孩子里有九个多能上普惠园——普惠性幼儿园覆盖率{}%。", "93.4", "39.4"),
        (
            "|年度|教育支出（亿元）|比上年增长|\n|---|---|---|\n|2022|7.50|—|\n|2023|7.95|{}%|\n|2024|8.35|5.0%|\n",
            "6.0",
            "9.0",
        ),
        ("|学历|占教师比例|\n|---|---|\n|研究生|9.5%|\n|本科|{}%|\n|专科及以下|11.2%|\n", "79.3", "73.9"),
    ],
)
def test_a_slip_is_found_and_the_true_text_passes(text: str, right: str, wrong: str) -> None:
    assert found(text.format(right)) == []
    assert found(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "每千名学生配备校医1.6名：在校生45000人，校医72人。",
        "购置课桌椅3000套，每套240元，另购黑板120块，共支出84万元。",
        "经费增长12%，其中小学由250万元增加到260万元。",
        "|项目|占比|\n|---|---|\n|学历合格|99.5%|\n|本科以上|83.0%|\n|高级职称|11.2%|\n",
    ],
)
def test_what_only_looks_alike_passes(text: str) -> None:
    assert found(text) == []
