"""One open library for all the drafts that a process makes: opened once, and what many look for is found once."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import TYPE_CHECKING, Self

from drafter.library.retrieval import Library

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.runnables import Runnable

__all__ = ["SharedLibrary"]


class SharedLibrary:
    """A library whose searches are remembered; threads take turns. A context manager.

    Args:
        kb: as of :meth:`Library.open`, whose errors are raised.
    """

    def __init__(self, kb: str | None = None) -> None:
        self._library = Library.open(kb)
        self._lock = threading.Lock()
        self._found: dict[tuple[str, int, str | None, str | None], list[Document]] = {}

    def as_retriever(
        self, k: int = 5, kind: str | None = None, level: str | None = None
    ) -> Runnable[str, list[Document]]:
        """As of :meth:`Library.as_retriever`."""
        from langchain_core.runnables import RunnableLambda

        retriever = self._library.as_retriever(k, kind, level)

        def find(query: str) -> list[Document]:
            key = (query, k, kind, level)
            with self._lock:
                if key not in self._found:
                    self._found[key] = retriever.invoke(query)
                return self._found[key]

        return RunnableLambda(find)

    def close(self) -> None:
        """Release the databases."""
        self._library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
