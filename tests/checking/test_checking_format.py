"""FMT on real DOCX: nothing on what drafter renders, and each defect seeded into it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from checking_helpers import in_place
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from test_checking_catalogue import run

from drafter.checking import CheckRequest, CheckResult, check_file
from drafter.checking.rules.format_examples import laid_out
from drafter.rendering import Layout, Options, render_docx
from drafter.report import IndicatorRow, Paragraph, Report, Section, Sentence

Seed = Callable[[Any], None]
TITLE = "云岭市人民政府"


def clean_report() -> Report:
    """A report sent as a letter, with headings of all four levels."""

    def text(words: str) -> Paragraph:
        return Paragraph([Sentence(words, "frame")])

    deep = Section("a.1.1", "投入", "1.", 3, [text("财政投入只增不减，支出结构持续优化，保障水平不断提高。")])
    deep.sections = [Section("a.1.1.1", "经费", "（1）", 4, [text("生均经费逐年提高，拨付及时足额到位。")])]
    first = Section("a.1", "教育投入", "（一）", 2, [], [deep])
    second = Section("a.2", "教师队伍", "（二）", 2, [text("教师待遇落实到位，队伍结构进一步优化。")])
    return Report(
        title="云岭市人民政府关于2025年履行教育职责情况的自评报告",
        region="云岭市",
        year=2025,
        level="city",
        outline="city-key-points",
        engine="offline",
        opening=[text("现将2025年履行教育职责情况报告如下。")],
        sections=[
            Section("a", "工作成效", "一、", 1, [], [first, second]),
            Section("b", "存在的问题", "二、", 1, [text("学位供给仍有缺口，教师结构性缺编依然存在。")]),
        ],
        signer="云岭市人民政府",
        addressee="省人民政府教育督导委员会",
        date="2026-03-20",
        number="云府〔2026〕3号",
    )


def fmt(path: Path, office: dict[str, str] | None = None) -> CheckResult:
    return check_file(CheckRequest(file=path, select=("FMT",), office=office or {}))


def seeded(folder: Path, *seeds: Seed) -> list[tuple[str, str, str]]:
    """(code, message, excerpt) of what is found in the clean report with these defects."""
    document = docx.Document(io.BytesIO(render_docx(clean_report())))
    for seed in seeds:
        seed(document)
    path = folder / "报告.docx"
    document.save(str(path))
    result = check_file(CheckRequest(file=path, select=("FMT", "STY", "STR", "PLH")))
    assert in_place(result)
    return [(f.code, f.message, f.excerpt) for f in result.findings]


def line(document: Any, start: str) -> Any:
    return next(p for p in document.paragraphs if p.text.startswith(start))


def retype(start: str, old: str, new: str) -> Seed:
    def seed(document: Any) -> None:
        paragraph = line(document, start)
        for run_ in paragraph.runs:
            if old in run_.text:
                run_.text = run_.text.replace(old, new)
                return
        raise AssertionError(old)

    return seed


def restyle(start: str, **how: Any) -> Seed:
    def seed(document: Any) -> None:
        for run_ in line(document, start).runs:
            if "font" in how:
                run_._r.rPr.rFonts.set(qn("w:eastAsia"), how["font"])
            if "size" in how:
                run_.font.size = Pt(how["size"])
            if "bold" in how:
                run_.font.bold = how["bold"]
            if "colour" in how:
                run_.font.color.rgb = RGBColor.from_string(how["colour"])

    return seed


def drop(start: str) -> Seed:
    def seed(document: Any) -> None:
        element = line(document, start)._p
        element.getparent().remove(element)

    return seed


def no_even_footer(document: Any) -> None:
    section = document.sections[0]._sectPr
    for reference in section.findall(qn("w:footerReference")):
        if reference.get(qn("w:type")) == "even":
            section.remove(reference)


def no_dashes(document: Any) -> None:
    for footer in (document.sections[0].footer, document.sections[0].even_page_footer):
        for run_ in footer.paragraphs[0].runs:
            if "—" in run_.text:
                run_.text = run_.text.replace("—", "").strip()


def page_number(size: float = 14, font: str = "宋体") -> Seed:
    def seed(document: Any) -> None:
        for footer in (document.sections[0].footer, document.sections[0].even_page_footer):
            for run_ in footer.paragraphs[0].runs:
                run_.font.size = Pt(size)
                run_.font.name = font

    return seed


def spaced_text(document: Any) -> None:
    line(document, "教师待遇").paragraph_format.space_after = Pt(8)


def margins(document: Any) -> None:
    document.sections[0].top_margin = Mm(25.4)


def letter_paper(document: Any) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)


def indented_addressee(document: Any) -> None:
    indent = line(document, "省人民政府")._p.pPr.find(qn("w:ind"))
    indent.set(qn("w:firstLineChars"), "200")


def flush_text(document: Any) -> None:
    paragraph = line(document, "生均经费")
    indent = paragraph._p.pPr.find(qn("w:ind"))
    for key in list(indent.attrib):
        del indent.attrib[key]


def left_title(document: Any) -> None:
    line(document, TITLE).alignment = WD_ALIGN_PARAGRAPH.LEFT


def with_note(text: str) -> Seed:
    def seed(document: Any) -> None:
        line(document, "学位供给").insert_paragraph_before("").text = ""
        element = line(document, "学位供给")._p
        from copy import deepcopy

        note = deepcopy(element)
        element.addnext(note)
        runs = note.findall(qn("w:r"))
        runs[0].find(qn("w:t")).text = text
        for run_ in runs[1:]:
            note.remove(run_)

    return seed


def signer_line(document: Any) -> Any:
    return [p for p in document.paragraphs if p.text == TITLE][-1]


def restyle_last(document: Any, **how: Any) -> None:
    for run_ in signer_line(document).runs:
        if "size" in how:
            run_.font.size = Pt(how["size"])
        if "font" in how:
            run_._r.rPr.rFonts.set(qn("w:eastAsia"), how["font"])


def drop_last(document: Any) -> None:
    element = signer_line(document)._p
    element.getparent().remove(element)


def test_a_clean_document_gives_no_finding(tmp_path: Path) -> None:
    assert seeded(tmp_path) == []


SEEDS: dict[str, tuple[Seed, str, str]] = {
    "title bold": (restyle(TITLE, bold=True), "FMT003", "加粗"),
    "title small": (restyle(TITLE, size=18), "FMT003", "小2号（18磅）"),
    "title in songti": (restyle(TITLE, font="宋体"), "FMT003", "宋体"),
    "title to the left": (left_title, "FMT003", "没有居中"),
    "title with a stop": (retype(TITLE, "自评报告", "自评报告。"), "FMT004", "标点"),
    "title without its kind": (retype(TITLE, "自评报告", "自评"), "FMT004", "文种"),
    "level 3 bold": (restyle("1.投入", bold=True), "FMT006", "加粗"),
    "level 1 in fangsong": (restyle("一、", font="仿宋"), "FMT006", "仿宋"),
    "level 2 large": (restyle("（一）", size=18), "FMT006", "小2号"),
    "number with a dot": (retype("一、", "一、", "一."), "STY009", ""),
    "half-width brackets": (retype("（一）", "（一）", "(一)"), "STY009", ""),
    "mark after brackets": (retype("（二）", "（二）", "（二）、"), "STY009", ""),
    "1 with a comma": (retype("1.", "1.", "1、"), "STY009", ""),
    "heading with a stop": (retype("（一）", "教育投入", "教育投入。"), "FMT015", "句号"),
    "no even footer": (no_even_footer, "FMT010", "双页没有页码"),
    "no dashes": (no_dashes, "FMT010", "一字线"),
    "addressee indented": (indented_addressee, "FMT011", "顶格"),
    "addressee with a half-width colon": (retype("省人民政府", "：", ":"), "STY001", ""),
    "no addressee": (drop("省人民政府"), "FMT011", "没有主送机关"),
    "small signature": (lambda d: restyle_last(d, size=10), "FMT012", "10磅"),
    "signature in songti": (lambda d: restyle_last(d, font="宋体"), "FMT012", "宋体"),
    "date in songti": (restyle("2026年", font="宋体"), "FMT012", "宋体"),
    "no signature": (drop_last, "FMT012", "没有发文机关署名"),
    "padded date": (retype("2026年", "3月", "03月"), "STY019", ""),
    "Chinese date": (retype("2026年", "2026年3月20日", "二〇二六年三月二十日"), "FMT013", "阿拉伯数字"),
    "note in title marks": (with_note("附件：《自评指标数据表》"), "STY028", ""),
    "note with a stop": (with_note("附件：自评指标数据表。"), "STY028", ""),
    "note with a half-width colon": (with_note("附件:自评指标数据表"), "STY001", ""),
    "red text": (restyle("教师待遇", colour="FF0000"), "FMT009", "红色"),
    "text in songti": (restyle("教师待遇", font="宋体"), "FMT005", "宋体"),
    "text small": (restyle("教师待遇", size=14), "FMT005", "4号"),
    "text without indent": (flush_text, "FMT007", "空二字"),
    "margins": (margins, "FMT002", "天头25.4毫米"),
    "paper": (letter_paper, "FMT001", "不是A4"),
    "page number small": (page_number(size=9), "FMT010", "字号为9磅"),
    "page number in Calibri": (page_number(font="Calibri"), "FMT010", "Calibri"),
    "space between paragraphs": (spaced_text, "FMT008", "8磅"),
    "a level skipped": (retype("二、", "二、", "三、"), "STR003", "上一个是第1个"),
    "half-width comma": (retype("教师待遇", "，", ","), "STY001", ""),
    "half-width stop": (retype("教师待遇", "。", "."), "STY001", ""),
    "straight quotes": (retype("教师待遇", "队伍结构", '"队伍"结构'), "STY002", "英文引号"),
    "two-digit year": (retype("教师待遇", "教师待遇", "截至25年底教师待遇"), "STY017", ""),
    "half a Chinese percentage": (retype("教师待遇", "进一步优化", "提高百分之5"), "STY018", ""),
    "crosses": (retype("教师待遇", "教师待遇", "XX县教师待遇"), "PLH003", ""),
    "left to fill in": (retype("教师待遇", "进一步优化", "【待补】"), "PLH005", ""),
    "square brackets": (retype("云府", "〔2026〕3号", "[2026]第03号"), "FMT016", "六角括号"),
}


@pytest.mark.parametrize("name", SEEDS)
def test_a_seeded_defect_is_found_and_nothing_else(tmp_path: Path, name: str) -> None:
    seed, code, words = SEEDS[name]
    found = seeded(tmp_path, seed)
    assert [c for c, _, _ in found] == [code], found
    assert words in found[0][1]


def test_a_total_that_differs_from_the_attachment_is_found(tmp_path: Path) -> None:
    report = clean_report()
    report.opening = [Paragraph([Sentence("全市共有幼儿园621所，办学条件持续改善。", "frame")])]
    report.indicators = [IndicatorRow("幼儿园总数", "612所", "634所", "-3.47%")]
    path = tmp_path / "报告.docx"
    for told, codes in (("621所", ["CON002"]), ("612所", [])):
        report.opening = [Paragraph([Sentence(f"全市共有幼儿园{told}，办学条件持续改善。", "frame")])]
        path.write_bytes(render_docx(report, options=Options(attachments=True)))
        result = check_file(CheckRequest(file=path, year=2025, select=("FMT", "CON", "ARI")))
        assert [f.code for f in result.findings] == codes


def test_the_same_defect_everywhere_is_one_finding(tmp_path: Path) -> None:
    def seed(document: Any) -> None:
        for paragraph in document.paragraphs:
            for run_ in paragraph.runs:
                run_.font.size = Pt(12)

    found = seeded(tmp_path, seed)
    assert [c for c, _, _ in found].count("FMT005") == 1
    assert any("正文多数" in message for _, message, _ in found)


def test_an_offices_own_fonts_and_measures_are_right(tmp_path: Path) -> None:
    own = {"body": "宋体", "heading1": "宋体", "margin_top": "30", "line_pitch": "26", "body_size": "15"}
    layout = Layout(body="宋体", heading1="宋体", margin_top=30, line_pitch=26, body_size=15)
    path = tmp_path / "报告.docx"
    path.write_bytes(render_docx(clean_report(), layout))
    codes = {f.code for f in fmt(path).findings}
    assert {"FMT002", "FMT005", "FMT006", "FMT008"} <= codes
    assert not fmt(path, own).findings


def test_a_text_has_no_layout(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("标题。\n一.基本情况\n2026年03月05日", encoding="utf-8")
    assert not fmt(path).findings


def test_formats_come_from_theme_styles_and_defaults(tmp_path: Path) -> None:
    document = docx.Document()  # python-docx's template has theme fonts, sizes in styles and no Chinese margins
    document.add_heading("云岭市2025年履行教育职责自评报告", 0)
    for number in range(3):
        document.add_paragraph(f"全市教育事业平稳发展，第{number}段内容充实。")
    path = tmp_path / "报告.docx"
    document.save(str(path))
    codes = {f.code for f in fmt(path).findings}
    assert {"FMT001", "FMT003", "FMT005", "FMT007", "FMT010"} <= codes


def test_a_hint_never_fails_a_check() -> None:
    result = run(laid_out({5: {"font": "宋体"}}))
    assert {f.severity.value for f in result.findings if f.code.startswith("FMT")} == {"info"}
