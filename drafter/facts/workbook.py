"""The metrics file: one government's rows of indicators, or a table with a row per region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from drafter.errors import InputError
from drafter.facts.collecting import Collector, Entry, split_unit
from drafter.facts.headers import Head, Header, caption_of, find_header
from drafter.facts.indicators import Dictionary, load_dictionary
from drafter.facts.model import CellRef, Metrics, Observation, Period
from drafter.facts.observations import of_others, side_by_side
from drafter.facts.records import read_records
from drafter.facts.units import Unit, parse_unit
from drafter.files.sheets import Sheet, read_sheets

__all__ = ["read_metrics", "read_region_rows", "read_regions"]

_GROUP_ROW = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|（[一二三四五六七八九十]+）)")
_TITLE_YEAR = re.compile(r"(20\d\d)\s*年")
_TITLE_REGION = re.compile(r"^([一-鿿]{2,12}?(?:省|自治区|特别行政区|市|自治州|州|盟|地区|县|区|旗))")
_TOTAL_ROW = re.compile(r"^(?:合计|总计|小计|全[省市县区]|平均|合\s*计)$")
_RECORDS = (".json", ".yaml", ".yml")
_TABLES = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv")
_MERGED_GROUP = 3  # columns a merged cell covers when it names a group of rows


def read_metrics(
    path: Path, year: int | None = None, dictionary: Dictionary | None = None, region: str = ""
) -> Metrics:
    """The metrics of one government, from XLSX, CSV, JSON or YAML.

    Long tables have a row per indicator (指标 | 本年 | 上年 | 单位 | …), wide ones a row per region and a column per
    indicator; headers may take two rows and be merged. Tables of observations have a row per value (指标 | 年份 | 地区
    | 数值 | 单位).

    Args:
        year: the reported year, when the user names it; tells year columns apart.
        dictionary: indicators to recognise; the shipped ones by default.
        region: whose rows to take from a wide table or one of observations; not needed when it has only one.

    Raises:
        InputError: the file cannot be used, has no such table or region, or a cell is not a figure; names the cell.
    """
    known = dictionary or load_dictionary()
    collector = Collector(path.name, known, year or 0)
    wide: dict[str, Metrics] = {}
    tables = 0
    for read in _sheets(path):
        sheet, notice = side_by_side(read, path.name, region, year)
        collector.metrics.notices += [notice] if notice else []
        collector.metrics.observations += of_others(read, path.name, region, year)
        header = find_header(sheet)
        if header is None:
            continue
        if header.wide:
            wide |= {m.region: m for m in _regions(sheet, header, path.name, known, year)}
        else:
            tables += _read_long(sheet, header, collector, year)
    if not tables and wide:
        chosen = _chosen(wide, region, path.name)
        chosen.observations += _of_neighbours(wide, chosen.region, year or chosen.year)
        return chosen
    if not tables:
        other = f"（或“{year}年”）" if year else ""
        raise InputError("没有找到指标表的表头", where=path.name, hint=f"需要一行表头，至少有“指标”和“本年”{other}两列")
    metrics = collector.finish()
    if not (metrics.facts or metrics.missing or metrics.not_applicable or metrics.left_out):
        raise InputError("指标表里没有任何一行数据", where=path.name)
    metrics.observations += _of_neighbours(wide, region or metrics.region, year or metrics.year)
    return metrics


def read_regions(path: Path, year: int | None = None, dictionary: Dictionary | None = None) -> list[Metrics]:
    """The metrics of every region of a wide table, in the order of its rows.

    Raises:
        InputError: the file cannot be used, or has no table with a row per region.
    """
    found: dict[str, Metrics] = {}
    for _, outcome in read_region_rows(path, year, dictionary):
        if isinstance(outcome, InputError):
            raise outcome
        found[outcome.region] = outcome
    return list(found.values())


def read_region_rows(
    path: Path, year: int | None = None, dictionary: Dictionary | None = None
) -> list[tuple[str, Metrics | InputError]]:
    """Every row of a wide table by itself: (region, its metrics, or what is wrong with them); names may occur twice.

    Raises:
        InputError: the file cannot be used, or has no table with a row per region.
    """
    known = dictionary or load_dictionary()
    found: list[tuple[str, Metrics | InputError]] = []
    for sheet in _sheets(path):
        header = find_header(sheet)
        if header is not None and header.wide:
            found += _rows_apart(sheet, header, path.name, known, year)
    if not found:
        raise InputError("没有找到一行一个地区的表", where=path.name, hint="需要“县（市、区）”一列，其余每列一个指标")
    return found


def _sheets(path: Path) -> list[Sheet]:
    suffix = path.suffix.lower()
    if suffix in _RECORDS:
        return read_records(path)
    if suffix not in _TABLES:
        raise InputError("指标表需要 .xlsx、.csv、.json 或 .yaml 文件", where=path.name)
    return read_sheets(path)


def _chosen(wide: dict[str, Metrics], region: str, file: str) -> Metrics:
    if not region and len(wide) == 1:
        return next(iter(wide.values()))
    matches = [m for name, m in wide.items() if region and (name == region or region.endswith(name))]
    if len(matches) == 1:
        return matches[0]
    names = "、".join(list(wide)[:6]) + ("等" if len(wide) > 6 else "")
    problem = f"表中没有“{region}”" if region else f"表中有 {len(wide)} 个地区"
    raise InputError(problem, where=file, hint=f"请用 --region 写明其中一个：{names}")


def _of_neighbours(wide: dict[str, Metrics], region: str, year: int) -> Iterator[Observation]:
    """The values of the other rows of a table with a row per region; none where nobody knows the year."""
    for name, metrics in wide.items():
        reported = metrics.year or year
        if not reported or (region and (name == region or region.endswith(name))):
            continue
        for (indicator, period), fact in metrics.facts.items():
            entry = metrics.indicator(indicator)
            told = reported if period is Period.THIS else reported - 1
            label = metrics.rows.get(indicator, entry.name)
            if not fact.typed:
                yield Observation(label, name, told, fact.value, fact.decimals, entry.unit, fact.cell)


# --- long tables ------------------------------------------------------------------------------------------------


def _read_long(sheet: Sheet, header: Header, collector: Collector, asked_year: int | None) -> bool:
    """Take in a long table; False when it holds only other years than the one asked for."""
    metrics = collector.metrics
    columns, columns_year = _value_columns(header, asked_year)
    if Period.THIS not in columns:
        return False
    above, caption = caption_of(sheet, header)
    if not metrics.year:
        found = _TITLE_YEAR.search(above)
        metrics.year = columns_year or (int(found[1]) if found else 0)
    if not metrics.region and (found := _TITLE_REGION.match(above)):
        metrics.region = found[1]
    name_column = header.of_kind("name")[0].column
    unit_column = next((head.column for head in header.of_kind("unit")), None)
    for row, _ in sheet.numbered():
        name = " ".join(sheet.cell(row, name_column).text.split())
        if row <= header.last_row or not name:
            continue
        watched = [head.column for head in columns.values()] + ([unit_column] if unit_column else [])
        if _names_group(sheet, row, name_column, watched, name):
            continue
        unit, strange = _row_unit(sheet, row, unit_column, metrics.file) if unit_column else (None, None)
        entries = {period: _entry(sheet, row, head, metrics.file) for period, head in columns.items()}
        collector.add(name, entries, unit, caption, f"{sheet.name}!{sheet.address(row, name_column)}", strange)
    return True


def _value_columns(header: Header, asked_year: int | None) -> tuple[dict[Period, Head], int]:
    """The columns of this and last year, and the year that the columns themselves name (0 when they name none)."""
    values = [head for head in header.of_kind("value") if not head.name or head.period or head.year]
    years = {head.year: head for head in values if head.year}
    this_year = asked_year or max(years, default=0)
    columns: dict[Period, Head] = {}
    for head in values:
        if head.period is not None:
            columns.setdefault(head.period, head)
    if Period.THIS in columns:
        named = this_year if asked_year else 0  # a year beside 本年 does not say which year 本年 is
    else:
        named = this_year
        if this_year in years:  # a table of other years than the one asked for is none of ours
            columns[Period.THIS] = years[this_year]
    if Period.PREVIOUS not in columns and named - 1 in years:
        columns[Period.PREVIOUS] = years[named - 1]
    return columns, named


def _names_group(sheet: Sheet, row: int, name_column: int, watched: Iterable[int], name: str) -> bool:
    """A row that only names a group of indicators (一、学前教育) or repeats the header."""
    if name in ("指标", "指标名称", "项目", "名称") or sheet.spans.get((row, name_column), 1) >= _MERGED_GROUP:
        return True
    empty = not any(sheet.cell(row, column).text for column in watched)
    return empty and bool(_GROUP_ROW.match(name))


def _row_unit(sheet: Sheet, row: int, column: int, file: str) -> tuple[Unit | None, tuple[CellRef, str] | None]:
    """The unit a row names, or the cell with the words that are none."""
    text = sheet.cell(row, column).text
    if not text or text in ("-", "—", "/"):
        return None, None
    unit = parse_unit(text)
    strange = None if unit else (CellRef(file, sheet.name, sheet.address(row, column)), text)
    return unit, strange


def _entry(sheet: Sheet, row: int, head: Head, file: str) -> Entry:
    address = sheet.address(row, head.column)
    computed = address not in sheet.formulas_without_value
    return Entry(sheet.cell(row, head.column), CellRef(file, sheet.name, address), computed, head.unit)


# --- wide tables ------------------------------------------------------------------------------------------------


def _regions(
    sheet: Sheet, header: Header, file: str, dictionary: Dictionary, asked_year: int | None
) -> Iterator[Metrics]:
    """The metrics of each row of a wide table; rows of totals are no regions."""
    for _, outcome in _rows_apart(sheet, header, file, dictionary, asked_year):
        if isinstance(outcome, InputError):
            raise outcome
        yield outcome


def _rows_apart(
    sheet: Sheet, header: Header, file: str, dictionary: Dictionary, asked_year: int | None
) -> Iterator[tuple[str, Metrics | InputError]]:
    """The metrics of each row of a wide table, or what is wrong with the row."""
    above, caption = caption_of(sheet, header)
    region_column = header.of_kind("region")[0].column
    city_column = next((head.column for head in header.of_kind("above")), None)
    columns, named_year = _wide_columns(header, asked_year)
    columns = {name: heads for name, heads in columns.items() if _holds_data(sheet, header, name, heads, dictionary)}
    title_year = _TITLE_YEAR.search(above)
    year = asked_year or named_year or (int(title_year[1]) if title_year else 0)
    for row, _ in sheet.numbered():
        region = "".join(sheet.cell(row, region_column).text.split())
        if row <= header.last_row or not region or _TOTAL_ROW.match(region):
            continue
        collector = Collector(file, dictionary, year, region)
        if city_column is not None:
            collector.metrics.above = "".join(sheet.cell(row, city_column).text.split())
        try:
            for name, heads in columns.items():
                entries = {period: _entry(sheet, row, head, file) for period, head in heads.items()}
                first = min(head.column for head in heads.values())
                collector.add(name, entries, None, caption, f"{sheet.name}!{sheet.address(header.first_row, first)}")
        except InputError as error:
            yield region, error
            continue
        yield region, collector.finish()


def _holds_data(sheet: Sheet, header: Header, name: str, heads: dict[Period, Head], dictionary: Dictionary) -> bool:
    """Whether a column is one of figures: 所属市, 填报人 and 备注 are words, of which no indicator is known."""
    if dictionary.named(name) or dictionary.named(split_unit(name)[0]):
        return True
    rows = [row for row, _ in sheet.numbered() if row > header.last_row]
    texts = [sheet.cell(row, head.column).text for row in rows for head in heads.values()]
    return any(char.isdigit() for text in texts for char in text)


def _wide_columns(header: Header, asked_year: int | None) -> tuple[dict[str, dict[Period, Head]], int]:
    """Columns by indicator name and period, and the year that the columns name."""
    years = {head.year for head in header.heads if head.year}
    this_year = asked_year or max(years, default=0)
    columns: dict[str, dict[Period, Head]] = {}
    for head in header.of_kind("value"):
        period = head.period
        if head.year:
            period = {this_year: Period.THIS, this_year - 1: Period.PREVIOUS}.get(head.year)
            if period is None:
                continue
        if head.name:
            columns.setdefault(head.name, {}).setdefault(period or Period.THIS, head)
    return {name: heads for name, heads in columns.items() if heads}, this_year if years else 0
