"""STR: numbering (in its own module), headings, repeats, broken and stray lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest

from drafter.checking.claims.passages import BODY, COMBINED
from drafter.checking.context import CheckContext
from drafter.checking.rules.bare_entries import bare_entries
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.numbering import LEVELS, NUMBERING, ORDINAL, check_numbering, is_entry, is_part
from drafter.checking.rules.order_in_words import check_order
from drafter.checking.rules.report_title import GENRE, NAMELESS, TITLE, UNDATED, check_title
from drafter.checking.rules.strays import STRAY, check_strays
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
        Example("一、基本情况\n建立心理健康三级预警机制，县级\n心理辅导中心配备专职教师5人，接待来访学生413人次。"),
    ),
    (
        Example("一、基本情况\n全市深入推进义务教育优质均衡发展。\n将专职辅导员配备列入年度重点任务。"),
        Example("一、基本情况\n现将有关情况报告如下：\n全市教育事业平稳发展。"),
        Example("一、基本情况\n聚焦立德树人，突出五育并举\n全县创建示范学校12所，开展社团活动860场次。"),
    ),
    "GB/T 9704—2012 7.3.3：每个自然段左空二字，回行顶格",
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
EMPTY = Rule(
    "STR007",
    "empty-section",
    "标题下没有内容",
    Severity.WARNING,
    "标题后面没有正文，也没有下一级标题；或一组条目都有正文，只有一条只写了标题（工作部分的由 REQ003 报）。",
    "内容漏写，或标题多余。",
    (
        Example("一、基本情况\n二、存在的问题\n投入不足。"),
        Example(
            "一、存在的问题\n1.学位不足。城区小学、初中缺学位1620个，大班额仍有46个。\n2.编制紧张。\n"
            "3.经费偏紧。城区学校公用经费按原标准执行，缺口860万元。"
        ),
    ),
    (
        Example("一、基本情况\n（一）规模\n全市有幼儿园612所。\n二、存在的问题\n投入不足。"),
        Example("第一部分 主要做法\n一、加强领导\n召开会议5次。\n第二部分 存在的问题\n一、投入不足\n尚有缺口。"),
        Example("一、存在的问题\n1、学前教育公办学位不足，城区缺口较大。\n2、教师年龄偏大，乡村教师缺编"),
        Example("一、存在的问题\n短板有两处：\n（一）城区学位不足；\n（二）乡村教师老化。\n二、下一步\n加大投入。"),
    ),
    _LAYOUT,
)
STOP = Rule(
    "STR008",
    "missing-full-stop",
    "段末缺句号",
    Severity.WARNING,
    "正文段落最后没有句号。",
    "可能漏了半句话。",
    (
        Example("一、基本情况\n深入开展民族团结进步教育。全市创建示范学校12所"),
        Example("一、基本情况\n占比达到98.5%，比上年提高1.2个百分点\n二、存在的问题\n投入不足。"),
        Example("一、基本情况\n全市加大投入，改善办学条件，\n二、存在的问题\n投入不足。"),
    ),
    (
        Example("一、基本情况\n深入开展民族团结进步教育。全市创建示范学校12所。"),
        Example("一、基本情况\n现将有关情况报告如下：\n全市教育事业平稳发展。\n云岭市人民政府\n2026年3月20日"),
        Example("一、工作成效\n聚焦立德树人，突出五育并举\n全市创建示范学校12所。"),
        Example("一、工作成效\n1.党建工作（分值10分，自评9.5分）\n二、存在的问题\n投入不足。"),
    ),
    "GB/T 15834—2011 4.1：陈述句末尾用句号",
)
SAME_HEADING = Rule(
    "STR011",
    "repeated-heading",
    "标题重复",
    Severity.WARNING,
    "同一章里两个标题的文字相同。",
    "多半是复制后没有改，或同一内容写了两遍。",
    (Example("一、工作情况\n（一）加强党的建设\n全面加强。\n（二）加强党的建设\n持续加强。"),),
    (Example("一、工作情况\n（一）学前教育\n稳步发展。\n二、存在的问题\n（一）学前教育\n资源不足。"),),
    _LAYOUT,
)

_SHOWN = 6  # characters shown on either side of a broken line
_SECTIONS = 2
_LONG_PARAGRAPH = 20
_LONG_SENTENCE = 24  # a line of two commas and this many characters is no heading
_SHORTEST_HEADING = 4
_LONGEST_TOPIC = 16
#: Words that no sentence and no title ends with: 县级, 督促其在, 和, 的.
_UNFINISHED = re.compile(
    r"(?:[的和与及以或将把被对向由从按为在于并且且]|[省市县区乡镇校国][级属直域内]|[全我本各][省市县区州校]|组织|责令|督促|配备|印发|投入|新建|聘请|安排"
    r"|其[中余他]|包括|以及|通过|按照|根据|所有|部分|不少于|超过|达到?|约|(?<![平年人生户日月周师])均|累计|合计|共计)$"
)
_PROSE = re.compile(r"[一-鿿\d“《](?=[^\n]{0,200}[，。；])")
_SCORED = re.compile(r"^[^。；]{2,40}[（(][^（）()。]*分[^（）()。]*[)）]$")  # a heading with its score
_CLAUSES = re.compile(r"[，。；]|\d")
_SHORT_TEXT = 12
_COUNTS = re.compile(r"\d[\d.]*\s*(?:[%％万亿]|个|人|名|所|元|次|项)")
_OPEN_END = re.compile(r"[一-鿿\d%％》”’）)]$")
_CLOSED_END = re.compile(r"[。！？!?；;：:…]['”’」』）)]*$")


def check(context: CheckContext) -> Iterator[Finding]:
    """The structure of the whole document."""
    document = context.document
    yield from _breaks(document)
    yield from check_numbering(document)
    yield from check_order(document)
    yield from _empty_sections(document)
    yield from _bare(context)
    yield from _repeats(document)
    yield from _same_headings(document)
    yield from check_title(document)
    yield from _stops(document)
    yield from check_strays(document)


def _breaks(document: Document) -> Iterator[Finding]:
    if document.form == "pdf":
        return  # every line of a page ends in mid-sentence there
    for flow in document.flows:
        for offset, _, _ in flow.pieces[1:]:
            start, end = max(0, offset - _SHOWN), min(len(flow.text), offset + _SHOWN)
            words = f"{flow.text[start:offset]}｜{flow.text[offset:end]}"
            yield BREAK.at(flow, start, end, f"句子在“{words}”处断行", suggestion="合并为一行")
    yield from _short_breaks(document)


def _short_breaks(document: Document) -> Iterator[Finding]:
    """A short line that ends in a word which wants another behind it, before a line of prose."""
    headings = {heading.paragraph for heading in document.headings}
    first = min(headings, default=len(document.paragraphs))
    flows = [flow for flow in document.flows if flow.part == "body" and flow.text.strip()]
    for flow, following in pairwise(flows):
        text, after = flow.text.rstrip(), following.text.lstrip()
        if flow.first_paragraph < first or {flow.first_paragraph, following.first_paragraph} & headings:
            continue
        open_end = len(text) >= _SHORT_TEXT - 4 and (_UNFINISHED.search(text) or _cuts_a_word(text, after))
        if open_end and _PROSE.match(after) and not is_entry(after):
            start = max(0, len(text) - _SHOWN)
            words = f"{text[start:]}｜{after[:_SHOWN]}"
            yield BREAK.at(flow, start, len(text), f"句子在“{words}”处断行", suggestion="合并为一行")


def _cuts_a_word(text: str, after: str) -> bool:
    """Whether a line of several clauses ends within a word that the next line goes on with: 实践项｜目5200个."""
    if not re.search("[，、；]", text) or not _OPEN_END.search(text):
        return False
    try:
        import rjieba
    except ImportError:
        return False
    head = text[-_SHOWN:]
    at = 0
    for word in rjieba.cut(head + after[:_SHOWN], False):
        if at < len(head) < at + len(word):
            return True
        at += len(word)
    return False


def _empty_sections(document: Document) -> Iterator[Finding]:
    flows = {flow.first_paragraph: flow for flow in document.flows}
    listed = _announced(document)
    for heading, following in zip_longest(document.headings, document.headings[1:]):
        flow = flows.get(heading.paragraph)
        if flow is not None and heading.paragraph not in listed and _is_empty(document, heading, following):
            yield EMPTY.at(
                flow, heading.start, heading.end, f"“{heading.text}”下面没有内容", suggestion="补写内容，或删去标题"
            )


def _announced(document: Document) -> set[int]:
    """Numbered lines that a line with a colon has announced: 问题有三：（一）…；（二）…, entries without text."""
    headings = {heading.paragraph: heading.level for heading in document.headings if not heading.run_in}
    listed: set[int] = set()
    open_list, level = False, 0
    for paragraph in document.paragraphs:
        text = paragraph.text.rstrip()
        if not text:
            continue
        if paragraph.index not in headings:
            open_list, level = text.endswith(("：", ":")), 0
        elif open_list and level in (0, headings[paragraph.index]):
            level = headings[paragraph.index]
            if level > 1:
                listed.add(paragraph.index)
        else:
            open_list = False
    return listed


def _bare(context: CheckContext) -> Iterator[Finding]:
    """Entries without text; those of the work done are points not answered, which the rules on them tell."""
    sections = {h.paragraph for h in context.document.headings if h.level <= _SECTIONS and not h.run_in}
    for entry in bare_entries(context.document):
        role = context.roles[entry.flow.first_paragraph]
        if role not in (BODY, COMBINED) and entry.flow.first_paragraph not in sections:
            told = f"“{entry.title}”下面没有内容"
            yield EMPTY.at(entry.flow, entry.start, entry.end, told, suggestion="补写内容，或删去标题")


def _is_empty(document: Document, heading: Heading, following: Heading | None) -> bool:
    if heading.run_in or (following is not None and following.level > heading.level):
        return False
    texts = document.paragraphs
    if (
        following is not None
        and is_part(texts[heading.paragraph].text)
        and not is_part(texts[following.paragraph].text)
    ):
        return False  # 第一部分 stands above 一、
    if heading.level > 2 or _says_something(heading.text):
        return False  # an entry of a list, whose heading is all it says
    stop = following.paragraph if following else len(document.paragraphs)
    return not any(p.text.strip() for p in document.paragraphs[heading.paragraph + 1 : stop])


def _says_something(words: str) -> bool:
    """Whether a heading is a sentence of its own, with a figure or of several clauses."""
    return len(words) > _LONGEST_TOPIC and bool(_CLAUSES.search(words))


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


def _same_headings(document: Document) -> Iterator[Finding]:
    """Headings of one rank in one chapter; 问题 and 措施 may well go through the same headings in turn."""
    flows = {flow.first_paragraph: flow for flow in document.flows}
    seen: dict[tuple[int, str], Heading] = {}
    for heading in document.headings:
        if heading.level == 1:
            seen.clear()
        for deeper in [key for key in seen if key[0] > heading.level > 1]:
            del seen[deeper]  # 义务教育 and 普通高中 may each have a part on 大班额
        key = (heading.level, "".join(heading.text.split()))
        first = seen.setdefault(key, heading)
        flow = flows.get(heading.paragraph)
        if first is not heading and flow is not None and len(key[1]) >= _SHORTEST_HEADING:
            told = f"标题“{heading.text}”与“{first.label}”相同"
            yield SAME_HEADING.at(flow, heading.start, heading.end, told, suggestion="合并，或改标题")


def _stops(document: Document) -> Iterator[Finding]:
    headings = {heading.paragraph: heading for heading in document.headings}
    first = document.headings[0].paragraph if document.headings else 0
    flows = [flow for flow in document.flows if flow.part == "body" and flow.text.strip()]
    for at, flow in enumerate(flows):
        heading = headings.get(flow.first_paragraph)
        text = flow.text.rstrip()
        if "\t" in text.strip():
            continue  # a row whose cells are parted by tabs
        if flow.first_paragraph < first or (heading is not None and not heading.run_in) or _SCORED.search(text):
            continue
        following = flows[at + 1] if at + 1 < len(flows) else None
        last = following is None or following.first_paragraph in headings
        open_mark = bool(re.search("[，、]$", text)) and len(text) > _SHORT_TEXT and last
        if open_mark:
            yield STOP.at(
                flow, len(text) - 1, len(text), f"段落以“{text[-1]}”结束", suggestion="改为句号，或补完整句话"
            )
            continue
        sentences = "。" in text[:-1] or (len(text) > _LONG_SENTENCE and text.count("，") > 1)
        # the only line under a heading is no heading itself; neither is one that has a figure
        alone = last and at > 0 and flows[at - 1].first_paragraph in headings and len(text) > _SHORT_TEXT
        sentences = sentences or (
            last and "，" in text and (alone or (len(text) > _SHORT_TEXT and bool(_COUNTS.search(text))))
        )
        if sentences and _OPEN_END.search(text) and not _CLOSED_END.search(text) and not text.endswith("】"):
            start = max(text.rfind("。") + 1, len(text) - 12)
            yield STOP.at(flow, start, len(text), "段落最后没有句号", suggestion="补上句号，或补完整句话")


FAMILY = Family(
    "STR",
    "结构",
    (BREAK, ORDINAL, NUMBERING, LEVELS, REPEATED, TITLE, EMPTY, STOP, UNDATED, STRAY, SAME_HEADING, GENRE, NAMELESS),
    check,
)
