"""Shares and rates whose part stands before them, whatever is told in passing, and whose whole stands elsewhere.

「覆盖义务教育学校254所，占62.0%」 of 410 told in the first chapter, 「随迁子女6420人，较上年增加210人，
占义务教育在校生的10.9%」, 「普惠性幼儿园在园幼儿13662人，普惠率92.0%」.
Where no word names the whole, only a slip of the pen is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from drafter.checking.plausible import NEAR, may_be_meant, printed_number, typed_for
from drafter.checking.relations.model import Relation
from drafter.checking.relations.operands import counted, everybody
from drafter.checking.relations.quotients import SHARE_WORDS, comparable, share_of
from drafter.checking.relations.trials import turned
from drafter.checking.text.nouns import stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.subjects import Subject
from drafter.checking.text.telling import Tellings
from drafter.checking.text.things import CLASSES, CROWDED, PUPILS, SCHOOLS, TEACHERS, Thing, read_thing
from drafter.facts import Period
from drafter.findings import State
from drafter.library.derived import known_shares

__all__ = ["wholes_elsewhere"]

#: A rate named after what makes the part one: 普惠率 of 普惠…, 参与率 of 参加….
_RATE = re.compile(
    r"^[^，。；\d]{0,4}[，,（(][^，。；：、\d]{0,8}?(?P<of>普惠|覆盖|公办|参与|参加|寄宿|持证|交流|达标|双师)(?:率|化率|面)[^，。；：、\d]{0,6}$"
)
_SIGNS = {
    "普惠": "普惠",
    "覆盖": "普惠|覆盖",
    "公办": "公办",
    "参与": "参与|参加",
    "参加": "参与|参加",
    "寄宿": "寄宿",
    "持证": "持证|持有|证书",
    "交流": "交流|轮岗",
    "达标": "达标",
    "双师": "双师",
}
#: What the last words of a thing count: 覆盖学校 are schools, 本科以上学历教师 are teachers.
_COUNTED = (
    (SCHOOLS, SCHOOLS),
    ("专任教师", TEACHERS),
    ("教师", TEACHERS),
    (PUPILS, PUPILS),
    ("寄宿生", PUPILS),
    ("住校生", PUPILS),
    (CLASSES, CLASSES),
    (CROWDED, CLASSES),
)
_IN_PASSING = (Role.CHANGE, Role.PREVIOUS)
_REGION = re.compile(r"^[全我本][省市县区州盟旗]的?$")
_OTHER_PART = re.compile(r"；(?!占|仅占|约占|所占)")
_ALL = re.compile(r"总数|总量|总人数|总额|全部|的$")
#: What a name may begin with besides what it counts.
_REGIONAL = re.compile(r"^[全我本][省市县区州盟旗](?:的)?")
_HEADS = frozenset([PUPILS, TEACHERS, SCHOOLS, CLASSES])
_SHARES = re.compile(r"(?:占比?|(?:寄宿|本科|达标|持证)率|比例)[^，。；\d]{0,12}$")
#: 占县（市、区）的, 占全市县区总数的
_ALL_KINDS = re.compile(r"^(?:县（[市区旗州、]{1,5}）|县市区|县区|区县|区（[市县、]{1,3}）|市（[县区、]{1,3}）)")
_COUNTIES = re.compile(rf"占(?:全[省市州盟])?(?:{_ALL_KINDS.pattern[1:]})(?:总数)?的(?:比例)?(?:为|达到?)?$")
_RULES = re.compile(r"(?:[现所下管]?辖|代管|全[省市州盟]|我[省市州盟])(?:有|共)?$")
_BACK = 4


def wholes_elsewhere(
    statements: Iterable[Statement], subjects: Mapping[int, Subject], told: Tellings, settled: set[int]
) -> Iterator[Relation]:
    """Shares of what another sentence tells; never more than a warning.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    statements = list(statements)
    counties = {f.quantity.value: f for s in statements for f in s.figures if _is_all_counties(f)}
    for statement in statements:
        yield from _in_order(statement, subjects, told, settled)
        for at, share in enumerate(statement.figures):
            usable = share.quantity.kind is Kind.PERCENT and share.role in (Role.LEVEL, Role.SHARE)
            if not usable or share.id in settled or not share.quantity.definite or share.quantity.spelled:
                continue
            words = SHARE_WORDS.search(share.gap)
            relation = _named(share, words, subjects, told) if words else None
            if relation is None and at and _COUNTIES.search(share.gap):
                relation = _of_counties(statement.figures[at - 1], share, counties)
            if relation is None and at and (part := _part(statement.figures, at)) is not None:
                relation = _of_part(part, share, words, subjects, told)
            if relation is not None:
                yield relation


