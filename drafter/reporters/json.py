"""The JSON of ``drafter check --format json``, the contract of scripts."""

from __future__ import annotations

import json

from drafter.checking import CheckResult

__all__ = ["to_json"]


def to_json(result: CheckResult) -> str:
    """The result as JSON text, the same for the same result."""
    return json.dumps(result.as_dict(), ensure_ascii=False, indent=2) + "\n"
