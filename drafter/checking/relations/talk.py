"""A sentence that speaks of a table: its clauses, and the rows and columns that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from drafter.checking.relations.views import Column, View
from drafter.checking.text.statements import Figure, Statement

__all__ = ["JOINED", "OTHER_TIME", "Label", "Said", "Talk"]

#: 「3个县（区）」 and the like are one word.
_CLAUSE = re.compile(r"(?:[^，。；：（）\n]|（(?:市、区|区、市|县、区|乡、镇|[市县区旗街镇]|街道|乡镇)）)+")
_LEAST_NAME = 2
#: Where the columns are places the rows are things that are not to be compared.
_PLACE = re.compile(r"[县市区旗镇乡]$|街道$")
_SINCE = re.compile(r"[比较]上年|完成(?:年度|全年)?(?:计划|目标|预算)|同比")
_OF_SOME = re.compile(r"新增|新建|应|未|需|城区|乡村|农村|公办|民办|男|女|毕业|招生|招聘|补充|超大")


JOINED = re.compile(r"[、和及与]|以及")
OTHER_TIME = re.compile(r"[上去]一?学?年|去年|(?:19|20)\d\d年|计划|力争|预计|目标|拟|将|明年")

Label = tuple[int, int, int]


@dataclass
class Said:
    """What a sentence has named so far.

    Attributes:
        tops: rows told to have the most or the least of a column, in order.
        moved: the superlative with which the sentence last named a change: 增幅最高.
    """

    column: Column | None = None
    tops: list[tuple[int, bool]] = field(default_factory=list)
    moved: str = ""


class Talk:
    """One sentence and the table that it may be of."""

    def __init__(self, view: View, names: re.Pattern[str], statement: Statement) -> None:
        self.view, self.names, self.statement = view, names, statement
        self.clauses = [(m.start(), m.end(), m[0]) for m in _CLAUSE.finditer(statement.text)]
        self.said = Said()

    def labels(self, text: str, start: int) -> list[Label]:
        """(offset in the sentence, its end, row) of each row that a clause names."""
        return [
            (start + m.start(), start + m.end(), row)
            for m in self.names.finditer(text)
            if (row := self.view.rows.get(m[0])) is not None
        ]

    def column(self, text: str) -> Column | None:
        """This year's column that a clause names by its whole name, the longest of several."""
        plain = self.names.sub("", text)
        if self.of_other_time(text):
            return None
        columns = [c for c in self.view.columns if not c.year and not _PLACE.search(c.name)]
        found = [c for c in columns if len(c.name) >= _LEAST_NAME and c.name in plain]
        found = found or [c for c in columns if len(c.core) > 1 and c.core in plain]
        longest = [c for c in found if len(c.name) == max(len(other.name) for other in found)]
        if len(longest) != 1 or _OF_SOME.search(plain.replace(longest[0].name, "")):
            return None
        return longest[0]

    def of_other_time(self, text: str) -> bool:
        """Whether words speak of another year or of a plan."""
        for column in self.view.columns:  # 计划投入, 上年投入 beside 本年投入
            text = text.replace(self.view.grid.name(column.number), "")
        return OTHER_TIME.search(_SINCE.sub("", text)) is not None

    def of_some(self, text: str) -> bool:
        """Whether words speak of some of what is counted: 新增在校生."""
        return _OF_SOME.search(text) is not None

    def figures(self, start: int, end: int) -> list[Figure]:
        """The figures of a clause."""
        low, high = self.statement.start + start, self.statement.start + end
        return [f for f in self.statement.figures if low <= f.start < high]

    def values(self, column: Column) -> dict[int, Decimal]:
        """The values of a column by row; none where the rows are in units of their own, and not to be compared."""
        dimensions = {unit.dimension for row, unit in self.view.grid.units.items() if row is not None}
        if len(dimensions) > 1:
            return {}
        return {r: v[1] for r in self.view.rows.values() if (v := self.view.value(r, column)) is not None}

    def label(self, row: int) -> str:
        """The name of a row."""
        return self.view.grid.labels.get(row, "")

    def cells_of(self, rows: Iterable[int], column: Column) -> tuple[Figure, ...]:
        """The cells of some rows."""
        return tuple(c for row in rows if (c := self.view.cell(row, column)) is not None)

    def one_list(self, labels: list[Label]) -> bool:
        """Whether rows that are named stand in one list."""
        low = self.statement.start
        gaps = [self.statement.between(low + a[1], low + b[0]) for a, b in zip(labels, labels[1:], strict=False)]
        return all(JOINED.fullmatch(gap) for gap in gaps)
