"""ENT004: a region that speaks of itself as of another level."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from operator import attrgetter

from drafter.checking.context import CheckContext
from drafter.checking.leftovers import AROUND
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Figure, Statement
from drafter.facts import Interval, Period
from drafter.findings import Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY", "level_told", "own_letter"]

_COPIED = "《党政机关公文处理工作条例》第十九条：内容真实；照抄他处材料须替换地名、单位和人名"
_COUNTY = "汾原县人民政府2025年履行教育职责自评报告\n"
_DISTRICT = "临渡区人民政府2025年履行教育职责自评报告\n"
LEVEL = Rule(
    "ENT004",
    "level-mismatch",
    "层级称谓不对",
    Severity.WARNING,
    "市的报告自称“我县”“全县”，省的报告自称“我市”，县的报告自称“我市”“我省”，区的报告写“我县”“县委”；政府的报告自称“我局”；县的报告把“全市”当主语报数；"
    "本地名称写错了层级（汾原县写成汾原区）；或把本级指标表的数写成“全省”的。",
    "上下级材料混用时留下。",
    (
        Example("我县义务教育学校全部开展课后服务。"),
        Example("县委、县政府高度重视教育工作，把教育摆在优先发展的位置。"),
        Example("我省坚持教育优先发展，市委常委会专题研究教育工作。"),
        Example(_DISTRICT + "我县将持续完善教育治理体系。"),
        Example(_DISTRICT + "县委、县政府全年研究教育议题14次。"),
        Example(_DISTRICT + "由县教育局牵头，统筹编制资源。"),
        Example("临渡旗人民政府2025年履行教育职责自评报告\n县委教育工作领导小组全年召开会议3次。"),
        Example(_COUNTY + "全市共有各级各类学校156所，在校学生58426人。"),
        Example(_DISTRICT + "全区专任教师4722人。\n参训教师4164人，占全市专任教师的88.2%。"),
        Example(_COUNTY + "市委常委会会议、市政府常务会议研究教育工作12次和15次。"),
        Example(_COUNTY + "我区义务教育学校全部开展课后服务。"),
        Example(_COUNTY + "汾原区教育事业稳步推进。"),
        Example(_COUNTY + "县政府把均衡发展列为重点，督促各县（市、区）建立任务清单。"),
        Example(_COUNTY + "我市学生资助知晓率不断提高。"),
        Example(_COUNTY + "县委书记、市长带头上开学第一课，经县委、区政府研究印发方案。"),
        Example("市长4次到学校调研，分管副县长每月召开调度会。"),
        Example(_COUNTY + "一、食品安全\n我局约谈供餐单位3家。"),
        Example("全省普惠性幼儿园覆盖率达到91.27%。", {"inclusive_kindergarten_coverage": ("91.27", "90.12")}),
    ),
    (
        Example("我市义务教育学校全部开展课后服务。"),
        Example("石溪县提出“办好我县教育”，全县新建幼儿园3所。"),
        Example("各县（区）在全县范围内统筹编制。"),
        Example("我市经验在全省推广，成为我省首个试点。"),
        Example(_COUNTY + "中考成绩居全市第一，全市率先实现课后服务全覆盖，全市教育工作会议推广我县经验。"),
        Example(_COUNTY + "市委、市政府高度重视，市教育局印发方案；全市平均为92.3%，我县高1.2个百分点。"),
        Example(_DISTRICT + "全区专任教师4722人。\n参训教师4164人，占全市参训教师的18.2%。"),
        Example(_COUNTY + "市教育局督促各县（市、区）建立任务清单，县政府督促各乡镇落实。"),
        Example(_COUNTY + "2014年，汾原区改设为汾原县。自治区党委、区直部门加强指导。"),
        Example(_DISTRICT + "与石溪县结对，石溪县委、县政府高度重视，县教育局选派教师20人。"),
        Example(_DISTRICT + "被评为全国义务教育发展基本均衡县，创建县级示范校。"),
        Example("市长4次到学校调研，分管副市长每月召开调度会；各县委书记、县长落实责任，分管副县长每月调度。"),
        Example(_COUNTY + "市委书记、市长到我县调研，县委书记、县长陪同，省委、省政府和市委、市政府作出部署。"),
        Example("根据我省部署，石溪县委、县政府高度重视，各县委、县政府主要领导抓落实。"),
    ),
    _COPIED,
)
_HALT = re.compile(r"[。；;]")
_OWN_LETTER = re.compile(r"(省|市|州|盟|县|区|旗)(?:级|（[州市]）级?)?(?:人民政府|政府|20\d\d|履行)")
_BELOW = {"省": "市县", "市": "县", "州": "县", "盟": "县旗"}
_NAMED_COUNTY = re.compile(r"[一-鿿XxＸｘ×*＊]{1,4}(?<![我本全各该])[县区旗市](?!域|级|内)")
#: What a county does not do: it has no counties below it.
_TO_COUNTIES = re.compile(
    r"(?:督促|指导|组织|推动|责成|压实|督导|要求|引导|支持|鼓励)(?P<name>各(?:县（市、区）|县（区、市）|县（区）|县（市）|市（县、区）|县市区|县区|区县))"
)
#: Who may: the city or the province, which the sentence names.
_BY_ABOVE = re.compile(
    r"[省市](?:委|政府|人民政府|教育|里|级|直|局|厅)|上级|国务院教育督导|自治区|(?<!县)市[、，]|省[、，]"
)
_WIDER = re.compile(r"全省|全自治区|我省")
_WIDER_OF_COUNTIES = re.compile(r"全省|全自治区|我省|全市")
_ABOVE = {"市": "省", "州": "省", "盟": "省", "县": "市省州盟", "旗": "市省盟", "区": "市省州"}
_BESIDE = {"县": "区旗", "区": "县旗", "旗": "县", "市": "区州旗盟", "州": "盟"}
#: What one says of oneself, not of the level above, which plans, issues and rolls out.
_OF_ONESELF = (
    r"高度重视|坚持|把|将|认真|全面|深入|各级各类|共有|现有|义务教育|学前|普通高中|学校|教师|学生|幼儿园|中小学|课后服务|一般公共|实现|建立|启动|组织|成立|积极|大力|持续|不断"
    r"|严格|进一步|始终|切实|多次|先后|牢固|紧紧|着力|聚焦|立足|教育系统|教育事业"
)
_UPWARD = re.compile(rf"(?:^|[。；！\n])\s*(?P<name>我(?P<letter>[省市州盟]))(?={_OF_ONESELF})")
#: 「县委、县政府」 opening a sentence of a city's report speaks of itself; 各县委 or 石溪县委 do not stand so.
_LOWER_OFFICE = re.compile(
    r"(?:^|[。；！\n])\s*(?P<name>县(?:委、?县(?:人民)?政府|教育局|教育体育局|教体局|财政局))"
    rf"(?=主要领导|{_OF_ONESELF}|会议|全年|年内|每[月季]|统筹|牵头|印发|出台|制定|召开|研究|安排|落实|投入)"
)
_LOWER_MEETING = re.compile(
    r"(?:^|[。；，、！\n])\s*(?P<name>县(?:委常委会|委常委会会议|人民政府常务会议?|政府常务会议?))"
)
#: Two offices or leaders in one breath are of one level: 市委书记、县长 and 县委、市政府 are not.
_PAIRED = re.compile(
    r"(?<![省市县区旗州盟、各])(?P<one>[省市县区旗州盟])委"
    r"(?:书记、(?P<leader>[省市县区旗州盟])长(?!办)|、(?P<office>[省市县区旗州盟])(?:人民)?政府)"
)
#: A leader of the level below as the subject of a sentence that begins with the region's own.
_OWN_LEADER = r"(?:^|[。；！\n])\s*{letter}(?:长|委书记|委副书记)"
_LOWER_LEADER = (
    r"[，；]\s*(?P<name>(?:分管|常务)?副?[{below}]长)"
    r"(?=每|先后|亲自|主持|多次|带队|[一二三四五六七八九十\d]+次|分别|逐|牵头)"
)
#: Offices of a county that a district does not have, and the other way round.
_OFFICE = (
    r"(?:^|(?<=[。；，、！：\n（由和与及经向对在将按为是]))\s*(?P<name>{letter}(?:委(?!托)|人民政府|政府|教育局|教育体育局|教体局|财政局|人社局|委编办"
    r"|教育和体育局|发展和改革局|自然资源局|卫生健康局|卫健局))"
)
_RENAMED = re.compile(r"撤|改[设为称制]|更名|原|设[立为]|前身|旧|时为|升格|析")
_SELDOM = 2
#: A province's offices, levels and money; 省级以上 and 省部级 are said everywhere.
_PROVINCE = re.compile(r"省级(?!以上|以下|及|层面|行政)|(?<![各外邻两])省(?:委|政府|教育厅|财政|人民政府)|[全我]省")
_REGION_OR_PROVINCE = re.compile(f"自治区|{_PROVINCE.pattern}")
_DIGITS = 3
_MASKED = re.compile(r"(?<![A-Za-z])[XxＸｘ×*＊]{1,4}\s*([省市县州盟旗])")


def check(context: CheckContext) -> Iterator[Finding]:
    """Words for oneself that belong to the level below, beside or above."""
    letter = own_letter(context)
    yield from _misnamed(context)
    below, beside = _BELOW.get(letter, ""), _beside(context, letter)
    for flow in context.document.flows:
        if flow.part not in ("body", "textbox"):
            continue
        if below and re.search(f"[我本全][{below}]", flow.text):
            yield from _says_lower(context, flow, letter, below)
        if letter:
            yield from _says_other(context, flow, letter, beside)
    if _in_autonomous_region(context, letter):
        for flow in context.document.flows:
            if flow.part == "body":
                yield from _says_province(flow)
    if context.metrics is not None and letter and letter != "省":
        for statement in context.statements:
            wider = _WIDER_OF_COUNTIES if letter in "县区旗" else _WIDER
            if statement.figures and wider.search(statement.text):
                yield from _says_wider(context, statement, letter, wider)


#: How a report speaks of itself, from which its level shows where its title does not tell it.
_SPOKEN = re.compile(r"[我全](?P<letter>省|市|县|区)(?![域级内外])")
_OFTEN = 5
_AREA = re.compile(r"[全我][市区](?!域)|省委|全省|省级|省政府|自治区")


def own_letter(context: CheckContext) -> str:
    """The region's own last word, or that of the government in the title."""
    own = context.localities.own or context.region
    if own:
        return "" if own.endswith("自治区") else own[-1]
    if match := _OWN_LETTER.search(context.document.title):
        return match[1]
    spoken = Counter(m[1] for flow in context.document.flows for m in _SPOKEN.finditer(flow.text))
    if spoken and spoken.most_common(1)[0][1] >= _OFTEN and len(spoken) > 1:
        (own, most), (_, next_most) = spoken.most_common(2)
        if most > _OFTEN * next_most:
            return own
    masked = Counter(m[1] for flow in context.document.flows for m in _MASKED.finditer(flow.text))
    return masked.most_common(1)[0][0] if masked else ""


