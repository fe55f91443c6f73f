"""ENT004: a region that speaks of itself as of another level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.leftovers import AROUND
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Figure, Statement
from drafter.facts import Interval, Period
from drafter.findings import Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY"]

_COPIED = "《党政机关公文处理工作条例》第十九条：内容真实；照抄他处材料须替换地名、单位和人名"
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
_HALT = re.compile(r"[。；;]")
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


def check(context: CheckContext) -> Iterator[Finding]:
    """Words for oneself that belong to the level below, beside or above."""
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
        before = flow.text[max(0, match.start() - AROUND * 4) : match.start()]
        sentence = _HALT.split(before[-AROUND * 2 :])[-1]
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
            before = flow.text[max(0, match.start() - AROUND * 4) : match.start()]
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


FAMILY = Family("ENT", "人地机构", (LEVEL,), check)
