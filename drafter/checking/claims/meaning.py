"""Whether a write-up says in other words what a claim says: nearness of meaning, where an embedder runs.

It is told as coverage alone. A sentence near in meaning proves nothing and clears nothing, but a reviewer who looks for
evidence knows where to begin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.checking.claims.evidence import MaterialWords
from drafter.checking.support import Passage

if TYPE_CHECKING:
    from drafter.library.embedding import Embedder

__all__ = ["Meaning", "nearest_in_meaning"]

#: Cosine of a question and a passage of multilingual-e5 from which the passage counts as saying the same. On the 64
#: paraphrases and 64 other sentences of the same subject of tests/benchmarks/meaning, the vectors hardly tell the two
#: apart below their tail: from 0.900 precision is 0.50 and recall 0.41, from 0.915 0.67 and 0.22, from 0.925 0.78 and
#: 0.11, from 0.930 1.00 and 0.05; among 63 sentences of other subjects the nearest is a false alarm for 4 of 64 claims
#: from 0.900, for none from 0.915. A reader takes what is counted for support, so precision goes before recall.
_SAME = 0.925
_NEAR = 8  # passages a claim that share words with it, which are compared first
_MOST = 120  # passages that are embedded at all: some twenty seconds of a model on two cores


@dataclass(frozen=True)
class Meaning:
    """What finds passages near in meaning; ``reason`` says in Chinese why there is no embedder, where there is none."""

    embedder: Embedder | None
    reason: str = ""


def nearest_in_meaning(
    claims: Sequence[str], words: MaterialWords, embedder: Embedder, most: int = _MOST
) -> Mapping[str, tuple[Passage, float]]:
    """For each claim the passage nearest in meaning and how near (0 to 1), where it is near enough to say the same.

    All passages are compared when there are few; else those that share words with some claim.

    Args:
        claims: clauses, each once.
        most: passages to embed at most; the first of each claim before the second of any.
    """
    chosen = _chosen(claims, words, most)
    if not claims or not chosen:
        return {}
    vectors = embedder.embed_documents([passage.text for passage in chosen])
    found: dict[str, tuple[Passage, float]] = {}
    for claim in claims:
        asked = embedder.embed_query(claim)
        nearness = [sum(a * b for a, b in zip(asked, vector, strict=True)) for vector in vectors]
        best = max(range(len(chosen)), key=lambda at: (nearness[at], -at))
        if nearness[best] >= _SAME:
            found[claim] = chosen[best], nearness[best]
    return found


def _chosen(claims: Sequence[str], words: MaterialWords, most: int) -> list[Passage]:
    everything = {passage.text: passage for passage in reversed(words.passages) if passage.text.strip()}
    if len(everything) <= most:
        return list(reversed(everything.values()))
    ranked = [words.nearest(claim, _NEAR) for claim in claims]
    chosen: dict[str, Passage] = {}
    for rank in range(_NEAR):
        for near in ranked:
            if rank < len(near) and len(chosen) < most:
                chosen.setdefault(near[rank].text, near[rank])
    return list(chosen.values())
