"""The words by which a sentence says what its figures count: before a figure, behind it, and in the clauses around."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Statement
from drafter.checking.text.things import Thing, read_thing

__all__ = [
    "LEADS",
    "NAMES",
    "NOTHING",
    "PARTED",
    "PARTS",
    "ToldThing",
    "behind",
    "clause",
    "closed_lists",
    "label",
    "named_before",
    "next_to",
    "opening",
    "opens",
    "parts_of_share",
    "stage_said",
]

_BREAK = re.compile(r"[，。；：、,;（(“”！？\n]")
NAMES = re.compile(r"[、和及与]|以及")
#: What compares with another time, or leads to the figure, and names nothing.
LEADS = re.compile(
    r"(?:比|较|与|由|从|自)?(?:上一?学?年度?|去年|今年|本年|前一年|(?:19|20)\d\d\s*学?年度?|年初)(?:同期|底|末|初)?(?:相比|比)?(?:的|为|是)?"
    r"|(?:由|从)(?=$)|同比|环比|^(?:比|较)(?=$)|^”?(?:末|初|期末|时期末?)的?(?=$)"
    r"|(?:增长|增加|提高|提升|上升|上涨|扩大|升高|发展|下降|减少|降低|压减|缩减|回落|回升|升|降|涨|净增|净减|增|减|多|高出?|低|少)(?:了|到|至|为|达)*(?=$)"
    r"|(?:已?达到?|实现|保持在|稳定在|控制在|突破|超过|约|近|逾|有|为|是|均为|均达到?|各有)(?=$)"
)
_AMONG = re.compile(r"^.*(?<=[园校师生人儿数])中(?!小学|等|职|心|级|央|考)")
#: The noun right behind a count: 18所普通高中, 910个教学班, 9个大班额没有化解.
_BEHIND = re.compile(
    r"(?P<noun>(?:普通|公办|民办|普惠性?(?:民办)?|非普惠性?(?:民办)?)?"
    r"(?:幼儿园|小学|初中|普通高中|高中|中等职业学校|中职学校|特殊教育学校|特教学校|义务教育学校|义务教育|学校)?"
    r"(?:超大班额|大班额|教学班|班级|专任教师|教职工|在校生|在园幼儿|学生)?)"
    r"(?:$|(?=[，。；、：（）()中占共仍尚还未没均已]|的\d))"
)
_ASIDE = re.compile(r"[（(](?:[^（）()\d]{1,12}|[^（）()]{1,24}(?=[）)]\s*$))[）)]")
_OF = re.compile(r"^\s*(?:总数|总人数)?的\s*$")
_NUMBERED = re.compile(
    r"^\s*(?:\d{1,2}\s*[.．、]|[①-⑳]|[（(][\d一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]是)"
)
_LIST = re.compile(r"^[^，。；、\d]{0,10}(?:[，,]?(?:其中|包括|含)|[：（(]|中[，,])")
PARTED = "；;"
PARTS = re.compile(f"[{PARTED}]")
_BRACKET = re.compile(r"（[^（）]{4,400}）")
NOTHING = Thing()
_FAR = 60
_SHORT = 12
_HEADING = 16


class ToldThing(NamedTuple):
    """A figure and what it was found to be told of."""

    figure: Figure
    thing: Thing


def opening(before: Statement | None, statement: Statement) -> Thing:
    """What a sentence without figures of its own opens for the next: 高中阶段普及程度低。毛入学率78.4%, and all that a
    heading of an item names: 3.生均公用经费。小学950元.
    """
    if before is None or before.flow is not statement.flow:
        return NOTHING
    if any(f.quantity.kind is not Kind.BARE for f in before.figures):
        return NOTHING
    words = _NUMBERED.sub("", before.text.strip()).rstrip("。：:")
    thing = read_thing(words)
    heading = len(words) <= _HEADING and not _BREAK.search(words)
    return thing if heading else Thing(thing.stage)


def parts_of_share(share: Figure, told: list[ToldThing]) -> tuple[Thing, Thing | None] | None:
    """(part, whole) of 「a人，占W的s%」 and 「a人，占W总数b人的s%」; None where a figure tells no such share."""
    words = re.split(r"[，。；：（(、]", share.gap)[-1]
    inside = bool(_OF.match(share.gap)) and bool(told) and "占" in told[-1].figure.gap
    if inside:
        return (told[-2].thing, told[-1].thing) if len(told) > 1 else (NOTHING, None)
    if not words.startswith("占") or words.startswith("占比"):
        return None
    if not told or not next_to(told[-1].figure, share):
        return NOTHING, None
    return told[-1].thing, read_thing(words.removeprefix("占"))


def closed_lists(statement: Statement) -> dict[int, int]:
    """Figures that stand in a list in brackets, by id, with the offset behind their bracket."""
    text = statement.text
    if "（" not in text:
        return {}
    starts = [figure.start for figure in statement.figures]
    closed: dict[int, int] = {}
    for match in _BRACKET.finditer(text):
        start, end = statement.start + match.start(), statement.start + match.end()
        held = statement.figures[bisect_left(starts, start) : bisect_left(starts, end)]
        if len(held) > 1:
            closed.update((figure.id, end) for figure in held)
    return closed


def next_to(before: Figure, figure: Figure) -> bool:
    """Whether one figure follows another in a sentence, but for a list in brackets."""
    if before.statement is not figure.statement:
        return False
    between = before.statement.between(before.end, figure.start)
    return before.id == figure.id - 1 or bool(_BRACKET.match(between))


def named_before(figure: Figure) -> Thing | None:
    """「；高中不降反升，增加80人」: a stage named in a clause before; None when a new part begins with none."""
    clauses = re.split(r"[，,]", figure.gap)[:-1]
    for clause in reversed(clauses):
        thing = read_thing(PARTS.split(clause)[-1])
        if thing.stage and len(clause) <= _SHORT:
            return Thing(thing.stage, thing.owner)
        if PARTS.search(clause):
            break
    return None if PARTS.search(figure.gap) else NOTHING


def stage_said(statement: Statement, figure: Figure) -> str:
    """The one stage that the words before a figure, in its own sentence, name."""
    before = statement.between(max(statement.start, figure.start - _FAR), figure.start)
    if "中小学" in before:
        return ""
    stages = {t.stage for c in _BREAK.split(before)[:-1] if (t := read_thing(c)).stage}
    return next(iter(stages)) if len(stages) == 1 else ""


def opens(total: Figure, figure: Figure) -> bool:
    """Whether a list opens right behind a total that figure may be an item of."""
    statement = total.statement
    after = statement.between(total.end, min(statement.end, total.end + 24, figure.start))
    return total.statement is figure.statement and bool(_LIST.match(after))


def clause(figure: Figure) -> str:
    """The words before a figure, back to the last mark that is none of a list."""
    return LEADS.sub("", re.split(r"[，。；：,;（(“”！？\n]", figure.gap)[-1])


def label(figure: Figure) -> str:
    """The words right before a figure that can name what it counts."""
    words = _BREAK.split(_ASIDE.sub("", figure.gap))[-1].lstrip("）)")
    words = _AMONG.sub("", _NUMBERED.sub("", words))
    while (shorter := LEADS.sub("", words)) != words:
        words = shorter
    return words


def behind(statement: Statement, figure: Figure) -> str:
    """The noun right behind a count (910个教学班); empty when other words follow."""
    quantity = figure.quantity
    if quantity.kind is not Kind.AMOUNT or quantity.text[quantity.number_end - quantity.start :] not in (
        *("个", "所", "名", "人", "位", "万人", "余名", "余所", "余个", "万名"),
    ):
        return ""
    match = _BEHIND.match(statement.between(figure.end, min(statement.end, figure.end + 14)))
    return match["noun"] if match else ""
