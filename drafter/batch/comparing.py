"""The counties of a batch held against each other, and against the city they add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drafter.batch.jobs import content_hash
from drafter.batch.ledger import Ledger
from drafter.batch.planning import Plan
from drafter.checking.among import Among
from drafter.checking.digest import Digest, values_of
from drafter.checking.neighbours import Neighbours
from drafter.checking.rules import ACROSS, check_rollup
from drafter.facts import Metrics
from drafter.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Comparison", "compare_counties", "digest_of_findings"]


@dataclass
class Comparison:
    """What the comparison found.

    Attributes:
        findings: by county, those that it found beyond the county's own check.
        rollup: on the city's sheet; ``city`` its name, ``summed`` how many counties were added up.
    """

    findings: dict[str, list[Finding]] = field(default_factory=dict)
    rollup: list[Finding] = field(default_factory=list)
    city: str = ""
    summed: int = 0
    notices: list[str] = field(default_factory=list)


def compare_counties(plan: Plan, names: Sequence[str], ledger: Ledger, city: Metrics | None) -> Comparison:
    """Hold every finished county (``names``) against the others, and the city's totals against the sums of all.

    The digests are read from the ledger one at a time, so that memory does not grow with their text.
    """
    result = Comparison()
    if city is not None:
        _add_up(plan, city, result)
    if len(names) < 2:
        return result

    def get(number: int) -> Digest:
        return Digest.from_dict(ledger.digest(names[number]))

    neighbours = Neighbours(_read(names, ledger), get)
    for number, name in enumerate(names):
        place = Among(neighbours, number, neighbours.get(number))
        found = [finding for check in ACROSS for finding in check(place)]
        if found:
            result.findings[name] = found
    return result


def _read(names: Sequence[str], ledger: Ledger) -> Iterator[Digest]:
    for name in names:
        yield Digest.from_dict(ledger.digest(name))


def _add_up(plan: Plan, city: Metrics, result: Comparison) -> None:
    sheets = {name: job.metrics for name, job in plan.jobs.items() if job.metrics is not None}
    own = _of_city(sheets, city.region)
    result.city, result.summed = city.region, len(own)
    broken = [name for name, job in plan.jobs.items() if job.metrics is None]
    if len(own) < 2:
        result.notices.append(f"表中属于{city.region or '该市'}的县不足两个，没有核对全市数。")
        return
    if broken:
        result.notices.append(f"{'、'.join(broken)}的指标读不出，全市数只与其余县核对。")
    result.rollup = list(
        check_rollup(city, [Digest(n, m.region, values=values_of(m)) for n, m in own.items()], len(broken))
    )


def _of_city(sheets: Mapping[str, Metrics], city: str) -> dict[str, Metrics]:
    """The counties of a city; all of them where the table does not say whose they are."""
    if not any(metrics.above for metrics in sheets.values()):
        return dict(sheets)
    return {name: m for name, m in sheets.items() if m.above and (city.endswith(m.above) or m.above.endswith(city))}


def digest_of_findings(findings: Sequence[Finding]) -> str:
    """A hash of findings; empty for none."""
    return content_hash([finding.as_dict() for finding in findings]) if findings else ""
