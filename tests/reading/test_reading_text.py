"""TXT and Markdown: every line is a paragraph, whatever wrote the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_making import texts
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.reading import Document, read_document, readable_suffixes

LINES = ["云岭市2025年自评报告", "", "一、工作开展情况", "  全市新建3所。 ", "", "二、存在的问题"]
LINE = st.text("全市一、。（）#-|* \t\u3000:12.5％", max_size=12)


def plain(folder: Path, content: str | bytes, name: str = "报告.txt") -> Document:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_document(path)


def markdown(folder: Path, *lines: str) -> Document:
    return plain(folder, "\n".join(lines), "报告.md")


def test_the_kinds_that_can_be_read_are_listed() -> None:
    assert readable_suffixes() == (".docx", ".txt", ".md", ".pdf", ".xlsx")


def test_every_line_of_a_txt_is_a_paragraph_with_its_spaces(tmp_path: Path) -> None:
    document = plain(tmp_path, "\n".join(LINES))
    assert texts(document) == LINES
    assert [p.index for p in document.paragraphs] == [0, 1, 2, 3, 4, 5]
    assert {p.part for p in document.paragraphs} == {"body"}
    assert (document.name, document.form, document.title) == ("报告.txt", "txt", LINES[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["报告.txt", "报告.md", "报告.TXT", "报告.Md"])
def test_encodings_and_line_ends_make_no_difference(tmp_path: Path, encoding: str, end: str, name: str) -> None:
    assert texts(plain(tmp_path, end.join(LINES).encode(encoding), name)) == LINES


@pytest.mark.parametrize("name", ["报告.txt", "报告.md"])
def test_a_final_line_end_makes_no_paragraph(tmp_path: Path, name: str) -> None:
    assert texts(plain(tmp_path, "甲\n乙\n", name)) == ["甲", "乙"]
    assert texts(plain(tmp_path, "甲\n乙\n\n", name)) == ["甲", "乙", ""]


@given(st.lists(LINE, min_size=1, max_size=12), st.sampled_from(["txt", "md"]))
@settings(max_examples=150, deadline=None)
def test_lines_keep_their_number_and_their_text(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], kind: str
) -> None:
    written = ["首行", *lines, "末行"]
    document = plain(tmp_path_factory.getbasetemp(), "\n".join(written), f"行.{kind}")
    assert document.paragraph_text() == dict(enumerate(written))
    for heading in document.headings:
        assert heading.text in written[heading.paragraph][heading.start : heading.end]


def test_marks_of_markdown_give_heading_levels(tmp_path: Path) -> None:
    document = markdown(
        tmp_path, "# 报告", "## 一、工作", "###### （一）党建", "####### 七个", "#没有空格", "    # 代码", "正文"
    )
    assert [p.heading_style for p in document.paragraphs] == [1, 2, 6, 0, 0, 0, 0]
    assert [(h.label, h.text, h.level) for h in document.headings] == [
        ("", "报告", 1),
        ("一", "工作", 1),
        ("一（一）", "党建", 2),
    ]
    assert document.form == "md"


def test_a_heading_starts_behind_its_marks(tmp_path: Path) -> None:
    document = markdown(tmp_path, "## 一、工作开展情况", "- （一）党建", "> 1. 机制")
    lines = document.paragraph_text()
    assert [lines[h.paragraph][h.start : h.end] for h in document.headings] == [
        "一、工作开展情况",
        "（一）党建",
        "1. 机制",
    ]


def test_front_matter_is_no_text_of_the_report(tmp_path: Path) -> None:
    document = markdown(tmp_path, "---", "title: 一、工作", "---", "一、党建", "---", "正文")
    assert texts(document, "header") == ["---", "title: 一、工作", "---"]
    assert texts(document, "body") == ["一、党建", "---", "正文"]
    assert [(h.paragraph, h.text) for h in document.headings] == [(3, "党建")]


def test_a_rule_in_the_first_line_that_nothing_closes_hides_nothing(tmp_path: Path) -> None:
    assert texts(markdown(tmp_path, "---", "一、党建", "正文"), "body") == ["---", "一、党建", "正文"]


def test_front_matter_begins_in_the_first_line_or_not_at_all(tmp_path: Path) -> None:
    assert texts(markdown(tmp_path, "甲", "---", "乙", "---"), "header") == []


def test_rows_of_markdown_tables_are_table_paragraphs(tmp_path: Path) -> None:
    document = markdown(
        tmp_path, "前", "| 指标 | 值 |", "|:---|---:|", "| 学校 | 3 |", "", "| 又 |", "|---|", "后 | 不是表"
    )
    assert [(p.text, p.cell) for p in document.paragraphs if p.part == "table"] == [
        ("| 指标 | 值 |", (0, 0, 0)),
        ("| 学校 | 3 |", (0, 1, 0)),
        ("| 又 |", (1, 0, 0)),
    ]
    assert texts(document, "body") == ["前", "|:---|---:|", "", "|---|", "后 | 不是表"]


def test_a_table_row_is_no_heading_and_joins_no_sentence(tmp_path: Path) -> None:
    row = "| 一、全市新建公办幼儿园3所，新增学位900个，惠及群众若干 |"
    document = markdown(tmp_path, row, row, "人。")
    assert document.headings == []
    assert [flow.text for flow in document.flows] == [row.strip("| "), row.strip("| "), "人。"]


def test_a_line_with_pipes_alone_in_a_txt_is_just_text(tmp_path: Path) -> None:
    assert [p.part for p in plain(tmp_path, "| 甲 |\n# 乙").paragraphs] == ["body", "body"]
