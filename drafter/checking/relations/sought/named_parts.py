"""The part of a share that is named, or told right before it, wherever its value stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafter.checking.relations.operands import counted
from drafter.checking.relations.quotients import part_before, together
from drafter.checking.relations.sought.entries import Entries, measure, words_of
from drafter.checking.text.nouns import label, stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.telling import Tellings
from drafter.checking.text.things import CLASSES, PUPILS, SCHOOLS, TEACHERS, read_thing

__all__ = ["exactly", "named_part", "unit_of"]

_ASIDE = re.compile(r"（[^（）]{1,8}）")
_PLACE = re.compile(r"^(?P<place>[一-鿿]{1,5}?[县区市旗镇乡])(?P<of>[一-鿿]{2,})$")
_LEADS = re.compile(r"^(?:可|而|但|其中|另外|不过|此外|其|则|光|仅|单|现在|目前|今年)+")
#: What stands for those told right before: 受益面, 受益学生.
_THESE = re.compile(r"^(?:受益|受助|覆盖|惠及|参与|参加)?(?:面|人数|学生(?:数|人数)?|规模|总数|合计|数量)$")
#: Several told right before, together.
_TOGETHER = re.compile(
    r"^(?P<many>[两二三四])?[一-鿿]?(?:合计|共计|加起来|相加|合起来|两者|二者|三者|两[县区镇项类段校]|三[县区镇项类段校])$"
)
_MEAN = re.compile(r"均|每")
_AGAIN = re.compile(r"^[，,、](?:约|仅|只|共|又|还|并)*占[^，。；\d]{0,16}$")
_STAFF = "教师"
_HEADS = frozenset([PUPILS, TEACHERS, SCHOOLS, CLASSES])
_IN_PASSING = (Role.CHANGE, Role.PREVIOUS)
_CLAUSE = re.compile(r"[，。；：]")
_BACK = 5
_WIDE = 24


def named_part(statement: Statement, at: int, words: re.Match[str], entries: Entries, told: Tellings) -> Figure | None:
    """The one value that the share ``statement.figures[at]`` is told of; None where several may be meant.

    Args:
        words: the ``part`` and the ``whole`` as the share names them.
        entries: all values by their words; ``told`` those of the whole region by what they are told of.
    """
    core = read_thing(words["whole"]).core
    if _TOGETHER.match(words["part"]):
        return _all_before(statement.figures[:at])
    name = _LEADS.sub("", stripped(_LEADS.sub("", words["part"])))
    if name and not _THESE.match(name):
        return _called(statement, at, name, core, entries, told)
    before = _ASIDE.sub("", statement.figures[at].gap)[: words.start()].strip("，, ")
    if before and not name:
        alone = not at or _CLAUSE.search(before) is None
        return _opened(before, core, told) if alone else None
    part = _right_before(statement.figures, at, core)
    return _level(part, statement, at, words["whole"], entries) if part is not None else None


def _all_before(figures: Sequence[Figure]) -> Figure | None:
    """The list right before a share, as the one value that it makes: 分别为13480人和8210人，合计占…."""
    runs = value_runs(list(figures))
    last = runs[-1] if runs else []
    usable = all(f.role is Role.LEVEL and f.quantity.kind is Kind.AMOUNT and f.quantity.definite for f in last)
    return together(last) if usable and len(last) > 1 else None


def _right_before(figures: Sequence[Figure], at: int, core: str) -> Figure | None:
    """The level before a share, when nothing but its change, last year's value, a mean or what it costs stands
    between."""
    for other in reversed(figures[max(0, at - _BACK) : at]):
        if "；" in other.statement.between(other.end, figures[at].start):
            return None
        if other.role is Role.LEVEL and other.quantity.kind is Kind.AMOUNT:
            if core in _HEADS and (unit_of(other) != "count" or _MEAN.search(other.gap)):
                continue
            return other
        if other.role not in _IN_PASSING and not (other.role is Role.SHARE and _AGAIN.match(other.gap)):
            return None
    return None


def _level(other: Figure, statement: Statement, at: int, whole: str, entries: Entries) -> Figure | None:
    if other.id == statement.figures[at].id - 1:
        other = part_before(statement.figures, at, stripped(whole))
    subject = entries.subjects.get(other.id)
    usable = other.quantity.kind is Kind.AMOUNT and other.quantity.definite and other.quantity.value > 0
    narrowed = subject is not None and subject.change
    return other if usable and not narrowed and not other.quantity.spelled else None


def _called(statement: Statement, at: int, name: str, core: str, entries: Entries, told: Tellings) -> Figure | None:
    """What goes by the name before 占: a place of the list before, or the one value of a thing."""
    before = [f for f in statement.figures[max(0, at - _WIDE) : at] if f.role is Role.LEVEL]
    if (place := _PLACE.match(name)) is not None:
        there = [f for f in before if label(f) == place["place"] and f.quantity.kind is Kind.AMOUNT]
        return there[0] if len(there) == 1 and there[0].quantity.definite else None
    thing = read_thing(name)
    thing = replace(thing, core=TEACHERS) if thing.core == _STAFF and core == TEACHERS else thing
    if thing.core in _HEADS:
        return _definite(counted(told, thing)) if thing.stage else None
    return exactly(name, entries)


def exactly(name: str, entries: Entries) -> Figure | None:
    """The one value of this year that has a name of its own and no words besides: 留守儿童, 参加课后服务的学生."""
    words = words_of(name)
    found = [e.figure for kind in ("person", "count", "money") for e in entries.named(words, kind) if e.words == words]
    return found[0] if len({figure.quantity.value for figure in found}) == 1 else None


def _opened(words: str, core: str, told: Tellings) -> Figure | None:
    """Those whom the words before a clause of their own begin with: 小学生仍是大头，占…."""
    for end in range(len(words), 1, -1):
        thing = read_thing(words[:end])
        thing = replace(thing, core=TEACHERS) if thing.core == _STAFF and core == TEACHERS else thing
        if thing.stage and thing.core in _HEADS:
            return _definite(counted(told, thing))
    return None


def _definite(figure: Figure | None) -> Figure | None:
    return figure if figure is not None and figure.quantity.definite else None


def unit_of(figure: Figure) -> str:
    """What a figure is measured in; heads and things are one, as bare cells of a table may count either."""
    kind = measure(figure)
    return "count" if kind in ("person", Kind.BARE.value) else kind
