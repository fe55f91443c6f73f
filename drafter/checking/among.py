"""A report among its neighbours: what the rules across counties look at."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.checking.digest import Digest
from drafter.checking.neighbours import Neighbours

__all__ = ["Among", "among"]


@dataclass(frozen=True)
class Among:
    """One county of a batch.

    Attributes:
        number: which of the neighbours it is; ``digest`` its own.
    """

    neighbours: Neighbours
    number: int
    digest: Digest


def among(digest: Digest, peers: tuple[Digest, ...]) -> Among:
    """A county among a few others, all at hand."""
    everyone = (digest, *peers)
    return Among(Neighbours(everyone, everyone.__getitem__), 0, digest)
