"""DOCX as it is displayed: insertions accepted, deletions dropped, tables, text boxes, headers and notes read.

python-docx's ``paragraph.text`` leaves out tracked insertions and text boxes, so the XML is walked here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.files import check_office_package
from drafter.reading.model import Document, Paragraph
from drafter.reading.word.forms import read_layout
from drafter.reading.word.lists import ListNumbers
from drafter.reading.word.names import CHART, DIAGRAM, MATH, MC, VML, A, W, value
from drafter.reading.word.package import WordPackage
from drafter.reading.word.walk import Shown, shown_paragraphs

__all__ = ["read_docx"]

_PREVIEWS = {W + "object", MC + "Fallback"}  # what they show is counted as an object or as its first choice
_STYLE_CHAIN = 11  # Word follows basedOn no further


def read_docx(path: Path) -> Document:
    """A DOCX file with all its text in reading order: body and tables, then text boxes, headers, footers, notes.

    Raises:
        InputError: missing, encrypted, damaged, without any text, or nested beyond reason.
    """
    check_office_package(path, "docx")
    try:
        package = WordPackage.open(path)
        shown = shown_paragraphs(package)
        paragraphs = _paragraphs(package, shown)
        layout = read_layout(package, shown)
        unread = _unread(package)
    except RecursionError as error:
        raise InputError("文件结构嵌套过深，已拒绝读取", where=path.name) from error
    except Exception as error:  # zipfile, zlib and lxml meet damage with a score of types
        raise InputError("文件已损坏，无法读取", where=path.name, hint="请用 WPS 或 Word 打开后另存") from error
    if not any(p.text.strip() for p in paragraphs if p.part in ("body", "table", "textbox")):
        raise InputError("文件里没有文字", where=path.name, hint="图片中的文字不能读取")
    return Document(path.name, "docx", paragraphs, unread=unread, layout=layout)


def _paragraphs(package: WordPackage, shown: list[Shown]) -> list[Paragraph]:
    levels, numbers = _heading_levels(package), ListNumbers(package)
    result = []
    for paragraph in shown:
        level = levels.get(value(paragraph.element, "pPr/pStyle") or "", 0)
        if (own := _outline_level(paragraph.element)) is not None:
            level = own
        label = numbers.label(paragraph.element)
        result.append(Paragraph(paragraph.index, paragraph.part, paragraph.text, level, paragraph.cell, label))
    return result


def _heading_levels(package: WordPackage) -> dict[str, int]:
    """Outline level (1…9) of each paragraph style id that has one, by outlineLvl, style name or parent style."""
    styles = package.companion("/styles")
    own: dict[str, int] = {}
    parents: dict[str, str] = {}
    for style in styles.iter(W + "style") if styles is not None else ():
        identity = style.get(W + "styleId") or ""
        label = (value(style, "name") or "").lower()
        based = value(style, "basedOn")
        if (level := _outline_level(style)) is not None:
            own[identity] = level
        elif label.startswith(("heading ", "标题 ")) and label.split()[-1].isdecimal():
            own[identity] = int(label.split()[-1])
        elif based is not None:
            parents[identity] = based
    levels = dict(own)
    for identity in parents:
        ancestor = identity
        for _ in range(_STYLE_CHAIN):
            ancestor = parents.get(ancestor, ancestor)
        levels[identity] = own.get(ancestor, 0)
    return levels


def _outline_level(element: Any) -> int | None:
    """The level a style or paragraph sets itself: 1…9, 0 for body text (outlineLvl 9), None when it sets none."""
    outline = element.find(f"{W}pPr/{W}outlineLvl")
    text = outline.get(W + "val", "9") if outline is not None else ""
    return (int(text) + 1) % 10 if re.fullmatch("[0-9]", text) else None


def _unread(package: WordPackage) -> list[str]:
    """What the document holds that no text could be read from."""
    body = package.tree(package.main)
    blips = list(body.iter(A + "blip"))
    old_pictures = [p for p in body.iter(VML + "imagedata") if not any(a.tag in _PREVIEWS for a in p.iterancestors())]
    result = []
    if pictures := len(blips) + len(old_pictures):
        result.append(f"{pictures} 张图片中的文字")
    if next(body.iter(CHART + "chart", DIAGRAM + "relIds"), None) is not None:
        result.append("图表中的文字和数据")
    if next(body.iter(W + "object", MATH + "oMath"), None) is not None:
        result.append("嵌入的对象（如 Excel 表格、公式）")
    if next(body.iter(W + "altChunk", W + "subDoc"), None) is not None:
        result.append("嵌入的其他文档")
    if signs := sum(1 for _ in body.iter(W + "sym")):
        result.append(f"{signs} 个符号字体的字符（如方框、对勾）")
    return result