def _says_lower(context: CheckContext, flow: Flow, letter: str, below: str) -> Iterator[Finding]:
    for match in re.finditer(f"(?P<who>[我本全])[{below}](?!域|级|民|场|直|[（(、/])", flow.text):
        before = flow.text[max(0, match.start() - AROUND * 4) : match.start()]
        sentence = _HALT.split(before[-AROUND * 2 :])[-1]
        if match["who"] != "我" and (_named_before(context, flow, match.start()) or "各" in sentence):
            continue
        if _NAMED_COUNTY.search(sentence) or sentence.count("“") > sentence.count("”"):
            continue
        if match["who"] == "本" and re.search(r"[一-鿿]", before[-1:]):
            continue
        yield LEVEL.at(
            flow,
            match.start(),
            match.end(),
            f"这是{letter}的报告，文中却写“{match.group()}”",
            suggestion=f"核对是否为下级材料的原文，改为“{match['who']}{letter}”",
            root=f"ENT004:{match.group()}",
        )


def _says_other(context: CheckContext, flow: Flow, letter: str, beside: str) -> Iterator[Finding]:
    """A level beside or above the report's own as the subject of a sentence, or offices of the one below."""
    for match in _UPWARD.finditer(flow.text):
        if match["letter"] in _ABOVE.get(letter, ""):
            yield level_told(flow, match.span("name"), letter, f"改为“我{letter}”")
    for match in _TO_COUNTIES.finditer(flow.text) if letter in "县区旗" else ():
        sentence = re.sub(r"《[^《》]*》", "", _HALT.split(flow.text[: match.start()])[-1])
        if not _BY_ABOVE.search(sentence):
            yield level_told(flow, match.span("name"), letter, "核对是否为上级材料的原文，改为“各乡镇”")
    if beside:
        yield from _says_beside(context, flow, letter, beside)
    yield from _says_paired(flow, letter)
    if letter in "市州盟":
        first = _NAMED_COUNTY.search(flow.text)
        for match in _LOWER_MEETING.finditer(flow.text) if "县" in _BELOW.get(letter, "") else ():
            sentence = _HALT.split(flow.text[: match.start("name")])[-1]
            if "各" not in sentence and not _named_before(context, flow, match.start("name"), "县市区旗"):
                yield level_told(flow, match.span("name"), letter, "核对是否为下级材料的原文")
        for match in _LOWER_OFFICE.finditer(flow.text):
            named = first is not None and first.end() <= match.start()
            if not named and not _NAMED_COUNTY.search(flow.text[max(0, match.start() - AROUND) : match.start()]):
                yield level_told(flow, match.span("name"), letter, "核对是否为下级材料的原文")


