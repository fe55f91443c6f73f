"""Which requests a draft takes: sections in parts that fit the model's window and one answer each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from drafter.drafting.evidence import Evidence
from drafter.drafting.stories import Storyteller
from drafter.drafting.writer.job import Job, Script
from drafter.drafting.writer.pack import ItemPack, SectionPack, build_pack
from drafter.model.asking import estimated_cost
from drafter.model.tokens import count_tokens
from drafter.outlines import Outline
from drafter.settings import ModelSettings

__all__ = ["Estimate", "Plan", "item_length", "plan_jobs"]

_ROOM_FOR_STYLE = 1500  # tokens
_ROOM_FOR_FINDINGS = 900
_LEAST_ROOM = 400
_BODY_SHARE = 0.75  # of a report's length that is not opening, problems and measures
_PER_CHARACTER = 2.0  # tokens an answer takes for each character it prints, slots and JSON included
_MOST_ITEMS = 8


@dataclass
class Plan:
    """The jobs, and what had to be left out to make them fit.

    Attributes:
        dropped: by item, how many passages and clauses were not shown to the model.
    """

    jobs: list[Job]
    dropped: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Estimate:
    """What a draft would take, without repairs: calls, tokens sent and received, cost in 元 (None: not known)."""

    calls: int
    tokens_in: int
    tokens_out: int
    cost: float | None

    @classmethod
    def of(cls, plan: Plan, script: Script, model: ModelSettings) -> Estimate:
        """The estimate of a plan, on the safe side."""
        sent = sum(script.asking(job).tokens + _ROOM_FOR_STYLE // 2 for job in plan.jobs)
        items = sum(len(job.pack.items) for job in plan.jobs)
        got = round(items * script.length[1] * _PER_CHARACTER)
        return cls(len(plan.jobs), sent, got, estimated_cost(model, sent, got))


def item_length(outline: Outline) -> tuple[int, int]:
    """Characters, least and most, that an item of the outline usually has.

    >>> from drafter.outlines import find_outline
    >>> low, high = item_length(find_outline("county-standard"))
    >>> 40 <= low < high <= 400
    True
    """
    items = max(1, sum(1 for section, _ in outline.items() if section.role == "body"))
    low, high = (int(length * _BODY_SHARE / items / 10) * 10 for length in outline.length)
    return max(40, low), max(80, high)


def plan_jobs(teller: Storyteller, outline: Outline, evidence: Evidence, model: ModelSettings, script: Script) -> Plan:
    """The jobs of a whole report, in order."""
    empty = script.asking(Job(SectionPack(next(iter(outline.walk())), [])))
    most = min(model.answer, model.window // 3)
    room = max(_LEAST_ROOM, model.window - empty.tokens - _ROOM_FOR_STYLE - _ROOM_FOR_FINDINGS - most)
    answers = max(1, min(_MOST_ITEMS, round(most / (script.length[1] * _PER_CHARACTER))))
    plan = Plan([])
    for section in outline.walk():
        pack = build_pack(teller, section, evidence)
        for item in pack.items:
            single = SectionPack(section, [item])
            if left := single.fit(room, count_tokens):
                plan.dropped[item.item.id] = left
        plan.jobs += [Job(SectionPack(section, part)) for part in _parts(pack.items, room, answers)]
    plan.jobs = _filling_rounds(plan.jobs, model.concurrency)
    return plan


def _filling_rounds(jobs: list[Job], at_once: int) -> list[Job]:
    """The jobs with the longest ones halved until no place stays idle in the last round: nine jobs four at a time
    take three rounds, and so do twelve shorter ones. What fits in one round is left as it is.
    """
    result = list(jobs)
    while len(result) > at_once and len(result) % at_once:
        longest = max((job for job in result if len(job.pack.items) > 1), key=_size, default=None)
        if longest is None:
            break
        at, middle = result.index(longest), len(longest.pack.items) // 2
        result[at : at + 1] = [longest.only(longest.pack.items[:middle]), longest.only(longest.pack.items[middle:])]
    return result


def _size(job: Job) -> int:
    return sum(len(item.data) + len(item.passages) for item in job.pack.items)


def _parts(items: Iterable[ItemPack], room: int, most: int) -> list[list[ItemPack]]:
    """Items in order, in as few parts as fit."""
    parts: list[list[ItemPack]] = []
    used = 0
    for item in items:
        size = count_tokens(item.as_json())
        if not parts or len(parts[-1]) >= most or used + size > room:
            parts.append([])
            used = 0
        parts[-1].append(item)
        used += size
    return parts
