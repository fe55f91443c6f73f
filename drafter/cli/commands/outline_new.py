"""``drafter outline-new``: a draft outline from a report or an evaluation plan that the user already has."""

from __future__ import annotations

import re
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from drafter.cli.output import say
from drafter.cli.usage import ChineseCommand

if TYPE_CHECKING:
    from drafter.outlines.deriving import Part
    from drafter.reading import Document

__all__ = ["register"]

_HEAD = """# 由“{source}”推导的提纲草稿，请逐条核对后使用。
# heading 是标题，不带编号；use 引用共用要点（drafter outlines 可查看），own_ 开头的是没有对上的标题，
# 请补写 ask（怎样算答了）、signals（正文里的标志词）、office（向谁要材料）、indicators、policies。
# 放到工作文件夹的 knowledge/outlines/ 下，drafter draft --outline {id} 就能用。
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("outline-new", cls=ChineseCommand)(outline_new)


def outline_new(
    source: Path = typer.Option(..., "--from", help="已有的报告或评价方案（.docx、.txt、.md）"),
    out: Path = typer.Option(..., "-o", help="写到哪个提纲文件（.yaml），文件名就是提纲 id"),
    level: str = typer.Option("", "--level", help="province、city 或 county；默认从标题推断"),
) -> None:
    """从已有的报告或评价方案推导一份提纲草稿，供修改后使用。"""
    import yaml

    from drafter.errors import InputError, OutputError
    from drafter.files import write_atomically
    from drafter.outlines.deriving import derive_outline
    from drafter.reading import read_document

    outline_id = out.stem
    if out.suffix.lower() not in (".yaml", ".yml") or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", outline_id):
        raise InputError(
            "提纲文件名只能用字母、数字和连字符，以 .yaml 结尾", where=str(out), hint="例如 my-county.yaml"
        )
    if out.exists():
        raise OutputError("文件已经存在，没有改动", where=str(out), hint="请换一个文件名")
    document = read_document(source)
    title, found = _title(document.title or source.stem)
    chosen = level or found
    if chosen not in ("province", "city", "county"):
        raise InputError("看不出是哪一级", where="--level", hint="请写 province、city 或 county")
    data = derive_outline(_parts(document), outline_id, f"由{source.stem}推导", chosen, title)
    text = _HEAD.format(source=source.name, id=outline_id)
    text += yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)
    write_atomically({out: text.encode()})
    items = [item for section in _walk(data["sections"]) for item in section.get("items", ())]
    shared = sum("use" in item for item in items)
    count = len(_walk(data["sections"]))
    say(f"已写出 {out}：{count} 个章节，{shared} 个共用要点，{len(items) - shared} 个待补写的要点")


def _parts(document: Document) -> list[Part]:
    """Numbered headings with their text; the document's title is none."""
    from drafter.outlines.deriving import Part

    texts = document.paragraph_text()
    starts = [heading for heading in document.headings if heading.number]
    parts = []
    for heading, following in zip_longest(starts, starts[1:]):
        last = following.paragraph if following else max(texts, default=0) + 1
        inside = [texts[n] for n in range(heading.paragraph + 1, last) if texts.get(n, "").strip()]
        rest = texts[heading.paragraph][heading.end :].lstrip("。：: ") if heading.run_in else ""
        parts.append(Part(heading.level, heading.text, tuple(text for text in (rest, *inside) if text)))
    return parts


def _title(title: str) -> tuple[str, str]:
    """The title with ``{region}`` and ``{year}`` in place of what it names, and the level that its region is of."""
    level = ""
    region = re.search(
        r"(?:关于)?([\u4e00-\u9fff]{1,12}?(省|自治区|自治州|市|县|旗|区))(?=人民政府|教育|履行|20\d\d)", title
    )
    if region:
        level = {"省": "province", "自治区": "province", "市": "city", "自治州": "city"}.get(region[2], "county")
        title = title.replace(region[1], "{region}")
    title = re.sub(r"20\d\d年", "{year}年", title, count=1)
    if "{region}" not in title or "{year}" not in title:
        title = "{region}人民政府{year}年履行教育职责自评报告"
    return title, level


def _walk(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for section in sections for one in (section, *_walk(section.get("sections", [])))]
