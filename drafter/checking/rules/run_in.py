"""STR016 and STR017: a short title that runs into the text behind it, and a report's title that is not whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY"]

MERGED = Rule(
    "STR016",
    "title-runs-into-text",
    "小标题与正文连在一起",
    Severity.WARNING,
    "同一组小标题后面都有句号或另起一行，只有一个与正文连着；或标题后面没有断开就接了下一级序号、单位、年份和“全县共有”一类的话。",
    "漏了句号或换行，读者分不清标题到哪里为止。",
    (
        Example(
            "一、教师队伍\n1.补充师资。全年招聘教师238人。\n2.加强培训。全年培训教师4200人次。\n"
            "3.保障教师待遇全区义务教育教师平均工资收入达到14.2万元，高于公务员水平。\n4.推进交流。交流教师312人。"
        ),
        Example(
            "一、工作情况\n（一）坚持优先发展，加大教育投入\n支出增长。\n（二）坚持公益普惠，办好学前教育\n新建园3所。\n"
            "（三）坚持均衡发展，办好义务教育全县投入资金3200万元改善寄宿条件，惠及学生4100名。\n（四）坚持强师兴教，建好教师队伍\n招聘120人。"
        ),
        Example("一、工作情况\n（一）办好各级各类教育 1．学前教育。全市现有幼儿园643所，在园幼儿104320人。"),
        Example("一、工作情况\n科技成果转化提速建立概念验证中心12家，联合组建研发机构86个。"),
        Example("一、工作情况\n深化教育评价改革县教育局印发改革任务清单，各校建立学生档案。"),
    ),
    (
        Example("一、工作情况\n队伍素质稳步提升，全县培训教师4200人次。\n持续改善全县办学条件，落实“1.3.5”计划。"),
        Example(
            "一、教师队伍\n1.补充师资。全年招聘教师238人。\n2.加强培训。全年培训教师4200人次。\n"
            "3.保障待遇。全区义务教育教师平均工资收入达到14.2万元。\n4.推进交流。交流教师312人。"
        ),
        Example(
            "一、教师队伍\n1.全年招聘教师238人，其中研究生学历91人，充实到薄弱学校。\n2.全年培训教师4200人次，覆盖全部乡村学校教师。\n"
            "3.推进交流。交流教师312人。\n4.全区义务教育教师平均工资收入达到14.2万元，高于公务员水平。"
        ),
        Example(
            "一、工作情况\n（一）坚持优先发展，加大教育投入\n支出增长。\n（二）坚持公益普惠，办好学前教育\n新建园3所。\n"
            "（三）坚持均衡发展，办好义务教育\n全县投入资金3200万元改善寄宿条件。\n（四）坚持强师兴教，建好教师队伍\n招聘120人。"
        ),
    ),
    "GB/T 9704—2012 7.3.3：层次标题独立成行或以句号与正文分开",
)
UNFINISHED = Rule(
    "STR017",
    "unfinished-title",
    "报告标题不完整",
    Severity.WARNING,
    "标题以“的”“关于”结尾，或以“人民政府”开头，没有写是哪里的、是什么。",
    "标题由发文机关、事由和文种组成，缺一样就不完整。",
    (
        Example("人民政府2025年履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),
        Example("云岭市人民政府关于2025年度履行教育职责情况的\n各县人民政府：\n一、基本情况\n全市教育事业平稳发展。"),
    ),
    (
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n全市教育事业平稳发展。"),
        Example("云岭市人民政府关于2025年度履行教育职责情况的\n自评报告\n一、基本情况\n全市教育事业平稳发展。"),
    ),
    "《党政机关公文处理工作条例》第九条：标题由发文机关名称、事由和文种组成",
)

_LABELS = (
    re.compile(r"^\s*(?P<ordinal>[一二三四五六七八九十]{1,3})是"),
    re.compile(r"^\s*(?P<ordinal>\d{1,2})[.．、]\s*(?!\d)"),
    re.compile(r"^\s*[（(](?P<ordinal>[一二三四五六七八九十]{1,3})[)）]"),
)
_NUMERAL = "一二三四五六七八九十"
#: A heading with the number of the next rank in its own line.
_GLUED = re.compile(
    rf"^\s*(?:[（(][{_NUMERAL}]{{1,3}}[)）]|[{_NUMERAL}]{{1,3}}、)[^，。；：\d（(]{{4,40}}?(?P<under>[一-鿿]{{2}}\s*(?:\d{{1,2}}\s?[.．、](?!\d)|[（(](?:\d{{1,2}}|[{_NUMERAL}]{{1,3}})[)）])\s*[一-鿿]{{2,12}})"
)
_LABEL = rf"^\s*(?:[（(]?[{_NUMERAL}\d]{{1,3}}[)）、.．](?!\d)|[{_NUMERAL}]{{1,2}}是)?\s*"
#: Who or when begins a sentence; after a title it does so without a mark between.
_OPENING = (
    r"(?:[省市县区州]教育(?:体育)?局|[省市县区州](?:委[、县市区省]|政府)|20\d\d年(?:全|以来|[，,])|截至20"
    r"|全[省市县区州](?:共|现|累计|新|已|各级|组|培|建|义务|公|幼|学|中小)|我[省市县区州](?:共|现|累计|新|已|坚))"
)
_BEGUN = r"(?:建立|建成|新建|组建|投入|印发|出台|召开|组织|开展|举办|培训|招聘|选派|制定|成立|累计|完成)"
_DOING = (
    r"(?:持续|不断|全面|深入|进一步|切实|着力|大力|积极|加快|努力|稳步|有效|加强|推进|深化|完善|落实|坚持|强化|健全|提升|提高"
    r"|优化|改善|保障|扩大|促进|通过|通报|把|将|对|为|在|以|按|由|从)"
)
_SUBJECT = rf"(?!{_DOING})[一-鿿]{{3,12}}?"
_RUN_ON = re.compile(
    rf"{_LABEL}(?P<title>{_SUBJECT}(?:提速|提质|增效|扩面|扩容|提标|见效|落地|普惠|均衡|向好|有序|到位|有力|显著|明显|突出))(?={_BEGUN}|{_OPENING})"
    rf"|{_LABEL}(?P<grown>{_SUBJECT}(?:稳步|持续|不断|有效|全面|显著|明显|进一步|逐步|更加|日益|切实|加快)(?:提升|提高|改善|优化|增强|完善|巩固|保障|落实|加强|健全|扩大|推进|深化|规范))(?=新建|建成|投入|印发|出台|召开|累计|{_OPENING}|义务教育教师平均工资)"
    rf"|{_LABEL}(?P<task>[一-鿿]{{5,16}}?(?:改革|建设|管理|水平|机制|质量|能力|体系|公平|工作|保障|培训|发展|待遇|负担|责任|交流|轮岗|教育|安全|投入|普惠|均衡))(?={_OPENING})"
)
_ACTOR = re.compile(r"政府|[省市县区州]委|[厅局]|部门|各[校地县]|全[省市县区州]|我[省市县区州]|学校$|中心$|的$")
_TITLE_LENGTH = 20
_TEXT_LENGTH = 26
_SIBLINGS = 3
_SHOWN = 24
_HEAD = 4
#: The first clause of a title of two.
_HALF = re.compile("[^，。；：《“\\d]{2,14}，")
_MOST = 3  # of so many siblings two
_ROOM = 3


def check(context: CheckContext) -> Iterator[Finding]:
    """Numbered lines among their siblings, and the lines of the title."""
    yield from _title(context)
    for label in _LABELS:
        group: list[tuple[Flow, int]] = []
        for flow in context.document.flows:
            match = label.match(flow.text) if flow.part == "body" else None
            if match is None:
                continue
            if match["ordinal"] in ("一", "1") and group:
                yield from _merged(group)
                group = []
            group.append((flow, match.end()))
        yield from _merged(group)
    yield from _unnumbered(context)
    yield from _run_on(context)


def _run_on(context: CheckContext) -> Iterator[Finding]:
    """Titles that betray themselves: by a number of the next rank, or by the opening of a sentence right behind."""
    first = min((heading.paragraph for heading in context.document.headings), default=0)
    for flow in context.document.flows:
        if flow.part != "body" or flow.first_paragraph < first:
            continue
        if match := _GLUED.match(flow.text):
            told = f"“{match['under'].strip()}”应另起一行，标题和下一级标题连在一起"
            yield MERGED.at(flow, *match.span("under"), told, suggestion="下一级标题另起一行")
        elif (match := _RUN_ON.match(flow.text)) and not _ACTOR.search(match[match.lastgroup or 0]):
            start, end = match.span(match.lastgroup or 0)
            words = flow.text[start : min(len(flow.text), end + 2)]
            told = f"“{words}”里的小标题与正文连在一起"
            yield MERGED.at(flow, start, end + 2, told, suggestion="小标题后加句号或另起一行", root=_root(flow))


def _root(flow: Flow) -> str:
    return f"{MERGED.code}:{flow.first_paragraph}"


def _unnumbered(context: CheckContext) -> Iterator[Finding]:
    """The same for lines without numbers: between two headings every line but one opens with a short title."""
    headings = {heading.paragraph for heading in context.document.headings if not heading.run_in}
    group: list[tuple[Flow, int]] = []
    first = min(headings, default=0)  # what stands before the first heading is the title and the salutation
    for flow in context.document.flows:
        if flow.part != "body" or not flow.text.strip() or flow.first_paragraph < first:
            continue
        if flow.first_paragraph in headings:
            yield from _merged(group[1:] if group and _length(*group[0]) > _TITLE_LENGTH else group)
            group = []
        elif any(label.match(flow.text) for label in _LABELS):
            group = []
        else:
            group.append((flow, len(flow.text) - len(flow.text.lstrip())))


def _merged(group: list[tuple[Flow, int]]) -> Iterator[Finding]:
    """The one of a group of titles whose text follows without a stop."""
    titled = [pair for pair in group if _length(*pair) <= _TITLE_LENGTH]
    others = [pair for pair in group if pair not in titled]
    if len(titled) < _SIBLINGS or len(others) != 1:
        return
    flow, start = others[0]
    first = _first_half(titled, flow, start)
    if _length(flow, start) < _TEXT_LENGTH or re.match(r"[^。]{0,12}[，：；《“]", flow.text[start:]) and not first:
        return
    figure = re.search(r"\d|[，：；]", flow.text[start + first :])
    end = min(start + first + _SHOWN, start + first + figure.start() if figure else len(flow.text), len(flow.text))
    words = flow.text[start:end]
    told = f"“{words}”里的小标题与正文连在一起"
    yield MERGED.at(flow, start, end, told, suggestion="小标题后加句号或另起一行", root=_root(flow))


def _first_half(titled: list[tuple[Flow, int]], flow: Flow, start: int) -> int:
    """How long the first clause of a line is whose siblings are titles of two: 坚持公益普惠，办好学前教育.

    0 where they are not, or where the second clause is no longer than theirs, as it is when text has run into it.
    """
    halves = [pair for one, at in titled if len(pair := one.text[at:].rstrip("。 ").split("，")) == 2]
    own = _HALF.match(flow.text, start)
    if own is None or _MOST * len(halves) < 2 * len(titled):
        return 0
    longest = max(len(second) for _, second in halves)
    clause = re.split("[，。；：]", flow.text[own.end() :])[0]
    return own.end() - start if len(clause) > longest + _ROOM else 0


def _length(flow: Flow, start: int) -> int:
    """How long the first sentence of a line is, behind its label."""
    stop = flow.text.find("。", start)
    return (stop if stop >= 0 else len(flow.text.rstrip())) - start


def _title(context: CheckContext) -> Iterator[Finding]:
    lines = [flow for flow in context.document.flows if flow.part == "body" and flow.text.strip()][:_HEAD]
    for number, flow in enumerate(lines):
        text = flow.text.strip()
        following = lines[number + 1].text.strip() if number + 1 < len(lines) else ""
        if len(text) > 2 * _SHOWN or not re.search("履行教育职责|自评|自查", text):
            continue
        open_end = re.search(r"(?:的|关于|及|和)$", text) and not re.match(r"^[^，。：；]{0,16}报告", following)
        nameless = re.match(r"^(?:省|市|县|区)?人民政府(?:关于)?(?:20\d\d|履行)", text) and number == 0
        if open_end or nameless:
            start = len(flow.text) - len(flow.text.lstrip())
            told = "标题没有写完" if open_end else "标题没有写是哪里的人民政府"
            yield UNFINISHED.at(flow, start, start + len(text), told, suggestion="补全发文机关、事由和文种")
        return


FAMILY = Family("STR", "结构", (MERGED, UNFINISHED), check)
