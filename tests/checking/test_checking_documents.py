"""Documents a text cites: titles, numbers, the policies they name, and POL on them."""

from __future__ import annotations

import pytest
from checking_helpers import check, document, found

from drafter.checking.claims.documents import Citation, find_citations
from drafter.checking.claims.known import policy_index
from drafter.checking.claims.titles import core, likeness
from drafter.facts import load_dictionary
from drafter.findings import State


def cited(text: str) -> list[Citation]:
    return [citation for flow in document(text).flows for citation in find_citations(flow)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按照《教育督导条例》（国务院令第624号）开展。", [("教育督导条例", "国务院令第624号")]),
        ("落实《甲办法》（云府办发〔2025〕 12 号）。", [("甲办法", "云府办发〔2025〕12号")]),
        ("落实《甲办法》[云府办发(2025)12号]。", [("甲办法", "云府办发〔2025〕12号")]),
        ("按照云教发〔2025〕3号和云教函［2025］4号执行。", [("", "云教发〔2025〕3号"), ("", "云教函〔2025〕4号")]),
        ("印发《甲办法》《乙方案》。", [("甲办法", ""), ("乙方案", "")]),
        ("《关于印发〈甲办法〉的通知》", [("关于印发〈甲办法〉的通知", "")]),
        ("《甲办法》印发后，全市学校352号楼完成改造。", [("甲办法", "")]),
        ("两会期间收到《提案第35号》。", [("提案第35号", "")]),
        ("《》", [("", "")]),
    ],
)
def test_what_is_cited(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(c.title, c.number) for c in cited(text)] == expected


def test_spans_lie_on_the_words() -> None:
    text = "市政府根据《教育督导条例》（国务院令第624号）制定办法。"
    (citation,) = cited(text)
    assert text[slice(*citation.title_span)] == "《教育督导条例》"
    assert text[slice(*citation.number_span)] == "国务院令第624号"
    assert text[citation.start : citation.end] == "《教育督导条例》（国务院令第624号"


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("教育部等八部门关于印发《新时代基础教育强师计划》的通知", "新时代基础教育强师计划"),
        ("中共中央 国务院关于全面深化新时代教师队伍建设改革的意见", "关于全面深化新时代教师队伍建设改革的意见"),
        ("中华人民共和国教育法", "教育法"),
    ],
)
def test_the_core_of_a_title(title: str, plain: str) -> None:
    assert core(title) == plain


@pytest.mark.parametrize(
    ("title", "same", "filling"),
    [
        ("国务院办公厅关于进一步加强控辍保学提高义务教育巩固水平的通知", True, False),
        ("进一步加强控辍保学提高义务教育巩固水平的通知", False, True),
        ("关于进一步加强控辍保学提升义务教育巩固水平的通知", False, False),
    ],
)
def test_a_title_is_the_same_or_misquoted(title: str, same: bool, filling: bool) -> None:
    like = likeness(title, "国务院办公厅关于进一步加强控辍保学提高义务教育巩固水平的通知")
    assert like is not None
    assert (like.same, like.filling) == (same, filling)


@pytest.mark.parametrize(
    "title",
    [
        "关于进一步加强控辍保学提高义务教育巩固水平的实施意见",  # a local version
        "关于进一步加强控辍保学提高高中教育巩固水平的通知",  # another stage
        "云岭市关于进一步加强控辍保学提高义务教育巩固水平的通知",  # another issuer
        "关于做好秋季开学工作的通知",
    ],
)
def test_another_document_is_not_a_misquoted_one(title: str) -> None:
    assert likeness(title, "国务院办公厅关于进一步加强控辍保学提高义务教育巩固水平的通知") is None


def test_each_year_has_its_own_plan() -> None:
    assert policy_index().titled("2031年对省级人民政府履行教育职责的评价方案") is None
    assert likeness("对县级人民政府履行教育职责的评价办法", "对省级人民政府履行教育职责的评价办法") is None


def test_a_threshold_known_from_memory_contradicts_nobody() -> None:
    text = "九年义务教育巩固率达93.1%，达到国家标准。"
    assert not any(threshold.verified for threshold in load_dictionary()["compulsory_retention"].thresholds)
    assert check(text, select=("POL",)).findings == []
    known = check("公办园在园幼儿占比达43.1%，达到国家标准。", select=("POL",)).findings
    assert [finding.code for finding in known] == ["POL005"], "one that was looked up does"


