"""Tables that give the standard of each row and say whether it is met: 「小学≥4.5，初中≥5.8 | 4.83 | 6.24 | 是」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.text.grids import Grid
from drafter.checking.text.statements import Figure
from drafter.findings import State

__all__ = ["standards"]

_STANDARD = re.compile(r"标准|要求|规定值|达标值|底线")
_VERDICT = re.compile(r"是否达标|是否符合|达标情况|是否达到")
_BOUND = re.compile(r"(?P<who>[一-鿿]{0,6}?)(?P<way>≥|≤|不低于|不高于|不少于|不超过)(?P<value>\d+(?:\.\d+)?)")
_MET = re.compile(r"是|均?达标|均?符合|√|✓|合格")
_MISSED = re.compile(r"(?P<who>[一-鿿]{2,4}?)?(?:否|未达标|不达标|不符合|×)")


def standards(grid: Grid) -> Iterator[Relation]:
    """Values that the table's own word for them does not fit."""
    bounds = [c for c in grid.heads if _STANDARD.search(grid.name(c)) and not _VERDICT.search(grid.name(c))]
    verdicts = [c for c in grid.heads if _VERDICT.search(grid.name(c))]
    if len(bounds) != 1 or len(verdicts) != 1:
        return
    for row in grid.rows:
        said = grid.words.get((row, verdicts[0]), "").strip()
        marks = list(_BOUND.finditer(grid.words.get((row, bounds[0]), "")))
        missed = _MISSED.fullmatch(said)
        if marks and (missed or _MET.fullmatch(said)):
            values = {grid.name(c): f for c in grid.columns if c not in bounds and (f := grid.cells.get((row, c)))}
            yield from _row(marks, values, missed)


def _row(marks: list[re.Match[str]], values: dict[str, Figure], missed: re.Match[str] | None) -> Iterator[Relation]:
    held: dict[str, tuple[Figure, bool, str]] = {}
    for mark in marks:
        bound, below = Decimal(mark["value"]), mark["way"] in ("≤", "不高于", "不超过")
        for name, figure in values.items():
            if mark["who"] and name != mark["who"]:
                continue
            value = figure.quantity.value
            formula = f"{figure.text}{'≤' if below else '≥'}{mark['value']}"
            held[name] = (figure, value <= bound if below else value >= bound, formula)
    if not held or (missed and missed["who"] and missed["who"] not in held):
        return
    if missed and not missed["who"]:  # one that falls short is enough
        if all(met for _, met, _ in held.values()):
            figure, _, formula = next(iter(held.values()))
            yield Relation("target", f"未达标（{formula}）", State.REFUTED, (figure,), "与所称不符", weak=True)
        return
    for name, (figure, met, formula) in held.items():
        short = missed is not None and missed["who"] == name
        if met is short:
            told = f"未达标（{formula}）" if short else formula
            yield Relation("target", told, State.REFUTED, (figure,), "与所称不符", weak=True)
        else:
            yield Relation("target", formula, State.PROVED, (figure,))
