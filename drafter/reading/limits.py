"""How much text is still a report."""

from __future__ import annotations

from drafter.errors import InputError

__all__ = ["check_length"]

_MOST_CHARACTERS = 1_100_000  # a long report has 30 000; what is far beyond is a mistake, and takes minutes to check


def check_length(characters: int, name: str) -> None:
    """Make sure a text is no longer than any report, write-up or policy.

    Raises:
        InputError: it is; names the file.
    """
    if characters > _MOST_CHARACTERS:
        told = f"文字过多（{characters / 10_000:.0f} 万字，上限 110 万字），已拒绝读取"
        raise InputError(told, where=name, hint="请核对文件，或拆成几份")
