"""YAML files as plain data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from drafter.errors import InputError
from drafter.files.text import read_text

__all__ = ["read_yaml"]

# The C loader is several times faster, where PyYAML was built with libyaml; both are safe loaders.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; only plain data, no objects.

    Raises:
        InputError: missing, not text, or not YAML; names the line.
    """
    try:
        return yaml.load(read_text(path), Loader=_LOADER)  # noqa: S506 - a safe loader, see above
    except yaml.MarkedYAMLError as error:
        line = f"第 {error.problem_mark.line + 1} 行" if error.problem_mark else ""
        raise InputError(f"{line}不是有效的 YAML", where=path.name) from error
    except (yaml.YAMLError, ValueError) as error:  # a date such as 2024-13-45 is a ValueError
        raise InputError("不是有效的 YAML", where=path.name) from error
