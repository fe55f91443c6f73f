"""The library as a LangChain retriever. Importing this module imports LangChain."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from drafter.library.hits import Searched

__all__ = ["LibraryRetriever"]


class LibraryRetriever(BaseRetriever):
    """Finds passages through :meth:`Library.search`, whose arguments its fields are.

    A document's content is the passage with its headings; its metadata are those of the passage, with ``kind``,
    ``title``, ``heading``, ``source``, ``score`` and ``explain``.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Searched
    k: int = 5
    kind: str | None = None
    level: str | None = None
    year: int | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        del run_manager  # there is nothing to report while searching
        hits = self.library.search(query, self.k, self.kind, self.level, self.year)
        return [
            Document(
                id=hit.passage.id,
                page_content=hit.passage.indexed,
                metadata=hit.passage.metadata
                | {
                    "kind": hit.passage.kind,
                    "title": hit.passage.title,
                    "heading": hit.passage.heading,
                    "source": hit.passage.source,
                    "score": hit.score,
                    "explain": hit.explain,
                },
            )
            for hit in hits
        ]
