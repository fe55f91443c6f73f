"""CON006 for a list of known length: all eighteen mended here, two of the eighteen still open there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.opposites import OPPOSED
from drafter.checking.text.statements import Statement
from drafter.findings import Evidence, Finding
from drafter.reading import Flow

__all__ = ["FAMILY"]

_UNIT = "[个处项条件起]"
_THINGS = "问题|隐患|事项|清单|意见|建议|任务|线索"
_DEED = "整改|办结|销号|化解|治理|处置|解决|落实|完成|清零|归零"
_ALL = re.compile(
    rf"(?<![\d.、—])(?P<n>\d{{1,4}})(?P<unit>{_UNIT})(?P<what>[^，。；、\d]{{0,12}}?(?:{_THINGS})[^，。；、\d]{{0,4}}?)?"
    rf"(?:目前|现|现在|至今)?(?:已全部|全部已?|均已?|都已?|已均|悉数|已全面)(?:按期|如期|已|得到|完成|实现|闭环)*(?:{_DEED})"
)
_LEFT = re.compile(
    r"(?:其余|剩余|余下|剩下|另有|另外|还有|仍有|尚有|正在整改|继续整改|持续整改|未完成|未整改|未销号|未办结|未到位)"
    rf"(?:整改|的|问题|隐患)*(?P<r>\d{{1,3}})(?P<unit>{_UNIT})|(?P<r2>\d{{1,3}})(?P<unit2>{_UNIT})"
    r"(?:问题|隐患)?(?:仍在|正在|尚未|未|需?持续|需?继续|列入20\d\d年|转入)"
)
_COUNT = re.compile(rf"(?<![\d.])(?P<n>\d{{1,4}})(?P<unit>{_UNIT})")
_RATE = re.compile(r"率(?:为|达到?|是)?(?P<rate>\d{1,2}(?:\.\d+)?)\s*[%％]")
#: Who found what was to be mended: a list of another's is another list.
_SOURCE = re.compile(
    "省级?|市级?|国家|巡[视察]|审计|督导|评价|评估|自查|人大|政协|信访|消防|食品|食堂|检查|回头看|校车|校舍"
)
#: What is to come about, or has come about since.
_OTHER_TIME = re.compile(
    r"力争|争取|确保|计划|预计|将|拟|要求|推动|最终|随后|之后|至此|此后|上年|去年|上一年|以往|历年|底前|月前|年前|应|须|除|基本"
    r"|其余|剩余|余下|立行立改"
)
_AFTERWARDS = re.compile("下半年|[二三四]季度|年底|年末|攻坚|次年|翌年|后续")
_THEREAFTER = re.compile("(?:到位|完成|完毕|销号|结案)*(?:后|的(?!问题)|之前|前)")
_NEAR = 6  # paragraphs within which one list is spoken of
_FEWEST = 3
_BACK = 1200  # characters of a paragraph before what is left of a list


@dataclass(frozen=True)
class _Open:
    """A list of which some are left: the clause that says so is flow.text[start:end]."""

    statement: Statement
    start: int
    end: int
    total: int
    unit: str
    told: str


def check(context: CheckContext) -> Iterator[Finding]:
    """Every claim that all of so many are mended, against the lists near it of which some are left."""
    flows: dict[int, list[Statement]] = {}
    for statement in context.statements:
        if statement.flow.part == "body":
            flows.setdefault(statement.flow.first_paragraph, []).append(statement)
    left = [one for group in flows.values() for one in _left(group)]
    if not left:
        return
    for group in flows.values():
        for statement in group:
            if context.roles[statement.flow.first_paragraph] != MEASURES:
                yield from _against(statement, left)


def _left(group: Sequence[Statement]) -> Iterator[_Open]:
    """Lists of a paragraph that it counts in whole and in part, with what is left, so that the three agree."""
    told = group[0].flow.text
    for statement in group:
        for match in _LEFT.finditer(statement.text):
            rest, unit = int(match["r"] or match["r2"]), match["unit"] or match["unit2"]
            stop = statement.start + match.start()
            before = told[max(0, stop - _BACK) : stop]
            counts = {int(m["n"]) for m in _COUNT.finditer(before) if m["unit"] == unit}
            rates = [Decimal(m["rate"]) for m in _RATE.finditer(before)]
            totals = [
                n
                for n in counts
                if n > rest
                and n >= _FEWEST
                and (n - rest in counts or any(abs(r - Decimal(100 * (n - rest)) / n) < 1 for r in rates))
            ]
            if totals:
                yield _Open(statement, match.start(), match.end(), max(totals), unit, before[-120:] + match[0])


def _against(statement: Statement, left: Sequence[_Open]) -> Iterator[Finding]:
    for match in _ALL.finditer(statement.text):
        start = max(statement.text.rfind(mark, 0, match.start()) for mark in "，。；") + 1
        clause = statement.text[start : match.end()]
        if _OTHER_TIME.search(clause) or _AFTERWARDS.search(statement.text, 0, match.start()):
            continue
        if _THEREAFTER.match(statement.text, match.end()):
            continue
        held = next((one for one in left if _of_the_same(statement, match, clause, one)), None)
        if held is not None:
            yield _finding(statement, match, held)
            return


def _of_the_same(statement: Statement, match: re.Match[str], clause: str, one: _Open) -> bool:
    if int(match["n"]) != one.total or match["unit"] != one.unit or _goes_on(statement, match, one):
        return False
    if abs(statement.flow.first_paragraph - one.statement.flow.first_paragraph) > _NEAR:
        return False
    things = set(re.findall("隐患|线索", match["what"] or ""))
    sources = set(_SOURCE.findall(clause)) | things
    return all(word in one.statement.flow.text for word in sources) and not _later(statement, one)


def _goes_on(statement: Statement, match: re.Match[str], one: _Open) -> bool:
    """Whether the claim stands before the remainder in its own sentence, which may take it back."""
    return statement is one.statement and match.start() < one.start


def _later(statement: Statement, one: _Open) -> bool:
    """Whether the claim has a date of its own that is not the one of the remainder."""
    own = {(d.year, d.text) for d in statement.dates}
    return bool(own) and statement is not one.statement and not own <= {(d.year, d.text) for d in one.statement.dates}


def _finding(statement: Statement, match: re.Match[str], one: _Open) -> Finding:
    flow: Flow = one.statement.flow
    words = flow.text[one.statement.start + one.start : one.statement.start + one.end]
    where = f"第{flow.first_paragraph + 1}段"
    finding = OPPOSED.at(
        statement.flow,
        statement.start + match.start(),
        statement.start + match.end(),
        f"这里写“{match[0]}”，{where}却写“{words}”",
        evidence=(Evidence("document", where, one.told),),
        suggestion="核对后统一口径",
        root=f"CON006:left:{statement.number}:{match.start()}",
    )
    return OPPOSED.further(finding, tuple(flow.places(one.statement.start + one.start, one.statement.start + one.end)))


FAMILY = Family("CON", "前后矛盾", (), check)
