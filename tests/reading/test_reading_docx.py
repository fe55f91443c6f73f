"""What a DOCX says, as a reader sees it on the page."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx_making import package, paragraph, read, run, table, text_box, texts, wrapped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.reading import Document
from drafter.reading.docx import read_docx

WORDS = st.text("全市新建幼儿园1２3.5％%，。、；：（）()“”一二 \u3000abc", max_size=12)


def body(tmp_path: Path, *blocks: str) -> list[str]:
    return texts(read(tmp_path, package("".join(blocks))), "body")


def saved(made: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


# Text and runs


def test_paragraphs_come_in_reading_order_and_count_from_zero(tmp_path: Path) -> None:
    document = read(tmp_path, package(paragraph("甲") + table(["乙", "丙"]) + paragraph("丁") + paragraph()))
    assert texts(document) == ["甲", "乙", "丙", "丁", ""]
    assert [p.index for p in document.paragraphs] == [0, 1, 2, 3, 4]
    assert [p.part for p in document.paragraphs] == ["body", "table", "table", "body", "body"]


def test_text_split_over_runs_is_one_text(tmp_path: Path) -> None:
    assert body(tmp_path, paragraph("3", "217", ".", "77", "亿元")) == ["3217.77亿元"]


def test_spaces_at_run_edges_and_in_runs_of_their_own_are_kept(tmp_path: Path) -> None:
    assert body(tmp_path, paragraph("占比 ", " ", "37.57 ", "％")) == ["占比  37.57 ％"]


def test_tabs_and_soft_breaks_are_characters_of_the_text(tmp_path: Path) -> None:
    marks = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>1</w:t><w:noBreakHyphen/></w:r>"
    assert body(tmp_path, paragraph(marks)) == ["甲\t乙\n丙\n1-"]


def test_tab_stops_in_the_paragraph_format_are_no_text(tmp_path: Path) -> None:
    stops = '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>'
    assert body(tmp_path, paragraph("甲", properties=stops)) == ["甲"]


@pytest.mark.parametrize(("kind", "mark"), [("page", ""), ("column", ""), ("textWrapping", "\n")])
def test_page_and_column_breaks_are_no_text_but_a_line_break_is(tmp_path: Path, kind: str, mark: str) -> None:
    assert body(tmp_path, paragraph("甲", f'<w:r><w:br w:type="{kind}"/></w:r>', "乙")) == [f"甲{mark}乙"]


def test_an_xml_comment_does_not_cut_the_text(tmp_path: Path) -> None:
    assert body(tmp_path, paragraph("<w:r><w:t>投入<!-- a -->12<?b c?>.34<!-- d --></w:t></w:r>")) == ["投入12.34"]


def test_character_references_are_read(tmp_path: Path) -> None:
    assert body(tmp_path, paragraph("<w:r><w:t>A&amp;B&#20840;&#x5E02;</w:t></w:r>")) == ["A&B全市"]


@given(st.lists(st.lists(WORDS, max_size=4), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_paragraph_and_every_slice_is_exact(
    tmp_path_factory: pytest.TempPathFactory, runs: list[list[str]]
) -> None:
    made = docx.Document()
    made.add_paragraph("开头")
    for pieces in runs:
        added = made.add_paragraph()
        for piece in pieces:
            added.add_run(piece)
    document = read(tmp_path_factory.getbasetemp(), saved(made), "exact.docx")
    expected = ["开头", *("".join(pieces) for pieces in runs)]
    assert texts(document) == expected
    assert [p.index for p in document.paragraphs] == list(range(len(expected)))
    for item in document.paragraphs:
        place = document.place(item, len(item.text) // 3, len(item.text))
        assert (
            document.paragraph_text()[place.paragraph][place.start : place.end]
            == (expected[place.paragraph][len(item.text) // 3 :])
        )


# Tracked changes


def test_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    changed = paragraph(
        "新建",
        '<w:del w:id="1" w:author="审稿人"><w:r><w:delText>3</w:delText></w:r></w:del>',
        f'<w:ins w:id="2" w:author="审稿人">{run("5")}</w:ins>',
        "所",
    )
    assert body(tmp_path, changed) == ["新建5所"]


def test_an_insertion_that_was_deleted_again_is_not_read(tmp_path: Path) -> None:
    twice = f'<w:ins w:id="1"><w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del>{run("新")}</w:ins>'
    assert body(tmp_path, paragraph(twice)) == ["新"]


def test_moved_text_is_read_where_it_went(tmp_path: Path) -> None:
    left = paragraph(f'<w:moveFrom w:id="1">{run("挪走")}</w:moveFrom>', "甲")
    came = paragraph("乙", f'<w:moveTo w:id="2">{run("挪走")}</w:moveTo>')
    assert body(tmp_path, left, came) == ["甲", "乙挪走"]


def test_inserted_blocks_are_read(tmp_path: Path) -> None:
    inserted, moved = wrapped(paragraph("乙"), "w:ins"), wrapped(paragraph("丙"), "w:moveTo")
    assert body(tmp_path, paragraph("甲"), inserted, moved) == ["甲", "乙", "丙"]


def test_deleted_blocks_are_not_read(tmp_path: Path) -> None:
    deleted, moved = wrapped(paragraph("乙"), "w:del"), wrapped(paragraph("丙"), "w:moveFrom")
    assert body(tmp_path, paragraph("甲"), deleted, moved) == ["甲"]


def test_deleted_rows_and_cells_of_a_table_are_not_read(tmp_path: Path) -> None:
    gone = wrapped("<w:trPr><w:del/></w:trPr>" + wrapped(paragraph("删行"), "w:tc"), "w:tr")
    cell = wrapped("<w:tcPr><w:cellDel/></w:tcPr>" + paragraph("删格"), "w:tc")
    kept = wrapped("<w:trPr><w:ins/></w:trPr>" + cell + wrapped(paragraph("留"), "w:tc"), "w:tr")
    document = read(tmp_path, package(paragraph("甲") + wrapped(gone + kept, "w:tbl")))
    assert texts(document) == ["甲", "留"]
    assert document.paragraphs[1].cell == (0, 0, 0)


def test_format_changes_are_no_text(tmp_path: Path) -> None:
    styled = "<w:r><w:rPr><w:b/><w:rPrChange w:id='1'><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>甲</w:t></w:r>"
    assert body(tmp_path, paragraph(styled)) == ["甲"]


# Tables


def test_cells_are_numbered_by_table_row_and_column(tmp_path: Path) -> None:
    made = package(paragraph("前") + table(["甲", "乙"], ["丙", paragraph("丁") + paragraph("戊")]) + table(["己"]))
    cells = {p.text: p.cell for p in read(tmp_path, made).paragraphs}
    assert cells == {
        "前": None,
        "甲": (0, 0, 0),
        "乙": (0, 0, 1),
        "丙": (0, 1, 0),
        "丁": (0, 1, 1),
        "戊": (0, 1, 1),
        "己": (1, 0, 0),
    }


def test_a_merged_cell_is_read_once(tmp_path: Path) -> None:
    made = docx.Document()
    grid = made.add_table(3, 3)
    grid.cell(0, 0).merge(grid.cell(0, 2)).text = "横并"
    grid.cell(1, 0).merge(grid.cell(2, 0)).text = "竖并"
    grid.cell(2, 2).text = "末"
    read_texts = [text for text in texts(read(tmp_path, saved(made)), "table") if text]
    assert read_texts == ["横并", "竖并", "末"]


def test_a_nested_table_is_read_inside_its_cell(tmp_path: Path) -> None:
    inner = table(["内一", "内二"])
    document = read(tmp_path, package(table([paragraph("外一") + inner + paragraph("外尾"), "外二"])))
    assert [(p.text, p.cell) for p in document.paragraphs] == [
        ("外一", (0, 0, 0)),
        ("内一", (1, 0, 0)),
        ("内二", (1, 0, 1)),
        ("外尾", (0, 0, 0)),
        ("外二", (0, 0, 1)),
    ]
    assert {p.part for p in document.paragraphs} == {"table"}


def test_rows_and_cells_in_content_controls_are_read(tmp_path: Path) -> None:
    row = wrapped(paragraph("重复行"), "w:sdt", "w:sdtContent", "w:tr", "w:tc")
    cell = wrapped(paragraph("格"), "w:sdt", "w:sdtContent", "w:tc")
    mixed = wrapped(cell + wrapped(paragraph("旁"), "w:tc"), "w:tr")
    document = read(tmp_path, package(wrapped("<w:tblPr/>" + row + mixed, "w:tbl")))
    assert [(p.text, p.cell) for p in document.paragraphs] == [
        ("重复行", (0, 0, 0)),
        ("格", (0, 1, 0)),
        ("旁", (0, 1, 1)),
    ]


# Wrappers


def test_content_controls_are_read_around_blocks_and_in_paragraphs(tmp_path: Path) -> None:
    content = wrapped(paragraph("甲"), "w:sdtContent")
    block = wrapped("<w:sdtPr><w:alias w:val='名'/></w:sdtPr>" + content, "w:sdt")
    inside = wrapped(run("丙"), "w:sdt", "w:sdtContent")
    empty = "<w:sdt><w:sdtPr/></w:sdt>"
    assert body(tmp_path, block, empty, paragraph("乙", inside)) == ["甲", "乙丙"]


def test_hyperlinks_and_smart_tags_are_read_as_their_words(tmp_path: Path) -> None:
    link = f'<w:hyperlink r:id="rIdlink">{run("链接")}</w:hyperlink>'
    tags = wrapped(run("标记"), "w:smartTag") + wrapped(run("数据"), "w:customXml")
    block = wrapped(paragraph("块"), "w:customXml")
    assert body(tmp_path, paragraph("见", link, tags), block) == ["见链接标记数据", "块"]


def test_of_a_field_only_the_result_is_read(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> =SUM(ABOVE) </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12.34</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = f'<w:fldSimple w:instr=" PAGE ">{run("7")}</w:fldSimple>'
    assert body(tmp_path, paragraph("共", field, "亿元，第", simple, "页")) == ["共12.34亿元，第7页"]


def test_comments_are_not_text(tmp_path: Path) -> None:
    marked = paragraph('<w:commentRangeStart w:id="0"/>', "正文", '<w:commentRangeEnd w:id="0"/>')
    marked += paragraph('<w:r><w:commentReference w:id="0"/></w:r>', "后")
    comment = f'<w:comment w:id="0" w:author="审稿人">{paragraph("这里有误")}</w:comment>'
    assert texts(read(tmp_path, package(marked, {"comments": comment}))) == ["正文", "后"]


# Text boxes


def test_a_text_box_is_read_once_and_after_the_body(tmp_path: Path) -> None:
    document = read(tmp_path, package(paragraph("甲", text_box(paragraph("框内")), "乙") + paragraph("丙")))
    assert [(p.text, p.part) for p in document.paragraphs] == [("甲乙", "body"), ("丙", "body"), ("框内", "textbox")]


def test_old_text_boxes_without_alternatives_are_read(tmp_path: Path) -> None:
    old = wrapped(paragraph("旧框"), "w:r", "w:pict", "v:textbox", "w:txbxContent")
    assert texts(read(tmp_path, package(paragraph("甲", old))), "textbox") == ["旧框"]


def test_a_text_box_in_a_text_box_and_a_table_in_it_are_read(tmp_path: Path) -> None:
    outer = text_box(paragraph("外框", text_box(paragraph("内框"))), table(["框中表"]))
    document = read(tmp_path, package(paragraph("甲", outer)))
    assert [(p.text, p.part, p.cell) for p in document.paragraphs] == [
        ("甲", "body", None),
        ("外框", "textbox", None),
        ("框中表", "textbox", (0, 0, 0)),
        ("内框", "textbox", None),
    ]


def test_a_text_box_in_a_deletion_is_not_read(tmp_path: Path) -> None:
    deleted = wrapped(text_box(paragraph("删")), "w:del")
    assert texts(read(tmp_path, package(paragraph("甲", deleted)))) == ["甲"]


def test_of_alternative_renderings_the_first_is_read(tmp_path: Path) -> None:
    def alternatives(*options: str) -> str:
        return wrapped("".join(options), "mc:AlternateContent")

    first = wrapped(run("一"), 'mc:Choice Requires="wps"')
    second = wrapped(run("二"), 'mc:Choice Requires="v"')
    last = wrapped(run("三"), "mc:Fallback")
    inline = [paragraph(alternatives(first, second, last)), paragraph(alternatives(last)), paragraph(alternatives())]
    block = alternatives(wrapped(paragraph("块"), "mc:Choice"), wrapped(paragraph("旧"), "mc:Fallback"))
    assert body(tmp_path, *inline, block) == ["一", "三", "", "块"]


# Headers, footers and notes


def test_every_header_and_footer_is_read_once_and_linked_ones_not_again(tmp_path: Path) -> None:
    made = docx.Document()
    made.settings.odd_and_even_pages_header_footer = True
    first = made.sections[0]
    first.different_first_page_header_footer = True
    for name in ("header", "even_page_header", "first_page_header", "footer", "even_page_footer", "first_page_footer"):
        getattr(first, name).paragraphs[0].text = name
    made.add_paragraph("正文")
    second = made.add_section()
    assert second.header.is_linked_to_previous
    second.footer.is_linked_to_previous = False
    second.footer.paragraphs[0].text = "second footer"
    document = read(tmp_path, saved(made))
    assert texts(document, "header") == ["header", "even_page_header", "first_page_header"]
    assert texts(document, "footer") == ["footer", "even_page_footer", "first_page_footer", "second footer"]
    assert texts(document)[0] == "正文"


def test_a_header_shared_by_two_sections_is_read_once(tmp_path: Path) -> None:
    reference = '<w:headerReference w:type="default" r:id="rIdheader"/>'
    earlier = f"<w:sectPr>{reference}</w:sectPr>"
    made = package(
        paragraph("甲", properties=earlier) + paragraph("乙"),
        {"header": paragraph("页眉") + table(["表头"])},
        section=reference,
    )
    document = read(tmp_path, made)
    assert texts(document) == ["甲", "乙", "页眉", "表头"]
    assert [p.part for p in document.paragraphs[2:]] == ["header", "header"]


def test_a_text_box_in_a_header_belongs_to_the_header(tmp_path: Path) -> None:
    reference = '<w:headerReference w:type="default" r:id="rIdheader"/>'
    made = package(paragraph("甲"), {"header": paragraph("页眉", text_box(paragraph("密级")))}, section=reference)
    assert texts(read(tmp_path, made), "header") == ["页眉", "密级"]


def test_notes_are_read_without_their_separators(tmp_path: Path) -> None:
    def note(name: str, text: str, kind: str = "") -> str:
        attribute = f' w:type="{kind}"' if kind else ""
        return wrapped(paragraph(text), f"w:{name}{attribute}")

    footnotes = (
        note("footnote", "分隔线", "separator") + note("footnote", "脚注") + note("footnote", "明脚注", "normal")
    )
    endnotes = note("endnote", "续线", "continuationSeparator") + note("endnote", "尾注")
    document = read(tmp_path, package(paragraph("甲"), {"footnotes": footnotes, "endnotes": endnotes}))
    assert texts(document, "footnote") == ["脚注", "明脚注", "尾注"]
    assert [p.index for p in document.paragraphs] == [0, 1, 2, 3]


# Headings by style


STYLES = """
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="b2"><w:name w:val="标题 2"/></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="公文三级"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="child"><w:name w:val="子样式"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="grandchild"><w:name w:val="孙样式"/><w:basedOn w:val="child"/></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="目录题"/><w:basedOn w:val="1"/>
  <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="甲"/><w:basedOn w:val="pool"/></w:style>
