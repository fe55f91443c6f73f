"""What sentences say of the years that are the rows, or the columns, of a table.

「2021年教育支出增长7.3%」, 「2023年比2019年增加3.5亿元」 where the sentence before names the thing, 「2022年增长7.3%，
2023年增速回落0.6个百分点」. A change that its own years do not give is told where other years of the table do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.moved import Measure, growth, measure_of
from drafter.checking.relations.ranks import words_of
from drafter.checking.relations.row_things import Cell, Cells, digits
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.things import read_thing
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["BARE_BETWEEN", "GREW", "gives", "row_of", "year_rows"]

GREW = r"(?:实际|又|共|净|累计|总共)*(?:增长|增加|增|提高|上升|下降|减少|降低|减|降)(?:了|到)?(?:约|近)?"
#: 2023年比2019年增加: of what the sentence before tells.
BARE_BETWEEN = re.compile(
    rf"^(?:其中)?[，,]?(?P<now>(?:19|20)\d\d)年[底末]?[比较](?P<then>(?:19|20)\d\d)年[底末]?{GREW}$"
)
#: 2021年教育支出增长
_IN_YEAR = re.compile(
    rf"(?<![—–~\-至到])(?<!\d)(?P<year>(?:19|20)\d\d)年(?P<what>[^，。；：、（）\d比较与和]{{2,16}}?)"
    rf"(?:同比|[比较]上年(?:同期)?)?{GREW}$"
)
_PACE = re.compile(
    r"^[，,；;](?:而|但|到)?(?P<year>(?:19|20)\d\d)年(?:的)?(?:增速|增幅|增长率|增长)(?:[比较]上年)?"
    r"(?:(?P<down>回落|放缓|下降|收窄|降低|减缓|缩小)|(?:提高|加快|上升|扩大|加大))(?:了|至少)?(?:约|近)?$"
)
_OTHER = re.compile(r"计划|目标|力争|预计|年均|累计|平均|全[省国]|可比|剔除|扣除")
_FEWEST, _TELLING = 2, 3
_TAIL = 4


def year_rows(cells: Cells, statements: Iterable[Statement], told: set[int]) -> Iterator[Relation]:
    """Changes of the sentences against the cells of their years.

    Args:
        told: ids of figures that what they are told of has already been read for.
    """
    dated = cells.dated()
    if not dated:
        return
    for statement in statements:
        for at, figure in enumerate(statement.figures):
            usable = figure.role is Role.CHANGE and figure.quantity.definite and not figure.quantity.spelled
            if not usable or figure.id in told or _OTHER.search(figure.gap):
                continue
            relation = _between(dated, figure) or _in_year(dated, figure)
            if relation is None and at:
                relation = _pace(dated, statement.figures[at - 1], figure)
            if relation is not None:
                yield relation


def _between(dated: Sequence[Mapping[int, Cell]], figure: Figure) -> Relation | None:
    """A change between two years that names nothing: of whichever column it fits, else of the only one that it fits for
    another year."""
    words = BARE_BETWEEN.match(figure.gap)
    measure = measure_of(figure)
    if words is None or measure is None or digits(figure) < _TELLING:
        return None
    now, then = int(words["now"]), int(words["then"])
    rows = [row for row in dated if {now, then} <= row.keys() and row[now].moves(figure)]
    right: list[tuple[Mapping[int, Cell], tuple[int, int]]] = []
    for row in rows:
        if gives(measure, row[now], row[then], figure):
            return None
        fits = [(now, y) for y in row if y < now and y != then] + [(y, then) for y in row if y > then and y != now]
        right += [(row, pair) for pair in fits if gives(measure, row[pair[0]], row[pair[1]], figure)]
    if len(right) != 1:
        return None
    row, (until, since) = right[0]
    moved = measure(row[now], row[then])
    expected = printed_like(abs(moved[1]), figure.quantity) if moved else ""
    formula = f"表中{row[now].name}{row[now].figure.text}与{row[then].name}{row[then].figure.text}"
    formula += f"（{figure.text}是{until}年与{since}年的）"
    kind = "growth" if figure.quantity.kind is Kind.PERCENT else "difference"
    figures = (row[then].figure, row[now].figure, figure)
    return Relation(kind, formula, State.REFUTED, figures, expected, weak=True, plain=True)


def _in_year(dated: Sequence[Mapping[int, Cell]], figure: Figure) -> Relation | None:
    """The growth of one year that is that of another."""
    words, row = _IN_YEAR.search(figure.gap), _row(dated, figure)
    measure = measure_of(figure)
    if words is None or row is None or measure is None or digits(figure) < _TELLING:
        return None
    year = int(words["year"])
    if year not in row or year - 1 not in row or not row[year].moves(figure):
        return None
    if gives(measure, row[year], row[year - 1], figure):
        return Relation(
            "growth", f"表中{row[year].name}", State.PROVED, (row[year - 1].figure, row[year].figure, figure)
        )
    others = [y for y in row if y != year and y - 1 in row and gives(measure, row[y], row[y - 1], figure)]
    if len(others) != 1:
        return None
    at = figure.start - len(figure.gap) + words.start() - figure.statement.start
    stated = words_of(figure.statement, at, at + len(words["year"]) + 1)
    formula = f"表中按{row[others[0]].name}算，{figure.text}是{others[0]}年的"
    return Relation("rank", formula, State.REFUTED, (stated,), weak=True)


def _pace(dated: Sequence[Mapping[int, Cell]], before: Figure, figure: Figure) -> Relation | None:
    """By how many points the growth of a year lies below that of the year before, which the sentence has told."""
    words, first = _PACE.match(figure.gap), _IN_YEAR.search(before.gap)
    row = _row(dated, before)
    if words is None or first is None or row is None or figure.quantity.kind is not Kind.POINTS:
        return None
    year = int(words["year"])
    if int(first["year"]) != year - 1 or year not in row or year - 1 not in row or before.direction <= 0:
        return None
    grown = growth(row[year], row[year - 1])
    if grown is None or before.quantity.kind is not Kind.PERCENT or grown[1] <= 0:
        return None
    sign = -1 if words["down"] else 1
    slower, exact = grown[0] - before.quantity.interval, grown[1] - before.quantity.value
    held = Interval(sign * figure.quantity.interval.high, sign * figure.quantity.interval.low) if sign < 0 else None
    told = held or figure.quantity.interval
    if abs(slower).meets(abs(told)) and not slower.meets(told):
        way = "回落" if exact < 0 else "加快"
        formula = f"表中{year}年增长{grown[1]:.2f}%，上年{before.text}"
        return Relation("direction", formula, State.REFUTED, (before, figure), way, weak=True)
    state = State.PROVED if slower.meets(told) else State.REFUTED
    over = f"{row[year].figure.text}÷{row[year - 1].figure.text}"
    formula = f"表中{year}年增长{grown[1]:.2f}%（{over}）与上年{before.text}之差"
    expected = "" if state is State.PROVED else printed_like(abs(exact), figure.quantity)
    figures = (row[year - 1].figure, row[year].figure, before, figure)
    return Relation("points", formula, state, figures, expected, weak=True, plain=True)


def _row(dated: Sequence[Mapping[int, Cell]], figure: Figure) -> Mapping[int, Cell] | None:
    """The only row of years that is of what a change names: 教育支出 is 一般公共预算教育支出 where no other is."""
    words = _IN_YEAR.search(figure.gap)
    return row_of(dated, words["what"]) if words is not None else None


def row_of(dated: Sequence[Mapping[int, Cell]], what: str, stage: str = "") -> Mapping[int, Cell] | None:
    """The same of a name by itself, which may leave unsaid the stage of school that the sentence has named."""
    thing = read_thing(what)
    thing = thing if thing.stage else replace(thing, stage=stage)
    if len(thing.core) < _FEWEST:
        return None
    kind = [
        row for row in dated if (of := next(iter(row.values())).thing).stage == thing.stage and of.owner == thing.owner
    ]
    same = [row for row in kind if next(iter(row.values())).thing.core == thing.core]
    if not same and len(thing.core) >= _TAIL:
        same = [row for row in kind if next(iter(row.values())).thing.core.endswith(thing.core)]
    return same[0] if len(same) == 1 else None


def gives(measure: Measure, now: Cell, then: Cell, figure: Figure) -> bool:
    """Whether two cells lie apart by a change, the same way."""
    moved = measure(now, then)
    if moved is None or (figure.direction and moved[1] and (moved[1] > 0) != (figure.direction > 0)):
        return False
    return abs(moved[0]).meets(figure.quantity.interval)
