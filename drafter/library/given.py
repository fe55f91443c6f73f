"""What a user says of a document where what was read off it is wrong or missing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from drafter.errors import InputError
from drafter.library.passages import LEVELS, Passage

__all__ = ["Given"]

_FIELDS = ("title", "year", "level", "region", "number", "issuer")
_OPTION = "--set"


@dataclass(frozen=True)
class Given:
    """Fields and values; an empty value takes back what was said of that field before.

    >>> Given.parse(["year=2024", "level=county"]).to_text()
    '{"level": "county", "year": "2024"}'
    """

    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, entries: Iterable[str]) -> Given:
        """From ``field=value`` as typed.

        Raises:
            InputError: an unknown field, or a value that it cannot have.
        """
        values = {}
        for entry in entries:
            name, mark, value = (part.strip() for part in entry.partition("="))
            if not mark or name not in _FIELDS:
                hint = f"写法如 {_OPTION} year=2024；可改 {'、'.join(_FIELDS)}"
                raise InputError(f"不认识“{entry}”", where=_OPTION, hint=hint)
            if name == "year" and value and not re.fullmatch(r"(?:19|20)\d\d", value):
                raise InputError("year 应是四位年份", where=_OPTION)
            if name == "level" and not set(_levels(value)) <= set(LEVELS):
                raise InputError(f"level 应为 {'、'.join(LEVELS)} 之一，或用逗号连接", where=_OPTION)
            values[name] = value
        return cls(values)

    @classmethod
    def from_text(cls, text: str) -> Given:
        """What :meth:`to_text` wrote; nothing for an empty text."""
        return cls(json.loads(text)) if text else cls()

    def to_text(self) -> str:
        """As one line, the same for the same values; empty when nothing is said."""
        said = {name: value for name, value in self.values.items() if value}
        return json.dumps(said, ensure_ascii=False, sort_keys=True) if said else ""

    def over(self, before: Given) -> Given:
        """What was said before, with this in its place where it says something of the same field."""
        return Given({**before.values, **self.values})

    def applied(self, passages: Sequence[Passage]) -> list[Passage]:
        """The passages with what is said here in place of what was read."""
        changes: dict[str, Any] = {name: value for name, value in self.values.items() if value and name != "level"}
        if "year" in changes:
            changes["year"] = int(changes["year"])
        if self.values.get("level"):
            changes["levels"] = _levels(self.values["level"])
        return [replace(passage, **changes) for passage in passages] if changes else list(passages)


def _levels(value: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[,，、\s]+", value) if part)
