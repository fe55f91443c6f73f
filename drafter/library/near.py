"""Documents that are nearly the same: a report saved again with a word changed is no second report."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

__all__ = ["NEAR", "likeness", "signature"]

#: Share of two documents' stretches of text that agree when one is taken for a copy of the other.
NEAR = 0.9
_LENGTH = 8  # characters of a stretch
_KEPT = 8  # one stretch in so many is looked at, the same ones in every document
_FEW = 30  # below this many stretches a document is too short to judge


def signature(texts: Iterable[str]) -> frozenset[int]:
    """A sample of the stretches of a document's text, as hashes; empty for a document too short to judge."""
    text = "".join("".join(texts).split())
    codes = {crc32(text[at : at + _LENGTH].encode("utf-8", "replace")) for at in range(len(text) - _LENGTH + 1)}
    sample = frozenset(code for code in codes if code % _KEPT == 0)
    return sample if len(sample) >= _FEW else frozenset()


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Share of stretches that two documents have in common, 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0
