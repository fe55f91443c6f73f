"""Tables of observations: a line for every value, with its indicator, its year and perhaps its region.

Statistics platforms export them (指标, 年份, 地区, 数值, 单位). They are turned into the usual long table, this
and last year side by side; every value keeps the address of the cell it was read from. What they tell of other regions
and years is kept apart, for the report may tell it too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.errors import InputError
from drafter.facts.cells import CellError, read_cell
from drafter.facts.collecting import split_unit
from drafter.facts.headers import NAMES, REGIONS, UNITS, VALUES, plain_head
from drafter.facts.model import CellRef, Observation
from drafter.facts.units import parse_unit
from drafter.files.sheets import Cell, Sheet

__all__ = ["of_others", "side_by_side"]

_YEARS = frozenset(["年份", "年度", "年", "统计年度", "统计年份", "数据年份", "所属年度", "报告年度"])
_YEAR = re.compile(r"^\s*(20\d\d)(?:\.0)?\s*(?:学?年度?)?\s*$")
_WHOLE = re.compile(r"^(?:全[省市县区州盟旗]|[省市县区州盟旗]本级|本级|合计|总计|全域)$")
_SEARCHED_ROWS = 20
_COLUMNS = ("指标", "本年", "上年", "单位")
_SHOWN = 6


@dataclass(frozen=True)
class _Head:
    row: int
    name: int
    year: int
    value: int
    unit: int
    region: int


def side_by_side(sheet: Sheet, file: str, region: str, year: int | None) -> tuple[Sheet, str]:
    """(a long table of one region and the reported year, a notice of what was left out); any other sheet as it is.

    Args:
        region: whose values to take; not needed where the table has only one region.
        year: the reported year, the latest of the table when the user names none.

    Raises:
        InputError: several regions and none of them asked for, or the asked year is not in the table.
    """
    head = _head(sheet)
    if head is None:
        return sheet, ""
    rows = [row for row, _ in sheet.numbered() if row > head.row and sheet.cell(row, head.name).text]
    rows = _of_region(sheet, head, rows, region, file)
    years = {row: int(found[1]) for row in rows if (found := _YEAR.match(sheet.cell(row, head.year).text))}
    for row in rows:
        if row not in years and sheet.cell(row, head.value).text:
            address = sheet.address(row, head.year)
            raise InputError(
                "看不出是哪一年的数", where=f"{file}!{sheet.name}!{address}", hint="请填四位数的年份，如 2025"
            )
    reported = year or max(years.values(), default=0)
    told = Counter(years.values())
    if reported not in told:
        has = "、".join(map(str, sorted(told)))
        raise InputError(f"表中没有 {reported} 年的数", where=f"{file}!{sheet.name}", hint=f"表中的年份：{has or '无'}")
    long = Sheet(
        sheet.name, [[], [Cell(name) for name in _COLUMNS]], formulas_without_value=sheet.formulas_without_value
    )
    own = sheet.cell(rows[0], head.region).text if head.region else ""
    place = own if own and not _WHOLE.match(own) else region
    long.rows[0] = [Cell(f"{place}{reported}年")]
    lines: dict[tuple[str, int], int] = {}
    for row in rows:
        if years.get(row) in (reported, reported - 1):
            _place(sheet, head, row, years[row] == reported, long, lines)
    earlier = sum(count for one, count in told.items() if one not in (reported, reported - 1))
    if not earlier:
        return long, ""
    return long, f"{sheet.name} 中 {earlier} 行不是 {reported - 1}、{reported} 年的数，起草不用，只供检查核对。"


def of_others(sheet: Sheet, file: str, region: str, year: int | None) -> Iterator[Observation]:
    """The values of a table of observations that :func:`side_by_side` leaves out: of other regions, and of other years.

    Rows without a year, a definite figure or a known unit are passed over.

    Args:
        region: whose report it is; ``year`` the reported year, the latest of the table when the user names none.

    Raises:
        InputError: as :func:`side_by_side`.
    """
    head = _head(sheet)
    if head is None:
        return
    rows = [row for row, _ in sheet.numbered() if row > head.row and sheet.cell(row, head.name).text]
    own = set(_of_region(sheet, head, rows, region, file))
    years = {row: int(found[1]) for row in rows if (found := _YEAR.match(sheet.cell(row, head.year).text))}
    reported = year or max((years[row] for row in own if row in years), default=0)
    for row, told in years.items():
        if row in own and told in (reported, reported - 1):
            continue
        cell = sheet.cell(row, head.value)
        name, unit = split_unit(" ".join(sheet.cell(row, head.name).text.split()))
        try:
            value = read_cell(cell.value, cell.number_format)
        except CellError:
            continue
        unit = value.unit or (parse_unit(sheet.cell(row, head.unit).text) if head.unit else None) or unit
        if value.value is None or unit is None:
            continue
        place = "" if row in own or not head.region else "".join(sheet.cell(row, head.region).text.split())
        where = CellRef(file, sheet.name, sheet.address(row, head.value))
        yield Observation(name, place, told, value.value, value.decimals, unit, where)


def _place(sheet: Sheet, head: _Head, row: int, current: bool, long: Sheet, lines: dict[tuple[str, int], int]) -> None:
    """Put a value into the line of its indicator; one that is told again for the same year gets a line of its own."""
    column = 2 if current else 3
    name = sheet.cell(row, head.name).text
    turn = 0
    while (name, turn) in lines and long.cell(lines[name, turn], column).text:
        turn += 1
    if (name, turn) not in lines:
        unit = sheet.cell(row, head.unit) if head.unit else Cell(None)
        long.rows.append([Cell(name), Cell(None), Cell(None), unit])
        lines[name, turn] = at = len(long.rows)
        for place, source in ((1, head.name), (2, head.value), (3, head.value), (4, head.unit or head.name)):
            long.addresses[at, place] = sheet.address(row, source)
    at = lines[name, turn]
    long.rows[at - 1][column - 1] = sheet.cell(row, head.value)
    long.addresses[at, column] = sheet.address(row, head.value)


def _head(sheet: Sheet) -> _Head | None:
    """The columns of such a table; None for a table of another form."""
    for row, cells in sheet.numbered():
        if row > _SEARCHED_ROWS:
            return None
        words = {plain_head(cell.text): column for column, cell in reversed(list(enumerate(cells, start=1)))}

        def first(known: frozenset[str], words: dict[str, int] = words) -> int:
            return next((column for word, column in words.items() if word in known), 0)

        name, year, value = first(NAMES), first(_YEARS), first(VALUES)
        if name and year and value:
            return _Head(row, name, year, value, first(UNITS), first(REGIONS))
    return None


def _of_region(sheet: Sheet, head: _Head, rows: list[int], region: str, file: str) -> list[int]:
    """The lines of one region: the one asked for, the whole, or the only one."""
    if not head.region:
        return rows
    named = {row: "".join(sheet.cell(row, head.region).text.split()) for row in rows}
    regions = list(dict.fromkeys(named.values()))
    wanted = {one for one in regions if one and region and (one == region or region.endswith(one))}
    wanted = (
        wanted
        or {one for one in regions if not one or _WHOLE.match(one)}
        or (set(regions) if len(regions) == 1 and not region else set())
    )
    if not wanted:
        names = "、".join(regions[:_SHOWN]) + ("等" if len(regions) > _SHOWN else "")
        problem = f"表中没有“{region}”" if region else f"表中有 {len(regions)} 个地区"
        raise InputError(problem, where=file, hint=f"请用 --region 写明其中一个：{names}")
    return [row for row, one in named.items() if one in wanted]
