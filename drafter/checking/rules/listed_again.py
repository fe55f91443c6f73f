"""CON011: a list told once more item by item, and a count that the next sentence takes up with 这几份."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.facts.numerals import parse_chinese
from drafter.findings import Evidence, Finding, Severity
from drafter.reading import Flow

__all__ = ["AGAIN", "FAMILY"]

AGAIN = Rule(
    "CON011",
    "list-told-otherwise",
    "列过的几项，后面换了一项",
    Severity.WARNING,
    "前面列了甲、乙、丙、丁几项，后面逐项说情况，其余几项都对得上，唯有一项换成了别的；前面说8份文件，后面却是“这五份文件”。",
    "改稿时只改了一处。",
    (
        Example(
            "一、安全\n部署宿舍、实验室、电气、校门四个专项。宿舍专项查出隐患31处，实验室专项9处，溺水专项17处，校门专项6处。"
        ),
        Example(
            "一、民办\n开展“四查”：查证照、查收费、查土地、查食品。通报显示：证照不全1校，收费违规3校，师资不达标2校，食品整改4校。"
        ),
        Example("一、双减\n出台收费标准、资金监管等7份配套文件。这四份文件，连同实施细则，构成制度框架。"),
    ),
    (
        Example(
            "一、安全\n部署宿舍、实验室、电气、校门四个专项。宿舍专项查出隐患31处，实验室专项9处，电气专项17处，校门专项6处。"
        ),
        Example(
            "一、安全\n部署宿舍、实验室、电气、校门四个专项。宿舍专项查出隐患31处，实验室专项9处，其余两个专项23处。"
        ),
        Example("一、民办\n开展“三查”：查证照、查收费、查师资。证照不全1校，收费违规3校，教师无证2人。"),
        Example("一、双减\n出台收费标准、资金监管等4份配套文件。这四份文件，连同实施细则，构成制度框架。"),
        Example("一、双减\n出台7份配套文件，其中收费标准、资金监管、材料管理3份由省里统一。这三份文件已经备案。"),
    ),
    "《党政机关公文处理工作条例》第十九条：内容真实准确，前后一致",
)

_N = r"[二两三四五六七八九十]|\d{1,2}"
_ITEM = r"[^，。；：、“”《》（）\s]{2,12}"
#: 食堂、校车、消防、防溺水四个专项; “五查”：查条件、查收费、….
_LIST = re.compile(
    rf"(?P<items>{_ITEM}(?:、{_ITEM}){{2,9}})(?:等)?(?P<n>{_N})(?:个|大|项|类|方面|支|门|种)(?P<noun>[一-鿿]{{1,4}})"
    rf"|[“\"](?P<m>{_N})[^“”\"]{{1,4}}[”\"](?:[^，。；：“”]{{0,6}})：(?P<own>{_ITEM}(?:、{_ITEM}){{2,9}})(?=[。；])"
)
_LEAD = re.compile(
    r"^(?:对|抓好?|查|建|推进|开展|实施|部署|设立|包括|围绕|聚焦|突出|[一二两三四五六七八九十][个项节支场门批条次所名套]|年初|全年|重点)"
)
_CLAUSE = re.compile(r"[^，。；]+")
_LOOK = 260
_HEAD = 12
_COMMON = re.compile(r"工作|专项|建设|情况|方面|学校|教育|全[省市县区]|检查|整治|行动|管理")
_TAKEN_UP = re.compile(
    rf"(?:^|[，。；])[^，。；]{{0,6}}?(?:这|上述|以上)(?P<n>{_N})(?P<unit>[份个项所次名家场支门处条])(?P<noun>[一-鿿]{{2}})"
)
_BACK = 160


def check(context: CheckContext) -> Iterator[Finding]:
    """Every paragraph with a list or with a count taken up."""
    for flow in context.document.flows:
        if flow.part in ("body", "textbox"):
            if "、" in flow.text:
                yield from _lists(flow)
            if "这" in flow.text or "述" in flow.text or "以上" in flow.text:
                yield from _taken_up(flow)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int(parse_chinese(words.replace("两", "二")) or 0)


def _lists(flow: Flow) -> Iterator[Finding]:
    for match in _LIST.finditer(flow.text):
        words = match["items"] or match["own"]
        items = [_LEAD.sub("", item) for item in words.split("、")]
        count = _number(match["n"] or match["m"])
        if count < len(items) and match["items"]:
            items = items[-count:]
        if len(items) == count >= 4:
            yield from _retold(flow, match, items)


def _retold(flow: Flow, listed: re.Match[str], items: list[str]) -> Iterator[Finding]:
    """As many clauses with figures as items, each of its own item but one."""
    start = listed.end()
    text = flow.text[start : start + _LOOK]
    clauses = [clause for clause in _CLAUSE.finditer(text) if clause[0].strip()]
    marks = [_marks(item, items) for item in items]
    for at in range(len(clauses) - len(items) + 1):
        here = clauses[at : at + len(items)]
        heads = [clause[0][-_far(clause[0]) :][:_HEAD] for clause in here]
        fits = [any(mark in head for mark in own) for own, head in zip(marks, heads, strict=True)]
        if sum(fits) != len(items) - 1:
            continue
        wrong = fits.index(False)
        counted = [bool(re.search(r"\d", clause[0])) for clause in here]
        if not counted[wrong] or sum(counted) < len(items) - 1:
            continue
        head = heads[wrong]
        alien = not any(mark in head for own in marks for mark in own) and not set(items[wrong]) & set(_told(head))
        if alien and not any(mark in text for mark in marks[wrong]) and _alike(heads, wrong):
            begin = start + here[wrong].start()
            finding = AGAIN.at(
                flow,
                begin,
                begin + len(here[wrong][0]),
                f"前面列的第{wrong + 1}项是“{items[wrong]}”，这里说的却是“{_told(head)}”",
                evidence=(Evidence("document", "", "、".join(items)),),
                suggestion="核对两处所列",
            )
            yield AGAIN.further(finding, tuple(flow.places(*listed.span())))
        return


def _far(clause: str) -> int:
    """From where a clause tells its item: behind a colon, if there is one."""
    return len(clause) - (clause.rfind("：") + 1)


def _marks(item: str, items: list[str]) -> list[str]:
    """Pairs of characters that only this item of a list has."""
    plain = _COMMON.sub("，", item)
    others = [other for other in items if other != item]
    pairs = [plain[i : i + 2] for i in range(len(plain) - 1)]
    return [pair for pair in pairs if "，" not in pair and not any(pair in other for other in others)] or [item]


def _told(head: str) -> str:
    """The words of a clause before its figure."""
    return _COMMON.sub("", re.split(r"\d", head)[0])


def _alike(heads: list[str], wrong: int) -> bool:
    """Whether the odd clause counts what its neighbours do."""
    units = [match[1] for head in heads if (match := re.search(r"\d+(?:\.\d+)?([一-鿿]|$)", head))]
    own = re.search(r"\d+(?:\.\d+)?([一-鿿]|$)", heads[wrong])
    return own is None or units.count(own[1]) > 1 or len(set(units)) > 1


def _taken_up(flow: Flow) -> Iterator[Finding]:
    """「等8份配套文件。…这五份文件」."""
    for match in _TAKEN_UP.finditer(flow.text):
        before = flow.text[max(0, match.start() - _BACK) : match.start()]
        unit, noun = match["unit"], match["noun"]
        told = list(
            re.finditer(rf"(?<![第\d])(?P<n>{_N}){re.escape(unit)}(?:[一-鿿]{{0,6}}?){re.escape(noun)}", before)
        )
        if len(told) != 1 or "其中" in before[told[0].start() :]:
            continue
        count, said = _number(told[0]["n"]), _number(match["n"])
        listed = [part.count("、") + 1 for part in re.split("[，。；：]", before[told[0].end() :])]
        if count == said or said in listed or said < 2:
            continue
        start = match.start("n")
        words = f"前面是{told[0]['n']}{unit}，这里是“{match['n']}{unit}{noun}”"
        finding = AGAIN.at(flow, start, match.end("noun"), words, suggestion="核对件数")
        at = match.start() - len(before) + told[0].start()
        yield AGAIN.further(finding, tuple(flow.places(at, at + len(told[0].group()))))


FAMILY = Family("CON", "前后矛盾", (AGAIN,), check)
