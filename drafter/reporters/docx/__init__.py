"""The reviewer's own DOCX with the findings as comments on the exact words, and safe fixes as tracked changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.checking import CheckResult

__all__ = ["to_docx"]


def to_docx(result: CheckResult, *, suggest: bool = False) -> bytes:
    """The file that was checked, unchanged but for drafter's comments; the same input gives the same bytes.

    Comments of an earlier run are replaced, except those that a reviewer has answered or resolved; those of other
    people stay as they are.

    Args:
        result: of the file it names as its source.
        suggest: also write safe mechanical fixes as tracked changes.

    Raises:
        InputError: the source is no DOCX, has changed since it was checked, or its comments are damaged.
    """
    from drafter.reporters.docx.annotating import annotate

    return annotate(result, suggest=suggest)
