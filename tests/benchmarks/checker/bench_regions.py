"""Fresh regions: metrics that nobody has seen, consistent in themselves, and the clean draft made from them."""

from __future__ import annotations

import csv
import random
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from bench_cases import Case

from drafter.drafting import DraftRequest, draft_report
from drafter.facts import Indicator, Metrics, Period, read_metrics
from drafter.facts.formulas import evaluate
from drafter.reading.reports import document_of
from drafter.resources import bundled

__all__ = ["example_cases", "fresh_case"]

_FIRST, _SECOND = "岚沅澧泖淇溧沭浔澴涪汶渠", "宁泽川阳陵清安原平丰康禾"
_FORMS = (
    ("city", "city-key-points", "市", "metrics.xlsx"),
    ("county", "county-standard", "县", "metrics.xlsx"),
    ("province", "province-key-points", "省", "metrics.csv"),
)
_YEAR = 2025
_HUNDRED = Decimal(100)


def example_cases(folder: Path) -> list[Case]:
    """The drafts of the shipped examples."""
    return [_drafted(name, outline, bundled("examples", name) / file, "", folder) for name, outline, _, file in _FORMS]


def fresh_case(seed: int, folder: Path) -> Case:
    """A region with a made-up name and made-up figures of the right size, and its draft."""
    chance = random.Random(seed)
    name, outline, letter, file = _FORMS[seed % len(_FORMS)]
    region = chance.choice(_FIRST) + chance.choice(_SECOND) + letter
    base = read_metrics(bundled("examples", name) / file)
    path = folder / f"{seed}.csv"
    _write(base, _values(base, chance), path)
    return _drafted(f"{name}-{seed}", outline, path, region, folder)


def _drafted(name: str, outline: str, metrics: Path, region: str, folder: Path) -> Case:
    request = DraftRequest(outline, metrics, region=region, year=_YEAR, engine="offline")
    document = document_of(draft_report(request).report, f"{name}.txt")
    return Case(name, "\n".join(p.text for p in document.paragraphs), metrics, region=region, year=_YEAR, folder=folder)


def _values(base: Metrics, chance: random.Random) -> dict[tuple[str, Period], Decimal]:
    """Every value moved at random, then whatever follows from others made to follow."""
    size = Decimal(str(round(chance.uniform(0.5, 1.8), 3)))
    values: dict[tuple[str, Period], Decimal] = {}
    for identity in base.ids():
        indicator = base.dictionary[identity]
        this, before = base.get(identity), base.get(identity, Period.PREVIOUS)
        if this is None or this.typed or indicator.kind == "yes-no":
            continue
        step = Decimal(str(round(chance.uniform(0.93, 1.07), 4)))
        moved = _rounded(this.value * (size if indicator.kind != "ratio" else step), this.decimals)
        values[identity, Period.THIS] = min(moved, _HUNDRED) if indicator.unit.dimension == "percent" else moved
        if before is not None:
            change = Decimal(str(round(chance.uniform(0.9, 1.1), 4)))
            earlier = _rounded(values[identity, Period.THIS] * change, before.decimals)
            values[identity, Period.PREVIOUS] = (
                min(earlier, _HUNDRED) if indicator.unit.dimension == "percent" else earlier
            )
    for _ in range(3):  # a share may rest on a total that rests on parts
        for (identity, period), value in values.items():
            values[identity, period] = _follow(base, base.dictionary[identity], period, values, value)
    return values


def _follow(
    base: Metrics,
    indicator: Indicator,
    period: Period,
    values: dict[tuple[str, Period], Decimal],
    value: Decimal,
) -> Decimal:
    parts = [values.get((part, period)) for part in indicator.parts]
    if parts and all(part is not None for part in parts):
        units = [base.dictionary[part].unit.factor / indicator.unit.factor for part in indicator.parts]
        return sum((p * u for p, u in zip(parts, units, strict=True) if p is not None), Decimal(0))
    fact = base.get(indicator.id, period)
    if indicator.formula and fact is not None:
        told = evaluate(indicator.formula, lambda name: values.get((name, period)))
        if told is not None:
            return _rounded(told, fact.decimals)
    return value


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _write(base: Metrics, values: dict[tuple[str, Period], Decimal], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["指标", "本年", "上年", "单位"])
        for identity in base.ids():
            indicator = base.dictionary[identity]
            row = [values.get((identity, period)) for period in Period]
            if row[0] is not None:
                shown = ["" if value is None else f"{value:f}" for value in row]
                writer.writerow([indicator.name, *shown, indicator.unit.symbol])