def _says_paired(flow: Flow, letter: str) -> Iterator[Finding]:
    """Leaders and offices of two levels told as those of one."""
    for match in _PAIRED.finditer(flow.text):
        other = match["leader"] or match["office"]
        if other != match["one"] and letter in (match["one"], other):
            yield level_told(flow, match.span(), letter, "核对两处的层级是否一致")
    below = {"省": "市县区州", "市": "县区", "州": "县", "盟": "旗县"}.get(letter, "")
    if below and re.search(_OWN_LEADER.format(letter=letter), flow.text):
        for match in re.finditer(_LOWER_LEADER.format(below=below), flow.text):
            sentence = _HALT.split(flow.text[: match.start("name")])[-1]
            if re.match(rf"\s*{letter}(?:长|委)", sentence) and not re.search(r"各|[市县区](?![长委])", sentence[1:]):
                yield level_told(flow, match.span("name"), letter, f"改为“{match['name'][:-2]}{letter}长”")


def _says_beside(context: CheckContext, flow: Flow, letter: str, beside: str) -> Iterator[Finding]:
    """我县 and 县教育局 in the report of a district."""
    for match in re.finditer(rf"(?<!自)[我全][{beside}](?![域别分间县]|划)", flow.text):
        if not _named_before(context, flow, match.start(), beside):
            yield level_told(flow, match.span(), letter, f"改为“{match.group()[0]}{letter}”")
    for match in re.finditer(_OFFICE.format(letter=f"[{beside}]"), flow.text) if letter in "县区旗" else ():
        if not _named_before(context, flow, match.start()):
            yield level_told(flow, match.span("name"), letter, f"改为“{letter}{match['name'][1:]}”")


