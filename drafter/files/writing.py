"""Writing results: beside the target first, then renamed, so that nothing half-written is ever seen."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from drafter.errors import OutputError

__all__ = ["check_writable", "safe_name", "write_atomically"]

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)")
_NAME_BYTES = 240  # of the 255 a file system allows; a suffix must fit behind


def safe_name(name: str, fallback: str = "report") -> str:
    """A file name made of ``name`` that is legal on Linux, macOS and Windows and stays in its folder.

    >>> safe_name("../../etc/云岭市")
    'etc_云岭市'
    """
    text = name.encode(errors="ignore").decode()  # half a surrogate pair has no bytes
    cleaned = re.sub(r"[._]*_[._]*", "_", _FORBIDDEN.sub("_", text).strip(" ._"))
    cleaned = cleaned[:80].encode()[:_NAME_BYTES].decode(errors="ignore").rstrip(" ._")
    return fallback if not cleaned or _RESERVED.match(cleaned) else cleaned


def check_writable(path: Path) -> None:
    """Make sure a file can be created at ``path``, before any long work starts.

    Raises:
        OutputError: the folder cannot be made or written, or the target is a folder.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError("无法创建输出文件夹", where=str(path.parent), hint="请换一个位置") from error
    try:
        if path.is_dir():
            raise OutputError("输出位置是一个文件夹，需要文件名", where=str(path))
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".drafter-"):
            pass
        if path.exists():
            with path.open("r+b"):
                pass
    except OSError as error:
        raise OutputError("无法写入", where=str(path), hint="请检查权限，或关闭正在打开它的程序") from error


def write_atomically(files: Mapping[Path, bytes]) -> None:
    """Write all of ``files`` or, when any cannot be written, none of them.

    Each target is tried first; then each file is written beside its target and only renamed when all are on disk.

    Raises:
        OutputError: the disk is full, the folder is read-only, or a target is open elsewhere.
    """
    for target in files:
        check_writable(target)
    staged: list[tuple[Path, Path]] = []
    current: Path | None = None
    try:
        for target, content in files.items():
            current = target
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=".drafter-", suffix=target.suffix)
            staged.append((Path(name), target))
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).chmod(0o666 & ~_umask())
        for temporary, target in staged:
            current = target
            temporary.replace(target)
    except OSError as error:
        raise OutputError("无法写入", where=str(current), hint="请检查磁盘空间和权限") from error
    finally:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
