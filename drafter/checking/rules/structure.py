"""STR: numbering (in its own module), headings, repeats, broken and stray lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.numbering import LEVELS, NUMBERING, ORDINAL, check_numbering, is_part
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
    (
        Example("一、基本情况\n（一）规模\n全市有幼儿园612所。\n二、存在的问题\n投入不足。"),
        Example("第一部分 主要做法\n一、加强领导\n召开会议5次。\n第二部分 存在的问题\n一、投入不足\n尚有缺口。"),
        Example("一、存在的问题\n1、学前教育公办学位不足，城区缺口较大。\n2、教师年龄偏大，乡村教师缺编"),
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
STRAY = Rule(
    "STR010",
    "stray-line",
    "多余的行或乱码",
    Severity.WARNING,
    "正文里单独成行的页码、标点，和不能显示的乱码字符。",
    "从 PDF 或网页复制时留下，不属于报告。",
    (
        Example("一、基本情况\n全市教育事业平稳发展。\n— 3 —\n各项任务全部完成。"),
        Example("一、基本情况\n全市教育事业平稳发展。\n；\n各项任务全部完成。"),
        Example("一、基本情况\n全市教育事\ufffd平稳发展。"),
        Example("一、基本情况\n全市教育事业<br>平稳发展[1]，任务&nbsp;全面#完成。"),
        Example("一、基本情况\n全市坚持教育优先发展，加大投入。\n12\n各项任务全面完成，成效明显。"),
    ),
    (
        Example("一、基本情况\n全市教育事业平稳发展。\n\n各项任务全部完成。\n2026年3月20日"),
        Example("一、基本情况\n学校数\n12\n教师数\n130\n实施5G+智慧教育，A类学校3所，血铅≤100μg/L。"),
    ),
    "GB/T 9704—2012 7.5：页码编排在版心下边缘之下",
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
NAMELESS = Rule(
    "STR018",
    "title-without-issuer",
    "标题没有发文机关",
    Severity.INFO,
    "标题只写了年度和“自评报告”，没有写哪个政府，或政府前面没有地名。",
    "标题由发文机关、事由和文种组成；只作提示。",
    (
        Example("2025年履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),
        Example("2025年市人民政府履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),
    ),
    (
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),
        Example("云岭市2025年履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),
        Example("云岭市人民政府\n关于2025年履行教育职责情况的自评报告\n一、基本情况\n全市教育事业平稳发展。"),
    ),
    "《党政机关公文处理工作条例》第九条：标题由发文机关名称、事由和文种组成",
)
GENRE = Rule(
    "STR012",
    "title-without-genre",
    "标题没有文种",
    Severity.WARNING,
    "标题写了履行教育职责、自查自评，末尾没有“报告”。",
    "公文标题由发文机关、事由和文种组成。",
    (Example("云岭市人民政府2025年履行教育职责自评\n一、基本情况\n全市教育事业平稳发展。"),),
    (Example("云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),),
    "《党政机关公文处理工作条例》第九条：标题由发文机关名称、事由和文种组成",
)

_SHOWN = 6  # characters shown on either side of a broken line
_LONG_PARAGRAPH = 20
_LONG_SENTENCE = 24  # a line of two commas and this many characters is no heading
_SHORTEST_HEADING = 4
_LONGEST_TOPIC = 16
_CLAUSES = re.compile(r"[，。；]|\d")
_LONGEST_TITLE = 50
_YEARS = re.compile(r"20\d\d年度?")
_STRAY = re.compile(
    r"^\s*(?:[-—–－·]\s*\d{1,3}\s*[-—–－·]|第?\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|[，。；：、,.;:？！]{1,3}|\d{1,3}\s*/\s*\d{1,3}|[A-Za-z]"
    r"|[=*_#~—\-]{4,}|[（(](?:图|表|图表|见图|插图)\s*\d{0,2}[)）])\s*$"
)
_SHORT_TEXT = 12
_COUNTS = re.compile(r"\d[\d.]*\s*(?:[%％万亿]|个|人|名|所|元|次|项)")
_RULE = re.compile(r"^[\s\-—_*=]+$")
_PAGE = re.compile(r"^\s*\d{1,3}\s*$")
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff]+|锟斤拷|烫烫烫")
#: Marks of a web page, a note's number, a sign that belongs to no word.
_REMNANT = re.compile(
    r"</?(?:br|p|div|span|b|strong|font|a|td|tr|table|h[1-6]|img|em|i|u)\b[^<>\n]{0,60}>|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|#\d{1,5});"
    r"|(?<=[一-鿿，。；])\\[nrt](?![A-Za-z])|(?<=[一-鿿。，；])\[\d{1,2}\](?!号)"
    r"|(?<=[一-鿿，。；])[#@^|`§¶¤◆★☆◇▲◎]{1,3}(?=[一-鿿，。；：]|\s*$)|(?<=[一-鿿])[b-hj-lo-wyza](?=[，。；、]|[一-鿿]{2})"
)
_OPEN_END = re.compile(r"[一-鿿\d%％》”’）)]$")
_CLOSED_END = re.compile(r"[。！？!?；;：:…]['”’」』）)]*$")
_RUN_ON_TITLE = re.compile(
    r"^\s*(?P<title>[^，。；\s]{4,40}(?:自评|自查|履行教育职责[^，。；\s]{0,12})报告)(?=(?:根据|按照|现将|现就|为|依据|对照|20\d\d年)[^，。；]{2,60}[，。])"
)
_TITLE_MARK = re.compile(r"^\s*(?:第[一二三四五六七八九十\d]+篇\s*[：:、]\s*)?")


def check(context: CheckContext) -> Iterator[Finding]:
    """The structure of the whole document."""
    document = context.document
    yield from _breaks(document)
    yield from check_numbering(document)
    yield from _empty_sections(document)
    yield from _repeats(document)
    yield from _same_headings(document)
    yield from _titles(document)
    yield from _stops(document)
    yield from _strays(document)


def _breaks(document: Document) -> Iterator[Finding]:
    if document.form == "pdf":
        return  # every line of a page ends in mid-sentence there
    for flow in document.flows:
        for offset, _, _ in flow.pieces[1:]:
            start, end = max(0, offset - _SHOWN), min(len(flow.text), offset + _SHOWN)
            words = f"{flow.text[start:offset]}｜{flow.text[offset:end]}"
            yield BREAK.at(flow, start, end, f"句子在“{words}”处断行", suggestion="合并为一行")


def _empty_sections(document: Document) -> Iterator[Finding]:
    flows = {flow.first_paragraph: flow for flow in document.flows}
    for heading, following in zip_longest(document.headings, document.headings[1:]):
        flow = flows.get(heading.paragraph)
        if flow is not None and _is_empty(document, heading, following):
            yield EMPTY.at(
                flow, heading.start, heading.end, f"“{heading.text}”下面没有内容", suggestion="补写内容，或删去标题"
            )


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


def _titles(document: Document) -> Iterator[Finding]:
    first = document.headings[0].paragraph if document.headings else len(document.paragraphs)
    head = [f for f in document.flows if f.part == "body" and f.first_paragraph < first]
    yield from _glued_title(head)
    title = _TITLE_MARK.sub("", document.title).strip()
    if len(title) < 6 or not head:
        if title in ("自评报告", "自查报告") and head:
            at = max(0, head[0].text.find(title))
            yield NAMELESS.at(head[0], at, at + len(title), "标题没有写明发文机关和事由", suggestion="写全标题")
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
    if re.search("履行教育职责|自查自评|自评", title) and not re.search(
        "报告|汇报|公示|说明|材料|方案|通知|总结", title
    ):
        flow, at = places[0] if places else (head[0], 0)
        width = min(len(title), len(flow.text) - at)
        if width <= _LONGEST_TITLE and not re.search("[。；，]", title):
            told = "标题末尾没有写文种“报告”"
            yield GENRE.at(flow, at, at + width, told, suggestion=f"改为“{title}报告”")
    whole = "".join(flow.text for flow in head[:4])
    if title.endswith("自评报告") and not re.search(
        r"[一-鿿XxＸ×*某]{2,}[省市县区州旗盟]|自治区", _YEARS.sub("", whole)
    ):
        flow, at = places[0] if places else (head[0], 0)
        end = at + min(len(title), len(flow.text) - at)
        yield NAMELESS.at(flow, at, end, "标题没有写明是哪个政府", suggestion="写明地区和发文机关")
    if title.endswith("自评报告") and not re.search(r"20\d\d|[XxＸ×*]{2,4}\s*年|二〇", title):
        flow, at = places[0] if places else (head[0], 0)
        yield UNDATED.at(
            flow, at, at + min(len(title), len(flow.text) - at), "标题没有写评价年度", suggestion="写明年度"
        )


def _glued_title(head: Sequence[Flow]) -> Iterator[Finding]:
    """A first line that opens with the title and goes straight on."""
    for flow in head[:3]:
        if match := _RUN_ON_TITLE.match(flow.text):
            yield TITLE.at(flow, *match.span("title"), "标题与正文写在一行", suggestion="正文另起一行")
            return


def _same_headings(document: Document) -> Iterator[Finding]:
    """Headings of one rank in one chapter; 问题 and 措施 may well go through the same headings in turn."""
    flows = {flow.first_paragraph: flow for flow in document.flows}
    seen: dict[tuple[int, str], Heading] = {}
    for heading in document.headings:
        if heading.level == 1:
            seen.clear()
        key = (heading.level, "".join(heading.text.split()))
        first = seen.setdefault(key, heading)
        flow = flows.get(heading.paragraph)
        if first is not heading and flow is not None and len(key[1]) >= _SHORTEST_HEADING:
            told = f"标题“{heading.text}”与“{first.label}”相同"
            yield SAME_HEADING.at(flow, heading.start, heading.end, told, suggestion="合并，或改标题")


def _strays(document: Document) -> Iterator[Finding]:
    flows = [flow for flow in document.flows if flow.part == "body"]
    for at, flow in enumerate(flows):
        if document.form != "md":
            for match in _REMNANT.finditer(flow.text):
                told = f"“{match.group()}”像是网页或排版的残留"
                yield STRAY.at(flow, *match.span(), told, suggestion="删去", root=f"{STRAY.code}:{match.group()}")
        if _PAGE.match(flow.text) and document.form != "md":
            beside = [flows[n].text.strip() for n in (at - 1, at + 1) if 0 <= n < len(flows)]
            if beside and all(len(text) > _SHORT_TEXT and not _PAGE.match(text) for text in beside):
                words = flow.text.strip()
                start = flow.text.index(words)
                yield STRAY.at(flow, start, start + len(words), f"“{words}”单独成行，像是页码", suggestion="删去")
            continue
        if _GARBLED.search(flow.text):
            for match in _GARBLED.finditer(flow.text):
                told = "有不能显示的乱码字符"
                yield STRAY.at(flow, *match.span(), told, suggestion="补上原字", root=f"{STRAY.code}:garbled")
        elif (
            len(flow.pieces) == 1 and _STRAY.match(flow.text) and not (document.form == "md" and _RULE.match(flow.text))
        ):
            start = len(flow.text) - len(flow.text.lstrip())
            words = flow.text.strip()
            yield STRAY.at(flow, start, start + len(words), f"“{words}”单独成行，像是页码或残留", suggestion="删去")


def _stops(document: Document) -> Iterator[Finding]:
    headings = {heading.paragraph: heading for heading in document.headings}
    first = document.headings[0].paragraph if document.headings else 0
    flows = [flow for flow in document.flows if flow.part == "body" and flow.text.strip()]
    for at, flow in enumerate(flows):
        heading = headings.get(flow.first_paragraph)
        text = flow.text.rstrip()
        if flow.first_paragraph < first or (heading is not None and not heading.run_in):
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
