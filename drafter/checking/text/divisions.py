"""Into what parts a whole is told: whether names of parts leave nothing out, by the register of divisions.

公办 and 民办 are all there is of schools, 小学 and 初中 all of 义务教育, 中央, 省级 and 县级 most likely all of a
subsidy; 优秀 and 良好 are not all that were graded. The words of a part beside its member (民办示范园) narrow it,
unless they only say what is counted or are those of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any

from drafter.files import read_yaml
from drafter.resources import bundled

__all__ = ["Wholeness", "divided", "is_rest", "may_be_members", "members_in"]


class Wholeness(IntEnum):
    """How much the names of parts tell of the whole.

    Attributes:
        APART: they do not overlap, so that together they are no more than the whole.
        LIKELY: they most likely leave nothing out.
        SURE: they leave nothing out by what they mean.
    """

    APART = 1
    LIKELY = 2
    SURE = 3


@dataclass(frozen=True)
class _Whole:
    members: frozenset[str]
    of: re.Pattern[str] | None
    never: re.Pattern[str] | None
    sure: bool


@dataclass(frozen=True)
class _Division:
    name: str
    words: re.Pattern[str]
    stands_for: tuple[frozenset[str], ...]
    ranked: tuple[str, ...]
    units: tuple[str, ...]
    whole: tuple[_Whole, ...]
    whole_only: bool = False


#: Words that say what is counted, or lead to the figure, and narrow nothing.
_FILLERS = re.compile(
    r"教师|老师|教职工|教职员工|人员|师资|学校|幼儿园|在园幼儿|在园|幼儿|[园校](?![长区])|学生|在校生?|生(?!均)|资金|经费|支出|投入|配套|补助|奖补|拨款|安排|专款"
    r"|财政|统筹|预算|项目|工程|问题|隐患|事项|任务|建议|提案|职称|学历|学位|等次|等级|名次|阶段|教育|普通|专项|各类|办学|教学班|班级|类别|类"
    r"|(?:及|或)?以[下上]|占比?|比例|比重|人数|总数|数量|人次|就读|入[读园]|提供|承担|接收|录取|招聘|内含|含有|含|里面|内有|其中|包括|当中|分别|依次|到位|评定|评为|获评?|认定|全[县市区省]|[在级奖数共有为是达到约近的得和及与、，：:；（）()“”\"\s\d%％.]"
)
_REST = re.compile(r"^[^一-鿿]*(?:其他|其它|其余|余下|剩余|剩下)")
#: 全县 in 全县完成投资 is no level of funding.
_ALL_OF_IT = re.compile(r"[全我][省市县区州旗盟]")
_ABOVE, _BELOW = re.compile("以上"), re.compile("以下")


def _division(entry: dict[str, Any]) -> _Division:
    stands_for, alternatives = [], []
    for number, member in enumerate(entry["members"]):
        names = member["is"] if isinstance(member["is"], list) else [member["is"]]
        stands_for.append(frozenset(map(str, names)))
        alternatives.append(f"(?P<m{number}>{member['words']})")
    wholes = tuple(
        _Whole(
            frozenset(map(str, whole["all"])),
            re.compile(whole["of"]) if "of" in whole else None,
            re.compile(whole["not"]) if "not" in whole else None,
            whole.get("sure", False),
        )
        for whole in entry.get("whole", ())
    )
    words = re.compile("|".join(alternatives))
    ranked = tuple(map(str, entry.get("ranked", ())))
    units, whole_only = tuple(entry.get("units", ())), entry.get("whole_only", False)
    return _Division(entry["name"], words, tuple(stands_for), ranked, units, wholes, whole_only)


@lru_cache(maxsize=1)
def _divisions() -> tuple[_Division, ...]:
    return tuple(_division(entry) for entry in read_yaml(bundled("knowledge", "register", "divisions.yaml")))


@lru_cache(maxsize=1)
def _any() -> re.Pattern[str]:
    return re.compile("|".join(re.sub(r"\?P<m\d+>", "?:", division.words.pattern) for division in _divisions()))


def may_be_members(words: str) -> bool:
    """Whether words name any part of any division: quicker than to ask which."""
    return _any().search(words) is not None


def is_rest(words: str) -> bool:
    """Whether a part is all that its list has not named: 其余, 其他."""
    return _REST.match(words) is not None


def members_in(words: str, many: int) -> list[str]:
    """The names of a row such as 小学、初中、高中 when they are so many of one division, each another; else none."""
    for division in _divisions():
        found = list(division.words.finditer(words))
        names = [_stands_for(division, match) for match in found]
        joined = all(
            re.fullmatch(r"[一-鿿]{0,4}[、和及与]?", words[one.end() : two.start()])
            for one, two in zip(found, found[1:], strict=False)
        )
        if len(found) == many and joined and len(frozenset().union(*names)) == sum(map(len, names)):
            return [_said(division, match) for match in found]
    return []


def _said(division: _Division, match: re.Match[str]) -> str:
    """The word of a row by which its member is known outside of it too: 普 and 职 of 普职 are not."""
    return match[0] if division.words.fullmatch(match[0]) else "".join(_stands_for(division, match))


def _stands_for(division: _Division, match: re.Match[str]) -> frozenset[str]:
    return division.stands_for[int((match.lastgroup or "m0")[1:])]


def divided(
    whole: str, parts: Sequence[str], unit: str = "", *, name: str = "", topic: bool = False
) -> Wholeness | None:
    """How parts of such names divide a whole; None where they are of no one division, or where two of them overlap.

    Args:
        whole: the words around the figure of the whole.
        name: the words right at that figure: a part of the same division (小学29所、初中10所、高中3所) is no whole of
            others.
        parts: the words around each part.
        unit: the dimension of them all.
        topic: whether the first part may name what all of them are of, since the whole stands behind them.
    """
    told: list[Wholeness] = []
    for division in _divisions():
        found = _by(division, whole, parts, topic=topic) if not division.units or unit in division.units else None
        if found is None:
            continue
        covered, kind = found
        own = _read(division, name)
        if own is not None and not own[0] >= covered:
            return None
        told.append(kind)
    return max(told) if told else None


def _by(division: _Division, whole: str, parts: Sequence[str], *, topic: bool) -> tuple[set[str], Wholeness] | None:
    """(the members that the parts cover, how they divide the whole) by one division."""
    covered: set[str] = set()
    rest = False
    beside: list[str] = []
    for number, part in enumerate(parts):
        if number and number == len(parts) - 1 and is_rest(part):
            rest = True
            continue
        read = _read(division, part)
        if read is None or read[0] & covered:
            return None
        covered |= read[0]
        if not (topic and not number):
            beside.append("" if read[1] in whole else read[1])
    if len(set(beside)) > 1:
        return None
    said = [w for w in division.whole if w.members <= covered and _is_called(w, whole)]
    if division.whole_only and not said:
        return None
    if any(w.sure for w in said) and not any(beside):  # 督导人员72人，其中专职督学18人、兼职督学54人
        return covered, Wholeness.SURE
    return covered, Wholeness.LIKELY if said or rest else Wholeness.APART


def _is_called(whole: _Whole, words: str) -> bool:
    return (whole.of is None or bool(whole.of.search(words))) and not (whole.never and whole.never.search(words))


@lru_cache(maxsize=8192)
def _read(division: _Division, part: str) -> tuple[frozenset[str], str] | None:
    """(the members that a part covers, what else it says); None where it names none."""
    part = _ALL_OF_IT.sub("", part)
    matches = list(division.words.finditer(part))
    if not matches:
        return None
    covered: set[str] = set()
    for match in matches:
        covered |= _stands_for(division, match)
    at = [division.ranked.index(member) for member in covered if member in division.ranked]
    if at and _ABOVE.search(part):
        covered |= set(division.ranked[: min(at)])
    elif at and _BELOW.search(part):
        covered |= set(division.ranked[max(at) :])
    return frozenset(covered), _FILLERS.sub("", division.words.sub("", part))
