"""What all schools are said to have and some to lack, told in other words; what an office met for."""

from __future__ import annotations

import pytest
from checking_helpers import found


@pytest.mark.parametrize(
    ("claim", "lack", "told"),
    [
        ("专职保安配备率100%。", "全县中小学专职保安缺口36人。", True),
        ("中小学校园保安配备率、封闭化管理率均为100%。", "5所小学尚未配备保安人员。", True),
        ("学校食堂“明厨亮灶”实现全覆盖。", "11所村小尚未接入“互联网+明厨亮灶”。", True),
        ("中小学校党组织覆盖率100%。", "2所初中尚未建立党组织。", True),
        ("义务教育学校均配备法治副校长。", "4所村小没有法治副校长。", True),
        ("适龄残疾儿童少年入学率达到100%。", "全县适龄残疾儿童少年312人，未入学5人。", True),
        ("中小学心理辅导室建成率100%。", "部分小学仍未设立心理咨询室。", True),
        ("城区学校专职保安配备率100%。", "农村小学保安缺口36人。", False),
        ("中小学专职保安配备率100%。", "12所幼儿园没有专职保安。", False),
        ("68所公办中小学全部设支部，党组织覆盖率100%。", "4所民办园尚未建立党组织。", False),
        ("心理健康教师配备率100%。", "26所学校没有专职心理教师。", False),
        ("专职保安配备率100%。", "部分学校未落实保安待遇。", False),
        ("专职保安配备率100%。", "上年保安缺口36人。", False),
        ("力争专职保安配备率100%。", "保安缺口36人。", False),
        ("专职保安配备率98%，基本实现全覆盖。", "保安缺口36人。", False),
        ("专职保安配备率100%。", "保安缺口由36人减少到零。", False),
        ("食堂供餐率100%。", "6所教学点没有食堂。", False),
        ("保安持证上岗率100%。", "保安缺口36人。", False),
        ("适龄残疾儿童少年入学率100%。", "残疾儿童少年中，未入学2人因病延缓入学。", False),
    ],
)
def test_what_all_have_none_lacks(claim: str, lack: str, told: bool) -> None:
    findings = found(f"一、工作成效\n{claim}\n二、存在的问题\n{lack}", None, "CON012")
    assert bool(findings) is told


def test_a_claim_under_the_heading_of_a_stage_is_of_that_stage() -> None:
    text = "一、学前教育\n专职保安配备率100%。\n二、存在的问题\n小学保安缺口36人。"
    assert found(text, None, "CON012") == []


def test_a_council_took_up_education_as_often_as_it_did() -> None:
    text = "一、党建\n县委常委会研究教育工作6次。\n二、特色\n县委常委会全年研究教育工作{}次。"
    assert [f.excerpt for f in found(text.format(8), None, "CON005")] == ["8次"]
    assert found(text.format(6), None, "CON005") == []
