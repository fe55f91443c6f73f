"""A share of the total of a list that names the item alone: 「义务教育…1152万元…。义务教育占全部资助资金的46.34%」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checking.relations.sought.entries import Entries
from drafter.checking.relations.sought.named_parts import unit_of
from drafter.checking.relations.trials import Trial, quotient
from drafter.checking.text.nouns import kin, label, noun
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role
from drafter.checking.text.things import read_thing

__all__ = ["of_a_list"]

_HUNDRED = Decimal(100)
#: What a whole is measured in, by its name.
_UNITS = (
    ("person-times", re.compile("人次")),
    ("money", re.compile("资金|经费|投入|投资|金额|支出|拨款|补助")),
)
_ALL = re.compile(r"^(?:[全我本][省市县区州盟旗]|全部|所有|总)|总(?:数|量|额|人次|人数|计)$")
_SHORTEST = 2


def of_a_list(entries: Entries, near: Sequence[Figure], part: str, whole: str) -> Trial | None:
    """What the one item that goes by a name makes of the total of the one list that has it.

    Args:
        near: the figures of the paragraph before the share.
        part, whole: the names, as the share gives them.
    """
    trials = {}
    named = next(([unit] for unit, words in _UNITS if words.search(whole)), ["count", "person-times"])
    lists = [found for unit in named for found in _lists([f for f in near if _counts(f, unit)])]
    for total, items in lists:
        if not _ALL.search(whole) and not kin(whole, noun(total)):
            continue
        item = _item(entries, items, part)
        if item is not None:
            trials[item.id, total.id] = quotient(item, total, _HUNDRED)
    return next(iter(trials.values())) if len(trials) == 1 else None


def _counts(figure: Figure, unit: str) -> bool:
    quantity = figure.quantity
    level = figure.role is Role.LEVEL and quantity.kind is Kind.AMOUNT and quantity.definite
    return level and not quantity.spelled and unit_of(figure) == unit and quantity.interval.low > 0


def _lists(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Sequence[Figure]]]:
    """Every total with the items right behind it that make it up."""
    for at, total in enumerate(figures):
        added = Decimal(0)
        for end in range(at + 1, len(figures)):
            added += figures[end].quantity.value
            if added >= total.quantity.value:
                if added == total.quantity.value and end - at >= _SHORTEST:
                    yield total, figures[at + 1 : end + 1]
                break


def _item(entries: Entries, items: Sequence[Figure], name: str) -> Figure | None:
    """The one item of a list that a name names by its stage of school or by all its own words."""
    named = [f for f in items if len(own := label(f)) >= _SHORTEST and name.startswith(own)]
    if not named and (stage := read_thing(name).stage):
        named = [f for f in items if (e := entries.subjects.get(f.id)) is not None and e.thing.stage == stage]
    return named[0] if len(named) == 1 else None
