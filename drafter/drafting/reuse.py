"""Sections drafted before, used again as long as everything that their drafting looked at is the same.

What a section is drafted from is not declared anywhere, so it cannot be declared wrongly: the tables it is drafted from
note each entry that is looked up, found or not, and the section is kept with the hashes of what was found there.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from typing import Any, TypeVar

from drafter.drafting.evidence import Evidence
from drafter.drafting.stories import Storyteller
from drafter.facts import Indicator, Metrics
from drafter.report import Gap, Section
from drafter.report.storage import load_section

__all__ = ["Shelf"]

K = TypeVar("K")
V = TypeVar("V")
_ALL = "*"  # stands for a whole table
_DIGITS = 16


class Shelf:
    """The sections of one report: those of its last draft, and what becomes of them in this one.

    Args:
        packed: what :meth:`packed` gave after the last draft; empty for none, and taken for none when it is damaged.

    Attributes:
        drafted: ids of the sections drafted anew; ``reused`` of the others.
    """

    def __init__(self, packed: bytes = b"") -> None:
        self.drafted: list[str] = []
        self.reused: list[str] = []
        self._before = _unpacked(packed)
        self._now: dict[str, Any] = {}
        self._tables: dict[str, Mapping[Any, Any]] = {}
        self._hashes: dict[str, dict[str, str]] = {}
        self._looks: dict[str, str] | None = None

    def packed(self) -> bytes:
        """Every section of this draft, with what it looked at."""
        return zlib.compress(json.dumps(self._now, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))

    def metrics(self, metrics: Metrics) -> Metrics:
        """The metrics as they are to be drafted from."""
        return replace(
            metrics,
            facts=self._watched("facts", metrics.facts),
            missing=self._watched("missing", metrics.missing),
            rows=self._watched("rows", metrics.rows),
            not_applicable=_WatchedSet(self._watched("not applicable", dict.fromkeys(metrics.not_applicable, True))),
        )

    def begin(self, teller: Storyteller, evidence: Evidence) -> Evidence:
        """Start a draft; the evidence as it is to be drafted from."""
        self.drafted, self.reused, self._now = [], [], {}
        teller.assessments = self._watched("assessments", teller.assessments)
        return replace(
            evidence,
            told=_WatchedSet(self._watched("told", dict.fromkeys(evidence.told, True))),
            given=_WatchedSet(self._watched("given", dict.fromkeys(evidence.given, True))),
            displaced=self._watched("displaced", evidence.displaced),
        )

    def section(
        self, name: str, inputs: object, draft: Callable[[], tuple[Section, list[Gap]]]
    ) -> tuple[Section, list[Gap]]:
        """A section and what it lacks: of the last draft where nothing it looked at has changed, else drafted.

        Args:
            inputs: what it is drafted from beside the tables; their content counts.
        """
        key = _digest(inputs)
        known = self._before.get(name)
        if known and known["key"] == key and all(self._hash(look) == seen for look, seen in known["looks"].items()):
            self.reused.append(name)
            self._now[name] = known
            return load_section(known["section"]), [Gap(**gap) for gap in known["gaps"]]
        self._looks = {}
        try:
            section, gaps = draft()
            kept = {"section": asdict(section), "gaps": [asdict(gap) for gap in gaps]}
            self._now[name] = {"key": key, "looks": self._looks, **kept}
        finally:
            self._looks = None
        self.drafted.append(name)
        return section, gaps

    def _watched(self, name: str, table: Mapping[K, V]) -> _Watched[K, V]:
        self._tables[name] = dict(table)
        self._hashes.pop(name, None)
        return _Watched(table, lambda key: self._note(f"{name} {key}"))

    def _note(self, look: str) -> None:
        if self._looks is not None and look not in self._looks:
            self._looks[look] = self._hash(look)

    def _hash(self, look: str) -> str:
        """The hash of what is found at a place now; empty when nothing is."""
        name = next((name for name in self._tables if look.startswith(f"{name} ")), "")
        if name not in self._tables:
            return ""
        if name not in self._hashes:
            table = self._tables[name]
            self._hashes[name] = {repr(key): _digest(value) for key, value in table.items()}
            self._hashes[name][_ALL] = _digest(list(table.items()))
        return self._hashes[name].get(look[len(name) + 1 :], "")


class _Watched(dict[K, V]):
    """A table that notes what is looked up in it; whoever goes through all of it has looked at all of it."""

    def __init__(self, table: Mapping[K, V], note: Callable[[str], None]) -> None:
        super().__init__(table)
        self._note = note

    def __getitem__(self, key: K) -> V:
        self._note(repr(key))
        return super().__getitem__(key)

    def get(self, key: K, default: Any = None) -> Any:
        self._note(repr(key))
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(repr(key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[K]:
        self._note(_ALL)
        return super().__iter__()

    def __len__(self) -> int:
        self._note(_ALL)
        return super().__len__()

    def keys(self) -> Any:
        self._note(_ALL)
        return super().keys()

    def values(self) -> Any:
        self._note(_ALL)
        return super().values()

    def items(self) -> Any:
        self._note(_ALL)
        return super().items()


class _WatchedSet(set[str]):
    """A set over a watched table."""

    def __init__(self, table: _Watched[str, bool]) -> None:
        super().__init__(dict.keys(table))
        self._table = table

    def __contains__(self, key: object) -> bool:
        return key in self._table

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


def _unpacked(packed: bytes) -> dict[str, Any]:
    try:
        data = json.loads(zlib.decompress(packed)) if packed else {}
    except (zlib.error, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _digest(value: object) -> str:
    told = "\x1f".join(_parts(value))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def _parts(value: object) -> Iterator[str]:
    """A value told the same in every process: sets in order, shipped indicators by their id."""
    if isinstance(value, Indicator) and not value.own:
        yield f"indicator {value.id}"
    elif is_dataclass(value) and not isinstance(value, type):
        yield type(value).__name__
        for attribute in fields(value):
            yield from _parts(getattr(value, attribute.name))
        yield "."
    elif isinstance(value, Mapping):
        yield "{"
        for key, content in value.items():
            yield from _parts(key)
            yield from _parts(content)
        yield "}"
    elif isinstance(value, (set, frozenset)):
        yield f"set {sorted(map(repr, value))}"
    elif isinstance(value, (list, tuple)):
        yield "["
        for content in value:
            yield from _parts(content)
        yield "]"
    else:
        yield repr(value)
