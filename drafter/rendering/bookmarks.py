"""Names of the bookmarks that rows of the evidence workbook lead to."""

from __future__ import annotations

__all__ = ["figure_bookmark", "paragraph_bookmark"]


def figure_bookmark(row: int) -> str:
    """The bookmark of the figure in a row of 佐证对照表, which a traced document has."""
    return f"figure{row}"


def paragraph_bookmark(number: int) -> str:
    """The bookmark of a paragraph, counted from 1; Word leaves names with such a head out of its list."""
    return f"_paragraph{number}"