def _beside(context: CheckContext, letter: str) -> str:
    """Letters of the levels beside the report's own; 区 is none where an autonomous region may be meant."""
    beside = _BESIDE.get(letter, "")
    if context.home.known:
        return "" if context.home.autonomous else beside
    if letter not in "县区旗":  # a 市 that the map does not know may be of either kind, and where 全区 is all
        words = Counter(m[0] for flow in context.document.flows for m in _AREA.finditer(flow.text))
        own, area = words["全市"] + words["我市"], words["全区"] + words["我区"]
        province = words["省委"] + words["全省"] + words["省级"] + words["省政府"]
        lone = own >= _OFTEN and area <= _SELDOM and (province or letter != "市") and not words["自治区"]
        return "区" if letter == "市" and lone else ""
    counts = Counter(
        m[0] for flow in context.document.flows for m in re.finditer(r"自治区|兵团|[全我]区(?!域)", flow.text)
    )
    autonomous = counts["自治区"] + counts["兵团"] or counts["全区"] + counts["我区"] > _SELDOM
    return beside.replace("区", "") if letter != "区" and autonomous else beside


def _named_before(context: CheckContext, flow: Flow, at: int, kinds: str = "省市县区州旗盟") -> bool:
    """Whether a place of some kind that is not the report's own, or a masked one, is named shortly before."""
    own = context.localities.own
    places = context.localities.of(flow)
    first, last = (bisect_left(places, offset, key=attrgetter("start")) for offset in (at - AROUND * 4, at))
    if any(place.name != own and place.name[-1] in kinds for place in places[first:last]):
        return True
    return bool(_MASKED.search(flow.text[max(0, at - AROUND * 4) : at]))


