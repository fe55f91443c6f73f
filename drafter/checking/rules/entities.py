"""ENT: places, offices and people that do not belong to the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from drafter.checking.claims.documents import Citation
from drafter.checking.claims.passages import Segment
from drafter.checking.claims.people import find_people
from drafter.checking.context import CheckContext
from drafter.checking.places import (
    Mention,
    code_letters,
    find_divisions,
    regional_names,
    short_city_names,
    short_province_names,
)
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Figure, Statement
from drafter.facts import Interval, Period
from drafter.findings import Evidence, Finding, NotChecked, Severity
from drafter.reading import Flow

__all__ = ["FAMILY"]

_COPIED = "《党政机关公文处理工作条例》第十九条：内容真实；照抄他处材料须替换地名、单位和人名"
_NUMBERS = "《党政机关公文处理工作条例》第九条：发文字号由发文机关代字、年份、发文顺序号组成"

PLACE = Rule(
    "ENT001",
    "foreign-place",
    "别处的地名",
    Severity.ERROR,
    "写着不属于本地的省、市、县全称，而句子说的不是对口支援、学习考察、赛事会议。报告地区没有填写，或地图上没有时，只能看作疑似残留。",
    "照抄别处的报告最容易留下。",
    (Example("营养改善计划试点县平利县2.3万名学生享受营养午餐。"), Example("宜宾市教育局印发实施方案。")),
    (
        Example("赴江苏省南通市学习集团化办学经验。"),
        Example("对口支援石渠县乡村学校12所。"),
        Example("推进创新县域普通高中发展，学校和县级部门共同参与。"),
        Example("云岭市教育局印发实施方案。"),
    ),
    _COPIED,
)
CODE = Rule(
    "ENT002",
    "foreign-document-code",
    "文号是别省的",
    Severity.ERROR,
    "文号的机关代字以另一个省的简称开头（如四川的报告写辽教发）。报告地区不在地图上时只作警告。",
    "文件不是本地的，依据就不成立。",
    (
        Example(
            "落实《关于加强学校管理的通知》（辽教发〔2025〕3号）、《关于规范招生的通知》（川教函〔2025〕9号）"
            "和《关于做好招生工作的通知》（川教〔2025〕7号）。"
        ),
    ),
    (
        Example("落实《关于加强学校管理的通知》（云教发〔2025〕3号）。"),
        Example("落实《关于加强学校管理的通知》（教基〔2025〕3号）。"),
    ),
    _NUMBERS,
)
PERSON = Rule(
    "ENT003",
    "unknown-person",
    "人名在材料中找不到",
    Severity.WARNING,
    "提供了部门材料，而文中带职务或“同志”的人名在材料里没有。没有材料时不查。",
    "可能是别处或上一任的领导。",
    (Example("市长魏长青主持召开专题会议。", material="市长周云帆主持召开教育专题会议。"),),
    (
        Example("市长周云帆主持召开专题会议。", material="市长周云帆主持召开教育专题会议。"),
        Example("市长任组长，分管副市长任副组长。", material="市长周云帆主持召开教育专题会议。"),
    ),
    _COPIED,
)
LEVEL = Rule(
    "ENT004",
    "level-mismatch",
    "层级称谓不对",
    Severity.WARNING,
    "市的报告自称“我县”“全县”，省的报告自称“我市”，县的报告自称“我市”“我省”；或把本级指标表的数写成“全省”的。",
    "上下级材料混用时留下。",
    (
        Example("我县义务教育学校全部开展课后服务。"),
        Example("县委、县政府高度重视教育工作，把教育摆在优先发展的位置。"),
        Example("我省坚持教育优先发展，市委常委会专题研究教育工作。"),
        Example("全省普惠性幼儿园覆盖率达到91.27%。", {"inclusive_kindergarten_coverage": ("91.27", "90.12")}),
    ),
    (
        Example("我市义务教育学校全部开展课后服务。"),
        Example("石溪县提出“办好我县教育”，全县新建幼儿园3所。"),
        Example("各县（区）在全县范围内统筹编制。"),
        Example("我市经验在全省推广，成为我省首个试点。"),
        Example("根据我省部署，石溪县委、县政府高度重视，各县委、县政府主要领导抓落实。"),
    ),
    _COPIED,
)
SHORT = Rule(
    "ENT005",
    "leftover-short-name",
    "地名简称残留",
    Severity.WARNING,
    "“驻×高校”“在×高校”用的不是本地简称，或用了别省的片区、平台名称（川北、浙里办）；地区留空的报告里，高校、报社等的名称带着真实地名，或留着省名简称。",
    "替换全称时漏掉了简称。",
    (Example("市委主要领导为驻青高校师生上思政课。"),),
    (
        Example("市委主要领导为驻云高校师生上思政课。"),
        Example("市委主要领导为驻地高校、驻市高校师生上思政课。"),
    ),
    _COPIED,
)

#: Words by which a sentence speaks of dealings with another place.
_DEALINGS = re.compile(
    r"对口|支援|援[藏疆青建助派]|协作|结对|帮扶|共建|赴|前往|学习|考察|交流|借鉴|经验|来自|籍|引进|引入|招引|合作|联合|签[订约署]|友好|毗邻|相邻|接壤"
    r"|跨[省市县区域]|外省|省外|市外|招聘|选拔|举办|承办|召开|会议|参加|参赛|大赛|比赛|赛区|展演|论坛|推介|培训班|跟岗|挂职|研修|异地|飞地|东西部|邀请|专家"
    r"|同类|相比|对比|比较|平均水平|高铁|户籍|务工|流入|流出|转学|生源|师范大学|毕业|推广|现场会|通报|试点经验|做法|来访|观摩"
)
_LISTED_BEFORE = re.compile(r"[县区市旗州](?:[（(][^（）()]{0,20}[)）])?[、和]$")
_LISTED_AFTER = re.compile(r"(?:[（(][^（）()]{0,20}[)）])?[、和][一-鿿]{1,4}[县区市旗州]")
_HALT = re.compile(r"[。；;]")
_AROUND = 60
_STATIONED = re.compile(r"(?:驻|在)(?P<letter>[一-鿿])(?P<what>高校|高等学校|高等院校|院校|大学|部队|央企|省属高校)")
_NO_PLACE = frozenset("地区县市省村校点外华京本我军港场厂镇乡街各辖线岗该全内所同普职其部民公大中小名")
_LETTERS_OF_PLACES = frozenset("京津冀晋辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵云滇藏陕甘青宁新蓉榕穗甬邕筑汉杭济合")
_INSTITUTION = (
    r"(?:[一-鿿]{0,6}?(?:大学|学院|职业技术学院|师范学校|日报|晚报|电视台|广播电视台|农商行|一中|中学|实验小学))"
)
_OWN_LETTER = re.compile(r"(省|市|州|盟|县|区|旗)(?:级|（[州市]）级?)?(?:人民政府|政府|20\d\d|履行)")
_BELOW = {"省": "市县", "市": "县", "州": "县", "盟": "县旗"}
_NAMED_COUNTY = re.compile(r"[一-鿿XxＸｘ×*＊]{1,4}(?<![我本全各该])[县区旗市](?!域|级|内)")
_WIDER = re.compile(r"全省|全自治区|我省")
_ABOVE = {"市": "省", "州": "省", "盟": "省", "县": "市省", "旗": "市省", "区": "市省"}
_BESIDE = {"县": "区旗", "区": "县旗", "市": "区州旗盟", "州": "盟"}
#: What one says of oneself, not of the level above, which plans, issues and rolls out.
_OF_ONESELF = (
    r"高度重视|坚持|把|将|认真|全面|深入|各级各类|共有|现有|义务教育|学前|普通高中|学校|教师|一般公共|实现|建立|启动|组织|成立|积极|大力|持续|不断"
    r"|严格|进一步|始终|切实|多次|先后|牢固|紧紧|着力|聚焦|立足|教育系统|教育事业"
)
_UPWARD = re.compile(rf"(?:^|[。；！\n])\s*(?P<name>我(?P<letter>[省市]))(?={_OF_ONESELF})")
#: 「县委、县政府」 opening a sentence of a city's report speaks of itself; 各县委 or 石溪县委 do not stand so.
_LOWER_OFFICE = re.compile(
    r"(?:^|[。；！\n])\s*(?P<name>县(?:委、?县(?:人民)?政府|委常委会|人民政府常务会|政府常务会|教育局|教育体育局|教体局|财政局))"
    rf"(?=主要领导|{_OF_ONESELF}|统筹|牵头|印发|出台|制定|召开|研究|安排|落实|投入)"
)
_DIGITS = 3
_MASKED = re.compile(r"(?<![A-Za-z])[XxＸｘ×*＊]{1,4}\s*([省市县州盟旗])")
_BLANK = re.compile(
    r"(?<![A-Za-z])[XxＸｘ×*＊]{1,4}\s*(?:省|市|县|州|盟|旗|区(?!域))|某某?[省市县州](?![一-鿿]?级)|20\d\d年(?:省|市|县|区)人民政府"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Places, document codes, people and levels."""
    yield from _places(context)
    yield from _codes(context)
    yield from _people(context)
    yield from _levels(context)
    yield from _short_names(context)


