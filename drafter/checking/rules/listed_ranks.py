"""The first of a list that is not: 甲镇12亿元、乙镇18亿元…，其中甲镇居首; told under CON007."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.placings import STANDING
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import Evidence, Finding

__all__ = ["FAMILY"]

_PLACE = r"[一-鿿]{1,6}?(?:新区|开发区|街道|[县区市旗镇乡])"
_STAGE = r"幼儿园|学前|小学|初中|普通高中|普高|高中|中职|高校"
_NAME = re.compile(
    rf"(?:^|[、，；：。]|和)(?:其中)?[^、，；：。]*?(?P<name>{_PLACE}|{_STAGE})(?:为|是|有|达到?|得分?|共)?$"
)
_FIRST = r"居首位?|(?:位[居列]|排名?(?:在)?|居|列)第[一1](?:[位名])?|位居榜首|位列榜首|领跑"
_CLAIM = re.compile(
    rf"(?:^|[，；。、：])(?:其中)?(?P<name>{_PLACE}|{_STAGE})(?P<what>(?:[^，。；、（）\d]|（[^（）\d]{{1,8}}）){{0,14}}?)"
    rf"(?:(?P<first>{_FIRST})|(?P<most>最[高多大])|(?P<least>最[低少小]|居末位?|垫底|排(?:名|在)末位))(?=[，。；、]|$)"
)
_NOT = re.compile(r"之一|仅次于|除|外|不是|并非|增|降|升|幅|进步|速|均|人数|上年|去年|净")
#: Fewer is better here, so that the first may be the lowest.
_BAD = re.compile(r"近视|大班额|差异系数|辍学|违规|投诉|信访|事故|肥胖|流失|缺口|生师比|班额")
_AMONG = re.compile(
    r"在?[^，。；]{0,3}(?:县|市|区|镇|乡|学段|[（）、])+中|(?:的|仍|均|水平|数量?|额|分值|得分|总量|规模|依旧|继续|也)+"
)
_SPENT = re.compile(r"支出|投入")
_LEAST = 3


@dataclass(frozen=True)
class _Listed:
    """A name of a list with its value."""

    name: str
    figure: Figure


def check(context: CheckContext) -> Iterator[Finding]:
    """Superlatives of every sentence against the list in it, or in the sentence before."""
    before: list[_Listed] = []
    flow = None
    for statement in context.statements:
        if statement.flow.part == "table":
            continue
        listed = _list(statement)
        text = statement.text
        if any(sign in text for sign in "最居第垫首领"):
            for match in _CLAIM.finditer(text):
                near = [one for one in listed if one.figure.end <= statement.start + match.start("name")]
                if len(near) < _LEAST and not listed and flow is statement.flow:
                    near = before
                yield from _held(statement, match, near)
        before, flow = listed, statement.flow


def _list(statement: Statement) -> list[_Listed]:
    """The last list of names and values, measured alike, of three and more."""
    best: list[_Listed] = []
    run: list[_Listed] = []
    for figure in statement.figures:
        named = _NAME.search(figure.gap)
        level = figure.role in (Role.LEVEL, Role.SHARE) and figure.quantity.definite
        last = run[-1].figure.quantity if run else None
        alike = last is None or (last.dimension == figure.quantity.dimension and last.kind is figure.quantity.kind)
        goes_on = not run or re.match(r"[、，；和]", figure.gap) is not None and len(figure.gap) < 14
        if named and level and alike and goes_on:
            run.append(_Listed(_plain(named["name"]), figure))
        else:
            run = [_Listed(_plain(named["name"]), figure)] if named and level else []
        if len(run) >= _LEAST:
            best = list(run)
    return best


def _plain(name: str) -> str:
    return {"普通高中": "高中", "普高": "高中"}.get(name, name)


def _held(statement: Statement, match: re.Match[str], listed: list[_Listed]) -> Iterator[Finding]:
    said = match["name"]
    name = next((one.name for one in listed if said.endswith(one.name) or one.name.endswith(said)), "")
    own = [one for one in listed if one.name == name]
    if len(listed) < _LEAST or len(own) != 1 or len({one.name for one in listed}) != len(listed):
        return
    first = listed[0].figure
    head = first.statement.between(first.statement.start, first.start)
    money = first.quantity.dimension.startswith("money")
    what = _SPENT.sub("", match["what"]) if money else match["what"]
    if _NOT.search(match["what"]) or not _of_the_list(what, head):
        return
    if match["first"] and _BAD.search(head + match["what"]):
        return
    mine = own[0].figure.quantity.interval
    others = [(one, one.figure.quantity.interval) for one in listed if one is not own[0]]
    beyond = [one for one, theirs in others if (theirs.high < mine.low if match["least"] else theirs.low > mine.high)]
    if not beyond:
        return
    start, end = statement.start + match.start("name"), statement.start + match.end()
    other = beyond[0]
    yield STANDING.at(
        statement.flow,
        start,
        end,
        f"{other.name}的{other.figure.text}比{own[0].figure.text}更{'低' if match['least'] else '高'}",
        evidence=(Evidence("document", "", first.statement.between(first.statement.start, listed[-1].figure.end)),),
        suggestion="核对名次",
        touches=(own[0].figure,),
    )


def _of_the_list(what: str, head: str) -> bool:
    """Whether a claim speaks of what the list gives: it names nothing else."""
    rest = _AMONG.sub("", what)
    return not rest or rest in head


FAMILY = Family("CON", "前后矛盾", (), check)
