"""Everything is done, everybody has one, it grew from nothing: held against what stands beside it."""

from __future__ import annotations

import pytest
from checking_helpers import found

_FALSE = [
    ("CON006", "全年查出隐患164处，整改完成率100%，尚有4处正在整改。"),
    ("CON006", "市级督导反馈问题7项全部整改到位，剩余1项正在整改。"),
    ("CON006", "各类问题全部办结，部分未整改。"),
    ("CON006", "发现问题26项，已整改22项，问题全部整改到位。"),
    ("CON012", "小学入学率100%，仍有2名适龄儿童未入学。"),
    ("CON012", "中小学实现课后服务全覆盖，还有3所小学未开展课后服务。"),
    ("CON012", "46所中小学，每校均配有1名食品安全员，共39名。"),
    ("CON012", "全市84个乡镇，每个乡镇建成1所公办中心园，尚有3所未建成。"),
    ("CON013", "市级名园长工作室从无到有，建成2个，同比增长200%。"),
    ("CON013", "省级示范校实现零的突破，是上年的3倍。"),
]
_TRUE = [
    "全年查出隐患164处，已整改160处，尚有4处正在整改，确保年底前全部清零。",
    "市级反馈问题全部整改到位，省级反馈问题还有1个正在整改。",
    "发现问题26项，已整改22项，其中重大问题全部整改到位。",
    "上半年隐患全部销号，下半年尚有3处正在整改。",
    "公办园食堂人员持证率100%，民办园尚有6名食堂人员未持证。",
    "课后服务实现全覆盖，1260名学生未参加课后服务。",
    "46所中小学，每校均配有1名食品安全员，培训39名。",
    "46所中小学共有法治副校长39名，距一校一名的要求还差7名。",
    "力争2026年达到一校一名，现有46所中小学39名。",
    "省级示范校实现零的突破，全年教研经费增长8.2%。",
    "校园安全事故为零，培训教师增长12%。",
]


def _codes(text: str) -> set[str]:
    return {finding.code for finding in found("一、工作成效\n" + text, None, "CON")}


@pytest.mark.parametrize(("code", "text"), _FALSE)
def test_what_stands_beside_a_claim_rules_it_out(code: str, text: str) -> None:
    assert code in _codes(text)


@pytest.mark.parametrize("text", _TRUE)
def test_claims_of_others_or_of_another_time_stand(text: str) -> None:
    assert not _codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "全市幼儿园85所，其中公办46所、民办39所。民办幼儿园31所，比上年减少4所。",
        "义务教育专任教师2840人，其中小学1680人、初中1160人；初中专任教师1260人，本科以上学历占92.3%。",
        "普通高中5所，其中公办4所、民办1所；公办普通高中3所，在校生4820人。",
        "小学生18240人、初中生9120人。小学生19240人参加课后服务，参与率96.2%。",
        "大班额由28个减到12个，占班级总数的1.3%，21个大班额集中在城区。",
    ],
)
def test_a_thing_counted_again_beside_its_first_count(text: str) -> None:
    assert "CON005" in _codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "全市幼儿园85所，其中公办46所、民办39所。公办幼儿园38所建有食堂，民办幼儿园31所建有食堂。",
        "义务教育专任教师2840人，其中小学1680人、初中1160人；小学、初中专任教师2840人学历全部达标。",
        "小学专任教师1680人，培训小学教师2460人次，小学教师3120人次参加研修。",
        "公办园46所、民办园39所。2020年以来新建公办幼儿园21所，回收公办幼儿园9所。",
        "全市有小学44所（不含教学点26个），小学52所校点完成改厕。",
        "大班额由28个减到12个，化解的16个大班额均在城区。",
        "义务教育大班额12个。普通高中21个大班额集中在市一中。",
        "大班额12个。上轮反馈的26个大班额已化解14个。",
    ],
)
def test_parts_and_other_counts_are_no_second_value(text: str) -> None:
    assert not _codes(text)
