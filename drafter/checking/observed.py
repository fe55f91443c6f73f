"""What the sheet tells of other places and other years, found again by a value or by the place and the words beside it.

A report tells its neighbours' values, the province's mean and its own of three years ago. A value of four digits is
hardly any other value's of the sheet, so it is looked up by itself; the words around it must name the indicator.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.text.quantities import Quantity
from drafter.checking.text.things import Words, read_words
from drafter.facts import CellRef, Interval, Metrics, Observation, Period, Unit

__all__ = ["OWN", "Observed", "Seen", "named_in", "shortened_in", "words_told"]

#: Whose the report's own values are.
OWN = ""
_MEAN = re.compile(r"(?:平均(?:水平|值|数)?|均值)$")
_WHOLE = re.compile(r"^(?:全|本|我)(?P<level>[省市县区州盟旗国])$")
_NATION = re.compile(r"^(?:全国|国家)$")
#: How the names of what lies above a county end.
_ABOVE = ("省", "市", "州", "盟")
_SHORTEST = 2
_CLAUSE = 16
#: What an indicator's name has that a sentence leaves out.
_LEFT_OUT = re.compile(r"[（(][^（）()]*[）)]|总数$|人数$|数$|比例$|占比$")
_FORMAL = re.compile(r"一般公共预算|地方|年平均|年均|收入")


@dataclass(frozen=True)
class Seen:
    """One value of the sheet.

    Attributes:
        region: whose it is; :data:`OWN` for the report's own.
        value: in base units; ``interval`` all that the cell may stand for.
        text: as it reads.
    """

    name: str
    region: str
    year: int
    value: Decimal
    interval: Interval
    unit: Unit
    text: str
    cell: CellRef


class Observed:
    """The values of a sheet, the report's own among them.

    Args:
        region: whose report it is.
        year: the reported year.
    """

    def __init__(self, metrics: Metrics, region: str, year: int) -> None:
        self.year = year
        by_dimension: defaultdict[str, list[Seen]] = defaultdict(list)
        self._of: defaultdict[tuple[str, str, int], list[Seen]] = defaultdict(list)
        self.names: dict[str, Words] = {}
        regions: set[str] = set()
        for seen in (*_others(metrics, year), *_own(metrics, year)):
            by_dimension[_dimension(seen.unit)].append(seen)
            self._of[seen.name, seen.region, seen.year].append(seen)
            self.names.setdefault(seen.name, _named(seen.name))
            regions.add(seen.region)
        self._sorted = {kind: sorted(seens, key=lambda s: s.value) for kind, seens in by_dimension.items()}
        self._values = {kind: [seen.value for seen in seens] for kind, seens in self._sorted.items()}
        self.regions = frozenset(regions - {OWN})
        self._signs = _signs(self.regions, region)
        words = sorted(self._signs, key=len, reverse=True)
        self._places = re.compile("|".join(map(re.escape, words))) if words else None

    def places(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, region) of every place of the sheet that a text names, the report's own place among them."""
        if self._places is None:
            return []
        return [(m.start(), m.end(), self._signs[m[0]]) for m in self._places.finditer(text)]

    def has_level(self, level: str) -> bool:
        """Whether the sheet has a region of a level (省, 市), so that 全省 or 全市 may be it under its name."""
        return any(_MEAN.sub("", region).endswith(level) for region in self.regions)

    def every(self) -> list[Seen]:
        """Every value of the sheet, in its order."""
        return [seen for told in self._of.values() for seen in told]

    def like(self, quantity: Quantity) -> list[Seen]:
        """Every value of the sheet that a quantity may be, whatever it is of."""
        dimension = _dimension(quantity.unit) if quantity.unit else ""
        values = self._values.get(dimension, [])
        low, high = bisect_left(values, quantity.interval.low), bisect_right(values, quantity.interval.high)
        return self._sorted[dimension][low:high] if low < high else []

    def moved(self, name: str, region: str, in_percent: bool) -> Interval | None:
        """By how much a value has changed since last year, in base units or in percent of last year's."""
        now, then = self.of(name, region, self.year), self.of(name, region, self.year - 1)
        if now is None or then is None:
            return None
        moved = now.interval - then.interval
        if not in_percent:
            return moved
        return (moved / then.interval).scaled(Decimal(100)) if then.interval.low > 0 else None

    def of(self, name: str, region: str, year: int) -> Seen | None:
        """What the sheet tells of an indicator, a place and a year; None where it tells nothing or two things."""
        found = self._of.get((name, region, year), [])
        return found[0] if len({seen.value for seen in found}) == 1 else None


