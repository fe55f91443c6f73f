"""红头, seal, 版记, attachments and traces of a drafted report, and what the checker says of it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree
from test_rendering_docx import ORDER, full_report, parts

from drafter.checking import CheckRequest, check_file
from drafter.drafting import DraftRequest, draft_report
from drafter.errors import InputError
from drafter.rendering import Layout, Options, layout_from, options_from, render_docx
from drafter.rendering.attachments import attachments_of
from drafter.report import Report, load_report, report_to_json

ROOT = Path(__file__).resolve().parent.parent
FULL = Options(
    red_head="云岭市人民政府文件",
    signatory="张明远",
    sealed=True,
    copy_to="市委办公室",
    printer="云岭市人民政府办公室",
    print_date="2026-03-20",
    attachments=True,
    trace=True,
)
OUTLINES = {
    "city-selfcheck-table": "city",
    "city-comprehensive": "city",
    "city-key-points": "city",
    "county-standard": "county",
    "province-key-points": "province",
    "province-narrative": "province",
}


@lru_cache(maxsize=8)
def drafted(outline: str) -> Report:
    example = ROOT / "examples" / OUTLINES[outline]
    metrics = next(path for path in (example / "metrics.xlsx", example / "metrics.csv") if path.is_file())
    request = DraftRequest(
        outline=outline,
        metrics=metrics,
        materials=example / "materials",
        engine="offline",
        date="2026-03-20",
        number="云府〔2026〕3号",
    )
    return draft_report(request).report


def letter() -> Report:
    return replace(drafted("city-key-points"), number="云府〔2026〕3号", addressee="省人民政府教育督导委员会")


def texts(data: bytes) -> list[str]:
    return [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]


@pytest.mark.parametrize("outline", OUTLINES)
def test_a_draft_passes_its_own_layout_rules_with_and_without_a_red_head(tmp_path: Path, outline: str) -> None:
    report = drafted(outline)
    whose = replace(report, number="云府〔2026〕3号", addressee=report.addressee or "省人民政府教育督导委员会")
    for name, made in (
        ("plain", render_docx(report)),
        ("full", render_docx(whose, options=FULL)),
    ):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(made)
        found = check_file(CheckRequest(file=path, select=("FMT",))).findings
        assert not found, [(f.code, f.message, f.excerpt) for f in found]


def test_attachments_bring_no_false_alarm(tmp_path: Path) -> None:
    example = ROOT / "examples" / "city"
    results = []
    for name, options in (("plain", Options()), ("full", FULL)):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(render_docx(letter(), options=options))
        request = CheckRequest(file=path, metrics=example / "metrics.xlsx", materials=example / "materials")
        results.append({(f.code, f.excerpt) for f in check_file(request).findings})
    # a cell of the ledger that nobody has filled yet is told, as a gap in the text is
    assert results[1] - {("PLH005", "待补充")} <= results[0]


def test_attachments_are_tables_with_repeated_heads_on_pages_of_their_own() -> None:
    document = docx.Document(io.BytesIO(render_docx(letter(), options=FULL)))
    names = ["自评指标数据表", "主要指标图", "测算说明表", "佐证材料目录", "问题整改台账"]
    assert [a.title for a in attachments_of(letter())] == names
    lines = [p.text for p in document.paragraphs]
    note = lines.index("附件：1.自评指标数据表")
    told = [f"{number}.{name}" for number, name in enumerate(names, start=1)]
    assert lines[note : note + 5] == [f"附件：{told[0]}", *told[1:]]
    assert note < lines.index("2026年3月20日")
    for paragraph, head in zip(document.paragraphs[note:], (4, 1), strict=False):  # 附件：1. and 2. hang in the margin
        form = paragraph.paragraph_format
        assert (form.left_indent, form.first_line_indent) == (Pt(6 * 16), Pt(-head * 16))
    marks = [p for p in document.paragraphs if re.fullmatch(r"附件\d", p.text)]
    assert len(marks) == 5
    assert len(document.tables) == 4
    assert all(p.paragraph_format.page_break_before for p in marks)
    for table in document.tables:
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert len({len(row.cells) for row in table.rows}) == 1


def test_indicators_are_told_with_change_floor_and_verdict() -> None:
    rows = {row.name: row for row in drafted("city-key-points").indicators}
    assert any(row.verdict == "未达标" for row in rows.values())
    assert any(row.verdict == "达标" for row in rows.values())
    assert all(bool(row.floor) == bool(row.verdict) for row in rows.values())
    assert any(row.change.endswith("个百分点") for row in rows.values())
    assert all(row.this for row in rows.values())


def test_every_problem_stands_in_the_ledger_with_its_measure() -> None:
    for outline in OUTLINES:
        report = drafted(outline)
        ledger = next(a for a in attachments_of(report) if a.title == "问题整改台账")
        assert len(ledger.rows) >= len(report.shortfalls)
        assert all(row[1] and row[2] for row in ledger.rows), outline
        assert not [cell for row in ledger.rows for cell in row if "【" in cell], "the text asks for it once"


def test_a_report_without_tables_has_no_attachments() -> None:
    bare = replace(full_report(), sections=[], opening=[])
    assert "附件" not in "".join(texts(render_docx(bare, options=Options(attachments=True))))


def test_each_traced_figure_names_its_cell_and_evidence_row() -> None:
    data = render_docx(full_report(), options=Options(trace=True))
    assert data == render_docx(full_report(), options=Options(trace=True))
    document = docx.Document(io.BytesIO(data))
    assert texts(data) == texts(render_docx(full_report()))
    comments = {c.comment_id: c for c in document.comments}
    assert len(comments) == 3
    words: dict[int, str] = {}
    for mark in document.element.body.iter(qn("w:commentRangeStart")):
        run = mark.getnext()
        words[int(mark.get(qn("w:id")))] = "".join(t.text for t in run.iter(qn("w:t")))
    assert sorted(words.values()) == ["12.34亿元", "3所", "5.8%"]
    told = {words[number]: comment.text for number, comment in comments.items()}
    assert "指标.xlsx!2025年!B7" in told["12.34亿元"]
    assert told["5.8%"].startswith("测算：（12.34－11.66）÷11.66×100%")
    assert "佐证对照表序号" in told["3所"]
    names = {b.get(qn("w:name")) for b in document.element.body.iter(qn("w:bookmarkStart"))}
    assert {name for name in names if name.startswith("figure")} == {f"figure{number}" for number in words}


def test_the_numbers_of_traces_are_those_of_the_evidence_sheet() -> None:
    from drafter.rendering.evidence import evidence_tables, proof_rows

    report = full_report()
    rows = {row[0]: row[4] for row in evidence_tables(report)[0].rows}
    for _, _, sentence in report.sentences():
        for figure in sentence.figures:
            assert rows[proof_rows(report)[id(sentence)][id(figure)]] == figure.text


def test_a_sealed_date_stands_four_characters_in_and_the_signer_over_it() -> None:
    document = docx.Document(io.BytesIO(render_docx(full_report(), options=Options(sealed=True))))
    *_, signer, day = document.paragraphs

    def right(paragraph: Any) -> float:
        return float(paragraph.paragraph_format.right_indent.pt)

    layout = Layout()
    assert right(day) == pytest.approx(64)
    middle_of_day = right(day) + layout.printed_width(day.text) / 2
    assert right(signer) + layout.printed_width(signer.text) / 2 == pytest.approx(middle_of_day, abs=0.1)


def test_the_red_head_and_the_imprint_stand_in_their_places() -> None:
    data = render_docx(letter(), options=FULL)
    lines = texts(data)
    assert lines[0] == "云岭市人民政府文件"
    assert lines[3] == "云府〔2026〕3号\t签发人：张明远"
    last = docx.Document(io.BytesIO(data)).paragraphs[-1]
    boxes = list(last._p.iter(qn("w:txbxContent")))
    assert len(boxes) == 2  # for new programs and for old ones
    for box in boxes:
        runs = [list(p.iter(qn("w:r"))) for p in box.iter(qn("w:p"))]
        told = ["".join(n.text or "\t" for r in line for n in r.iter(qn("w:t"), qn("w:tab"))) for line in runs]
        assert told == ["抄送：市委办公室。", "云岭市人民政府办公室\t2026年3月20日印发", ""]


def test_children_follow_the_order_of_the_schema() -> None:
    order = {**ORDER, "tcPr": "tcW gridSpan vMerge vAlign", "trPr": "cantSplit tblHeader"}
    order["tblPr"] = "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar"
    for name, content in parts(render_docx(letter(), options=FULL)).items():
        for element in etree.fromstring(content).iter() if not name.endswith(".xlsx") else ():
            local = etree.QName(element).localname
            if local in order and element.tag == qn(f"w:{local}"):
                wanted = order[local].split()
                places = [wanted.index(etree.QName(child).localname) for child in element]
                assert places == sorted(places), name


def test_settings_give_measures_and_options() -> None:
    settings = {"body": "仿宋", "line_pitch": "28", "red_head": "云岭市人民政府文件", "sealed": "True"}
    assert layout_from(settings) == Layout(body="仿宋", line_pitch=28)
    assert options_from(settings) == Options(red_head="云岭市人民政府文件", sealed=True)
    with pytest.raises(InputError, match=r"docx.line_pitch"):
        layout_from({"line_pitch": "宽"})
    with pytest.raises(InputError, match=r"docx.sealed"):
        options_from({"sealed": "也许"})


def test_indicators_survive_the_report_file(tmp_path: Path) -> None:
    report = drafted("city-key-points")
    path = tmp_path / "a.report.json"
    path.write_text(report_to_json(report), encoding="utf-8")
    assert load_report(path).indicators == report.indicators
