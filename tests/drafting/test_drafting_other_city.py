"""A city nobody drafted for: another layout, another voice, gaps of its own. What holds for the example holds here."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from drafting_making import section_text, whole_text
from test_drafting_forms import must_read_well, supported, told

from drafter.checking import CheckRequest, check_file
from drafter.drafting import Draft, DraftRequest, draft_report
from drafter.findings import Severity, State
from drafter.rendering import render_docx
from drafter.report import Report

HERE = Path(__file__).parent / "other_city"
OUTLINES = ["city-key-points", "city-selfcheck-table", "city-comprehensive"]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their sheet: a title over merged cells, categories merged down, the year before in front of the year."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "统计表"
    rows = list(csv.reader((HERE / "metrics.csv").open(encoding="utf-8")))
    for row in rows:
        sheet.append([_typed(cell) for cell in row])
    sheet.merge_cells("A1:F1")
    starts = [number for number, row in enumerate(rows, start=1) if number > 3 and row[0]] + [len(rows) + 1]
    for first, after in zip(starts, starts[1:], strict=False):
        sheet.merge_cells(start_row=first, end_row=after - 1, start_column=1, end_column=1)
    path = tmp_path_factory.mktemp("other") / "岚川统计表.xlsx"
    book.save(path)
    return path


def _typed(cell: str) -> object:
    return None if not cell else float(cell) if cell.replace(".", "").isdigit() else cell


@cache
def drafted(outline: str, workbook: Path) -> Draft:
    return draft_report(DraftRequest(outline, workbook, HERE / "materials", engine="offline"))


def paragraph(report: Report, item: str) -> str:
    return next((p.text for s, p in report.paragraphs() if p.item == item and s and not s.id.startswith("prob")), "")


@pytest.mark.parametrize("outline", OUTLINES)
def test_it_reads_as_a_report(outline: str, workbook: Path) -> None:
    report = drafted(outline, workbook).report
    assert (report.region, report.year) == ("岚川市", 2025)
    must_read_well(report)
    sentences = told(report)
    assert sum(map(supported, sentences)) / len(sentences) >= 0.8
    assert len(sentences) >= 80


@pytest.mark.parametrize("outline", OUTLINES)
def test_the_checker_finds_only_what_is_missing(outline: str, workbook: Path, tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(render_docx(drafted(outline, workbook).report))
    result = check_file(CheckRequest(path, outline=outline, metrics=workbook, materials=HERE / "materials"))
    wrong = [f for f in result.findings if f.severity is Severity.ERROR and f.code != "PLH005"]
    assert wrong == [], [(f.code, f.excerpt, f.message) for f in wrong]
    assert [f.excerpt for f in result.findings if f.code == "NUM008"] == []  # no figure without a source
    figures = result.coverage.figures
    assert figures[State.REFUTED] == figures[State.UNSUPPORTED] == 0


def test_shortfalls_are_owned_and_answered(workbook: Path) -> None:
    report = drafted("city-key-points", workbook).report
    assert {s.indicator for s in report.shortfalls} == {
        "per_pupil_edu_exp_vocational",
        "per_pupil_public_funds_special",
    }
    problems, measures = section_text(report, "problems"), section_text(report, "measures")
    assert "每生每年6500元" in problems
    assert "每生每年7000元的要求" in problems
    # the treasury's own plan answers the shortfall it names, and its aim is not said twice
    assert "2026年预算优先安排中职生均经费，由市财政局会同市教育体育局落实，确保不低于2024年水平。" in measures
    assert "逐年只增不减" not in measures


def test_a_problem_of_one_sentence_in_a_numbered_list_is_told(workbook: Path) -> None:
    report = drafted("city-key-points", workbook).report
    problems, measures = section_text(report, "problems"), section_text(report, "measures")
    assert "教育专项资金配套不到位\n古坝县、新槐县财力薄弱，教育专项资金配套不到位" in problems
    assert "着力解决教育专项资金配套不到位问题\n督促古坝县、新槐县在2026年6月底前补齐配套资金" in measures
    assert "请向市财政局索取】" in measures  # whoever named the problem is asked, not the item's usual office


def test_the_users_own_indicators_are_told(workbook: Path) -> None:
    report = drafted("city-key-points", workbook).report
    assert "随迁子女公办学校就读占比由上年的96.8%提升到97.3%" in paragraph(report, "compulsory")
    assert paragraph(report, "digital") == "推进教育信息化。全市中小学宽带接入率保持100%。"


def test_an_item_with_nothing_takes_from_one_with_plenty(workbook: Path) -> None:
    report = drafted("city-key-points", workbook).report
    assert "符合条件的263所学校全部完成章程修订" in paragraph(report, "party_rules")
    assert "红烛先锋" in paragraph(report, "school_party")


def test_offices_are_called_what_they_are(workbook: Path) -> None:
    text = whole_text(drafted("city-key-points", workbook).report)
    assert "市教育体育局" in text
    assert "市教育局" not in text
    assert "岚川市教育体育局" not in text


def test_who_helped_is_named_and_applause_is_not_repeated(workbook: Path) -> None:
    text = whole_text(drafted("city-key-points", workbook).report)
    assert "市公安局、市市场监管局配合教育部门举办法治副校长培训班2期" in text
    assert "欢迎" not in text


def test_a_phrase_is_not_said_twice_in_a_row(workbook: Path) -> None:
    text = paragraph(drafted("city-key-points", workbook).report, "language")
    assert text == "推广普及国家通用语言文字。完成县域普通话普及情况调查。"


def test_rises_falls_and_standstills_are_told_as_such(workbook: Path) -> None:
    report = drafted("city-key-points", workbook).report
    assert "教育支出占比由上年的17.92%降至17.74%，下降0.18个百分点" in paragraph(report, "budget")
    assert "幼儿园生均一般公共预算教育经费为6480元，与上年持平" in paragraph(report, "budget")
    assert "下降1.85%，未做到“只增不减”，已列入存在的问题" in paragraph(report, "budget")
    assert "小学和初中生均公用经费分别为每生每年720元和940元，与上年持平" in paragraph(report, "public_funds")
    assert "上轮评价共反馈问题12个，已全部整改到位" in paragraph(report, "supervision")
    assert "66人以上超大班额已全部消除" in paragraph(report, "compulsory")
    assert "学生体质健康优良率为48.2%，较上年下降0.7个百分点" in paragraph(report, "sports")


def test_the_office_that_issued_it_is_not_the_topic(workbook: Path) -> None:
    """市政府教育督导委员会对4个县（区）政府… is on the evaluation of counties, not on the inspectors."""
    report = drafted("city-selfcheck-table", workbook).report
    assert "开展履行教育职责评价，发出整改通知书4份" in paragraph(report, "downward_evaluation")
    assert paragraph(report, "inspectors").startswith("全市聘任督学198名")


def test_numbered_items_are_numbered_as_the_standard_has_it(workbook: Path) -> None:
    section = next(s for s in drafted("city-selfcheck-table", workbook).report.walk() if s.id == "policy")
    assert [part.label for part in section.sections][:3] == ["1.", "2.", "3."]
