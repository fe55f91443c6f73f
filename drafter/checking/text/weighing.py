"""Whether what was read for a figure can be so: by its unit, by its size, by the list that it stands in."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from drafter.checking.text.phrases import ToldThing, label, next_to, opens
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.things import CLASSES, PUPILS, SCHOOLS, TEACHERS, Thing

__all__ = [
    "divided_by",
    "each_of",
    "ends_a_list",
    "exceeds",
    "fits",
    "is_inflow",
    "of_its_owner",
    "opened_by_view",
    "others_teach",
]

_PEOPLE = frozenset([PUPILS, TEACHERS, "教师", "教职工", "招生", "毕业生"])
_OF_PEOPLE = ("person", "count:个", "count:名", "count:位")
_NO_SCHOOLS = ("person", "money", "area", "count:班", "count:个班")
#: 分学段看, 从区域看: how what follows divides what came before.
_VIEW = re.compile(r"^\s*(?:分|按|从|就)[^，。；：\d]{1,8}(?:看|来看|划分|统计)?[，：:]")
_EACH = re.compile(r"每[一-鿿]|生均|人均")
_EACH_OF = re.compile(r"[每均]")
_TOO_MUCH = 20
_INFLOW = re.compile(r"新增(?:了|约|近)*$")
_ITEM = re.compile(r"^(?:[、和及与]|以及|[，,](?:其中)?)?[一-鿿“”]{2,10}$")
_AGAIN = re.compile(r"^[，,]")
_OPENED = re.compile(r"(?:其中|包括|含)")
_TEACHING = re.compile(r"教师|老师|辅导员|班主任")
_OF_ALL = re.compile(r"[全我][省市县区州盟旗]|全域|各级各类|总")
_LONGEST = 12
_NEARLY = 50


def fits(thing: Thing, figure: Figure) -> bool:
    """Whether a thing can be counted in the unit of a figure: no school in heads or yuan, no pupil in schools."""
    if figure.quantity.kind is not Kind.AMOUNT or figure.role is Role.CHANGE:
        return True
    dimension = figure.quantity.dimension
    if thing.core in _PEOPLE:
        return dimension.startswith(("person", "count:")) and dimension not in ("count:所", "count:班", "count:个班")
    if thing.core == SCHOOLS:
        return not dimension.startswith(_NO_SCHOOLS)
    return thing.core != CLASSES or dimension.startswith("count:")


def exceeds(change: Figure, first: Figure) -> bool:
    """Whether the list behind a change divides more than it: 补充126人，比上年多8人，其中小学46人、初中34人."""
    figures = change.statement.figures
    later = figures[first.id - figures[0].id :]
    items = takewhile(lambda f: f.quantity.dimension == change.quantity.dimension, later[:_LONGEST])
    return sum(f.quantity.value for f in items) > change.quantity.value


def each_of(told: ToldThing, figure: Figure) -> bool:
    """Whether what was told is so much for each, and the figure the money for all: 每生每年720元, 全年小学1902万元."""
    one, other = told.figure.quantity, figure.quantity
    if one.dimension != "money" or other.dimension != "money" or not _EACH.search(told.figure.gap + told.thing.core):
        return False
    return not _EACH_OF.search(figure.gap) and other.value > one.value * _TOO_MUCH


def is_inflow(figure: Figure) -> bool:
    """Whether a change is only of what came: 一年新增74间 is no difference of two years."""
    return bool(_INFLOW.search(figure.gap)) and figure.compared != "time"


def opened_by_view(statement: Statement) -> bool:
    """Whether a sentence opens by saying how it divides what was told: 分学段看，…."""
    return bool(_VIEW.match(statement.text))


def divided_by(alike: list[ToldThing], statement: Statement) -> list[ToldThing]:
    """The one of several totals that the figures of a sentence divide: the one that they make up, or the only thing."""
    if not alike:
        return []
    parts = [f for f in statement.figures if f.quantity.dimension == alike[0].figure.quantity.dimension]
    added = sum(f.quantity.value for f in parts[:_LONGEST])
    meant = [t for t in alike if abs(t.figure.quantity.value - added) * _NEARLY <= added]
    if meant:
        return meant[-1:]
    return alike[-1:] if len({t.thing.core for t in alike}) == 1 else []


def others_teach(here: list[ToldThing]) -> bool:
    """Whether the people told last in a sentence teach, but are not all the teachers: 专职辅导员5060名."""
    told = next((t for t in reversed(here) if _TEACHING.search(t.thing.core)), None)
    return told is not None and told.thing.core not in (TEACHERS, "教师")


def ends_a_list(figure: Figure) -> bool:
    """Whether a change without words of its own follows the items of a total: of the last or of all, who knows."""
    figures = figure.statement.figures
    at = figure.id - figures[0].id
    if figure.role is not Role.CHANGE or at < 2 or not _AGAIN.match(figure.gap):
        return False
    one, last = figures[at - 2], figures[at - 1]
    alike = one.quantity.dimension == last.quantity.dimension == figure.quantity.dimension
    if not alike or last.role is not Role.LEVEL or one.role is not Role.LEVEL or not _ITEM.match(last.gap):
        return False
    total = figures[at - 3] if at > 2 else None
    return last.gap[:1] in "、和及与" and (bool(_OPENED.search(one.gap)) or (total is not None and opens(total, one)))


def of_its_owner(figure: Figure, thing: Thing, last: ToldThing) -> Thing | None:
    """普惠性幼儿园35所，在园幼儿5842人: the pupils of what was counted right before."""
    of_some = last.thing.owner and last.thing.core == SCHOOLS and last.thing.stage in ("", thing.stage)
    alone = thing.core in (PUPILS, TEACHERS) and not thing.owner and not _OF_ALL.search(label(figure))
    if alone and of_some and next_to(last.figure, figure):
        return replace(thing, stage=thing.stage or last.thing.stage, owner=last.thing.owner)
    return None
