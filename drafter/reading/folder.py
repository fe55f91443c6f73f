"""Every readable document of a folder."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import InputError
from drafter.reading.model import Document
from drafter.reading.office import CONVERTED

__all__ = ["read_folder"]


def read_folder(folder: Path) -> tuple[list[Document], list[str]]:
    """(documents by file name, notices on what could not be read); one bad file does not stop the rest.

    Raises:
        InputError: the folder does not exist.
    """
    from drafter.reading import read_material, readable_suffixes

    if not folder.is_dir():
        raise InputError("找不到材料文件夹", where=str(folder), hint="请核对 --materials 的路径")
    suffixes = readable_suffixes()
    documents: list[Document] = []
    notices: list[str] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.is_dir():
            continue
        if path.suffix.lower() not in (*suffixes, *CONVERTED):
            notices.append(f"材料 {path.name} 不是 {'、'.join(suffixes)} 文件，未读取。")
            continue
        try:
            document = read_material(path)
        except InputError as error:
            notices.append(f"材料 {error}")
            continue
        documents.append(document)
        notices += [f"材料 {path.name} 中有{what}，未读取。" for what in document.unread]
    return documents, notices
