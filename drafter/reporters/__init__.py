"""Findings as text or JSON."""

from drafter.reporters.json import to_json
from drafter.reporters.text import to_text

__all__ = ["to_json", "to_text"]
