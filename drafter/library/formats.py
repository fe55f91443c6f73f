"""The lines of an HTML page, a PDF with a text layer and a workbook, for the library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.files import check_office_package, read_text
from drafter.files.pdf import read_printed
from drafter.library.splitting import Line

__all__ = ["read_html", "read_pdf", "read_xlsx"]

_HIDDEN = {"script", "style", "head", "noscript", "nav", "footer", "template", "svg"}
_BLOCKS = {"p", "div", "li", "tr", "br", "section", "article", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"}
_CELLS = 200_000
_HAN = r"[\u3400-\u9fff]"
# a typesetter parts digits and Chinese characters, no text does
_SPACED = re.compile(rf"(?<={_HAN}) (?=[\d“])|(?<=[\d%％”]) (?={_HAN})")


def read_html(path: Path) -> list[Line]:
    """The visible text of a page, a line for each block, its headings with Markdown marks.

    Raises:
        InputError: missing, of another encoding, or no HTML.
    """
    from lxml import etree, html

    try:
        parser = html.HTMLParser(no_network=True, huge_tree=False)
        root = html.document_fromstring(read_text(path), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError("不是有效的网页文件", where=path.name) from error
    text = "".join(_visible(root))
    return [Line(number, " ".join(line.split())) for number, line in enumerate(text.split("\n"))]


def _visible(node: Any) -> Iterator[str]:
    tag = node.tag if isinstance(node.tag, str) else ""
    if tag and tag not in _HIDDEN:
        if tag in _BLOCKS:
            yield "\n"
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            yield "#" * int(tag[1]) + " "
        yield " ".join((node.text or "").split())
        for child in node:
            yield from _visible(child)
            yield " ".join((child.tail or "").split())
        if tag in ("td", "th"):
            yield " | "
        if tag in _BLOCKS:
            yield "\n"


def read_pdf(path: Path) -> list[Line]:
    """The text layer of a PDF without running headers and page numbers, its printed lines joined into paragraphs.

    Raises:
        InputError: damaged, encrypted, or without text, as scans are.
    """
    printed, _ = read_printed(path)
    lines = [_SPACED.sub("", line.text.strip()) for line in printed if line.part == "body"]
    longest = max(map(len, lines))
    joined = [lines[0]]
    for before, line in zip(lines, lines[1:], strict=False):
        # a printed line that is nearly full and does not end a sentence goes on in the next one
        if len(before) >= 0.8 * longest and not before.endswith(("。", "！", "？", "；", "：")):
            joined[-1] += line
        else:
            joined.append(line)
    return [Line(number, line) for number, line in enumerate(joined)]


def read_xlsx(path: Path) -> list[Line]:
    """The rows of a workbook, cells parted by ``|``, under the name of their sheet.

    Raises:
        InputError: missing, encrypted, damaged, or no workbook.
    """
    check_office_package(path, "xlsx")
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise InputError("工作簿已损坏", where=path.name, hint="请用 WPS 或 Excel 打开后另存一份") from error
    texts: list[str] = []
    left = _CELLS
    try:
        for sheet in book.worksheets:
            texts.append(f"## {sheet.title}")
            for row in sheet.iter_rows(values_only=True):
                left -= len(row)
                if left < 0:
                    break
                cells = [str(value).strip() for value in row if value is not None and str(value).strip()]
                texts.append(" | ".join(cells))
    finally:
        book.close()
    return [Line(number, text) for number, text in enumerate(texts)]
