"""ENT006 and ENT007: one person in two offices, and another county in the place of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.people import find_people
from drafter.checking.context import CheckContext
from drafter.checking.places import find_divisions
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

_COPIED = "《党政机关公文处理工作条例》第十九条：内容真实；照抄他处材料须替换地名、单位和人名"

OFFICES = Rule(
    "ENT006",
    "person-in-two-offices",
    "同一人前后职务不同",
    Severity.WARNING,
    "同一个姓名，前面是一个职务，后面是另一个职务。",
    "换人、换届后没有改全，或写错了职务。",
    (Example("县委书记魏长青带头讲授思政课。\n县长魏长青每季度听取一次督导情况汇报。"),),
    (
        Example("县委书记魏长青带头讲授思政课。\n县委书记魏长青多次到学校调研。"),
        Example("县委副书记、县长魏长青主持召开专题会议。\n县长魏长青到学校调研。"),
        Example("县委书记魏长青主持会议。\n县长何文海主持会议。\n时任县长魏长青主持会议。"),
    ),
    _COPIED,
)
STRANGER = Rule(
    "ENT007",
    "another-county-as-oneself",
    "别县的名字当成本县",
    Severity.WARNING,
    "县级报告里，句子的主语是另一个县的名字，说的又不是对口支援、学习考察。",
    "照抄别县的报告最容易留下，地图上查不到的名字也一样。",
    (Example("望川县人民政府2025年履行教育职责自评报告\n一、学生资助\n蒙阳县在学生资助方面建立比对机制。"),),
    (
        Example("望川县人民政府2025年履行教育职责自评报告\n一、学生资助\n望川县在学生资助方面建立比对机制。"),
        Example("望川县人民政府2025年履行教育职责自评报告\n一、协作\n蒙阳县与我县结对帮扶，派出教师20名。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、学生资助\n蒙阳县在学生资助方面建立比对机制。"),
        Example(
            "望川县人民政府2025年履行教育职责自评报告\n一、学生资助\n全县在学生资助方面建立比对机制，本县实行包保。"
        ),
    ),
    _COPIED,
)

_TITLES = (
    "[代副]?书记|[代副]?省长|[代副]?市长|[代副]?州长|[代副]?盟长|[代副]?县长|[代副]?区长"
    "|[代副]?旗长|副?厅长|副?局长|副?主任|副?主席|秘书长"
)
_TITLED = re.compile(r"(?P<name>[一-鿿]{2,8}(?:县|旗))(?:人民政府)?(?:关于)?(?:20\d\d|履行)")
_FORMER = re.compile(r"时任|原|前任|历任|同志(?:任|担任)")
_SUBJECT = re.compile(
    r"(?:^|(?<=[。；！\n]))\s*(?P<name>(?![全本我各该外邻两同])[一-鿿]{2,3}(?:自治县|县|旗))"
    r"(?=在|坚持|高度|认真|把|将|全面|深入|建立|实施|积极|大力|严格|始终|切实|持续|委、|教育局|教体局|现有|共有|制定|印发|出台|投入|先后|成立)"
)
_DEALINGS = re.compile(
    r"对口|支援|协作|结对|帮扶|共建|赴|学习|考察|交流|借鉴|经验|来自|合作|联合|毗邻|相邻|接壤|比较|相比|我县|本县|邻县|周边|兄弟"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """People by the offices they are named with; counties that take the place of the report's own."""
    yield from _offices(context)
    titled = _TITLED.search(context.document.title)
    own = titled["name"] if titled else context.region
    if own.endswith(("县", "旗")):
        yield from _strangers(context, own)


def _offices(context: CheckContext) -> Iterator[Finding]:
    flows = [f for f in context.document.flows if f.part in ("body", "table", "textbox")]
    names = {person.name for flow in flows for person in find_people(flow.text)}
    if not names:
        return
    named = re.compile(rf"(?P<office>{_TITLES})(?P<name>{'|'.join(map(re.escape, sorted(names)))})")
    first: dict[str, tuple[str, str]] = {}
    for flow in flows:
        for match in named.finditer(flow.text):
            before = flow.text[max(0, match.start() - 8) : match.start()]
            if _FORMER.search(before):
                continue
            office, words = first.setdefault(match["name"], (match["office"], before + match.group()))
            if (
                office != match["office"]
                and office not in before
                and match["office"] not in words[: -len(match["name"])]
            ):
                yield OFFICES.at(
                    flow,
                    match.start(),
                    match.end(),
                    f"“{match['name']}”前面写的是“{office}”，这里写“{match['office']}”",
                    evidence=(Evidence("document", "", words),),
                    suggestion="核对职务，前后一致",
                    root=f"ENT006:{match['name']}",
                )


def _strangers(context: CheckContext, own: str) -> Iterator[Finding]:
    for statement in context.statements:
        match = _SUBJECT.search(statement.text)
        if match is None or statement.flow.part != "body":
            continue
        name = match["name"]
        if name in own or context.home.contains(name) or _DEALINGS.search(statement.text):
            continue
        if any(mention.name.endswith(name) for mention in find_divisions(statement.text)):
            continue  # a real place is told by another rule
        words = context.material_words
        if words is not None and words.names(name):
            continue
        start = statement.start + match.start("name")
        yield STRANGER.at(
            statement.flow,
            start,
            start + len(name),
            f"这是{own}的报告，这里的主语却是“{name}”",
            suggestion="核对是否照抄别处，换成本县的名称",
            root=f"ENT007:{name}",
        )


FAMILY = Family("ENT", "人地机构", (OFFICES, STRANGER), check)
