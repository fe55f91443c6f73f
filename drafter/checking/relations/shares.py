"""Shares: a part over its whole against the percentage the text gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import LIST_SEPARATOR, Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["shares"]

_HUNDRED = Decimal(100)
#: 「占比95%」「占总数的95%」「比例达到95%」: the whole is not named again.
_BARE_SHARE = re.compile(
    r"[，,、（(]?\s*(?:各|分别)?(?:占比|占|占总数|占总量|占总人数|占总额|占全部|所占比例|所占比重|占比例|占比重)(?:的|例|重)?(?:分别)?(?:已?达到?|为|是|约|近)?\s*$"
)
#: a rate that the sentence itself makes of a part and a whole: 整改率, 完成率, 达标率
_RATE = re.compile(r"(?P<done>整改|完成|办结|落实|达标|合格|通过|销号|入学|开放|移交|治理)率(?:为|是|已?达到?)?\s*$")
#: 「占义务教育在校生21302名的12.60%」: the whole stands inside.
_WHOLE_INSIDE = re.compile(r"占[^，。；]{0,24}$")
_ALIGNED = re.compile(r"分别|各")
_OF = re.compile(r"^\s*(?:总数|总量|总人数|总额)?\s*的\s*$")
_AMONG = re.compile(r"^[^，。；\d]{0,14}中[，,]?|^[^，。；\d]{0,10}[，,（(]?其中")


def shares(statement: Statement) -> Iterator[Relation]:
    """Every share a sentence states of figures it also gives."""
    figures = statement.figures
    for at, figure in enumerate(figures):
        if figure.quantity.kind is not Kind.PERCENT or figure.quantity.is_range:
            continue
        if _ALIGNED.search(figure.gap):
            yield from _aligned(statement, figures, at)
            continue
        relation = _inside(figures, at) or _among(statement, figures, at)
        if relation is not None:
            yield relation


def _aligned(statement: Statement, figures: list[Figure], at: int) -> Iterator[Relation]:
    """「W所中，甲类a所、乙类b所，占比分别为s%和t%」: as many parts as shares, in order."""
    stop = at + 1
    while (
        stop < len(figures) and figures[stop].quantity.kind is Kind.PERCENT and LIST_SEPARATOR.match(figures[stop].gap)
    ):
        stop += 1
    shares, parts = figures[at:stop], figures[max(0, at - (stop - at)) : at]
    first = at - len(shares)
    if len(shares) < 2 or first < 1 or not _BARE_SHARE.search(figures[at].gap):
        return
    whole = figures[first - 1]
    if not _AMONG.match(statement.between(whole.end, parts[0].start)):
        return
    if all(_comparable(part, whole) for part in parts):
        for part, share in zip(parts, shares, strict=True):
            if (relation := _share(part, whole, share, [])) is not None:
                yield relation


def _inside(figures: list[Figure], at: int) -> Relation | None:
    """「a名，占W名的s%」."""
    if at < 2:
        return None
    share, whole, part = figures[at], figures[at - 1], figures[at - 2]
    if not _OF.match(share.gap) or not _WHOLE_INSIDE.search(whole.gap) or not _comparable(part, whole):
        return None
    return _share(part, whole, share, [])


def _among(statement: Statement, figures: list[Figure], at: int) -> Relation | None:
    """「W个中，a个…，占s%」 and 「W所，其中a所，占s%」; other figures of the sentence may be the whole instead."""
    share = figures[at]
    rate = _RATE.search(share.gap)
    if at < 2 or not (_BARE_SHARE.search(share.gap) or rate):
        return None
    part = figures[at - 1]
    if rate and not _is_done(part.gap + share.gap[: rate.start()], rate["done"]):
        return None
    is_rate = rate is not None
    if part.quantity.kind is not Kind.AMOUNT or part.role is Role.CHANGE or part.direction:
        return None
    earlier = [f for f in figures[: at - 1] if _comparable(part, f) and f.role in (Role.LEVEL, Role.PREVIOUS)]
    for whole in reversed(earlier):
        following = statement.between(whole.end, part.start)
        if _AMONG.match(following) or (is_rate and whole is earlier[-1]):
            others = [f for f in earlier if f is not whole]
            return _share(part, whole, share, others, weak=is_rate and not _AMONG.match(following))
    return None


def _is_done(words: str, done: str) -> bool:
    """Whether the part counts what is done: 「其中重大隐患2处，全部整改，整改率100%」 gives no done part of 120处."""
    return bool(re.search(f"{done}|完成|已", words)) and not re.search("全部|均已|都", words)


def _comparable(part: Figure, whole: Figure) -> bool:
    left, right = part.quantity, whole.quantity
    same = left.dimension == right.dimension or (left.unit and right.unit and left.unit.compatible(right.unit))
    return left.kind is Kind.AMOUNT and right.kind is Kind.AMOUNT and bool(same)


def _share(part: Figure, whole: Figure, share: Figure, others: list[Figure], weak: bool = False) -> Relation | None:
    if not part.quantity.definite or not whole.quantity.definite or whole.quantity.value <= 0:
        return None
    computed = _quotient(part, whole)
    exact = part.quantity.value / whole.quantity.value * _HUNDRED
    state, truncated = decide(computed, share.quantity, exact)
    if state is State.REFUTED and not truncated:
        for other in others:  # the figure nearest by is not always the whole that is meant
            if other.quantity.value > 0 and _quotient(part, other).meets(share.quantity.interval):
                return Relation("share", f"{part.text}÷{other.text}", State.PROVED, (part, other, share))
        if part.quantity.value > whole.quantity.value and not weak:
            weak = share.quantity.value > _HUNDRED
    expected = "" if state is State.PROVED else printed_like(exact, share.quantity)
    return Relation("share", f"{part.text}÷{whole.text}", state, (part, whole, share), expected, truncated, weak)


def _quotient(part: Figure, whole: Figure) -> Interval:
    if whole.quantity.interval.low <= 0:
        return Interval(Decimal(0), Decimal("Infinity"))
    return (part.quantity.interval / whole.quantity.interval).scaled(_HUNDRED)
