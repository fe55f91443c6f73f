"""A finding: what is wrong, how bad, where exactly, on what evidence, and what to do."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

__all__ = ["Evidence", "Finding", "Place", "Severity", "State", "assign_fingerprints"]

_LEFT = 12  # characters before the words of a finding that its fingerprint is made of


class Severity(StrEnum):
    """How bad a finding is; :attr:`rank` orders them, 0 is worst."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The word users see: 错误, 警告 or 提示."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for an info."""
        return ["error", "warning", "info"].index(self.value)


class State(StrEnum):
    """How an obligation (a figure, a relation, a citation, a required item) ended."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNSUPPORTED = "unsupported"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True)
class Place:
    """A stretch of one paragraph of the document as it was read.

    Attributes:
        part: body, table, header, footer, footnote or textbox.
        section: the label of the section, such as ``三（一）``; empty before the first heading.
        paragraph: counts every paragraph of the input from 0 (every line of a TXT or MD).
        start: character offset in that paragraph.
        end: one past the last character.
    """

    part: str
    section: str
    paragraph: int
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "part": self.part,
            "section": self.section,
            "paragraph": self.paragraph,
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True)
class Evidence:
    """What a finding rests on.

    Attributes:
        kind: metric, material, policy, document or computed.
        ref: where it stands: a cell, a passage, a policy id, a paragraph, a formula.
        text: the words or figures themselves.
    """

    kind: str
    ref: str
    text: str

    def as_dict(self) -> dict[str, str]:
        """The JSON form."""
        return {"kind": self.kind, "ref": self.ref, "text": self.text}


@dataclass(frozen=True)
class Finding:
    """One thing a reviewer should look at.

    Attributes:
        code: stable rule code, such as ``ARI001``.
        rule: stable slug, such as ``share-mismatch``.
        message: one Chinese sentence.
        excerpt: the exact words at ``place``; empty for a finding on an input, whose cells are the evidence.
        also: further places of the same root cause, and the later lines of a stretch over a line break.
        root: findings with equal non-empty roots are merged; never shown.
        key: what tells a cluster over the whole document from others of its rule, whichever of its places comes first;
            its fingerprint is made of it instead of the words; never shown.
        touches: ids of the figures it is about, used to merge consequences under their cause; never shown.
    """

    code: str
    rule: str
    severity: Severity
    message: str
    excerpt: str
    place: Place
    evidence: tuple[Evidence, ...] = ()
    suggestion: str = ""
    also: tuple[Place, ...] = ()
    fingerprint: str = ""
    root: str = field(default="", compare=False)
    key: str = field(default="", compare=False)
    touches: frozenset[int] = field(default=frozenset(), compare=False)

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of the ``check`` contract."""
        return {
            "code": self.code,
            "rule": self.rule,
            "severity": self.severity.value,
            "message": self.message,
            "excerpt": self.excerpt,
            "location": self.place.as_dict(),
            "evidence": [item.as_dict() for item in self.evidence],
            "suggestion": self.suggestion,
            "fingerprint": self.fingerprint,
            "also": [place.as_dict() for place in self.also],
        }


def assign_fingerprints(findings: Iterable[Finding], context: Mapping[int, str]) -> list[Finding]:
    """Give each finding an id that survives edits elsewhere in the document.

    It is made of the rule, the words and the text of the paragraph they stand in, not of paragraph numbers;
    equal ones are told apart by their order. A cluster's is made of its :attr:`Finding.key`.

    Args:
        findings: in document order.
        context: text of a paragraph by its number.
    """
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        around = context.get(finding.place.paragraph, "")
        left = _last_characters(around, finding.place.start)
        words = finding.excerpt or finding.message  # on an input it has no words, and cells move
        parts = (finding.code, finding.key) if finding.key else (finding.code, "".join(words.split()), left)
        key = "\x1f".join(parts)
        seen[key] += 1
        digest = hashlib.sha256(f"{key}\x1f{seen[key]}".encode()).hexdigest()[:12]
        result.append(replace(finding, fingerprint=digest))
    return result


def _last_characters(text: str, end: int) -> str:
    """The last characters before text[end] that are no white space, twelve where there are as many."""
    window = 4 * _LEFT
    while True:
        left = "".join(text[max(0, end - window) : end].split())[-_LEFT:]
        if len(left) == _LEFT or window >= end:
            return left
        window *= 4
