"""Headers of tables: one row or two, merged or not; what each column holds, of which year, in which unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.facts.collecting import split_unit
from drafter.facts.model import Period
from drafter.facts.numerals import narrow
from drafter.facts.units import Unit, parse_unit
from drafter.files.sheets import Sheet

__all__ = ["NAMES", "REGIONS", "UNITS", "VALUES", "Head", "Header", "caption_of", "find_header", "plain_head"]

NAMES = frozenset(["指标", "指标名称", "项目", "名称", "指标项", "数据项"])
REGIONS = frozenset(
    ["县", "县区", "县市区", "县市、区", "区县", "市县", "市县区", "地区", "单位名称", "行政区", "行政区划", "县级单位"]
    + ["市州", "地市", "市", "区域", "县市", "县级市", "填报单位", "所在县"]
)
_ABOVE = frozenset(["所属市", "所属市州", "所属地市", "所在市", "所在市州", "所属市（州）", "所属州市"])
VALUES = frozenset(["本年", "本年值", "本年度", "当年", "当年值", "数值", "指标值", "完成值", "值", "本期", "本年数"])
_PREVIOUS = frozenset(["上年", "上年值", "上年度", "去年", "上期", "上年同期", "上年数", "上年度值"])
UNITS = frozenset(["单位", "计量单位"])
_ASIDE = frozenset(["序号", "编号", "代码", "行政区划代码", "联系电话", "电话", "填报日期"])
_YEAR = re.compile(r"^(20\d\d)年?(?:度|值|数)?$")
_PERIOD_IN_NAME = re.compile(
    r"[（(]\s*(上年度?|本年度?|去年|20\d\d年?度?)\s*[）)]|^(上年度?|去年|本年度?)|(上年度?|本年度?)$"
)
_SEARCHED_ROWS = 20  # a header further down is not a header


@dataclass(frozen=True)
class Head:
    """What one column holds.

    Attributes:
        name: what its values are of; empty for the columns that only say so (本年, 上年).
        kind: name, unit, region, above (the city a county belongs to), value or other.
        period: this or the previous year, None when the words do not say.
        year: a year named in the words, 0 when none is.
    """

    column: int
    name: str
    kind: str
    unit: Unit | None = None
    period: Period | None = None
    year: int = 0


@dataclass(frozen=True)
class Header:
    """The header of a table: its rows and columns. A table is *wide* when its rows are regions."""

    first_row: int
    last_row: int
    heads: tuple[Head, ...]

    @property
    def wide(self) -> bool:
        """Whether the rows are regions and the columns indicators."""
        return not self.of_kind("name") and bool(self.of_kind("region"))

    def of_kind(self, kind: str) -> list[Head]:
        """The columns of a kind, in order."""
        return [head for head in self.heads if head.kind == kind]


def find_header(sheet: Sheet) -> Header | None:
    """The header of the table in a sheet, None when there is no table of indicators in it."""
    for row, cells in sheet.numbered():
        if row > _SEARCHED_ROWS:
            return None
        words = {plain_head(cell.text) for cell in cells}
        if words & NAMES or words & REGIONS:
            header = _read(sheet, row)
            if header is not None:
                return header
    return None


def caption_of(sheet: Sheet, header: Header) -> tuple[str, Unit | None]:
    """(text above the table, the unit it sets for the whole table: 单位：万元)."""
    above = "".join(cell.text for row in range(1, header.first_row) for cell in sheet.rows[row - 1])
    match = re.search(r"单位[:：]\s*([^\s，,；;）)]+)", above)
    return above, parse_unit(match[1]) if match else None


def _read(sheet: Sheet, row: int) -> Header | None:
    upper = _spread(sheet, row)
    lower = {column: cell.text for column, cell in enumerate(sheet.rows[row], start=1)} if row < len(sheet.rows) else {}
    two = _is_second_row(lower)
    heads = []
    for column in sorted({*upper, *(lower if two else ())}):
        heads.append(_head(column, upper.get(column, ""), lower.get(column, "") if two else ""))
    header = Header(row, row + two, tuple(heads))
    values = header.of_kind("value")
    if header.wide:
        return header if len([h for h in values if h.name]) >= 2 else None
    return header if any(not head.name or head.period or head.year for head in values) else None


def _spread(sheet: Sheet, row: int) -> dict[int, str]:
    """Texts of a header row by column, a merged cell's over all the columns it covers."""
    texts: dict[int, str] = {}
    for column, cell in enumerate(sheet.rows[row - 1], start=1):
        if cell.text:
            for covered in range(column, column + sheet.spans.get((row, column), 1)):
                texts[covered] = cell.text
    return texts


def _is_second_row(lower: dict[int, str]) -> bool:
    """Whether a row under the header only tells years or units apart."""
    told = [plain_head(text) for text in lower.values() if text.strip()]
    return bool(told) and all(t in VALUES | _PREVIOUS or _YEAR.match(t) or parse_unit(t) for t in told)


def _head(column: int, upper: str, lower: str) -> Head:
    told, unit = split_unit(" ".join(upper.split()))
    word = plain_head(told)
    under = plain_head(lower)
    if word in NAMES or word in REGIONS or word in UNITS:
        kind = "name" if word in NAMES else "region" if word in REGIONS else "unit"
        return Head(column, "", kind)
    if word in _ABOVE:
        return Head(column, "", "above")
    if word in _ASIDE:
        return Head(column, "", "other")
    unit = unit or (parse_unit(under) if under else None)
    period, year, name = _period(told)
    if under:
        beneath = _period(lower)
        period, year = beneath[0] or period, beneath[1] or year
    named = "" if plain_head(name) in VALUES | _PREVIOUS or not name else name
    told_something = bool(named or period or year)
    return Head(column, named, "value" if told_something else "other", unit, period, year)


def _period(text: str) -> tuple[Period | None, int, str]:
    """(period, year, the rest) of a header's words."""
    word = plain_head(text)
    if word in VALUES:
        return Period.THIS, 0, ""
    if word in _PREVIOUS:
        return Period.PREVIOUS, 0, ""
    if match := _YEAR.match(word):
        return None, int(match[1]), ""
    match = _PERIOD_IN_NAME.search(text)
    if not match:
        return None, 0, text.strip()
    told = next(group for group in match.groups() if group)
    rest = (text[: match.start()] + text[match.end() :]).strip()
    year = re.match(r"20\d\d", told)
    if year:
        return None, int(year.group()), rest
    return (Period.PREVIOUS if told[0] in "上去" else Period.THIS), 0, rest


def plain_head(text: str) -> str:
    """The words of a header as they are compared: without blanks and brackets, in usual width."""
    return re.sub(r"[\s()（）]", "", narrow(text))
