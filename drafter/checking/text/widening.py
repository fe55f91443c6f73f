"""Words that widen a figure: 近, 约, 余, 超过, 以上 around it, 上千 and 数百, and what a fraction is said of."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from drafter.facts.intervals import Interval

__all__ = ["ABOUT", "Widened", "leeway", "widened"]

#: 签约120人, 节约5万元: 约 there says nothing of the figure.
_PREFIXES = re.compile(
    r"(近|(?<![签预契节邀])约|大约|将近|接近|超过|超|逾|突破|多于|高于|大于|不足|不到|低于|少于|小于|不低于|不少于|不超过|不高于|不大于|不小于|至少|至多|最多|最低|最高)\s*$"
)
_SUFFIXES = re.compile(r"^\s*(左右|上下|以上|以下|以内|之内|及以上|及以下|不等)")
_UNDER = re.compile(r"(?:不足|不到|未到|低于|少于|不超过)了?$")
_OVER = re.compile(r"(?:超过?|逾|过|高于|多于|突破)了?$")
_CLOSE_TO = re.compile(r"(?:近|接近)$")
_ROUGHLY = re.compile(r"(?:约|大约|左右|差不多)$")
_LESS = re.compile(r"弱|以下|以内|之内|之下")
_AND_MORE = re.compile(r"(?:还|稍|略|还要)?多|稍?强|有余|以上|之上")
_OR_SO = re.compile(r"左右|上下")
_FRACTION_NEAR, _FRACTION_ROOM = Decimal("0.15"), Decimal("0.06")
#: How far a figure may be from one that is about it.
ABOUT = Decimal("0.05")
_NEAR = Decimal("0.10")
_MORE = Decimal("0.20")
_INFINITY = Decimal("Infinity")
#: 上千人, 数百所: thousands of them, some hundreds.
_SOME = re.compile(r"[上数几]$")
_BEFORE, _BEHIND = 5, 4


class Widened(NamedTuple):
    """The values that a figure with such a word stands for, the word, and how many characters of it stand behind."""

    interval: Interval
    word: str
    behind: int


def widened(
    value: Decimal, printed: Interval, before: str, behind: str, soft: str = "", *, spelled: bool = False
) -> Widened | None:
    """What the words around a figure make of it; None where none of them widens it.

    Args:
        value: in base units; ``printed``: the values that its digits stand for, in the same.
        before, behind: the text around it; ``soft``: 余, 多, 来 or 几 between the number and its unit.
        spelled: whether it is written in Chinese numerals, so that 百, 千 and 万 may stand alone.
    """
    size = abs(value)
    if spelled and not soft and size.normalize().as_tuple().digits == (1,) and (some := _SOME.search(before[-1:])):
        return Widened(Interval(value, value * 10), some.group(), 0)
    led = _PREFIXES.search(before[-_BEFORE:])
    after = _SUFFIXES.match(behind[:_BEHIND])
    word = soft or (led[1] if led else "") or (after[1] if after else "")
    if not word:
        return None
    if word in ("约", "大约", "左右", "上下"):
        inside = printed.widened(up=size * ABOUT, down=size * ABOUT)
    elif word in ("近", "将近", "接近"):
        inside = printed.widened(down=size * _NEAR)
    elif word in ("余", "多", "来", "几"):
        inside = Interval.exact(value).widened(up=max(size * _MORE, _next_to(size)))
    elif word in ("超过", "超", "逾", "突破"):
        inside = printed.widened(up=max(size * _MORE, _next_to(size)))
    elif word in ("以上", "及以上", "不低于", "不少于", "不小于", "至少", "最低", "高于", "多于", "大于"):
        inside = printed.widened(up=_INFINITY)
    else:
        inside = printed.widened(down=_INFINITY)
    return Widened(inside, word, after.end() if after and word == after[1] else 0)


def _next_to(size: Decimal) -> Decimal:
    """How far it is to the next number told as roughly: 3万余 ends before 4万, 1200余 before 1300."""
    exponent = size.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent)) if size else Decimal(0)


def leeway(value: Decimal, before: str, after: str) -> Interval:
    """The values that a fraction in words is said of: 三分之一 of anything near a third, 近一半 of what is below it.

    Args:
        value: the fraction in percent; ``before`` and ``after`` the words around it.
    """
    exact = Interval.exact(value)
    if _UNDER.search(before) or _LESS.match(after):
        return exact.widened(down=value)
    if _OVER.search(before) or _AND_MORE.match(after):
        return exact.widened(up=_INFINITY)
    if _CLOSE_TO.search(before):
        return exact.widened(up=value / 200, down=value * _FRACTION_NEAR)
    wide = _ROUGHLY.search(before) or _OR_SO.match(after)
    room = value * (_FRACTION_NEAR if wide else _FRACTION_ROOM)
    return exact.widened(up=room, down=room)
