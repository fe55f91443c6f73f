"""What a report is printed with besides its text: 红头, seal, 版记, attachments, traces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from drafter.errors import InputError
from drafter.rendering.layout import Layout

__all__ = ["Options", "layout_from", "options_from"]

_YES, _NO = ("true", "1", "yes", "on"), ("false", "0", "no", "off", "")


@dataclass(frozen=True)
class Options:
    """Parts of the document that an office has or has not.

    Attributes:
        red_head: 发文机关标志 such as 云岭市人民政府文件; empty for none (7.2.4).
        signatory: 签发人 of a report to a higher office, beside the 发文字号; empty for none.
        sealed: whether a seal will be set on the 落款, whose date then stands four characters in (7.3.5.1).
        copy_to: 抄送机关 of the 版记; ``printer`` is the 印发机关 and ``print_date`` the 印发日期 in ISO form.
        attachments: whether the tables are printed as attachments: indicators, derivations, evidence, measures.
        trace: whether each figure carries a comment on where it comes from, and a bookmark.
    """

    red_head: str = ""
    signatory: str = ""
    sealed: bool = False
    copy_to: str = ""
    printer: str = ""
    print_date: str = ""
    attachments: bool = False
    trace: bool = False


def options_from(settings: Mapping[str, str]) -> Options:
    """The options among the settings ``[docx]``.

    Raises:
        InputError: a switch is neither true nor false.
    """
    options = Options()
    for item in fields(Options):
        if item.name not in settings or item.name == "trace":
            continue
        text = settings[item.name].strip()
        if isinstance(getattr(options, item.name), str):
            options = replace(options, **{item.name: text})  # type: ignore[arg-type]
        elif text.lower() in _YES + _NO:
            options = replace(options, **{item.name: text.lower() in _YES})  # type: ignore[arg-type]
        else:
            raise InputError(f"“{text}”不是 true 或 false", where=f"docx.{item.name}")
    return options


def layout_from(settings: Mapping[str, str]) -> Layout:
    """The official layout with the fonts and measures among the settings ``[docx]``.

    Raises:
        InputError: a measure is no number or out of range, or a font name is blank.
    """
    values: dict[str, str | float] = {}
    for item in fields(Layout):
        if item.name in settings:
            text = settings[item.name]
            try:
                values[item.name] = text if isinstance(item.default, str) else float(text)
            except ValueError as error:
                raise InputError(f"“{text}”不是数字", where=f"docx.{item.name}") from error
    return replace(Layout(), **values)  # type: ignore[arg-type]
