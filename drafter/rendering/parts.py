"""The small parts of a DOCX package that do not depend on the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from drafter.rendering.layout import Layout
from drafter.rendering.markup import NAMESPACES, PROLOG, tag

__all__ = ["APP_PROPERTIES", "CONTENT_TYPES", "DOCUMENT_RELATIONS", "PACKAGE_RELATIONS"]
__all__ += ["EVEN_FOOTER_ID", "ODD_FOOTER_ID", "font_table_part", "settings_part"]
__all__ += ["COMMENTS_TYPE", "Link", "links_part", "with_links", "with_types"]

ODD_FOOTER_ID = "rId4"
EVEN_FOOTER_ID = "rId5"

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"

_OUTSIDE = ' TargetMode="External"'
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "application/vnd.openxmlformats-package"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

# The font of the same face that Windows, macOS or a Linux desktop for Chinese offices does ship. Word, WPS and
# LibreOffice use an alternative name when the named font is missing.
_ALTERNATIVES = {
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "仿宋": "FangSong",
    "楷体": "KaiTi",
    "黑体": "SimHei",
    "宋体": "SimSun",
    "方正小标宋简体": "华文中宋",
}


def _relations(*targets: tuple[str, str]) -> bytes:
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{PROLOG}<Relationships xmlns="{_RELATIONS}">{items}</Relationships>'.encode()


def _content_types(**kinds: str) -> bytes:
    items = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>'
        for part, kind in sorted((path.replace("__", "/") + ".xml", kind) for path, kind in kinds.items())
    )
    return (
        f'{PROLOG}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{_PACKAGE}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{items}</Types>'
    ).encode()


CONTENT_TYPES = _content_types(
    word__document=f"{_WML}.document.main+xml",
    word__styles=f"{_WML}.styles+xml",
    word__settings=f"{_WML}.settings+xml",
    word__fontTable=f"{_WML}.fontTable+xml",
    word__footer1=f"{_WML}.footer+xml",
    word__footer2=f"{_WML}.footer+xml",
    docProps__core=f"{_PACKAGE}.core-properties+xml",
    docProps__app="application/vnd.openxmlformats-officedocument.extended-properties+xml",
)
PACKAGE_RELATIONS = _relations(
    (f"{_OFFICE}/officeDocument", "word/document.xml"),
    (f"{_RELATIONS}/metadata/core-properties", "docProps/core.xml"),
    (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
)
DOCUMENT_RELATIONS = _relations(
    (f"{_OFFICE}/styles", "styles.xml"),
    (f"{_OFFICE}/settings", "settings.xml"),
    (f"{_OFFICE}/fontTable", "fontTable.xml"),
    (f"{_OFFICE}/footer", "footer1.xml"),
    (f"{_OFFICE}/footer", "footer2.xml"),
)
APP_PROPERTIES = (
    f'{PROLOG}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>drafter</Application></Properties>"
).encode()


def with_types(types: bytes, kinds: Mapping[str, str], workbooks: bool = False) -> bytes:
    """The content types of a package that also has these parts, and workbooks in it."""
    more = f'<Default Extension="xlsx" ContentType="{_WORKBOOK}"/>' if workbooks else ""
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
    head, mark, rest = types.decode().partition("<Override")
    return f"{head}{more}{mark}{rest.replace('</Types>', overrides)}</Types>".encode()


@dataclass(frozen=True)
class Link:
    """A relation of a part; ``kind`` is the last word of its address, ``target`` a part or, outside, another file."""

    identity: str
    kind: str
    target: str
    outside: bool = False


def with_links(relations: bytes, links: Iterable[Link]) -> bytes:
    """The relations of a part that has these too."""
    made = "".join(
        f'<Relationship Id="{link.identity}" Type="{_OFFICE}/{link.kind}" Target={quoteattr(link.target)}'
        f"{_OUTSIDE if link.outside else ''}/>"
        for link in links
    )
    return relations.replace(b"</Relationships>", made.encode() + b"</Relationships>")


def links_part(links: Iterable[Link]) -> bytes:
    """A part of relations with nothing but these."""
    return with_links(_relations(), links)


def settings_part() -> bytes:
    """``word/settings.xml``: odd and even footers differ; characters keep their full width; no compatibility
    mode, which an absent setting would mean.
    """
    word = "http://schemas.microsoft.com/office/word"
    return (
        f"{PROLOG}<w:settings {NAMESPACES}>"
        + tag("zoom", percent=100)
        + tag("defaultTabStop", val=640)
        + tag("evenAndOddHeaders")
        + tag("characterSpacingControl", val="doNotCompress")
        + tag("compat", tag("compatSetting", name="compatibilityMode", uri=word, val=15))
        + "</w:settings>"
    ).encode()


def font_table_part(layout: Layout) -> bytes:
    """``word/fontTable.xml``: the fonts in use, each Chinese one with a common font to stand in for it."""
    chinese = (layout.body, layout.heading1, layout.heading2, layout.title, layout.page_number)
    fonts = [_font(name, "86") for name in dict.fromkeys(chinese) if name != layout.latin]
    fonts.append(_font(layout.latin, "00"))
    return f"{PROLOG}<w:fonts {NAMESPACES}>{''.join(fonts)}</w:fonts>".encode()


def _font(name: str, charset: str) -> str:
    other = _ALTERNATIVES.get(name)
    alternative = tag("altName", val=other) if other else ""
    return tag("font", alternative, tag("charset", val=charset), name=name)
