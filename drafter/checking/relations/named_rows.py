"""Tables whose rows a text calls by name, and the lists of such names in a sentence.

A row is called by its name with or without 县, 镇 and the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from drafter.checking.text.grids import TOTAL, Grid
from drafter.checking.text.statements import Figure, Statement

__all__ = ["COUNT", "PLACES", "Listed", "Table", "lists_of"]

_PLACE = re.compile(r"(?<=[一-鿿]{2})(?:自治[县州旗]|街道办?|新区|开发区|[县市区旗镇乡])$")
_JOINED = r"[、和及与]"
COUNT = r"(?:[一二两三四五六七八九十]|\d{1,2})"
PLACES = r"(?:个?(?:县市区|县市|县区|市县|[县市区旗]|乡镇|镇|乡|街道|片区?|学段|学校|校|园))"
_AFTER_LIST = re.compile(rf"^(?:等?{COUNT}{PLACES}|{COUNT}个|{PLACES})?")
_NO_NAME = re.compile(r"[\d年月—–\-.．、]+")
_SAID_UNIT = re.compile(r"[（(][^（）()]*[）)]")
_EARLIER = re.compile(r"(?P<year>(?:19|20)\d\d)年|上年|去年")
_RATE = re.compile(r"[一-鿿]{2,}(?:率|占比|比例)")
_PERCENT_CHANGE = re.compile(r"增幅|增长|增减幅|变化率|同比|比上年")
_LEAST = 2


@dataclass(frozen=True)
class Listed:
    """A list of rows by name in a text, with all that says how many they are."""

    start: int
    end: int
    names: tuple[str, ...]
    spots: tuple[tuple[int, int], ...]


class Table:
    """A grid whose rows are called by name.

    Attributes:
        rows: row by name, each with and without what kind of place it is.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        totals = [row for row in grid.rows if TOTAL.match(grid.labels.get(row, ""))]
        self.total = totals[0] if len(totals) == 1 else None
        self.rows: dict[str, int] = {}
        for row in grid.rows:
            label = _SAID_UNIT.sub("", grid.labels.get(row, "")).strip()
            if row in totals or len(label) < _LEAST or _NO_NAME.fullmatch(label):
                continue
            for name in {label, _PLACE.sub("", label)}:
                if name in self.rows:
                    self.rows = {}  # two rows of one name: nothing tells which is meant
                    return
                self.rows[name] = row

    @cached_property
    def columns(self) -> list[int]:
        """The columns that most rows fill."""
        return [c for c in self.grid.columns if sum(r in self.grid.column(c) for r in self.rows.values()) > _LEAST]

    def head(self, column: int) -> str:
        """The words over a column, without unit and year."""
        return _EARLIER.sub("", _SAID_UNIT.sub("", self.grid.name(column))).strip()

    @cached_property
    def current(self) -> list[int]:
        """Columns that are not of an earlier year."""
        years = {
            c: int(m["year"]) if m["year"] else 0 for c in self.columns if (m := _EARLIER.search(self.grid.name(c)))
        }
        latest = max(years.values(), default=0)
        return [c for c in self.columns if years.get(c, latest) == latest]

    def named(self, words: str, columns: Iterable[int]) -> list[int]:
        """The columns whose head stands in some words, that of the longest head alone."""
        found = [c for c in columns if len(self.head(c)) > 1 and self.head(c) in words]
        longest = max((len(self.head(c)) for c in found), default=0)
        return [c for c in found if len(self.head(c)) == longest]

    def percents(self) -> list[int]:
        """Columns of shares and rates as they are now, not of how far something moved."""
        found = [c for c in self.current if self.grid.is_percent(c) and not _PERCENT_CHANGE.search(self.grid.name(c))]
        return [c for c in found if all(f.quantity.value >= 0 for f in self.grid.column(c).values())]

    def rates(self, words: str) -> list[int]:
        """The columns of rates that some words can be of: those they name, or the only one when they name none."""
        percents = self.percents()
        only = percents if len(percents) == 1 and not _RATE.search(words) else []
        return self.named(words, percents) or only

    def values(self, column: int) -> dict[int, Figure]:
        """The figures of the rows by row, without the total."""
        mine = set(self.rows.values())
        return {row: figure for row, figure in self.grid.column(column).items() if row in mine}


def lists_of(statement: Statement, names: re.Pattern[str]) -> Iterator[Listed]:
    """Every list of rows, and every row that stands alone."""
    text = statement.text
    run: list[re.Match[str]] = []
    for match in [*names.finditer(text), None]:
        if run and (match is None or not re.fullmatch(rf"{PLACES}?{_JOINED}", text[run[-1].end() : match.start()])):
            after = _AFTER_LIST.match(text[run[-1].end() :])
            end = run[-1].end() + (after.end() if after else 0)
            spots = tuple((statement.start + m.start(), statement.start + m.end()) for m in run)
            yield Listed(statement.start + run[0].start(), statement.start + end, tuple(m[0] for m in run), spots)
            run = []
        if match is not None:
            run.append(match)
