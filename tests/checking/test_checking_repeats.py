"""Clauses told again in the same paragraph or the next, and what entries and figures repeat by their nature."""

from __future__ import annotations

import pytest
from checking_helpers import check, found

PLAN = "县教育局召开新闻发布会公布义务教育招生入学工作方案，实行公办民办学校同步招生"


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        (f"2024年5月，{PLAN}，阳光招生有序推进。\n{PLAN}，2所学校电脑派位。", PLAN),
        (
            "面向学校的督查检查评比考核事项由34项精简到20项，精简41.2%。面向学校的督查检查评比考核事项由34项精简到20项。",
            "面向学校的督查检查评比考核事项由34项精简到20项",
        ),
        (
            "全县新建公办幼儿园9所，新增学位2430个，普惠率达91.5%。新建公办幼儿园9所，新增学位2430个，缓解了压力。",
            "新建公办幼儿园9所，新增学位2430个",
        ),
        (
            "落实教师减负清单，社会事务进校园实行白名单管理，督查事项压减46%；落实教师减负清单，社会事务进校园实行白名单管理。",
            "落实教师减负清单，社会事务进校园实行白名单管理",
        ),
    ],
)
def test_clauses_told_again(text: str, excerpt: str) -> None:
    assert [f.excerpt for f in found("一、工作情况\n" + text, None, "DUP")] == [excerpt]


@pytest.mark.parametrize(
    "text",
    [
        "（一）补充教师。责任单位：县教育局、县委编办，完成时限：2025年12月底。\n"
        "（二）扩大学位。责任单位：县教育局、县委编办，完成时限：2025年12月底。",
        "毛入园率达到98.6%，比上年提高1.2个百分点。毛入学率达到96.2%，比上年提高1.2个百分点。",
        "坚持党对教育工作的全面领导，落实立德树人根本任务，研究教育工作9次。\n"
        "坚持党对教育工作的全面领导，落实立德树人根本任务，选优配强班子。",
    ],
)
def test_what_is_repeated_by_its_nature(text: str) -> None:
    assert found("一、工作情况\n" + text, None, "DUP") == []


def test_two_names_of_the_provincial_office() -> None:
    text = "江岚省人民政府2025年履行教育职责自评报告\n省教育厅牵头开展自评。\n省教委会同省委网信办建立处置机制。"
    assert [f.excerpt for f in check(text, region="江岚省", select=("CON",)).findings] == ["省教委"]
