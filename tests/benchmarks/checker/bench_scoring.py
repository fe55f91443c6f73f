"""How well a system does on planted errors: recall and precision per kind, false alarms on clean text."""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bench_cases import Case, Plant, apply, around
from bench_planting import KINDS, plants
from bench_systems import Flag

from drafter.facts import read_metrics

__all__ = ["System", "Tally", "run_case", "run_voice"]

System = Callable[[str, Case, bool, Path], list[Flag]]


@dataclass
class Tally:
    """Counts of one system.

    Attributes:
        planted, caught: errors per kind; one that no finding touches is missed, whatever the reason.
        raised, right: error-level findings that a planted error called forth, and how many lie on it.
        characters: of clean text checked; ``false``: error-level findings on it.
        seconds: spent on all texts together, of ``checked`` characters.
        missed: (case, kind, words) of what went unseen; ``alarms``: of what was wrongly flagged.
    """

    planted: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    raised: int = 0
    right: int = 0
    characters: int = 0
    false: int = 0
    seconds: float = 0
    checked: int = 0
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    alarms: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of planted errors caught."""
        return self.caught.total() / max(1, self.planted.total())

    @property
    def pace(self) -> float:
        """Seconds for 10 000 characters."""
        return self.seconds * 10_000 / max(1, self.checked)

    @property
    def precision(self) -> float:
        """Share of the error-level findings, those on clean text included, that lie on a planted error."""
        return self.right / max(1, self.raised + self.false)

    def by_kind(self) -> dict[str, tuple[int, int]]:
        """Kind -> (caught, planted)."""
        return {kind: (self.caught[kind], count) for kind, count in sorted(self.planted.items())}


def run_voice(case: Case, system: System, with_metrics: bool, folder: Path, tally: Tally) -> None:
    """The errors that were planted into a report by hand, one at a time."""
    clean = _clean(case, system, with_metrics, folder, tally)
    for plant in case.plants:
        if with_metrics or not plant.needs:
            _one(case, plant, clean, system, with_metrics, folder, tally)


def run_case(case: Case, system: System, folder: Path, tally: Tally, each: int, seed: int, other: Case | None) -> None:
    """``each`` errors of every kind at random places of a report, one at a time, checked with the metrics."""
    assert case.metrics is not None
    clean = _clean(case, system, True, folder, tally)
    metrics = read_metrics(case.metrics, region=case.region)
    foreign = other.metrics and read_metrics(other.metrics, region=other.region) if other else None
    chance = random.Random(seed)
    for kind in KINDS:
        for number, plant in enumerate(plants(kind, case.text, metrics, foreign, chance)):
            if number >= each:
                break
            _one(case, plant, clean, system, True, folder, tally)


def _clean(case: Case, system: System, with_metrics: bool, folder: Path, tally: Tally) -> Counter[tuple[str, str]]:
    flags = _timed(case.text, case, system, with_metrics, folder, tally)
    tally.characters += len("".join(case.text.split()))
    for flag in flags:
        if flag.severity == "error":
            tally.false += 1
            tally.alarms.append((case.name, flag.code, f"{flag.words}：{flag.message}"))
    return Counter((flag.code, flag.message + flag.words) for flag in flags)


def _timed(text: str, case: Case, system: System, with_metrics: bool, folder: Path, tally: Tally) -> list[Flag]:
    begin = time.perf_counter()
    flags = system(text, case, with_metrics, folder)
    tally.seconds += time.perf_counter() - begin
    tally.checked += len(text)
    return flags


def _one(
    case: Case,
    plant: Plant,
    clean: Counter[tuple[str, str]],
    system: System,
    with_metrics: bool,
    folder: Path,
    tally: Tally,
) -> None:
    text, ((start, end),) = apply(case.text, (plant,))
    fresh = list(_new(_timed(text, case, system, with_metrics, folder, tally), clean))
    low, high = around(text, start, end)
    first, last = text.count("\n", 0, low), text.count("\n", 0, high)
    sentence = "".join(text[low:high].split())
    tally.planted[plant.kind] += 1
    hit = False
    for flag in fresh:
        on_it = (flag.line < 0 or first <= flag.line <= last) and "".join(flag.words.split()) in sentence
        hit = hit or (on_it and flag.severity in ("error", "warning"))
        if flag.severity == "error":
            tally.raised += 1
            tally.right += on_it
            if not on_it:
                tally.alarms.append((case.name, flag.code, f"{plant.kind} {plant.now!r} -> {flag.words}"))
    if hit:
        tally.caught[plant.kind] += 1
    else:
        tally.missed.append(
            (case.name, plant.kind, f"…{text[max(0, start - 24) : start]}【{plant.now}】{text[end : end + 12]}…")
        )


def _new(flags: Iterable[Flag], clean: Counter[tuple[str, str]]) -> Iterable[Flag]:
    """What the clean text did not show."""
    left: defaultdict[tuple[str, str], int] = defaultdict(int, clean)
    for flag in flags:
        key = (flag.code, flag.message + flag.words)
        if left[key] > 0:
            left[key] -= 1
        else:
            yield flag
