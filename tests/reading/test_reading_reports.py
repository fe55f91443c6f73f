"""A draft read back: from its JSON and from its DOCX, the same headings, labels and words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx_making import read, texts

from drafter.errors import InputError
from drafter.reading import Document, read_document
from drafter.reading.reports import document_of
from drafter.rendering import render_docx
from drafter.report import Paragraph, Report, Section, Sentence, report_to_json

SAID = {
    "opening": "现将云岭市2025年履行教育职责情况报告如下。",
    "led": "市委常委会研究教育议题12次，市政府常务会研究教育议题20次。",
    "money": "一般公共预算教育支出12.34亿元，比上年增长5.8%；占比18.6％。",
    "gap": "思政课教师配备比例【待补充：比例】。",
    "marked": "仍有3所学校存在大班额。",
}


def said(*keys: str, lead: str = "") -> Paragraph:
    return Paragraph([Sentence(SAID[key], "frame", marked=key == "marked") for key in keys], lead=lead)


def report() -> Report:
    """Three levels of sections, run-in leads, a gap, a marked sentence, a signature."""
    mechanism = Section("m", "健全工作机制", "1.", 3, [said("money", "gap")])
    party = Section("p", "全面加强党对教育工作的领导", "（一）", 2, [said("led", lead="完善领导体制。")], [mechanism])
    priority = Section("q", "落实教育优先发展战略", "（二）", 2, [said("money")])
    return Report(
        title="云岭市人民政府2025年履行教育职责自评报告",
        region="云岭市",
        year=2025,
        level="city",
        outline="city-key-points",
        engine="offline",
        opening=[Paragraph([Sentence("省人民政府教育督导委员会：", "frame")]), said("opening")],
        sections=[
            Section("w", "工作开展情况及成效", "一、", 1, [], [party, priority]),
            Section("x", "存在的问题", "二、", 1, [said("marked", "led")]),
        ],
        signer="云岭市人民政府",
        date="2026-03-05",
    )


@pytest.fixture
def from_docx(tmp_path: Path) -> Document:
    return read(tmp_path, render_docx(report()))


@pytest.fixture
def from_json(tmp_path: Path) -> Document:
    path = tmp_path / "云岭市.report.json"
    path.write_text(report_to_json(report()), encoding="utf-8")
    return read_document(path)


def headings(document: Document) -> list[tuple[int, int, str, str]]:
    return [(h.level, h.number, h.label, h.text) for h in document.headings]


def sentences_with_sections(document: Document) -> Iterator[tuple[str, str]]:
    """The section in which each sentence of the report is found."""
    for paragraph in document.body():
        for key, text in SAID.items():
            if text in paragraph.text:
                yield key, document.place(paragraph, 0, 1).section


def test_a_rendered_report_reads_back_with_its_headings_and_labels(from_docx: Document) -> None:
    assert headings(from_docx) == [
        (1, 1, "一", "工作开展情况及成效"),
        (2, 1, "一（一）", "全面加强党对教育工作的领导"),
        (3, 1, "一（一）1.", "健全工作机制"),
        (2, 2, "一（二）", "落实教育优先发展战略"),
        (1, 2, "二", "存在的问题"),
    ]
    assert not any(heading.run_in for heading in from_docx.headings)


def test_a_rendered_report_reads_back_with_all_its_sentences(from_docx: Document, from_json: Document) -> None:
    expected = [
        ("opening", ""),
        ("led", "一（一）"),
        ("money", "一（一）1."),
        ("gap", "一（一）1."),
        ("money", "一（二）"),
        ("led", "二"),
        ("marked", "二"),
    ]
    assert list(sentences_with_sections(from_docx)) == expected
    assert list(sentences_with_sections(from_json)) == expected


def test_a_rendered_report_reads_as_python_docx_reads_it(tmp_path: Path) -> None:
    data = render_docx(report())
    document = read(tmp_path, data)
    assert texts(document, "body") == [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]
    assert document.unread == []


def test_the_document_of_a_report_is_the_document_of_its_docx(from_docx: Document, from_json: Document) -> None:
    printed = [text.replace("\n", "") for text in texts(from_docx, "body") if text.strip()]
    assert printed[:-1] == texts(from_json)
    assert printed[-1] == "2026年3月5日"
    assert headings(from_docx) == headings(from_json)


def test_the_title_and_the_leads_survive(from_docx: Document, from_json: Document) -> None:
    assert from_docx.title.replace("\n", "") == from_json.title == report().title
    assert any(text.startswith("完善领导体制。市委常委会") for text in texts(from_docx, "body"))


def test_no_sentence_of_a_rendered_report_is_joined_to_another(from_docx: Document) -> None:
    assert all(len(flow.pieces) == 1 for flow in from_docx.flows)


def test_a_report_file_is_read_as_a_report(from_json: Document) -> None:
    assert (from_json.name, from_json.form) == ("云岭市.report.json", "report")
    assert [p.index for p in from_json.paragraphs] == list(range(len(from_json.paragraphs)))
    assert [p.heading_style for p in from_json.paragraphs] == [0, 0, 0, 1, 2, 0, 3, 0, 2, 0, 1, 0, 0]


def test_a_report_without_signer_ends_with_its_text() -> None:
    bare = report()
    bare.signer = ""
    assert texts(document_of(bare, "草稿"))[-1] == SAID["marked"] + SAID["led"]


def test_a_json_file_that_is_no_report_is_refused(tmp_path: Path) -> None:
    (tmp_path / "数据.json").write_text('{"a": 1}', encoding="utf-8")
    with pytest.raises(InputError, match="不是 drafter 的报告文件"):
        read_document(tmp_path / "数据.json")