def test_an_unverified_number_calls_nothing_wrong() -> None:
    result = check(
        "落实《关于加强新时代大中小学劳动教育的通知》和《关于建立中小学校党组织领导的校长负责制的意见（试行）》（中办发〔2022〕9号）。",
        select=("POL",),
    )
    assert [(f.code, f.severity) for f in result.findings] == [("POL001", "info")], "it only asks"
    assert result.coverage.citations == {State.NOT_CHECKED: 2}
    assert any("文号未核实" in entry.needs for entry in result.coverage.not_checked)


def test_a_cited_document_is_proved_or_refuted() -> None:
    right = check("按照《教育督导条例》（国务院令第624号）开展督导。").coverage.citations
    wrong = check("按照《教育督导条例》（国务院令第642号）开展督导。").coverage.citations
    assert (right, wrong) == ({State.PROVED: 1}, {State.REFUTED: 1})


def test_a_wrong_number_is_marked_on_the_number_and_told_once() -> None:
    text = "按照《教育督导条例》（国务院令第642号）开展督导。\n依据《教育督导条例》（国务院令第642号）聘任督学。"
    (finding,) = found(text, None, "POL")
    assert finding.excerpt == "国务院令第642号"
    assert "国务院令第624号" in finding.suggestion
    assert len(finding.also) == 1


def test_a_missing_guanyu_is_only_a_hint() -> None:
    (finding,) = found("落实《进一步加强控辍保学提高义务教育巩固水平的通知》。", None, "POL")
    assert (finding.code, finding.severity) == ("POL003", "info")


@pytest.mark.parametrize(("year", "codes"), [(2019, []), (2020, []), (2022, ["POL004"])])
def test_what_was_in_force_in_the_reported_year_is_right(year: int, codes: list[str]) -> None:
    text = "按照《2019年对省级人民政府履行教育职责的评价方案》开展自评。"
    assert [f.code for f in check(text, year=year, select=("POL",)).findings] == codes


def test_a_part_of_a_title_with_its_number_is_a_short_way_to_cite() -> None:
    assert found("落实《控辍保学提高义务教育巩固水平》（国办发〔2017〕72号）。", None, "POL002") == []


@pytest.mark.parametrize(
    ("text", "code", "severity"),
    [
        ("深入落实《教育强国建设规划纲要（2025—2035年）》。", "POL003", "warning"),
        ("落实《关于减轻中小学教师工作负担进一步优化教育教学环境的若干意见》。", "POL003", "info"),
        ("落实《“十四五”学前教育发展提升行动规划》。", "POL003", "info"),
        ("落实《关于实施新时代基础教育扩优提质三年行动方案的意见》要求。", "POL003", "info"),
        ("依据教育法第九十一条落实。", "POL011", "warning"),
        ("普惠性幼儿园覆盖率89.7%，高于国家2025年达到75%的目标。", "POL010", "info"),
        ("公办园在园幼儿占比54.9%，高于国家规定的40%标准。", "POL010", "warning"),
    ],
)
def test_what_differs_from_the_known_document(text: str, code: str, severity: str) -> None:
    assert [(f.code, f.severity) for f in check(text, select=("POL",)).findings] == [(code, severity)]


@pytest.mark.parametrize(
    "text",
    [
        "县政府印发《教育强国建设规划纲要（2025—2035年）》。",
        "落实《云岭市教育强国建设规划纲要（2025—2035年）》。",
        "出台《关于减轻中小学教师负担的实施意见》。",
        "依据《云岭市义务教育条例》第八十六条和《中华人民共和国义务教育法》第八条落实。",
        "普惠性幼儿园覆盖率91.5%，超过国家要求的80%和省定90%的目标，高于国家平均水平3%。",
        "国家学生体质健康标准优良率达到54.26%，国家助学金覆盖面为20%的要求落实。",
    ],
)
def test_what_is_another_document_or_another_figure(text: str) -> None:
    assert check(text, select=("POL",)).findings == []
