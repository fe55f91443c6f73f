"""One cell of a metrics sheet, as people type it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from drafter.facts.numerals import CHINESE_NUMERAL, decimals_of, narrow, parse_arabic, parse_chinese
from drafter.facts.units import SCALES, Unit, parse_unit

__all__ = ["CellError", "CellValue", "UnitError", "read_cell"]

_MISSING = frozenset(["", "-", "--", "—", "——", "–", "/", "\\", "无", "暂无", "缺", "空", "…", "……", "n/a", "na"])
_NOT_APPLICABLE = frozenset(["不适用", "无此项", "无此项工作", "无此项工作任务", "不涉及"])
_YES = frozenset(["是", "已", "有", "达标", "√", "yes", "y"])
_NO = frozenset(["否", "未", "没有", "不达标", "×", "no", "n"])
_PROPORTION = re.compile(r"^(\d+(?:\.\d+)?)\s*[:∶比]\s*(\d+(?:\.\d+)?)$")
# a space inside a number is a typing slip, a line break is not: it parts two numbers
_NUMBER = re.compile(r"^([+-]?\d(?:[\d,]|[^\S\r\n])*(?:\.(?:\d|[^\S\r\n])+)?|[+-]?\.\d+)(.*)$", re.DOTALL)
_CHINESE = re.compile(rf"^([{CHINESE_NUMERAL}]+(?:点[{CHINESE_NUMERAL}]+)?)(.*)$")
_VAGUE = re.compile(r"^(约|近|大约|超过|不足|将近)|(左右|以上|以下|上下|余|多)\D*$")
_LONGEST_SHOWN = 30  # characters of a cell that a message repeats
_BEYOND = 18  # digits before the point; a figure with more is none, whatever its unit
_FLOAT_DIGITS = 12  # a spreadsheet's binary floats carry about 15; the rest is noise of its arithmetic


class CellError(ValueError):
    """A cell that should hold a figure and does not; the message is a Chinese clause."""


class UnitError(CellError):
    """The figure of a cell is in a unit that is not known, or not one of its indicator's."""


@dataclass(frozen=True)
class CellValue:
    """What a cell holds.

    Attributes:
        value: None when the cell is empty or 不适用.
        unit: the unit typed in the cell itself, None when there is none.
        decimals: digits after the point.
        proportion: the two sides of ``x:y`` when the cell holds one.
        word: 是 or 否.
    """

    value: Decimal | None
    raw: str
    unit: Unit | None = None
    decimals: int = 0
    proportion: tuple[Decimal, Decimal] | None = None
    word: str = ""
    not_applicable: bool = False

    @property
    def missing(self) -> bool:
        """Whether the cell says nothing (blank, —, 无)."""
        return self.value is None and not self.proportion and not self.word and not self.not_applicable


def read_cell(raw: object, number_format: str = "General") -> CellValue:
    """The figure in a cell.

    Args:
        raw: the value as the file holds it: text, a number, None.
        number_format: the spreadsheet's format of a number; a percent format multiplies by 100.

    Raises:
        CellError: the cell holds something that is not one definite figure; a :class:`UnitError` where only its unit
            is not known.
    """
    if raw is None:
        return CellValue(None, "")
    if isinstance(raw, bool):
        return CellValue(None, "是" if raw else "否", word="是" if raw else "否")
    if isinstance(raw, (int, float)):
        return _within_reach(_read_number(raw, number_format))
    if not isinstance(raw, str):
        raise CellError(f"“{raw}”是日期或其他类型，不是数字")
    return _within_reach(_read_text(raw))


def _within_reach(cell: CellValue) -> CellValue:
    """The same, unless no office counts so far.

    Raises:
        CellError: it has too many digits.
    """
    if any(side.adjusted() >= _BEYOND for side in (cell.value, *(cell.proportion or ())) if side):
        raise CellError(f"“{_short(cell.raw)}”位数过多，不像统计数")
    return cell


def _read_number(raw: int | float, number_format: str) -> CellValue:
    if not math.isfinite(raw):
        raise CellError("不是有效的数")
    value = Decimal(f"{raw:.{_FLOAT_DIGITS}g}") if isinstance(raw, float) else Decimal(raw)
    if "%" in number_format:
        value *= 100
        value = _plain(value)
        return CellValue(value, f"{value}%", parse_unit("%"), max(0, -_exponent(value)))
    value = _plain(value)
    return CellValue(value, f"{value}", decimals=max(0, -_exponent(value)))


def _plain(value: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent."""
    return Decimal(f"{value.normalize():f}")


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _read_text(raw: str) -> CellValue:
    shown = " ".join(raw.split())
    text = narrow(raw).strip().strip("'’").strip()
    lowered = text.lower()
    if lowered in _MISSING:
        return CellValue(None, shown)
    if lowered in _NOT_APPLICABLE:
        return CellValue(None, shown, not_applicable=True)
    if lowered in _YES or lowered in _NO:
        return CellValue(None, shown, word="是" if lowered in _YES else "否")
    if text.startswith("#"):
        raise CellError(f"“{shown}”是表格公式的错误值")
    if match := _PROPORTION.match(re.sub(r"\s+", "", text)):
        sides = (Decimal(match[1]), Decimal(match[2]))
        if not any(sides):
            raise CellError(f"“{shown}”不是有效的比")
        return CellValue(None, shown, decimals=max(map(decimals_of, match.groups())), proportion=sides)
    if _VAGUE.search(text):
        raise CellError(f"“{shown}”不是确数，请填确切的数")
    return _read_figure(text, shown)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _read_figure(text: str, shown: str) -> CellValue:
    match = _NUMBER.match(text)
    value = parse_arabic(match[1]) if match else None
    if match is None or value is None:
        match = _CHINESE.match(text)
        value = parse_chinese(match[1]) if match else None
    if match is None or value is None:
        raise CellError(f"“{shown}”不是数字")
    rest = match[2].strip()
    if not rest:
        return CellValue(value, shown, decimals=decimals_of(match[1]))
    # a bare 万 or 亿 scales whatever base unit the indicator has
    unit = Unit(rest, "scale", SCALES[rest]) if rest in SCALES else parse_unit(rest)
    if unit is None:
        raise UnitError(f"“{_short(shown)}”中“{_short(rest)}”不是认识的单位")
    return CellValue(value, shown, unit, decimals_of(match[1]))
