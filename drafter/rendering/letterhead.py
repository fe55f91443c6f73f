"""版头 with the red name and line (7.2), and 版记 (7.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from drafter.rendering.formats import Block, Look, body_block, body_look, paragraph_format, run_format
from drafter.rendering.layout import Layout
from drafter.rendering.markup import on_one_line, tag, text_node
from drafter.rendering.options import Options
from drafter.rendering.signature import chinese_date

__all__ = ["imprint", "red_head"]

_RED = "FF0000"
_POINT = 72 / 25.4
_HEAD_MM = 35  # from the upper edge of the type area to the name (7.2.4)
_LINE_MM = 4  # from the number down to the line (7.2.7)
_LARGEST, _SMALLEST = 48.0, 26.0  # sizes of the name, so that it fills no more than the width
_SMALL = 14.0
_THICK, _THIN = 8, 6  # eighths of a point: 0.35 and 0.25 mm (7.4.1)


def red_head(options: Options, number: str, layout: Layout) -> Iterator[str]:
    """The name of the issuer, 发文字号 two lines below with 签发人 beside it, the red line, and two blank lines."""
    name = on_one_line(options.red_head)
    size = min(_LARGEST, max(_SMALLEST, layout.text_width / max(1, len(name)) - 2))
    look = Look(layout.title, layout.latin, float(int(size)), colour=_RED)
    pitch = look.size * 1.3
    yield _line([(name, look)], Block(pitch, "center", unit=look.size, before=_HEAD_MM * _POINT), look)
    body = body_look(layout)
    plain = replace(body_block(layout), first=0)
    yield from (_line([], plain, body) for _ in range(2))
    pieces = [(number, body)]
    block = replace(plain, alignment="center")
    if options.signatory:
        person = body_look(layout, layout.heading2)
        gap = layout.text_width - 2 * layout.body_size - layout.printed_width(f"{number}签发人：{options.signatory}")
        filler = "　" * max(1, int(gap / (layout.body_size + layout.tracking)))
        pieces = [(number + filler + "签发人：", body), (on_one_line(options.signatory), person)]
        block = replace(plain, alignment="left", left=layout.body_size, right=layout.body_size)
    yield _line(
        pieces, block, body, border=tag("bottom", val="single", sz=12, space=round(_LINE_MM * _POINT), color=_RED)
    )
    yield from (_line([], plain, body) for _ in range(2))


def imprint(options: Options, layout: Layout) -> Iterator[str]:
    """抄送, and 印发机关 with 印发日期, between lines; nothing where the office has set none of them."""
    printed = options.printer or options.print_date
    if not (options.copy_to or printed):
        return
    look = Look(layout.body, layout.latin, _SMALL)
    block = Block(layout.line_pitch, "both", unit=_SMALL, left=_SMALL, right=_SMALL)
    yield _line([], replace(body_block(layout), first=0), body_look(layout))
    if options.copy_to:
        end = "" if printed else _rule("bottom", _THICK)
        text = f"抄送：{on_one_line(options.copy_to).rstrip('。')}。"
        yield _line([(text, look)], block, look, border=_rule("top", _THICK) + end)
    if printed:
        day = f"{chinese_date(options.print_date)}印发" if options.print_date else ""
        room = layout.text_width - 2 * _SMALL - _width(options.printer + day)
        filler = "　" * max(1, int(room / _SMALL) - 1)
        border = _rule("top", _THIN if options.copy_to else _THICK) + _rule("bottom", _THICK)
        yield _line([(on_one_line(options.printer) + filler + day, look)], block, look, border=border)


def _rule(side: str, size: int) -> str:
    return tag(side, val="single", sz=size, space=1, color="000000")


def _width(text: str) -> float:
    from drafter.rendering.layout import em_width

    return em_width(text) * _SMALL


def _line(pieces: list[tuple[str, Look]], block: Block, mark: Look, *, border: str = "") -> str:
    runs = [tag("r", run_format(look), text_node(text)) for text, look in pieces if text]
    form = paragraph_format(block, mark=mark)
    if border:  # w:pBdr comes right after w:widowControl in the order of the schema
        switch = tag("widowControl", val=0)
        form = form.replace(switch, switch + tag("pBdr", border), 1)
    return tag("p", form, *runs)
