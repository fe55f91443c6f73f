"""What a report tells twice, differently: the rules of CON that each look at one way of telling."""

from __future__ import annotations

from drafter.checking.rules import (
    all_but_some,
    called_otherwise,
    closed_schools,
    listed_again,
    placings,
    ranks_again,
    told_open,
    trend_words,
)

__all__ = ["FAMILY"]

FAMILY = (
    placings.FAMILY.joined(ranks_again.FAMILY)
    .joined(told_open.FAMILY)
    .joined(closed_schools.FAMILY)
    .joined(trend_words.FAMILY)
    .joined(called_otherwise.FAMILY)
    .joined(listed_again.FAMILY)
    .joined(all_but_some.FAMILY)
)
