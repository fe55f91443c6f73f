"""The ledger of a workspace: every request to a model, every answer, and what an endpoint was found to support.

One SQLite file, ``.drafter/model.sqlite3`` of the working folder where that is a workspace (it has ``drafter.toml`` or
``.drafter``), else in the user's data folder; ``DRAFTER_DATA_DIR`` names another. It holds what was answered, so that
the same question is never paid for twice, and no key.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from drafter.errors import OutputError

__all__ = ["Call", "Ledger", "Totals", "ledger_path"]

_FILE = "model.sqlite3"
_BUSY = 30.0  # seconds another process may hold the file
_TABLES = """
CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, run TEXT NOT NULL, task TEXT NOT NULL, subject TEXT NOT NULL,
    model TEXT NOT NULL, endpoint TEXT NOT NULL, prompt TEXT NOT NULL, prompt_hash TEXT NOT NULL,
    input_hash TEXT NOT NULL, tokens_in INTEGER NOT NULL, tokens_out INTEGER NOT NULL, counted INTEGER NOT NULL,
    cost REAL, seconds REAL NOT NULL, attempt INTEGER NOT NULL, outcome TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS answers (
    input_hash TEXT PRIMARY KEY, at TEXT NOT NULL, text TEXT NOT NULL, finish TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS batches (
    id TEXT PRIMARY KEY, at TEXT NOT NULL, address TEXT NOT NULL, model TEXT NOT NULL, inputs TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS endpoints (address TEXT, model TEXT, found TEXT NOT NULL, PRIMARY KEY (address, model));
"""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(frozen=True)
class Call:
    """One request.

    Attributes:
        at: when it was answered, UTC in ISO form.
        run: the run of drafter it belongs to.
        task: what for: section, repair, second or judge; ``subject``: which section.
        endpoint: scheme, host and port.
        prompt: id and version; ``prompt_hash`` of its file; ``input_hash`` of everything that was sent.
        counted: whether the tokens are the service's own count, not an estimate.
        cost: in 元; None where the price is not known.
        attempt: 1 for the first try.
        outcome: ok, cached, length, content_filter, empty, or the failure in a word.
    """

    run: str
    task: str
    subject: str
    model: str
    endpoint: str
    prompt: str
    prompt_hash: str
    input_hash: str
    tokens_in: int = 0
    tokens_out: int = 0
    counted: bool = False
    cost: float | None = None
    seconds: float = 0.0
    attempt: int = 1
    outcome: str = "ok"
    at: str = field(default_factory=_now)

    def as_dict(self) -> dict[str, Any]:
        """What ``drafter log --json`` prints of it."""
        return asdict(self)


_COLUMNS = tuple(Call.__dataclass_fields__)
_RECORD = f"INSERT INTO calls ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - our names
_REMEMBER = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)"


@dataclass(frozen=True)
class Totals:
    """Sums over calls.

    Attributes:
        calls: requests that reached for the service; ``cached``: questions answered from memory; ``failed``: requests
            without a usable answer.
        cost: in 元 of those whose price is known; ``unpriced``: answered requests whose price is not.
    """

    calls: int = 0
    cached: int = 0
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    unpriced: int = 0
    seconds: float = 0.0


def ledger_path(folder: Path | None = None) -> Path:
    """Where the ledger of a working folder is (the present one by default); it may not exist yet."""
    named = os.environ.get("DRAFTER_DATA_DIR")
    if named:
        return Path(named).expanduser() / _FILE
    here = folder or Path.cwd()
    if (here / ".drafter").is_dir() or (here / "drafter.toml").is_file():
        return here / ".drafter" / _FILE
    import platformdirs

    return Path(platformdirs.user_data_dir("drafter", appauthor=False)) / _FILE


class Ledger:
    """An open ledger. Several threads and processes may write one file; each record is written at once.

    Args:
        path: the file, made when it is missing; :func:`ledger_path` by default.

    Raises:
        OutputError: the file cannot be opened or is no ledger.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or ledger_path()
        self._lock = threading.Lock()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.path, timeout=_BUSY, check_same_thread=False, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable() from error
        try:
            self._db.executescript(_TABLES)
            # a record is safe from the end of the process as soon as it is written; only a power cut may cost the last
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error as error:
            self._db.close()
            raise self._unusable() from error

    def record(self, call: Call) -> None:
        """Write one request down.

        Raises:
            OutputError: the file cannot be written.
        """
        self._do(_RECORD, tuple(call.as_dict().values()))

    def answered(self, call: Call, input_hash: str, text: str, finish: str) -> None:
        """Write a request down and keep its answer: both or neither, whenever the process may end.

        Raises:
            OutputError: the file cannot be written.
        """
        try:
            with self._lock:
                self._db.execute("BEGIN IMMEDIATE")
                try:
                    self._db.execute(_RECORD, tuple(call.as_dict().values()))
                    self._db.execute(_REMEMBER, (input_hash, _now(), text, finish))
                    self._db.execute("COMMIT")
                except sqlite3.Error:
                    self._db.execute("ROLLBACK")
                    raise
        except sqlite3.Error as error:
            raise self._unusable() from error

    def answer(self, input_hash: str) -> tuple[str, str] | None:
        """(text, finish reason) of an earlier answer to the same question."""
        rows = self._do("SELECT text, finish FROM answers WHERE input_hash = ?", (input_hash,))
        return (str(rows[0][0]), str(rows[0][1])) if rows else None

    def remember(self, input_hash: str, text: str, finish: str) -> None:
        """Keep an answer for the next time the same is asked; it takes the place of an earlier one.

        Raises:
            OutputError: the file cannot be written.
        """
        self._do(_REMEMBER, (input_hash, _now(), text, finish))

    def endpoint(self, address: str, model: str) -> dict[str, Any]:
        """What is known of an endpoint's abilities; empty when it was never asked."""
        rows = self._do("SELECT found FROM endpoints WHERE address = ? AND model = ?", (address, model))
        return dict(json.loads(rows[0][0])) if rows else {}

    def learn(self, address: str, model: str, found: dict[str, Any]) -> None:
        """Keep what was found of an endpoint."""
        self._do("INSERT OR REPLACE INTO endpoints VALUES (?, ?, ?)", (address, model, json.dumps(found)))

    def begin_batch(self, batch: str, address: str, model: str, hashes: Sequence[str]) -> None:
        """Note that questions, by the hashes of their inputs, were handed in together and are not answered yet."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        self._do("INSERT OR REPLACE INTO batches VALUES (?, ?, ?, ?, ?)", (batch, at, address, model, " ".join(hashes)))

    def batches(self, address: str, model: str) -> dict[str, list[str]]:
        """What was handed in and never fetched: id of the batch -> hashes of inputs, the oldest first."""
        asked = "SELECT id, inputs FROM batches WHERE address = ? AND model = ? ORDER BY at, id"
        return {str(batch): inputs.split() for batch, inputs in self._do(asked, (address, model))}

    def end_batch(self, batch: str) -> None:
        """Forget a batch."""
        self._do("DELETE FROM batches WHERE id = ?", (batch,))

    def calls(self, run: str = "", last: int = 0) -> Iterator[Call]:
        """Requests in the order they ended: all, those of one run, or only the ``last`` so many."""
        columns = ", ".join(Call.__dataclass_fields__)
        where = "WHERE run = ?" if run else ""
        limit = f"ORDER BY id DESC LIMIT {int(last)}" if last else "ORDER BY id"
        rows = self._do(f"SELECT {columns} FROM calls {where} {limit}", (run,) if run else ())  # noqa: S608 - our names
        for row in reversed(rows) if last else rows:
            values = dict(zip(Call.__dataclass_fields__, row, strict=True))
            yield Call(**{**values, "counted": bool(values["counted"])})

    def totals(self, run: str = "") -> Totals:
        """Sums over all calls, or those of one run."""
        asked = "outcome != 'cached'"
        good = "outcome IN ('ok', 'length')"
        row = self._do(
            f"SELECT total({asked}), total(outcome = 'cached'), total({asked} AND NOT {good}), total(tokens_in), "  # noqa: S608
            f"total(tokens_out), total(cost), total({good} AND cost IS NULL), total(seconds) FROM calls "
            + ("WHERE run = ?" if run else ""),
            (run,) if run else (),
        )[0]
        calls, cached, failed, sent, got, cost, unpriced, seconds = row
        return Totals(
            int(calls), int(cached), int(failed), int(sent), int(got), float(cost), int(unpriced), round(seconds, 3)
        )

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _do(self, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._db.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise self._unusable() from error

    def _unusable(self) -> OutputError:
        hint = "请核对写权限，或用 DRAFTER_DATA_DIR 指定别的文件夹；文件损坏时可以删去"
        return OutputError("模型台账不能读写", where=str(self.path), hint=hint)
