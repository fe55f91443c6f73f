"""The DOCX: fonts, sizes, grid, headings, highlights and schema order, in the raw XML and through python-docx."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as DocxParagraph
from lxml import etree

from drafter.errors import InputError
from drafter.rendering import Layout, render_docx
from drafter.report import Figure, Gap, Paragraph, Report, Section, Sentence, Shortfall, Source, Support
from drafter.report import UnusedMaterial as Unused

CELL = Source("cell", "指标.xlsx!2025年!B7", "一般公共预算教育支出", "12.34亿元")
CELL_BEFORE = Source("cell", "指标.xlsx!2025年!C7", "一般公共预算教育支出（上年）", "11.66亿元")
PASSAGE = Source("passage", "教育局.docx#p12", "教育局.docx", "全市新建公办幼儿园3所。")
CLAUSE = Source("clause", "demo-policy#3", "示例办法", "覆盖率不低于85%。")
GROWTH = "（12.34－11.66）÷11.66×100%"
MONEY = "2025年教育支出12.34亿元，增长5.8%，“两个只增不减”——得到落实。"


def words(text: str, origin: str = "frame", **more: Any) -> Sentence:
    return Sentence(text, origin, **more)


def money_sentence() -> Sentence:
    def figure(text: str, formula: str, *sources: Source) -> Figure:
        start = MONEY.index(text)
        return Figure(start, start + len(text), text, "slot", formula, sources)

    return words(
        MONEY,
        "metric",
        figures=(figure("12.34亿元", "", CELL), figure("5.8%", GROWTH, CELL, CELL_BEFORE)),
        support=(Support("cell", CELL.ref, CELL.text),),
    )


def full_report() -> Report:
    """A report with one of everything."""
    built = words(
        "全市新建公办幼儿园3所。",
        "material",
        figures=(Figure(9, 11, "3所", "", "", (PASSAGE,)),),
        support=(
            Support("passage", PASSAGE.ref, PASSAGE.text),
            Support("clause", CLAUSE.ref, CLAUSE.text),
            Support("reference", "样本#2", "某地的写法"),
        ),
    )
    leading = Section(
        "lead",
        "全面加强党对教育工作的领导。",
        "（一）",
        2,
        [
            Paragraph([words("市委教育工作领导小组定期议事。", "model")], lead="完善领导体制。"),
            Paragraph([words("党组织覆盖【待补充：民办学校党组织数】，有序推进。", "material")]),
            Paragraph([words("思政课教师配备比例【待补充：比例】。", "gap")]),
        ],
        [Section("lead.1", "健全工作机制", "1.", 3, [Paragraph([money_sentence(), built])])],
    )
    return Report(
        title="云岭市人民政府2025年履行教育职责自评报告",
        region="云岭市",
        year=2025,
        level="city",
        outline="city-key-points",
        engine="offline",
        opening=[
            Paragraph([words("现将自评情况报告如下。")]),
            Paragraph([words("")]),
        ],
        sections=[
            Section("work", "工作开展情况及成效", "一、", 1, [], [leading]),
            Section(
                "problems",
                "存在的问题",
                "二、",
                1,
                [Paragraph([words("学校已达99所。", "model", marked=True), words("仍有差距。")])],
            ),
        ],
        signer="云岭市人民政府",
        addressee="省人民政府教育督导委员会",
        date="2026-03-05",
        gaps=[Gap("思政课教师", "lead", "思政课教师配备比例", "教育局人事科", True)],
        shortfalls=[Shortfall("cover", "覆盖率", "83.2%", "85%", "示例办法第三条", "低于85%。", "")],
        unused=[Unused("教育局.docx#p3", '=HYPERLINK("http://example.invalid","看")', "与本年无关")],
    )


def opened(report: Report, layout: Layout | None = None) -> list[DocxParagraph]:
    data = render_docx(report, layout) if layout else render_docx(report)
    return docx.Document(io.BytesIO(data)).paragraphs


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def trees(data: bytes) -> Iterator[tuple[str, etree._Element]]:
    for name, content in parts(data).items():
        yield name, etree.fromstring(content)


def found(paragraphs: list[DocxParagraph], start: str) -> DocxParagraph:
    return next(paragraph for paragraph in paragraphs if paragraph.text.startswith(start))


def fonts_of(element: etree._Element) -> dict[str, str]:
    fonts = element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    assert fonts is not None
    return {name: fonts.get(qn(f"w:{name}")) or "" for name in ("ascii", "hAnsi", "cs", "eastAsia", "hint")}


def named(chinese: str, latin: str = "Times New Roman") -> dict[str, str]:
    return {"ascii": latin, "hAnsi": latin, "cs": latin, "eastAsia": chinese, "hint": "eastAsia"}


def test_text_of_the_document_is_the_report_in_print_order() -> None:
    assert [paragraph.text for paragraph in opened(full_report())] == [
        "云岭市人民政府\n2025年履行教育职责自评报告",
        "",
        "省人民政府教育督导委员会：",
        "现将自评情况报告如下。",
        "一、工作开展情况及成效",
        "（一）全面加强党对教育工作的领导",
        "完善领导体制。市委教育工作领导小组定期议事。",
        "党组织覆盖【待补充：民办学校党组织数】，有序推进。",
        "思政课教师配备比例【待补充：比例】。",
        "1.健全工作机制",
        MONEY + "全市新建公办幼儿园3所。",
        "二、存在的问题",
        "学校已达99所。仍有差距。",
        "",
        "云岭市人民政府",
        "2026年3月5日",
    ]


def test_page_is_a4_with_the_type_area_of_the_standard() -> None:
    section = docx.Document(io.BytesIO(render_docx(full_report()))).sections[0]
    tolerance = Mm(0.05)
    for value, millimetres in (
        (section.page_width, 210),
        (section.page_height, 297),
        (section.top_margin, 37),
        (section.bottom_margin, 35),
        (section.left_margin, 28),
        (section.right_margin, 26),
        (section.footer_distance, 25),
    ):
        assert value is not None
        assert abs(value - Mm(millimetres)) <= tolerance
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid is not None
    assert dict(grid.attrib) == {qn("w:type"): "lines", qn("w:linePitch"): "579"}


def test_body_paragraph_carries_the_recipe_directly() -> None:
    paragraph = found(opened(full_report()), "2025年教育支出")
    form = paragraph.paragraph_format
    assert (form.line_spacing, form.line_spacing_rule) == (Pt(28.95), WD_LINE_SPACING.EXACTLY)
    assert (form.space_before, form.space_after, form.widow_control) == (0, 0, False)
    assert paragraph.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    indent = paragraph._p.pPr.find(qn("w:ind"))
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "640")
    (run,) = paragraph.runs  # quotes, dashes and digits need no run of their own
    assert run.font.size == Pt(16)
    assert run._r.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"
    assert fonts_of(run._r) == named("仿宋_GB2312")


def test_title_is_centred_in_its_own_font_without_bold_or_border() -> None:
    title = opened(full_report())[0]
    assert title.style is not None
    assert title.style.name == "Title"
    assert title.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert title.paragraph_format.line_spacing == Pt(35)
    for run in title.runs:
        assert (run.font.size, run.font.bold) == (Pt(22), False)
        assert fonts_of(run._r) == named("方正小标宋简体")
    assert len(title._p.findall(f".//{qn('w:br')}")) == 1


@pytest.mark.parametrize(
    ("start", "style", "font"),
    [
        ("一、", "Heading 1", "黑体"),
        ("（一）", "Heading 2", "楷体_GB2312"),
        ("1.", "Heading 3", "仿宋_GB2312"),
    ],
)
def test_heading_is_built_in_restyled_and_formatted_directly(start: str, style: str, font: str) -> None:
    heading = found(opened(full_report()), start)
    assert heading.style is not None
    assert heading.style.name == style
    assert heading.paragraph_format.keep_with_next is True
    assert heading._p.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == str(int(style[-1]) - 1)
    for element in (heading.style.element, heading.runs[0]._r):
        assert fonts_of(element) == named(font)
        assert element.rPr.find(qn("w:color")).get(qn("w:val")) == "000000"
        for name in ("b", "bCs", "i", "iCs"):
            assert element.rPr.find(qn(f"w:{name}")).get(qn("w:val")) == "0"
        assert element.rPr.find(qn("w:sz")).get(qn("w:val")) == "32"


def test_run_in_heading_opens_its_paragraph_in_kaiti() -> None:
    first, second = found(opened(full_report()), "完善领导体制。").runs
    assert (first.text, fonts_of(first._r)) == ("完善领导体制。", named("楷体_GB2312"))
    assert (second.text, fonts_of(second._r)) == ("市委教育工作领导小组定期议事。", named("仿宋_GB2312"))


def test_only_what_is_missing_or_not_cleared_is_highlighted() -> None:
    highlighted = [
        run.text
        for paragraph in opened(full_report())
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert highlighted == [
        "【待补充：民办学校党组织数】",
        "思政课教师配备比例【待补充：比例】。",
        "学校已达99所。",
    ]


def test_addressee_is_flush_left_and_other_openings_are_not() -> None:
    paragraphs = opened(full_report())
    assert found(paragraphs, "省人民政府").paragraph_format.first_line_indent == 0
    assert found(paragraphs, "现将").paragraph_format.first_line_indent == Pt(32)


def test_signature_stands_as_the_rule_for_unsealed_documents_says() -> None:
    *_, body, blank, signer, day = opened(full_report())
    assert blank.text == ""
    assert signer.alignment == day.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert signer.paragraph_format.right_indent == Pt(32)
    # 7 characters of 15.75 pt; the date takes 3 such and 6 digits of 7.75 pt. The date begins 2 characters right.
    start_of_signer = 32 + 7 * 15.75
    start_of_day = day.paragraph_format.right_indent.pt + 3 * 15.75 + 6 * 7.75
    assert start_of_signer - start_of_day == pytest.approx(32, abs=0.1)
    assert [p.paragraph_format.keep_with_next for p in (body, blank, signer, day)] == [
        True,
        True,
        True,
        False,
    ]
    assert signer._p.pPr.find(qn("w:autoSpaceDN")).get(qn("w:val")) == "0"


def test_parts_the_report_lacks_leave_no_paragraph() -> None:
    report = replace(full_report(), opening=[], signer="", date="", addressee="")
    texts = [paragraph.text for paragraph in opened(report)]
    assert texts[:3] == ["云岭市人民政府\n2025年履行教育职责自评报告", "", "一、工作开展情况及成效"]
    assert texts[-1] == "学校已达99所。仍有差距。"
    assert texts.count("") == 1
    assert not opened(report)[-1].paragraph_format.keep_with_next


def test_footers_number_odd_pages_right_and_even_pages_left_with_a_plain_field() -> None:
    document = docx.Document(io.BytesIO(render_docx(full_report())))
    assert document.settings.odd_and_even_pages_header_footer is True
    section = document.sections[0]
    for footer, side, alignment in (
        (section.footer, "right", WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, "left", WD_ALIGN_PARAGRAPH.LEFT),
    ):
        (paragraph,) = footer.paragraphs
        assert paragraph.alignment == alignment
        indent = paragraph._p.pPr.find(qn("w:ind"))
        assert (indent.get(qn(f"w:{side}Chars")), indent.get(qn(f"w:{side}"))) == ("100", "280")
        assert paragraph.text.startswith("— ")
        assert paragraph.text.endswith(" —")
        assert [node.text for node in paragraph._p.iter(qn("w:instrText"))] == [" PAGE "]
        kinds = [node.get(qn("w:fldCharType")) for node in paragraph._p.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"]
        for run in paragraph.runs:
            assert run.font.size == Pt(14)
            assert fonts_of(run._r) == named("宋体", "宋体")


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "writeProtection view zoom mirrorMargins defaultTabStop evenAndOddHeaders characterSpacingControl "
    "compat",
    "font": "altName panose1 charset family notTrueType pitch sig",
}


def test_children_follow_the_order_of_the_schema() -> None:
    checked = set()
    for name, tree in trees(render_docx(full_report())):
        for element in tree.iter():
            local = etree.QName(element).localname
            if local in ORDER:
                order = ORDER[local].split()
                places = [order.index(etree.QName(child).localname) for child in element]
                assert places == sorted(places), f"{name}: {etree.tostring(element).decode()}"
                checked.add(local)
    assert checked == set(ORDER)


def test_no_theme_font_colour_or_part_remains() -> None:
    data = render_docx(full_report())
    assert not [name for name in parts(data) if "theme" in name.lower()]
    for name, tree in trees(data):
        for element in tree.iter():
            assert not [key for key in element.attrib if "theme" in str(key).lower()], name
            assert etree.QName(element).localname != "pBdr"


def test_every_run_and_style_names_all_four_fonts() -> None:
    seen = 0
    for _, tree in trees(render_docx(full_report())):
        for fonts in tree.iter(qn("w:rFonts")):
            assert all(fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "cs", "eastAsia"))
            seen += 1
        assert all(run.find(qn("w:rPr")) is not None for run in tree.iter(qn("w:r")))
    assert seen > 30


def test_same_report_gives_the_same_bytes_with_fixed_times() -> None:
    data = render_docx(full_report())
    assert data == render_docx(full_report())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author) == (full_report().title, "drafter")
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.year == 2000


def test_bytes_do_not_depend_on_the_process() -> None:
    code = (
        "import sys; from test_rendering_docx import full_report; from drafter.rendering import render_docx; "
        "import hashlib; print(hashlib.sha256(render_docx(full_report())).hexdigest())"
    )
    here = Path(__file__).resolve().parent
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": os.pathsep.join([str(here), str(here.parent)]), "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    }
    assert len(hashes) == 1


def test_an_office_can_use_its_own_fonts_and_pitch() -> None:
    layout = Layout(body="仿宋", heading1="方正黑体_GBK", title="华文中宋", line_pitch=28)
    paragraphs = opened(full_report(), layout)
    assert fonts_of(found(paragraphs, "一、").runs[0]._r) == named("方正黑体_GBK")
    assert fonts_of(paragraphs[0].runs[0]._r) == named("华文中宋")
    body = found(paragraphs, "现将")
    assert fonts_of(body.runs[0]._r) == named("仿宋")
    assert body.paragraph_format.line_spacing == Pt(28)
    table = parts(render_docx(full_report(), layout))["word/fontTable.xml"].decode()
    assert 'w:name="华文中宋"' in table
    assert "小标宋" not in table


def test_licensed_fonts_name_a_common_one_to_stand_in() -> None:
    table = etree.fromstring(parts(render_docx(full_report()))["word/fontTable.xml"])
    others = {
        font.get(qn("w:name")): alternative.get(qn("w:val"))
        for font in table
        for alternative in font.findall(qn("w:altName"))
    }
    assert others["仿宋_GB2312"] == "仿宋"
    assert others["楷体_GB2312"] == "楷体"
    assert others["方正小标宋简体"] == "华文中宋"


@pytest.mark.parametrize(
    "wrong", [{"body": " "}, {"body_size": 0}, {"margin_left": 300}, {"line_pitch": 3}, {"tracking": -9}]
)
def test_layout_refuses_what_cannot_print(wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=f"docx.{next(iter(wrong))}"):
        Layout(**wrong)


def test_text_that_is_no_xml_or_looks_like_it_survives() -> None:
    text = "甲<b>&\x0b乙\n丙\t“丁”\ud800</w:t>"
    report = replace(full_report(), title='甲&"乙"', addressee="", opening=[Paragraph([words(text)])])
    paragraphs = opened(report)
    assert paragraphs[0].text == '甲&"乙"'
    assert paragraphs[2].text == "甲<b>&乙丙“丁”</w:t>"


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = "import sys, drafter.rendering as r; print([m for m in ('docx', 'openpyxl', 'lxml') if m in sys.modules])"
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True, text=True, env={})
    assert done.stdout.strip() == "[]"


def test_number_stands_centred_above_the_title() -> None:
    report = full_report()
    report.number = "云府〔2026〕3号"
    first, blank, title, *_ = opened(report)
    assert (first.text, first.alignment) == ("云府〔2026〕3号", WD_ALIGN_PARAGRAPH.CENTER)
    assert blank.text == ""
    assert title.style.name == "Title"


def test_a_run_in_heading_opens_its_first_paragraph() -> None:
    report = full_report()
    body = [Paragraph([words("省委常委会专题研究。")]), Paragraph([words("省政府专题部署。")])]
    report.sections = [
        Section("a", "党的领导情况", "（一）", 2, body, run_in=True),
        Section("b", "空节", "（二）", 2, run_in=True),
    ]
    texts = [p.text for p in opened(report)]
    assert "（一）党的领导情况。省委常委会专题研究。" in texts
    assert "省政府专题部署。" in texts
    assert "（二）空节" in texts
    opening = found(opened(report), "（一）党的领导情况").runs[0]
    assert opening.font.name == "Times New Roman"
    assert opening._r.rPr.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"
