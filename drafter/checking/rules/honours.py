"""CON007 for honours: the third of the city in one place, the first in another; and 无一所… beside so many of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.context import CheckContext
from drafter.checking.rules.denied import DENIED
from drafter.checking.rules.model import Family
from drafter.checking.rules.placings import STANDING
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import parse_chinese
from drafter.findings import Evidence, Finding

__all__ = ["FAMILY"]

_ORDER = r"全(?P<level>[市省国])(?:第(?P<n>[一二三四五六七八九十]|\d{1,2})|(?P<first>首|唯一一))[个家所](?!月|批|季)"
_GAINED = r"获评|获批|通过|建成|获得|入选|创成|荣获|成为"
_BEHIND = re.compile(rf"{_ORDER}(?:{_GAINED}|的)*(?P<honour>[一-鿿]{{4,24}})")
_BEFORE = re.compile(rf"(?:{_GAINED})(?P<honour>[一-鿿]{{4,24}})，(?:是|也是|成为|为)?{_ORDER}(?=[，。；])")
_FILL = re.compile(r"国家级?|全国|省级?|督导|评估|认定|验收|示范|创建|县区|[县市区旗]|的|称号")
_ALIKE = 0.75
_LEAST = 4
#: 全县无一所薄弱学校 … 11所薄弱学校需要改造.
_NOT_ONE = re.compile(r"(?:无一|没有一)(?P<unit>[所个名处起例间座])(?P<noun>[一-鿿]{3,8})(?=[，。；、])")
_NOT_NOW = re.compile(r"上年|去年|原有|曾|此前|20\d\d年|已|改造了|消除|转化|由|从|减少|提升|帮扶|全[国省]")
_PLENTY = 40


@dataclass(frozen=True)
class _Honour:
    statement: Statement
    start: int
    end: int
    level: str
    rank: int
    pairs: frozenset[str]
    words: str


def check(context: CheckContext) -> Iterator[Finding]:
    """Every honour told with its place, and every kind of which there is said to be none."""
    told: list[_Honour] = []
    none: dict[tuple[str, str], tuple[Statement, str]] = {}
    for statement in context.statements:
        if statement.flow.part == "table":
            continue
        text = statement.text
        if "全" in text and len(told) < _PLENTY:
            told += _honours(statement)
        if "无一" in text or "没有一" in text:
            for match in _NOT_ONE.finditer(text):
                none.setdefault((match["unit"], match["noun"]), (statement, match[0]))
    for at, other in enumerate(told):
        first = next((one for one in told[:at] if _of_one(one, other)), None)
        if first is not None and first.rank != other.rank:
            yield _otherwise(first, other)
    if none and len(none) <= _PLENTY:
        yield from _after_all(context, none)


def _honours(statement: Statement) -> Iterator[_Honour]:
    seen: set[int] = set()
    for pattern in (_BEFORE, _BEHIND):
        for match in pattern.finditer(statement.text):
            core = _FILL.sub("", match["honour"])
            if len(core) < _LEAST or match.start("level") in seen:
                continue
            seen.add(match.start("level"))
            rank = (
                1
                if match["first"]
                else int(match["n"])
                if match["n"].isdigit()
                else int(parse_chinese(match["n"]) or 0)
            )
            pairs = frozenset(core[i : i + 2] for i in range(len(core) - 1))
            start = statement.start + match.start("level") - 1
            end = statement.start + max(match.end("n"), match.end("first")) + 1
            yield _Honour(statement, start, end, match["level"], rank, pairs, match["honour"])


def _of_one(one: _Honour, other: _Honour) -> bool:
    small = min(len(one.pairs), len(other.pairs))
    return one.level == other.level and len(one.pairs & other.pairs) >= small * _ALIKE


def _otherwise(first: _Honour, other: _Honour) -> Finding:
    words = first.statement.between(first.start, first.end)
    finding = STANDING.at(
        other.statement.flow,
        other.start,
        other.end,
        f"“{other.words}”别处写的是“{words}”",
        evidence=(Evidence("document", "", first.statement.text.strip()),),
        suggestion="核对名次",
    )
    return STANDING.further(finding, tuple(first.statement.flow.places(first.start, first.end)))


def _after_all(context: CheckContext, none: dict[tuple[str, str], tuple[Statement, str]]) -> Iterator[Finding]:
    kinds = "|".join(re.escape(unit + noun) for unit, noun in none)
    pattern = re.compile(rf"(?P<n>[1-9]\d*|[二两三四五六七八九十])(?:多|余)?(?P<thing>{kinds})")
    for statement in context.statements:
        for match in pattern.finditer(statement.text):
            claim, words = none[match["thing"][0], match["thing"][1:]]
            clause = re.split("[，。；]", statement.text[: match.start()])[-1]
            if claim is statement or _NOT_NOW.search(clause):
                continue
            finding = DENIED.at(
                statement.flow,
                statement.start + match.start(),
                statement.start + match.end(),
                f"别处写“{words}”，这里又有{match['n']}{match['thing'][0]}",
                evidence=(Evidence("document", "", claim.text.strip()),),
                suggestion="核对后统一口径",
                root=f"CON004:{match['thing']}",
            )
            at = claim.start + claim.text.find(words)
            yield DENIED.further(finding, tuple(claim.flow.places(at, at + len(words))))


FAMILY = Family("CON", "前后矛盾", (), check)
