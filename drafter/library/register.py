"""Laws and national documents that reports cite: what they are called, their numbers, issuers and dates.

Shorter than a policy of ``knowledge/policies``: nothing of what they demand stands here, so that nothing is quoted from
them, only held against how a report cites them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from drafter.files import read_yaml
from drafter.library.policies import Policy
from drafter.resources import bundled

__all__ = ["Law", "Version", "registered_documents", "registered_laws"]


@dataclass(frozen=True)
class Version:
    """A text of a law: when it was passed, from when it is in force, and by which session, where that is known."""

    passed: date
    effective: date
    by: str = ""


@dataclass(frozen=True)
class Law:
    """A law, a regulation or an order.

    Attributes:
        name: without 中华人民共和国.
        order: the number it was published under (国务院令第624号), empty for laws; ``earlier``: those of older texts.
        articles, chapters: of the text in force; 0 where that is not known for sure.
    """

    name: str
    versions: tuple[Version, ...]
    articles: int = 0
    chapters: int = 0
    order: str = ""
    earlier: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def registered_laws() -> dict[str, Law]:
    """Every law, regulation and order of the register, by name."""
    laws = (_law(entry) for entry in read_yaml(bundled("knowledge", "register", "laws.yaml")))
    return {law.name: law for law in laws}


def _law(entry: dict[str, Any]) -> Law:
    return Law(
        name=entry["name"],
        versions=tuple(Version(v["passed"], v["effective"], v.get("by", "")) for v in entry["versions"]),
        articles=entry.get("articles", 0),
        chapters=entry.get("chapters", 0),
        order=entry.get("order", ""),
        earlier=tuple(entry.get("earlier", ())),
    )


@lru_cache(maxsize=1)
def registered_documents() -> tuple[Policy, ...]:
    """Every document of the register, orders included, as policies without clauses."""
    listed = [
        Policy(
            id=f"register:{number}",
            title=str(entry["title"]),
            number=entry.get("number", ""),
            number_verified="number" in entry,
            issuer=entry["by"],
            date=str(entry["date"]),
            status="listed",
            successor="",
            topics=(),
            clauses=(),
        )
        for number, entry in enumerate(read_yaml(bundled("knowledge", "register", "documents.yaml")))
    ]
    orders = [
        Policy(
            id=f"register:{law.name}",
            title=law.name,
            number=law.order,
            number_verified=True,
            issuer=law.order.split("令")[0],
            date=law.versions[-1].passed.isoformat(),
            status="listed",
            successor="",
            topics=(),
            clauses=(),
        )
        for law in registered_laws().values()
        if law.order
    ]
    return (*listed, *orders)
