"""The words by which a sentence says what its figures count: before a figure, behind it, and in the clauses around."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from drafter.checking.text.naming import bare_name, noun_ahead
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import FALL, RISE, Figure, Role, Statement
from drafter.checking.text.things import Thing, read_thing, read_words

__all__ = [
    "LEADS",
    "NAMES",
    "NOTHING",
    "PARTED",
    "PARTS",
    "ToldThing",
    "bare",
    "behind",
    "clause",
    "closed_lists",
    "goes_on_of",
    "label",
    "named_before",
    "next_to",
    "opening",
    "opens",
    "parts_of_share",
    "stage_said",
    "told_of",
]

_OF_ALL = re.compile(r"[全我][国省市县区州盟旗]|总")
_BREAK = re.compile(r"[，。；：、,;（(“”！？\n]")
NAMES = re.compile(r"[、和及与]|以及")
#: What compares with another time, or leads to the figure, and names nothing.
LEADS = re.compile(
    r"(?:比|较|与|由|从|自)?(?:上一?学?年度?|去年|今年|本年|前一年|(?:19|20)\d\d\s*学?年度?|年初)(?:同期|底|末|初(?!中))?前?(?:相比|比)?(?:的|为|是)?"
    r"|(?:由|从|相比|只增不减|不降反升|不减反增)(?=$)|同比|环比|^(?:比|较)(?=$)|^”?(?:末|初|期末|时期末?)的?(?=$)"
    rf"|[新净]?(?:{RISE}|{FALL}|发展|回升|多|(?<![普初中])高出?|低|少)(?:了|到|至|为|达)*(?=$)"
    r"|(?:已?达到?|实现|保持在?|维持在?|稳定在|控制在|突破|超过|约|近|逾|有|为|是|均为|均达到?|各有)(?=$)"
)
#: Stages whose name in a thing is none in a sentence.
_STAGE_NAMES = {"义务": "义务教育"}
#: What a figure is held against: 高于公务员的9.8万元 tells of 公务员, 距60%的目标 of nothing new.
_OVER_OR_UNDER = "高于|低于|优于|超过|超出|高出|低出|多于|少于|大于|小于|好于|快于|跨过|越过"
_AGAINST = rf"[远略稍均仍也已]*(?:{_OVER_OR_UNDER}|不低于|不少于|不高于|不超过|达不到)"
_COMPARES = re.compile(rf"^(?:{_AGAINST}|距离?(?=$|[目标底上下红要全国省]))(?:国家|省定?|市定?|自治区)?的?")
_COMPARED = re.compile(rf"{_AGAINST}的?$")
_AGAINST_OTHERS = re.compile(rf"^(?:{_AGAINST}|比|较)")
_AMONG = re.compile(r"^.*(?<=[园校师生人儿数额所])[中里](?!小学|等|职|心|级|央|考|学)")
#: The noun right behind a count: 18所普通高中, 910个教学班, 9个大班额没有化解.
_BEHIND = re.compile(
    r"(?P<noun>(?:普通|公办|民办|普惠性?(?:民办)?|非普惠性?(?:民办)?)?"
    r"(?:幼儿园|小学|初中|普通高中|高中|中等职业学校|中职学校|特殊教育学校|特教学校|义务教育学校|义务教育|学校)?"
    r"(?:超大班额|大班额|教学班|班级|专任教师|教职工|在校生|在园幼儿|学生)?)"
    r"(?:$|(?=[，。；、：（）()中占共仍尚还未没均已]|的\d))"
)
#: “双师型”教师: the quotes part no words.
_QUOTED = re.compile(r"“([^“”，。；\d]{1,6})(?<!五)”")
_ASIDE = re.compile(r"[（(](?:[^（）()\d]{1,12}|[^（）()]{1,24}(?=[）)]\s*$))[）)]")
#: 占全县51所|义务教育学校的|56.9%.
_OF = re.compile(r"^[^，。；、：（）\d]{0,12}的\s*$")
_PROPORTION = re.compile(r"的?(?:比重|比例|占比)(?:为|达到?|约|是)*$")
_ONLY = re.compile(r"^(?:现|仅|约|只|就|共|已|则|也|均|又|独|还|合计)+(?=占)")
_NUMBERED = re.compile(
    r"^\s*(?:[〔【][^〕】]{1,10}[〕】]|\d{1,2}\s*[.．、]|[①-⑳]|[（(][\d一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]是)"
)
#: Counting words behind which the thing is looked for by its own name, and by any.
_COUNTERS = frozenset(["个", "所", "名", "人", "位", "万人", "万名"])
_COUNTED = frozenset(["个", "所", "名", "位", "家", "间", "套", "辆", "台", "支", "万名", "万个", "条", "座"])
#: What leads from a verb to the thing it is done to: 对12个项目开展审计.
_TOWARDS = re.compile(r"(?:对|向|给|为|从|在|因|按|把|将|与|和|及|以|占|至|到|用于|通过|引导|针对|围绕)$")
#: The noun that the figure before counts: 三个|镇有小学生.
_OF_COUNTED = re.compile(r"^(?:镇|县区?|区县?|市县?|乡镇?|街道|地区?)(?:一共有?|共有?|合计|总共有?|有|$)")
_JOINED = re.compile(r"^[^，。；、：（）\d]{1,8}(?:和|与|及|以及|、)$")
_LIST = re.compile(r"^[^，。；、\d]{0,10}(?:[，,]?(?:其中|包括|含)|[：（(]|中[，,])")
PARTED = "；;"
PARTS = re.compile(f"[{PARTED}]")
_BRACKET = re.compile(r"（[^（）]{4,400}）")
NOTHING = Thing()
#: What names schools of every stage: 学校和幼儿园172所.
_EVERY_STAGE = re.compile(r"中小学|各级各类|学校(?:[、和及与]|以及)幼儿园|幼儿园(?:[、和及与]|以及)(?:各类)?学校")
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
    words = _ONLY.sub("", re.split(r"[，。；：（(、]", share.gap)[-1])
    inside = bool(_OF.match(share.gap)) and bool(told) and "占" in told[-1].figure.gap
    inside = inside and told[-1].figure.id == share.id - 1
    if inside:
        return (told[-2].thing, told[-1].thing) if len(told) > 1 else (NOTHING, None)
    if not words.startswith("占") or words.startswith("占比"):
        return None
    if not told or not next_to(told[-1].figure, share):
        return NOTHING, None
    return told[-1].thing, read_thing(_PROPORTION.sub("", words.removeprefix("占")))


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


def goes_on_of(figure: Figure, parts: Collection[int]) -> bool:
    """Whether last year's value or a change follows the value of a part: 「最高的望江镇为51.6%，上年为52.9%」.

    Args:
        parts: ids of the figures that are told of a part of the region.
    """
    follows = figure.id - 1 in parts and figure is not figure.statement.figures[0]
    return follows and figure.role in (Role.PREVIOUS, Role.CHANGE) and not _OF_ALL.search(figure.gap)


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
    if _EVERY_STAGE.search(before):
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
    return _label(figure.gap)


@lru_cache(maxsize=16384)
def _label(gap: str) -> str:
    words = _BREAK.split(_QUOTED.sub(r"\1", _ASIDE.sub("", gap)))[-1].lstrip("）)*·•-—")
    return bare(_AMONG.sub(_whose, _NUMBERED.sub("", words)))


def _whose(among: re.Match[str]) -> str:
    """小学教师中本科以上的 are those of 小学."""
    stages = read_words(among.group()).stages
    if len(stages) != 1 or "中小学" in among.group() or "每" in among.group():
        return ""
    return _STAGE_NAMES.get(stage := next(iter(stages)), stage)


@lru_cache(maxsize=16384)
def bare(words: str) -> str:
    """Words without all that leads on to a figure, links clauses or compares with another time."""
    while True:
        shorter = LEADS.sub("", words)
        if shorter == words:
            shorter = _COMPARED.sub("", words)
        if shorter == words:
            shorter = bare_name(words)
            if shorter == words:
                return words
        words = shorter


def told_of(statement: Statement, figure: Figure, last: Figure) -> str:
    """The words that name what a figure counts: those before it and the noun behind (behind the last of its list)."""
    words = _own_words(figure)
    noun = behind(statement, last)
    if noun and _TOWARDS.search(figure.gap):
        whose = read_thing(words)
        return words + noun if whose.stage or whose.owner else noun  # 初中分布在370个教学班
    return words + noun


def _own_words(figure: Figure) -> str:
    """The label, unless its words say what the figure before counts: 21个部门和6个县."""
    follows = figure is not figure.statement.figures[0]
    if follows and _JOINED.match(figure.gap):
        return ""
    words = label(figure)
    if follows and figure.gap.startswith(words):
        words = _OF_COUNTED.sub("", words)
    if figure.role is Role.CHANGE and figure.compared == "other" and _AGAINST_OTHERS.match(words):
        return ""
    return _COMPARES.sub("", words)


def behind(statement: Statement, figure: Figure) -> str:
    """The noun right behind a count (910个教学班, 684个党组织); empty when other words follow."""
    quantity = figure.quantity
    if quantity.kind is not Kind.AMOUNT:
        return ""
    counter = quantity.text[quantity.number_end - quantity.start :].lstrip("余多来")
    after = statement.between(figure.end, min(statement.end, figure.end + 14))
    if counter in _COUNTERS and (match := _BEHIND.match(after)) and match["noun"]:
        return match["noun"]
    return noun_ahead(after, counter.removeprefix("万")) if counter in _COUNTED else ""
