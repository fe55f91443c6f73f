"""Schools that were closed and are counted among those there are, told under CON008."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.told_open import BOTH
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import parse_chinese
from drafter.findings import Evidence, Finding
from drafter.reading import Flow

__all__ = ["FAMILY"]

_KIND = r"(?P<kind>(?:中心|完全)?小学|(?:初级|高级)?中学|(?:职业)?高中|职高|技校|职业学校|教学点|幼儿园|村小|分校|分园)"
#: 红光职业高中…停止办学; 小星星幼儿园…被吊销许可.
_CLOSED = re.compile(
    rf"(?:^|[，。；：、])(?P<name>(?!全|各|部分|一批|所有|该)[一-鿿]{{2,5}}?){_KIND}(?:[^。；\d]|\d(?![所个])){{0,40}}?"
    r"(?:停止办学|停办|被撤销|被?吊销|予以注销|已?注销|已?关停|已?关闭|整体并入)"
)
#: 撤并柳沟、石岭、河湾3个教学点.
_CLOSED_LIST = re.compile(
    rf"(?:撤并|撤销|关停|停办|注销|取缔|撤掉)了?(?P<names>[一-鿿]{{2,5}}(?:、[一-鿿]{{2,5}}){{0,11}}(?:[和及与][一-鿿]{{2,5}})?)等?\d{{1,2}}[个所]{_KIND}"
)
_HERE_NOW = re.compile(r"在校生\d|在园(?:幼儿)?\d|现有|只剩|仅剩|仅存|尚有|还有|招生\d|招收\d|在职教师\d")
_GONE = re.compile(r"撤|停|并入|分流|原|注销|吊销|转入|转到|安置|旧址|腾|闲置|上年|去年|曾|此前|以前")
_PARTS = re.compile(r"[^，。；]+")
#: 原有小学6所，撤并了下湾小学，现保留小学6所: what is left of a kind when some of it were closed.
_N = r"\d{1,3}|[一二两三四五六七八九十]{1,3}"
_COUNTS = "小学|初中|教学点|幼儿园|民办园|公办园|村小|学校|职业学校|中职学校"
_ONCE = re.compile(rf"原有(?:(?P<k1>{_COUNTS})(?P<n1>{_N})[所个]|(?P<n2>{_N})[所个](?P<k2>{_COUNTS}))")
_NOW = re.compile(
    rf"(?:现(?:在)?(?:仅|只)?(?:有|存|保留)|保留(?:了)?|目前(?:只|仅)?(?:有|剩)|还(?:有|剩)|只剩|尚有|减(?:少)?[到至为])"
    rf"(?:(?P<k1>{_COUNTS})?(?P<n1>{_N})[所个](?P<k2>{_COUNTS})?)"
)
_CLOSING = re.compile(
    rf"(?:撤并|撤销|关停|停办|注销|取缔|撤掉)了?(?:(?P<n>{_N})[所个]|(?P<names>[一-鿿]{{2,8}}(?:[、和及与][一-鿿]{{2,8}})*)(?=[，。；]))"
    r"|(?:^|[，。；的])(?P<one>[一-鿿]{2,10}?)(?:被)?(?:撤并|撤销|关停|停办)(?=[，。；])"
)
_OPENED = re.compile(r"新建|新设|新增|新办|增设|恢复|分设|拆分|升格|新开|增加|改建|改为|转为")
_REACH = 160


#: Kinds of school under more than one name; the others go by their own.
_SAME_KIND = (("职", "技"), ("幼", "园"), ("教学点", "村小"), ("小学",), ("高中",), ("中学",))


def _kind(words: str) -> int:
    return next((at for at, signs in enumerate(_SAME_KIND) if any(sign in words for sign in signs)), -1)


def check(context: CheckContext) -> Iterator[Finding]:
    """Every school told closed, against what is told of it afterwards."""
    for flow in context.document.flows:
        if flow.part == "body" and "原有" in flow.text:
            yield from _left(flow)
    closed: dict[tuple[str, int], Statement] = {}
    for statement in context.statements:
        if statement.flow.part == "table":
            continue
        if closed:
            yield from _counted(context, statement, closed)
        for match in _CLOSED.finditer(statement.text):
            closed.setdefault((match["name"], _kind(match["kind"])), statement)
        for match in _CLOSED_LIST.finditer(statement.text):
            for name in re.split("[、和及与]", match["names"]):
                if len(name) > 1:
                    closed.setdefault((name, _kind(match["kind"])), statement)


def _left(flow: Flow) -> Iterator[Finding]:
    """So many there were, so many were closed, so many are left."""
    text = flow.text
    for once in _ONCE.finditer(text):
        kind = once["k1"] or once["k2"]
        now = _NOW.search(text, once.end(), once.end() + _REACH)
        if now is None or (now["k1"] or now["k2"] or kind) != kind:
            continue
        between = text[once.end() : now.start()]
        closed = list(_CLOSING.finditer(between))
        if len(closed) != 1 or _OPENED.search(between):
            continue
        gone = closed[0]
        count = _number(gone["n"]) if gone["n"] else len(re.split("[、和及与]", gone["names"] or gone["one"]))
        before, after = _number(once["n1"] or once["n2"]), _number(now["n1"])
        if after == before and count:
            yield BOTH.at(
                flow,
                now.start(),
                now.end(),
                f"原有{before}，撤了{count}，不会还是{after}",
                suggestion="核对撤并后的校数",
                root=f"CON008:left:{now.start()}",
            )


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int(parse_chinese(words.replace("两", "二")) or 0)


def _counted(
    context: CheckContext, statement: Statement, closed: dict[tuple[str, int], Statement]
) -> Iterator[Finding]:
    years = [date.year for date in statement.dates if date.year]
    if context.year and years and max(years) < context.year:
        return
    names = dict.fromkeys(name for name, _ in closed)
    named = re.compile(rf"(?P<name>{'|'.join(map(re.escape, names))}){_KIND}")
    for part in _PARTS.finditer(statement.text):
        if not _HERE_NOW.search(part[0]) or _GONE.search(part[0]):
            continue
        for match in named.finditer(part[0]):
            earlier = closed.get((match["name"], _kind(match["kind"])))
            if earlier is None:
                continue
            start = statement.start + part.start() + match.start()
            yield BOTH.at(
                statement.flow,
                start,
                start + len(match[0]),
                f"“{match[0]}”前面写已经撤并、停办，这里还算在里面",
                evidence=(Evidence("document", "", earlier.text.strip()),),
                suggestion="核对撤并名单和现有校数",
                root=f"CON008:{match[0]}",
            )


FAMILY = Family("CON", "前后矛盾", (), check)
