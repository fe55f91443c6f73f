"""Errors at random places: what a tired writer does to figures, done by plain patterns and the metrics alone.

Nothing here uses the extractor, so that what it does not see counts against it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from bench_cases import Plant

from drafter.facts import Metrics, SlotError, resolve

__all__ = ["KINDS", "plants"]

_NUMBER = r"\d+(?:\.\d+)?"
_DIRECTIONS = {
    "增长": "下降",
    "提高": "下降",
    "增加": "减少",
    "上升": "下降",
    "下降": "提高",
    "减少": "增加",
    "降低": "提高",
}
_SITES = {
    "unit": re.compile(rf"{_NUMBER}(?P<hit>[万亿]元)"),
    "direction": re.compile(rf"(?:比|较)上年(?:[^，。；]{{0,14}})?(?P<hit>{'|'.join(_DIRECTIONS)})(?:了)?{_NUMBER}"),
    "share": re.compile(rf"占(?!地)[^，。；\d]{{0,16}}(?P<hit>{_NUMBER})%(?!以|的)"),
    "growth": re.compile(rf"(?:增长|下降)(?P<hit>{_NUMBER})%"),
    "points": re.compile(rf"(?:提高|下降|上升|降低)了?{_NUMBER}(?P<hit>个百分点)"),
    "bare-share": re.compile(rf"占(?!地)[^，。；\d]{{0,16}}{_NUMBER}(?P<hit>%)(?=[，。；）])"),
    "zero-base": re.compile(rf"(?:比|较|由)上年的?(?P<hit>{_NUMBER})(?=[^，。；]{{1,16}}(?:增长|，增长){_NUMBER}%)"),
    "sum": re.compile(rf"其中[^。；\d]{{1,14}}(?P<hit>\d{{2,}}(?:\.\d+)?)(?=[^。；\d]{{1,16}}{_NUMBER})"),
}
KINDS = ("value", "year", "region", "swap", *_SITES)


def plants(kind: str, text: str, metrics: Metrics, other: Metrics | None, chance: random.Random) -> Iterator[Plant]:
    """Errors of one kind, each at one random place, without end as long as the text has such places."""
    if kind in ("value", "year", "region"):
        sites = list(_bound_sites(text, metrics))
        change: Callable[[str, str], str | None] = {
            "value": lambda number, _: _miswritten(number, chance),
            "year": lambda number, identity: _printed(metrics, f"{identity}.prev", number),
            "region": lambda number, identity: _printed(other, identity, number) if other else None,
        }[kind]
        for at, number, identity in _shuffled(sites, chance):
            now = change(number, identity)
            if now is not None and _far(number, now):
                yield Plant(kind, number, now, "metrics", at)
        return
    if kind == "swap":
        yield from _swaps(text, metrics, chance)
        return
    for match in _shuffled(list(_SITES[kind].finditer(text)), chance):
        was = match["hit"]
        now = _changed(kind, was, chance)
        if now is not None and now != was:
            yield Plant(kind, was, now, "", match.start("hit"))


def _changed(kind: str, was: str, chance: random.Random) -> str | None:
    if kind == "unit":
        return {"万": "亿", "亿": "万"}[was[0]] + was[1:]
    if kind == "direction":
        return _DIRECTIONS[was]
    if kind in ("points", "bare-share"):
        return "%" if kind == "points" else ""
    if kind == "zero-base":
        return "0"
    return _miswritten(was, chance)


def _miswritten(number: str, chance: random.Random) -> str | None:
    """Two neighbouring digits changed over, or one digit another: a figure that no rounding explains."""
    digits = [at for at, char in enumerate(number) if char.isdigit()]
    for _ in range(12):
        chars = list(number)
        if len(digits) > 1 and chance.random() < 0.6:
            at = chance.randrange(len(digits) - 1)
            left, right = digits[at], digits[at + 1]
            chars[left], chars[right] = chars[right], chars[left]
        else:
            chars[chance.choice(digits)] = str(chance.randrange(10))
        told = "".join(chars)
        if told != number and not re.match(r"0\d", told) and _far(number, told):
            return told
    return None


def _far(number: str, told: str) -> bool:
    """Whether the change is more than rounding: at least a hundredth of the value."""
    old, new = Decimal(number), Decimal(told)
    return abs(new - old) * 100 >= max(old, Decimal(1)) and new != old


def _printed(metrics: Metrics | None, slot: str, number: str) -> str | None:
    try:
        told = resolve(metrics, slot).text if metrics is not None else ""
    except SlotError:
        return None
    match = re.match(_NUMBER, told)
    return match[0] if match and match[0] != number else None


def _bound_sites(text: str, metrics: Metrics) -> Iterator[tuple[int, str, str]]:
    """(offset, number, indicator) of every value of the metrics that stands right behind its own name."""
    for identity in metrics.ids():
        try:
            told = resolve(metrics, identity).text
        except SlotError:
            continue
        number = re.match(_NUMBER, told)
        if number is None:
            continue
        names = {metrics.dictionary[identity].name, metrics.rows.get(identity, "")} - {""}
        words = "|".join(re.escape(name.removesuffix("数")) for name in names)
        for match in re.finditer(
            rf"(?:{words})数?(?:达到|达|为|是|共|有)?(?P<hit>{re.escape(number[0])})(?![\d.])", text
        ):
            yield match.start("hit"), number[0], identity


def _swaps(text: str, metrics: Metrics, chance: random.Random) -> Iterator[Plant]:
    """Two values of one sentence and one unit changed over: each is right, for the other."""
    sites = sorted(_bound_sites(text, metrics))
    pairs = [
        (one, two)
        for one, two in zip(sites, sites[1:], strict=False)
        if two[0] - one[0] < 60
        and one[2] != two[2]
        and not re.search("[。；]", text[one[0] : two[0]])
        and metrics.dictionary[one[2]].unit.dimension == metrics.dictionary[two[2]].unit.dimension
    ]
    for one, two in _shuffled(pairs, chance):
        was = text[one[0] : two[0] + len(two[1])]
        now = two[1] + was[len(one[1]) : len(was) - len(two[1])] + one[1]
        if _far(one[1], two[1]):
            yield Plant("swap", was, now, "metrics", one[0])


def _shuffled(items: list[Any], chance: random.Random) -> list[Any]:
    chance.shuffle(items)
    return items
