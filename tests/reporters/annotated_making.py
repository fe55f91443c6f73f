"""Five DOCX shaped like those of real offices, each with faults in awkward places, and ways to compare packages."""

from __future__ import annotations

from copy import deepcopy

from docx_making import NAMESPACES, package, paragraph, run, table, text_box, unzipped, wrapped, zipped
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
TITLE = "云岭市人民政府2025年履行教育职责自评报告"
BAD = "全市122个县（市、区）中，106个实现达标，占比95.08%。"


def bold(text: str) -> str:
    return f'<w:r w:rsidR="00AB12CD"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def comment_marks(inner: str, number: int) -> str:
    return (
        f'<w:commentRangeStart w:id="{number}"/>{inner}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def comment(number: int, author: str, text: str, paragraph_id: str = "") -> str:
    mark = f' xmlns:w14="{W14}" w14:paraId="{paragraph_id}"' if paragraph_id else ""
    return wrapped(
        f"<w:p{mark}>{run(text)}</w:p>", f'w:comment w:id="{number}" w:author="{author}" w:date="2026-03-01T08:00:00Z"'
    )


def with_part(data: bytes, name: str, content: str, kind: str, content_type: str, relation: str = "") -> bytes:
    """A package with one more part, related to the main one."""
    files = unzipped(data)
    files[f"word/{name}"] = content.encode()
    override = f'<Override PartName="/word/{name}" ContentType="{content_type}"/>'
    link = f'<Relationship Id="rId{kind}" Type="{relation or OFFICE + kind}" Target="{name}"/>'
    for part, end, new in (
        ("[Content_Types].xml", b"</Types>", override),
        ("word/_rels/document.xml.rels", b"</Relationships>", link),
    ):
        files[part] = files[part].replace(end, new.encode() + end)
    return zipped(files)


def tracked() -> bytes:
    """Others' insertions, deletions and format changes; the fault runs over them; others comment on the same words."""
    old = wrapped("<w:r><w:delText>121</w:delText></w:r>", 'w:del w:id="11" w:author="王科长"')
    new = wrapped(run("122"), 'w:ins w:id="12" w:author="王科长"')
    changed = (
        '<w:r><w:rPr><w:b/><w:rPrChange w:id="13" w:author="王科长"><w:rPr/></w:rPrChange></w:rPr>'
        "<w:t>个县（市、区）中，106个</w:t></w:r>"
    )
    moved = wrapped(run("另有XX县待核。"), 'w:moveTo w:id="14" w:author="王科长"')
    body = [
        paragraph(TITLE),
        paragraph("一、基本情况"),
        paragraph("全市", old, new, comment_marks(changed, 4), "实现达标，占比95.08%。", moved),
        paragraph("全市教育事业平稳发展。", properties='<w:rPr><w:ins w:id="15" w:author="王科长"/></w:rPr>'),
    ]
    return package("".join(body), {"comments": comment(4, "王科长", "请核对")})


def tables() -> bytes:
    """A table in a table, merged cells, and faults in their cells."""

    def cell(*blocks: str, properties: str = "") -> str:
        return wrapped(wrapped(properties, "w:tcPr") + "".join(blocks), "w:tc")

    inner = wrapped(wrapped(cell(paragraph("XX县")) + cell(paragraph("612所")), "w:tr"), "w:tbl")
    rows = [
        cell(paragraph("县（市、区）"), properties='<w:gridSpan w:val="2"/>') + cell(paragraph("说明")),
        cell(paragraph("全市"), properties='<w:vMerge w:val="restart"/>')
        + cell(paragraph(BAD, run("")))
        + cell(inner, paragraph("")),
        cell(paragraph(""), properties="<w:vMerge/>") + cell(paragraph("甲"), paragraph("乙")) + cell(paragraph("丙")),
    ]
    grid = wrapped("".join(wrapped(row, "w:tr") for row in rows), "w:tbl")
    body = (
        paragraph(TITLE) + paragraph("一、基本情况") + paragraph("情况见下表（单位：所）。") + grid + paragraph("完。")
    )
    return package(body)


def boxes() -> bytes:
    """Faults where Word allows no comment: text box, footnote, header and footer."""
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    separator = wrapped(paragraph(""), 'w:footnote w:id="0" w:type="separator"')
    note = wrapped(paragraph("数据由XX县提供。"), 'w:footnote w:id="2"')
    body = [
        paragraph(TITLE),
        paragraph("一、基本情况"),
        paragraph("全市教育", mark, "平稳发展。", text_box(paragraph("XX县示意图"))),
    ]
    section = '<w:headerReference w:type="default" r:id="rIdheader"/><w:footerReference w:type="default" '
    section += 'r:id="rIdfooter"/>'
    extra = {"footnotes": separator + note, "header": paragraph("XX县人民政府"), "footer": paragraph("— 1 —")}
    return package("".join(body), extra, section=section)


def fields() -> bytes:
    """Links, content controls, fields, bookmarks, tabs and soft breaks in the run of the fault, and odd spaces."""
    link = wrapped(run("XX县教育局"), 'w:hyperlink r:id="rIdlink"')
    control = wrapped(wrapped('<w:tag w:val="a"/>', "w:sdtPr") + wrapped(run("某某"), "w:sdtContent"), "w:sdt")
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    field = f"{marks[0]}<w:r><w:instrText> SEQ 表 </w:instrText></w:r>{marks[1]}{run('1')}{marks[2]}"
    pieces = ["<w:t>一</w:t>", "<w:br/>", '<w:t xml:space="preserve">全市122个县中，</w:t>', "<w:tab/>"]
    mixed = wrapped("".join([*pieces, "<w:t>106个实现达标，占比95.08%。</w:t>"]), "w:r")
    body = [
        paragraph(TITLE),
        paragraph("一、基本情况"),
        paragraph("由", link, "和", control, "提供，见表", field, "。"),
        paragraph('<w:bookmarkStart w:id="1" w:name="a"/>', mixed, '<w:bookmarkEnd w:id="1"/>'),
        paragraph("　　", bold(" 全市 "), bold(" 平稳 "), "发展，XX县略慢。"),
    ]
    return package("".join(body))


def threads() -> bytes:
    """Others' threads with replies, in Word's newer parts, around the words of a fault."""
    body = [
        paragraph(TITLE),
        paragraph("一、基本情况"),
        paragraph(comment_marks(comment_marks(run(BAD), 0), 1), "后文平稳。"),
    ]
    notes = comment(0, "李处长", "这个比例不对吧", "1A000001") + comment(1, "王科长", "已改", "1A000002")
    data = package("".join(body), {"comments": notes})
    entries = (
        '<w15:commentEx w15:paraId="1A000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="1A000002" w15:paraIdParent="1A000001" w15:done="0"/>'
    )
    extended = f'<w15:commentsEx xmlns:w15="{W15}">{entries}</w15:commentsEx>'
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    return with_part(data, "commentsExtended.xml", extended, "ex", WML + "commentsExtended+xml", kind)


SHAPES = {"tracked": tracked, "tables": tables, "boxes": boxes, "fields": fields, "threads": threads}


def plain_main(main: bytes, own: set[str]) -> bytes:
    """The main part without the marks of these comments, adjacent runs of one format put together."""
    root = etree.fromstring(main)
    for element in list(root.iter()):
        name = etree.QName(element).localname
        if name in ("commentRangeStart", "commentRangeEnd", "commentReference") and element.get(W + "id") in own:
            parent = element.getparent()
            parent.remove(element)
            if parent.tag == W + "r" and len(parent) == 0:
                parent.getparent().remove(parent)
    for one in list(root.iter(W + "r")):
        while one.getparent() is not None and (after := one.getnext()) is not None and _same(one, after):
            for child in list(after):
                if child.tag != W + "rPr":
                    one.append(deepcopy(child))
            after.getparent().remove(after)
        texts = [child for child in one if child.tag == W + "t"]
        for before, text in zip(texts, texts[1:], strict=False):
            if before.getnext() is text:
                text.text = (before.text or "") + (text.text or "")
                before.getparent().remove(before)
        for text in one.iter(W + "t"):
            text.attrib.clear()
    return etree.tostring(root, method="c14n")


def _same(one: etree._Element, other: etree._Element) -> bool:
    def form(element: etree._Element) -> tuple[object, ...]:
        properties = element.find(W + "rPr")
        look = b"" if properties is None else etree.tostring(properties, method="c14n")
        return element.tag, look, tuple(element.attrib.items())

    return other.tag == W + "r" and form(one) == form(other)


__all__ = ["BAD", "NAMESPACES", "SHAPES", "TITLE", "W", "comment", "comment_marks", "plain_main", "table", "with_part"]
