"""A total and those that do, hardly do and do not: 「52项指标，达到要求的47项，基本达到的4项，没有达到的1项」.

What is told of those that do and ends with those that do not leaves nobody out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.wholes import added
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role
from drafter.findings import State

__all__ = ["graded"]

_PART = re.compile(
    r"^[^，。；：、（()\d]{0,8}[，：:（(]?(?:其中|自评)?[，：:]?(?P<name>[^，。；：、（()\d]{2,12}?)的?(?:有|为)?$"
)
_LATER = re.compile(r"^[，、；](?P<name>[^，。；：、（()\d]{2,12}?)的?(?:有|为)?$")
#: Those that do not, at the end of the list.
_NOT = re.compile(
    r"^(?:还|尚)?(?:没有|没|未|不|尚未|还未|仍未|暂未)(?P<verb>达到|达标|完成|合格|整改|通过|达成|开工|竣工|落实|符合|销号|验收|启动|办结|建成)"
)
_FEWEST = 3
#: Some of those before: 达到要求的20项，其中优秀8项.
_INSIDE = re.compile(r"其中|包括|含")


def graded(figures: Sequence[Figure]) -> Iterator[Relation]:
    """The sum of every list of grades that ends with those that do not."""
    for at, last in enumerate(figures):
        named = _LATER.match(last.gap)
        negated = _NOT.match(named["name"]) if named else None
        if negated is None or not _usable(last):
            continue
        parts = [last]
        total: Figure | None = None
        for figure in reversed(figures[max(0, at - 6) : at]):
            if not _usable(figure) or figure.quantity.dimension != last.quantity.dimension:
                break
            if _opens(figure, figures):
                parts.insert(0, figure)
                total = _before(figure, figures)
                break
            if _LATER.match(figure.gap) is None or _INSIDE.search(figure.gap):
                break
            parts.insert(0, figure)
        does = any(negated["verb"] in p.gap and not _negative(p) for p in parts[:-1])
        if total is None or len(parts) < _FEWEST or not does:
            continue
        yield _sum(parts, total)


def _usable(figure: Figure) -> bool:
    quantity = figure.quantity
    return quantity.kind is Kind.AMOUNT and quantity.definite and figure.role is Role.LEVEL and not quantity.decimals


def _before(figure: Figure, figures: Sequence[Figure]) -> Figure | None:
    at = figure.id - figures[0].id
    head = figures[at - 1] if 0 < at < len(figures) else None
    alike = head is not None and _usable(head) and head.quantity.dimension == figure.quantity.dimension
    return head if alike and head is not None and head.quantity.value > figure.quantity.value else None


def _opens(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a part is the first: what stands before it is more, and names no grade itself."""
    head = _before(figure, figures)
    return head is not None and _PART.match(figure.gap) is not None and not head.gap.rstrip("有为").endswith("的")


def _negative(figure: Figure) -> bool:
    named = _LATER.match(figure.gap) or _PART.match(figure.gap)
    return named is not None and _NOT.match(named["name"]) is not None


def _sum(parts: Sequence[Figure], total: Figure) -> Relation:
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    if added(list(parts)).meets(total.quantity.interval):
        return Relation("sum", formula, State.PROVED, (*parts, total))
    exact = sum((part.quantity.value for part in parts[1:]), parts[0].quantity.value)
    expected = printed_like(exact, total.quantity)
    return Relation("sum", formula, State.REFUTED, (*parts, total), expected, weak=True)
