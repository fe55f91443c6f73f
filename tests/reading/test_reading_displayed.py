"""What is displayed and what is not: list numbers, hidden text, nested fields, joined paragraphs, contents tables."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from docx_making import NAMESPACES, package, paragraph, read, run, table, texts, unzipped, wrapped, zipped

from drafter.errors import InputError
from drafter.reading import Document, office, read_document
from drafter.reading.word.package import WordPackage
from drafter.reading.word.walk import shown_paragraphs

NUMBERING = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"


def level(rank: int, form: str, pattern: str, more: str = "") -> str:
    return wrapped(
        f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/>', f'w:lvl w:ilvl="{rank}"'
    )


OFFICIAL = wrapped(
    level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%3.%4", "<w:isLgl/>"),
    'w:abstractNum w:abstractNumId="0"',
)
BULLETS = wrapped(level(0, "bullet", "•"), 'w:abstractNum w:abstractNumId="1"')
NUMS = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
AGAIN = (
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def numbered(body: str, definitions: str = OFFICIAL + BULLETS + NUMS + AGAIN, styles: str = "") -> bytes:
    files = unzipped(package(body, {"styles": styles} if styles else None))
    files["word/numbering.xml"] = f"<w:numbering {NAMESPACES}>{definitions}</w:numbering>".encode()
    for name, before, new in (
        ("[Content_Types].xml", b"</Types>", f'<Override PartName="/word/numbering.xml" ContentType="{NUMBERING}"/>'),
        (
            "word/_rels/document.xml.rels",
            b"</Relationships>",
            f'<Relationship Id="rIdn" Type="{RELATION}" Target="numbering.xml"/>',
        ),
    ):
        files[name] = files[name].replace(before, new.encode() + before)
    return zipped(files)


def item(text: str, rank: int, number: int = 1) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{rank}"/><w:numId w:val="{number}"/></w:numPr>')


def labels(document: Document) -> list[str]:
    return [p.label for p in document.paragraphs]


def test_list_numbers_are_told_beside_the_text_and_make_headings(tmp_path: Path) -> None:
    body = [item("基本情况", 0), paragraph("全市平稳发展。"), item("工作成效", 0), item("党建", 1), item("经费", 1)]
    document = read(tmp_path, numbered("".join([*body, item("存在的问题", 0), item("投入", 1)])))
    assert labels(document) == ["一、", "", "二、", "（一）", "（二）", "三、", "（一）"]
    assert texts(document)[0] == "基本情况"
    assert [h.label for h in document.headings] == ["一", "二", "二（一）", "二（二）", "三", "三（一）"]
    for heading in document.headings:
        assert document.paragraphs[heading.paragraph].text[heading.start : heading.end] == heading.text


def test_a_run_in_heading_of_a_list_ends_in_the_right_place(tmp_path: Path) -> None:
    (heading,) = read(tmp_path, numbered(item("加强领导。市委定期议事。", 1))).headings
    assert (heading.label, heading.text, heading.start, heading.end, heading.run_in) == (
        "（一）",
        "加强领导",
        0,
        4,
        True,
    )


def test_bullets_are_no_numbers_and_a_list_starts_anew_where_it_says_so(tmp_path: Path) -> None:
    body = [item("甲", 0), item("点", 0, 2), item("乙", 0), item("丙", 0, 3), item("丁", 0, 3), item("戊", 3)]
    document = read(tmp_path, numbered("".join(body)))
    assert labels(document) == ["一、", "", "二、", "一、", "二、", "1.1"]


def test_a_style_may_bring_the_number(tmp_path: Path) -> None:
    style = wrapped(
        '<w:name w:val="一级"/>' + wrapped('<w:numPr><w:numId w:val="1"/></w:numPr>', "w:pPr"),
        'w:style w:type="paragraph" w:styleId="A"',
    )
    child = wrapped('<w:name w:val="二级"/><w:basedOn w:val="A"/>', 'w:style w:type="paragraph" w:styleId="B"')
    body = paragraph("甲", properties='<w:pStyle w:val="A"/>') + paragraph("乙", properties='<w:pStyle w:val="B"/>')
    none = '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    document = read(tmp_path, numbered(body + paragraph("丙", properties=none), styles=style + child))
    assert labels(document) == ["一、", "二、", ""]


@pytest.mark.parametrize(
    ("form", "count", "label"),
    [
        ("chineseCountingThousand", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCounting", 103, "一百零三"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 7, "07"),
        ("upperLetter", 2, "B"),
        ("lowerRoman", 4, "iv"),
        ("ordinal", 5, "5"),
    ],
)
def test_numbers_are_written_in_their_form(tmp_path: Path, form: str, count: int, label: str) -> None:
    start = wrapped(f'<w:start w:val="{count}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1"/>', 'w:lvl w:ilvl="0"')
    definitions = wrapped(start, 'w:abstractNum w:abstractNumId="0"') + NUMS
    assert labels(read(tmp_path, numbered(item("甲", 0), definitions))) == [label]


def test_hidden_text_and_phonetic_guides_are_not_displayed(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r>'
    ruby = wrapped(wrapped(run("yún"), "w:rt") + wrapped(run("云"), "w:rubyBase"), "w:r", "w:ruby")
    assert texts(read(tmp_path, package(paragraph("甲", hidden, shown, ruby)))) == ["甲明云"]


def test_a_field_in_the_instruction_of_another_is_not_displayed(tmp_path: Path) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = mark("begin") + mark("separate") + run("内") + mark("end")
    outer = mark("begin") + inner + mark("separate") + run("外") + mark("end")
    assert texts(read(tmp_path, package(paragraph("前", outer, "后")))) == ["前外后"]
    assert texts(read(tmp_path, package(paragraph(mark("begin"), "不能丢")))) == ["不能丢"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>'
    body = paragraph("前半", properties=mark) + paragraph("后半。") + paragraph("第二段。")
    assert texts(read(tmp_path, package(body))) == ["前半后半。", "第二段。"]
    before_table = paragraph("甲", properties=mark) + table(["乙"]) + paragraph("丙")
    assert texts(read(tmp_path, package(before_table))) == ["甲", "乙", "丙"]


def test_a_table_of_contents_is_no_heading(tmp_path: Path) -> None:
    style = wrapped('<w:name w:val="toc 1"/>', 'w:style w:type="paragraph" w:styleId="T"')
    body = paragraph("一、基本情况\t1", properties='<w:pStyle w:val="T"/>') + paragraph("一、基本情况")
    document = read(tmp_path, package(body, {"styles": style}))
    assert [p.part for p in document.paragraphs] == ["header", "body"]
    assert [h.paragraph for h in document.headings] == [1]


def test_columns_count_what_merged_cells_span(tmp_path: Path) -> None:
    def cell(text: str, properties: str = "") -> str:
        return wrapped(wrapped(properties, "w:tcPr") + paragraph(text), "w:tc")

    rows = [
        cell("指标") + cell("数值", '<w:gridSpan w:val="2"/>') + cell("备注", '<w:vMerge w:val="restart"/>'),
        cell("在园幼儿") + cell("本年") + cell("上年") + cell("", "<w:vMerge/>"),
    ]
    body = wrapped("".join(wrapped(row, "w:tr") for row in rows), "w:tbl") + paragraph("后")
    document = read(tmp_path, package(body))
    places = [("指标", (0, 0, 0)), ("数值", (0, 0, 1)), ("备注", (0, 0, 3))]
    places += [("在园幼儿", (0, 1, 0)), ("本年", (0, 1, 1)), ("上年", (0, 1, 2))]
    assert [(p.text, p.cell) for p in document.paragraphs if p.cell] == places


def test_symbols_and_embedded_documents_are_named_as_unread(tmp_path: Path) -> None:
    body = paragraph("完成", '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>') + '<w:altChunk r:id="rIdlink"/>'
    assert read(tmp_path, package(body)).unread == ["嵌入的其他文档", "1 个符号字体的字符（如方框、对勾）"]


def test_every_character_leads_back_to_its_element(tmp_path: Path) -> None:
    change = wrapped("<w:r><w:delText>旧</w:delText></w:r>", 'w:del w:id="1" w:author="甲"')
    body = paragraph("甲乙", change, wrapped(run("新"), 'w:ins w:id="2" w:author="甲"'), "<w:r><w:tab/></w:r>", "丙")
    path = tmp_path / "a.docx"
    path.write_bytes(package(body + table(["一", wrapped(paragraph("二"), "w:sdt", "w:sdtContent")])))
    shown = shown_paragraphs(WordPackage.open(path))
    assert [s.text for s in shown] == [p.text for p in read_document(path).paragraphs] == ["甲乙新\t丙", "一", "二"]
    for one in shown:
        for piece in one.pieces:
            assert one.text[piece.start : piece.end] == piece.text
            assert piece.node.text in (piece.text, None)
            assert one.element in piece.node.iterancestors()


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_an_old_word_file_is_read_through_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "稿.docx").write_bytes(package(paragraph("一、基本情况") + paragraph("全市平稳发展。")))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "doc"]
    made = [*command, "--outdir", str(tmp_path), str(tmp_path / "稿.docx")]
    subprocess.run(made, check=True, capture_output=True, timeout=180)
    document = read_document(tmp_path / "稿.doc")
    assert (document.name, document.form) == ("稿.doc", "docx")
    assert texts(document, "body") == ["一、基本情况", "全市平稳发展。"]


def test_a_converter_that_fails_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "office_program", lambda: str(tmp_path / "missing"))
    (tmp_path / "稿.wps").write_bytes(b"x")
    with pytest.raises(InputError, match=r"稿.wps：LibreOffice 打不开这个文件"):
        read_document(tmp_path / "稿.wps")
