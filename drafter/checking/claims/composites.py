"""Standards made of parts: a claim that all parts are met, and parts that are owned as unmet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.checking.text.statements import Statement
from drafter.files import read_yaml
from drafter.resources import bundled

__all__ = ["Told", "claims_met", "parts_unmet"]

_MET = r"(?:全部|均|都|已|逐校|逐项|100%|百分之百|完全)+[^，。；\d]{0,8}?(?:达标|达到|符合|合格|满足|完成|实现|落实)"
_REACHED = (
    r"(?:全部|均|都|完全|逐校|逐项)[^，。；\d]{0,6}"
    r"(?:达标|达到(?:标准|要求|规定|国家)|合格|符合要求|完成|实现|落实(?:到位)?(?=[，。；]|$)|100%)"
)
_UNMET = (
    r"(?:未(?:能|全部|完全|全面)?(?:达标|达到|完成|配齐|配备)|不达标|没有(?:达标|达到)|达不到|尚未达"
    r"|低于[^，。；]{0,10}(?:标准|要求|指标)|不足|不合格|缺口)"
)
_WHO = r"(?:\d+|[一二三四五六七八九十]+|部分|个别|少数)[所个名]?"
_NOT_CLAIMED = re.compile(r"力争|争取|确保|计划|拟|将|要|推动|推进|逐步|基本|努力|目标|对照|预计|尚|未|没有|不|除|以上")
_NOT_OWNED = re.compile(r"上年|去年|前年|此前|原|曾|已(?:全部|经)?(?:整改|达标|补齐|解决)|由|从|防止|避免|以下")


@dataclass(frozen=True)
class _Whole:
    name: str
    met: re.Pattern[str]
    unmet: re.Pattern[str]


@dataclass(frozen=True)
class Told:
    """statement.text[start:end] says that every part of the standard ``name`` is met, or that some have not met one."""

    statement: Statement
    start: int
    end: int
    name: str

    @property
    def text(self) -> str:
        """Its words."""
        return self.statement.text[self.start : self.end]


@lru_cache(maxsize=1)
def _wholes() -> tuple[_Whole, ...]:
    found = []
    for entry in read_yaml(bundled("knowledge", "register", "composites.yaml")):
        parts = "|".join(entry["parts"])
        met = rf"{_MET}(?:了)?[^，。；\d]{{0,10}}?{entry['words']}|{entry['words']}[^，。；\d]{{0,6}}?{_REACHED}"
        unmet = rf"{_WHO}[^，。；\d]{{0,16}}?(?:{parts})[^，。；\d]{{0,8}}?{_UNMET}"
        found.append(_Whole(entry["name"], re.compile(met), re.compile(unmet)))
    return tuple(found)


def claims_met(statements: Iterable[Statement]) -> Iterator[Told]:
    """Clauses that say that a whole standard is met by all."""
    for statement in statements:
        for whole in _wholes():
            for match in whole.met.finditer(statement.text):
                clause = re.split("[，。；]", statement.text[: match.start()])[-1] + match[0]
                if not _NOT_CLAIMED.search(clause):
                    start = match.end() - len(clause)
                    yield Told(statement, max(start, 0), match.end(), whole.name)


def parts_unmet(statements: Iterable[Statement]) -> Iterator[Told]:
    """Clauses that own a part as unmet by some."""
    for statement in statements:
        for whole in _wholes():
            for match in whole.unmet.finditer(statement.text):
                clause = re.split("[。；]", statement.text[: match.start()])[-1] + match[0]
                behind = re.split("[。；]", statement.text[match.end() :])[0]
                if not _NOT_OWNED.search(clause[-60:]) and not _NOT_OWNED.search(behind[:16]):
                    yield Told(statement, match.start(), match.end(), whole.name)
