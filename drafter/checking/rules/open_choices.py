"""PLH009: a choice that a form leaves to its writer and that nobody made: 是/否, 增长（下降）3.2%, □是□否."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

CHOICE = Rule(
    "PLH009",
    "choice-left-open",
    "模板的选项没有选定",
    Severity.WARNING,
    "正文里的“是/否”“增长（下降）3.2%”“☑已落实□未落实”“我县（市、区）”一类，模板给的几个说法都留着。",
    "说的是增是减、是有是无看不出来。",
    (
        Example("一、基本情况\n全县已建立保障机制（是/否），公用经费比上年增长（下降）3.2%。"),
        Example("一、基本情况\n专任教师较上年增加/减少12人，均已落实（是□ 否□）。"),
        Example("一、基本情况\n全县有幼儿园52/54所，均已年检。"),
        Example("一、基本情况\n我县（市、区）坚持教育优先发展，教师待遇□已落实 ☑未落实。"),
    ),
    (
        Example("一、基本情况\n各县（市、区）坚持教育优先发展，教师数有增有减，逐项回答是与否。"),
        Example("一、基本情况\n招生计划增加（减少）须报批，学校逐项打“√”，核对台账。"),
        Example("一、基本情况\n建立有无欠薪的核查制度，核查学校12所。"),
    ),
    "报送要求：数据真实、材料齐全（国教督办函〔2018〕16号）；占位内容不得出现在定稿中",
)

_UP = "增长|提高|上升|增加|上涨|高于|提升|扩大"
_DOWN = "下降|降低|减少|回落|低于|缩小|下滑"
_EITHER = rf"(?:(?:{_UP})\s?(?:[/／]|[（(])\s?(?:{_DOWN})[）)]?|(?:{_DOWN})\s?(?:[/／]|[（(])\s?(?:{_UP})[）)]?)"
_YES_NO = "是|否|有|无|已[一-鿿]{1,4}|未[一-鿿]{1,4}|达标|不达标|完成|合格|不合格|优秀|良好|符合|不符合"
_BOX = "□☐☑☒√✓✔■"
_OPEN = re.compile(
    rf"{_EITHER}了?\s?(?=\d|[（(]?\s?\d|[约近]\d)"
    r"|(?:是|有|已|能|达到)\s?[/／]\s?(?:否|无|未|不能|未达到)(?=[）)，。；、]|$)|[（(](?:是|有)[、/／\s](?:否|无)[）)]"
    rf"|[{_BOX}]\s?(?:{_YES_NO})(?![一-鿿]*[”\"])|(?:^|[：:\s，。；（(])(?:是|否|有|无)\s?[□☐☑☒✓✔√](?=[\s，。；）)]|否|无|$)"
    r"|(?<![\d./])\d{2,6}\s?[/／]\s?\d{2,6}\s?(?=[所名人个]|[万亿]元|人次)"
    r"|(?:我|本)(?:[省市县区](?:[（(][省市县区、/／]{1,7}[）)]|[/／][市县区]))"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """The running text; in a table the choices may be its heads."""
    for flow in context.document.flows:
        if flow.part == "table" or flow.text.lstrip().startswith("|"):
            continue
        for match in _OPEN.finditer(flow.text):
            words = match.group().strip("：: ，。；")
            told = f"“{words}”是模板的选项，没有选定"
            yield CHOICE.at(
                flow, *match.span(), told, suggestion="选定一个说法，删去其余", root=_root(flow.first_paragraph)
            )


def _root(paragraph: int) -> str:
    return f"{CHOICE.code}:{paragraph}"


FAMILY = Family("PLH", "占位与残留", (CHOICE,), check)
