"""What a report says is gone altogether, and what it counts as left of the same thing, whatever each calls it.

A claim is of all there are: no number before the thing, no goal, no plan, no old year. A remainder is of now. Each
keeps what its own clause narrows it to, and the stage that its sentence or its heading names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from drafter.checking.text.deeds import narrowing
from drafter.checking.text.statements import Statement
from drafter.checking.text.things import read_words
from drafter.files import read_yaml
from drafter.resources import bundled

__all__ = ["Remainder", "contradicts", "remainders"]

_ALL = "(?:均|全部|都|已经?|实现|动态|全面|持续|保持|继续|年内|年底|提前|彻底|得到|有效|全|按期|如期|完成)"
_GONE = (
    "清零|归零|为零|是零|为0(?![.\\d])|零存在|消除|化解|清除|取缔|销号|整改到位|整改完[成毕]|整治到位|治理到位|办结|还清|偿清"
    "|结清|拆除|绝迹|补齐|填补|清退|改造到位|改造完[成毕]|处置到位"
)
_UNIT = "[个处项名人条户家所起件间栋座辆]"
_NOW = "(?:仍|尚|还|依然|仍然|目前还|目前仍)"
_N = r"[1-9]\d*"
#: What is told as a goal, of another time, or as what one does against it.
_AHEAD = re.compile(
    r"力争|争取|确保|计划|拟|将|要|逐步|推动|推进|基本|努力|目标|预计|着力|致力|为了|旨在|希望|如果|以防|防止|避免|严防|任务"
    r"|行动|下一步"
)
_PAST = re.compile(
    r"上年|去年|前年|此前|原有|曾|历年|年初|以前|过去|当时|由|从|减少(?!到|至)|(?:消除|化解|压减)了?\d|比"
)
_PART = re.compile(
    r"部分|个别|多数|起始|新增|新生|一年级|七年级|率先|其他|其余|重大|突出|原|存量|立行立改|排查出的|\d[个处项所名]"
)
_STAGES = {
    **{"小学": "义务", "初中": "义务", "义务": "义务"},
    **{"普高": "高中", "高中阶段": "高中", "中职": "中职", "学前": "学前"},
}
_YEAR = re.compile(r"(20\d\d)年")
#: Who found what was to be mended.
_SOURCE = re.compile(
    "上级|国家|省级|市级|县级|省|市|县|巡视|巡察|审计|督导|评价|评估|自查|人大|政协|信访|消防|食品|检查"
)
_MIXED = "+"
#: A clause that opens its sentence with no more than a thing and a verb names a topic.
_TITLE = re.compile(
    r"^[\s（(）)、.．一二三四五六七八九十\d]*(?:推进|推动|加快|持续|着力)?[一-鿿\d]{2,12}"
    r"(?:消除|化解|清除|取缔|销号|拆除|补齐|填补|清退|整改到位|治理到位)$"
)
_SURELY = re.compile(r"均|全部|都|已|实现|全面|彻底|得到|完成|到位|了|动态|无|没有|不存在|0")
_SCHOOLING = frozenset(["小学", "初中", "义务教育", "高中", "普通高中", "中职", "幼儿园", "学前", "中小学"])


@dataclass(frozen=True)
class _Thing:
    name: str
    never: re.Pattern[str] | None
    stage: str
    single: bool
    yearly: bool
    gone: re.Pattern[str]
    left: re.Pattern[str]
    stock: re.Pattern[str]
    said: re.Pattern[str]


@dataclass(frozen=True)
class Remainder:
    """So many of a thing: statement.text[start:end].

    Attributes:
        count: how many are left, 0 for a claim that none is.
        still: whether the words say that they are left, rather than that there are so many.
        stage: whose they are, empty where nothing says it.
        single: whether there is one number of them at a time.
        year: the one that the thing itself is of (2024年度反馈的问题), None for things that are of no year.
    """

    statement: Statement
    start: int
    end: int
    name: str
    count: Decimal
    still: bool
    stage: str
    narrowed: frozenset[str]
    single: bool
    year: str | None

    @property
    def said_whose(self) -> bool:
        """Whether the words say whose list it is of, by a year or by who found it."""
        return bool(self.year or self.narrowed)

    @property
    def words(self) -> str:
        """What is said."""
        return self.statement.text[self.start : self.end]


@lru_cache(maxsize=1)
def _things() -> tuple[_Thing, ...]:
    return tuple(_thing(entry) for entry in read_yaml(bundled("knowledge", "register", "remainders.yaml")))


def _thing(entry: Mapping[str, str]) -> _Thing:
    first, second, third, fourth = (f"(?P<thing{n or ''}>{entry['words']})" for n in range(4))
    closing = "(?:中|问题|现象|情况|班级|数量?|个数|总数|学校)?"
    after = r"(?=[，。；、）]|$)"
    gone = (
        rf"{first}{closing}{_ALL}*(?:{_GONE})(?:完毕|到位|清零)?了?{after}"
        r"|(?:已|全部|全面|彻底|均|实现)+(?:了)?(?:消除|化解|清除|取缔|杜绝|拆除|消灭|还清|清零)了?(?:全部|所有|现有)?"
        rf"{second}(?:问题|现象|情况)?{after}"
        rf"|(?:(?<![有高毫全])无|没有|不存在|不再有|已无|再无)(?:一个|一所|一处)?{third}{after}"
        rf"|{fourth}{closing}(?:保持|为|是)?0{_UNIT}?{after}"
    )
    has = "(?:有|存在|剩|余|剩余)"
    left = (
        rf"{_NOW}{has}[^，。；\d]{{0,6}}(?P<n>{_N})\s?{_UNIT}[^，。；\d]{{0,4}}{first}"
        rf"|{_NOW}{has}[^，。；\d]{{0,8}}{second}(?:共|达|约|为|数)*(?P<n2>{_N})\s?{_UNIT}"
        rf"|{third}{closing}{_NOW}{has}(?:共|达|约)?(?P<n3>{_N})\s?{_UNIT}"
    )
    stock = rf"{first}{closing}(?:为|有|共|共有|现有)?(?P<n>{_N})\s?{_UNIT}(?=[，。；（]|$)"
    return _Thing(
        entry["name"],
        re.compile(entry["never"]) if entry.get("never") else None,
        entry.get("stage", ""),
        bool(entry.get("count")),
        bool(entry.get("yearly")),
        re.compile(gone),
        re.compile(left),
        re.compile(stock),
        re.compile(entry["words"]),
    )


def remainders(statements: Iterable[Statement], stage_of: Callable[[Statement], str]) -> Iterator[Remainder]:
    """Every claim that none is left and every count of what is, in order.

    Args:
        stage_of: the stage that the heading above a sentence names.
    """
    for statement in statements:
        if statement.flow.part == "table":
            continue
        for thing in _things():
            if not thing.said.search(statement.text):
                continue  # all its patterns have its name
            for match in thing.gone.finditer(statement.text):
                clause = _clause(statement.text, match)
                if _TITLE.match(clause) and not _SURELY.search(match[0]):
                    continue  # （2）大班额化解。全市…: what the paragraph is about
                if not (_AHEAD.search(clause) or _PAST.search(clause) or _is_part(clause, match)):
                    yield _told(statement, match, thing, Decimal(0), True, stage_of)
            taken: list[tuple[int, int]] = []
            for pattern in (thing.left, thing.stock) if thing.single else (thing.left,):
                for match in pattern.finditer(statement.text):
                    if any(low < match.end() and match.start() < high for low, high in taken):
                        continue
                    taken.append(match.span())
                    clause = _clause(statement.text, match)
                    if not _PAST.search(clause) and not _AHEAD.search(clause):
                        groups = match.groupdict()
                        number = next(v for k in ("n", "n2", "n3") if (v := groups.get(k)))
                        yield _told(statement, match, thing, Decimal(number), pattern is thing.left, stage_of)


def _clause(text: str, match: re.Match[str]) -> str:
    """What stands in the clause up to the end of a match."""
    return re.split("[，。；：]", text[: match.start()])[-1] + match[0]


def _is_part(clause: str, match: re.Match[str]) -> bool:
    """Whether a claim is of some of them, by what stands before the thing; 56人以上 is part of its name."""
    thing = next(value for key, value in match.groupdict().items() if key.startswith("thing") and value)
    return bool(_PART.search(clause.replace(thing, "")))


def _told(
    statement: Statement,
    match: re.Match[str],
    thing: _Thing,
    count: Decimal,
    still: bool,
    stage_of: Callable[[Statement], str],
) -> Remainder:
    clause = _clause(statement.text, match)
    named = _stage(clause) or _stage(re.split("[。；]", statement.text[: match.end()])[-1]) or stage_of(statement)
    narrowed = narrowing(clause) - _SCHOOLING
    if thing.yearly:
        narrowed |= frozenset(_SOURCE.findall(clause.replace("全县", "").replace("全市", "").replace("全省", "")))
    return Remainder(
        statement,
        match.start(),
        match.end(),
        thing.name,
        count,
        still,
        named or thing.stage,
        narrowed,
        thing.single,
        "".join(_YEAR.findall(clause)) if thing.yearly else None,
    )


def _stage(words: str) -> str:
    """The stage that words name: 义务, or 义务/小学 for one half of it; _MIXED for several."""
    named = read_words(words).stages & _STAGES.keys()
    whole = {_STAGES[stage] for stage in named}
    if len(whole) > 1:
        return _MIXED
    halves = named & {"小学", "初中"}
    return f"义务/{next(iter(halves))}" if len(halves) == 1 and len(named) == 1 else next(iter(whole), "")


def contradicts(one: Remainder, other: Remainder) -> bool:
    """Whether a claim of none, or a count, cannot stand beside another count of the same things."""
    if one.name != other.name or one.count == other.count or _MIXED in (one.stage, other.stage):
        return False
    if one.year is not None and (one.year != other.year or one.narrowed != other.narrowed or not one.said_whose):
        return False
    if one.count:
        return one.single and one.stage == other.stage and one.narrowed == other.narrowed
    wider = one.stage == other.stage or not one.stage or other.stage.startswith(f"{one.stage}/")
    return other.count > 0 and wider and one.narrowed <= other.narrowed
