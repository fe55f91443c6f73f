"""The library on a Chroma server: which collection it is, and how another takes its place.

Importing this module imports chromadb and LangChain: go through :mod:`drafter.library.opening`.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import chromadb
import httpx
from chromadb.api.client import Client
from chromadb.errors import NotFoundError

from drafter.errors import DrafterError, ServiceError
from drafter.library.addresses import heartbeat, origin, server_address
from drafter.library.chroma import COLLECTION, ChromaCollection, chroma_settings, close_client, owning, sessions

__all__ = ["ServerLibrary"]

_REACH = 5.0  # seconds to reach a server on the office network
_ANSWER = 120.0  # seconds for it to answer: Chroma itself would wait for ever


class ServerLibrary:
    """A Chroma server, where a library is the collection of ours that is ready and has the highest generation.

    The first is named ``drafter`` so that two that make it at once make the same; a rebuilt one has a name of its own
    and is not ready until it is complete. What an earlier one was is kept for those that still read it.

    Args:
        url: see :func:`drafter.library.addresses.server_address`.

    Raises:
        InputError: ``url`` is not an address.
        ServiceError: the server cannot be reached or refuses.
    """

    def __init__(self, url: str) -> None:
        self._where = origin(url)
        self._host, self._port, self._tls = server_address(url)
        heartbeat(url, _REACH)

    def present(self) -> str:
        """Name of the collection that is the library; empty while there is none.

        Raises:
            ServiceError: see the class.
        """
        with self._connected() as client, _closing(client):
            found = _ready(client)
            return max(found)[1] if found else ""

    def current(self) -> ChromaCollection | None:
        """The library, None while there is none.

        Raises:
            ServiceError: see the class.
        """
        with self._connected() as client:
            name = ""
            try:
                name = max(_ready(client), default=(0, ""))[1]
            finally:
                if not name:
                    close_client(client)
            if not name:
                return None
            return owning(client, lambda: ChromaCollection(client, name, self._where, remote=True))

    def open(self, name: str) -> ChromaCollection:
        """The collection of this name.

        Raises:
            ServiceError: see the class.
        """
        return self._open(name, None)

    def first(self, embedder_id: str) -> ChromaCollection:
        """The first library of a server, made unless another process was faster.

        Raises:
            ServiceError: see the class.
        """
        return self._open(COLLECTION, {"embedder": embedder_id, "generation": 0, "ready": True})

    def draft(self, embedder_id: str) -> ChromaCollection:
        """A new collection, which nobody reads before :meth:`publish`.

        Raises:
            ServiceError: see the class.
        """
        name = f"{COLLECTION}-{uuid.uuid4().hex[:12]}"
        return self._open(name, {"embedder": embedder_id, "generation": 0, "ready": False})

    def publish(self, drafted: ChromaCollection) -> None:
        """Make a collection the library; the one before it stays for its readers, earlier ones go.

        Raises:
            ServiceError: see the class.
        """
        with self._connected() as client, _closing(client):
            former = max(_ready(client), default=(0, ""))
            metadata = {"embedder": drafted.embedder_id, "generation": former[0] + 1, "ready": True}
            client.get_collection(drafted.name, embedding_function=None).modify(metadata=metadata)
            for generation, name in _ready(client):
                if generation < former[0]:
                    client.delete_collection(name)

    def discard(self, drafted: ChromaCollection) -> None:
        """Remove a collection that is not to be published after all.

        Raises:
            ServiceError: see the class.
        """
        with self._connected() as client, _closing(client):
            client.delete_collection(drafted.name)

    def _open(self, name: str, metadata: dict[str, Any] | None) -> ChromaCollection:
        with self._connected() as client:
            return owning(client, lambda: ChromaCollection(client, name, self._where, metadata, remote=True))

    @contextmanager
    def _connected(self) -> Iterator[Client]:
        try:
            settings = chroma_settings()
            if not self._tls:
                settings.chroma_server_ssl_verify = False  # loading certificates takes longer than all the rest
            made = chromadb.HttpClient(host=self._host, port=self._port, ssl=self._tls, settings=settings)
            client = cast(Client, made)
            for session in sessions(client):
                session.timeout = httpx.Timeout(_ANSWER, connect=_REACH)
            yield client
        except DrafterError:
            raise
        except NotFoundError as error:
            raise ServiceError("资料库刚被别的程序重建", where=self._where, hint="请再运行一次") from error
        except Exception as error:  # see ChromaCollection.add()
            hint = "请核对地址，并确认 chroma 服务已启动"
            raise ServiceError("连接不上向量服务", where=self._where, hint=hint) from error


def _ready(client: Client) -> list[tuple[int, str]]:
    """Generation and name of every collection that is or was the library."""
    found = []
    for collection in client.list_collections():
        metadata = collection.metadata or {}
        ours = collection.name == COLLECTION or collection.name.startswith(f"{COLLECTION}-")
        if ours and "embedder" in metadata and metadata.get("ready", True):
            found.append((int(metadata.get("generation", 0)), collection.name))
    return found


@contextmanager
def _closing(client: Client) -> Iterator[None]:
    """Closes ``client`` at the end."""
    try:
        yield
    finally:
        close_client(client)
