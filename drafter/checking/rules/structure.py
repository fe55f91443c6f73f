"""STR: numbering, headings, repeats and broken lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.facts.numerals import parse_chinese
from drafter.findings import Evidence, Finding, Severity
from drafter.reading import Document, Flow, Heading

__all__ = ["FAMILY"]

_LAYOUT = "GB/T 9704—2012 7.3.3：结构层次序数依次为一、（一）1.（1）"

BREAK = Rule(
    "STR001",
    "broken-sentence",
    "句中断行",
    Severity.WARNING,
    "一句话没有完就换了行。",
    "从网页或 PDF 复制时留下，排版会乱。",
    (
        Example(
            "一、基本情况\n全市深入推进义务教育优质均衡发展，按照标准把专职辅导\n员配备列入年度重点任务，确保年底前完成。"
        ),
    ),
    (
        Example("一、基本情况\n全市深入推进义务教育优质均衡发展。\n将专职辅导员配备列入年度重点任务。"),
        Example("一、基本情况\n现将有关情况报告如下：\n全市教育事业平稳发展。"),
    ),
    "GB/T 9704—2012 7.3.3：每个自然段左空二字，回行顶格",
)
ORDINAL = Rule(
    "STR002",
    "ordinal-gap",
    "“一是…三是…”不连续",
    Severity.ERROR,
    "一是、二是、三是的序号跳号或重号。",
    "漏了一条，或删了一条没有改号。",
    (
        Example("一、基本情况\n主要做法：一是加强领导。三是加大投入。"),
        Example("一、基本情况\n一是加强领导。二是加大投入。二是规范管理。"),
    ),
    (
        Example("一、基本情况\n一是加强领导。二是加大投入。三是规范管理。"),
        Example("一、基本情况\n一是加强领导。二是加大投入。\n二、存在的问题\n一是投入不足。二是编制紧张。"),
        Example("一、基本情况\n两项措施：一是加强领导；二是加大投入。三项任务：一是扩学位；二是强师资；三是保安全。"),
    ),
    _LAYOUT,
)
NUMBERING = Rule(
    "STR003",
    "heading-gap",
    "标题序号不连续",
    Severity.ERROR,
    "同一层标题的序号跳号、重号或不从一开始。",
    "删改章节后没有重新编号。",
    (
        Example("一、基本情况\n全市平稳发展。\n三、存在的问题\n投入不足。"),
        Example("一、工作情况\n（一）党建工作\n全面加强。\n（一）经费投入\n只增不减。"),
    ),
    (
        Example("一、基本情况\n全市平稳发展。\n二、存在的问题\n投入不足。"),
        Example("一、工作情况\n（一）党建工作\n全面加强。\n二、存在的问题\n（一）投入不足\n尚有缺口。"),
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
REPEATED = Rule(
    "STR005",
    "repeated-paragraph",
    "段落重复",
    Severity.WARNING,
    "两段文字完全相同。",
    "拼接材料时重复粘贴。",
    (
        Example(
            "一、基本情况\n全市坚持教育优先发展战略，持续加大财政投入。\n二、工作成效\n全市坚持教育优先发展战略，持续加大财政投入。"
        ),
    ),
    (Example("一、基本情况\n全市坚持教育优先发展战略。\n二、工作成效\n全市持续加大财政投入，保障水平稳步提高。"),),
    "公文应当表述准确、文字精练（《党政机关公文处理工作条例》第十九条）",
)
TITLE = Rule(
    "STR006",
    "repeated-title",
    "标题重复或与正文粘连",
    Severity.WARNING,
    "标题写了两遍，或标题后面没有换行就接了正文。",
    "从汇编中复制时留下。",
    (
        Example(
            "第三篇：2025年市人民政府履行教育职责自评报告\n2025年市人民政府履行教育职责自评报告\n按照通知要求，现报告如下。"
        ),
        Example("云岭市人民政府履行教育职责自评报告\n云岭市人民政府履行教育职责自评报告 根据通知要求，现报告如下。"),
    ),
    (Example("云岭市人民政府2025年履行教育职责自评报告\n按照通知要求，现报告如下。"),),
    "GB/T 9704—2012 7.3.1：标题居中，另起行写正文",
)
EMPTY = Rule(
    "STR007",
    "empty-section",
    "标题下没有内容",
    Severity.WARNING,
    "标题后面没有正文，也没有下一级标题。",
    "内容漏写，或标题多余。",
    (Example("一、基本情况\n二、存在的问题\n投入不足。"),),
    (Example("一、基本情况\n（一）规模\n全市有幼儿园612所。\n二、存在的问题\n投入不足。"),),
    _LAYOUT,
)
STOP = Rule(
    "STR008",
    "missing-full-stop",
    "段末缺句号",
    Severity.WARNING,
    "正文段落最后没有句号。",
    "可能漏了半句话。",
    (Example("一、基本情况\n深入开展民族团结进步教育。全市创建示范学校12所"),),
    (
        Example("一、基本情况\n深入开展民族团结进步教育。全市创建示范学校12所。"),
        Example("一、基本情况\n现将有关情况报告如下：\n全市教育事业平稳发展。\n云岭市人民政府\n2026年3月20日"),
    ),
    "GB/T 15834—2011 4.1：陈述句末尾用句号",
)
UNDATED = Rule(
    "STR009",
    "title-without-year",
    "标题没有年度",
    Severity.INFO,
    "自评报告的标题没有写评价年度。",
    "看不出评价的是哪一年，只作提示。",
    (Example("云岭市人民政府履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),),
    (Example("云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),),
    "《党政机关公文处理工作条例》第九条：标题由发文机关名称、事由和文种组成",
)

_NUMERAL = "一二三四五六七八九十"
_ORDINAL = re.compile(rf"(?<![{_NUMERAL}第])([{_NUMERAL}]{{1,2}})是(?!否|非|指|个|一种)")
_SHOWN = 6  # characters shown on either side of a broken line
_LONG_PARAGRAPH = 20
_TWO_RANKS = 3  # a document of two ranks may use 一、 and 1.
_OPEN_END = re.compile(r"[一-鿿\d%％》”’）)]$")
_CLOSED_END = re.compile(r"[。！？!?；;：:…]['”’」』）)]*$")
_TITLE_MARK = re.compile(r"^\s*(?:第[一二三四五六七八九十\d]+篇\s*[：:、]\s*)?")


def check(context: CheckContext) -> Iterator[Finding]:
    """The structure of the whole document."""
    document = context.document
    yield from _breaks(document)
    yield from _ordinals(document)
    yield from _headings(document)
    yield from _repeats(document)
    yield from _titles(document)
    yield from _stops(document)


def _breaks(document: Document) -> Iterator[Finding]:
    if document.form == "pdf":
        return  # every line of a page ends in mid-sentence there
    for flow in document.flows:
        for offset, _, _ in flow.pieces[1:]:
            start, end = max(0, offset - _SHOWN), min(len(flow.text), offset + _SHOWN)
            words = f"{flow.text[start:offset]}｜{flow.text[offset:end]}"
            yield BREAK.at(flow, start, end, f"句子在“{words}”处断行", suggestion="合并为一行")


def _ordinals(document: Document) -> Iterator[Finding]:
    """一是…二是… of one section; a new 一是 begins a new list."""
    last: tuple[str, int] = ("", 0)
    for flow in document.flows:
        for match in _ORDINAL.finditer(flow.text):
            number = int(parse_chinese(match[1]) or 0)
            section, previous = last
            expected = previous + 1 if section == flow.section else 1
            if number not in (1, expected) and number <= len(_NUMERAL) * 2:
                told = (
                    f"前面是{_NUMERAL[previous - 1]}是"
                    if 0 < previous <= 10 and section == flow.section
                    else "前面没有一是"
                )
                yield ORDINAL.at(
                    flow,
                    match.start(),
                    match.end(),
                    f"“{match.group()}”不连续，{told}",
                    suggestion="补上缺的一条，或改序号",
                )
            last = (flow.section, number)


def _headings(document: Document) -> Iterator[Finding]:
    flows = {flow.first_paragraph: flow for flow in document.flows}
    last: dict[int, int] = {}
    rank = 0
    for heading in document.headings:
        flow = flows.get(heading.paragraph)
        if flow is None:
            continue
        for deeper in [level for level in last if level > heading.level]:
            del last[deeper]
        previous = last.get(heading.level, 0)
        if heading.number and heading.number != previous + 1 and not (heading.level > 2 and previous == 0):
            told = f"上一个是第{previous}个" if previous else "应从一开始"
            yield NUMBERING.at(
                flow,
                heading.start,
                heading.end,
                f"标题“{heading.label}”的序号不连续，{told}",
                suggestion="重新编号",
            )
        if heading.number == 1 and rank and heading.level - rank > 1 and heading.level > _TWO_RANKS:
            yield LEVELS.at(
                flow,
                heading.start,
                heading.end,
                f"标题“{heading.text}”跳了一级",
                suggestion="依次使用一、（一）1.（1）",
            )
        last[heading.level] = heading.number
        rank = heading.level
    for heading, following in zip_longest(document.headings, document.headings[1:]):
        flow = flows.get(heading.paragraph)
        if flow is not None and _is_empty(document, heading, following):
            yield EMPTY.at(
                flow, heading.start, heading.end, f"“{heading.text}”下面没有内容", suggestion="补写内容，或删去标题"
            )


def _is_empty(document: Document, heading: Heading, following: Heading | None) -> bool:
    if heading.run_in or (following is not None and following.level > heading.level):
        return False
    stop = following.paragraph if following else len(document.paragraphs)
    return not any(p.text.strip() for p in document.paragraphs[heading.paragraph + 1 : stop])


def _repeats(document: Document) -> Iterator[Finding]:
    seen: dict[str, Flow] = {}
    headings = {heading.paragraph for heading in document.headings if not heading.run_in}
    for flow in document.flows:
        text = re.sub(r"\s+", "", flow.text)
        if flow.part != "body" or flow.first_paragraph in headings or len(text) < _LONG_PARAGRAPH:
            continue
        if text == re.sub(r"\s+", "", document.title):
            continue
        first = seen.setdefault(text, flow)
        if first is not flow:
            evidence = Evidence("document", f"第{first.first_paragraph + 1}段", first.text[:40])
            lead = len(flow.text) - len(flow.text.lstrip())
            stop = lead + min(len(flow.text.strip()), 24)
            yield REPEATED.at(
                flow,
                lead,
                stop,
                f"这一段与第{first.first_paragraph + 1}段完全相同",
                evidence=(evidence,),
                suggestion="删去一处",
            )


def _titles(document: Document) -> Iterator[Finding]:
    first = document.headings[0].paragraph if document.headings else len(document.paragraphs)
    head = [f for f in document.flows if f.part == "body" and f.first_paragraph < first]
    title = _TITLE_MARK.sub("", document.title).strip()
    if len(title) < 6 or not head:
        return
    places = []
    for flow in head[:6]:
        at = flow.text.find(title)
        if at >= 0 and not _TITLE_MARK.sub("", flow.text[:at]).strip():
            places.append((flow, at))
    for number, (flow, at) in enumerate(places):
        rest = flow.text[at + len(title) :].strip()
        if number or len(rest) > 4:
            fault = "重复" if number else "与正文写在一行"
            yield TITLE.at(flow, at, at + len(title), f"标题{fault}", suggestion="保留一个标题，正文另起一行")
    if title.endswith("自评报告") and not re.search(r"20\d\d|[XxＸ×*]{2,4}\s*年|二〇", title):
        flow, at = places[0] if places else (head[0], 0)
        yield UNDATED.at(
            flow, at, at + min(len(title), len(flow.text) - at), "标题没有写评价年度", suggestion="写明年度"
        )


def _stops(document: Document) -> Iterator[Finding]:
    headings = {heading.paragraph: heading for heading in document.headings}
    first = document.headings[0].paragraph if document.headings else 0
    for flow in document.flows:
        heading = headings.get(flow.first_paragraph)
        text = flow.text.rstrip()
        if flow.part != "body" or flow.first_paragraph < first or (heading is not None and not heading.run_in):
            continue
        sentences = "。" in text[:-1] or (len(text) > 40 and "，" in text)
        if sentences and _OPEN_END.search(text) and not _CLOSED_END.search(text) and not text.endswith("】"):
            start = max(text.rfind("。") + 1, len(text) - 12)
            yield STOP.at(flow, start, len(text), "段落最后没有句号", suggestion="补上句号，或补完整句话")


FAMILY = Family("STR", "结构", (BREAK, ORDINAL, NUMBERING, LEVELS, REPEATED, TITLE, EMPTY, STOP, UNDATED), check)
