"""Laws of order between the values of things: the good are no more than those who pass, teachers no more than staff."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from drafter.files import read_yaml
from drafter.resources import bundled

__all__ = ["Order", "orders"]


@dataclass(frozen=True)
class Order:
    """One thing that is never told higher than another; see ``knowledge/register/orders.yaml``.

    Attributes:
        less, more: how the names of the two end, stage and owner taken off.
        owners: of the two, where they differ in these; empty where both have the same.
        stages: for which the law holds, the same on both sides; empty for any.
        across: the stages of the two, where they differ in these.
        measure: percent, count or money.
        usual: by what the wider value must be exceeded where the order is only that of nature; None where it is
            that of counting.
        least: the smallest greater value for which the law holds.
        why: the reason, for the reader.
    """

    less: str
    more: str
    owners: tuple[str, str] | None
    stages: frozenset[str]
    across: tuple[str, str] | None
    measure: str
    usual: Decimal | None
    least: Decimal
    why: str


@lru_cache(maxsize=1)
def orders() -> tuple[Order, ...]:
    """All laws of the register."""
    entries: list[dict[str, Any]] = read_yaml(bundled("knowledge", "register", "orders.yaml"))
    return tuple(_order(entry) for entry in entries)


def _order(entry: dict[str, Any]) -> Order:
    return Order(
        less=entry["less"],
        more=entry["more"],
        owners=_pair(entry.get("owners")),
        stages=frozenset(entry.get("stages", ())),
        across=_pair(entry.get("across")),
        measure=entry["measure"],
        usual=Decimal(str(entry["usual"])) if "usual" in entry else None,
        least=Decimal(str(entry.get("least", 0))),
        why=entry["why"],
    )


def _pair(names: list[str] | None) -> tuple[str, str] | None:
    return (names[0], names[1]) if names else None
