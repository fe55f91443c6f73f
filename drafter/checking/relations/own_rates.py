"""Rates named after what was done, right behind all and those it was done to: 食堂自营的108所，自营率90%."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from drafter.checking.relations.model import Relation
from drafter.checking.relations.quotients import comparable, of_others, share_of, siblings, together
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement

__all__ = ["own_rates"]

_RATE = re.compile(
    r"^[^，。；、\d]{0,12}?[，、](?:其|该)?(?P<name>[一-鿿]{0,4}?(?P<stem>[一-鿿]{2}))率(?:就|已|也|均|高|约|仅)*(?:为|是|有|达到?)?(?:约)?$"
)
#: Rates of people, whatever is counted beside them; and rates that follow from more than two counts.
_OF_PEOPLE = re.compile(r"寄宿|入学|升学|就业|近视|合格|优|参与|满意|体检|就读|辍学|巩固|毕业|录取|上线")
_OF_MORE = re.compile(r"增长|下降|提高|利用|普及|覆盖|巩固|收益|损耗|流失|周转|贡献")
_THINGS = re.compile(r"^count:|^area|^money")
_NEAR = 10


def own_rates(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Rates whose name stands by the part they are of.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    for statement in statements:
        figures = statement.figures
        for at, (whole, part, rate) in enumerate(zip(figures, figures[1:], figures[2:], strict=False)):
            if rate.id in settled or rate.quantity.kind is not Kind.PERCENT or not rate.quantity.definite:
                continue
            words = _RATE.fullmatch(rate.gap)
            roles = {whole.role, part.role} <= {Role.LEVEL, Role.TARGET} and rate.role in (Role.LEVEL, Role.SHARE)
            if not words or not roles or not comparable(part, whole) or "；" in part.gap:
                continue
            if part.quantity.value > whole.quantity.value or not _is_its_own(words["stem"], whole, part):
                continue
            if not _spelled(words["name"], _around(whole) + _around(part)):
                continue  # 线上培训率 is of other people
            if siblings(whole, part):  # 升入普高a人，升入中职b人，升学率: of both, of those told before
                relation = _of_both(figures[:at], [whole, part], rate)
            else:
                others = of_others(words["name"], whole, part)
                relation = None if others else share_of(part, whole, rate, [], weak=True)
            if relation is not None:
                yield relation


def _of_both(earlier: Sequence[Figure], parts: Sequence[Figure], rate: Figure) -> Relation | None:
    """The rate of two kinds together of what stands right before them."""
    head, both = earlier[-1] if earlier else None, together(parts)
    usable = head is not None and head.role is Role.LEVEL and comparable(both, head) and "；" not in parts[0].gap
    if head is None or not usable or both.quantity.value > head.quantity.value:
        return None
    return share_of(both, head, rate, [], weak=True)


def _is_its_own(stem: str, whole: Figure, part: Figure) -> bool:
    """Whether the part, and not the whole, is told in the words of the rate: 持有…证书 and 持证率."""
    people = _OF_PEOPLE.search(stem) and _THINGS.search(part.quantity.dimension)
    if people or _OF_MORE.search(stem):
        return False
    return _spelled(stem, _around(part)) and not _spelled(stem, _around(whole))


def _around(figure: Figure) -> str:
    behind = figure.statement.between(figure.end, min(figure.statement.end, figure.end + _NEAR))
    return re.split(r"[，。；]", figure.gap)[-1] + re.split(r"[，。；]", behind)[0]


def _spelled(stem: str, words: str) -> bool:
    signs = iter(words)
    return all(sign in signs for sign in stem)
