"""The clauses of a sentence between its heavier stops, and the parts of a clause between commas."""

from __future__ import annotations

import re

__all__ = ["is_parted", "last_clause", "last_part"]

_STOP = re.compile(r"[。；;！？!?]")
_COMMA = re.compile(r"[，,]")


def is_parted(text: str) -> bool:
    """Whether a clause ends within a text."""
    return _STOP.search(text) is not None


def last_clause(text: str) -> str:
    """The clause that a text ends in."""
    return _STOP.split(text)[-1]


def last_part(text: str) -> str:
    """What stands behind the last comma of a text."""
    return _COMMA.split(text)[-1]
