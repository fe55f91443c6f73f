"""Shares of several parts together: 「升学4560人、就业3120人，升学和就业合计占96.0%」 of the 8000 told before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import comparable, share_of, together
from drafter.checking.text.quantities import Kind
from drafter.checking.text.reckoning import ADDED
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts.numerals import parse_chinese
from drafter.findings import State

__all__ = ["joint_shares"]

#: What leads to the share: the parts by name or by how many there are, and that they are taken together.
_TOGETHER = re.compile(
    rf"^[，；](?:(?P<many>[两二三四])(?:者|项|类|部分)|(?P<names>[^，。；、\d占]{{2,8}}?(?:[和与及、][^，。；、\d占]{{2,8}}?)+))?"
    rf"(?:{ADDED}|共)占(?:比|到)?[^，。；\d]{{0,14}}$"
)
_AND = re.compile("[和与及、]")
_WINDOW = 8


def joint_shares(statement: Statement) -> Iterator[Relation]:
    """Every share that a sentence tells of the last parts before it together."""
    figures = statement.figures
    for at, share in enumerate(figures):
        words = _TOGETHER.match(share.gap) if share.quantity.kind is Kind.PERCENT and at > 2 else None
        if words is None:
            continue
        earlier = [f for f in figures[max(0, at - _WINDOW) : at] if f.quantity.kind is Kind.AMOUNT]
        levels = [f for f in earlier if f.role is Role.LEVEL and f.quantity.definite]
        parts = _parts(levels, words)
        wholes = [f for f in levels if parts and f.id < parts[0].id and comparable(parts[0], f)]
        yield from _decided(parts, wholes, share)


def _parts(levels: list[Figure], words: re.Match[str]) -> list[Figure]:
    """The parts that are meant: by their names, else as many as are counted, else the last two."""
    if words["names"]:
        names = _AND.split(words["names"])
        found = [next((f for f in reversed(levels) if name in f.gap), None) for name in names]
        parts = [f for f in found if f is not None]
        return sorted(parts, key=lambda f: f.id) if len(parts) == len({f.id for f in parts}) == len(names) else []
    many = int(parse_chinese(words["many"].replace("两", "二")) or 0) if words["many"] else 2
    return levels[-many:] if len(levels) > many else []


def _decided(parts: list[Figure], wholes: list[Figure], share: Figure) -> Iterator[Relation]:
    if len(parts) < 2 or not all(comparable(parts[0], part) for part in parts[1:]):
        return
    added = together(parts)
    larger = [whole for whole in wholes if whole.quantity.value >= added.quantity.value]
    found = [r for whole in larger if (r := share_of(added, whole, share, [])) is not None]
    relation = next((r for r in found if r.state is State.PROVED), None)
    if relation is None and len(found) == 1:
        relation = replace(found[0], weak=True)
    if relation is not None:
        yield replace(relation, figures=(*parts, *relation.figures[1:]))
