"""The indicator dictionary: what each figure of a report is called, how it is measured and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.facts.units import Unit, parse_unit
from drafter.files import read_yaml
from drafter.resources import bundled, own_knowledge

__all__ = ["Dictionary", "Indicator", "Threshold", "load_dictionary"]


@dataclass(frozen=True)
class Threshold:
    """A floor, target or application standard that a policy sets for an indicator.

    Attributes:
        op: one of ``>= > <= < ==``.
        value: a number in the indicator's unit, ``上年`` (last year's value), 是, or another indicator's id.
        policy: id of the policy that sets it.
        clause: id of the clause in that policy.
        severity: must_list (a floor that has to be owned when missed), application_standard, target or hint.
        levels: the levels of government it is set for.
        since: first year it applies to; None when it is undated.
        until: last year it applies to; None when open.
        verified: False when it rests on memory alone: such a value is never imposed on a report.
    """

    op: str
    value: Decimal | str
    policy: str
    clause: str
    severity: str
    levels: tuple[str, ...]
    since: int | None
    until: int | None
    verified: bool
    note: str = ""

    def applies(self, level: str, year: int) -> bool:
        """Whether it holds for a report of this level (province, city or county) on this year."""
        if level not in self.levels:
            return False
        return (self.since is None or year >= self.since) and (self.until is None or year <= self.until)

    @property
    def is_floor(self) -> bool:
        """A dated, verified must_list floor: the only kind that enters 存在的问题 unasked."""
        return self.severity == "must_list" and self.verified and self.since is not None


@dataclass(frozen=True)
class Indicator:
    """One entry of the dictionary, or an indicator of the user's own.

    Attributes:
        kind: count, money, ratio, index or yes-no.
        unit: unit of display, as a :class:`Unit`.
        or_unit: another unit in which a sheet may tell it, without comparing the two: a score (分) for a percentage.
        decimals: most digits shown after the point.
        better: higher, lower or neutral.
        formula: how it follows from other indicators, such as ``a / b * 100``; empty when it does not.
        parts: indicators that add up to this one.
        within: indicators of which this one is a part or a stricter measure, so that it is never larger.
        mistaken: what it is often computed as instead, ``{how: formula}``: 按园所数 for a share that counts children.
        plausible: a range outside which the value wants a second look, in the display unit.
        office: whom to ask for it.
        change: how a change is told: pp, growth, difference or none.
        say: how the figure is told in a sentence, by name (``this``, ``zero``, ``yes``, ``no`` …).
        heard: other clauses that tell its figure, ``{v}`` in the figure's place, ``…`` for a few words and ``……``
            for many (``常委会…{v}…研究``): so a figure is recognised that stands before its noun.
        problem: short name of the shortfall, when it is below its floor.
        measure: what a government undertakes in answer to it.
        own: True for the user's own indicator.
    """

    id: str
    name: str
    unit: Unit
    kind: str
    decimals: int = 2
    aliases: tuple[str, ...] = ()
    levels: tuple[str, ...] = ("province", "city", "county")
    topic: str = ""
    better: str = "neutral"
    formula: str = ""
    parts: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    mistaken: Mapping[str, str] = field(default_factory=dict)
    plausible: tuple[Decimal, Decimal] | None = None
    office: str = ""
    change: str = "none"
    say: Mapping[str, str] = field(default_factory=dict)
    heard: tuple[str, ...] = ()
    problem: str = ""
    measure: str = ""
    note: str = ""
    thresholds: tuple[Threshold, ...] = ()
    own: bool = False
    or_unit: Unit | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)

    def floors(self, level: str, year: int) -> list[Threshold]:
        """The floors that a report of this level and year must own when missed."""
        return [t for t in self.thresholds if t.is_floor and t.applies(level, year)]


class Dictionary(Mapping[str, Indicator]):
    """Indicators by id, with look-up by any of their names."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._by_id = {indicator.id: indicator for indicator in indicators}

    def __getitem__(self, key: str) -> Indicator:
        return self._by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as what it has beyond the shipped dictionary, which every process has itself."""
        shipped = load_dictionary()
        if self is shipped:
            return load_dictionary, ()
        others = [entry for key, entry in self._by_id.items() if shipped.get(key) is not entry]
        if len(others) + len(shipped) == len(self):
            return _beyond_the_shipped, (others,)
        return Dictionary, (list(self._by_id.values()),)

    @cached_property
    def _by_name(self) -> dict[str, Indicator]:
        table: dict[str, Indicator] = {}
        for indicator in self._by_id.values():
            for name in indicator.aliases:
                table.setdefault(normal_name(name), indicator)
        for indicator in self._by_id.values():  # a name of its own beats somebody else's alias
            table[normal_name(indicator.name)] = indicator
        return table

    def named(self, name: str) -> Indicator | None:
        """The indicator whose name or alias this is (brackets and spaces do not matter), or None."""
        return self._by_id.get(name.strip()) or self._by_name.get(normal_name(name))

    def nearest(self, name: str, cutoff: float = 72.0) -> Indicator | None:
        """The indicator with the most similar name, to be offered to the user, or None when nothing is near."""
        from rapidfuzz import fuzz, process

        best = process.extractOne(normal_name(name), list(self._by_name), scorer=fuzz.ratio, score_cutoff=cutoff)
        return self._by_name[best[0]] if best else None


def _beyond_the_shipped(others: list[Indicator]) -> Dictionary:
    return Dictionary([*load_dictionary().values(), *others])


def normal_name(name: str) -> str:
    """A name for comparing: brackets, full width, spaces, quotes and a closing （%） do not matter."""
    from drafter.facts.numerals import narrow

    text = narrow(name)
    for mark in "()[]【】《》“”\"'、,·- \t\n":
        text = text.replace(mark, "")
    return text.removesuffix("%").lower()


_REQUIRED = ("id", "name", "unit", "kind")
_KINDS = ("count", "money", "ratio", "index", "yes-no")


def parse_indicator(entry: Mapping[str, Any], where: str) -> Indicator:
    """An indicator from its YAML mapping.

    Raises:
        InputError: a required key is missing or a value is not allowed; names the file and the entry.
    """
    place = f"{where}：{entry.get('id') or entry.get('name') or '（无名指标）'}"
    for key in _REQUIRED:
        if not entry.get(key):
            raise InputError(f"指标缺少 {key}", where=place)
    unit = parse_unit(str(entry["unit"]))
    if unit is None:
        raise InputError(f"不认识的单位“{entry['unit']}”", where=place)
    if entry["kind"] not in _KINDS:
        raise InputError(f"kind 只能是 {'、'.join(_KINDS)}", where=place)
    levels = tuple(entry.get("levels") or ("province", "city", "county"))
    plausible = entry.get("range")
    change = entry.get("change") or {"ratio": "pp", "money": "growth", "count": "growth"}.get(entry["kind"], "none")
    if change == "pp" and not unit.dimension.startswith("percent"):
        change = "none"
    return Indicator(
        id=str(entry["id"]),
        name=str(entry["name"]),
        unit=unit,
        kind=str(entry["kind"]),
        decimals=int(entry.get("decimals", 0 if entry["kind"] == "count" else 2)),
        aliases=tuple(map(str, entry.get("aliases") or ())),
        levels=levels,
        topic=str(entry.get("topic", "")),
        better=str(entry.get("better", "neutral")),
        formula=str(entry.get("formula", "")),
        parts=tuple(entry.get("parts") or ()),
        within=tuple(entry.get("within") or ()),
        mistaken=dict(entry.get("mistaken") or {}),
        plausible=(Decimal(str(plausible[0])), Decimal(str(plausible[1]))) if plausible else None,
        office=str(entry.get("office", "")),
        change=change,
        say=dict(entry.get("say") or {}),
        heard=tuple(entry.get("heard") or ()),
        problem=str(entry.get("problem", "")),
        measure=str(entry.get("measure", "")),
        note=str(entry.get("note", "")),
        or_unit=_other_unit(entry, place),
        thresholds=tuple(_parse_threshold(t, levels, place) for t in entry.get("thresholds") or ()),
    )


def _other_unit(entry: Mapping[str, Any], place: str) -> Unit | None:
    if not entry.get("or_unit"):
        return None
    unit = parse_unit(str(entry["or_unit"]))
    if unit is None:
        raise InputError(f"不认识的单位“{entry['or_unit']}”", where=place)
    return unit


def _parse_threshold(entry: Mapping[str, Any], levels: tuple[str, ...], place: str) -> Threshold:
    if entry.get("op") not in (">=", ">", "<=", "<", "=="):
        raise InputError("门槛的 op 只能是 >= > <= < ==", where=place)
    if entry.get("severity") not in ("must_list", "application_standard", "target", "hint"):
        raise InputError("门槛的 severity 只能是 must_list、application_standard、target、hint", where=place)
    raw = entry.get("value")
    value = str(raw) if isinstance(raw, str) else Decimal(str(raw))
    return Threshold(
        op=str(entry["op"]),
        value=value,
        policy=str(entry.get("policy", "")),
        clause=str(entry.get("clause", "")),
        severity=str(entry["severity"]),
        levels=tuple(entry.get("levels") or levels),
        since=entry.get("from"),
        until=entry.get("until"),
        verified=bool(entry.get("verified", False)),
        note=str(entry.get("note", "")),
    )


def load_indicators(folder: Path) -> list[Indicator]:
    """All indicators of the YAML files in ``folder``, in file and entry order.

    Raises:
        InputError: a file is not YAML, an entry is wrong, or an id is used twice.
    """
    result: list[Indicator] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        entries = read_yaml(path)
        if not isinstance(entries, list | None):
            raise InputError("应是一列指标", where=path.name)
        for number, entry in enumerate(entries or (), start=1):
            try:
                indicator = parse_indicator(entry, path.name)
            except (AttributeError, TypeError, ValueError, LookupError, ArithmeticError) as error:
                raise InputError(f"第 {number} 条指标的写法有误", where=path.name) from error
            if indicator.id in seen:
                raise InputError(f"指标 {indicator.id} 与 {seen[indicator.id]} 重复", where=path.name)
            seen[indicator.id] = path.name
            result.append(indicator)
    return result


def load_dictionary() -> Dictionary:
    """The dictionary that ships with drafter, with the user's own entries added or in place of ours by id.

    Raises:
        InputError: a file of the user's own folder is wrong.
    """
    return _dictionary(own_knowledge("indicators"))


@lru_cache(maxsize=4)
def _dictionary(own: tuple[Path, ...]) -> Dictionary:
    entries = {entry.id: entry for entry in load_indicators(bundled("knowledge", "indicators"))}
    for folder in own:
        entries |= {entry.id: entry for entry in load_indicators(folder)}
    return Dictionary(entries.values())
