"""What LibreOffice makes of 版记, charts, and the links between the DOCX and the evidence workbook."""

from __future__ import annotations

import csv
import re
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree
from office_reading import MM, TYPE_AREA_END, Line, converted, printed
from test_rendering_docx import full_report, parts, words
from test_rendering_options import FULL, letter

from drafter.checking import check_document
from drafter.reading import Document, structure
from drafter.reading import Paragraph as Shown
from drafter.rendering import Options, render_docx, render_evidence
from drafter.rendering.charts import charts_of
from drafter.report import IndicatorRow, Paragraph
from drafter.reporters import to_xlsx

pytestmark = [
    pytest.mark.office,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice and poppler"
    ),
]

IMPRINT = Options(
    copy_to="市委办公室，市人大常委会办公室，市政协办公室", printer="云岭市人民政府办公室", print_date="2026-03-20"
)
XLINK = "{http://www.w3.org/1999/xlink}href"
#: Lines of text, so that the last page is nearly empty, nearly full, full, and just begun.
LENGTHS = (3, 15, 16, 17, 18, 19, 20, 40)


@pytest.fixture(scope="module")
def imprinted(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[list[Line]]]:
    """The pages of reports of so many lines, with 版记."""
    files = {}
    for length in LENGTHS:
        lines = [Paragraph([words("短句。")]) for _ in range(length)]
        report = replace(full_report(), sections=[], opening=lines, addressee="", signer="", date="")
        files[f"{length}.docx"] = render_docx(report, options=IMPRINT)
    many = replace(IMPRINT, copy_to="，".join(["市委办公室", "市人大常委会办公室", "市政协办公室"] * 2 + ["市教育局"]))
    files["0.docx"] = render_docx(replace(full_report(), sections=[], signer="", date=""), options=many)
    folder = converted(files, "pdf", tmp_path_factory.mktemp("imprint"))
    return {length: printed(folder / f"{length}.pdf") for length in (0, *LENGTHS)}


def test_the_imprint_stands_at_the_foot_of_the_last_page_whatever_stands_above(
    imprinted: dict[int, list[list[Line]]],
) -> None:
    for length in LENGTHS:
        *others, last = imprinted[length]
        assert not [line for page in others for line in page if "抄送" in line.text or "印发" in line.text], length
        inside = [line for line in last if line.top < TYPE_AREA_END]
        copied, issued = inside[-2:]
        assert (copied.text[:3], issued.text) == ("抄送：", "云岭市人民政府办公室2026年3月20日印发"), length
        # the line of 14-point type lies in the last 28.95 points of the type area, give or take half a millimetre
        assert TYPE_AREA_END - 28.95 * MM - 0.5 < issued.top < issued.bottom < TYPE_AREA_END + 0.5, length
        assert issued.left == pytest.approx(28 + 14 * MM, abs=0.5), length
        assert issued.right == pytest.approx(184 - 14 * MM, abs=0.5), length


def test_text_and_imprint_never_meet_and_none_is_lost(imprinted: dict[int, list[list[Line]]]) -> None:
    for length in LENGTHS:
        pages = imprinted[length]
        assert sum(line.text == "短句。" for page in pages for line in page) == length
        body = [line for line in pages[-1] if line.top < TYPE_AREA_END]
        for above, below in zip(body, body[1:], strict=False):
            assert above.bottom <= below.top + 0.5, (length, above.text, below.text)
        assert all(len([line for line in page if line.top < TYPE_AREA_END]) <= 22 for page in pages)
    assert [len(imprinted[length]) for length in LENGTHS] == [1, 1, 1, 2, 2, 2, 2, 3]  # the last: two full pages