# --- places ---------------------------------------------------------------------------------------------------


def _places(context: CheckContext) -> Iterator[Finding]:
    home = context.home
    if not context.region and not _left_blank(context):
        needs = "用 --region 写明报告地区"
        context.coverage.not_checked.append(NotChecked("地名是否属于本地", "insufficient data", needs))
        return
    for segment in context.segments:
        for mention in find_divisions(segment.text):
            if home.contains(mention.name) or _natural(context, segment, mention):
                continue
            if context.region and not home.known and _may_be_own(segment, mention):
                continue
            start, end = segment.start + mention.start, segment.start + mention.end
            yield PLACE.at(
                segment.flow,
                start,
                end,
                _told_place(context, mention),
                suggestion="核对是否照抄别处，换成本地的名称",
                root=f"ENT001:{mention.name}",
                severity=_place_severity(context, mention),
            )


def _left_blank(context: CheckContext) -> bool:
    """Whether the report leaves its own place blank (XX市), so that a real name in it was forgotten."""
    return any(_BLANK.search(flow.text) for flow in context.document.flows)


def _natural(context: CheckContext, segment: Segment, mention: Mention) -> bool:
    """Whether another place is named for a reason: dealings with it, a quoted name, or the write-ups name it too."""
    words = context.material_words
    if words is not None and words.names(mention.name):
        return True
    text = segment.text
    before = text[max(0, mention.start - _AROUND) : mention.start]
    after = text[mention.end : mention.end + _AROUND]
    opened = before.rfind("《") > before.rfind("》") or before.rfind("“") > before.rfind("”")
    return opened or bool(_DEALINGS.search(before + "，" + after))


