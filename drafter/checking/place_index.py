"""All that a report tells of its places: what tables give by place, what sentences list, and who is meant by 两县."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from drafter.checking.context import CheckContext
from drafter.checking.counties import Series, same_thing, series, thing_of
from drafter.checking.county_prose import series_of
from drafter.checking.place_lists import PlaceList, place_lists
from drafter.checking.place_names import PlaceNames
from drafter.checking.relations.place_items import LEFT, ItemColumn, item_columns
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Statement
from drafter.checking.text.things import Thing
from drafter.reading import Flow

__all__ = ["Measure", "PlaceIndex", "kin"]

_MOST = 240
_FEWEST, _SHORTEST = 2, 2
_CLAUSES = 6
#: 从巩固率看, 按在校生规模排序: the words between are what is meant.
_VIEW = re.compile(r"^(?:[从按以就论]|就)(?P<what>[^，。；]{2,14}?)(?:来看|上看|而言|来说|方面|看|计|排序|规模)$")
#: What says where things are or how many places, and names none: 集中在…, 两区, 已没有大班额.
_GONE = re.compile(
    r"^(?:已|均|都|再无|不再有|没有|全部|全面|消除了?|[两二三四五]个?(?:县（[市区、]+）|[县市区]{1,2}|[地者镇乡]|街道))+"
    r"|(?:主要|多|大多|相对)?(?:集中|分布)(?:在|于).*$"
)
_FIGURES = re.compile(r"\d[^，。；：]*$")


def kin(one: Thing, other: Thing) -> bool:
    """Whether two names may be of one thing, of which one says less: 支出 for 教育支出."""
    if same_thing(one, other):
        return True
    inside = bool(one.core and other.core) and (one.core in other.core or other.core in one.core)
    return inside and one.owner == other.owner and (one.stage == other.stage or not one.stage or not other.stage)


@dataclass(frozen=True)
class Measure:
    """One measure of several places.

    Attributes:
        listed: the list that tells it, None for a table's.
    """

    series: Series
    listed: PlaceList | None = None

    @property
    def flow(self) -> Flow:
        """Where it stands."""
        return next(iter(self.series.values.values())).statement.flow

    @property
    def number(self) -> int:
        """The number of its (first) sentence."""
        return min(figure.statement.number for figure in self.series.values.values())


def _of_items(column: ItemColumn) -> Series:
    """What one item after the other tells of its place, as a measure of all of them."""
    words = LEFT.sub("", column.words)
    percent = column.figures[0].quantity.kind is Kind.PERCENT
    return Series(words, thing_of(words), column.values, None, Decimal(1), percent)


class PlaceIndex:
    """What is told of the places of one report."""

    def __init__(self, context: CheckContext) -> None:
        self.context = context
        self.names = PlaceNames.read(context)

    @cached_property
    def lists(self) -> list[PlaceList]:
        """What sentences list, of one place or more."""
        return place_lists(self.context, self.names)

    @cached_property
    def measures(self) -> list[Measure]:
        """What tables and sentences give of two places and more."""
        tables = [Measure(one) for one in series(self.context, self.names.parts)]
        spoken = [Measure(series_of(self.context, one), one) for one in self.lists if len(one.entries) >= _FEWEST]
        items = [Measure(_of_items(column)) for column in item_columns(self.context.statements)]
        return [*tables, *items, *spoken][:_MOST]

    @cached_property
    def alone(self) -> list[Measure]:
        """What sentences tell of single places."""
        return [Measure(series_of(self.context, one), one) for one in self.lists if len(one.entries) == 1]

    def before(self, statement: Statement, at: int, *, alone: bool = False) -> list[Measure]:
        """The lists of a paragraph up to an offset, the nearest first.

        Args:
            alone: whether figures of single places are meant, too.
        """
        every = [*self.measures, *self.alone] if alone else self.measures
        here = [one for one in every if one.listed is not None and one.flow is statement.flow]
        here.sort(key=lambda one: one.listed.end if one.listed is not None else 0)
        return [one for one in reversed(here) if one.listed is not None and one.listed.end <= at]

    def said(self, statement: Statement, at: int) -> Iterator[Thing]:
        """What the clauses of a sentence name, up to an offset, the nearest first; names of places left out."""
        text = statement.between(statement.start, at)
        for clause in reversed(re.split(r"[，。；：、（）]", text)[-_CLAUSES:]):
            words = _VIEW.sub(r"\g<what>", _FIGURES.sub("", self._places.sub("", clause)))
            words = _GONE.sub("", words)
            if (thing := thing_of(words)).core:
                yield thing

    def named(
        self, statement: Statement, at: int, names: Iterable[str], *, percent: bool | None = None
    ) -> list[Measure]:
        """The measures of some places that the nearest clause names which names any; tables before lists."""
        wanted = set(names)
        having = [m for m in self.measures if wanted <= set(m.series.values) and percent in (None, m.series.percent)]
        for thing in self.said(statement, at) if having else ():
            if found := [m for m in having if same_thing(thing, m.series.thing)]:
                tables = [m for m in found if m.listed is None]
                return tables if len(tables) == 1 else found
        return []

    @cached_property
    def _places(self) -> re.Pattern[str]:
        names = sorted({*self.names.parts, *self.context.localities.counts}, key=len, reverse=True)
        short = "|".join(re.escape(name[:-1]) for name in names if len(name) > _SHORTEST)
        called = [rf"(?:{short})(?=[、和与及]|[两二三四五六2-6]个?[县区市镇乡])"] if short else []
        return re.compile("|".join([*map(re.escape, names), *called]) or "$^")
