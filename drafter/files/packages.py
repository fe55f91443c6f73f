"""Guards that stand before any parser of an Office file (DOCX, XLSX)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from drafter.errors import InputError

__all__ = ["check_office_package", "existing_file", "pack"]

# A real report with pictures stays far below these; a zip bomb does not.
_MAX_UNPACKED = 400 * 1024 * 1024
_MAX_RATIO = 200
_RATIO_FLOOR = 10 * 1024 * 1024  # small parts of repeated XML compress very well and harm nobody
_MAX_XML = 64 * 1024 * 1024  # a tree takes ten times that in memory; a report of a million characters has a third
_MAX_PARTS = 20_000
_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


def existing_file(path: Path) -> Path:
    """``path`` when it is a file that can be read.

    Raises:
        InputError: it is missing, a folder, or not readable.
    """
    try:
        if not path.exists():
            raise InputError("找不到文件", where=str(path), hint="请核对路径和文件名")
        if path.is_dir():
            raise InputError("这是文件夹，需要一个文件", where=str(path))
        with path.open("rb"):
            return path
    except OSError as error:
        raise InputError("文件无法打开", where=str(path), hint="请检查权限，或关闭正在使用它的程序") from error


def check_office_package(path: Path, kind: str) -> None:
    """Make sure ``path`` is a sound, unencrypted package of ``kind`` (``"docx"`` or ``"xlsx"``).

    Raises:
        InputError: missing, empty, encrypted, an old binary format, damaged, of another kind, or so
            large or compressed that unpacking it could exhaust the machine.
    """
    name = path.name
    existing_file(path)
    with path.open("rb") as stream:
        head = stream.read(8)
    if not head:
        raise InputError("文件是空的（0 字节）", where=name, hint="请重新导出或重新下载")
    if head == _OLE_MAGIC:
        raise InputError(
            f"文件已加密，或是旧版格式，不是 .{kind}",
            where=name,
            hint=f"请在 WPS 或 Word/Excel 中去掉密码，另存为 .{kind}",
        )
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            markup = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
            packed = sum(part.compress_size for part in parts) or 1
            names = {part.filename for part in parts}
            encrypted = any(part.flag_bits & 0x1 for part in parts)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError(f"不是有效的 .{kind} 文件，或已损坏", where=name, hint="请重新导出后再试") from error
    if encrypted:
        raise InputError("文件已加密", where=name, hint="请去掉密码后再试")
    if _MAIN_PART[kind] not in names:
        raise InputError(f"不是 .{kind} 文件（缺少 {_MAIN_PART[kind]}）", where=name, hint="请核对文件格式")
    bomb = unpacked > _MAX_UNPACKED or (unpacked > _RATIO_FLOOR and unpacked / packed > _MAX_RATIO)
    if bomb or len(parts) > _MAX_PARTS:
        raise InputError("解压后过大，疑似压缩炸弹，已拒绝打开", where=name)
    if markup > _MAX_XML:
        raise InputError("内容过大（不计图片超过 64 MB），已拒绝打开", where=name, hint="请拆成几个文件")


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP package of ``parts`` in their order, whose bytes depend on nothing else: no clock, no platform."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return buffer.getvalue()
