"""How the dictionary divides a line into words."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

__all__ = ["crossed", "has_dictionary", "words_of"]

_AROUND = 8


def has_dictionary() -> bool:
    """Whether words can be told apart at all."""
    try:
        import rjieba  # noqa: F401
    except ImportError:
        return False
    return True


@lru_cache(maxsize=4096)
def words_of(line: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a line stand."""
    import rjieba

    ends = [0]
    for word in rjieba.cut(line, False):
        ends.append(ends[-1] + len(word))
    return tuple(pairwise(ends))


def crossed(line: str, start: int, end: int) -> bool:
    """Whether a word reaches over an edge of line[start:end]."""
    low = max(0, start - _AROUND)
    words = words_of(line[low : end + _AROUND])
    return any(low + first < edge < low + last for first, last in words for edge in (start, end))
