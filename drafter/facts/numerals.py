"""Numbers as they are written in Chinese: full-width digits, grouping commas, Chinese numerals."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal

__all__ = ["CHINESE_NUMERAL", "decimals_of", "narrow", "parse_arabic", "parse_chinese", "to_places"]

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_NARROW = str.maketrans(
    "０１２３４５６７８９．，％：－＋／（）　", "0123456789.,%:-+/() "
)  # one character each, so offsets stay valid

#: Characters a Chinese numeral can be made of.
CHINESE_NUMERAL = "零〇○一二两三四五六七八九十百千万亿"

_GROUPED = re.compile(r"^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_PLAIN = re.compile(r"^[+-]?(?:\d+\.?\d*|\.\d+)$")
_ROOM = Context(prec=200)  # the usual 28 digits do not hold 万亿元 divided by 0.0001


def narrow(text: str) -> str:
    """``text`` with full-width digits and number signs made half-width, of the same length."""
    return text.translate(_NARROW)


def parse_arabic(text: str) -> Decimal | None:
    """The value of ``1,234.50``, ``１２.３`` or ``37.57 `` (spaces inside are typing slips); None when it is none.

    >>> parse_arabic("3,217.77")
    Decimal('3217.77')
    """
    compact = re.sub(r"\s+", "", narrow(text))
    if _GROUPED.match(compact):
        compact = compact.replace(",", "")
    elif not _PLAIN.match(compact):
        return None
    return Decimal(compact)


def decimals_of(text: str) -> int:
    """How many digits stand after the point in a figure, Arabic or Chinese.

    >>> decimals_of("12.30"), decimals_of("三点六")
    (2, 1)
    """
    compact = re.sub(r"\s+", "", narrow(text)).replace("点", ".")
    return len(compact.partition(".")[2])


def to_places(value: Decimal, places: int = 0, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """A value rounded to so many digits after the point, also one that has more digits than are reckoned with.

    >>> to_places(Decimal("2.345"), 1), to_places(Decimal("1e30") / 3).adjusted()
    (Decimal('2.3'), 29)
    """
    return value.quantize(Decimal(1).scaleb(-places), rounding, _ROOM)


def parse_chinese(text: str) -> Decimal | None:
    """The value of a Chinese numeral such as 一百零三, 十二, 两千五, 三点六, 二〇二四; None when it is none.

    >>> parse_chinese("一百零三"), parse_chinese("二〇二四"), parse_chinese("三万五千")
    (Decimal('103'), Decimal('2024'), Decimal('35000'))
    """
    whole, point, fraction = text.partition("点")
    if point:
        left = parse_chinese(whole)
        if left is None or not fraction or any(c not in _DIGITS for c in fraction):
            return None
        return left + Decimal("0." + "".join(str(_DIGITS[c]) for c in fraction))
    if not text or any(c not in CHINESE_NUMERAL for c in text):
        return None
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return Decimal("".join(str(_DIGITS[c]) for c in text))
    return _positional(text)


def _positional(text: str) -> Decimal | None:
    total = section = digit = 0
    last_unit = 1
    ceiling = 10**4  # in a section the units fall: 十十 and 一十一百 are no numbers
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
            if char in "零〇○":
                last_unit = 1
        elif char in _SMALL:
            if _SMALL[char] >= ceiling:
                return None
            section += (digit or 1) * _SMALL[char]
            digit, last_unit, ceiling = 0, _SMALL[char], _SMALL[char]
        else:
            section += digit
            if section == 0 and total == 0:
                return None
            total = (total + section) * _LARGE[char] if _LARGE[char] > 10**4 else total + section * _LARGE[char]
            section = digit = 0
            last_unit, ceiling = _LARGE[char], 10**4
    if digit and last_unit >= 100:  # 两千五 is 2500: a trailing digit counts in the next lower unit
        digit *= last_unit // 10
    return Decimal(total + section + digit)
