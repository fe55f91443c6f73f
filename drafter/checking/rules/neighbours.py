"""ENT between counties: another county's name in a report, another county's figures in it or in its row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from drafter.checking.among import Among
from drafter.checking.context import CheckContext
from drafter.checking.digest import Digest, Told
from drafter.checking.rules.model import Example, Family, Rule
from drafter.facts import load_dictionary
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY", "check_among"]

NAME = Rule(
    "ENT101",
    "neighbour-name",
    "写成了别的县",
    Severity.WARNING,
    "一批报告里，这一份出现了同批另一个县（市、区）的名字，又不是在说结对、支援、交流；用作本县政府或部门的名称时是错误。",
    "套用别县的报告没有改净，一眼就能看出。",
    (
        Example("石溪县教育局开展校园安全排查。", peers={"石溪县": "石溪县教育局开展校园安全排查。"}),
        Example("一年来，松陵县教育工作稳步推进。", peers={"松陵县": "松陵县教育工作稳步推进。"}),
    ),
    (
        Example("与石溪县开展结对帮扶，选派教师12人。", peers={"石溪县": "石溪县教育工作稳步推进。"}),
        Example("云岭市教育局开展校园安全排查。", peers={"石溪县": "石溪县教育工作稳步推进。"}),
    ),
    "《党政机关公文处理工作条例》第十九条：内容真实、表述准确",
)
FIGURES = Rule(
    "ENT102",
    "neighbour-figures",
    "数据是别的县的",
    Severity.ERROR,
    "报告或部门材料里至少三个指标的数与本县指标表不符，却都与同批另一个县的相同；两县的行填串了，或抄了别县的数。",
    "每个数都能在指标表里找到，单独核对看不出是谁的。",
    (
        Example(
            "全市共有幼儿园131所。全市小学在校生28415人。初中在校生15237人。",
            {
                "kindergartens_total": ("112", None),
                "primary_enrolment": ("24310", None),
                "junior_enrolment": ("11220", None),
            },
            peers={"石溪县": ""},
            rows={
                "石溪县": {
                    "kindergartens_total": ("131", None),
                    "primary_enrolment": ("28415", None),
                    "junior_enrolment": ("15237", None),
                }
            },
        ),
    ),
    (
        Example(
            "全市共有幼儿园112所。全市小学在校生24310人。初中在校生15237人。",
            {
                "kindergartens_total": ("112", None),
                "primary_enrolment": ("24310", None),
                "junior_enrolment": ("11220", None),
            },
            peers={"石溪县": ""},
            rows={"石溪县": {"junior_enrolment": ("15237", None)}},
        ),
    ),
    "《教育督导条例》第二十五条：不得隐瞒实情、弄虚作假",
)

_PLACE = re.compile("[县区市旗]")
_LONGEST_NAME = 14
_SHORT_NAME = 2
_TOGETHER = re.compile(
    r"结对|帮扶|对口|支援|协作|合作|共建|交流|学习|考察|借鉴|观摩|联合|联盟|毗邻|相邻|接壤|邻近|来自|转入|转来|流入|跨[县区市]|"
    r"援建|支教|挂职|访问|比赛|竞赛|前往|赴|原|划归|并入|毕业于|籍"
)
_OFFICE = re.compile(r"^(?:委|人民政府|政府|教育|财政|人社|人力资源|共有|现有|辖|常住|全[县区市旗]|高度重视|认真|坚持)")
_LEAST = 3


def check_among(place: Among) -> Iterator[Finding]:
    """Every other county's name, and figures that are another county's."""
    yield from _names(place)
    yield from _figures(place)


def _names(place: Among) -> Iterator[Finding]:
    digest = place.digest
    for sentence in digest.sentences:
        text = digest.text(sentence)
        if not _PLACE.search(text):
            continue
        for start, end in _places(text, place.neighbours.names, digest.region):
            name = text[start:end]
            after = text[end:]
            if _TOGETHER.search(text):
                continue
            as_own = bool(_OFFICE.match(after))
            yield NAME.at(
                digest.flows[sentence.flow],
                sentence.start + start,
                sentence.start + end,
                f"这是{digest.region}的报告，文中写的是同批的“{name}”",
                evidence=(Evidence("document", name, f"{name}也在这一批里"),),
                suggestion=f"核对是否应为“{digest.region}”；确是写{name}的事，可以豁免",
                root=f"neighbour:{name}:{as_own}",
                severity=Severity.ERROR if as_own else None,
            )


def _places(text: str, names: frozenset[str], own: str) -> Iterator[tuple[int, int]]:
    """Where another county's full name stands; a name inside a longer one of the batch, or our own, does not count."""
    for match in _PLACE.finditer(text):
        end = match.end()
        found = [
            text[start:end]
            for start in range(max(0, end - _LONGEST_NAME), end - 1)
            if text[start:end] in names or text[start:end] == own
        ]
        if not found or found[0] == own or own in text[max(0, end - _LONGEST_NAME) : end + 2]:
            continue
        if len(found[0]) <= _SHORT_NAME and not _OFFICE.match(text[end:]):
            continue
        yield end - len(found[0]), end


def _figures(place: Among) -> Iterator[Finding]:
    digest, neighbours = place.digest, place.neighbours
    fitting: dict[int, dict[str, Told]] = defaultdict(dict)
    contradicted: set[str] = set()
    for told in digest.told:
        contradicted.add(told.indicator)
        for other, value in neighbours.values.get((told.indicator, told.period), {}).items():
            if other != place.number and told.low <= value <= told.high:
                fitting[other].setdefault(told.indicator, told)
    if not fitting:
        return
    best, theirs = max(fitting.items(), key=lambda item: (len(item[1]), -item[0]))
    # nearly all of what contradicts the sheet has to be that one county's
    if len(theirs) < _LEAST or 2 * len(theirs) <= len(contradicted):
        return
    yield _foreign(digest, neighbours.regions[best], list(theirs.values()))


def _foreign(digest: Digest, name: str, theirs: list[Told]) -> Finding:
    dictionary = load_dictionary()
    names = [dictionary[t.indicator].name if t.indicator in dictionary else t.indicator for t in theirs]
    evidence = tuple(
        Evidence("metric", t.ref or _cell(digest, t), f"{indicator}：{t.text}")
        for t, indicator in zip(theirs, names, strict=True)
    )
    listed = "、".join(names[:4]) + ("等" if len(names) > 4 else "")
    message = f"{listed} {len(names)} 个指标的数与本县指标表不符，却与{name}的相同"
    suggestion = f"核对指标表中{digest.region}与{name}两行是否填串，或是否抄了{name}的数"
    shown = [t for t in theirs if t.flow >= 0]
    if not shown:
        return FIGURES.about(message, evidence=evidence, suggestion=suggestion)
    first = shown[0]
    finding = FIGURES.at(
        digest.flows[first.flow], first.start, first.end, message, evidence=evidence, suggestion=suggestion
    )
    more = tuple(p for t in shown[1:] for p in digest.flows[t.flow].places(t.start, t.end))
    return FIGURES.further(finding, more)


def _cell(digest: Digest, told: Told) -> str:
    value = digest.values.get((told.indicator, told.period))
    return value.cell if value else ""


def _check(context: CheckContext) -> Iterator[Finding]:
    if context.among is not None:
        yield from check_among(context.among)


FAMILY = Family("ENT", "外来的名称和数据", (NAME, FIGURES), _check)
