"""The bundled city's report as LibreOffice prints it: 22 lines of 28 characters, page numbers, 落款, navigation."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from office_reading import MM, TYPE_AREA_END, Line, converted, printed
from test_rendering_options import FULL, drafted

from drafter.rendering import Layout, Options, render_docx
from drafter.report import Report


def has_times() -> bool:
    """Whether digits are as wide as those of Times New Roman: with others the lines break elsewhere."""
    if not shutil.which("fc-match"):
        return False
    told = subprocess.run(["fc-match", "Times New Roman"], check=True, capture_output=True, text=True).stdout
    return "Liberation Serif" in told or "Times New Roman" in told


pytestmark = [
    pytest.mark.office,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftohtml") and has_times()),
        reason="needs LibreOffice, poppler and a font as wide as Times New Roman",
    ),
]

Pages = list[list[Line]]
LAST_LINE = 254.0  # where the glyphs of the 22nd line begin, in millimetres from the top


def example() -> Report:
    report = drafted("city-key-points")
    return replace(report, number="云府〔2026〕3号", addressee="省人民政府教育督导委员会")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        "plain.docx": render_docx(drafted("city-key-points")),
        "full.docx": render_docx(example(), options=FULL),
        "letter.docx": render_docx(example(), options=Options()),
    }
    return converted(files, "pdf", tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="module", params=["plain", "full", "letter"])
def pages(folder: Path, request: pytest.FixtureRequest) -> Pages:
    return printed(folder / f"{request.param}.pdf")


def text_pages(pages: Pages) -> Pages:
    """The lines of the text, page by page, without those of the attachments."""
    lines = [[line for line in page if line.top < TYPE_AREA_END] for page in pages]
    end = next((at for at, page in enumerate(lines) if re.fullmatch(r"附件1?", page[0].text)), len(lines))
    return lines[:end]


def test_every_full_page_has_22_lines_and_none_has_more(pages: Pages) -> None:
    text = text_pages(pages)
    assert len(text) >= 10
    full = 0
    for at, page in enumerate(text[1:-1], start=1):
        if re.match(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）", text[at + 1][0].text):
            # a heading went over to the text it heads, with no more than one above it
            assert 20 <= len(page) <= 22, at
        else:
            blank = any(line.text.startswith("附件：") for line in page)  # the line left free above it
            assert len(page) + blank == 22, at
        full += len(page) == 22
    assert full >= len(text) - 4
    assert all(len(page) <= 22 for page in text)
    assert max(line.top for page in text for line in page) == pytest.approx(LAST_LINE, abs=1)


def test_a_full_line_has_28_characters(pages: Pages) -> None:
    """Lines without digits, which take half the width, and not the last of a paragraph."""
    lines = [line for page in text_pages(pages)[1:-1] for line in page if line.left < 28.5 and line.right > 182]
    lengths = Counter(len(line.text) for line in lines if not re.search(r"[0-9A-Za-z.%]", line.text))
    assert lengths.most_common(1)[0][0] == 28
    assert lengths[28] >= 0.7 * lengths.total() >= 10
    assert max(lengths) <= 29  # a mark may hang over the edge


def test_page_numbers_run_on_through_the_attachments_on_the_outer_side(pages: Pages) -> None:
    for number, page in enumerate(pages, start=1):
        footer = page[-1]
        assert footer.text == f"—{number}—"
        if number % 2:
            assert footer.right == pytest.approx(179, abs=1)
        else:
            assert footer.left == pytest.approx(33, abs=1)


def test_each_page_of_a_long_table_begins_with_its_heads(folder: Path) -> None:
    pages = printed(folder / "full.pdf")
    first = next(at for at, page in enumerate(pages) if page[0].text == "附件1")
    after = next(at for at, page in enumerate(pages) if page[0].text == "附件2")
    assert after - first >= 3
    assert "序号指标本年上年变化底线结论" in [line.text for line in pages[first]]
    assert {pages[at][0].text for at in range(first + 1, after)} == {"序号指标本年上年变化底线结论"}


@pytest.mark.parametrize(("name", "sealed"), [("letter", False), ("full", True)])
def test_signature_and_date_stand_as_the_standard_says(folder: Path, name: str, sealed: bool) -> None:
    lines = [line for page in text_pages(printed(folder / f"{name}.pdf")) for line in page]
    at = next(n for n, line in enumerate(lines) if line.text == "2026年3月20日")
    signer, day = lines[at - 1 : at + 1]
    character = Layout().body_size * MM
    assert signer.text == "云岭市人民政府"
    # LibreOffice 7 sets a fifth of a character between Chinese and digits, whatever the paragraph says: five times here
    spaced = 5 * character / 5
    if sealed:  # the date four characters in, the name centred on it
        assert day.right == pytest.approx(184 - 4 * character, abs=1)
        assert signer.left + signer.right == pytest.approx(day.left + day.right + spaced, abs=2)
    else:  # the name two characters in, the date two characters right of its first
        assert signer.right == pytest.approx(184 - 2 * character, abs=1)
        assert day.left + spaced - signer.left == pytest.approx(2 * character, abs=1)


def test_headings_make_the_navigation_pane(folder: Path) -> None:
    command = ["pdftohtml", "-xml", "-i", "-stdout", str(folder / "full.pdf")]
    told = subprocess.run(command, check=True, capture_output=True).stdout
    outline = etree.fromstring(told, etree.XMLParser(load_dtd=False, resolve_entities=False)).find("outline")
    assert outline is not None
    first = [item.text for item in outline.findall("item")]
    report = example()
    tops = [f"{section.label}{section.heading.rstrip('。')}" for section in report.sections]
    annexes = ["自评指标数据表", "主要指标图", "测算说明表", "佐证材料目录", "问题整改台账"]
    assert [text for text in first if text in tops] == tops
    assert [text for text in first if text in annexes] == annexes
    second = [item.text for inner in outline.findall("outline") for item in inner.findall("item")]
    assert [f"{s.label}{s.heading.rstrip('。')}" for s in report.sections[0].sections] == second[:9]
