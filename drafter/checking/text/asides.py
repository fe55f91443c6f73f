"""Brackets between figures: what stands in one only explains what is told before it."""

from __future__ import annotations

import re

from drafter.checking.text.statements import Figure

__all__ = ["closed_between"]

_OPENS, _CLOSES = re.compile(r"[（(]"), re.compile(r"[）)]")


def closed_between(figure: Figure, later: Figure) -> bool:
    """Whether a figure stands in brackets that close before a later one: 9.77平方米（场馆14.78万平方米），低于…."""
    between = figure.statement.between(figure.end, later.start)
    return figure.id < later.id and len(_CLOSES.findall(between)) > len(_OPENS.findall(between))
