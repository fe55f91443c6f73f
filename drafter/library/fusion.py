"""Joining rankings: one score out of two, and no two results that say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["blend", "distinct"]

_LEAST, _MOST = 0.2, 0.65  # weight of the wording; the rest is the meaning
_SAME = 90  # per cent of two texts that agree when they are the same text with a figure or a name changed


def blend(
    words: Sequence[tuple[int, float]], meaning: Sequence[tuple[int, float]], covered: float = 1.0
) -> dict[int, float]:
    """Items of two rankings with one score from 0 to 1, best first.

    Args:
        words: items with their BM25 scores.
        meaning: items with their similarities.
        covered: how much of the query's wording the best items hold (0 to 1): the less, the more the meaning counts.

    Each ranking is stretched to 0 to 1 (BM25 from zero, similarities from the least that was found, for they lie close
    together), then weighed. On the judged queries of ``tests/benchmarks/retrieval`` this was better than adding up
    reciprocal ranks (Bruch, Gai and Ingber, TOIS 2023, found the same elsewhere).

    >>> list(blend([(7, 4.0), (8, 1.0)], [(8, 0.9), (9, 0.8)]))
    [7, 8, 9]
    """
    most = max((score for _, score in words), default=0.0)
    near = [score for _, score in meaning]
    low, spread = (min(near), max(near) - min(near)) if near else (0.0, 0.0)
    share = min(_LEAST + covered, _MOST) if meaning else 1.0
    scores: dict[int, float] = defaultdict(float)
    for item, score in words:
        scores[item] += share * score / most
    for item, score in meaning:
        scores[item] += (1 - share if words else 1.0) * ((score - low) / spread if spread else 1.0)
    return dict(sorted(scores.items(), key=lambda pair: -pair[1]))


def distinct(items: Iterable[int], texts: Mapping[int, str] | Sequence[str]) -> Iterator[int]:
    """``items`` in their order without those whose text nearly repeats that of an earlier one."""
    from rapidfuzz import fuzz

    kept: list[str] = []
    for item in items:
        text = texts[item]
        if all(fuzz.ratio(text, other, score_cutoff=_SAME) == 0 for other in kept):
            kept.append(text)
            yield item