def named_in(name: Words, text: Words) -> float:
    """How much of an indicator's name a text has, 0 to 1; 0 where it lacks its stage of school or its owner."""
    if not (name.stages <= text.stages and name.owners <= text.owners):
        return 0.0
    if len(name.rest) < _SHORTEST:
        return 1.0 if name.rest in text.rest and (name.stages or name.rest) else 0.0
    pairs = [name.rest[at : at + 2] for at in range(len(name.rest) - 1)]
    return sum(pair in text.rest for pair in pairs) / len(pairs)


def shortened_in(name: Words, clause: Words) -> float:
    """How much of an indicator's name a short clause has in order, 0 to 1: 初中生均支出 of 初中生均教育支出."""
    if not clause.rest or name.stages != clause.stages or name.owners != clause.owners or len(name.rest) < _SHORTEST:
        return 0.0
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(name.rest, clause.rest[-_CLAUSE:]) / len(name.rest)


def words_told(text: str) -> Words:
    """The words of a text or a name, without the formal ones that a writer leaves out after the first time."""
    return read_words(_FORMAL.sub("", text) or text)


def _named(name: str) -> Words:
    return words_told(_LEFT_OUT.sub("", name) or name)


def _dimension(unit: Unit) -> str:
    dimension = unit.dimension.split("/")[0]
    return "count" if dimension.startswith("count:") else dimension


def _own(metrics: Metrics, year: int) -> Iterator[Seen]:
    for (identity, period), fact in metrics.facts.items():
        entry = metrics.indicator(identity)
        if not fact.typed and entry.unit.dimension not in ("yesno", "proportion"):
            told = year if period is Period.THIS else year - 1
            name = metrics.rows.get(identity, entry.name)
            yield _seen(name, OWN, told, fact.value, fact.decimals, entry.unit, fact.cell)


def _others(metrics: Metrics, year: int) -> Iterator[Seen]:
    for one in metrics.observations:
        yield _from(one, year)


def _from(one: Observation, year: int) -> Seen:
    return _seen(one.name, one.region, one.year or year, one.value, one.decimals, one.unit, one.cell)


def _seen(name: str, region: str, year: int, value: Decimal, decimals: int, unit: Unit, cell: CellRef) -> Seen:
    exact = unit.dimension.startswith(("count", "person")) and not decimals
    interval = (Interval.exact(value) if exact else Interval.printed(value, decimals)).scaled(unit.factor)
    shown = f"{value:f}{'' if unit.symbol in ('x:1', '1:x') else unit.symbol}"
    return Seen(name, region, year, value * unit.factor, interval, unit, shown, cell)


def _signs(regions: frozenset[str], own: str) -> dict[str, str]:
    """The words that stand for each region of the sheet in a text; of the report's own place :data:`OWN`."""
    signs: dict[str, str] = {}
    level = own[-1:]
    for region in regions:
        plain = _MEAN.sub("", region)
        whole = _WHOLE.match(plain)
        if whole is None and not _NATION.match(plain):
            signs[region] = region
            if plain != region:
                signs.setdefault(plain, region)
            continue
        for sign in (f"{plain}平均", f"{plain}的平均", f"{plain[-1]}平均", f"{plain}均值"):
            signs[sign] = region
        if whole is not None and whole["level"] != level:
            signs[plain] = region
    for above in _ABOVE:
        meant = [
            region
            for region in regions
            if _MEAN.sub("", region).endswith(above) and not _WHOLE.match(_MEAN.sub("", region))
        ]
        means = [region for region in meant if _MEAN.search(region)]  # 清河市平均 beside a neighbouring 澜江市
        named = means or meant
        if level and level != above[-1] and len(named) == 1:  # the county's city is called 全市
            for sign in (f"全{above[-1]}平均", f"全{above[-1]}的平均", f"{above[-1]}平均", f"全{above[-1]}"):
                signs.setdefault(sign, named[0])
    for sign in (own, f"全{level}", f"我{level}", f"本{level}") if own else ():
        signs.setdefault(sign, OWN)
    return {sign: region for sign, region in signs.items() if len(sign) >= _SHORTEST}
