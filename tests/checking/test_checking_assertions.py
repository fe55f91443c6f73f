"""Claims that want evidence, and what is none: plans, duties, names, problems."""

from __future__ import annotations

import pytest
from checking_helpers import check, found, sentences

from drafter.checking.claims import find_assertions, segments
from drafter.findings import State


def claimed(text: str) -> list[tuple[str, str]]:
    return [(a.group, a.text) for part in segments(sentences(text)) for a in find_assertions(part)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学生竞赛成绩居全省第一。", [("rank", "居全省第一")]),
        ("综合考核位列全市前三名，受到好评。", [("rank", "位列全市前三名")]),
        ("工作经验走在全省前列。", [("front", "走在全省前列")]),
        ("在全国首创学位预警机制。", [("first", "首创")]),
        ("建成西部最大的实训基地。", [("best", "西部最大")]),
        ("各乡镇公办中心园全覆盖。", [("coverage", "全覆盖")]),
        ("专任教师学历合格率100％。", [("hundred", "100％")]),
        ("存量问题全部整改到位。", [("all", "全部整改")]),
        ("各学段经费均足额拨付到校。", [("all", "均足额拨付到校")]),
        ("困难学生应助尽助。", [("all", "应助尽助")]),
        ("全年未发生重大安全责任事故。", [("never", "未发生重大安全责任事故")]),
        ("教育系统实现零事故、零投诉。", [("never", "零事故"), ("never", "零投诉")]),
        ("没有教师超负荷任课的学校。", [("never", "没有教师超负荷任课的学校")]),
        ("获评全国文明校园称号。", [("award", "获评全国文明校园称号")]),
    ],
)
def test_what_is_claimed(text: str, expected: list[tuple[str, str]]) -> None:
    assert claimed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "预计2026年底前全部建成。",
        "力争2026年实现全覆盖。",
        "推动课后服务全覆盖。",
        "将实现优质资源全覆盖。",
        "要求各校全部落实责任。",
        "确保办学条件全部达标。",
        "基本实现应建尽建。",
        "落实学校主要负责人第一责任人职责。",
        "第一时间报告、第一课堂、第一批试点。",
        "开展“百校全覆盖”行动。",
        "印发《课后服务全覆盖工作方案》。",
        "支持高等教育发展。我市无此项工作任务。",
        "严防发生校园欺凌事件。",
        "达到100%的目标。",
        "尚未实现全覆盖。",
        "位居全市第三产业园区的学校。",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert claimed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "在全市首创的“田园课堂”被省级媒体报道2次。",
        "建设体育传统特色学校14所，学校体育工作在全省独树一帜。",
        "全县办学条件跃居全省第一梯队。",
        "教师培训模式开创了全省先河。",
        "全县普通高中办学质量在全市保持绝对领先。",
        "在全国率先推行“县管校聘”，新增学位3200个。",
        "多媒体教学设备实现全覆盖，“三个课堂”应用场次达到8623场。",
        "开展隐患排查4轮，校园及周边无任何安全隐患。",
        "投入3200万元，校园安防设施实现应装尽装。",
        "校园欺凌事件“零发生”。",
        "全部学校完成食堂改造。",
    ],
)
def test_a_figure_that_counts_something_else_is_no_evidence(text: str) -> None:
    assert found(text, None, "CLM")


@pytest.mark.parametrize(
    "text",
    [
        "普惠性幼儿园覆盖率达到97.6%，位居全市前列。",
        "在监测中综合得分98.2分，排名全市第一。",
        "督导发现的21个问题全部办结销号。",
        "实现平台全覆盖，接入学校613所。",
        "率先垂范，落实党组织领导的校长负责制，坚持“零起点”教学。",
        "落实全覆盖督导要求，健全监管机制。",
    ],
)
def test_a_figure_that_the_claim_goes_on_from_is_evidence(text: str) -> None:
    assert found(text, None, "CLM") == []


def test_problems_and_measures_claim_nothing() -> None:
    text = "一、存在的问题\n个别学校没有做到专任教师全部达标。\n二、下一步工作计划\n实现课后服务全覆盖，走在全省前列。"
    assert found(text, None, "CLM") == []


def test_claims_of_a_kind_are_told_once_with_their_number() -> None:
    text = "全市智慧校园平台全覆盖。\n乡村学校网络全覆盖。\n学校责任保险全覆盖。"
    (finding,) = found(text, None, "CLM")
    assert finding.severity == "info"
    assert "同类共3处" in finding.message
    assert len(finding.also) == 2


def test_with_materials_an_unsupported_claim_is_a_warning() -> None:
    material = "市教育局建成智慧校园平台，实现城区学校全覆盖。"
    (finding,) = found("乡镇寄宿制学校心理咨询室全覆盖。", None, "CLM", material=material)
    assert (finding.code, finding.severity) == ("CLM002", "warning")


def test_the_write_ups_prove_a_claim() -> None:
    material = "全年未发生涉校安全责任事故。"
    result = check("一年来，全市未发生涉校安全责任事故。", material=material)
    assert not any(f.code.startswith("CLM") for f in result.findings)
    assert result.coverage.claims == {State.PROVED: 1}


def test_the_metrics_prove_a_claim() -> None:
    given = {"township_public_center_coverage": ("100", "96.30")}
    assert found("乡镇公办中心园全覆盖。", given, "CLM") == []
    assert found("乡镇公办中心园全覆盖。", {"township_public_center_coverage": ("94.44", "90")}, "CLM") != []


@pytest.mark.parametrize(
    "text",
    [
        "全市613所学校实现智慧校园平台全覆盖。",
        "按照《智慧校园建设指南》（云教发〔2025〕6号），实现平台全覆盖。",
        "全市有学校613所。专任教师学历合格率100%。",
    ],
)
def test_a_figure_or_a_document_beside_it_is_enough(text: str) -> None:
    assert found(text, None, "CLM") == []


def test_a_figure_across_a_semicolon_is_not_beside_it() -> None:
    assert found("全市有学校613所；智慧校园平台全覆盖。", None, "CLM") != []


def test_without_materials_awards_are_counted_not_flagged() -> None:
    result = check("市教育局荣获全省教育督导先进集体称号。")
    assert not any(f.code.startswith("CLM") for f in result.findings)
    assert result.coverage.claims == {State.NOT_CHECKED: 1}
    assert any("--materials" in entry.needs for entry in result.coverage.not_checked)


def test_an_attachment_that_is_not_there() -> None:
    assert [f.code for f in found("各县（区）数据见附件1。", None, "CLM")] == ["CLM006"]
    assert found("各县（区）数据见附件1。\n附件1 各县（区）数据", None, "CLM") == []
