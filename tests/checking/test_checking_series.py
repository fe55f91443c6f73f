"""Rows of years, changes right behind the earlier value, and lists behind a change."""

from __future__ import annotations

import pytest
from checking_helpers import check


def codes(text: str) -> list[tuple[str, str]]:
    return [(f.code, f.excerpt) for f in check(text, select=("ARI",)).findings]


@pytest.mark.parametrize(
    "text",
    [
        "2020年招生812人，2021年860人，2022年905人，三年共招2577人，2022年比2020年多93人，增长11.45%。",
        "高中录取率2020年为71.2%，2021年为73.5%，2021年较2020年提高2.3个百分点。",
        "四年共投入22亿元，2022年比2020年多出0.8亿元，增长16%。",
        "录播教室增至92间，比上年的68间多24间。",
        "今年接收插班生310人，上年285人，多25人。",
        "全年新进教师120名，比上年增加18名，其中公开招聘66名、特岗计划30名、人才引进24名，到岗率100%。",
        "校外机构由620家减少到86家，减少534家，其中注销410家、转型124家。",
        "全年补充教师3600人，其中中小学2900人、幼儿园700人；招聘特岗教师420人。",
        "小学和初中在校生共31200人，分为780个教学班，其中小学520个、初中260个。",
        "幼儿从2020年的9120人减到2022年的8460人；小学还在长，2020年为7310人，2022年比2020年多415人。",
        "小学生均8420元，低于全省平均水平（8650元），与河东县的8970元相差550元。",
    ],
)
def test_right_figures_pass(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年招生812人，2021年860人，2022年905人，三年共招2567人。", ("ARI002", "2567人")),
        ("2020年招生812人，2021年860人，2022年905人，2022年比2020年多83人。", ("ARI004", "83人")),
        ("2020年投入3.1亿元，2021年3.3亿元，2022年3.6亿元，2022年比2020年增长11.6%。", ("ARI003", "11.6%")),
        ("录取率2020年为71.2%，2021年为73.5%，2021年较2020年下降2.3个百分点。", ("ARI006", "2.3个百分点")),
        ("录播教室增至92间，比上年的68间多42间。", ("ARI004", "42间")),
        ("录播教室增至86间，比上年的68间多24间。", ("ARI004", "24间")),
        (
            "全年新进教师120名，比上年增加18名，其中公开招聘66名、特岗计划30名、人才引进28名，到岗率100%。",
            ("ARI002", "120名"),
        ),
        ("接收捐赠图书900册，其中文学310册、历史290册、科技340册，全部上架。", ("ARI002", "900册")),
        ("小学和初中在校生共31200人，分为780个教学班，其中小学520个、初中250个。", ("ARI002", "780个")),
        (
            "幼儿从2020年的9120人减到2022年的8460人；小学2020年为7310人、2022年7725人，2022年比2020年多451人。",
            ("ARI004", "451人"),
        ),
    ],
)
def test_wrong_figures_are_found(text: str, expected: tuple[str, str]) -> None:
    assert expected in codes(text)


def test_of_two_cells_that_may_have_slipped_both_are_asked_about() -> None:
    table = "|片区|骨干（人）|\n|东片|28|\n|西片|93|\n|南片|41|\n|合计|162|"
    assert codes(f"骨干教师162人。\n{table}") == []
    wrong = check(f"骨干教师162人。\n{table.replace('|28|', '|82|')}", select=("ARI",))
    assert [(f.severity.value, f.excerpt) for f in wrong.findings] == [("warning", "82"), ("warning", "93")]
    alone = check(table.replace("|28|", "|82|"), select=("ARI",))
    assert [(f.severity.value, f.excerpt) for f in alone.findings] == [("error", "162")]
