"""Data to stdout or a file, messages to stderr."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer

from drafter.errors import OutputError
from drafter.files import check_writable, write_atomically

__all__ = ["emit", "emit_bytes", "emit_json", "keep_inputs", "say"]


def say(line: str) -> None:
    """A message or a line of progress, on stderr."""
    typer.echo(line, err=True)


def keep_inputs(outputs: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Make sure that no result replaces a file it is made from.

    Raises:
        OutputError: one would.
    """
    read = {path.resolve() for path in inputs}
    for path in outputs:
        if path.resolve() in read:
            raise OutputError("输出会覆盖输入的文件", where=str(path), hint="请换一个输出文件名")


def emit(text: str, target: Path | None = None) -> None:
    """Data: to ``target`` when given, else to stdout.

    Raises:
        OutputError: the file cannot be written.
    """
    if target is None:
        typer.echo(text, nl=not text.endswith("\n"))
        return
    emit_bytes(text.encode("utf-8"), target)


def emit_bytes(content: bytes, target: Path) -> None:
    """Data of any kind into a file.

    Raises:
        OutputError: the file cannot be written.
    """
    check_writable(target)
    write_atomically({target: content})
    say(f"已写入 {target}")


def emit_json(value: Any) -> None:
    """A value as JSON on stdout."""
    emit(json.dumps(value, ensure_ascii=False, indent=2))
