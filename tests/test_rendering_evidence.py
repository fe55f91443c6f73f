"""The evidence workbook: what its sheets say, that nothing in it runs, how it prints."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from test_rendering_docx import CELL, CELL_BEFORE, CLAUSE, GROWTH, MONEY, PASSAGE, full_report, words

from drafter.rendering import render_evidence
from drafter.report import Paragraph, Report, Support, UnusedMaterial

HEADERS = {
    "佐证对照表": [
        "序号",
        "章节",
        "段落要点",
        "句子",
        "数字",
        "来源类型",
        "来源名称",
        "位置",
        "原文或单元格内容",
    ],
    "测算说明表": ["句子", "数字", "测算方法", "运算数及单元格"],
    "待补清单": ["章节", "要点", "需要补充的内容", "请向谁索取", "正文是否已标出"],
    "未达标指标": ["指标", "本年值", "底线", "依据", "问题表述", "整改措施"],
    "未采用材料": ["位置", "原句", "原因"],
}


def book(report: Report) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_evidence(report)))


def rows(report: Report, sheet: str) -> list[tuple[object, ...]]:
    return [
        tuple("" if value is None else value for value in row)
        for row in book(report)[sheet].iter_rows(min_row=2, values_only=True)
    ]


def bare_report() -> Report:
    return Report("甲县自评报告", "甲县", 2025, "county", "county-standard", "offline")


def unused(text: str) -> Report:
    return replace(full_report(), unused=[UnusedMaterial("甲.docx#p1", text, "无")])


def test_sheets_and_headers_are_the_agreed_ones() -> None:
    made = book(full_report())
    assert {sheet.title: [cell.value for cell in sheet[1]] for sheet in made} == HEADERS
    assert made.sheetnames == list(HEADERS)


def test_every_figure_leads_to_its_cell_and_every_sentence_has_a_row() -> None:
    report = full_report()
    proofs = rows(report, "佐证对照表")
    assert [row[0] for row in proofs] == list(range(1, len(proofs) + 1))
    assert {row[3] for row in proofs} == {sentence.text for *_, sentence in report.sentences()} - {""}
    money = [row[1:] for row in proofs if row[3] == MONEY]
    place = ("一（一）1 健全工作机制", "健全工作机制", MONEY)
    assert money == [  # the support that repeats a figure's cell has no row of its own
        (*place, "12.34亿元", "指标表", CELL.name, CELL.ref, CELL.text),
        (
            *place,
            "5.8%",
            "测算",
            f"{CELL.name}\n{CELL_BEFORE.name}",
            f"{CELL.ref}\n{CELL_BEFORE.ref}",
            f"{GROWTH}\n{CELL.text}\n{CELL_BEFORE.text}",
        ),
    ]
    built = [row[4:] for row in proofs if row[3] == "全市新建公办幼儿园3所。"]
    assert built == [
        ("3所", "部门材料", PASSAGE.name, PASSAGE.ref, PASSAGE.text),
        ("", "政策文件", "demo-policy", CLAUSE.ref, CLAUSE.text),
        ("", "写法参考（不作佐证）", "样本", "样本#2", "某地的写法"),
    ]


def test_sentence_without_evidence_says_what_it_is() -> None:
    kinds = {row[3]: row[5] for row in rows(full_report(), "佐证对照表")}
    assert kinds["现将自评情况报告如下。"] == "固定表述"
    assert kinds["思政课教师配备比例【待补充：比例】。"] == "待补充"
    assert kinds["学校已达99所。"] == "待核实"
    assert kinds["市委教育工作领导小组定期议事。"] == "待核实"


def test_a_sample_alone_proves_nothing() -> None:
    sentence = words("甲。", "model", support=(Support("reference", "样本#2", "乙。"),))
    report = replace(bare_report(), opening=[Paragraph([sentence])])
    assert [row[5] for row in rows(report, "佐证对照表")] == ["写法参考（不作佐证）", "待核实"]


def test_point_of_a_paragraph_is_its_run_in_heading() -> None:
    points = {row[3]: (row[1], row[2]) for row in rows(full_report(), "佐证对照表")}
    place = "一（一）全面加强党对教育工作的领导"
    assert points["市委教育工作领导小组定期议事。"] == (place, "完善领导体制")
    assert points["现将自评情况报告如下。"] == ("开头", "")
    assert points["仍有差距。"] == ("二 存在的问题", "存在的问题")


def test_derived_figure_is_explained_with_operands_and_cells() -> None:
    operands = f"{CELL.name}：12.34亿元（{CELL.ref}）\n{CELL_BEFORE.name}：11.66亿元（{CELL_BEFORE.ref}）"
    assert rows(full_report(), "测算说明表") == [(MONEY, "5.8%", GROWTH, operands)]


def test_gaps_shortfalls_and_unused_materials_are_listed() -> None:
    report = full_report()
    place = "一（一）全面加强党对教育工作的领导"
    assert rows(report, "待补清单") == [(place, "思政课教师", "思政课教师配备比例", "教育局人事科", "是")]
    assert rows(report, "未达标指标") == [("覆盖率", "83.2%", "85%", "示例办法第三条", "低于85%。", "正文未写")]
    assert rows(report, "未采用材料") == [(item.ref, item.text, item.reason) for item in report.unused]


def test_sheet_with_nothing_to_say_says_so() -> None:
    for name, header in HEADERS.items():
        sheet = book(bare_report())[name]
        assert [cell.value for cell in sheet[1]] == header
        assert [row for row in rows(bare_report(), name) if any(row)] == [("无",) + ("",) * (len(header) - 1)]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", '=cmd|"/c calc"!A1', "\n-2"]
)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    data = render_evidence(unused(text))
    cell = openpyxl.load_workbook(io.BytesIO(data))["未采用材料"]["B2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert str(cell.value).strip() == text.strip()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            assert not re.search(rb"<f[ >/]", package.read(name)), name


def test_ordinary_text_is_not_marked() -> None:
    assert not book(unused("平常的一句"))["未采用材料"]["B2"].quotePrefix


def test_text_no_cell_can_hold_is_cleaned_or_cut_with_a_notice() -> None:
    assert book(unused("甲\x00\x0b乙"))["未采用材料"]["B2"].value == "甲乙"
    long = str(book(unused("长" * 40_000))["未采用材料"]["B2"].value)
    assert len(long) == 32_767
    assert long.endswith("未完）")


def test_sheets_are_ready_to_filter_and_print() -> None:
    for sheet in book(full_report()):
        assert all(cell.font.bold for cell in sheet[1])
        assert not sheet["A2"].font.bold
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row if cell.value)
        assert all(sheet.column_dimensions[cell.column_letter].width > 5 for cell in sheet[1])


def test_row_is_as_high_as_its_longest_cell_needs() -> None:
    one = book(unused("短"))["未采用材料"].row_dimensions[2].height
    many = book(unused("长" * 400))["未采用材料"].row_dimensions[2].height
    assert one < 20
    assert many > 10 * one
    assert book(unused("长" * 9000))["未采用材料"].row_dimensions[2].height == 409


def test_same_report_gives_the_same_bytes() -> None:
    data = render_evidence(full_report())
    assert data == render_evidence(full_report())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01" in package.read("docProps/core.xml")
    properties = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert (properties.title, properties.creator) == (f"{full_report().title}佐证对照表", "drafter")