def _may_be_own(segment: Segment, mention: Mention) -> bool:
    """Whether a name may be a part of a region the map does not know: a district (many share a name), or one of a
    list of places.
    """
    before = segment.text[max(0, mention.start - 30) : mention.start]
    after = segment.text[mention.end : mention.end + 30]
    listed = _LISTED_BEFORE.search(before) or _LISTED_AFTER.match(after)
    return mention.name.endswith("区") or bool(listed)


def _told_place(context: CheckContext, mention: Mention) -> str:
    if not context.region:
        return f"报告地区没有填写，“{mention.name}”是真实地名，疑似原报告的残留"
    if not context.home.known:
        return f"“{mention.name}”疑似别处的地名"
    return f"“{mention.name}”不属于{context.region}"


def _place_severity(context: CheckContext, mention: Mention) -> Severity | None:
    """A province is often named for comparison; a region the map does not know may have parts it does not know."""
    unsure = mention.is_province or (bool(context.region) and not context.home.known)
    return Severity.WARNING if unsure else None


# --- document codes -------------------------------------------------------------------------------------------


def _codes(context: CheckContext) -> Iterator[Finding]:
    found = []
    for citation in context.citations:
        letters = code_letters(citation.code) if citation.code else None
        if letters is not None and not context.home.may_sign(letters[1], letters[2]):
            found.append((citation, letters))
    blank = not context.region and _left_blank(context)
    if context.home.known or blank:
        foreign = found
    else:  # whose letter is the report's own is not known: the one most used may be
        counts = Counter(letters[2] for _, letters in found)
        own = counts.most_common(1)[0][0] if counts else ""
        foreign = [pair for pair in found if pair[1][2] != own and counts[own] > counts[pair[1][2]]]
    for citation, (offset, letter, province) in foreign:
        if _refers_elsewhere(citation):
            continue
        start = citation.number_span[0] + offset
        whose = f"，不是{context.region}的" if context.home.known else "，与其他文号不是一个省的"
        whose = "，报告地区没有填写，疑似原报告的残留" if blank else whose
        yield CODE.at(
            citation.flow,
            start,
            start + len(citation.code) - offset,
            f"“{citation.code[offset:]}”是{province}的发文代字{whose}",
            evidence=(Evidence("document", "", citation.number),),
            suggestion="核对是否照抄别处，换成本地的文件",
            root=f"ENT002:{letter}",
            severity=None if context.home.known else Severity.WARNING,
        )


