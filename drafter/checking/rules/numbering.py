"""STR002 to STR004: 一是…二是… and the numbers of headings and entries, followed through the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from drafter.checking.rules.model import Example, Rule
from drafter.facts.numerals import parse_chinese
from drafter.findings import Finding, Severity
from drafter.reading import Document, Flow, Heading

__all__ = ["LEVELS", "NUMBERING", "ORDINAL", "check_numbering", "is_entry", "is_part"]

_LAYOUT = "GB/T 9704—2012 7.3.3：结构层次序数依次为一、（一）1.（1）"

ORDINAL = Rule(
    "STR002",
    "ordinal-gap",
    "“一是…三是…”不连续",
    Severity.ERROR,
    "一是、二是、三是（一要、二要，第一、第二，①②）的序号跳号或重号；前面没有“一是”的只作警告。",
    "漏了一条，或删了一条没有改号。",
    (
        Example("一、基本情况\n主要做法：一是加强领导。三是加大投入。"),
        Example("一、基本情况\n一是加强领导。二是加大投入。二是规范管理。"),
        Example("一、基本情况\n一要加强领导，二要加大投入，四要规范管理。"),
        Example("一、基本情况\n第一，加强领导。第三，加大投入。"),
        Example("一、基本情况\n主要任务：①扩学位；②强师资；④保安全。"),
        Example("一、基本情况\n第一步，摸底数。第二步，定方案。第四步，抓落实。"),
    ),
    (
        Example("一、基本情况\n一是加强领导。二是加大投入。三是规范管理。"),
        Example("一、基本情况\n一是加强领导。二是加大投入。\n二、存在的问题\n一是投入不足。二是编制紧张。"),
        Example("一、基本情况\n两项措施：一是加强领导；二是加大投入。三项任务：一是扩学位；二是强师资；三是保安全。"),
        Example("一、基本情况\n原因之一是投入不足，全市排名居全省第三，星期二是家长开放日，三要素齐全。"),
        Example("一、基本情况\n第一阶段已经完成，第三阶段明年启动；一是加强领导，二是规范管理，三是个别学校整改到位。"),
        Example("一、基本情况\n一是加强保障：一是经费到位，二是人员到位；二是加大投入。"),
    ),
    _LAYOUT,
)
NUMBERING = Rule(
    "STR003",
    "heading-gap",
    "标题序号不连续",
    Severity.ERROR,
    "同一层标题或条目的序号跳号、重号或不从一开始。",
    "删改章节后没有重新编号。",
    (
        Example("一、基本情况\n全市平稳发展。\n三、存在的问题\n投入不足。"),
        Example("一、工作情况\n（一）党建工作\n全面加强。\n（一）经费投入\n只增不减。"),
        Example("一、工作情况\n1.党建工作。全面加强。\n2.经费投入。只增不减。\n4.队伍建设。稳步推进。"),
        Example("一、工作情况\n1）党建工作。全面加强。\n3）经费投入。只增不减。"),
        Example("一、工作情况\n1.1党建工作全面加强。\n1.3经费投入只增不减。"),
        Example("一、工作情况\n主要任务：（1）加强领导；（2）加大投入；（4）规范管理。"),
    ),
    (
        Example("一、基本情况\n全市平稳发展。\n二、存在的问题\n投入不足。"),
        Example("一、工作情况\n（一）党建工作\n全面加强。\n二、存在的问题\n（一）投入不足\n尚有缺口。"),
        Example("一、工作情况\n1.加强党建。2.加大投入。\n3.规范管理。\n主要成效如下。\n1.学位增加。\n2.质量提高。"),
        Example("第一部分 工作情况\n一、党建\n加强。\n二、经费\n增长。\n第二部分 存在的问题\n一、投入\n不足。"),
        Example("一、工作情况\n全市平稳发展。\n二、存在的问题\n投入不足。\n附件1\n一、填报说明\n按要求填报。"),
        Example("一、工作情况\n1.2亿元用于新建学校，3.5万名学生受益。\n1.5亿元用于改扩建。"),
    ),
    _LAYOUT,
)
LEVELS = Rule(
    "STR004",
    "level-skipped",
    "标题跳级",
    Severity.INFO,
    "“一、”或“（一）”下面直接用“（1）”，中间少了一层。只有两层时“一、”下用“1.”是允许的。",
    "一般应依次使用，只作提示。",
    (Example("一、工作情况\n（1）党建工作\n全面加强党的领导。\n（2）经费投入\n只增不减。"),),
    (
        Example("一、工作情况\n（一）党建工作\n全面加强党的领导。\n1.组织建设\n稳步推进。"),
        Example("一、工作情况\n1.党建工作\n全面加强党的领导。\n2.经费投入\n只增不减。"),
    ),
    _LAYOUT,
)

_NUMERAL = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_CLAUSE_START = re.compile(r"(?:^|[。；;，,：:、！？（(“”》）)\s])\s*$")
_ORDINAL = re.compile(
    rf"(?<![{_NUMERAL}第])(?P<number>[{_NUMERAL}]{{1,2}})(?P<word>是(?!否|非(?=[，。、曲观之分对])|指|个(?![别体性案])|一种)|要(?!素|点|求|件|闻|务|领))"
    rf"|第(?P<order>[{_NUMERAL}])(?P<comma>[，,])|(?P<circled>[{_CIRCLED}])"
)
_DECIMAL = re.compile(
    r"^\s*(?P<mark>(?P<major>\d{1,2})[.．](?P<minor>\d{1,2}))(?![\d.．%％])\s*"
    r"(?![\s万亿个所人名元倍米年月日次项分公千百])(?=[一-鿿])"
)
_INSIDE = re.compile(
    rf"(?:^\s*|(?<=[。；：，])\s*)(?P<open>[（(])?\s?(?P<number>[{_NUMERAL}]{{1,3}}|\d{{1,2}})\s?(?P<close>[）)]|(?<=\d)[.．](?!\d))"
)
_ENTRY = {
    3: re.compile(r"(?:^\s*|(?<=[。；：])\s*)(\d{1,2})\s?[.．、](?![\d.])"),
    4: re.compile(r"(?:^\s*|(?<=[。；：])\s*)[（(]\s?(\d{1,2})\s?[）)]"),
    5: re.compile(r"^\s*(\d{1,2})[）)]"),
}
_LABEL = re.compile(
    rf"\s*(?:[（(]\s?[{_NUMERAL}\d]{{1,3}}\s?[）)]|第[{_NUMERAL}\d]{{1,3}}[部分章节条]{{1,2}}|[{_NUMERAL}\d]{{1,3}}\s?[、.．])"
)
_NEW_PART = re.compile(r"^\s*附[件表录]?\s*[\d一二三四五六七八九十]*\s*(?:[：:].*)?$")
_PART = re.compile(r"^\s*第[一二三四五六七八九十]+[部章]")
_SHORT_LINE = 20
_LONGEST_SHOWN = 24
_NEAR = 3  # a number further on is a figure, not the next entry
_DEEPEST = 3  # lists inside one sentence
_TWO_RANKS = 3  # a document of two ranks may use 一、 and 1.


def is_part(text: str) -> bool:
    """Whether a line opens with 第一部分 or 第一章, the rank above 一、."""
    return bool(_PART.match(text))


def is_entry(text: str) -> bool:
    """Whether a line opens with a number of its own: 一、（一）1.（1）一是."""
    return bool(_LABEL.match(text) or _ORDINAL.match(text.lstrip()))


def check_numbering(document: Document) -> Iterator[Finding]:
    """Every sequence of numbers in the document."""
    yield from _ordinals(document)
    yield from _headings(document)
    yield from _decimals(document)
    for flow in document.flows:
        if flow.part == "body":
            yield from _inside(flow)


# --- 一是…二是… -------------------------------------------------------------------------------------------------


@dataclass
class _List:
    """A list being read: which words number it, the section, the last number and how many entries it has."""

    word: str
    section: str
    number: int
    sentence: tuple[int, int]
    count: int = 1


def _ordinals(document: Document) -> Iterator[Finding]:
    """A list starts with its first number and belongs to a section; one inside a sentence of another may end first."""
    lists: list[_List] = []
    for at, flow in enumerate(document.flows):
        sentence = done = 0
        for match in _ORDINAL.finditer(flow.text):
            number, word = _number(match)
            sentence += flow.text.count("。", done, match.start())
            done = match.start()
            if number > 1 and not _CLAUSE_START.search(flow.text[max(0, match.start() - 2) : match.start()]):
                continue  # 星期二是, 前三要
            here = (at, sentence)
            open_lists = [known for known in lists if known.word == word and known.section == flow.section]
            if number == 1:
                nested = [known for known in open_lists if known.sentence == here][-_DEEPEST:]
                lists = [*(known for known in lists if known.word != word), *nested, _List(word, flow.section, 1, here)]
                continue
            # what is right for its place (一是、三是、三是) is right whatever the number before it was
            fits = next(
                (known for known in reversed(open_lists) if number in (known.number + 1, known.count + 1)), None
            )
            if fits is None:
                yield from _gap(flow, match, open_lists[-1] if open_lists else None, word)
                fits = open_lists[-1] if open_lists else None
            if fits is None:
                fits = _List(word, flow.section, number, here)
                lists.append(fits)
            else:
                lists = lists[: lists.index(fits) + 1]
            fits.number, fits.sentence = number, here
            fits.count += 1


def _number(match: re.Match[str]) -> tuple[int, str]:
    if match["circled"]:
        return _CIRCLED.index(match["circled"]) + 1, "①"
    if match["order"]:
        return int(parse_chinese(match["order"]) or 0), "第"
    return int(parse_chinese(match["number"]) or 0), match["word"]


def _gap(flow: Flow, match: re.Match[str], before: _List | None, word: str) -> Iterator[Finding]:
    if before is None and word != "是":
        return  # 第二, and ② may refer to something said elsewhere
    if before is None:
        told = "前面没有一是"
    elif word == "①":
        told = f"前面是{_CIRCLED[before.number - 1]}"
    else:
        numeral = _NUMERAL[before.number - 1] if before.number <= len(_NUMERAL) else str(before.number)
        told = f"前面是第{numeral}" if word == "第" else f"前面是{numeral}{word}"
    yield ORDINAL.at(
        flow,
        match.start(),
        match.end(),
        f"“{match.group()}”不连续，{told}",
        suggestion="补上缺的一条，或改序号",
        severity=Severity.WARNING if before is None else None,
    )


# --- headings and entries -----------------------------------------------------------------------------------------


def _headings(document: Document) -> Iterator[Finding]:
    headings = {heading.paragraph: heading for heading in document.headings}
    last: dict[int, int] = {}
    at_once: dict[int, int] = {}  # rank -> the paragraph its latest entry opened
    told: dict[int, list[int]] = {}
    rank = 0
    before: Flow | None = None
    for flow in document.flows:
        if flow.part != "body" or not flow.text.strip():
            continue
        heading = headings.get(flow.first_paragraph)
        if heading is not None and heading.level <= 2:
            if heading.number == 1 and _starts_anew(before, heading, headings):
                last.pop(heading.level, None)
                told.pop(heading.level, None)
            yield from _heading(flow, heading, last, told)
            rank = heading.level
        elif _NEW_PART.match(flow.text):
            last.clear()
            told.clear()
        else:
            if heading is not None:
                if heading.number == 1 and rank and heading.level - rank > 1 and heading.level > _TWO_RANKS:
                    yield _skipped(flow, heading)
                rank = heading.level
            yield from _entries(flow, document, last, at_once)
        before = flow


def _heading(flow: Flow, heading: Heading, last: dict[int, int], told: dict[int, list[int]]) -> Iterator[Finding]:
    """A number that is not the next one.

    Of two numbers changed over (六、八、七、九) only the first is told, and a number that is right for its place
    (一、四、三) is right whatever the one before it was.

    Args:
        last: the number last seen of each rank; ``told``: all numbers of the rank in this section.
    """
    rank = 0 if _PART.match(flow.text) else heading.level  # 第一部分 stands above 一、
    for deeper in [level for level in last if level > rank]:
        del last[deeper]
    for deeper in [level for level in told if level > rank]:
        del told[deeper]
    previous = last.get(rank, 0)
    before = told.setdefault(rank, [])
    before.append(heading.number)
    turned = len(before) > 2 and before[-3:] == [heading.number - 1, heading.number + 1, heading.number]
    if turned:
        last[rank] = previous
        return
    if heading.number and heading.number not in (previous + 1, len(before)):
        yield _out_of_step(flow, heading, previous)
    last[rank] = heading.number


def _out_of_step(flow: Flow, heading: Heading, previous: int) -> Finding:
    told = f"上一个是第{previous}个" if previous else "应从一开始"
    label = _LABEL.match(flow.text, heading.start, heading.end)
    end = label.end() if label else min(heading.end, heading.start + _LONGEST_SHOWN)
    return NUMBERING.at(flow, heading.start, end, f"标题“{heading.label}”的序号不连续，{told}", suggestion="重新编号")


def _starts_anew(before: Flow | None, heading: Heading, headings: dict[int, Heading]) -> bool:
    """Whether a first number follows a short line of its own, which may be a heading without a number."""
    if before is None or before.first_paragraph in headings or heading.level == 1:
        return False
    line = before.text.strip()
    return len(line) <= _SHORT_LINE and not re.search("[。；，：]$", line)


def _skipped(flow: Flow, heading: Heading) -> Finding:
    return LEVELS.at(
        flow, heading.start, heading.end, f"标题“{heading.text}”跳了一级", suggestion="依次使用一、（一）1.（1）"
    )


def _entries(flow: Flow, document: Document, last: dict[int, int], at_once: dict[int, int]) -> Iterator[Finding]:
    """1. and （1）, at the head of a paragraph or inside it; a list may start anew, and only its head tells a gap."""
    paragraph = document.paragraphs[flow.first_paragraph] if flow.first_paragraph < len(document.paragraphs) else None
    label = paragraph.label if paragraph is not None else ""
    for level, pattern in _ENTRY.items():
        shift = len(label)
        for match in pattern.finditer(label + flow.text):
            number, previous = int(match[1]), last.get(level, 0)
            head = not (label + flow.text)[: match.start(1)].strip(" \u3000（(")
            again = number == previous == 1 and head and not label and at_once.get(level) == flow.first_paragraph - 1
            if head:
                at_once[level] = flow.first_paragraph
            if again:
                told = f"“{match.group().strip()}”的序号重复，上一个也是1"
                start = match.start(1)
                yield NUMBERING.at(flow, start, min(len(flow.text), match.end()), told, suggestion="重新编号")
            elif number == 1 or number in (previous + 1, last.pop(-level, 0)):
                last[level] = number
            elif head and previous:
                start = max(0, match.start(1) - shift)
                end = min(len(flow.text), max(match.end() - shift, start + 1))
                if not label:  # a list of the word processor numbers itself
                    yield NUMBERING.at(
                        flow,
                        start,
                        end,
                        f"“{match.group().strip()}”的序号不连续，上一个是{previous}",
                        suggestion="重新编号",
                    )
                last[level] = number
                if number == previous:  # 1. 2. 2. 4.: the last is right for its place
                    last[-level] = number + 2
        if level == 3 and pattern.match(label + flow.text):
            last.pop(4, None)


# --- 1.1 and 1.2, numbers inside a paragraph ----------------------------------------------------------


def _decimals(document: Document) -> Iterator[Finding]:
    """1.1, 1.2 at the heads of paragraphs; a figure that happens to open one is no number of a series."""
    series: dict[int, list[tuple[int, Flow, re.Match[str]]]] = {}
    for flow in document.flows:
        if flow.part == "body" and (match := _DECIMAL.match(flow.text)):
            series.setdefault(int(match["major"]), []).append((int(match["minor"]), flow, match))
    for entries in series.values():
        if len(entries) < 2 or entries[0][0] != 1:
            continue
        for (before, _, _), (number, flow, match) in pairwise(entries):
            if number not in (before + 1, 1):
                told = f"“{match['mark']}”的序号不连续，上一个是{match['major']}.{before}"
                yield NUMBERING.at(flow, *match.span("mark"), told, suggestion="重新编号")


def _inside(flow: Flow) -> Iterator[Finding]:
    """（一）…（二）… or 1.…2.… within one paragraph."""
    runs: dict[tuple[bool, bool], int] = {}
    for match in _INSIDE.finditer(flow.text):
        digits = match["number"].isdigit()
        if not digits and not match["open"]:
            continue
        key = (digits, bool(match["open"]))
        number = int(match["number"]) if digits else int(parse_chinese(match["number"]) or 0)
        previous = runs.get(key, 0)
        head = not flow.text[: match.start()].strip()
        if number == 1 or (previous and number == previous + 1):
            runs[key] = number
        elif previous and not head and previous < number + 1 and number <= previous + _NEAR:
            told = f"“{match.group().strip()}”的序号不连续，上一个是{previous}"
            start = match.end() - len(match.group().lstrip())
            yield NUMBERING.at(flow, start, match.end(), told, suggestion="重新编号", severity=Severity.WARNING)
            runs[key] = number
