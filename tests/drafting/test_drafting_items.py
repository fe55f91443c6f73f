"""The answer to one item: passages, figures, one visible gap, or 无此项工作任务."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from drafting_making import draft_of, evidence_of, outline_of, teller_of, texts, whole_text, write_metrics

from drafter.drafting.evidence import choose_evidence
from drafter.drafting.items import answer_item, gap_sentence
from drafter.drafting.materials import Materials
from drafter.drafting.screening import Screen
from drafter.drafting.slots import passage_sentence
from drafter.facts import read_metrics
from drafter.outlines import find_outline
from drafter.report import Report

SHARE = ("学前三年毛入园率", 94.62, 93.85, "%")
TEXT = "一、情况\n九所新建小区配套园全部移交，均办成公办园或普惠性民办园。\n"


def paragraph(report: Report, item: str) -> str:
    body = [p.text for s, p in report.paragraphs() if p.item == item and p.lead]
    assert len(body) <= 1
    return body[0] if body else ""


def test_passages_come_before_figures(tmp_path: Path) -> None:
    text = paragraph(draft_of(tmp_path, [SHARE], {"市教育局.txt": TEXT}).report, "preschool")
    assert text.startswith("促进学前教育普及普惠发展。九所新建小区配套园")
    assert "94.62%" in text.partition("普惠性民办园。")[2]


def test_a_missing_key_figure_leaves_one_visible_gap(tmp_path: Path) -> None:
    report = draft_of(tmp_path, [SHARE]).report
    text = paragraph(report, "preschool")
    assert text.count("【待补充") == 1
    assert text.endswith("请向市教育局基础教育科索取】")
    assert "普惠性幼儿园覆盖率、公办园在园幼儿占比" in text
    gaps = [gap for gap in report.gaps if gap.item == "preschool"]
    assert {gap.what for gap in gaps if gap.printed} == {"普惠性幼儿园覆盖率", "公办园在园幼儿占比"}


def test_an_unanswered_item_asks_for_everything_at_once(tmp_path: Path) -> None:
    report = draft_of(tmp_path, [SHARE]).report
    text = paragraph(report, "exams")
    assert text == "规范国家教育考试管理。【待补充：国家教育考试组织和考试安全的情况，请向市教育考试院索取】"
    assert [gap.printed for gap in report.gaps if gap.item == "exams"] == [True]


def test_words_alone_do_not_answer_an_item_that_needs_a_figure(tmp_path: Path) -> None:
    files = {"市教育局.txt": "一、情况\n教育信息化建设扎实推进，数字资源得到广泛应用。\n"}
    report = draft_of(tmp_path, [SHARE], files).report
    text = paragraph(report, "digital")
    assert "数字资源得到广泛应用。" in text
    assert "【待补充：学校联网和数字化设施建设与应用的情况" in text
    printed = [gap for gap in report.gaps if gap.item == "digital" and gap.printed]
    assert len(printed) == 1


def test_each_item_prints_at_most_one_gap(tmp_path: Path) -> None:
    for _, part in draft_of(tmp_path, [SHARE]).report.paragraphs():
        assert part.text.count("【待补充") <= 1


def test_a_cell_left_blank_is_asked_for_though_not_printed(tmp_path: Path) -> None:
    rows = [SHARE, ("多媒体教室占比", "", 97.4, "%"), ("中小学宽带网络接入率", 100, 100, "%")]
    report = draft_of(tmp_path, rows).report
    (gap,) = [gap for gap in report.gaps if gap.item == "digital"]
    assert (gap.what, gap.printed) == ("多媒体教室占比", False)
    assert gap.office
    assert "【待补充" not in paragraph(report, "digital")


def test_an_optional_item_without_evidence_is_not_written(tmp_path: Path) -> None:
    report = draft_of(tmp_path, [SHARE]).report
    assert paragraph(report, "special") == ""
    assert not [gap for gap in report.gaps if gap.item == "special"]
    told = draft_of(tmp_path, [SHARE, ("适龄残疾儿童义务教育入学率", 98.5, 97.74, "%")]).report
    assert "98.50%" in paragraph(told, "special")


def test_declared_not_applicable_in_the_metrics(tmp_path: Path) -> None:
    report = draft_of(tmp_path, [SHARE, ("市属高等学校数", "不适用", "不适用", "所")]).report
    text = paragraph(report, "higher")
    assert text == "支持高等教育发展。云岭市不涉及市属高等学校，无此项工作任务。"
    (sentence,) = next(p for _, p in report.paragraphs() if p.item == "higher").sentences
    assert sentence.support[0].text == "市属高等学校数：不适用"
    assert not [gap for gap in report.gaps if gap.item == "higher"]


def test_declared_not_applicable_in_a_write_up(tmp_path: Path) -> None:
    files = {"市委教育工委.txt": "一、情况\n民族团结进步教育方面，我市无此项工作任务。\n"}
    report = draft_of(tmp_path, [SHARE], files).report
    (sentence,) = next(p for _, p in report.paragraphs() if p.item == "ethnic").sentences
    assert sentence.text == "民族团结进步教育方面，我市无此项工作任务。"
    assert [(s.kind, s.ref) for s in sentence.support] == [("material", "市委教育工委.txt#p1")]


def test_not_applicable_is_never_inferred(tmp_path: Path) -> None:
    report = draft_of(tmp_path, [SHARE, ("市属高等学校数", "", "", "所")]).report
    told = [s.text for _, _, s in report.sentences() if s.origin != "gap"]
    assert not any("无此项工作任务" in text for text in told)
    assert "【待补充" in paragraph(report, "higher")


def test_evidence_beats_a_declaration_in_the_metrics(tmp_path: Path) -> None:
    files = {"市教育局.txt": "一、情况\n驻市高校和本科高等学校共建校地合作平台，成效较好。\n"}
    report = draft_of(tmp_path, [SHARE, ("市属高等学校数", "不适用", "", "所")], files).report
    assert "校地合作平台" in paragraph(report, "higher")
    assert "无此项工作任务" not in paragraph(report, "higher")


def test_a_declaration_does_not_excuse_an_item_that_has_to_be_answered(tmp_path: Path) -> None:
    report = draft_of(tmp_path, [SHARE, ("多媒体教室占比", "不适用", "", "%")]).report
    assert "无此项工作任务" not in paragraph(report, "digital")
    assert "【待补充" in paragraph(report, "digital")


def test_what_a_passage_told_is_not_told_again(tmp_path: Path) -> None:
    files = {"市教育局.txt": "一、情况\n全市学前三年毛入园率达到94.62%，幼儿入园更加便利。\n"}
    report = draft_of(tmp_path, [SHARE], files).report
    assert paragraph(report, "preschool").count("94.62%") == 1


def test_a_floor_missed_in_a_passage_is_still_owned(tmp_path: Path) -> None:
    files = {"市教育局.txt": "一、情况\n公办园在园幼儿占比为48.34%，公办幼儿园建设加快。\n"}
    text = paragraph(draft_of(tmp_path, [("公办园在园幼儿占比", 48.34, 47.19, "%")], files).report, "preschool")
    assert text.count("48.34%") == 1
    assert "公办园在园幼儿占比仍低于50%的要求" in text


def test_a_displaced_value_rests_on_the_cell_that_displaced_it(tmp_path: Path) -> None:
    files = {"市教育局.txt": "一、情况\n全市学前三年毛入园率达到96.20%，幼儿入园更加便利。\n"}
    report = draft_of(tmp_path, [SHARE], files).report
    assert "96.20%" not in whole_text(report)
    (told,) = [s for _, _, s in report.sentences() if "94.62%" in s.text]
    assert any(support.ref.endswith("!B3") for support in told.support)
    assert any("与指标表矛盾" in unused.reason for unused in report.unused)


def test_totals_are_told_with_their_parts_or_not_at_all(tmp_path: Path) -> None:
    rows = [("幼儿园总数", 612, "", "所"), ("公办幼儿园数", 268, "", "所"), ("普惠性民办园数", 344, "", "所")]
    files = {"市教育局.txt": "一、情况\n全市现有幼儿园612所，幼儿园办园条件继续改善。\n"}
    assert "268所" in paragraph(draft_of(tmp_path, rows).report, "preschool")
    text = paragraph(draft_of(tmp_path, rows, files).report, "preschool")
    assert text.count("612所") == 1
    assert "268所" not in text
    parts_only = paragraph(draft_of(tmp_path, rows[1:]).report, "preschool")
    assert "268所" not in parts_only


def test_block_style_has_no_run_in_lead(tmp_path: Path) -> None:
    item = (
        "items:\n      - {id: a, lead: 学前教育, ask: 毛入园率的情况, signals: [学前教育], office: 市教育局,"
        " groups: [{levels: [preschool_gross_enrolment]}]}\n"
    )
    outline = outline_of(tmp_path, f"  - id: s\n    heading: 学前教育情况\n    style: block\n    {item}")
    teller = teller_of(tmp_path, [SHARE])
    screen = Screen(teller.metrics, "云岭市", 2025)
    evidence = choose_evidence(outline, Materials(), screen)
    section, found = next(outline.items())
    answer = answer_item(teller, section, found, evidence, passage_sentence, 0)
    assert answer is not None
    assert answer.paragraph.lead == ""
    assert "94.62%" in answer.paragraph.text
    assert answer.gaps == []


def test_the_words_of_a_gap() -> None:
    gap = gap_sentence("毛入园率", "市教育局")
    assert (gap.text, gap.origin, gap.figures) == ("【待补充：毛入园率，请向市教育局索取】", "gap", ())


@pytest.mark.parametrize("item", ["nutrition", "graduates", "five_rules", "admission"])
def test_leads_are_the_outlines(tmp_path: Path, item: str) -> None:
    found = next(i for _, i in find_outline("city-key-points").items() if i.id == item)
    assert paragraph(draft_of(tmp_path, [SHARE]).report, item).startswith(f"{found.lead}。")


def test_no_sentence_of_metrics_speaks_of_a_change_without_last_year(tmp_path: Path) -> None:
    rows = [(row[0], row[1], "", row[3]) for row in (SHARE, ("一般公共预算教育支出", 78.62, 74.95, "亿元"))]
    report = draft_of(tmp_path, rows).report
    for text in texts(report):
        assert not re.search(r"上年|同比|增长|提高\d|下降", text.partition("《")[0]), text


def test_evidence_helpers_agree_with_the_pipeline(tmp_path: Path) -> None:
    evidence = evidence_of(tmp_path, {"市教育局.txt": TEXT}, [SHARE])
    assert [s.text for s in evidence.items["preschool"].body] == [TEXT.splitlines()[1]]
    assert read_metrics(write_metrics(tmp_path, [SHARE])).region == "云岭市"
