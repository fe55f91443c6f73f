"""A report with every figure numbered, and the values of the sheet, as they are shown to a model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from drafter.checking.observed import OWN, Observed, Seen
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Statement
from drafter.facts import Interval, Metrics
from drafter.reading import Document

__all__ = ["SHARE", "Line", "Numbered", "Operand", "numbered"]

#: The dimension of whatever counts parts of a whole: per cent, points, multiples, ratios.
SHARE = "share"
_SHARES = frozenset(["percent", "point", "times", "ratio", "proportion"])
_NAMED = re.compile(r"\[f\d+\]")
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Operand:
    """A value that a formula may name.

    Attributes:
        interval: what it may stand for: shares as fractions of one, all else in base units.
        value: the same taken at face value.
        dimension: what it measures; empty for a bare number.
        told: as it reads.
        figure: where it stands in the report, None for a value of the sheet.
        ref: where it stands in the sheet.
    """

    interval: Interval
    value: Decimal
    dimension: str
    told: str
    figure: Figure | None = None
    ref: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph or a row of a table as it is shown.

    Attributes:
        names: of its figures, in order.
        head: of a row, the first row of its table as it reads; empty outside tables.
    """

    text: str
    names: tuple[str, ...]
    head: str = ""

    @property
    def plain(self) -> str:
        """As it reads, without the names."""
        return _NAMED.sub("", self.text)


@dataclass(frozen=True)
class Numbered:
    """A report and its sheet.

    Attributes:
        lines: of the report, in order.
        sheet: rows of the sheet as they are shown.
        operands: every value by the name it is shown under.
    """

    lines: tuple[Line, ...]
    sheet: tuple[str, ...]
    operands: Mapping[str, Operand]


def numbered(
    document: Document, statements: Sequence[Statement], metrics: Metrics | None, region: str, year: int
) -> Numbered:
    """The report with its figures numbered; without a figure it has no lines."""
    operands: dict[str, Operand] = {}
    lines = tuple(_lines(document, statements, operands))
    sheet = tuple(_rows(metrics, region, year, operands)) if metrics is not None and year else ()
    return Numbered(lines if operands else (), sheet, operands)


def _lines(document: Document, statements: Sequence[Statement], operands: dict[str, Operand]) -> Iterator[Line]:
    cells = {p.index: p.cell for p in document.paragraphs if p.cell is not None}
    flows = (list(told) for _, told in groupby(statements, key=lambda s: id(s.flow)))
    heads: dict[int, str] = {}
    for (table, row), group in groupby(((_row(flow[0], cells), flow) for flow in flows), key=lambda pair: pair[0]):
        told = [_marked(flow, operands) for _, flow in group]
        line = Line(
            ("" if row < 0 else " | ").join(cell.text for cell in told), tuple(n for c in told for n in c.names)
        )
        if line.text.strip():
            yield line if row < 0 else replace(line, head=heads.setdefault(table, line.plain))


def _row(statement: Statement, cells: Mapping[int, tuple[int, int, int]]) -> tuple[int, int]:
    """(paragraph or table, row of the table): what is shown in one line; the row is -1 outside tables."""
    first = statement.flow.first_paragraph
    cell = cells.get(first)
    if statement.flow.part != "table":
        return first, -1
    return (cell[0], cell[1]) if cell is not None else (first, 0)


def _marked(flow: Sequence[Statement], operands: dict[str, Operand]) -> Line:
    """A paragraph with the name of each figure behind it."""
    text = flow[0].flow.text
    pieces: list[str] = []
    names: list[str] = []
    end = 0
    for figure in (f for statement in flow for f in statement.figures):
        if figure.start < end:
            continue
        name = f"f{figure.id}"
        operands[name] = _of_figure(figure)
        names.append(name)
        pieces += (text[end : figure.end], f"[{name}]")
        end = figure.end
    pieces.append(text[end:])
    return Line(" ".join("".join(pieces).split()), tuple(names))


def _of_figure(figure: Figure) -> Operand:
    quantity = figure.quantity
    share = quantity.kind in (Kind.PERCENT, Kind.POINTS)
    factor = _HUNDREDTH if share else Decimal(1)
    dimension = SHARE if share or quantity.kind in (Kind.TIMES, Kind.RATIO) else quantity.dimension.split("/")[0]
    return Operand(quantity.interval.scaled(factor), quantity.value * factor, dimension, figure.text, figure)


def _rows(metrics: Metrics, region: str, year: int, operands: dict[str, Operand]) -> Iterator[str]:
    """A line for each indicator and place, its years beside each other."""
    values = Observed(metrics, region, year).every()
    values.sort(key=lambda seen: (seen.region != OWN, seen.region))
    rows: dict[tuple[str, str], list[Seen]] = {}
    for seen in values:
        rows.setdefault((seen.region, seen.name), []).append(seen)
    for (place, name), told in rows.items():
        cells = []
        for seen in sorted(told, key=lambda s: -s.year):
            key = f"s{len(operands)}"
            operands[key] = _of_sheet(seen)
            cells.append(f"{seen.year}年 {seen.text}[{key}]")
        yield f"{place}{name}：{'，'.join(cells)}"


def _of_sheet(seen: Seen) -> Operand:
    share = seen.unit.dimension in _SHARES
    factor = _HUNDREDTH if seen.unit.dimension in ("percent", "point") else Decimal(1)
    dimension = SHARE if share else seen.unit.dimension.split("/")[0]
    told = f"{seen.region}{seen.name}{seen.year}年{seen.text}"
    return Operand(seen.interval.scaled(factor), seen.value * factor, dimension, told, ref=str(seen.cell))
