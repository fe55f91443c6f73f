"""The door to Chroma: loads it when a library is opened, and says in one line why it cannot be."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from drafter.errors import InputError
from drafter.library.addresses import origin

if TYPE_CHECKING:
    from drafter.library.chroma import ChromaCollection
    from drafter.library.chroma_server import ServerLibrary

__all__ = ["load_chroma", "open_folder", "open_server"]


def open_folder(path: Path, embedder_id: str | None = None) -> ChromaCollection:
    """See :func:`drafter.library.chroma.open_folder`; an InputError also when Chroma cannot be loaded."""
    collection: ChromaCollection = load_chroma(str(path)).open_folder(path, embedder_id)
    return collection


def open_server(url: str) -> ServerLibrary:
    """See :class:`drafter.library.chroma_server.ServerLibrary`; an InputError also when Chroma cannot be loaded."""
    load_chroma(origin(url))
    from drafter.library.chroma_server import ServerLibrary

    return ServerLibrary(url)


def load_chroma(where: str) -> ModuleType:
    """:mod:`drafter.library.chroma`.

    Args:
        where: what is to be opened, for the message.

    Raises:
        InputError: it is not installed, or refuses the settings it finds.
    """
    try:
        from drafter.library import chroma
    except ImportError as error:
        hint = "请运行 pip install chromadb langchain-chroma"
        raise InputError("读写资料库需要 chromadb 和 langchain-chroma，尚未安装", where=where, hint=hint) from error
    except ValueError as error:
        # Chroma reads .env of the working folder, and the environment, while it is imported.
        names = [str(entry["loc"][0]) for entry in getattr(error, "errors", list)()]
        named = f"（{'、'.join(names)}）" if names else ""
        hint = "请改正，或换一个工作文件夹运行"
        raise InputError(
            f"Chroma 不接受当前文件夹的 .env 或环境变量里的设置{named}", where=".env", hint=hint
        ) from error
    return chroma