def _in_order(
    statement: Statement, subjects: Mapping[int, Subject], told: Tellings, settled: set[int]
) -> Iterator[Relation]:
    """「小学、初中寄宿生分别为a人和b人，分别占s%和t%」: each part of those of its own stage."""
    runs = value_runs(statement.figures)
    for parts, shares in pairwise(runs):
        percent = all(f.quantity.kind is Kind.PERCENT and f.role is not Role.CHANGE for f in shares)
        told_as = _SHARES.search(shares[0].gap) is not None and "；" not in shares[0].gap
        if len(parts) != len(shares) or len(parts) < 2 or not percent or not told_as:
            continue
        for part, share in zip(parts, shares, strict=True):
            subject = subjects.get(part.id)
            known = subject is not None and subject.whole and subject.period is Period.THIS and part.role is Role.LEVEL
            if subject is None or not known or not subject.thing.stage or share.id in settled:
                continue
            relation = _kept(_share(part, share, list(_inferred(told, subject.thing))), certain=False)
            if relation is not None:
                yield relation


def _named(share: Figure, words: re.Match[str], subjects: Mapping[int, Subject], told: Tellings) -> Relation | None:
    """「教育支出占一般公共预算支出的比例为21.9%」: part and whole are named, and both told elsewhere."""
    subject = subjects.get(share.id)
    if subject is not None and not (subject.whole and subject.period is Period.THIS):
        return None
    for known in known_shares():
        if not known.words.search(words["part"] + words["word"] + words["whole"]):
            continue
        part, whole = (
            next((t for name in names if (t := told.one(Thing("", "", name), "money"))), None)
            for names in (known.part, known.whole)
        )
        if part is not None and whole is not None and comparable(part.figure, whole.figure):
            relation = share_of(part.figure, whole.figure, share, [], weak=True)
            return _kept(relation, certain=True)
    few, all_of_them = (read_thing(_REGIONAL.sub("", _ALL.sub("", words[side]))) for side in ("part", "whole"))
    if subject is None or few.core not in _HEADS or all_of_them.core != few.core or few == all_of_them:
        return None
    some = counted(told, few)
    if some is None:
        return None
    wholes = [counted(told, all_of_them)] if all_of_them.stage else list(everybody(told, few.core))
    return _kept(_share(some, share, [whole for whole in wholes if whole is not None]), certain=False)


def _part(figures: list[Figure], at: int) -> Figure | None:
    """The level before a share, when nothing but its change or last year's value stands between."""
    share = figures[at]
    for other in reversed(figures[max(0, at - _BACK) : at]):
        if _OTHER_PART.search(share.statement.between(other.end, share.start)):
            return None
        if other.role is Role.LEVEL and other.quantity.kind is Kind.AMOUNT:
            return other if other.quantity.definite and other.quantity.value > 0 else None
        if other.role not in _IN_PASSING:
            return None
    return None


def _is_all_counties(figure: Figure) -> bool:
    """Whether a figure counts the counties of a city: 辖5个县（市、区）."""
    behind = figure.statement.between(figure.end, min(figure.statement.end, figure.end + 12))
    counted = figure.quantity.dimension == "count:个" and figure.role is Role.LEVEL
    return counted and bool(_RULES.search(figure.gap)) and bool(_ALL_KINDS.match(behind))


