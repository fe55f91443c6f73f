"""The judged queries, and how a ranking is measured against them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import yaml

from drafter.library.passages import Passage

CUT = 5


@dataclass(frozen=True)
class Query:
    """A query with the passages that answer it, by id."""

    text: str
    wording: str
    kind: str
    level: str | None
    relevant: frozenset[str]


def load_queries(passages: Sequence[Passage]) -> list[Query]:
    """The queries of ``queries.yaml`` and ``later.yaml``, resolved against the passages as they are split now.

    Raises:
        LookupError: a judgement names no passage, or more than one.
    """
    files = (Path(__file__).with_name(name) for name in ("queries.yaml", "later.yaml"))
    entries = [entry for file in files for entry in yaml.safe_load(file.read_text(encoding="utf-8"))]
    return [
        Query(
            entry["q"],
            entry["wording"],
            entry["kind"],
            entry.get("level"),
            frozenset(_resolve(reference, passages) for reference in entry["relevant"]),
        )
        for entry in entries
    ]


def _resolve(reference: str, passages: Sequence[Passage]) -> str:
    document, mark, words = reference.partition("~")
    found = [
        p.id
        for p in passages
        if (p.id.startswith(f"{document}#") and words in p.indexed if mark else p.id == reference)
    ]
    if len(found) != 1:
        raise LookupError(f"{reference}: {found}")
    return found[0]


def recall(found: Sequence[str], relevant: frozenset[str]) -> float:
    """Share of what could stand among the first five that does: at most five can."""
    return len(relevant.intersection(found[:CUT])) / min(CUT, len(relevant))


def reciprocal_rank(found: Sequence[str], relevant: frozenset[str]) -> float:
    """1 / rank of the first relevant one, 0 when there is none."""
    return next((1 / rank for rank, at in enumerate(found, start=1) if at in relevant), 0.0)


def interval(values: Sequence[float], rounds: int = 2000) -> tuple[float, float]:
    """95 % bootstrap interval of the mean; the same every time."""
    draw = random.Random(7)
    means = sorted(fmean(draw.choices(values, k=len(values))) for _ in range(rounds))
    return means[int(rounds * 0.025)], means[int(rounds * 0.975)]
