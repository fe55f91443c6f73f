"""Tables and the sentences beside them, which speak of their rows."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafter.checking.relations.views import View
from drafter.checking.text.statements import Statement

__all__ = ["Beside", "beside"]


@dataclass(frozen=True)
class Beside:
    """A table and the sentences of its section."""

    view: View
    statements: tuple[Statement, ...]
    names: re.Pattern[str]


def beside(views: list[View], statements: Iterable[Statement]) -> Iterator[Beside]:
    """Each table with the sentences of its section; of several in one section those up to the next are of the last."""
    by_section: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.flow.part != "table" and statement.figures is not None:
            by_section[statement.flow.section].append(statement)
    first = {id(view): min(view.grid.cells.values(), key=lambda f: f.id) for view in views}
    for number, view in enumerate(views):
        if not view.rows or not view.columns:
            continue
        here = first[id(view)].statement.flow
        after = views[number + 1] if number + 1 < len(views) else None
        stop = first[id(after)].statement.number if after is not None else 1_000_000_000
        begin = first[id(views[number - 1])].statement.number if number else -1
        section = by_section[here.section]
        near = section[bisect_right(section, begin, key=_number) : bisect_left(section, stop, key=_number)]
        if near:
            labels = sorted(view.rows, key=len, reverse=True)
            yield Beside(view, tuple(near), re.compile("|".join(map(re.escape, labels))))


def _number(statement: Statement) -> int:
    return statement.number
