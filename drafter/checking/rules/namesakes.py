"""ENT006: one person in two offices, or one office with two spellings of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.people import SURNAMES, find_people
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Evidence, Finding, Place, Severity
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
        Example("县教育局局长魏长青主持会议。\n魏长青副局长带队检查，魏长青市长调研。"),
        Example("县长魏常青主持召开专题会议。\n9月10日，魏青常同志慰问教师。"),
    ),
    (
        Example("县委书记魏长青带头讲授思政课。\n县委书记魏长青多次到学校调研。"),
        Example("县委副书记、县长魏长青主持召开专题会议。\n县长魏长青到学校调研，魏长青县长强调安全。"),
        Example("县教育局副局长魏长青主持会议。\n魏长青局长带队检查。"),
        Example("县委书记魏长青主持会议。\n县长何文海主持会议。\n时任县长魏长青主持会议。"),
    ),
    _COPIED,
)
_TITLES = (
    "[代副]?书记|[代副]?省长|[代副]?市长|[代副]?州长|[代副]?盟长|[代副]?县长|[代副]?区长"
    "|[代副]?旗长|副?厅长|副?局长|副?主任|副?部长|副?主席|秘书长"
)
#: Offices that one person often holds at once: 局长 and 党组书记.
_TOGETHER = frozenset({"书记", "局长", "厅长", "主任", "部长"})
_FULL_NAME = 3
_MANY = 12  # names beyond which offices of several places are told
_FORMER = re.compile(r"时任|原|前任|历任|同志(?:任|担任)")


def check(context: CheckContext) -> Iterator[Finding]:
    """People by the offices they are named with."""
    flows = [f for f in context.document.flows if f.part in ("body", "table", "textbox")]
    people = {
        person.name: flow.text[max(0, person.start - 6) : person.start]
        for flow in flows
        for person in find_people(flow.text)
    }
    yield from _offices(flows, people)
    yield from _raised(flows, people)
    yield from _misnamed(flows, people)
    yield from _turned_round(flows, people)
    yield from _only_comrade(flows, people)


def _offices(flows: list[Flow], people: dict[str, str]) -> Iterator[Finding]:
    if not people:
        return
    names = "|".join(map(re.escape, sorted(people, key=len, reverse=True)))
    named = re.compile(
        rf"(?P<office>{_TITLES})(?P<name>{names})|(?P<called>{names})(?P<as>{_TITLES})(?![一-鿿]{{0,2}}(?:办公|会议|由))"
    )
    first: dict[str, tuple[str, str, tuple[Place, ...]]] = {}
    for flow in flows:
        for match in named.finditer(flow.text):
            before = flow.text[max(0, match.start() - 8) : match.start()]
            if _FORMER.search(before):
                continue
            before = re.split(names, before)[-1]  # the office of whoever is named before is not this one's
            name, told = match["name"] or match["called"], match["office"] or match["as"]
            shown = (told, before + match.group(), tuple(flow.places(match.start(), match.end())))
            office, words, places = first.setdefault(name, shown)
            if {office, told} <= _TOGETHER:
                continue
            if office != told and office not in before and told not in words.replace(name, ""):
                finding = OFFICES.at(
                    flow,
                    match.start(),
                    match.end(),
                    f"“{name}”前面写的是“{office}”，这里写“{told}”",
                    evidence=(Evidence("document", "", words),),
                    suggestion="核对职务，前后一致",
                    root=f"ENT006:{name}",
                )
                yield OFFICES.further(finding, places)


def _raised(flows: list[Flow], people: dict[str, str]) -> Iterator[Finding]:
    """副县长 in one place and 县长 in another, where 县长 is somebody else's office: 副 was lost."""
    if len(people) < 2:
        return
    names = "|".join(map(re.escape, sorted(people, key=len, reverse=True)))
    holding = re.compile(rf"(?P<office>副?[省市州盟县区旗局厅]长)(?P<name>{names})")
    held: dict[str, dict[str, list[tuple[Flow, re.Match[str]]]]] = {}
    for flow in flows:
        for match in holding.finditer(flow.text):
            if not _FORMER.search(flow.text[max(0, match.start() - 8) : match.start("office")]):
                held.setdefault(match["name"], {}).setdefault(match["office"], []).append((flow, match))
    for name, offices in held.items():
        for office, places in offices.items():
            others = [o for other, o in held.items() if other != name and office in o and f"副{office}" not in o]
            if office[0] == "副" or f"副{office}" not in offices or len(others) != 1 or len(people) > _MANY:
                continue
            flow, match = places[0]
            holder = next(other for other, o in held.items() if o is others[0])
            yield OFFICES.at(
                flow,
                *match.span("office"),
                f"“{name}”别处写的是“副{office}”，“{office}”是“{holder}”",
                suggestion="核对职务，前后一致",
                root=f"ENT006:{name}",
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
        own = "" if office[0][0] in "副代" else "(?<![副代])"
        like = re.compile(
            f"{own}{office[0]}(?P<name>{name[0]}[一-鿿]{name[2]}|{name[:2]}[一-鿿]|[{SURNAMES}]{name[1:]})"
        )
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


def _only_comrade(flows: list[Flow], people: dict[str, str]) -> Iterator[Finding]:
    """「孟庆珊同志」 where the one that holds an office is 孟庆山: somebody never named otherwise."""
    holders = [
        name for name, before in people.items() if len(name) == _FULL_NAME and re.search(f"(?:{_TITLES})$", before)
    ]
    text = "\n".join(flow.text for flow in flows)
    for name in people:
        like = next((one for one in holders if one != name and _alike(one, name)), "")
        if not like or name in holders or text.count(name) > 1:
            continue
        for flow in flows:
            for match in re.finditer(f"{name}(?=同志)", flow.text):
                told = f"别处写的是“{like}”，这里写“{name}”"
                yield OFFICES.at(flow, *match.span(), told, suggestion="核对姓名，前后一致", root=f"ENT006:{like}")


def _alike(one: str, other: str) -> bool:
    """Whether two full names of one surname differ in one character."""
    return one[0] == other[0] and len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _turned_round(flows: list[Flow], people: dict[str, str]) -> Iterator[Finding]:
    """A name whose last two characters have changed places: 魏长青 and 魏青长."""
    text = "\n".join(flow.text for flow in flows)
    for name in people:
        turned = name[0] + name[:0:-1]
        if len(name) != _FULL_NAME or turned == name or turned not in text:
            continue
        wrong = max(name, turned, key=lambda one: (-text.count(one), text.index(one)))
        for flow in flows:
            for match in re.finditer(re.escape(wrong), flow.text):
                told = f"别处写的是“{turned if wrong == name else name}”，这里写“{wrong}”"
                root = f"ENT006:{''.join(sorted(name))}"
                yield OFFICES.at(flow, *match.span(), told, suggestion="核对姓名，前后一致", root=root)


FAMILY = Family("ENT", "人地机构", (OFFICES,), check)
