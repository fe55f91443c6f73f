"""What LibreOffice makes of the files: lines a page, characters a line, page numbers, cells."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from office_reading import MM, TYPE_AREA_END, Line, converted, printed
from test_rendering_docx import full_report, words

from drafter.rendering import render_docx, render_evidence
from drafter.report import Paragraph, Section, UnusedMaterial

pytestmark = [
    pytest.mark.office,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")),
        reason="needs LibreOffice and poppler",
    ),
]

Convert = Callable[[bytes, str, str], Path]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert bytes of a file with a suffix to a LibreOffice format; the folder of the results."""

    def run(data: bytes, suffix: str, target: str) -> Path:
        return converted({f"file.{suffix}": data}, target, tmp_path_factory.mktemp("office"))

    return run


def body(page: list[Line]) -> list[Line]:
    return [line for line in page if line.top < TYPE_AREA_END]


@pytest.fixture(scope="module")
def pages(convert: Convert) -> list[list[Line]]:
    text = "各级各部门坚持把教育摆在优先发展的战略位置不断健全投入保障机制持续优化支出结构推动各项任务落地见效"
    more = Section("long", "教育保障", "三、", 1, [Paragraph([words(text * 9 + "。")]) for _ in range(6)])
    report = full_report()
    report = replace(report, sections=[*report.sections, more])
    return printed(convert(render_docx(report), "docx", "pdf") / "file.pdf")


def test_full_pages_have_22_lines(pages: list[list[Line]]) -> None:
    assert len(pages) >= 4
    assert [len(body(page)) for page in pages[1:-1]] == [22] * (len(pages) - 2)


def test_most_full_lines_have_28_characters(pages: list[list[Line]]) -> None:
    lengths = Counter(len(line.text) for page in pages[1:-1] for line in body(page))
    assert lengths.most_common(1)[0][0] == 28
    assert max(lengths) <= 29  # a mark may hang over the edge


def test_page_numbers_stand_one_character_in_on_the_outer_side(pages: list[list[Line]]) -> None:
    for number, page in enumerate(pages, start=1):
        footer = page[-1]
        assert footer.text == f"—{number}—"
        assert footer.top > TYPE_AREA_END
        if number % 2:
            assert footer.right == pytest.approx(179, abs=1)
        else:
            assert footer.left == pytest.approx(33, abs=1)


def test_title_is_centred_in_two_lines_at_the_top(pages: list[list[Line]]) -> None:
    first, second = pages[0][:2]
    assert (first.text, second.text) == ("云岭市人民政府", "2025年履行教育职责自评报告")
    for line in (first, second):
        assert (line.left + line.right) / 2 == pytest.approx((28 + 184) / 2, abs=0.5)


def test_paragraphs_are_indented_two_characters_and_wrap_flush(pages: list[list[Line]]) -> None:
    lefts = Counter(round(line.left, 1) for line in body(pages[1]))
    assert set(lefts) <= {28.0, 39.3}
    assert len(lefts) == 2


def test_signature_is_on_the_last_page_below_text(pages: list[list[Line]]) -> None:
    *text, signer, day = body(pages[-1])
    assert text
    assert (signer.text, day.text) == ("云岭市人民政府", "2026年3月5日")
    assert signer.right == pytest.approx(184 - 32 * MM, abs=0.5)
    assert signer.top - text[-1].top == pytest.approx(2 * 28.95 * MM, abs=1)


def test_signature_never_stands_on_a_page_of_its_own(convert: Convert) -> None:
    for count in (17, 18, 19, 20):
        short = [Paragraph([words("短句。")]) for _ in range(count)]
        report = replace(full_report(), sections=[], opening=short)
        last = printed(convert(render_docx(report), "docx", "pdf") / "file.pdf")[-1]
        assert "短句。" in [line.text for line in last], count


def test_report_with_nothing_in_it_is_one_page(convert: Convert) -> None:
    report = replace(full_report(), opening=[], sections=[], signer="", date="")
    assert len(printed(convert(render_docx(report), "docx", "pdf") / "file.pdf")) == 1


def test_evidence_opens_as_text_in_a_spreadsheet(convert: Convert) -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.invalid","看")']
    report = replace(full_report(), unused=[UnusedMaterial(text, text, "无") for text in texts])
    # The last field of the filter's options writes every sheet to a file of its own.
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    folder = convert(render_evidence(report), "xlsx", every_sheet)
    names = sorted(path.stem.removeprefix("file-") for path in folder.glob("*.csv"))
    assert names == sorted(["佐证对照表", "测算说明表", "待补清单", "未达标指标", "未采用材料"])
    with (folder / "file-未采用材料.csv").open(encoding="utf-8", newline="") as stream:
        assert [row[:2] for row in list(csv.reader(stream))[1:]] == [[text, text] for text in texts]
