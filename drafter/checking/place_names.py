"""Where a report names the places it speaks of: counties and cities, and the towns and streets of a county."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.context import CheckContext
from drafter.checking.localities import Locality
from drafter.checking.row_openings import opening_cells
from drafter.reading import Flow

__all__ = ["PlaceNames", "place_rows"]

_TOWN = re.compile(r"^[一-鿿]{2,4}(?:镇|乡|街道|苏木)$")
#: A town in running text: a list or a figure goes on behind its name, a clause or a list begins before it.
_SAID = re.compile(
    r"(?:^|[、，；：。（(和及与由对在]|其中)(?P<name>[一-鿿]{2,3}(?:镇|街道|(?<!城)乡))(?=\d|[、和与及]|以及|分别|最[高低多少])"
)
_NO_NAME = re.compile(r"^(?:[全各我本该其每某多两几等]|.*[个的城乡集建省市县区于占有]$)|乡镇|城镇|街道.")
_JOINED = re.compile(r"、|和|及|以及|与")
_FEWEST = 2


@dataclass(frozen=True)
class PlaceNames:
    """The places of a report.

    Attributes:
        parts: names of those that the region has, as tables and lists tell.
    """

    context: CheckContext
    parts: frozenset[str]
    towns: re.Pattern[str] | None

    @classmethod
    def read(cls, context: CheckContext) -> PlaceNames:
        """The places that a report names."""
        towns = {*_in_tables(context), *_in_text(context)}
        found = re.compile("|".join(map(re.escape, sorted(towns, key=len, reverse=True)))) if towns else None
        return cls(context, context.localities.parts | frozenset(towns), found)

    def of(self, flow: Flow, start: int, end: int) -> list[Locality]:
        """The places that a stretch of text names, in order, the region itself left out."""
        own = self.context.localities.own
        named = [p for p in self.context.localities.of(flow) if start <= p.start and p.end <= end and p.name != own]
        if self.towns is None:
            return named
        taken = {at for place in named for at in range(place.start, place.end)}
        towns = [Locality(m.start(), m.end(), m[0]) for m in self.towns.finditer(flow.text, start, end)]
        return sorted([*named, *(t for t in towns if t.start not in taken)], key=lambda place: place.start)


def place_rows(flow: Flow, places: list[Locality]) -> list[list[Locality]]:
    """The places as they stand joined: 甲县、乙县和丙县 are one row."""
    rows: list[list[Locality]] = []
    for place in places:
        if rows and _JOINED.fullmatch(flow.text[rows[-1][-1].end : place.start]):
            rows[-1].append(place)
        else:
            rows.append([place])
    return rows


def _in_tables(context: CheckContext) -> Iterator[str]:
    """Towns that open the rows of a table, two at least."""
    tables: dict[int, set[str]] = {}
    for (table, _), words in opening_cells(context.document):
        if _TOWN.match(words) and not _NO_NAME.search(words[:-1]):
            tables.setdefault(table, set()).add(words)
    for names in tables.values():
        if len(names) >= _FEWEST:
            yield from names


def _in_text(context: CheckContext) -> Iterator[str]:
    """Towns that sentences list with each other."""
    for flow in context.document.flows:
        if flow.part == "body" and re.search("[镇乡道]", flow.text):
            names = {m["name"] for m in _SAID.finditer(flow.text)}
            plain = {n for n in names if not _NO_NAME.search(re.sub("(?:镇|乡|街道)$", "", n))}
            if len(plain) >= _FEWEST:
                yield from plain
