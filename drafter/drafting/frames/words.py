"""Small words that frames share."""

from __future__ import annotations

from collections.abc import Sequence, Sized

__all__ = ["among", "joined", "respectively"]


def joined(words: Sequence[str]) -> str:
    """A list as Chinese writes it: A、B和C."""
    return words[0] if len(words) == 1 else "、".join(words[:-1]) + "和" + words[-1]


def respectively(words: Sized) -> str:
    """分别 before a list of several."""
    return "分别" if len(words) > 1 else ""


def among(stories: Sized) -> str:
    """其中， before what is said of some of several; nothing when there is only one."""
    return "其中，" if len(stories) > 1 else ""