def _refers_elsewhere(citation: Citation) -> bool:
    text = citation.flow.text
    clause = _HALT.split(text[max(0, citation.start - _AROUND) : citation.start])[-1]
    return bool(_DEALINGS.search(clause))


# --- people ---------------------------------------------------------------------------------------------------


def _people(context: CheckContext) -> Iterator[Finding]:
    words = context.material_words
    blank = not context.region and _left_blank(context)
    named = 0
    for flow in context.document.flows:
        if flow.part not in ("body", "table", "textbox"):
            continue
        for person in find_people(flow.text):
            named += 1
            if (words is not None and words.names(person.name)) or (words is None and not blank):
                continue
            told = "在材料中没有找到" if words is not None else "：报告地区没有填写，却留有真实人名"
            yield PERSON.at(
                flow,
                person.start,
                person.end,
                f"“{person.name}”{told}",
                suggestion="核对姓名和任职，或只写职务",
                root=f"ENT003:{person.name}",
            )
    if named and words is None:
        context.coverage.not_checked.append(
            NotChecked(f"{named}处人名", "insufficient data", "用 --materials 提供部门材料")
        )


# --- levels ---------------------------------------------------------------------------------------------------


def _levels(context: CheckContext) -> Iterator[Finding]:
    letter = _own_letter(context)
    below = _BELOW.get(letter, "")
    for flow in context.document.flows:
        if flow.part not in ("body", "textbox"):
            continue
        if below and re.search(f"[我本全][{below}]", flow.text):
            yield from _says_lower(flow, letter, below)
        if letter:
            yield from _says_other(context, flow, letter)
    if context.metrics is not None and letter and letter != "省":
        for statement in context.statements:
            if statement.figures and _WIDER.search(statement.text):
                yield from _says_wider(context, statement, letter)


#: How a report speaks of itself, from which its level shows where its title does not tell it.
_SPOKEN = re.compile(r"[我全](?P<letter>省|市|县|区)(?![域级内外])")
_OFTEN = 5


def _own_letter(context: CheckContext) -> str:
    """The region's own last word, or that of the government in the title."""
    if context.region:
        return "" if context.region.endswith("自治区") else context.region[-1]
    if match := _OWN_LETTER.search(context.document.title):
        return match[1]
    spoken = Counter(m[1] for flow in context.document.flows for m in _SPOKEN.finditer(flow.text))
    if spoken and spoken.most_common(1)[0][1] >= _OFTEN and len(spoken) > 1:
        (own, most), (_, next_most) = spoken.most_common(2)
        if most > _OFTEN * next_most:
            return own
    masked = Counter(m[1] for flow in context.document.flows for m in _MASKED.finditer(flow.text))
    return masked.most_common(1)[0][0] if masked else ""


def _says_lower(flow: Flow, letter: str, below: str) -> Iterator[Finding]:
    for match in re.finditer(f"(?P<who>[我本全])[{below}](?!域|级|民|场|直|[（(、/])", flow.text):
        before = flow.text[max(0, match.start() - _AROUND * 4) : match.start()]
        sentence = _HALT.split(before[-_AROUND * 2 :])[-1]
        if match["who"] != "我" and (_NAMED_COUNTY.search(before) or "各" in sentence):
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


