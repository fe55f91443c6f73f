"""Titles run into their text, entries that are a title alone, lines broken in a sentence, numbers of lists."""

from __future__ import annotations

import pytest
from checking_helpers import found

HEAD = "一、工作情况\n"


def codes(text: str, *families: str) -> list[str]:
    return [finding.code for family in families for finding in found(HEAD + text, None, family)]


@pytest.mark.parametrize(
    "text",
    [
        "（一）促进各级各类教育发展1.学前教育。全县现有幼儿园64所，普惠率91%。",
        "（一）促进各级各类教育发展（1）学前教育。全县现有幼儿园64所，普惠率91%。",
        "队伍素质稳步提升全县培训教师4200人次，选派骨干教师到外地跟岗学习。",
        "学前教育普及普惠2024年全县新建公办园9所，新增学位2430个。",
        "教师待遇有效保障义务教育教师平均工资收入达到14.2万元，高于公务员水平。",
        "办学条件持续改善新建、改扩建学校12所，新增校舍面积3.2万平方米。",
    ],
)
def test_a_title_runs_into_its_text(text: str) -> None:
    assert "STR016" in codes(text, "STR")


@pytest.mark.parametrize(
    "text",
    [
        "持续改善全县农村学校办学条件，投入资金3.2亿元。",
        "全面落实全县教育工作会议精神，推动教育高质量发展。",
        "深化教育评价改革三年行动，印发任务清单。",
        "县委县政府全面落实全县教育工作会议精神，召开会议9次。",
        "（一）完成2.5亿元投入任务。全县现有幼儿园64所。",
    ],
)
def test_a_sentence_is_no_title(text: str) -> None:
    assert "STR016" not in codes(text, "STR")


FULL = ("新建公办园9所，新增学位2430个，普惠率达到91.5%。", "组建教育集团8个，覆盖学校46所，交流教师312人。")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"1.学前教育。{FULL[0]}\n2.普通高中。\n3.义务教育。{FULL[1]}", "REQ003"),
        (f"一是学前教育。{FULL[0]}\n二是义务教育。{FULL[1]}\n三是民办教育规范发展。\n二、经验\n统筹推进。", "REQ003"),
        (f"一是学前教育。\n{FULL[0]}\n二是义务教育。\n{FULL[1]}\n三是特殊教育", "REQ003"),
        (f"（1）学前教育。{FULL[0]}\n（2）高等教育。\n（3）义务教育。{FULL[1]}", "REQ003"),
        (f"全县平稳。\n二、存在的问题\n1.学位不足。{FULL[0]}\n2.编制紧张。\n3.条件较差。{FULL[1]}", "STR007"),
    ],
)
def test_an_entry_that_is_a_title_and_nothing_else(text: str, code: str) -> None:
    assert codes(text, "REQ", "STR").count(code) == 1


@pytest.mark.parametrize(
    "text",
    [
        "一是加强领导。\n二是加大投入。\n三是规范管理。",
        f"一是加强领导。\n{FULL[0]}\n二是加大投入。\n{FULL[1]}",
        f"1.学前教育。{FULL[0]}\n2.义务教育\n（1）均衡发展。组建教育集团8个。\n3.职业教育。{FULL[1]}",
        f"主要做法：\n1.加强领导\n2.加大投入\n3.{FULL[0]}",
    ],
)
def test_entries_with_something_under_them(text: str) -> None:
    assert not {"REQ003", "STR007"} & set(codes(text, "REQ", "STR"))


@pytest.mark.parametrize(
    "text",
    [
        "对排名靠后的学校进行约谈，督促其在\n三个月内提交整改报告，按期完成整改。",
        "全年开展演练46次，组织全县\n中小学生参加应急疏散演练，参演师生7.9万人次。",
        "坚持依法治教、依法办学和\n民主管理相结合，修订章程46份。",
        "组织学生参与乡村振兴、社区治理等实践项\n目5200个，形成实践报告1.8万份。",
    ],
)
def test_a_short_line_broken_in_a_sentence(text: str) -> None:
    assert "STR001" in codes(text, "STR")


def test_a_motto_is_no_broken_line() -> None:
    assert "STR001" not in codes("强化责任，全面落实\n县委常委会9次研究教育工作，解决问题32个。", "STR")


def test_a_number_right_for_its_place_follows_a_wrong_one() -> None:
    findings = found(HEAD + "一是调整专业3个；三是引进教师30人；三是新建基地2个。", None, "STR")
    assert [(f.code, f.excerpt) for f in findings] == [("STR002", "三是")]


def test_only_the_number_of_a_heading_is_marked() -> None:
    text = "（一）党建工作\n全面加强。\n（一）加强经费投入保障和使用管理\n只增不减。"
    (finding,) = found(HEAD + text, None, "STR")
    assert (finding.code, finding.excerpt) == ("STR003", "（一）")


@pytest.mark.parametrize(
    "text",
    [
        "教育投入［待财政局确认］亿元。",
        "同比增长百分之X。",
        "批注[李]：数字要改。",
        "这段再精简一下。",
        "【打印】【关闭】",
        "内容由用户上传，仅供学习参考。",
        "来源：某县政府网 发布时间：2025-02-10 浏览次数：325",
    ],
)
def test_what_a_draft_or_a_page_left_behind(text: str) -> None:
    assert [f.code[:3] for f in found(HEAD + "全县平稳。\n" + text, None, "PLH")][:1] == ["PLH"]


def test_a_second_opening_quotation_mark() -> None:
    text = "落实“双减“政策，开展”五项管理”。"
    assert "STY003" in codes(text, "STY")
    assert "STY003" not in codes("落实“双减”政策，开展“五项管理”。", "STY")


def test_a_heading_with_its_score_needs_no_full_stop() -> None:
    text = "1.党建工作（分值10分，自评9.5分）\n1月召开会议，解决问题9个，落实资金3万元。"
    assert "STR008" not in codes(text, "STR")
