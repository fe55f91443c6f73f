"""Reading a build of a folder library: kept from removal while it is read, copied where its folder is read-only."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import OutputError
from drafter.library.cache import cache_dir
from drafter.library.opening import open_folder

if TYPE_CHECKING:
    from drafter.library.chroma import ChromaCollection

__all__ = ["PREFIX", "open_build", "remove_builds"]

#: How the name of every build starts.
PREFIX = "chroma-"
_MARKS = "readers"


def open_build(path: Path) -> ChromaCollection:
    """A build, open for reading.

    Chroma writes a lock even to read, so of a folder that cannot be written a copy in the cache folder is read.

    Raises:
        InputError: it is damaged or gone.
        OutputError: neither its folder nor the cache folder can be written.
    """
    if path.is_dir() and not all(os.access(part, os.W_OK) for part in (path.parent, path, *path.iterdir())):
        path = _copied(path)
    release = _mark(path)
    try:
        collection = open_folder(path)
    except BaseException:
        release()
        raise
    collection.when_closed(release)
    return collection


def remove_builds(folder: Path, keep: Iterable[str]) -> None:
    """Remove the builds in ``folder`` that nobody reads, except those named in ``keep``."""
    kept = set(keep)
    for build in folder.glob(f"{PREFIX}*"):
        if build.name not in kept and not _is_read(build):
            shutil.rmtree(build, ignore_errors=True)


class _Release:
    """Takes a reader's mark away."""

    def __init__(self, path: Path) -> None:
        from filelock import FileLock

        self._path = path
        # Closed by whichever thread is the last.
        self._lock = FileLock(path, thread_local=False)
        self._lock.acquire(timeout=5)

    def __call__(self) -> None:
        self._lock.release()
        self._path.unlink(missing_ok=True)


def _mark(build: Path) -> _Release:
    """A locked file that says that this process reads ``build``; the lock ends with the process."""
    from filelock import Timeout

    folder = build.parent / _MARKS
    try:
        folder.mkdir(exist_ok=True)
        return _Release(folder / f"{build.name}.{uuid.uuid4().hex[:12]}")
    except (OSError, Timeout) as error:
        raise OutputError("资料库文件夹不能写入", where=str(build.parent), hint="请检查权限和磁盘空间") from error


def _is_read(build: Path) -> bool:
    from filelock import FileLock, Timeout

    for mark in (build.parent / _MARKS).glob(f"{build.name}.*"):
        try:
            with FileLock(mark, timeout=0):
                pass
        except (Timeout, OSError):
            return True
        mark.unlink(missing_ok=True)  # its process has ended without closing
    return False


def _copied(path: Path) -> Path:
    """A copy of a build, which never changes, in the cache folder; copies of the same library's earlier builds go."""
    library = hashlib.sha256(str(path.parent.resolve()).encode("utf-8", "replace")).hexdigest()[:12]
    folder = cache_dir() / "copies" / library
    copy = folder / path.name
    try:
        if not copy.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder, prefix=".copying-") as staged:
                # contents only: the modes of a read-only folder are not wanted
                shutil.copytree(path, Path(staged, "build"), copy_function=shutil.copyfile)
                Path(staged, "build").chmod(0o700)
                if not copy.is_dir():
                    Path(staged, "build").rename(copy)
            remove_builds(folder, [copy.name])
    except (OSError, shutil.Error) as error:
        hint = "请检查权限和磁盘空间，或用 DRAFTER_CACHE_DIR 指定别的缓存文件夹"
        raise OutputError("资料库是只读的，又不能在缓存文件夹里建副本", where=str(folder), hint=hint) from error
    return copy
