"""Tables of any document as rows of cells: two-sided ones, captions with units, and where each cell stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_making import package, paragraph, read, table, wrapped
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.reading import Document, Paragraph, read_document, structure
from drafter.reading.tabular import Table, side_starts, tables


def words(made: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in made.rows]


def only(document: Document) -> Table:
    (found,) = tables(document)
    return found


def test_a_word_table_has_its_caption_and_units(tmp_path: Path) -> None:
    rows = table(["项目", "本年", "上年"], ["教育支出", " 78.62 ", "74.95"])
    above = paragraph("情况如下。") + paragraph("表1　教育经费情况") + paragraph("（单位：亿元、人）")
    document = read(tmp_path, package(above + rows))
    found = only(document)
    assert words(found) == [["项目", "本年", "上年"], ["教育支出", "78.62", "74.95"]]
    assert found.units == ("亿元", "人")
    assert "情况如下" not in found.caption
    cell = found.rows[1][1]
    assert document.paragraph_text()[cell.paragraph][cell.start :].startswith("78.62")


def test_the_unit_may_stand_in_a_row_of_its_own(tmp_path: Path) -> None:
    span = wrapped(wrapped('<w:gridSpan w:val="2"/>', "w:tcPr") + paragraph("单位：万元"), "w:tr", "w:tc")
    body = wrapped(span + "".join(_row(*row) for row in (("项目", "金额"), ("资助资金", "12486.5"))), "w:tbl")
    found = only(read(tmp_path, package(paragraph("标题") + body)))
    assert words(found) == [["项目", "金额"], ["资助资金", "12486.5"]]
    assert found.units == ("万元",)


def _row(*cells: str) -> str:
    return wrapped("".join(wrapped(paragraph(cell), "w:tc") for cell in cells), "w:tr")


@pytest.mark.parametrize(
    ("rows", "starts"),
    [
        (["指标|数值|指标|数值", "小学|418|初中|96"], [0, 2]),
        (["序号|项目|本年|序号|项目|本年", "1|甲|3|2|乙|4"], [0, 3]),
        (["指标|本年|上年|指标|本年|上年", "小学|418|431|初中|96|97"], [0, 3]),
        (["指标|2025年|指标|2025年", "小学|418|初中|96"], [0, 2]),
        (["小学|418|初中|96", "高中|24|中职|14"], [0, 2]),
        (["小学|418|所|初中|96|所", "高中|24|所|中职|14|所"], [0, 3]),
        (["甲|1|乙|2|丙|3", "丁|4|戊|5|己|6"], [0, 2, 4]),
        (["县区|小学|初中|高中", "望山县|32|11|2"], [0]),
        (["指标|单位|2025年|2024年", "小学|所|418|431"], [0]),
        (["指标|数值|说明|来源", "小学|418|公办|统计"], [0]),
        (["小学|418|所|公办", "初中|96|所|公办"], [0]),
        (["指标|数值|指标", "小学|418|初中"], [0]),
        (["指标|数值|指标|数值"], [0]),
    ],
)
def test_lists_side_by_side_are_told_from_columns(rows: list[str], starts: list[int]) -> None:
    assert side_starts([row.split("|") for row in rows]) == starts


def test_each_side_is_a_table_with_the_same_caption(tmp_path: Path) -> None:
    rows = table(["指标", "本年", "指标", "本年"], ["小学", "418", "初中", "96"], ["高中", "24", "", ""])
    found = only(read(tmp_path, package(paragraph("单位：所") + rows)))
    left, right = found.sides()
    assert words(left) == [["指标", "本年"], ["小学", "418"], ["高中", "24"]]
    assert words(right) == [["指标", "本年"], ["初中", "96"], ["", ""]]
    assert left.units == right.units == ("所",)


def test_lines_of_text_and_markdown_are_tables_too(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("单位：所\n\n| 指标 | 本年 |\n|---|---|\n| 小学 | 418 |\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("单位：所\n指标\t本年\n小学\t418\n完。", encoding="utf-8")
    for name in ("a.md", "b.txt"):
        document = read_document(tmp_path / name)
        found = only(document)
        assert words(found) == [["指标", "本年"], ["小学", "418"]]
        assert found.units == ("所",)
        for row in found.rows:
            for cell in row:
                text = document.paragraph_text()[cell.paragraph]
                assert text[cell.start : cell.start + len(cell.text)] == cell.text


def test_a_cell_of_two_paragraphs_has_no_one_place(tmp_path: Path) -> None:
    rows = table([paragraph("指") + paragraph("标"), "本年"], ["小学", "418"])
    found = only(read(tmp_path, package(rows)))
    assert found.rows[0][0].text == "指标"
    assert found.rows[0][0].start == -1


def test_tables_around_and_inside_each_other_are_kept_apart(tmp_path: Path) -> None:
    inner = table(["甲", "1"], ["乙", "2"]) + paragraph("")
    found = list(tables(read(tmp_path, package(table(["外", "说明"], ["内", inner])))))
    assert [words(one) for one in found] == [[["外", "说明"], ["内", ""]], [["甲", "1"], ["乙", "2"]]]


CELL = st.text("小学初中12.3%所— ", max_size=4)


@given(st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=6))
@settings(deadline=None)
def test_any_cells_make_even_rows_and_sides_cover_them(rows: list[list[str]]) -> None:
    cells = [
        Paragraph(0, "table", text, cell=(0, at, column))
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    document = structure(
        Document("a", "docx", [Paragraph(n, p.part, p.text, cell=p.cell) for n, p in enumerate(cells)])
    )
    for found in tables(document):
        assert len({len(row) for row in found.rows}) == 1
        sides = list(found.sides())
        assert [sum((side.rows[at] for side in sides), ()) for at in range(len(found.rows))] == list(found.rows)
