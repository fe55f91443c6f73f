"""The evidence workbook and the DOCX lead to each other, as long as both lie in one folder."""

from __future__ import annotations

import io
import posixpath
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import docx
import openpyxl
import pytest
from cli_running import call_drafter
from docx.oxml.ns import qn
from lxml import etree
from test_rendering_docx import full_report, parts, words
from test_rendering_options import drafted

from drafter.rendering import Options, render_docx, render_evidence
from drafter.rendering.markup import link_target
from drafter.report import Figure, Paragraph, Report, report_to_json

DOCX, BOOK = "云岭市 2025#报告.docx", "云岭市 2025#报告.evidence.xlsx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def bookmarks(data: bytes) -> dict[str, str]:
    """The text that each bookmark of the main story stands on, or the paragraph that it stands before."""
    found: dict[str, str] = {}
    names: dict[str | None, str] = {}
    root = etree.fromstring(parts(data)["word/document.xml"])
    for element in root.iter():
        if element.tag == W + "bookmarkStart":
            names[element.get(W + "id")] = name = element.get(W + "name") or ""
            assert name not in found, "a name is given once"
            found[name] = ""
            after = element.getnext()
            if after is not None and after.tag == W + "bookmarkEnd":
                found[name] = "".join(text.text or "" for text in element.getparent().iter(W + "t"))
        elif element.tag == W + "bookmarkEnd":
            del names[element.get(W + "id")]
        elif element.tag == W + "t":
            for name in names.values():
                found[name] += element.text or ""
    assert not names
    return found


def links(data: bytes, sheet: str) -> dict[int, tuple[str, str]]:
    """(file, place) that each row of a sheet leads to."""
    found = {}
    for line in openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(min_row=2):
        linked = [cell for cell in line if cell.hyperlink is not None]
        if linked:
            (cell,) = linked
            found[cell.row] = (unquote(cell.hyperlink.target), cell.hyperlink.location)
    return found


@pytest.mark.parametrize("trace", [False, True])
def test_each_row_leads_to_the_words_it_proves(trace: bool) -> None:
    report = full_report()
    places = bookmarks(render_docx(report, options=Options(trace=trace), evidence=BOOK))
    data = render_evidence(report, DOCX, trace=trace)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["佐证对照表"]
    led = links(data, "佐证对照表")
    assert led.keys() == set(range(2, sheet.max_row + 1))
    for row, (file, place) in led.items():
        sentence, figure = sheet.cell(row, 4).value, sheet.cell(row, 5).value
        assert file == DOCX
        if trace and figure:
            assert places[place] == figure
        else:
            assert sentence in places[place]
    derived = openpyxl.load_workbook(io.BytesIO(data))["测算说明表"]
    for row, (_, place) in links(data, "测算说明表").items():
        assert derived.cell(row, 2).value in places[place]


def test_what_is_missing_and_what_falls_short_lead_to_where_the_text_says_so() -> None:
    report = drafted("city-key-points")
    places = bookmarks(render_docx(report))
    data = render_evidence(report, DOCX)
    book = openpyxl.load_workbook(io.BytesIO(data))
    gaps, shortfalls = links(data, "待补清单"), links(data, "未达标指标")
    assert len(gaps) == len(report.gaps) == sum(gap.printed for gap in report.gaps)
    for row, (_, place) in gaps.items():
        assert f"【待补充：{book['待补清单'].cell(row, 3).value}" in places[place]
    assert len(shortfalls) == len(report.shortfalls)
    numbered = {f"_paragraph{n}": s for n, (s, _) in enumerate(report.paragraphs(), start=1)}
    for row, (_, place) in shortfalls.items():
        section = numbered[place]
        assert section is not None
        assert book["未达标指标"].cell(row, 5).value in section.heading + places[place]


def test_each_comment_leads_to_the_row_with_its_number() -> None:
    report = full_report()
    data = render_docx(report, options=Options(trace=True), evidence=BOOK)
    package = parts(data)
    (relation,) = etree.fromstring(package["word/_rels/comments.xml.rels"])
    assert (unquote(relation.get("Target")), relation.get("TargetMode")) == (BOOK, "External")
    sheet = openpyxl.load_workbook(io.BytesIO(render_evidence(report, DOCX, trace=True)))["佐证对照表"]
    root = etree.fromstring(package["word/comments.xml"])
    stood_on = {name.removeprefix("figure"): text for name, text in bookmarks(data).items()}
    comments = list(root.iter(W + "comment"))
    assert len(comments) == 3
    for comment in comments:
        (link,) = comment.iter(W + "hyperlink")
        assert link.get(R + "id") == relation.get("Id")
        name, _, cell = (link.get(W + "anchor") or "").partition("!")
        assert name == "'佐证对照表'"
        row = sheet[cell].row
        assert str(sheet.cell(row, 1).value) == comment.get(W + "id")
        assert sheet.cell(row, 5).value == stood_on[comment.get(W + "id") or ""]


def test_a_figure_that_could_not_be_marked_leads_to_its_paragraph() -> None:
    """A text that had to be cleaned is printed whole, so its figure has no bookmark of its own."""
    text = "建成\n学校3所。"
    figure = Figure(text.index("3"), text.index("。"), "3所", "", "", ())
    report: Report = replace(full_report(), opening=[Paragraph([words(text, "material", figures=(figure,))])])
    places = bookmarks(render_docx(report, options=Options(trace=True), evidence=BOOK))
    led = links(render_evidence(report, DOCX, trace=True), "佐证对照表")
    assert places[led[2][1]] == "建成学校3所。"


def test_without_names_nothing_is_linked() -> None:
    assert links(render_evidence(full_report()), "佐证对照表") == {}
    package = parts(render_docx(full_report(), options=Options(trace=True)))
    assert "word/_rels/comments.xml.rels" not in package
    assert b"hyperlink" not in package["word/comments.xml"]


@pytest.mark.parametrize(
    ("name", "target"),
    [("云岭市.docx", "云岭市.docx"), ("a b.docx", "a%20b.docx"), ("c:d?#50%.docx", "c%3Ad%3F%2350%25.docx")],
)
def test_a_name_becomes_an_address_that_means_the_file_and_nothing_else(name: str, target: str) -> None:
    assert link_target(name) == target
    assert unquote(target) == name


def test_export_with_traces_writes_both_files_linked(tmp_path: Path) -> None:
    source = tmp_path / "a.report.json"
    source.write_text(report_to_json(full_report()), encoding="utf-8")
    run = call_drafter(tmp_path, "export", source, "--trace", "-o", "出处.docx")
    assert run.code == 0
    assert run.err.splitlines() == ["已写入 出处.docx", "已写入 出处.evidence.xlsx"]
    led = links((tmp_path / "出处.evidence.xlsx").read_bytes(), "佐证对照表")
    assert {file for file, _ in led.values()} == {"出处.docx"}
    places = bookmarks((tmp_path / "出处.docx").read_bytes())
    assert {place for _, place in led.values()} <= places.keys()
    relations = parts((tmp_path / "出处.docx").read_bytes())["word/_rels/comments.xml.rels"].decode()
    assert posixpath.basename("出处.evidence.xlsx") in relations
    assert call_drafter(tmp_path, "export", source, "-o", "无.docx").code == 0
    assert not (tmp_path / "无.evidence.xlsx").exists()
    assert docx.Document(str(tmp_path / "无.docx")).element.body.find(f".//{qn('w:hyperlink')}") is None