<w:style w:type="paragraph" w:styleId="pool"><w:name w:val="乙"/><w:basedOn w:val="loop"/></w:style>
<w:style w:type="paragraph" w:styleId="plain"><w:name w:val="heading x"/></w:style>
<w:style w:type="paragraph" w:styleId="lost"><w:basedOn/></w:style>
"""


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:pStyle w:val="1"/>', 1),
        ('<w:pStyle w:val="b2"/>', 2),
        ('<w:pStyle w:val="own"/>', 3),
        ('<w:pStyle w:val="child"/>', 1),
        ('<w:pStyle w:val="grandchild"/>', 1),
        ('<w:pStyle w:val="toc"/>', 0),
        ('<w:pStyle w:val="loop"/>', 0),
        ('<w:pStyle w:val="plain"/>', 0),
        ('<w:pStyle w:val="lost"/>', 0),
        ('<w:pStyle w:val="unknown"/>', 0),
        ("<w:pStyle/>", 0),
        ('<w:outlineLvl w:val="1"/>', 2),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="3"/>', 4),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', 0),
        ('<w:outlineLvl w:val="²"/>', 0),
        ('<w:outlineLvl w:val="12"/>', 0),
        ("<w:outlineLvl/>", 0),
        ("", 0),
    ],
)
def test_a_heading_is_known_by_its_style_or_outline_level(tmp_path: Path, properties: str, level: int) -> None:
    made = package(paragraph("工作开展情况", properties=properties), {"styles": STYLES})
    document = read(tmp_path, made)
    assert document.paragraphs[0].heading_style == level
    assert [h.text for h in document.headings] == (["工作开展情况"] if level else [])


def test_the_headings_of_a_new_word_document_are_known(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("总标题", 0)
    for level in range(1, 10):
        made.add_heading(f"第{level}级", level)
    document = read(tmp_path, saved(made))
    assert [p.heading_style for p in document.paragraphs] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]


# What is named as unread


def unread(tmp_path: Path, *inline: str) -> list[str]:
    return read(tmp_path, package(paragraph("甲", *inline))).unread


def test_pictures_are_counted_as_unread(tmp_path: Path) -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r>'
    old = '<w:r><w:pict><v:shape><v:imagedata r:id="rId9"/></v:shape></w:pict></w:r>'
    twice = wrapped(wrapped(picture, "mc:Choice") + wrapped(old, "mc:Fallback"), "w:r", "mc:AlternateContent")
    assert unread(tmp_path, picture, old, twice) == ["3 张图片中的文字"]


def test_a_real_picture_is_named(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("甲")
    made.add_picture(io.BytesIO(bytes.fromhex(PIXEL)))
    assert read(tmp_path, saved(made)).unread == ["1 张图片中的文字"]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (wrapped('<v:imagedata r:id="rId9"/>', "w:r", "w:object", "v:shape"), "嵌入的对象（如 Excel 表格、公式）"),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "嵌入的对象（如 Excel 表格、公式）"),
        ('<w:r><w:drawing><c:chart r:id="rId9"/></w:drawing></w:r>', "图表中的文字和数据"),
    ],
)
def test_objects_and_charts_are_named_as_unread(tmp_path: Path, content: str, named: str) -> None:
    assert unread(tmp_path, content) == [named]


def test_nothing_is_named_where_all_was_read(tmp_path: Path) -> None:
    assert unread(tmp_path, text_box(paragraph("框"))) == []


def test_the_document_knows_its_name_and_form(tmp_path: Path) -> None:
    (tmp_path / "云岭市.DOCX").write_bytes(package(paragraph("甲 乙\u3000") + table(["丙"])))
    document: Document = read_docx(tmp_path / "云岭市.DOCX")
    assert (document.name, document.form) == ("云岭市.DOCX", "docx")
    assert document.characters() == 3


#: A PNG of one grey pixel.
PIXEL = (
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
