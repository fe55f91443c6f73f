"""A user's library on a Chroma server, which several machines may use at once.

The server keeps no manifest of ours, so each row says which document and which state of it (content hash) it belongs
to and how many rows that state has. A state counts once all its rows are there; an older one is deleted after that.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from drafter.errors import InputError, ServiceError
from drafter.library.addresses import origin
from drafter.library.base import Incoming, Stored, check_embedder
from drafter.library.folder import document_rows
from drafter.library.opening import open_server
from drafter.library.passages import Passage
from drafter.library.vectors import Vectors

if TYPE_CHECKING:
    from drafter.library.chroma import ChromaCollection, Record
    from drafter.library.chroma_server import ServerLibrary

__all__ = ["ServerBase"]

_TRIES = 5  # to write while others rebuild


class ServerBase:
    """See :class:`drafter.library.base.Base`.

    Args:
        url: ``http://host:port``.
    """

    def __init__(self, url: str) -> None:
        self.name = origin(url)
        self._url = url

    def embedder_id(self) -> str:
        """Id of the embedder of its vectors; empty while there is no collection.

        Raises:
            ServiceError: the server cannot be reached.
        """
        collection = self._present()
        if collection is None:
            return ""
        with closing(collection):
            return collection.embedder_id

    def documents(self) -> dict[str, Stored]:
        """What it holds, by document key; empty while there is no collection.

        Raises:
            InputError: its collection was not made by drafter.
            ServiceError: the server cannot be reached.
        """
        collection = self._present()
        if collection is None:
            return {}
        with closing(collection):
            states = _complete(collection.records())
        return {
            key: Stored.of(str(rows[0][2]["hash"]), str(rows[0][2].get("given", "")), [row[1] for row in rows])
            for key, rows in states.items()
        }

    def read(self) -> tuple[ChromaCollection, dict[str, Passage]]:
        """An open collection, which the caller closes, and its passages by row id.

        Raises:
            InputError: there is no collection of ours, or it is damaged.
            ServiceError: the server cannot be reached.
        """
        collection = self._present()
        if collection is None:
            raise InputError("服务器上还没有资料库", where=self.name, hint="请先用 drafter ingest 入库")
        try:
            states = _complete(collection.records())
        except (InputError, ServiceError):
            collection.close()
            raise
        return collection, {row: passage for rows in states.values() for row, passage, _ in rows}

    def update(self, incoming: Sequence[Incoming], vectors: Vectors, rebuild: bool = False) -> None:
        """Store documents one by one, each complete before what had its key goes; a rebuild is seen all at once.

        Raises:
            InputError: the library's vectors are of another embedder.
            ServiceError: the server cannot be reached or refuses, or was rebuilt again and again meanwhile.
        """
        server = open_server(self._url)
        for _ in range(_TRIES):
            name = server.present()
            if rebuild and name:
                done = self._rebuild(server, name, incoming, vectors)
            else:
                done = self._store(server, name, incoming, vectors)
            if done:
                return
        raise ServiceError("资料库一直在被别的程序重建", where=self.name, hint="请稍后再试")

    def remove(self, keys: Collection[str]) -> None:
        """Take documents out, one by one. Keys that it does not hold are passed over.

        Raises:
            ServiceError: the server cannot be reached.
        """
        collection = self._present()
        if collection is None:
            return
        with closing(collection):
            for key in keys:
                collection.delete(collection.rows_of(key))

    def _store(self, server: ServerLibrary, name: str, incoming: Sequence[Incoming], vectors: Vectors) -> bool:
        """Whether the documents are in what is the library afterwards, too."""
        with closing(server.open(name) if name else server.first(vectors.embedder.id)) as collection:
            check_embedder(self.name, collection.embedder_id, vectors.embedder.id)
            for document in incoming:
                rows = document_rows(document)
                new = {row for row, _, _ in rows}
                # Those there are now: what another process adds meanwhile is its own business.
                former = [row for row in collection.rows_of(document.key) if row not in new]
                collection.add(rows, vectors.of([passage.indexed for _, passage, _ in rows]))
                collection.delete(former)
            return server.present() == collection.name

    def _rebuild(self, server: ServerLibrary, name: str, incoming: Sequence[Incoming], vectors: Vectors) -> bool:
        """Whether nobody wrote to the old collection meanwhile, so that the new one could take its place."""
        with closing(server.open(name)) as old, closing(server.draft(vectors.embedder.id)) as new:
            try:
                states = _complete(old.records())
                copied = _rows_by_key(states)
                states |= {document.key: document_rows(document) for document in incoming}
                rows = [row for state in states.values() for row in state]
                new.add(rows, vectors.of([passage.indexed for _, passage, _ in rows]))
                if _rows_by_key(_complete(old.records())) == copied and server.present() == name:
                    server.publish(new)
                    return True
            except BaseException:
                with contextlib.suppress(ServiceError):
                    server.discard(new)
                raise
            server.discard(new)
            return False

    def _present(self) -> ChromaCollection | None:
        return open_server(self._url).current()


def _rows_by_key(states: Mapping[str, Sequence[Record]]) -> dict[str, set[str]]:
    return {key: {row for row, _, _ in rows} for key, rows in states.items()}


def _complete(records: Sequence[Record]) -> dict[str, list[Record]]:
    """Documents by key, each in one state that has all its rows."""
    states: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        states[str(record[2]["document"]), str(record[2]["hash"])].append(record)
    return {
        key: sorted(rows, key=lambda record: record[0])
        for (key, _), rows in sorted(states.items())
        if len(rows) == int(rows[0][2]["parts"])
    }
