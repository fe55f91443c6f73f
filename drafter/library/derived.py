"""Totals that are told by the head, the school or the class, and money that is a share of other money."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from drafter.files import read_yaml
from drafter.resources import bundled

__all__ = ["Portion", "Total", "known_shares", "known_totals"]


@dataclass(frozen=True)
class Total:
    """Something a region has so much of; see the head of ``knowledge/register/derived.yaml`` for its fields."""

    id: str
    words: re.Pattern[str]
    unit: str


@dataclass(frozen=True)
class Portion:
    """Money that is told as a share of other money: how the share, its part and its whole are called."""

    id: str
    words: re.Pattern[str]
    part: tuple[str, ...]
    whole: tuple[str, ...]


@lru_cache(maxsize=1)
def known_totals() -> tuple[Total, ...]:
    """The shipped totals, narrower ones after those they are some of."""
    return tuple(Total(entry["id"], re.compile(entry["words"]), entry["unit"]) for entry in _entries()["totals"])


@lru_cache(maxsize=1)
def known_shares() -> tuple[Portion, ...]:
    """The shipped shares of money."""
    return tuple(
        Portion(entry["id"], re.compile(entry["words"]), tuple(entry["part"]), tuple(entry["whole"]))
        for entry in _entries()["shares"]
    )


@lru_cache(maxsize=1)
def _entries() -> dict[str, list[dict[str, Any]]]:
    entries: dict[str, list[dict[str, Any]]] = read_yaml(bundled("knowledge", "register", "derived.yaml"))
    return entries
