"""What sentences say of the whole span of years that a table has, one thing after the other.

「2023年比2019年增加3.48亿元，增长30.58%；同期在校生增长8.26%，专任教师增长10.45%」, 「五年间教育支出累计65.18亿元」,
「生师比由16.78降至16.45」. What is not what the cells give is told where its digits are those in another order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.moved import measure_of
from drafter.checking.relations.row_things import Cell, Cells, digits
from drafter.checking.relations.trials import misplaced, turned
from drafter.checking.relations.year_rows import BARE_BETWEEN, GREW, gives, row_of
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.things import read_thing
from drafter.facts import Interval
from drafter.facts.numerals import parse_chinese
from drafter.findings import State

__all__ = ["span_rows"]

_Row = Mapping[int, Cell]
_RATE = re.compile(rf"^[，,、（(]{GREW}$")
_MEANWHILE = re.compile(
    rf"^[，,；;。](?P<same>同期|同时期|其间|期间)?(?:的)?(?P<what>[^，。；：、（）\d比较]{{2,14}}?){GREW}$"
)
_TOGETHER = re.compile(
    r"(?P<years>[三四五六七八九十\d])年(?:间|来|里|内)?，?(?P<what>[^，。；：、（）\d]{2,14}?)(?:累计|合计|总计|共计|共)(?:投入|支出|完成|达到?|为)*$"
)
_FROM = re.compile(r"(?:^|[。，；])(?P<what>[^，。；：、（）\d]{2,12}?)[由从](?:(?P<year>(?:19|20)\d\d)年的?)?$")
_TO = re.compile(
    r"^(?:的)?(?:逐年|稳步|持续|又|再)*(?:增加|增|提高|上升|下降|减少|降低|减|降|升|扩大|缩小)(?:到|至|为)$"
)
_TELLING = 3


def span_rows(cells: Cells, statements: Iterable[Statement], told: set[int]) -> Iterator[Relation]:
    """Such figures against the cells of the first and the last year, or of all.

    Args:
        told: ids of figures that what they are told of has already been read for.
    """
    dated = cells.dated()
    for statement in statements if dated else ():
        span: tuple[int, int] | None = None
        row: _Row | None = None
        before: Figure | None = None
        same, stage = False, ""
        for figure in statement.figures:
            words = BARE_BETWEEN.match(figure.gap)
            if words is not None:
                span, same = (int(words["now"]), int(words["then"])), False
                row = _fitting(dated, span, figure)
            named = _MEANWHILE.match(figure.gap) if span is not None and words is None else None
            if named is not None:
                same = same or bool(named["same"])
                row = (row_of(dated, named["what"]) or row_of(dated, named["what"], stage)) if same else None
                stage = read_thing(named["what"]).stage or stage
            of_row = words is not None or named is not None or _RATE.match(figure.gap) is not None
            if figure.role is Role.CHANGE and span is not None and row is not None and of_row:
                relation = _moved(row, span, figure)
            else:
                relation = _together(dated, figure) or (_from_to(dated, before, figure) if before else None)
            before = figure
            if relation is not None and relation.stated.id not in told:
                yield relation


def _fitting(dated: Sequence[_Row], span: tuple[int, int], figure: Figure) -> _Row | None:
    """The only row that has moved by a figure over a span, else the only one that has but for a slip."""
    rows = [row for row in dated if set(span) <= row.keys() and row[span[0]].moves(figure)]
    measure = measure_of(figure)
    if measure is None:
        return None
    found = [row for row in rows if gives(measure, row[span[0]], row[span[1]], figure)]
    if not found:
        moved = [(row, measure(row[span[0]], row[span[1]])) for row in rows]
        found = [row for row, by in moved if by is not None and misplaced(figure.quantity, abs(by[1]))]
    return found[0] if len(found) == 1 else None


def _moved(row: _Row, span: tuple[int, int], figure: Figure) -> Relation | None:
    now, then = span
    measure = measure_of(figure)
    if measure is None or not set(span) <= row.keys() or not row[now].moves(figure) or digits(figure) < _TELLING:
        return None
    by, operands = measure(row[now], row[then]), (row[then].figure, row[now].figure, figure)
    formula = f"表中{row[now].name}{row[now].figure.text}与{row[then].name}{row[then].figure.text}"
    kind = "growth" if figure.quantity.kind is Kind.PERCENT else "difference"
    if gives(measure, row[now], row[then], figure):
        return Relation(kind, formula, State.PROVED, operands)
    if by is None or not figure.quantity.definite or not misplaced(figure.quantity, abs(by[1])):
        return None
    expected = printed_like(abs(by[1]), figure.quantity)
    return Relation(kind, formula, State.REFUTED, operands, expected, weak=True, plain=True)


def _together(dated: Sequence[_Row], figure: Figure) -> Relation | None:
    """「五年间教育支出累计65.18亿元」, of a table that has these five years."""
    words = _TOGETHER.search(figure.gap)
    row = row_of(dated, words["what"]) if words is not None else None
    if words is None or row is None or not figure.quantity.definite or digits(figure) < _TELLING:
        return None
    years = Decimal(words["years"]) if words["years"].isdigit() else parse_chinese(words["years"])
    first = next(iter(row.values()))
    if years != len(row) or not first.measures(figure) or first.dimension == "percent":
        return None
    added, exact = Interval.exact(Decimal(0)), Decimal(0)
    for cell in row.values():
        added, exact = added + cell.interval, exact + cell.value
    formula = "＋".join(cell.figure.text for _, cell in sorted(row.items()))
    operands = (*(cell.figure for cell in row.values()), figure)
    if added.meets(figure.quantity.interval):
        return Relation("product", f"表中{formula}", State.PROVED, operands)
    if not misplaced(figure.quantity, exact):
        return None
    expected = printed_like(exact, figure.quantity)
    return Relation("product", f"表中{formula}", State.REFUTED, operands, expected, weak=True, plain=True)


def _from_to(dated: Sequence[_Row], first: Figure, last: Figure) -> Relation | None:
    """「生师比由16.78降至16.45」: two values of a row, of which one is a cell and the other nearly so."""
    words = _FROM.search(first.gap)
    row = row_of(dated, words["what"]) if words is not None and _TO.match(last.gap) else None
    if row is None or first.quantity.dimension != last.quantity.dimension:
        return None
    held = [[cell for cell in row.values() if _is(cell, figure)] for figure in (first, last)]
    for figure, own, other in ((first, held[0], held[1]), (last, held[1], held[0])):
        if own or len(other) != 1 or digits(figure) < _TELLING:
            continue
        meant = [cell for cell in row.values() if turned(figure.quantity.value, cell.value)]
        if len(meant) == 1:
            cells = (meant[0].figure, figure)
            formula = f"表中{meant[0].name}为{meant[0].figure.text}"
            return Relation("cell", formula, State.REFUTED, cells, meant[0].figure.text, weak=True, plain=True)
    return None


def _is(cell: Cell, figure: Figure) -> bool:
    """Whether a figure is a cell's value, with or without a unit."""
    bare = figure.quantity.kind is Kind.BARE and not cell.dimension and figure.quantity.decimals > 0
    return (bare or cell.measures(figure)) and cell.interval.meets(figure.quantity.interval)
