"""What the metrics sheet adds to what a document tells, for figures that follow from others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.sheet_things import SheetThings
from drafter.checking.text.quantities import Kind, Quantity
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.telling import Tellings, Told
from drafter.checking.text.things import Thing, read_thing
from drafter.facts import Indicator, Interval, Metrics, Period, display
from drafter.reading import Flow

__all__ = ["WithSheet", "in_text", "sheet_figures"]

_NOWHERE = -1
_KINDS = {"money": Kind.AMOUNT, "count": Kind.AMOUNT}


class WithSheet(Tellings):
    """What a document tells of a thing, and where it tells nothing of it, what the sheet does."""

    def __init__(self, told: Tellings, metrics: Metrics) -> None:
        super().__init__()
        self._told = told
        self._metrics = metrics
        self._rows = SheetThings(metrics)
        self._read: dict[tuple[Thing, str, Period], list[Told]] = {}

    def all(self) -> Mapping[tuple[Thing, Period, str], list[Told]]:
        """Everything that the document tells, in order."""
        return self._told.all()

    def of(self, thing: Thing, measure: str, period: Period = Period.THIS) -> list[Told]:
        """What is told of a thing, else its cell."""
        found = self._told.of(thing, measure, period)
        if found or measure not in _KINDS:
            return found
        key = (thing, measure, period)
        if key not in self._read:
            self._read[key] = self._cell(*key)
        return self._read[key]

    def _cell(self, thing: Thing, measure: str, period: Period) -> list[Told]:
        indicator = self._rows.row(thing)
        if indicator is None or indicator.kind != measure or not self._is_of(indicator, thing):
            return []
        fact = self._metrics.get(indicator.id, period)
        if fact is None:
            return []
        figure = _figure(indicator, fact.value, fact.decimals)
        return [Told(figure, thing, figure.quantity.interval)]

    def _is_of(self, indicator: Indicator, thing: Thing) -> bool:
        """Whether a row says the very stage: 义务教育大班额 is told of 大班额, but is not those of 小学."""
        names = {self._metrics.rows.get(indicator.id, indicator.name), *indicator.names}
        return any((read.stage, read.owner) == (thing.stage, thing.owner) for read in map(read_thing, names))


def sheet_figures(metrics: Metrics) -> Iterator[tuple[str, Period, Figure]]:
    """(name, year, figure) of every amount of the sheet; the figures stand nowhere in the text."""
    for (name, period), fact in metrics.facts.items():
        indicator = metrics.indicator(name)
        if indicator.kind in _KINDS and fact.value > 0:
            yield metrics.rows.get(name, indicator.name), period, _figure(indicator, fact.value, fact.decimals)


def _figure(indicator: Indicator, value: Decimal, decimals: int) -> Figure:
    """A cell as a figure that stands nowhere in the text."""
    unit = indicator.unit
    exact = indicator.kind == "count" and decimals == 0
    interval = (Interval.exact(value) if exact else Interval.printed(value, decimals)).scaled(unit.factor)
    step = Decimal(1).scaleb(-decimals) * unit.factor
    text = f"{display(value, decimals, unit)}（指标表）"
    quantity = Quantity(0, 0, 0, text, Kind.AMOUNT, value * unit.factor, decimals, step, interval, unit)
    return Figure(_NOWHERE, quantity, Statement(Flow("", (), "", ""), _NOWHERE, 0, 0), "", Role.LEVEL)


def in_text(relation: Relation) -> Relation | None:
    """A relation with only those of its figures that stand in the text; None where none is left to be doubted."""
    if relation.stated.id == _NOWHERE or (relation.blamed is not None and relation.blamed.id == _NOWHERE):
        return None
    return replace(relation, figures=tuple(f for f in relation.figures if f.id != _NOWHERE))
