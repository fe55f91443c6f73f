"""How large the things of the reports can be at all, and in what units they can be told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from drafter.files import read_yaml
from drafter.resources import bundled

__all__ = ["Size", "possible_sizes"]

#: What may stand between the name of a thing and its figure.
_LEADING = (
    r"(?:分别|依次|已经?|均|约|只|仅|就|共|总共|合计|整体|平均)*"
    r"(?:达到?|为|是|有|到|至|[:：]|(?:提高|提升|增加|增长|上升|下降|降低|减少|调整|扩大|增|降|升|控制|保持|稳定|维持)(?:了)?(?:到|至|为|在))?"
    r"(?:约|近|超过?|共|了)?\s*$"
)


@dataclass(frozen=True)
class Size:
    """What a figure of a thing can be.

    Attributes:
        words: the thing, right before its figure; ``but``: words of the clause that make it another thing.
        units: dimensions the figure may have, empty for any; ``barred``: those it cannot have.
        sign: a unit sign that is never used of it, empty for none.
        of: the dimension that the bounds are for; empty for all.
        least, most: by level of government, in base units; under the empty key for every level.
        told: its name for the reader.
        anywhere: whether it counts whatever stands behind the figure.
    """

    id: str
    words: re.Pattern[str]
    but: re.Pattern[str] | None
    units: frozenset[str]
    barred: frozenset[str]
    sign: str
    of: str
    least: Mapping[str, Decimal]
    most: Mapping[str, Decimal]
    told: str
    anywhere: bool

    def bounds(self, level: str) -> tuple[Decimal | None, Decimal | None]:
        """The least and the most it can be in a region of a level (county, city, province), None where not known."""
        low, high = (each.get(level, each.get("")) for each in (self.least, self.most))
        return low, high


@lru_cache(maxsize=1)
def possible_sizes() -> tuple[re.Pattern[str], tuple[Size, ...]]:
    """A pattern that any of the things matches, and all of them."""
    entries: list[dict[str, Any]] = read_yaml(bundled("knowledge", "register", "sizes.yaml"))
    every = "|".join(f"(?:{entry['words']})" for entry in entries)
    return re.compile(f"(?:{every}){_LEADING}"), tuple(_size(entry) for entry in entries)


def _size(entry: dict[str, Any]) -> Size:
    return Size(
        id=entry["id"],
        words=re.compile(f"(?:{entry['words']}){_LEADING}"),
        but=re.compile(entry["but"]) if entry.get("but") else None,
        units=frozenset(entry.get("units", ())),
        barred=frozenset(entry.get("not", ())),
        sign=entry.get("sign", ""),
        of=entry.get("of", ""),
        least=_bound(entry.get("least")),
        most=_bound(entry.get("most")),
        told=entry["told"],
        anywhere=bool(entry.get("anywhere")),
    )


def _bound(told: Any) -> dict[str, Decimal]:
    if told is None:
        return {}
    by_level = told if isinstance(told, dict) else {"": told}
    return {str(level): Decimal(str(value)) for level, value in by_level.items()}
