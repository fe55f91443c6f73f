"""Where the files that ship with drafter are: prompts, knowledge, examples; and where a user's own knowledge is.

In an installed wheel they lie inside the package (``drafter/bundled``); in a checkout they are the top-level
folders of the same names.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["OWN_KNOWLEDGE", "bundled", "own_knowledge"]

#: Environment setting: the one folder of a user's own knowledge, instead of the two that are looked for.
OWN_KNOWLEDGE = "DRAFTER_KNOWLEDGE"

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


def own_knowledge(part: str) -> tuple[Path, ...]:
    """The user's own folders of one part of knowledge, as far as there are any; a later one counts more.

    ``knowledge/PART`` in drafter's data folder, then ``knowledge/PART`` in the working folder; or only ``PART`` in the
    folder that ``DRAFTER_KNOWLEDGE`` names.

    Args:
        part: ``outlines``, ``items``, ``indicators``, ``policies`` or ``lexicon``.
    """
    named = os.environ.get(OWN_KNOWLEDGE)
    if named:
        roots = [Path(named).expanduser()]
    else:
        import platformdirs

        roots = [Path(platformdirs.user_data_dir("drafter", appauthor=False), "knowledge"), Path.cwd() / "knowledge"]
    shipped = bundled("knowledge").resolve()  # the working folder may be a checkout of drafter
    folders = [root / part for root in roots if root.resolve() != shipped]
    return tuple(folder for folder in folders if _is_there(folder))


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # somebody else's home
        return False
