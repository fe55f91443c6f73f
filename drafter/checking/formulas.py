"""The field's formulas (德智体美劳, 四有好老师, 五项管理): what they are called and of what members they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from os.path import commonprefix
from typing import Any

from drafter.files import read_yaml
from drafter.resources import bundled

__all__ = ["Formula", "known_formulas", "recited_in"]

_NUMERALS = "一二两三四五六七八九十"
_QUOTES = "“”\"'‘’"


@dataclass(frozen=True)
class Formula:
    """One formula; see the head of ``knowledge/wording/formulas.yaml`` for its fields."""

    name: str
    names: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]
    source: str
    alone: bool = False
    ordered: bool = False
    loose: bool = False
    also: str = ""

    @cached_property
    def words(self) -> tuple[tuple[str, int], ...]:
        """Every way to tell a member, with the number of the member; the longest first."""
        told = [(word, number) for number, ways in enumerate(self.members) for word in ways]
        return tuple(sorted(told, key=lambda pair: -len(pair[0])))

    @cached_property
    def named(self) -> re.Pattern[str]:
        """Its names, quotation marks left out or not; in place of the number that a name begins with, any (``n``)."""
        return re.compile("|".join(_loosened(name) for name in self.names))

    @cached_property
    def number(self) -> str:
        """The number that its name begins with, if it does."""
        first = self.names[0].lstrip(_QUOTES)[:1]
        return first if first in _NUMERALS else ""

    @cached_property
    def affix(self) -> re.Pattern[str] | None:
        """What all members begin or end with (唯……, ……课堂), as a pattern of a word made like them."""
        first = [ways[0] for ways in self.members]
        head, tail = commonprefix(first), commonprefix([word[::-1] for word in first])[::-1]
        if not head and not tail:
            return None
        longest = max(map(len, first)) - len(head)
        between = "[一-鿿]{1,8}?" if tail else f"[一-鿿]{{1,{longest}}}"
        return re.compile(f"{re.escape(head)}{between}{re.escape(tail)}")

    @property
    def told(self) -> str:
        """Its members as a report would list them."""
        return "、".join(ways[0] for ways in self.members)


def _loosened(name: str) -> str:
    marks = f"[{_QUOTES}]?"
    parts = [re.escape(part) for part in re.split(f"[{_QUOTES}]", name)]
    bare = marks.join(parts)
    first = name.lstrip(_QUOTES)[:1]
    if first not in _NUMERALS:
        return bare
    at = bare.index(first)
    return f"{bare[:at]}[{_NUMERALS}]{bare[at + 1 :]}"


@lru_cache(maxsize=1)
def known_formulas() -> tuple[Formula, ...]:
    """The shipped formulas."""
    return tuple(_formula(entry) for entry in read_yaml(bundled("knowledge", "wording", "formulas.yaml")))


@lru_cache(maxsize=1)
def _by_first_character() -> dict[str, list[tuple[str, int, int]]]:
    """(way of saying a member, number of the formula, number of the member) under the first character of the way."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for number, formula in enumerate(known_formulas()):
        for member, ways in enumerate(formula.members):
            for way in ways:
                found.setdefault(way[:1], []).append((way, number, member))
    return found


def recited_in(text: str) -> list[Formula]:
    """The formulas of which a text holds two members or more, in the order of the file; one pass over the text."""
    index = _by_first_character()
    held: dict[int, set[int]] = {}
    for at, mark in enumerate(text):
        for way, number, member in index.get(mark, ()):
            if text.startswith(way, at):
                held.setdefault(number, set()).add(member)
    known = known_formulas()
    return [known[number] for number in sorted(held) if len(held[number]) > 1]


def _formula(entry: dict[str, Any]) -> Formula:
    return Formula(
        name=str(entry["name"]),
        names=(str(entry["name"]), *map(str, entry.get("names", ()))),
        members=tuple(tuple(str(member).split("|")) for member in entry["members"]),
        source=entry["source"],
        alone=entry.get("alone", False),
        ordered=entry.get("ordered", False),
        loose=entry.get("loose", False),
        also=entry.get("also", ""),
    )
