"""The account of a check: what was found, proved, refuted, and what could not be decided and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from drafter.findings.model import Place, State

__all__ = ["Coverage", "NotChecked", "RelationCheck"]


@dataclass(frozen=True)
class RelationCheck:
    """A relation between figures that the text states, and how it ended.

    Attributes:
        kind: share, sum, growth, difference, change, product, ratio, order or count.
        formula: with the figures filled in, such as ``116/122``.
    """

    kind: str
    formula: str
    state: State
    place: Place

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "kind": self.kind,
            "formula": self.formula,
            "state": self.state.value,
            "location": self.place.as_dict(),
        }


@dataclass(frozen=True)
class NotChecked:
    """Something a check could not do.

    Attributes:
        what: which obligation or group of them.
        why: insufficient data, could not read, or could not run.
        needs: what would let it be checked.
    """

    what: str
    why: str
    needs: str

    def as_dict(self) -> dict[str, str]:
        """The JSON form."""
        return {"what": self.what, "why": self.why, "needs": self.needs}


@dataclass
class Coverage:
    """Counts per state for figures, items, documents cited and claims; every relation; what was not checked.

    Attributes:
        support: what the write-ups and figures say for the claims, by kind: ``words`` (a sentence has most of them),
            ``metric``, ``beside`` (a figure or a document in the same clause), ``meaning`` (a sentence near in meaning,
            where that was looked for), ``none``; empty without write-ups.
        judged: what a model said of claims that rules left open, by verdict; it changes none of the states.
    """

    figures: Counter[State] = field(default_factory=Counter)
    items: Counter[State] = field(default_factory=Counter)
    citations: Counter[State] = field(default_factory=Counter)
    claims: Counter[State] = field(default_factory=Counter)
    relations: list[RelationCheck] = field(default_factory=list)
    not_checked: list[NotChecked] = field(default_factory=list)
    judged: Counter[str] = field(default_factory=Counter)
    support: Counter[str] = field(default_factory=Counter)

    def count_relations(self) -> Counter[State]:
        """How many relations ended in each state."""
        return Counter(relation.state for relation in self.relations)

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of the ``check`` contract."""
        figure_states = (State.PROVED, State.REFUTED, State.UNSUPPORTED, State.NOT_CHECKED)
        return {
            "figures": {"found": self.figures.total(), **_counts(self.figures, figure_states)},
            "items": _counts(
                self.items,
                (
                    State.PROVED,
                    State.REFUTED,
                    State.UNSUPPORTED,
                    State.MISSING,
                    State.NOT_APPLICABLE,
                    State.NOT_CHECKED,
                ),
            ),
            "citations": {"found": self.citations.total(), **_counts(self.citations, figure_states)},
            "claims": {
                "found": self.claims.total(),
                **_counts(self.claims, figure_states),
                **({"support": dict(sorted(self.support.items()))} if self.support else {}),
                **({"judged": dict(self.judged)} if self.judged else {}),
            },
            "relations": [relation.as_dict() for relation in self.relations],
            "not_checked": [item.as_dict() for item in self.not_checked],
        }


def _counts(counter: Counter[State], states: Iterable[State]) -> dict[str, int]:
    return {state.value: counter[state] for state in states}
