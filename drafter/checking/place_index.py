"""All that a report tells of its places: what tables give by place, what sentences list, and who is meant by 两县."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from drafter.checking.context import CheckContext
from drafter.checking.counties import Series, series
from drafter.checking.county_prose import series_of
from drafter.checking.place_lists import PlaceList, place_lists
from drafter.checking.place_names import PlaceNames
from drafter.checking.text.statements import Figure, Statement
from drafter.reading import Flow

__all__ = ["Measure", "PlaceIndex"]

_MOST = 240
_FEWEST = 2


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
        return [*tables, *spoken][:_MOST]

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

    @staticmethod
    def value(one: Measure, name: str) -> Figure | None:
        """The figure of a place."""
        return one.series.values.get(name)
