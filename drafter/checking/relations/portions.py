"""Shares that are added up: 「前三项之和91.8%」, 「满意和基本满意合计87.2%」, 「三块合为100分」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.trials import Trial, decided
from drafter.checking.text.nouns import stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.reckoning import ADDED
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.facts.numerals import parse_chinese

__all__ = ["portions"]

_ADDED = rf"(?:{ADDED}|合占|合为|合)"
_LEADS = r"(?:的|即|为|是|达到?|共|占|比例|比重)*$"
_SO_MANY = re.compile(
    rf"(?P<which>前|后)?(?P<many>[两二三四五六七])(?:项|类|者|个|档|部分|块|种|级|个等[次级])(?:的)?(?:比例|占比)?{_ADDED}{_LEADS}"
)
_BY_NAME = re.compile(
    rf"(?:^|[，。；：（])“?(?P<one>[一-鿿]{{2,8}})”?(?:和|与|加|、)“?(?P<other>[一-鿿]{{2,8}})”?(?:两项|两类|两者|二者)?(?:的)?(?:比例|占比)?{_ADDED}{_LEADS}"
)
_MARKS = re.compile(r"[“”\"（）\s]|占比?|比例|为|达到?")
_LOOK_BACK = 8
_NEAR = 28


def portions(statement: Statement, before: Sequence[Figure]) -> Iterator[Relation]:
    """Every figure that is said to be what some shares make together.

    Args:
        before: figures of the sentence before in the same flow.
    """
    for at, figure in enumerate(statement.figures):
        hundred = figure.quantity.dimension == "score" and figure.quantity.value == 100
        if not figure.quantity.definite or not (figure.quantity.kind is Kind.PERCENT or hundred):
            continue
        shares = [f for f in (*before, *statement.figures[:at])[-_LOOK_BACK:] if _is_share(f)]
        lead = statement.between(max(statement.start, figure.start - _NEAR), figure.start)
        if match := _SO_MANY.search(lead):
            parts = _so_many(shares, match)
        elif match := _BY_NAME.search(lead):
            parts = _named(shares, (match["one"], match["other"]))
        else:
            continue
        if len(parts) > 1:
            yield decided("sum", _sum(parts), figure)


def _is_share(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.PERCENT and figure.quantity.definite and figure.role is not Role.CHANGE


def _so_many(shares: list[Figure], match: re.Match[str]) -> list[Figure]:
    """The first or the last so many of a list; of one that is not as long as they nothing is known."""
    many = int(parse_chinese(match["many"].replace("两", "二")) or 0)
    if len(shares) < many or (not match["which"] and len(shares) != many):
        return []
    return shares[:many] if match["which"] == "前" else shares[-many:]


def _named(shares: list[Figure], names: tuple[str, str]) -> list[Figure]:
    found = []
    for name in names:
        own = [f for f in shares if stripped(_MARKS.sub("", re.split(r"[，。；：、]", f.gap)[-1])) == name]
        if len(own) != 1:
            return []
        found += own
    return found


def _sum(parts: list[Figure]) -> Trial:
    computed, exact = Interval.exact(Decimal(0)), Decimal(0)
    for part in parts:
        computed, exact = computed + part.quantity.interval, exact + part.quantity.value
    return Trial(tuple(parts), computed, exact, "＋".join(part.text for part in parts))
