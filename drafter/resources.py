"""Where the files that ship with drafter are: prompts, knowledge, examples.

In an installed wheel they lie inside the package (``drafter/bundled``); in a checkout they are the top-level
folders of the same names.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["bundled"]

_PACKAGE = Path(__file__).resolve().parent


def bundled(*parts: str) -> Path:
    """Path of a shipped file or folder, for example ``bundled("knowledge", "outlines")``.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for root in (_PACKAGE / "bundled", _PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"drafter was installed without {'/'.join(parts)}")
