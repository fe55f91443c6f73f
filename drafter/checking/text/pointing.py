"""What a figure is told of that its own words only point to: 这一比例, 两项分别为, and names that are counted.

A pointer that could mean several things said before means none of them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from drafter.checking.text.phrases import NAMES, ToldThing, bare, label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.things import CLASS_SIZE, RATIO, SHARE, Thing, read_thing

__all__ = ["COUNTED", "counted_list", "goes_on", "pointed_at", "points_back", "points_only"]

_NUMERALS = "〇一二三四五六七八九十"
_COUNT = "两|二|三|四|五|六|七|八|九|十|[2-9]|1\\d"
#: 小学、初中两个学段在校生分别为: names, how many they are, and what is told of each.
COUNTED = re.compile(
    rf"(?P<count>{_COUNT})(?:个|大|类|种)?(?:学段|学校|地区?|县(?:[（(][^）)]{{1,6}}[）)])?|区县?|市|镇|乡|者|校|年级|类别?|方面|项|所|家)"
    r"(?P<rest>[^，。；、：]*)$"
)
_CLAUSE = re.compile(r"[，。；：（）“”！？\n]")
#: 这一比例为0.8%: the value told last that is measured alike.
_THIS = re.compile(r"(?:这一?|该项?|此项?|上述|同一)(?:比例|占比|比重|指标|数据|数字|数值|数|比率|率|项)$")
_ONE_OF_TWO = re.compile(r"^[前后]者$")
_APART = re.compile(r"[高低多少](?:出|于|了)?$")
_THE_OTHER = re.compile(r"^(?:后者|前者|其|二者|两者|三者|对方|其中)$")
#: What may be said of several values together: 两项比例分别为, 三者合计.
_THEM = re.compile(
    rf"(?:(?:前|上述|以上|这)?(?:{_COUNT})(?:者|项|个|类)?)?(?:比例|占比|指标|数据|数值|比重|比率|学段)?(?:均|都)?$"
)
#: What leads from a change to the value that it led to: 减少3678人，为218640人.
_LED_TO = re.compile(r"(?:为|达到?|到|至|是|有)(?:了|约|近)*$")
_COMES_TO = re.compile(r"^[，,、]?(?:目前|现|今年|本年|总数|总量|总人数|合计|累计|共计?|已|则|全[市县区省])*$")
_MOST = 8


def counted_list(statement: Statement, run: list[Figure]) -> list[Thing | None] | None:
    """The things of a list of names that is counted before its values; None where none stands there."""
    before = _CLAUSE.split(statement.between(max(statement.start, run[0].start - 120), run[0].start))[-1]
    match = COUNTED.search(before)
    if match is None:
        return None
    names = [name for name in NAMES.split(before[: match.start()]) if name.strip()]
    count = int(match["count"]) if match["count"].isdigit() else _NUMERALS.index(match["count"].replace("两", "二"))
    if len(names) < 2 or count != len(run) or len(names) < len(run):
        return None
    own = [read_thing(name) for name in names[-len(run) :]]
    common = read_thing(bare(match["rest"]))
    if common.core and not common.stage:
        return [Thing(thing.stage, thing.owner or common.owner, common.core) for thing in own]
    return [thing if thing.core and not common.core else None for thing in own]


def pointed_at(figure: Figure, told: list[ToldThing]) -> Thing | None:
    """What 这一比例 means; None where no words before a figure point or nothing is measured like it."""
    words = label(figure)
    if _ONE_OF_TWO.match(words):
        return _of_two(figure, words, told)
    if not _THIS.search(words):
        return None
    alike = [t for t in told[-_MOST:] if _alike(t.figure, figure) and t.figure.role not in (Role.CHANGE, Role.TARGET)]
    return alike[-1].thing if alike else None


def _of_two(figure: Figure, words: str, told: list[ToldThing]) -> Thing | None:
    """「a，b，前者提高x，后者下降y」: the first or the second of the two values told last."""
    if _APART.search(figure.gap) and (figure.role is not Role.CHANGE or figure.compared == "other"):
        return None  # 前者高出1500元
    levels = [t for t in told if t.figure.role is Role.LEVEL and t.figure.statement is figure.statement]
    alike = [t for t in levels if _alike(t.figure, figure)][-2:]
    if len(alike) < 2 or alike[0].thing == alike[1].thing:
        return None
    return alike[0 if words.startswith("前") else 1].thing


def points_only(words: str) -> bool:
    """Whether the words before a figure name nothing but point to one of several: 后者."""
    return bool(_THE_OTHER.match(words))


def points_back(statement: Statement, run: list[Figure], thing: Thing, told: list[ToldThing]) -> list[Thing] | None:
    """「a，b，两项上年分别为c和d」, 「分别提高x和y」: as many values as were told right before, each of its own thing.

    Args:
        thing: what the words before the run name, which each of those before must be.
    """
    words = label(run[0])
    if thing.core in (RATIO, CLASS_SIZE):
        return _of_stages(statement, run, thing, told)
    if thing.stage or thing.owner or "分别" not in run[0].gap:
        return None
    values = [t for t in told if t.figure.statement is statement and t.figure.role in (Role.LEVEL, Role.SHARE)]
    if thing.core in ("", SHARE, "指标") and _THEM.match(words):
        alike = [t for t in values if _alike(t.figure, run[0])]
    elif thing.core:
        alike = [t for t in values if t.thing.core == thing.core and _alike(t.figure, run[0])]
    else:
        return None
    lately = alike[-len(run) :]
    things = [t.thing for t in lately]
    if len(set(things)) < len(run) or not all(t.core for t in things):
        return None
    if not thing.core and run[0].role is not Role.PREVIOUS and run[0].role is not Role.CHANGE:
        return None
    return things


def _of_stages(statement: Statement, run: list[Figure], thing: Thing, told: list[ToldThing]) -> list[Thing] | None:
    """「小学、初中专任教师分别为a和b，生师比分别为x和y」: as many ratios as stages were told before."""
    lately = [t.thing.stage for t in told[-len(run) :] if t.figure.statement is statement]
    if thing.stage or len(set(lately)) < len(run) or not all(lately):
        return None
    return [replace(thing, stage=stage) for stage in lately]


def goes_on(before: ToldThing, figure: Figure, told: list[ToldThing]) -> bool:
    """Whether a figure without words of its own is of what the one before was: last year's value, a mark."""
    last = before.figure
    alike = last.quantity.dimension == figure.quantity.dimension
    if figure.role is Role.CHANGE:
        return figure.compared == "time" or not figure.compared
    if figure.role is Role.TARGET:
        return alike and last.role in (Role.LEVEL, Role.SHARE)
    if last.role is Role.CHANGE and figure.role is Role.LEVEL and _comes_to(figure):
        same = [t for t in told[-_MOST:] if t.thing == before.thing and t.figure.statement is figure.statement]
        return any(t.figure.quantity.dimension == figure.quantity.dimension for t in same)
    return alike and Role.PREVIOUS in (last.role, figure.role)


def _comes_to(figure: Figure) -> bool:
    led = _LED_TO.search(figure.gap)
    return led is not None and bool(_COMES_TO.match(figure.gap[: led.start()])) or bool(_MOVED_TO.match(figure.gap))


#: 「减少22家，降至214家」.
_MOVED_TO = re.compile(r"^[，,、]?(?:目前|现|已)*[一-鿿]{1,2}[至到]$")


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures can be of one thing; points are by how much percents changed."""
    if one.quantity.kind is Kind.PERCENT and other.quantity.kind is Kind.POINTS:
        return True
    if other.role is Role.CHANGE and other.quantity.kind is Kind.PERCENT:
        return one.quantity.kind is Kind.AMOUNT
    return one.quantity.dimension == other.quantity.dimension and one.quantity.kind is other.quantity.kind
