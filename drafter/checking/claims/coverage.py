"""Claims of all (所有学校均配备…, …全覆盖, …率100%) and exceptions (3所教学点没有…), with what they are of.

Two speak of one matter when the claim has the very thing that the exception lacks, and of one scope when every school
that the exception is told of is among those of the claim: 村小 is among 义务教育学校, 民办园 is not among 公办园.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from drafter.checking.text.statements import Statement

__all__ = ["Told", "claims_of_all", "exceptions", "same_matter", "within"]

_CLAUSE = re.compile(r"[^，。；：！\n]{4,120}")
_ALL = re.compile(
    r"所有|全部|(?<![平])均(?!衡|等|值|每)|都(?!市|会)|一律|全覆盖|100[%％]|百分之百|无一遗漏|无一例外|一[所个名]不[少落漏]"
)
_HAVE = re.compile(
    r"入学|通(?=[了上水电网])|[用喝吃住]上|转为|配|装|建|设|开|接入|联网|通过|达到|合格|覆盖|持证|落实|实行|实施|纳入|签订|购买|备案|完成|供应|安排"
)
_NOT_ALL = re.compile(
    r"除|基本|大部分|多数|以上|力争|争取|确保|计划|将|要求|目标|下一步|推动|推进|逐步|努力|拟|希望|力求|未|没|不(?!断|含|低|少|漏|落)|合计|各有|平均"
)
_SOME = re.compile(
    r"(?:(?<!第)\d+|(?<!第)[一二两三四五六七八九十]{1,3}|部分|个别|少数|有些)(?:所|个|名|辆|家|座|台|间)?(?P<of>[^，。；\d]{0,16}?)"
    r"(?P<not>(?:仍|尚|还|暂|至今)?(?:没有|未(?!来|成年)|尚无|无(?!障碍|线)|没(?=[配建装开])|不合格|缺(?!乏|口|点|编)))(?P<what>[^，。；]{0,14})"
    r"|(?P<town>[一-鿿]{2,3}[镇乡])(?P<not2>(?:仍|尚|还|至今)(?:没有|无|未))(?P<what2>[^，。；]{2,14})"
)
#: 有2辆因刹车老化，至今未通过年审; 新开的3所民办园，保健医暂时空缺: the count stands a clause before.
_COUNTED = re.compile(
    r"(?<![第\d])(?:\d+|[一二两三四五六七八九十])(?:所|个|名|辆|家|座|台|间)(?P<of>[^，。；\d因由才]{0,10})"
)
_LACKING = re.compile(
    r"(?:至今|到现在|目前|年底|现在|至年底|迄今)?(?P<still>仍|尚|还|至今|暂)[^，。；\d]{0,2}?(?P<not>没有|未能?|没能)(?P<what>[^，。；]{2,14})$"
    r"|(?P<what2>[一-鿿]{2,8}?)(?:暂时|暂|仍|尚|还)(?:空缺|缺位|缺岗|没有到位|未到位)$"
)
_AILING = re.compile("不|未|无|损|坏|老化|故障|停|超")  # what is wrong with them is no name of theirs
_WITHOUT = re.compile(r"^(?P<not>没有|未)(?P<what>[^，。；\d]{2,10})$")
_BECAUSE = re.compile(r"(?:因|由于|受|缺少|缺乏).*$")
#: 校校有, 镇镇都有: what they all have stands in the clause before.
_EACH_HAS = re.compile(r"^\s*(?:[校园镇乡村班县]{2}|家家|处处)(?:均|都|皆)?(?:有|通|建|配|设)")
_APART = 2  # clauses between a count and what those it counts lack
_PAST = re.compile(r"上年|去年|此前|原先|过去|曾|以前|年初|原有|减少|由|从(?!业|教|事)|下降|不再|已(?!经?有)")
_PLACES = (("乡", re.compile("农村|乡村|乡镇|村小|教学点|[镇乡]")), ("城", re.compile("城区|县城|城镇|市区|城里")))
_OWNERS = ("公办", "民办", "中心校", "教学点", "村小", "寄宿", "普惠", "中心园")
_STAGES = (
    ("义务教育", frozenset(["小学", "初中"])),
    ("中小学", frozenset(["小学", "初中", "高中"])),
    ("村小", frozenset(["小学"])),
    ("教学点", frozenset(["小学"])),
    ("中心校", frozenset(["小学"])),
    ("小学", frozenset(["小学"])),
    ("初中", frozenset(["初中"])),
    ("高中", frozenset(["高中"])),
    ("中职", frozenset(["中职"])),
    ("幼儿园", frozenset(["园"])),
    ("公办园", frozenset(["园"])),
    ("民办园", frozenset(["园"])),
    ("普惠园", frozenset(["园"])),
    ("中心园", frozenset(["园"])),
)
_EVERY_STAGE = frozenset(["小学", "初中", "高中", "中职"])
#: Words that say what is done, to whom and how well, but not what it is about.
_DOING = re.compile(
    r"^(?:完成|实现|得到|按要求|按规定|及时|能够?|真正)*(?:配[备齐足置有]?|安?装|建[成立有设]?|设[立置有]?|开[展设齐]|接入|联网|通过|过(?=年审|年检)|通[了上]|转为?(?!岗|型|学)|参加|落实|实[行施]|纳入|签订|购买|备案|覆盖|供应)?[了到有]?"
)
_TAIL = re.compile(r"(?:的|了|情况|问题|现象|等|(?<=持证)上岗)+$")
#: Whom an exception may count where the claim counts schools.
_SCHOOLS = re.compile(r"(?:学校|中学|小学|初中|高中|[村完]小|校|园|教学点)$")
_WHO = re.compile(r"[一-鿿]*?(?:学校|中学|小学|初中|高中|中心校|村小|教学点|幼儿园|公办园|民办园|中心园|园|校)")
_LEAD = re.compile(r"(?:其中|目前|但|现|[全我][省市县区])*([^\d]*?)(?:仍|尚|还|有|\d|部分|个别)")
_SHORTEST = 2


@dataclass(frozen=True)
class Told:
    """A clause: statement.flow.text[start:end].

    Attributes:
        thing: what an exception says is lacking, empty for a claim.
        who: of whom an exception is told; empty where it is told of schools.
    """

    statement: Statement
    start: int
    end: int
    thing: str = ""
    who: str = ""

    @cached_property
    def text(self) -> str:
        """Its words."""
        return self.statement.between(self.start, self.end)

    @cached_property
    def stages(self) -> frozenset[str]:
        """The stages that its schools are of, none where none is said."""
        found: set[str] = set()
        for word, stages in _STAGES:
            if word in self.text:
                found |= stages
        return frozenset(found or (_EVERY_STAGE if "学校" in self.text else ()))

    @cached_property
    def narrowed(self) -> frozenset[str]:
        """Whether it is told of town or country, of public or private schools."""
        places = {name for name, words in _PLACES if words.search(self.text)}
        return frozenset(places | {owner for owner in _OWNERS if owner in self.text})


def claims_of_all(statements: list[Statement]) -> Iterator[Told]:
    """Clauses that say that all have or do something."""
    for statement in statements:
        if not _ALL.search(statement.text):
            continue
        before: re.Match[str] | None = None
        for clause in _CLAUSE.finditer(statement.text):
            if _ALL.search(clause[0]) and _HAVE.search(clause[0]) and not _NOT_ALL.search(clause[0]):
                yield Told(statement, statement.start + clause.start(), statement.start + clause.end())
            elif _EACH_HAS.match(clause[0]) and before is not None and not _NOT_ALL.search(before[0]):
                yield Told(statement, statement.start + before.start(), statement.start + clause.end())
            before = clause


def exceptions(statements: list[Statement]) -> Iterator[Told]:
    """Clauses that say of some that they lack or do not do something."""
    for statement in statements:
        counted: tuple[int, str, re.Match[str]] | None = None
        for number, clause in enumerate(_CLAUSE.finditer(statement.text)):
            some = _SOME.search(clause[0])
            if some is None and counted is not None and number - counted[0] <= _APART:
                yield from _goes_without(statement, clause, counted[1], counted[2])
            if (count := _COUNTED.search(clause[0])) and not _PAST.search(clause[0]) and not _ALL.search(clause[0]):
                counted = (number, count["of"], clause)
            if some is None or _PAST.search(clause[0][: some.end()]):
                continue
            start = statement.start + clause.start()
            who = _BECAUSE.sub("", some["of"] or "")
            thing = _TAIL.sub("", _DOING.sub("", some["what"] or some["what2"] or ""))
            if not thing:  # 2所民办园年检不合格: what is wrong stands before
                thing = _WHO.sub("", who, count=1)
                who = who.removesuffix(thing)
            if len(thing) >= _SHORTEST:
                yield Told(statement, start, start + len(clause[0]), thing, "" if _SCHOOLS.search(who) else who)


def _goes_without(statement: Statement, clause: re.Match[str], who: str, counted: re.Match[str]) -> Iterator[Told]:
    """What those counted a clause before lack."""
    near = clause.start() - counted.end() <= 1
    lack = _LACKING.search(clause[0]) or (_WITHOUT.match(clause[0]) if near else None)
    if lack is None or re.search("已|前", clause[0][: lack.start()]):
        return
    told = lack.groupdict()
    thing = _TAIL.sub("", _DOING.sub("", told["what"] or told.get("what2") or ""))
    if len(thing) >= _SHORTEST:
        named = _WHO.match(who)
        who = named[0] if named else who
        who = "" if _SCHOOLS.search(who) or _AILING.search(who) else who
        yield Told(statement, statement.start + counted.start(), statement.start + clause.end(), thing, who)


def same_matter(claim: Told, exception: Told) -> bool:
    """Whether a claim is of the very thing that an exception says is lacking, and of those that lack it."""
    who = re.sub(r"^(?:因|由于).*|^适龄(?:儿童|少年|人口)+$", "", exception.who)
    lead = _LEAD.match(exception.text) if exception.statement is claim.statement else None
    of_others = lead is not None and lead[1] not in claim.text  # 食堂人员持证率100%，教师尚有6名未持证
    return exception.thing in claim.text and who in claim.text and not of_others


def within(exception: Told, claim: Told) -> bool:
    """Whether those that an exception is told of are surely among those of a claim."""
    if not claim.narrowed <= exception.narrowed:
        return False
    if not exception.stages:
        same = exception.statement is claim.statement  # goes on from what the claim was of
        return same or not claim.stages or claim.stages >= _EVERY_STAGE
    return not claim.stages or exception.stages <= claim.stages