def _says_other(context: CheckContext, flow: Flow, letter: str) -> Iterator[Finding]:
    """A level beside or above the report's own as the subject of a sentence, or offices of the one below."""
    for match in _UPWARD.finditer(flow.text):
        if match["letter"] in _ABOVE.get(letter, ""):
            yield _level(flow, match.span("name"), letter, f"改为“我{letter}”")
    beside = _BESIDE.get(letter, "")
    if beside and context.home.known and not context.home.autonomous:
        for match in re.finditer(rf"(?<!自)[我全][{beside}](?![域别分间县]|划)", flow.text):
            before = flow.text[max(0, match.start() - _AROUND * 4) : match.start()]
            if not _NAMED_COUNTY.search(before):
                yield _level(flow, match.span(), letter, f"改为“{match.group()[0]}{letter}”")
    if letter in "市州盟":
        for match in _LOWER_OFFICE.finditer(flow.text):
            if not _NAMED_COUNTY.search(flow.text[: match.start()]):
                yield _level(flow, match.span("name"), letter, "核对是否为下级材料的原文")


def _level(flow: Flow, span: tuple[int, int], letter: str, advice: str) -> Finding:
    words = flow.text[slice(*span)]
    told = f"这是{letter}的报告，文中却写“{words}”"
    return LEVEL.at(flow, *span, told, suggestion=advice, root=f"ENT004:{words}")


def _says_wider(context: CheckContext, statement: Statement, letter: str) -> Iterator[Finding]:
    """A sentence that gives the region's own figure as the province's."""
    text = statement.text
    for match in _WIDER.finditer(text):
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


# --- short names ----------------------------------------------------------------------------------------------


def _short_names(context: CheckContext) -> Iterator[Finding]:
    blank = not context.region and _left_blank(context)
    provinces = f"(?:{'|'.join(short_province_names())})(?!省|自治区|壮族|回族|维吾尔|班|籍)"
    leftover = f"(?:{'|'.join(short_city_names())}){_INSTITUTION}|{provinces}"
    cities = re.compile(leftover) if blank else None
    for flow in context.document.flows:
        if flow.part not in ("body", "table", "textbox", "footnote"):
            continue
        for match in _STATIONED.finditer(flow.text):
            letter = match["letter"]
            doubtful = flow.text[match.start()] == "在" and letter not in _LETTERS_OF_PLACES
            if letter in _NO_PLACE or doubtful or context.home.called(letter) or not (context.region or blank):
                continue
            yield SHORT.at(
                flow,
                match.start(),
                match.end(),
                f"“{match.group()}”中的“{letter}”像是别处的简称",
                suggestion="改为“驻市高校”一类说法，或换成本地简称",
                root=f"ENT005:{letter}",
                severity=None if context.region else Severity.ERROR,
            )
        yield from _regional(context, flow, blank)
        if cities is None:
            continue
        for match in cities.finditer(flow.text):
            around = flow.text[max(0, match.start() - _AROUND // 2) : match.end() + _AROUND // 2]
            if not _DEALINGS.search(around.replace(match.group(), "")):
                yield SHORT.at(
                    flow,
                    match.start(),
                    match.end(),
                    f"报告地区没有填写，“{match.group()}”带着真实地名，疑似原报告的残留",
                    suggestion="核对是否照抄别处",
                    root=f"ENT005:{match.group()}",
                )


def _regional(context: CheckContext, flow: Flow, blank: bool) -> Iterator[Finding]:
    """川北, 成渝地区, 浙里办: what only reports of certain provinces speak of as their own."""
    if not (blank or context.home.provinces):
        return
    pattern, whose = regional_names()
    for match in pattern.finditer(flow.text):
        provinces = whose[match.group()]
        around = flow.text[max(0, match.start() - _AROUND // 2) : match.end() + _AROUND // 2]
        if not blank and context.home.provinces & provinces:
            continue
        if _DEALINGS.search(around) or flow.text[max(0, match.start() - 1) : match.start()] == "《":
            continue
        yield SHORT.at(
            flow,
            match.start(),
            match.end(),
            f"“{match.group()}”是{'、'.join(sorted(provinces))}的说法"
            + ("，报告地区没有填写，疑似原报告的残留" if blank else f"，{context.region}的报告一般不用"),
            suggestion="核对是否照抄别处",
            root=f"ENT005:{match.group()}",
        )


FAMILY = Family("ENT", "人地机构", (PLACE, CODE, PERSON, LEVEL, SHORT), check)
