"""Where a user's library is: a folder, or a Chroma server."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import InputError
from drafter.library.addresses import is_server
from drafter.library.base import Base
from drafter.library.folder import FolderBase
from drafter.library.server import ServerBase

__all__ = ["DEFAULT_BASE", "locate_base", "open_base"]

#: Where a user's library is when none is named, in the working folder.
DEFAULT_BASE = Path(".drafter", "kb")


def locate_base(kb: str | None) -> Base | None:
    """The library to read: the one named, or the default one when it exists.

    Raises:
        InputError: the folder named is not a library.
    """
    if kb is None and not (DEFAULT_BASE / "library.json").is_file():
        return None
    base = open_base(kb)
    if kb is not None and not is_server(kb) and not (Path(kb) / "library.json").is_file():
        hint = "请核对路径，或先用 drafter ingest 入库"
        raise InputError("这里没有资料库", where=kb, hint=hint)
    return base


def open_base(kb: str | None) -> Base:
    """The library to write, which may not exist yet."""
    if kb is not None and is_server(kb):
        return ServerBase(kb)
    return FolderBase(Path(kb) if kb is not None else DEFAULT_BASE)