def _misnamed(context: CheckContext) -> Iterator[Finding]:
    """The region's own name with another level's last word: 汾原区 in the report of 汾原县."""
    own = context.localities.own
    for flow in context.document.flows if len(own) > _SELDOM else ():
        if flow.part not in ("body", "table", "textbox"):
            continue
        for place in context.localities.of(flow):
            if place.name == own or place.name[:-1] != own[:-1] or context.home.contains(place.name):
                continue
            if own[-1] == "省":  # a city may be called as its province is
                continue
            half = AROUND // 2
            around = flow.text[max(0, place.start - half) : place.start] + flow.text[place.end : place.end + half]
            if context.localities.counts[place.name] <= _SELDOM and not _RENAMED.search(around.replace(own, "")):
                yield level_told(flow, (place.start, place.end), own[-1], f"改为“{own}”")


def level_told(flow: Flow, span: tuple[int, int], letter: str, advice: str) -> Finding:
    """A word for oneself that is another level's.

    Args:
        letter: the region's own last word.
    """
    words = flow.text[slice(*span)]
    told = f"这是{letter}的报告，文中却写“{words}”"
    return LEVEL.at(flow, *span, told, suggestion=advice, root=f"ENT004:{words}")


def _in_autonomous_region(context: CheckContext, letter: str) -> bool:
    """Whether the report speaks of an autonomous region, and hardly ever of a province."""
    if not (context.home.autonomous or letter in ("旗", "盟")):
        return False
    counts = Counter(m[0] for flow in context.document.flows for m in _REGION_OR_PROVINCE.finditer(flow.text))
    provinces = sum(counts.values()) - counts["自治区"]
    return 0 < provinces <= _SELDOM and counts["自治区"] > 0


def _says_province(flow: Flow) -> Iterator[Finding]:
    """省级 once or twice where the report speaks of the autonomous region it lies in."""
    for match in _PROVINCE.finditer(flow.text):
        words = match.group()
        said = f"这是自治区内的报告，文中却写“{words}”"
        yield LEVEL.at(flow, *match.span(), said, suggestion="改为“自治区”或“自治区级”", root=f"ENT004:{words}")


def _says_wider(context: CheckContext, statement: Statement, letter: str, wider: re.Pattern[str]) -> Iterator[Finding]:
    """A sentence that gives the region's own figure as the province's."""
    text = statement.text
    for match in wider.finditer(text):
        at = statement.start + match.start()
        figure = next((f for f in statement.figures if f.start > at), None)
        if figure is None or _HALT.search(statement.between(at, figure.start)) or not _is_own(context, figure):
            continue
        if re.search(r"高于|低于|比|较|居|位|第|平均", statement.between(at, figure.start)):
            continue
        yield LEVEL.at(
            statement.flow,
            at,
            at + len(match.group()),
            f"“{match.group()}”后面的{figure.text}是本{letter}指标表的数",
            suggestion=f"改为“全{letter}”",
        )


def _is_own(context: CheckContext, figure: Figure) -> bool:
    """Whether a figure of enough digits is just what the metrics give for the indicator named before it."""
    quantity = figure.quantity
    mentions = context.binder.lexicon.find(figure.gap)
    if context.metrics is None or not mentions or len(re.sub(r"\D", "", figure.text)) < _DIGITS:
        return False
    indicator = mentions[-1].indicator
    fact = context.metrics.get(indicator.id, Period.THIS)
    if fact is None or quantity.unit is None or not quantity.unit.compatible(indicator.unit):
        return False
    told = quantity.interval.scaled(1 / indicator.unit.factor)
    return told.meets(Interval.printed(fact.value, fact.decimals))


FAMILY = Family("ENT", "人地机构", (LEVEL,), check)
