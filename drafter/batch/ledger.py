"""The ledger of an output folder: which county was finished from what, so that a rerun only does what is left."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from drafter.errors import OutputError

__all__ = ["Entry", "Ledger"]

_SCHEMA = "1"
_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sections (name TEXT PRIMARY KEY, made_by TEXT NOT NULL, packed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS counties (
    name TEXT PRIMARY KEY, key TEXT NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL, row TEXT NOT NULL,
    files TEXT NOT NULL, seconds TEXT NOT NULL, further TEXT NOT NULL DEFAULT '', digest BLOB NOT NULL
);
"""


@dataclass
class Entry:
    """One county as it was last finished.

    Attributes:
        key: the hash of everything it was made from.
        files: file name -> hash of its content as written.
        further: the hash of the findings across counties that its review holds; empty for none.
    """

    name: str
    key: str
    status: str
    reason: str = ""
    row: dict[str, Any] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    further: str = ""


class Ledger:
    """An open ledger; every record is on disk when the call returns. One process writes it.

    Raises:
        OutputError: the file cannot be opened, or is of another version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            # a journal that survives kill -9; the folder is locked, so nobody else writes
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.executescript(_TABLES)
            self._db.execute("INSERT OR IGNORE INTO about VALUES ('schema', ?)", (_SCHEMA,))
            found = self._db.execute("SELECT value FROM about WHERE name = 'schema'").fetchone()
        except sqlite3.Error as error:
            raise self._unusable() from error
        if found[0] != _SCHEMA:
            self._db.close()
            raise OutputError("台账由别的版本写成", where=str(path), hint="请换一个输出文件夹")

    def entries(self) -> dict[str, Entry]:
        """Every county without its digest."""
        rows = self._do("SELECT name, key, status, reason, row, files, seconds, further FROM counties")
        return {
            name: Entry(name, key, status, reason, json.loads(row), json.loads(files), json.loads(seconds), further)
            for name, key, status, reason, row, files, seconds, further in rows
        }

    def digest(self, name: str) -> dict[str, Any]:
        """What a county is compared with others by; empty when it was never finished."""
        found = self._do("SELECT digest FROM counties WHERE name = ?", (name,))
        data: dict[str, Any] = json.loads(zlib.decompress(found[0][0])) if found and found[0][0] else {}
        return data

    def sections(self, name: str, made_by: str) -> bytes:
        """The sections of a county's last draft; empty when there are none, or another drafter made them."""
        found = self._do("SELECT packed FROM sections WHERE name = ? AND made_by = ?", (name, made_by))
        return bytes(found[0][0]) if found else b""

    def record(self, entry: Entry, digest: Mapping[str, Any], sections: tuple[str, bytes] | None = None) -> None:
        """Keep a county, in place of what was known of it.

        Args:
            sections: who made its sections, and the sections, for the next draft.

        Raises:
            OutputError: the disk is full or the folder read-only.
        """
        packed = zlib.compress(_json(digest).encode("utf-8"), 6)
        self._do("BEGIN")
        if sections is not None:
            self._do("INSERT OR REPLACE INTO sections VALUES (?, ?, ?)", (entry.name, *sections))
        self._do(
            "INSERT OR REPLACE INTO counties VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.name,
                entry.key,
                entry.status,
                entry.reason,
                _json(entry.row),
                _json(entry.files),
                _json(entry.seconds),
                entry.further,
                packed,
            ),
        )
        self._do("COMMIT")

    def reviewed(self, name: str, row: Mapping[str, Any], files: Mapping[str, str], further: str) -> None:
        """Note that a county's review holds other findings across counties than before."""
        self._do(
            "UPDATE counties SET row = ?, files = ?, further = ? WHERE name = ?",
            (_json(row), _json(files), further, name),
        )

    def forget(self, names: Iterable[str]) -> None:
        """Mark counties as not done; the hashes of their files stay, so that edits by hand are known."""
        for name in names:
            self._do("UPDATE counties SET key = '' WHERE name = ?", (name,))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _do(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            with contextlib.suppress(sqlite3.Error):
                self._db.rollback()
            raise self._unusable() from error

    def _unusable(self) -> OutputError:
        return OutputError("台账不能读写", where=str(self.path), hint="请检查磁盘空间和权限；文件损坏时可以删去重做")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
