"""Which sentences stand beside which table, in time that grows with their number and no faster."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

from drafter.checking.relations.beside import beside


def told(number: int, part: str = "body", section: str = "一") -> Any:
    return SimpleNamespace(number=number, figures=[], flow=SimpleNamespace(part=part, section=section))


def table(number: int, section: str = "一") -> Any:
    cell = SimpleNamespace(id=number, statement=told(number, "table", section))
    return SimpleNamespace(grid=SimpleNamespace(cells={(1, 1): cell}), rows={"甲县": 1}, columns={"小学": 1})


def numbers(tables: list[Any], statements: list[Any]) -> list[list[int]]:
    return [[s.number for s in near.statements] for near in beside(tables, statements)]


def test_a_table_has_the_sentences_from_the_one_before_to_the_next() -> None:
    statements = [told(n, section="一" if n < 8 else "二") for n in (0, 1, 3, 4, 6, 8, 10)]
    assert numbers([table(2), table(5), table(9, "二")], statements) == [[0, 1, 3, 4], [3, 4, 6], [8, 10]]


def test_a_table_alone_in_its_section_has_no_sentences() -> None:
    assert numbers([table(2, "三")], [told(0), told(3)]) == []


def test_ten_times_as_many_tables_are_no_hundred_times_the_work() -> None:
    def seconds(tables: int) -> float:
        views, statements = [table(4 * n) for n in range(tables)], [told(4 * n + 1) for n in range(tables)]
        begin = time.process_time()
        assert len(numbers(views, statements)) == tables
        return time.process_time() - begin

    assert seconds(5000) < 30 * seconds(500) + 0.5
