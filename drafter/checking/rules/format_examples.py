"""Laid-out examples for the FMT rules: lines set by the standard, but for what an example changes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from drafter.checking.rules.model import Example
from drafter.reading.layout import Footer, Form, Look, Page, Sheet

__all__ = ["REPORT", "laid_out"]

#: Lines: 0 title, 1 主送机关, 2 opening, 3 一、, 4 （一）, 5 text, 6 附件说明, 7 署名, 8 成文日期.
REPORT = (
    "云岭市人民政府2025年履行教育职责自评报告\n省人民政府教育督导委员会：\n现将自评情况报告如下。\n一、基本情况\n"
    "（一）事业规模\n全市现有幼儿园612所，办学条件持续改善。\n附件：自评指标数据表\n云岭市人民政府\n2026年3月20日"
)
_PAGE = Page(210, 297, 37, 35, 28, 26)
_FOOTERS = [Footer("default", "— 1 —", True, "right", "宋体", 14), Footer("even", "— 2 —", True, "left", "宋体", 14)]


def laid_out(
    lines: dict[int, dict[str, Any]] | None = None,
    *,
    text: str = REPORT,
    page: dict[str, float] | None = None,
    footers: list[Footer] | None = None,
    even: bool = True,
) -> Example:
    """An example whose lines differ from the standard as ``lines`` says: line -> fields of its form or look."""
    forms = {}
    for number, line in enumerate(text.split("\n")):
        form = _standard(line, number)
        for key, value in (lines or {}).get(number, {}).items():
            if key in Look.__dataclass_fields__:
                form = replace(form, looks=tuple(replace(look, **{key: value}) for look in form.looks))
            else:
                form = replace(form, **{key: value})
        forms[number] = form
    sheet = Sheet([replace(_PAGE, **(page or {}))], forms, _FOOTERS if footers is None else footers, even)
    return Example(text, layout=sheet)


def _standard(line: str, number: int) -> Form:
    look = Look(0, len(line), "仿宋_GB2312", 16)
    if number == 0:
        return Form("center", pitch=35, looks=(replace(look, font="方正小标宋简体", size=22),))
    if line.endswith(("：", ":")):
        return Form("both", pitch=28.95, looks=(look,))
    if re.fullmatch(r"\D{2,10}人民政府|[\d一-鿿]{4,}年.*日", line):
        return Form("right", right=2, pitch=28.95, looks=(look,))
    if re.fullmatch(r"附件\d?", line):
        return Form("left", pitch=28.95, starts_page=True, looks=(replace(look, font="黑体"),))
    font = "黑体" if re.match("[一二三]、", line) else "楷体_GB2312" if re.match("（[一二三]）", line) else look.font
    return Form("both", first=2, pitch=28.95, looks=(replace(look, font=font),))
