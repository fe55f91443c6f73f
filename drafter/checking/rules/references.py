"""STR022: what a report points to within itself: the part, the item, the table that is not there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.prose import Prose, prose
from drafter.facts.numerals import parse_chinese
from drafter.findings import Finding, Severity
from drafter.reading import Document, Flow

__all__ = ["FAMILY"]

MISSING = Rule(
    "STR022",
    "reference-to-nothing",
    "文中指引的内容不存在",
    Severity.WARNING,
    "“详见本报告第六部分”“见第三部分第（九）项”，报告没有这一部分、这一项；“见下表”“见表4”“见附表6”“如图3所示”，后面没有这张表、这张图。",
    "增删之后没有改指引，读者找不到。",
    (
        Example(
            "一、基本情况\n整改情况见本报告第四部分。\n二、工作情况\n投入增长。\n三、存在的问题\n学位偏紧。\n四是加快建设。"
        ),
        Example(
            "一、基本情况\n（一）区情\n人口稳定。\n（二）校情\n学校96所。\n二、工作情况\n评价改革情况详见第一部分第（五）项。"
        ),
        Example("一、基本情况\n全县办学规模如下表所示。\n全县教育平稳发展，群众满意度提高。"),
        Example("一、基本情况\n规模见表2。\n表1 学校规模\n|学段|学校|\n|小学|56|\n|初中|19|\n"),
        Example("一、基本情况\n整改台账见附表4。\n附表1 办学规模\n附表2 教育经费\n附表3 整改台账"),
    ),
    (
        Example("一、基本情况\n整改情况见本报告第三部分。\n二、工作情况\n投入增长。\n三、整改情况\n全部完成。"),
        Example(
            "一、基本情况\n（一）区情\n人口稳定。\n（二）校情\n学校96所，见第二部分第（一）项。\n二、工作情况\n（一）投入\n增长。"
        ),
        Example("一、基本情况\n规模见下表。\n|学段|学校|\n|小学|56|\n|初中|19|\n"),
        Example("一、基本情况\n对照《评价办法》第六部分、评分细则第七部分逐项自查，各指标值见附表3。"),
        Example(
            "一、基本情况\n规模见表1。\n表1 学校规模\n|学段|学校|\n|小学|56|\n|初中|19|\n从上表看小学多，按报表2口径。"
        ),
    ),
    "《党政机关公文处理工作条例》第十九条：内容准确，结构严谨",
)

_NUMERAL = "一二三四五六七八九十"
_PART = re.compile(
    rf"(?:本报告|详见|参见|(?<![意罕少可])见|报告)(?:正文|的)?第(?P<part>[{_NUMERAL}]{{1,2}}|\d{{1,2}})部分(?![^，。；]{{0,2}}》)"
    rf"(?:的?第?[（(](?P<item>[{_NUMERAL}]{{1,3}})[）)](?:项|点|条|节|部分)?)?"
)
_ANOTHER = re.compile(r"》[^，。；]{0,12}$|(?:附件|方案|办法|意见|通知|细则|手册|指南|纲要|年报|文件)[^，。；]{0,6}$")
_BELOW = re.compile(r"(?:详?见|如|由|从)下表(?:所示|所列)?(?!格|彰|演|态|决|明|现|面)")
_NUMBERED = re.compile(r"(?:详?见|如|由|从|据|与|和)表\s?(?P<number>\d{1,2})(?![\d.．—-])")
_CAPTION = re.compile(r"^\s*(?:\*\*)?表\s?(?P<number>\d{1,2})(?![\d.．])")
#: Tables behind a report, and its drawings, each counted by itself.
_ATTACHED = re.compile(r"(?:见|如|由|从|据)(?P<kind>附表|附图|图)\s?(?P<number>\d{1,2})(?![\d.．—-])")
_ATTACHED_CAPTION = re.compile(r"^\s*(?:\*\*)?(?P<kind>附表|附图|图)\s?(?P<number>\d{1,2})(?!\d|[.．—-]\d)")
_ROW = re.compile(r"[|\t]|\S {2,}\S")
_CELL = 16  # characters of a line that may be the cell of a table which was pasted as lines
_NEAR = 10
_LINES = 3
_PLAIN = re.compile(r"[，。；]")


def check(context: CheckContext) -> Iterator[Finding]:
    """Every reference of the running text."""
    texts = [text for text in prose(context.document) if not text.heading]
    parts, items = _sections(context.document)
    captions = {
        int(match["number"]) for flow in context.document.flows if (match := _CAPTION.match(flow.text)) is not None
    }
    attached: defaultdict[str, list[int]] = defaultdict(list)
    for flow in context.document.flows:
        if (match := _ATTACHED_CAPTION.match(flow.text)) is not None:
            attached[match["kind"]].append(int(match["number"]))
    for text in texts:
        for match in text.find(_ATTACHED) if attached else ():
            kind, number = match["kind"], int(match["number"])
            there = attached.get(kind, [])
            # numbers that skip one may have lost it in the file, not in the text
            if there and number > len(there) and sorted(there) == list(range(1, len(there) + 1)):
                last = f"{kind}1至{kind}{len(there)}" if len(there) > 1 else f"{kind}1"
                told = f"“{match.group()}”，报告里只有{last}"
                yield _finding(text, match.span(), told, "补上，或核对编号")
        for match in text.find(_PART) if parts else ():
            yield from _part(text, match, parts, items)
        for match in text.find(_BELOW):
            if not _table_near(context.document, text.flow):
                told = "后面没有表"
                yield _finding(text, match.span(), f"“{match.group()}”，{told}", "补上表格，或改写")
        for match in text.find(_NUMBERED) if captions else ():
            if int(match["number"]) not in captions:
                told = f"“{match.group()}”，报告里没有表{match['number']}"
                yield _finding(text, match.span(), told, "核对表号")


def _sections(document: Document) -> tuple[int, dict[int, int]]:
    """How many parts a report has, and how many numbered items each of them; none where they are not numbered."""
    tops = [heading.number for heading in document.headings if heading.level == 1 and heading.number]
    if len(tops) < 2 or tops != list(range(1, len(tops) + 1)):
        return 0, {}
    items: defaultdict[int, int] = defaultdict(int)
    part = 0
    for heading in document.headings:
        if heading.level == 1:
            part = heading.number
        elif heading.level == 2:
            items[part] = max(items[part], heading.number)
    return len(tops), dict(items)


def _part(text: Prose, match: re.Match[str], parts: int, items: dict[int, int]) -> Iterator[Finding]:
    if _ANOTHER.search(text.text, 0, match.start()):
        return
    part = _value(match["part"])
    if part > parts:
        told = f"报告只有{parts}个部分"
        yield _finding(text, match.span(), f"“{match.group()}”，{told}", "核对部分的序号")
    elif match["item"] and items.get(part) and _value(match["item"]) > items[part]:
        told = f"第{match['part']}部分只有{items[part]}项"
        yield _finding(text, match.span(), f"“{match.group()}”，{told}", "核对项的序号")


def _value(words: str) -> int:
    return int(words) if words.isdigit() else int(parse_chinese(words) or 0)


def _table_near(document: Document, flow: Flow) -> bool:
    """Whether a table follows within some paragraphs, be it pasted as lines of cells."""
    start = flow.first_paragraph + 1
    following = [p for p in document.paragraphs[start:] if p.text.strip() or p.cell is not None][:_NEAR]
    if any(p.cell is not None or _ROW.search(p.text.strip()) for p in following):
        return True
    return _short_lines([p.text.strip() for p in following]) or bool(_ROW.search(flow.text.strip()))


def _short_lines(lines: Sequence[str]) -> bool:
    run = 0
    for line in lines:
        run = run + 1 if len(line) <= _CELL and not _PLAIN.search(line) else 0
        if run >= _LINES:
            return True
    return False


def _finding(text: Prose, span: tuple[int, int], told: str, advice: str) -> Finding:
    return MISSING.at(text.flow, *span, told, suggestion=advice)


FAMILY = Family("STR", "结构", (MISSING,), check)
