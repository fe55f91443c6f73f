"""Two or three of what was told before, called by their names and added up: 「公办园和普惠性民办园合计78所」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.relations.items import countable
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.wholes import added
from drafter.checking.text.nouns import label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.reckoning import ADDED
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import State

__all__ = ["named_together", "names_others"]

_TOGETHER = re.compile(
    rf"(?:^|[，。；（])(?:其中|这样|至此)?(?P<names>[^，。；、\d（）]{{2,10}}?(?:、[^，。；、\d（）]{{2,10}}?)?(?:和|与|及|加上?|连同)"
    rf"[^，。；、\d（）]{{2,10}}?)(?:[，]?(?:人数|数量|学校|资金)?(?:两者|两项|两类|三者|三项|三类)?(?:{ADDED}|共)(?:有|为|达到?|是)?)$"
)
_AND = re.compile("、|和|与|及|加上?|连同")
#: What a name is introduced by: 民办园中普惠性民办园, 其中公办园, 招聘公费师范生.
_OF_THEM = re.compile(
    r"^(?:.*(?:其中|[一-鿿]中(?!学|职|小|等|心)))?"
    r"(?:招聘|引进|补充|新增|现有|建成|新建|改建|扩建|配备|聘任|聘请|培训|资助|投入|安排|拨付|争取|共有|有)?"
)
_BACK = 14


def named_together(statement: Statement) -> Iterator[Relation]:
    """Every such total; each name must have been told once in the sentence, and with one value."""
    figures = statement.figures
    for at, total in enumerate(figures):
        words = _TOGETHER.search(total.gap)
        if at < 2 or words is None or total.quantity.kind is not Kind.AMOUNT or total.role is not Role.LEVEL:
            continue
        names = _AND.split(words["names"])
        told = [f for f in figures[max(0, at - _BACK) : at] if countable(total, f) and f.quantity.definite]
        parts = [part for name in names if (part := _called(name, told)) is not None]
        if len(parts) == len(names) and len({f.id for f in parts}) == len(names) and total.quantity.definite:
            yield _decided(parts, total)


def names_others(closing: str, names: Sequence[str]) -> bool:
    """Whether what closes a list says what it adds up, and that is not the list: 公办园和普惠性民办园合计."""
    words = _TOGETHER.search(closing)
    called = _AND.split(words["names"]) if words is not None else []
    return any(len(name) > len(own) and name.endswith(own) for name in called for own in names if own)


def _called(name: str, told: Sequence[Figure]) -> Figure | None:
    """The only value that goes by a name, however it is introduced."""
    found = [f for f in told if name in (label(f), _OF_THEM.sub("", label(f)))]
    return found[0] if len(found) == 1 and found[0].role is Role.LEVEL else None


def _decided(parts: list[Figure], total: Figure) -> Relation:
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    if added(parts).meets(total.quantity.interval):
        return Relation("sum", formula, State.PROVED, (*parts, total))
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    expected = printed_like(exact, total.quantity)
    return Relation("sum", formula, State.REFUTED, (*parts, total), expected, weak=True)
