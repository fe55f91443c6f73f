"""The one place that talks to Chroma, always through LangChain's ``Chroma`` and with our own vectors.

Importing this module imports chromadb and LangChain, which takes more than a second and can fail: go through
:mod:`drafter.library.opening`.

What was measured of chromadb 1.5.9 and holds the design up: two processes that write to one path destroy its index
without an error, and a reader that stays open while another process writes returns deleted rows. So a folder is built
once by one process, and from then on only read. With ``sync_threshold`` 2 the index is on disk when the build ends;
with the default of 1000 every reader would write it again.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, cast

import chromadb
import httpx
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from drafter.errors import InputError, ServiceError
from drafter.library.passages import Passage, Scope

__all__ = [
    "COLLECTION",
    "ChromaCollection",
    "Record",
    "chroma_settings",
    "close_client",
    "open_folder",
    "owning",
    "sessions",
]

#: Name of our collection: Chroma allows ASCII letters, digits, ``.``, ``_`` and ``-`` only.
COLLECTION = "drafter"
_BATCH = 500
# Clients of one path share what the last of them to close stops, and Chroma does not guard that against threads.
_shared = threading.Lock()

# ef_search bounds how many neighbours are looked at: 400 found every true neighbour among the first 50 of 10 000.
_INDEX: CreateCollectionConfiguration = {
    "hnsw": {"space": "cosine", "ef_search": 400, "ef_construction": 200, "max_neighbors": 32, "sync_threshold": 2}
}

#: A passage as stored: row id, passage, and what else its row says (document, hash …).
Record = tuple[str, Passage, dict[str, str | int]]


class _Given(Embeddings):
    """Hands LangChain the vectors we already have."""

    def __init__(self) -> None:
        self.vectors: dict[str, Sequence[float]] = {}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [list(self.vectors[text]) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return list(self.vectors[text])


class ChromaCollection:
    """The passages of one Chroma collection with their vectors. :meth:`close` it.

    Args:
        client: an open client.
        name: of the collection.
        where: the folder or address, for messages.
        metadata: makes the collection when it is not there; None when it must exist.
        remote: it is on a server, so that what goes wrong is the service's failure.

    Raises:
        NotFoundError: ``metadata`` is None and there is no such collection.
    """

    def __init__(
        self, client: Client, name: str, where: str, metadata: dict[str, Any] | None = None, remote: bool = False
    ) -> None:
        self.name = name
        self._given = _Given()
        self._where = where
        self._remote = remote
        self._closing = ExitStack()
        self._store = Chroma(
            client=client,
            client_settings=client.get_settings(),
            collection_name=name,
            embedding_function=self._given,
            collection_metadata=metadata,  # kept out by what an existing one says
            collection_configuration=_INDEX,
            create_collection_if_not_exists=metadata is not None,
        )
        self._metadata = client.get_collection(name, embedding_function=None).metadata or {}

    @property
    def embedder_id(self) -> str:
        """Id of the embedder its vectors come from."""
        return str(self._metadata.get("embedder", ""))

    def add(
        self,
        records: Sequence[Record],
        vectors: Sequence[Sequence[float]],
    ) -> None:
        """Store ``records``; a row id that exists is replaced.

        Raises:
            ServiceError: the vector store failed.
        """
        for start in range(0, len(records), _BATCH):
            part = records[start : start + _BATCH]
            texts = [passage.indexed for _, passage, _ in part]
            self._given.vectors = dict(zip(texts, vectors[start : start + _BATCH], strict=True))
            try:
                self._store.add_texts(
                    texts,
                    metadatas=[passage.to_record() | extra for _, passage, extra in part],
                    ids=[row for row, _, _ in part],
                )
            except Exception as error:  # Chroma's bindings raise many types, some of them their own
                hint = "请检查磁盘空间，或查看向量服务的日志"
                raise ServiceError("写入向量库失败", where=self._where, hint=hint) from error
            finally:
                self._given.vectors = {}

    def delete(self, rows: Sequence[str]) -> None:
        """Remove rows by id.

        Raises:
            ServiceError: the server failed.
        """
        with self._reading():
            for start in range(0, len(rows), _BATCH):
                self._store.delete(ids=list(rows[start : start + _BATCH]))

    def rows_of(self, document: str) -> list[str]:
        """Row ids of the document with this key.

        Raises:
            ServiceError: the server failed.
        """
        with self._reading():
            return [str(row) for row in self._store.get(where={"document": document}, include=[])["ids"]]

    def records(self) -> list[Record]:
        """Every record, in no particular order.

        Raises:
            InputError: they were not written by drafter, or the database is damaged.
            ServiceError: the server failed.
        """
        with self._reading():
            content = self._store.get()
        try:
            own = {"document", "hash", "parts", "given"}
            return [
                (row, Passage.from_record(text, record), {key: record[key] for key in own & record.keys()})
                for row, text, record in zip(content["ids"], content["documents"], content["metadatas"], strict=True)
            ]
        except (KeyError, TypeError, ValueError) as error:
            raise InputError("向量库已损坏，或不是 drafter 建的", where=self._where) from error

    def vectors(self) -> dict[str, list[float]]:
        """Every vector by row id; raises as :meth:`records` does."""
        with self._reading():
            content = self._store.get(include=["embeddings"])
            return {row: list(vector) for row, vector in zip(content["ids"], content["embeddings"], strict=True)}

    def nearest(
        self, vector: list[float], count: int, scope: Scope, rows: list[str] | None = None
    ) -> list[tuple[str, float]]:
        """Row ids nearest to ``vector`` within ``scope``, with their cosine similarity, best first.

        Args:
            vector: of the query.
            count: how many at most.
            scope: kind, level and year are filtered by; of the rest ``rows`` is what remains.
            rows: only these; None for all.

        Raises:
            ServiceError: the vector store failed.
        """
        filter_: Any = scope.where()
        only: Any = {} if rows is None else {"ids": rows}
        try:
            found = self._store.similarity_search_by_vector_with_relevance_scores(
                vector, k=count, filter=filter_, **only
            )
        except Exception as error:  # see add()
            raise ServiceError("向量检索失败", where=self._where, hint=self._hint()) from error
        return [(str(document.id), 1.0 - distance) for document, distance in found]

    def when_closed(self, release: Callable[[], object]) -> None:
        """Have ``release`` called by :meth:`close`; the last one given is called first."""
        self._closing.callback(release)

    def close(self) -> None:
        """Release what it holds; the collection cannot be used afterwards."""
        self._closing.close()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # see add()
            if self._remote:
                raise ServiceError("向量服务没有完成请求", where=self._where, hint=self._hint()) from error
            raise InputError("向量库已损坏，或不是 drafter 建的", where=self._where) from error

    def _hint(self) -> str | None:
        return "请确认 chroma 服务还在运行" if self._remote else None


def open_folder(path: Path, embedder_id: str | None = None) -> ChromaCollection:
    """The database in ``path``.

    Args:
        path: an existing folder, unless ``embedder_id`` is given.
        embedder_id: makes a new database, for vectors of this embedder.

    Raises:
        InputError: it is damaged, of a newer Chroma, or the folder cannot be written (even a reader writes a lock).
    """
    hint = "请确认文件夹可写，或删除后重建"
    try:
        if embedder_id is None:
            _check_database(path / "chroma.sqlite3")
        with _shared:
            client = cast(Client, chromadb.PersistentClient(path=str(path), settings=chroma_settings()))
        metadata = None if embedder_id is None else {"embedder": embedder_id}
        return owning(client, lambda: ChromaCollection(client, COLLECTION, str(path), metadata))
    except Exception as error:  # see ChromaCollection.add()
        raise InputError("无法打开向量库", where=str(path), hint=hint) from error


def owning(client: Client, make: Callable[[], ChromaCollection]) -> ChromaCollection:
    """A collection that closes the client with itself."""
    try:
        collection = make()
    except BaseException:
        close_client(client)
        raise
    collection.when_closed(lambda: close_client(client))
    return collection


def close_client(client: Client) -> None:
    """Close a client and its connections."""
    found = sessions(client)
    with _shared:
        client.close()
    for session in found:
        session.close()


def sessions(client: Client) -> list[httpx.Client]:
    """The HTTP sessions of a client's two parts: Chroma gives them no timeout and leaves them to the collector."""
    parts = (getattr(part, "_server", None) for part in (client, getattr(client, "_admin_client", None)))
    found = (getattr(part, "_session", None) for part in parts)
    return [session for session in found if isinstance(session, httpx.Client)]


def _check_database(path: Path) -> None:
    """Fail before Chroma sees a damaged file: it would remember the failure for the path, whatever comes there later.

    Raises:
        sqlite3.Error: it is missing or no database of Chroma.
    """
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        database.execute("SELECT id FROM collections LIMIT 1").fetchone()


def chroma_settings() -> Settings:
    """Settings of ours alone."""
    # Chroma sends nothing since 1.0, but earlier versions did.
    # _env_file: what a .env of the working folder says is not meant for this.
    no_file: Any = {"_env_file": None}
    return Settings(anonymized_telemetry=False, **no_file)