def _of_counties(part: Figure, share: Figure, counties: Mapping[Decimal, Figure]) -> Relation | None:
    """「优质均衡县2个，占县（市、区）的40%」."""
    usable = part.role is Role.LEVEL and part.quantity.dimension == "count:个" and part.quantity.definite
    if not usable or len(counties) != 1:
        return None
    (all_of_them,) = counties.values()
    return share_of(part, all_of_them, share, [], weak=True) if part.quantity.value <= min(counties) else None


def _of_part(
    part: Figure, share: Figure, words: re.Match[str] | None, subjects: Mapping[int, Subject], told: Tellings
) -> Relation | None:
    subject = subjects.get(part.id)
    if subject is None or not subject.whole or subject.change or subject.period is not Period.THIS:
        return None
    larger = [
        f
        for f in part.statement.figures
        if f.id < part.id and comparable(part, f) and f.quantity.value > part.quantity.value
    ]
    rate = None if words else _RATE.search(share.gap)
    if words:
        if stripped(words["part"]):
            return None
        named = words["whole"]
    elif rate and re.search(_SIGNS[rate["of"]], subject.thing.owner + subject.thing.core + part.gap):
        named = ""
    else:
        return None
    if named and not _REGION.match(named):
        return _kept(_share(part, share, list(_wholes(told, read_thing(_ALL.sub("", named)), part))), certain=True)
    if larger or (words and named):
        return None
    return _kept(_share(part, share, list(_inferred(told, subject.thing))), certain=False)


def _wholes(told: Tellings, thing: Thing, part: Figure) -> Iterator[Figure]:
    """What a name names, as far as it is told."""
    dimension = part.quantity.dimension
    if dimension == "money":
        names = next((s.whole for s in known_shares() if thing.core in s.whole), (thing.core,))
        values = [t for name in names if (t := told.one(replace(thing, core=name), "money")) is not None]
        yield from (value.figure for value in values[:1])
    elif thing.core:
        found = counted(told, thing)
        if found is not None:
            yield found


def _inferred(told: Tellings, thing: Thing) -> Iterator[Figure]:
    """What a part that names no whole may be some of: 公办 of all, 覆盖学校 of the schools of its stage."""
    core = next((core for end, core in _COUNTED if thing.core.endswith(end)), "")
    if not core or (thing.core == core and not thing.owner):
        return
    if thing.stage:
        found = counted(told, Thing(thing.stage, "", core))
        if found is not None:
            yield found
        return
    yield from everybody(told, core)


def _share(part: Figure, share: Figure, wholes: list[Figure]) -> list[Relation]:
    fitting = [w for w in wholes if comparable(part, w) or w.quantity.kind is Kind.BARE]
    fitting = [w for w in fitting if w.quantity.value > part.quantity.value]
    return [r for whole in fitting if (r := share_of(part, whole, share, [], weak=True)) is not None]


def _kept(relations: list[Relation] | Relation | None, *, certain: bool) -> Relation | None:
    """The relation that holds; else the only one that a slip explains."""
    tried = [relations] if isinstance(relations, Relation) else relations or []
    for relation in tried:
        if relation.state is State.PROVED:
            return relation
    cut = [r for r in tried if r.truncated and r.stated.quantity.decimals > 1]  # four digits are no chance
    found = cut or [r for r in tried if not r.truncated and _slipped(r, certain=certain and len(tried) == 1)]
    return found[0] if len(found) == 1 else None


def _slipped(relation: Relation, *, certain: bool) -> bool:
    told, meant = printed_number(relation.stated.text), printed_number(relation.expected)
    if told is None or meant is None:
        return False
    return typed_for(told, meant) or turned(told, meant) or (certain and may_be_meant(told, meant, NEAR))
