"""Units of the figures in these reports: what they measure, and by what factor they convert."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from drafter.facts.numerals import narrow

__all__ = ["BASE_UNITS", "SCALES", "Unit", "parse_unit"]

#: Scale words that stand before a unit, longest first.
SCALES: dict[str, Decimal] = {
    "万亿": Decimal(10) ** 12,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "十万": Decimal(10) ** 5,
    "亿": Decimal(10) ** 8,
    "万": Decimal(10) ** 4,
    "千": Decimal(10) ** 3,
    "百": Decimal(10) ** 2,
}

_ONE = Decimal(1)

#: Written unit -> (dimension, factor to the base unit of that dimension).
BASE_UNITS: dict[str, tuple[str, Decimal]] = {
    "元": ("money", _ONE),
    "人次": ("person-times", _ONE),
    "人·次": ("person-times", _ONE),
    "人": ("person", _ONE),
    "名": ("person", _ONE),
    "位": ("person", _ONE),
    "平方公里": ("area", Decimal(10) ** 6),
    "平方千米": ("area", Decimal(10) ** 6),
    "平方米": ("area", _ONE),
    "㎡": ("area", _ONE),
    "m²": ("area", _ONE),
    "m2": ("area", _ONE),
    "公顷": ("area", Decimal(10) ** 4),
    "亩": ("area", Decimal(2000) / 3),  # 15 亩 = 1 公顷 (10 000 m²)
    "个百分点": ("point", _ONE),
    "百分点": ("point", _ONE),
    "%": ("percent", _ONE),
    "‰": ("percent", Decimal("0.1")),
    "倍": ("times", _ONE),
    "小时": ("hour", _ONE),
    "学时": ("class-hour", _ONE),
    "课时": ("lesson", _ONE),
    "分钟": ("minute", _ONE),
    "公里": ("length", Decimal(1000)),
    "千米": ("length", Decimal(1000)),
    "米": ("length", _ONE),
    "分": ("score", _ONE),
    "比值": ("ratio", _ONE),
    "系数": ("ratio", _ONE),
    "是/否": ("yes-no", _ONE),
}

#: Counting words: each counts its own kind of thing; 个 counts anything.
_COUNTERS = (
    *"所家个项次场件套台间座处条份篇册块支门起例户校园班轮批类种本期天届对栋幢辆片面幅首部节堂张株斤吨岁级组队枚",
    *("场次", "人时", "台套", "件套", "个班", "公斤"),
)
BASE_UNITS |= {counter: ("count:" + counter, _ONE) for counter in _COUNTERS}

#: Things counted as often as one came to them.
_VISITS = frozenset(["家次", "所次", "校次", "园次", "户次"])

_SPELLINGS = {"／": "/", "∕": "/", "．": "·", "•": "·", "・": "·", "‧": "·", "％": "%", "平米": "平方米"}
#: One side of a ratio, the other standing in the cell: 15.96 with ":1" behind it.
_SIDES = {":1": "x:1", "∶1": "x:1", "比1": "x:1", "1:": "1:x", "1∶": "1:x"}


@dataclass(frozen=True)
class Unit:
    """A unit of measure.

    Attributes:
        symbol: as written, in canonical spelling: ``万元``, ``%``, ``元/生·年``.
        dimension: what it measures: money, person, percent, ``count:所``, ``money/生·年`` …
        factor: how many base units of the dimension one of these is.
    """

    symbol: str
    dimension: str
    factor: Decimal

    def compatible(self, other: Unit) -> bool:
        """Whether values in the two units can be compared at all."""
        if self.dimension == other.dimension:
            return True
        if self.dimension.startswith("count:") and other.dimension.startswith("count:"):
            return "count:个" in (self.dimension, other.dimension)
        # 生均公用经费 720 元 in the text stands for 720 元/生·年 in the workbook
        return self.dimension.split("/")[0] == other.dimension.split("/")[0] == "money"


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit | None:
    """The unit written as ``text``, or None when it is not a known one.

    Understands scales (``万元``, ``亿人``), rates (``元/生·年``, ``元/人.月``) and ratio forms (``1:x``, ``x:1``).

    >>> parse_unit("亿元").factor
    Decimal('100000000')
    """
    symbol = re.sub(r"\s+", "", narrow(text))
    for wrong, right in _SPELLINGS.items():
        symbol = symbol.replace(wrong, right)
    symbol = _SIDES.get(symbol, symbol)
    if symbol in ("1:x", "x:1", "x:y"):
        return Unit(symbol, "proportion", _ONE)
    numerator, slash, per = symbol.partition("/")
    if symbol in BASE_UNITS:
        dimension, factor = BASE_UNITS[symbol]
        return Unit(symbol, dimension, factor)
    if slash and per:
        base = parse_unit(numerator)
        per = per.replace(".", "·")
        return Unit(f"{base.symbol}/{per}", f"{base.dimension}/{per}", base.factor) if base else None
    if symbol in _VISITS:  # of a sheet; a text is read up to 家, with 次 behind it
        return Unit(symbol, "count:" + symbol[0], _ONE)
    for scale, factor in SCALES.items():
        rest = symbol.removeprefix(scale)
        if rest != symbol and rest in BASE_UNITS:
            dimension, base_factor = BASE_UNITS[rest]
            return Unit(symbol, dimension, base_factor * factor)
    return None
