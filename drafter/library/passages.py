"""The unit of retrieval: a passage of a sample report or one clause of a policy."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["KINDS", "LEVELS", "Passage", "Scope", "text_key"]

#: What a passage can be: the wording of earlier reports (style only), or a rule of a policy.
KINDS = ("policy", "sample")

#: The levels of government that a passage can be about.
LEVELS = ("province", "city", "county")

_JOINT = "\n"  # joins the items of a tuple in one metadata value; no item contains it


def text_key(text: str) -> str:
    """Content hash of a text, 32 hexadecimal digits; the key of its vector."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True)
class Passage:
    """A piece of a document that is found and shown as one.

    Attributes:
        id: ``policy_id#clause_id`` for a clause, ``sample_id#007`` for a sample.
        kind: one of :data:`KINDS`.
        title: title of its document, without 《》.
        headings: the headings it stands under, outermost first.
        text: its words, without title and headings.
        source: where to look it up, as a person would: ``报告.docx#p12`` (paragraph 12, counted from 0).
        levels: levels it is about, from :data:`LEVELS`; empty when unknown, which means any.
        year: year of the report, or of the policy's issue; 0 when unknown.
        number: document number such as 国办发〔2018〕82号; empty when there is none.
        clause: id of the clause in its policy.
        aliases: short names its document goes by.
        issuer: who issued it, or whose report it is; empty when unknown.
        plain: how people ask about it; it is found by these, and never shown with them.
    """

    id: str
    kind: str
    title: str
    headings: tuple[str, ...]
    text: str
    source: str
    levels: tuple[str, ...] = ()
    year: int = 0
    region: str = ""
    number: str = ""
    clause: str = ""
    topics: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    issuer: str = ""
    plain: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The heading path as one line."""
        return " / ".join(self.headings)

    @property
    def indexed(self) -> str:
        """What is searched: a clause with its document's title, number and topics, a sample with its headings.

        A sample's title is left out: it is the same for all its passages and would only name the place.
        """
        return self._context + self.text

    @property
    def texts(self) -> tuple[str, ...]:
        """What it is found by: :attr:`indexed`, then :attr:`plain`."""
        return (self.indexed, *self.plain)

    @property
    def metadata(self) -> dict[str, Any]:
        """Everything that is known about it besides its words, for display."""
        return {
            "id": self.id,
            "levels": list(self.levels),
            "year": self.year or None,
            "region": self.region,
            "number": self.number,
            "issuer": self.issuer,
            "clause": self.clause,
            "topics": list(self.topics),
        }

    @property
    def _context(self) -> str:
        lines = []
        if self.kind == "policy":
            lines = [f"《{self.title}》{self.number}", " ".join((*self.aliases, *self.topics))]
        return "".join(line + "\n" for line in (*lines, " ".join(self.headings)) if line)

    def to_record(self) -> dict[str, str | int | bool]:
        """Scalars for a vector store's metadata; with :attr:`indexed` they make the passage again."""
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title,
            "headings": _JOINT.join(self.headings),
            "source": self.source,
            "year": self.year,
            "region": self.region,
            "number": self.number,
            "clause": self.clause,
            "topics": _JOINT.join(self.topics),
            "aliases": _JOINT.join(self.aliases),
            "levels": _JOINT.join(self.levels),
            "issuer": self.issuer,
            "plain": _JOINT.join(self.plain),
            "text_from": len(self._context),
            **{_level_flag(level): level in self.levels or not self.levels for level in LEVELS},
        }

    @classmethod
    def from_record(cls, indexed: str, record: Mapping[str, Any]) -> Passage:
        """The passage whose :attr:`indexed` and :meth:`to_record` these are.

        Raises:
            KeyError: the record was not written by :meth:`to_record`.
        """
        return cls(
            id=str(record["id"]),
            kind=str(record["kind"]),
            title=str(record["title"]),
            headings=_items(record["headings"]),
            text=indexed[int(record["text_from"]) :],
            source=str(record["source"]),
            levels=_items(record["levels"]),
            year=int(record["year"]),
            region=str(record["region"]),
            number=str(record["number"]),
            clause=str(record["clause"]),
            topics=_items(record["topics"]),
            aliases=_items(record["aliases"]),
            issuer=str(record.get("issuer", "")),  # libraries of before have none
            plain=_items(record.get("plain", "")),
        )


@dataclass(frozen=True)
class Scope:
    """Which passages a search may return.

    Attributes:
        kind: only this kind.
        level: only what is about this level of government, or about no level in particular.
        year: nothing newer than this year, for a report must not lean on a later document; undated passages stay.
        topic: only what has this word among its topics or in a heading.
        region: only what is about this region, a part of it or one it is part of, or about no region at all.
    """

    kind: str | None = None
    level: str | None = None
    year: int | None = None
    topic: str | None = None
    region: str | None = None

    @property
    def narrow(self) -> bool:
        """Whether it asks for what a vector store cannot filter by."""
        return self.topic is not None or self.region is not None

    def accepts(self, passage: Passage) -> bool:
        """Whether ``passage`` is inside."""
        return (
            (self.kind is None or passage.kind == self.kind)
            and (self.level is None or not passage.levels or self.level in passage.levels)
            and (self.year is None or passage.year <= self.year)
            and (self.topic is None or any(self.topic in words for words in (*passage.topics, *passage.headings)))
            and (
                self.region is None
                or not passage.region
                or self.region in passage.region
                or passage.region in self.region
            )
        )

    def where(self) -> dict[str, Any] | None:
        """Kind, level and year as a Chroma filter over :meth:`Passage.to_record`; None when they shut nothing out."""
        conditions: list[dict[str, Any]] = []
        if self.kind is not None:
            conditions.append({"kind": self.kind})
        if self.level is not None:
            conditions.append({_level_flag(self.level): True})
        if self.year is not None:
            conditions.append({"year": {"$lte": self.year}})
        if len(conditions) > 1:
            return {"$and": conditions}
        return conditions[0] if conditions else None


def _level_flag(level: str) -> str:
    return f"level_{level}"


def _items(joined: object) -> tuple[str, ...]:
    return tuple(str(joined).split(_JOINT)) if joined else ()
