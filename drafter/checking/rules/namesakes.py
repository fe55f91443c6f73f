"""ENT006 and ENT007: one person in two offices, and another county in the place of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.people import find_people
from drafter.checking.context import CheckContext
from drafter.checking.places import find_divisions
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Evidence, Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY"]

_COPIED = "《党政机关公文处理工作条例》第十九条：内容真实；照抄他处材料须替换地名、单位和人名"

OFFICES = Rule(
    "ENT006",
    "person-in-two-offices",
    "人名与职务前后不一致",
    Severity.WARNING,
    "同一个姓名前后两个职务，或同一个职务的姓名前后差一个字。",
    "换人、换届后没有改全，或写错了职务。",
    (
        Example("县委书记魏长青带头讲授思政课。\n县长魏长青每季度听取一次督导情况汇报。"),
        Example("县长魏长青主持召开专题会议。\n督导委员会主任由县长魏常青兼任。"),
    ),
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
    "|[代副]?旗长|副?厅长|副?局长|副?主任|副?部长|副?主席|秘书长"
)
_TITLED = re.compile(r"(?P<name>[一-鿿]{2,8}(?:县|旗|区))(?:人民政府)?(?:关于)?(?:20\d\d|履行)")
_FULL_NAME = 3
_FORMER = re.compile(r"时任|原|前任|历任|同志(?:任|担任)")
_SUBJECT = re.compile(
    r"(?:^|(?<=[。；！\n]))\s*(?P<name>(?![全本我各该外邻两同])(?:[一-鿿]{2,3}(?:自治县|县|旗)|(?![一-鿿]?[城园辖片校山地社景牧灾库矿林老郊新特学街镇乡功开][区发能])[一-鿿]{2}区))"
    r"(?=在|坚持|高度|认真|把|将|全面|深入|建立|实施|积极|大力|严格|始终|切实|持续|委、|区委|公安|教育局|教体局|现有|共有|制定|印发|出台|投入|先后|成立)"
)
_CITY_OFFICE = re.compile(
    r"(?:^|(?<=[。；，、！\n]))\s*(?P<name>(?![全本我各该外邻两同])[一-鿿]{2}市)(?=教育局|财政局|人民政府|委、市政府|委市政府|教育体育局|教体局)"
)
_DEALINGS = re.compile(
    r"对口|支援|协作|结对|帮扶|共建|赴|学习|考察|交流|借鉴|经验|来自|合作|联合|毗邻|相邻|接壤|比较|相比|我县|本县|邻县|周边|兄弟"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """People by the offices they are named with; counties that take the place of the report's own."""
    flows = [f for f in context.document.flows if f.part in ("body", "table", "textbox")]
    people = {
        person.name: flow.text[max(0, person.start - 6) : person.start]
        for flow in flows
        for person in find_people(flow.text)
    }
    yield from _offices(flows, people)
    yield from _misnamed(flows, people)
    yield from _other_city(context)
    titled = _TITLED.search(context.document.title)
    own = titled["name"] if titled else context.region
    if own.endswith(("县", "旗", "区")):
        yield from _strangers(context, own)


def _offices(flows: list[Flow], people: dict[str, str]) -> Iterator[Finding]:
    if not people:
        return
    named = re.compile(rf"(?P<office>{_TITLES})(?P<name>{'|'.join(map(re.escape, sorted(people)))})")
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


def _misnamed(flows: list[Flow], people: dict[str, str]) -> Iterator[Finding]:
    """The same office with a name of which one character is another: 市长李拥军, 市长李永军.

    Args:
        people: everybody named, in order, with the words before the name.
    """
    order = {name: place for place, name in enumerate(people)}
    for name, before in people.items():
        office = re.search(rf"(?:{_TITLES})$", before)
        if len(name) != _FULL_NAME or office is None:
            continue
        like = re.compile(f"{office[0]}(?P<name>{name[0]}[一-鿿]{name[2]}|{name[:2]}[一-鿿])")
        for flow in flows:
            for match in like.finditer(flow.text):
                other = match["name"]
                if other == name or order.get(other, len(order)) < order[name]:
                    continue
                yield OFFICES.at(
                    flow,
                    match.start(),
                    match.end(),
                    f"同是“{office[0]}”，别处写的是“{name}”，这里写“{other}”",
                    suggestion="核对姓名，前后一致",
                    root=f"ENT006:{name}",
                )


def _other_city(context: CheckContext) -> Iterator[Finding]:
    """In a city's report, another city's office that is named only once and is none of its own parts."""
    own = context.region
    if not own.endswith("市"):
        return
    named: dict[str, tuple[Flow, int]] = {}
    for flow in context.document.flows:
        if flow.part == "body":
            for match in _CITY_OFFICE.finditer(flow.text):
                named.setdefault(match["name"], (flow, match.start("name")))
    text = "".join(f.text for f in context.document.flows) if named else ""
    for name, (flow, start) in named.items():
        if name in own or own.endswith(name) or context.home.contains(name) or text.count(name) > 1:
            continue
        around = flow.text[max(0, start - 40) : start + 40]
        if not _DEALINGS.search(around) and not any(m.name.endswith(name) for m in find_divisions(around)):
            yield STRANGER.at(
                flow,
                start,
                start + len(name),
                f"这是{own}的报告，这里写的却是“{name}”的部门",
                suggestion="核对是否照抄别处",
                root=f"ENT007:{name}",
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
