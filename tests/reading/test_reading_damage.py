"""Whatever is handed in as a report: one clear line in bounded time, never a traceback."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from docx_making import package, paragraph, read, run, table, text_box, texts, unzipped, wrapped, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.errors import DrafterError, InputError
from drafter.reading import Document, office, read_document

SECONDS = 20
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
BOMB = (
    "<!DOCTYPE d [<!ENTITY e0 '哈哈'>" + "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 11)) + "]>"
)
EXTERNAL = "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
DAMAGED = "文件已损坏，无法读取。请用 WPS 或 Word 打开后另存。"


def refusal(path: Path) -> str:
    """The one line a user gets, within bounded time."""
    begin = time.monotonic()
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert time.monotonic() - begin < SECONDS
    line = str(caught.value)
    assert "\n" not in line
    assert path.name in line
    return line.split("：", 1)[1]


def refused(folder: Path, data: bytes, name: str = "报告.docx") -> str:
    (folder / name).write_bytes(data)
    return refusal(folder / name)


@pytest.mark.parametrize("name", ["没有.docx", "没有.txt", "没有.md", "没有.report.json", "没有.pdf", "没有"])
def test_a_missing_file_is_missing_whatever_its_kind(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name) == "找不到文件。请核对路径和文件名。"


@pytest.mark.parametrize("name", ["夹.docx", "夹.txt", "夹.md", "夹.json"])
def test_a_folder_is_no_report(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert refusal(tmp_path / name) == "这是文件夹，需要一个文件。"


def test_an_empty_docx_is_named_empty(tmp_path: Path) -> None:
    assert refused(tmp_path, b"") == "文件是空的（0 字节）。请重新导出或重新下载。"


@pytest.mark.parametrize("name", ["空.txt", "空.md"])
@pytest.mark.parametrize("content", ["", "\n\n", " \t\u3000\r\n", "\ufeff"])
def test_text_without_a_word_is_refused(tmp_path: Path, name: str, content: str) -> None:
    assert refused(tmp_path, content.encode(), name) == "文件里没有文字。"


def test_an_encrypted_docx_says_what_to_do(tmp_path: Path) -> None:
    assert refused(tmp_path, OLE).endswith("请在 WPS 或 Word/Excel 中去掉密码，另存为 .docx。")


@pytest.mark.parametrize("name", ["旧.doc", "旧.wps", "旧.DOC"])
def test_old_word_formats_say_what_to_do(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "office_program", lambda: None)
    line = refused(tmp_path, OLE, name)
    assert line == f"不能读取 {Path(name).suffix} 文件。请在 WPS 或 Word 中另存为 .docx，或安装 LibreOffice。"


@pytest.mark.parametrize(("name", "kind"), [("a.rtf", ".rtf"), ("a.xlsx", ".xlsx"), ("a", "没有扩展名的")])
def test_other_kinds_list_what_can_be_read(tmp_path: Path, name: str, kind: str) -> None:
    assert refused(tmp_path, b"%PDF-1.7", name) == f"不能读取 {kind} 文件。可以读取 .docx、.txt、.md、.pdf、.json。"


def test_a_renamed_workbook_is_told_from_a_docx(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    assert refused(tmp_path, buffer.getvalue()).startswith("不是 .docx 文件（缺少 word/document.xml）")


def test_a_renamed_text_is_no_docx(tmp_path: Path) -> None:
    assert refused(tmp_path, "一、工作开展情况".encode()).startswith("不是有效的 .docx 文件，或已损坏")


def test_a_cut_off_docx_is_damaged(tmp_path: Path) -> None:
    data = package(paragraph("甲" * 400))
    assert refused(tmp_path, data[: len(data) // 2]).startswith("不是有效的 .docx 文件，或已损坏")


def test_a_docx_with_broken_compression_is_damaged(tmp_path: Path) -> None:
    data = bytearray(package(paragraph(os.urandom(3000).hex())))
    begin = data.index(b"word/document.xml") + len("word/document.xml")
    data[begin + 200 : begin + 300] = bytes(100)
    assert refused(tmp_path, bytes(data)) == DAMAGED


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/document.xml", b""),
        ("word/document.xml", b"<w:document"),
        ("word/document.xml", b"<document/>"),
        ("word/document.xml", b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'),
        ("[Content_Types].xml", b"<Types/>"),
        ("[Content_Types].xml", b""),
        ("_rels/.rels", b"<Relationships/>"),
        ("word/_rels/document.xml.rels", b"<Relationships><Relationship/></Relationships>"),
    ],
)
def test_a_package_with_a_broken_part_is_damaged(tmp_path: Path, part: str, content: bytes) -> None:
    assert refused(tmp_path, zipped({**unzipped(package(paragraph("甲"))), part: content})) == DAMAGED


def test_a_header_that_does_not_exist_is_damage(tmp_path: Path) -> None:
    section = '<w:headerReference w:type="default" r:id="rId404"/>'
    assert refused(tmp_path, package(paragraph("甲"), section=section)) == DAMAGED


def test_notes_that_are_no_xml_are_damage(tmp_path: Path) -> None:
    parts = unzipped(package(paragraph("甲"), {"footnotes": ""}))
    assert refused(tmp_path, zipped({**parts, "word/footnotes.xml": b"<w:footnotes"})) == DAMAGED


@pytest.mark.parametrize(
    "body", ["", paragraph(), paragraph(" \u3000"), table(["", ""]), paragraph(text_box(paragraph()))]
)
def test_a_docx_without_text_says_so(tmp_path: Path, body: str) -> None:
    assert refused(tmp_path, package(body)) == "文件里没有文字。图片中的文字不能读取。"


def test_text_in_headers_and_notes_alone_is_no_report(tmp_path: Path) -> None:
    reference = '<w:headerReference w:type="default" r:id="rIdheader"/>'
    extra = {"header": paragraph("页眉"), "footnotes": wrapped(paragraph("脚注"), "w:footnote")}
    assert refused(tmp_path, package(paragraph(), extra, section=reference)).startswith("文件里没有文字")


@pytest.mark.parametrize("body", [table(["甲"]), paragraph(text_box(paragraph("甲")))])
def test_a_docx_whose_only_text_is_in_a_table_or_text_box_is_read(tmp_path: Path, body: str) -> None:
    assert "甲" in texts(read(tmp_path, package(body)))


# XML that is made to harm


@pytest.mark.parametrize(("prolog", "entity"), [(BOMB, "&e10;"), (EXTERNAL, "&e;"), ("<!DOCTYPE d>", "")])
def test_entities_in_the_main_part_are_refused(tmp_path: Path, prolog: str, entity: str) -> None:
    block = f"<w:p><w:r><w:t>甲{entity}乙</w:t></w:r></w:p>"
    assert refused(tmp_path, package(paragraph("丙") + block, prolog=prolog)) == DAMAGED


@pytest.mark.parametrize("kind", ["header", "footnotes"])
@pytest.mark.parametrize(("prolog", "entity"), [(BOMB, "&e10;"), (EXTERNAL, "&e;"), ("<!DOCTYPE d>", "")])
def test_entities_in_headers_and_notes_are_refused(tmp_path: Path, kind: str, prolog: str, entity: str) -> None:
    block = f"<w:p><w:r><w:t>甲{entity}</w:t></w:r></w:p>"
    extra = {kind: block if kind == "header" else wrapped(block, "w:footnote")}
    section = '<w:headerReference w:type="default" r:id="rIdheader"/>' if kind == "header" else ""
    assert refused(tmp_path, package(paragraph("丙"), extra, section=section, extra_prolog=prolog)) == DAMAGED


@pytest.mark.parametrize("levels", [300, 5000])
def test_tables_nested_without_end_are_refused(tmp_path: Path, levels: int) -> None:
    deep = wrapped(paragraph("底"), *["w:tbl", "w:tr", "w:tc"] * levels)
    assert refused(tmp_path, package(paragraph("甲") + deep)) in (DAMAGED, "文件结构嵌套过深，已拒绝读取。")


@pytest.mark.parametrize(
    "deep",
    [
        wrapped(paragraph("底"), *["w:customXml"] * 220),
        paragraph(wrapped("<w:r/>", *["w:ins"] * 220)),
    ],
)
def test_wrappers_nested_beyond_reason_are_refused(tmp_path: Path, deep: str) -> None:
    assert refused(tmp_path, package(paragraph("甲") + deep)) == "文件结构嵌套过深，已拒绝读取。"


@pytest.mark.parametrize(
    "deep",
    [
        wrapped(paragraph("底"), *["w:customXml"] * 190),
        wrapped(paragraph("底"), *["w:sdt", "w:sdtContent"] * 100),
        wrapped(paragraph("底"), *["mc:AlternateContent", "mc:Choice"] * 100),
        paragraph(wrapped(run("底"), *["w:ins"] * 190)),
        paragraph(wrapped(run("底"), *["mc:AlternateContent", "mc:Choice"] * 100)),
    ],
)
def test_wrappers_nested_within_reason_are_read(tmp_path: Path, deep: str) -> None:
    assert texts(read(tmp_path, package(deep))) == ["底"]


def test_tables_nested_as_deep_as_people_nest_them_are_read(tmp_path: Path) -> None:
    deep = wrapped(paragraph("底"), *["w:tbl", "w:tr", "w:tc"] * 20)
    document = read(tmp_path, package(deep))
    assert [(p.text, p.cell) for p in document.paragraphs] == [("底", (19, 0, 0))]


def test_text_boxes_nested_deep_take_no_stack(tmp_path: Path) -> None:
    block = paragraph("底")
    for _ in range(15):
        block = paragraph(wrapped(block, "w:r", "w:pict", "w:txbxContent"))
    assert texts(read(tmp_path, package(block)), "textbox")[-1] == "底"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
    assert refused(tmp_path, buffer.getvalue()) == "解压后过大，疑似压缩炸弹，已拒绝打开。"


def test_a_long_report_is_read_in_bounded_time(tmp_path: Path) -> None:
    body = "".join(paragraph(f"第{n}段", "全市新建公办幼儿园3所，") for n in range(20_000))
    begin = time.monotonic()
    document = read(tmp_path, package(body))
    assert len(document.paragraphs) == 20_000
    assert time.monotonic() - begin < SECONDS


@pytest.mark.parametrize("name", ["报告.txt", "报告.md", "报告.docx"])
def test_what_is_far_longer_than_any_report_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("drafter.reading.limits._MOST_CHARACTERS", 60_000)
    for length, said in ((60_000, ""), (60_001, "文字过多（6 万字，上限 110 万字），已拒绝读取")):
        text = "七" * length
        data = package(paragraph(text)) if name.endswith("docx") else text.encode()
        if said:
            assert said in refused(tmp_path, data, name)
        else:
            assert read(tmp_path, data, name).paragraphs


def test_a_pdf_that_pypdf_grumbles_at_is_one_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert refused(tmp_path, b"%PDF-1.4\nxref\n0 1\ntrailer<</Root 1 0 R>>\nstartxref\n7\n%%EOF", "报告.pdf")
    assert caplog.text == ""


# Any bytes at all

SAMPLE = package(
    paragraph("一、工作", properties='<w:pStyle w:val="1"/>')
    + table(["甲", "乙"])
    + paragraph("全市", text_box(paragraph("框")), '<w:hyperlink r:id="rIdlink"/>')
    + paragraph(wrapped("<w:r><w:delText>旧</w:delText></w:r>", 'w:del w:id="1"')),
    {
        "header": paragraph("页眉"),
        "footnotes": wrapped(paragraph("注"), 'w:footnote w:id="1"'),
        "styles": '<w:style w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="2"/></w:style>',
    },
    section='<w:headerReference w:type="default" r:id="rIdheader"/>',
)
PARTS = unzipped(SAMPLE)
SCRAPS = st.sampled_from([b"<w:p/>", b"</w:p>", b"<w:tbl>", b"&e;", b'"', b"rIdheader", b"w:", b"<", b"\xff"])
EDIT = st.tuples(st.integers(0, 10**6), st.integers(0, 30), SCRAPS | st.binary(max_size=4))
EDITS = st.lists(EDIT, min_size=1, max_size=6)


def edited(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """``data`` with stretches (place, length) replaced."""
    for place, length, replacement in edits:
        at = place % (len(data) + 1)
        data = data[:at] + replacement + data[at + length :]
    return data


def document_or_line(path: Path) -> tuple[Document | None, str]:
    """What was read, or the line that says why not; any other exception is a failure of the test."""
    try:
        return read_document(path), ""
    except DrafterError as error:
        return None, str(error)


def only_clear_refusals(folder: Path, data: bytes, name: str) -> None:
    path = folder / name
    path.write_bytes(data)
    document, line = document_or_line(path)
    if document is None:
        assert "\n" not in line
        assert name in line
    else:
        assert [p.index for p in document.paragraphs] == list(range(len(document.paragraphs)))
        assert document.characters() > 0 or texts(document, "textbox", "header")


def test_the_sample_that_gets_mutated_is_sound(tmp_path: Path) -> None:
    assert texts(read(tmp_path, SAMPLE)) == ["一、工作", "甲", "乙", "全市", "", "框", "页眉", "注"]


@given(st.binary(max_size=300), st.sampled_from(["乱.docx", "乱.txt", "乱.md", "乱.report.json", "乱.pdf"]))
@settings(max_examples=200, deadline=None)
def test_random_bytes_are_refused_or_read(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    only_clear_refusals(tmp_path_factory.getbasetemp(), data, name)


@given(EDITS)
@settings(max_examples=200, deadline=None)
def test_a_mutated_docx_is_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int, bytes]]
) -> None:
    only_clear_refusals(tmp_path_factory.getbasetemp(), edited(SAMPLE, edits), "变.docx")


@given(st.sampled_from(sorted(PARTS)), EDITS)
@settings(max_examples=300, deadline=None)
def test_a_docx_with_a_mutated_part_is_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, part: str, edits: list[tuple[int, int, bytes]]
) -> None:
    data = zipped({**PARTS, part: edited(PARTS[part], edits)})
    only_clear_refusals(tmp_path_factory.getbasetemp(), data, "变件.docx")


def word_document() -> bytes:
    made = docx.Document()
    made.add_heading("一、工作开展情况", 1)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("data", [SAMPLE, word_document()], ids=["by hand", "by python-docx"])
def test_a_docx_that_lacks_any_one_part_is_refused_or_read(tmp_path: Path, data: bytes) -> None:
    parts = unzipped(data)
    for lost in parts:
        only_clear_refusals(tmp_path, zipped({n: c for n, c in parts.items() if n != lost}), "缺件.docx")


def test_the_account_of_a_refusal_names_no_folder_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "报告.docx").write_bytes(b"PK")
    with pytest.raises(InputError) as caught:
        read_document(tmp_path / "报告.docx")
    assert str(tmp_path) not in str(caught.value)