def test_a_long_list_of_offices_goes_on_under_its_first_name(imprinted: dict[int, list[list[Line]]]) -> None:
    ((*_, first, second, issued, _),) = imprinted[0]
    assert first.text.startswith("抄送：市委办公室")
    assert second.text.endswith("市教育局。")
    assert first.left == pytest.approx(issued.left, abs=0.5)
    assert second.left == pytest.approx(first.left + 3 * 14 * MM, abs=0.5)
    assert second.right <= 184 - 14 * MM + 0.5
    assert issued.bottom < TYPE_AREA_END + 0.5


def test_the_imprint_comes_after_the_attachments(tmp_path: Path) -> None:
    pages = printed(converted({"a.docx": render_docx(letter(), options=FULL)}, "pdf", tmp_path) / "a.pdf")
    told = ["".join(line.text for line in page) for page in pages]
    last = next(number for number, text in enumerate(told) if "附件5" in text and "问题整改台账" in text and number > 5)
    assert last < len(told)
    assert [number for number, text in enumerate(told) if "抄送：" in text] == [len(told) - 1]
    charts = next(text for text in told if "附件2" in text and "主要指标图" in text and "图1" in text)
    for chart in charts_of(letter()):
        assert re.sub(r"\s", "", chart.caption) in charts
        for at, name in enumerate(chart.names):
            assert name[:6] in charts
            for series in chart.series:
                assert f"{series.values[at]:.{chart.decimals}f}" in charts


def test_links_lead_both_ways_in_libreoffice(tmp_path: Path) -> None:
    docx, book = "云岭市 报告.docx", "云岭市 报告.evidence.xlsx"
    report = full_report()
    text = render_docx(report, options=Options(trace=True), evidence=book)
    folder = converted({docx: text}, "fodt", tmp_path)
    converted({book: render_evidence(report, docx, trace=True)}, "fods", tmp_path)
    document = etree.parse(str(folder / "云岭市 报告.fodt"))
    sheet = etree.parse(str(folder / "云岭市 报告.evidence.fods"))
    marks = {e.get(f"{{{e.nsmap['text']}}}name") for e in document.iter("{*}bookmark-start", "{*}bookmark")}
    led = [unquote(e.get(XLINK)).rpartition("/")[2] for e in sheet.iter("{*}a")]
    assert {target.partition("#")[2] for target in led} <= marks
    assert {target.partition("#")[0] for target in led} == {docx}
    assert len(led) >= 5
    back = [unquote(e.get(XLINK)).rpartition("/")[2] for e in document.iter("{*}a") if e.get(XLINK)]
    assert len(back) == 3
    assert all(re.fullmatch(rf"{re.escape(book)}#'佐证对照表'!A\d+", target) for target in back)


ACTIVE = '=HYPERLINK("http://example.invalid","看")'
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def test_no_workbook_runs_what_a_cell_says(tmp_path: Path) -> None:
    """The list of findings, and the numbers behind a chart, with words that a spreadsheet takes for a formula."""
    lines = [Shown(0, "body", f"{ACTIVE}投入资金X万元。"), Shown(1, "body", "=1+41投入资金X万元。")]
    result = check_document(structure(Document("报告.txt", "txt", lines)), select=("PLH",))
    rows = [
        IndicatorRow(ACTIVE, "48.34%", "47%", "", "不低于50%", "未达标"),
        IndicatorRow("=1+41", "9%", "", "", "不低于1%"),
    ]
    package = parts(render_docx(replace(full_report(), indicators=rows), options=Options(attachments=True)))
    files = {"findings.xlsx": to_xlsx(result), "chart.xlsx": package["word/embeddings/chart1.xlsx"]}
    folder = converted(files, EVERY_SHEET, tmp_path)
    told = {path.stem.partition("-")[0]: path.read_text(encoding="utf-8") for path in folder.glob("*.csv")}
    held = [cell for text in told.values() for row in csv.reader(text.splitlines()) for cell in row]
    assert {f"{ACTIVE}（未达标）", "=1+41"} <= set(held)
    assert any(cell.startswith(f"{ACTIVE}投入") or ACTIVE in cell for cell in held)
    assert "42" not in held, "a formula was worked out"
    assert "看" not in held
