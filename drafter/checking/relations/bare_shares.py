"""The share of what a sentence opened with: a bare 占, or one that names its whole by another word.

「交流312人，占应交流1677人的18.6%；其中骨干76人，占24.4%」: of those who moved.
"""

from __future__ import annotations

import re

from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import SHARE_WORDS, between, share_of, siblings, together
from drafter.checking.text.nouns import kin, noun, stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role
from drafter.findings import State

__all__ = ["of_the_subject"]

_OF_THESE = re.compile(r"(?P<whole>[一-鿿]{3,12})中(?![职等小学心专央考部层期])[，,]?[^，。；：]{0,24}$")
_ITEM = re.compile(r"^[）)]?[、，；]")
_OWN_SHARE = re.compile(r"^[（(，,][^，。；（）]{0,12}[\d.]+[%％]")
#: 占全区的, 占全县总量的: of all there is.
_OF_ALL_THERE = re.compile(
    r"^[^，。；（）\d]{0,8}[（(，,][^，。；（）\d]{0,4}占[全我][省市县区州盟旗](?:的|总[数量人数额]*的)?[^，。；（）\d]{0,4}[\d.]+[%％]"
)
_OTHERS = re.compile(r"占|应|符合")
_INCLUDED = re.compile(r"其中|含")
_EVERYTHING = re.compile(r"^(?:总数|总量|总人数|总额|全部|总体|全[省市县区]|)$")


def _whole_was_named(earlier: list[Figure], share: Figure) -> bool:
    """「公办园a人，占在园幼儿总数的s%；普惠民办园b人，占t%」: a bare 占 is of the whole that was named."""
    statement = share.statement
    for figure in statement.figures:
        if figure.id < share.id and figure.quantity.kind is Kind.PERCENT and (words := SHARE_WORDS.search(figure.gap)):
            named = stripped(words["whole"])
            if named and not any(noun(f) in (named, words["whole"]) for f in earlier):
                return True
    return False


def _of_the_sentence(candidates: list[Figure], part: Figure, share: Figure) -> Relation | None:
    """「为1286名随迁子女办理入学，在公办学校就读1209人，占94%」: a bare 占 of the one thing counted before."""
    if among := _OF_THESE.search(part.gap):  # 初中专任教师中具有本科学历的908人: of those, who are told elsewhere
        candidates = [f for f in candidates if kin(stripped(among["whole"]), noun(f))]
    for whole in candidates:
        relation = share_of(part, whole, share, [])
        if relation is not None and relation.state is State.PROVED:
            return relation
    larger = [f for f in candidates if f.quantity.value > part.quantity.value]
    if larger and _ITEM.match(part.gap) and _OWN_SHARE.match(between(larger[0], part)):
        return None  # 公办园62所（在园幼儿占比58%）、民办园40所（占比42%）: items of one list
    if larger and _both_of_all(between(larger[0], part), share):
        return None  # 城区a人，占全县的74%；乡镇b人，占全县的26%: neither is some of the other
    sole = len(candidates) == len(larger) == 1
    if sole and siblings(larger[0], part):  # 普高招生a人，中职招生b人，中职招生占比s%
        return share_of(part, together([larger[0], part]), share, [], weak=True)
    return share_of(part, larger[0], share, [], weak=True) if sole else None


_OWN_SHARE_TOLD = re.compile(
    r"^[，,（]?(?:约|仅|只)?占(?:比)?[^，。；\d]{0,12}?(?:百分之[^，。；]{1,10}|[\d.]+[%％])[^，。；]{0,3}[）)]?；"
)


def _both_of_all(passed: str, share: Figure) -> bool:
    """Whether a figure has its own share of all the region right behind it, as the part that follows has."""
    told = _OF_ALL_THERE.match(passed)
    if not _INCLUDED.search(passed) and _OWN_SHARE_TOLD.match(passed):
        return True  # 小学a人，占74%；初中b人，占92.5%
    return bool(told and "；" in passed and _OF_ALL_THERE.match(share.gap + share.text))


def of_the_subject(earlier: list[Figure], part: Figure, share: Figure, named: str) -> Relation | None:
    """「交流312人，占应交流1677人的18.6%；其中骨干76人，占24.4%」: a part of what the sentence opened with."""
    candidates = [f for f in earlier if f.role is Role.LEVEL]
    if not _INCLUDED.search(part.gap):
        if not named:
            if _whole_was_named(earlier, share):
                return None
            return _of_the_sentence(candidates, part, share)
        exact = [f for f in candidates if named and stripped(named) == noun(f)]
        return share_of(part, exact[0], share, []) if len(exact) == 1 else None
    if named and not _EVERYTHING.match(named):
        core = re.sub("总数|总量|总|量$", "", named)
        fitting = [f for f in candidates if kin(core, noun(f) + f.gap[-20:])]
        fitting = fitting or [f for f in candidates if len(core) > 1 and _in_order(core, noun(f))]
        # 占交流总数 is of those who moved, not of those who could
        candidates = [f for f in fitting if not _OTHERS.search(f.gap)] or fitting
        # 公用经费按每生720元拨付，共3225万元，其中培训258万元，占公用经费的8%: a standard is no whole
        candidates = [f for f in candidates if f.quantity.value >= part.quantity.value]
    for whole in candidates:
        relation = share_of(part, whole, share, [])
        if relation is not None and relation.state is State.PROVED:
            return relation
    return share_of(part, candidates[0], share, []) if len(candidates) == 1 else None


def _in_order(short: str, long: str) -> bool:
    """Whether all characters of one stand in the other in order: 供地 in 供应教育用地."""
    rest = iter(long)
    return all(char in rest for char in short)
