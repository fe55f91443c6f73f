"""Plain text in the encodings that Chinese offices produce."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import InputError
from drafter.files.packages import existing_file

__all__ = ["read_text"]

_MAX_BYTES = 64 * 1024 * 1024


def read_text(path: Path) -> str:
    """The text of a UTF-8, UTF-16 (with mark) or GB 18030 file, line ends as ``\\n``.

    Raises:
        InputError: missing, too large, or not text.
    """
    existing_file(path)
    if path.stat().st_size > _MAX_BYTES:
        raise InputError("文本文件超过 64 MB，已拒绝读取", where=path.name)
    raw = path.read_bytes()
    text = _decode(raw)
    if text is None or "\x00" in text:
        raise InputError("不是文本文件，或编码无法识别", where=path.name, hint="请另存为 UTF-8 编码的文本")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(raw: bytes) -> str | None:
    # GB 18030 contains GBK and GB 2312; nearly any bytes decode as it, so UTF-8 goes first.
    encodings = ["utf-16"] if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
