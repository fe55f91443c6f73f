"""How far a stage of school lies from the mean that a column of a table has: 「初中比全市平均水平低430元」.

The table has the value of each stage and, in a column of its own, the mean of the level above. Which stage is meant the
clause says; that the figures are those of the table their digits show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.plausible import digits, is_slip
from drafter.checking.relations.cells import in_base_units
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.text.grids import Grid
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.subjects import Subject
from drafter.checking.text.things import read_thing, read_words
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["mean_columns"]

_MEAN = re.compile(r"(?P<level>全[国省市州]|[国省市州]内?)(?:的)?(?:平均|均值)")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_CHANGE = re.compile(r"增|减|变|差|同比|升|降|排名|目标|标准|计划")
_THAN = re.compile(
    r"(?:[比较]|[与同]?)(?P<level>全[国省市州])(?:的)?平均(?:水平|值|数)?(?:相比)?[，,]?(?:仍|还|依然|则|要|又|约)*(?P<way>高|低|多|少)(?:出|了)?(?:约)?$"
    r"|(?P<word>高于|高出|低于|低出|多于|少于|超过|超出)(?P<whose>全[国省市州])(?:的)?平均(?:水平|值|数)?(?:约)?$"
)
_TELLING = 2


@dataclass(frozen=True)
class _Row:
    """The value of a stage and the mean beside it, in base units."""

    own: Figure
    mean: Figure
    apart: Interval
    exact: Decimal
    percent: bool


def mean_columns(
    tables: Sequence[Grid], prose: Sequence[Statement], subjects: Mapping[int, Subject]
) -> Iterator[Relation]:
    """Every distance from a mean that a table has beside the value."""
    rows = [(level, found) for grid in tables for level, found in _rows_of(grid)]
    for statement in prose if rows else ():
        for figure in statement.figures:
            words = _THAN.search(figure.gap) if figure.role is Role.CHANGE and figure.quantity.definite else None
            if words is None or digits(figure.quantity.value) < _TELLING:
                continue
            stage = _stage(statement, figure, subjects)
            level = words["level"] or words["whose"]
            way = -1 if (words["way"] or words["word"])[0] in "低少" else 1
            known = [found for told, found in rows if told == level and stage in found]
            for found in known if len(known) == 1 else ():
                yield from _decided(figure, found, stage, way)


def _rows_of(grid: Grid) -> Iterator[tuple[str, dict[str, _Row]]]:
    """The rows of stages of a table with one column of means, and of which level these are."""
    heads = {column: grid.name(column) for column in grid.columns}
    means = {column: match for column, head in heads.items() if (match := _MEAN.search(head))}
    years = [int(match[0]) for head in heads.values() if (match := _YEAR.search(head))]
    own = [c for c, head in heads.items() if c not in means and not _CHANGE.search(head)]
    if years:
        own = [c for c in own if str(max(years)) in heads[c]] or [c for c in own if not _YEAR.search(heads[c])]
    if len(means) != 1 or len(own) != 1:
        return
    ((mean, match),) = means.items()
    found: dict[str, _Row] = {}
    for row, label in grid.labels.items():
        stage = read_thing(label).stage
        left, right = in_base_units(grid, row, own[0]), in_base_units(grid, row, mean)
        if not stage or left is None or right is None or stage in found:
            continue
        percent = grid.is_percent(own[0]) or grid.cells[row, own[0]].quantity.kind is Kind.PERCENT
        cells = grid.cells[row, own[0]], grid.cells[row, mean]
        found[stage] = _Row(*cells, left[0] - right[0], left[1] - right[1], percent)
    if len(found) > 1:
        yield ("全" + match["level"][-1] if len(match["level"]) == 1 else match["level"]), found


def _stage(statement: Statement, figure: Figure, subjects: Mapping[int, Subject]) -> str:
    """The stage that the part of a sentence names last."""
    before = re.split("[；。]", statement.between(statement.start, figure.start))[-1]
    clauses = [stages for clause in re.split("[，：]", before) if (stages := read_words(clause).stages)]
    if clauses:
        return next(iter(clauses[-1])) if len(clauses[-1]) == 1 else ""
    subject = subjects.get(figure.id)
    return subject.thing.stage if subject is not None else ""


def _decided(figure: Figure, found: Mapping[str, _Row], stage: str, way: int) -> Iterator[Relation]:
    row, told = found[stage], figure.quantity
    if (told.kind is Kind.POINTS) is not row.percent or told.kind not in (Kind.POINTS, Kind.AMOUNT):
        return
    formula = f"表中{row.own.text}与{row.mean.text}"
    if abs(row.apart).meets(told.interval):
        if (row.exact > 0) == (way > 0):
            yield Relation("difference", f"表中{row.own.text}－{row.mean.text}", State.PROVED, (figure,))
        else:
            said = "前者低于后者" if way > 0 else "前者高于后者"
            yield Relation("direction", formula, State.REFUTED, (row.own, row.mean, figure), said, weak=True)
        return
    others = [name for name, other in found.items() if name != stage and abs(other.apart).meets(told.interval)]
    if is_slip(told.value, abs(row.exact)) or others:
        expected = printed_like(abs(row.exact), told)
        told_of = (row.own, row.mean, figure)
        yield Relation("difference", formula, State.REFUTED, told_of, expected, weak=True, plain=True)
