"""Checkers from PyPI that run offline (extra ``peers``), each given its best use: every value of the sheet, in every
scale a writer may choose, with last year's, the difference and the growth, as the source that figures must be found in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench_cases import Case
from bench_systems import Flag, read_sheet

from drafter.facts import Metrics, Period
from drafter.facts.units import BASE_UNITS, SCALES

__all__ = ["PEERS", "peer", "stated"]

_Check = Callable[[str, Case, bool, Path], list[Flag]]
_SCALED = ("元", "人", "人次", "平方米", "册")
_HUNDRED = Decimal(100)


def peer(name: str) -> tuple[_Check | None, str]:
    """(the check of a peer, what it is called with its version); None and why where it is not installed."""
    package, module, make = PEERS[name]
    try:
        told = f"{package} {version(package)}"
    except PackageNotFoundError:
        return None, f'{package} is not installed: pip install "drafter[peers]"'
    if find_spec(module) is None:
        return None, f"{package} has no module {module} any more"
    return make(), told


def stated(metrics: Metrics) -> Iterator[tuple[str, str]]:
    """(number as written, unit) of whatever may rightly be said of a sheet's values."""
    for identity in metrics.ids():
        unit = metrics.dictionary[identity].unit
        facts = [fact for period in Period if (fact := metrics.get(identity, period)) is not None]
        values = [(fact.value, fact.decimals) for fact in facts]
        if len(facts) == len(Period):
            this, before = (fact.value for fact in facts)
            decimals = max(fact.decimals for fact in facts)
            values.append((abs(this - before), decimals))
            if unit.dimension == "percent":
                yield _number(abs(this - before), decimals), "个百分点"
            elif before:
                growth = abs(this - before) / before * _HUNDRED
                yield from ((_number(growth, places), "%") for places in (1, 2))
        for value, decimals in values:
            yield _number(value, decimals), unit.symbol
            base = next((symbol for symbol in _SCALED if BASE_UNITS[symbol][0] == unit.dimension), "")
            for scale, factor in (("", Decimal(1)), *SCALES.items()) if base else ():
                amount = value * unit.factor / factor
                yield from ((_number(amount, places), scale + base) for places in range(5))


def _number(value: Decimal, decimals: int) -> str:
    return f"{round(value, decimals):f}"


def _gongwen() -> _Check:
    """``gongwen-skill``: entities of a Chinese official document that its background papers do not hold."""
    from engine.fact_check import build_baseline, extract_entities  # type: ignore[import-not-found]

    @lru_cache(maxsize=8)
    def baseline(path: Path) -> dict[str, Any]:
        with TemporaryDirectory() as folder:
            paper = Path(folder) / "background.txt"
            paper.write_text("\n".join(number + unit for number, unit in stated(read_sheet(path))), encoding="utf-8")
            return dict(build_baseline([str(paper)]))

    def check(text: str, case: Case, with_metrics: bool, folder: Path) -> list[Flag]:
        if not with_metrics or case.metrics is None:
            return []
        known = baseline(case.metrics)
        return [
            Flag("error", "PEER", entity.entity_name, "", entity.paragraph_index)
            for entity in extract_entities(text.splitlines())
            if entity.entity_type == "data" and entity.entity_name not in known
        ]

    return check


def _helix() -> _Check:
    """``helix-grounding``: measurements with these units and percentages that the ground truth does not permit."""
    from helix_grounding import (  # type: ignore[import-not-found]
        ClaimKind,
        GroundTruth,
        MeasurementExtractor,
        PercentageExtractor,
        Verifier,
    )

    scaled = tuple(scale + unit for scale in SCALES for unit in _SCALED)
    units = (*(unit for unit in BASE_UNITS if unit != "%"), *scaled, "个百分点")
    verifier = Verifier([MeasurementExtractor(units=units), PercentageExtractor()])

    @lru_cache(maxsize=8)
    def truth(path: Path) -> Any:
        allowed = GroundTruth()
        for number, unit in stated(read_sheet(path)):
            kind = ClaimKind.PERCENTAGE if unit == "%" else ClaimKind.MEASUREMENT
            allowed.allow(kind, float(number), "" if unit == "%" else unit)
        return allowed

    def check(text: str, case: Case, with_metrics: bool, folder: Path) -> list[Flag]:
        if not with_metrics or case.metrics is None:
            return []
        allowed = truth(case.metrics)
        return [
            Flag("error", "PEER", claim.raw, "", number)
            for number, line in enumerate(text.splitlines())
            for claim in verifier.verify(line, allowed).ungrounded
        ]

    return check


#: By name: the package, the module that proves it is there, and what makes its check.
PEERS: dict[str, tuple[str, str, Callable[[], _Check]]] = {
    "gongwen": ("gongwen-skill", "engine", _gongwen),
    "helix": ("helix-grounding", "helix_grounding", _helix),
}
