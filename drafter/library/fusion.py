"""Joining rankings: reciprocal ranks, and no two results that say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["distinct", "reciprocal_ranks"]

_CONSTANT = 60  # Cormack, Clarke and Büttcher, SIGIR 2009; changing it between 20 and 100 changes little
_SAME = 90  # per cent of two texts that agree when they are the same text with a figure or a name changed


def reciprocal_ranks(rankings: Iterable[Sequence[int]]) -> list[tuple[int, float]]:
    """Items of several rankings with the sum of ``1 / (60 + rank)``, best first; ranks count from 1.

    Equal sums are ordered by the first ranking, then by the next.

    >>> [item for item, _ in reciprocal_ranks([[7, 8], [8, 9]])]
    [8, 7, 9]
    """
    scores: dict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] += 1 / (_CONSTANT + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])


def distinct(items: Iterable[int], texts: Mapping[int, str] | Sequence[str]) -> Iterator[int]:
    """``items`` in their order without those whose text nearly repeats that of an earlier one."""
    from rapidfuzz import fuzz

    kept: list[str] = []
    for item in items:
        text = texts[item]
        if all(fuzz.ratio(text, other, score_cutoff=_SAME) == 0 for other in kept):
            kept.append(text)
            yield item
