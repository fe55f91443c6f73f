"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from drafter.library.passages import Passage

__all__ = ["Hit", "Searched"]


@dataclass(frozen=True)
class Hit:
    """A passage that was found.

    Attributes:
        rank: from 1.
        score: from 0 to 1; it orders the hits of one search and means nothing beside another's.
        own: it is from the user's own library rather than the shipped one.
        explain: ``{"bm25": {"rank", "score"}, "dense": {"rank", "score"}}``, without the one that did not find it.
            The dense score is the cosine similarity.
        named: the query names its document, by number or title; such hits come first.
    """

    rank: int
    score: float
    passage: Passage
    explain: dict[str, dict[str, float]]
    own: bool = False
    named: bool = False

    def to_dict(self) -> dict[str, Any]:
        """What ``drafter search --json`` prints of it."""
        passage = self.passage
        return {
            "rank": self.rank,
            "score": round(self.score, 6),
            "kind": passage.kind,
            "title": passage.title,
            "heading": passage.heading,
            "text": passage.text,
            "source": passage.source,
            "metadata": passage.metadata,
        }


@runtime_checkable
class Searched(Protocol):
    """What can be searched: a :class:`~drafter.library.retrieval.Library`."""

    def search(
        self, query: str, k: int = 5, kind: str | None = None, level: str | None = None, year: int | None = None
    ) -> list[Hit]:
        """See :meth:`drafter.library.retrieval.Library.search`."""
        ...
