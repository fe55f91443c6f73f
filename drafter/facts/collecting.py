"""Rows of any table into facts: the indicator a name means, the unit a value has, the cell it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.errors import InputError
from drafter.facts.cells import CellError, CellValue, UnitError, read_cell
from drafter.facts.indicators import Dictionary, Indicator, normal_name
from drafter.facts.model import CellRef, Conflict, Fact, LeftOut, Metrics, Period, rounded
from drafter.facts.units import Unit, parse_unit
from drafter.files.sheets import Cell

__all__ = ["Collector", "Entry", "split_unit"]

_BARE = Unit("", "bare", Decimal(1))
_SHOWN = 30  # characters that a message repeats of what should be a unit
# Together below the 28 digits that decimal arithmetic keeps, so that any figure can be rounded and printed.
_WHOLE_DIGITS = 16
_DECIMALS = 10
_UNIT_IN_NAME = re.compile(r"^(?P<name>.+?)\s*[（(\[【]\s*(?:单位[:：])?\s*(?P<unit>[^（()）\[\]【】]+?)\s*[）)\]】]$")


@dataclass(frozen=True)
class Entry:
    """A value as the file holds it.

    Attributes:
        computed: False for a formula whose result the file does not hold.
        unit: the unit its column sets, None when it sets none.
    """

    cell: Cell
    ref: CellRef
    computed: bool = True
    unit: Unit | None = None


class Collector:
    """Gathers the facts of one government from rows of names and values."""

    def __init__(self, file: str, dictionary: Dictionary, year: int = 0, region: str = "") -> None:
        self.metrics = Metrics(file, dictionary, region, year)
        self._own: dict[str, Indicator] = {}
        self._scored: dict[str, Indicator] = {}

    def finish(self) -> Metrics:
        """The metrics; their dictionary has the user's own indicators, and those told in their other unit in that."""
        if self._own or self._scored:
            known = [self._scored.get(indicator.id, indicator) for indicator in self.metrics.dictionary.values()]
            self.metrics.dictionary = Dictionary([*known, *self._own.values()])
        return self.metrics

    def add(
        self,
        name: str,
        entries: Mapping[Period, Entry],
        unit: Unit | None,
        caption: Unit | None,
        at: str,
        strange: tuple[CellRef, str] | None = None,
    ) -> None:
        """Take one row, or one indicator's columns of a row. A figure whose unit does not fit is left out and noted.

        Args:
            unit: what the row says its unit is, None when it says nothing.
            caption: what the table says, for rows that say nothing; it only counts where it can be meant.
            at: where the name stands, for the notice that it is not known.
            strange: the cell of the row's unit and what it holds, where that is no known unit.

        Raises:
            InputError: a value is no figure; names the cell.
        """
        plain, in_name = split_unit(name)
        unit = unit or in_name
        known = self.metrics.dictionary.named(name) or self.metrics.dictionary.named(plain)
        values = {period: self._read(name, period, entry, known) for period, entry in entries.items()}
        if strange is not None and not all(value is None or value.missing for value in values.values()):
            self._leave_out(name, *strange, f"的单位“{strange[1][:_SHOWN]}”不认识", "strange", known)
            return
        read = {period: value for period, value in values.items() if value is not None}
        if not read:
            return
        indicator = known or self._own_indicator(plain, unit or caption, read, at)
        if indicator.or_unit is not None:
            units = [value.unit or unit or entries[period].unit for period, value in read.items()]
            indicator = self._in_its_unit(indicator, units)
        self.metrics.rows[indicator.id] = name
        for period, value in read.items():
            entry = entries[period]
            said = entry.unit or unit or (caption if caption and caption.compatible(indicator.unit) else None)
            self._keep(name, indicator, period, value, entry.ref, said)

    def _in_its_unit(self, indicator: Indicator, units: Iterable[Unit | None]) -> Indicator:
        """An indicator that may be told in another unit, told in the one that the sheet uses first.

        What is asked of it in its usual unit does not hold in the other, so the thresholds are left out.
        """
        if indicator.id in self._scored:
            return self._scored[indicator.id]
        other = indicator.or_unit
        used = next((unit for unit in units if unit is not None), None)
        if other is None or used is None or not used.compatible(other) or self._holds(indicator):
            return indicator
        score = replace(indicator, unit=other, kind="index", change="difference", thresholds=(), plausible=None)
        self._scored[indicator.id] = score
        self.metrics.notices.append(
            f"“{indicator.name}”按“{other.symbol}”填报，不与以“{indicator.unit.symbol}”表示的数和要求比较。"
        )
        return score

    def _holds(self, indicator: Indicator) -> bool:
        return any((indicator.id, period) in self.metrics.facts for period in Period)

    def _leave_out(self, name: str, cell: CellRef, raw: str, problem: str, kind: str, known: Indicator | None) -> None:
        """Note a figure that is not used; its indicator counts as one without a value this year."""
        self.metrics.left_out.append(LeftOut(name, cell, raw, problem, kind))
        if known is not None:
            self.metrics.rows.setdefault(known.id, name)
            if self.metrics.get(known.id) is None:
                self.metrics.missing.setdefault(known.id, cell)

    def _read(self, name: str, period: Period, entry: Entry, known: Indicator | None) -> CellValue | None:
        """The value of a cell; None for one that is left out because its unit is not known."""
        if not entry.computed:
            raise InputError(
                "公式没有保存计算结果", where=str(entry.ref), hint="请用 WPS 或 Excel 打开后保存，或直接填数值"
            )
        try:
            return read_cell(entry.cell.value, entry.cell.number_format)
        except UnitError as error:
            self._leave_out(name, entry.ref, entry.cell.text, f"的{period.label}值{error}", "strange", known)
            return None
        except CellError as error:
            raise InputError(
                f"指标“{name}”的{period.label}值{error}", where=str(entry.ref), hint="请改为数字；没有数据请留空"
            ) from error

    def _own_indicator(self, name: str, unit: Unit | None, values: Mapping[Period, CellValue], at: str) -> Indicator:
        key = "own_" + re.sub(r"\W+", "", normal_name(name))
        if key not in self._own:
            typed = next((v.unit for v in values.values() if v.unit and v.unit.dimension != "scale"), None)
            chosen = unit or typed or _BARE
            kind = {"money": "money", "percent": "ratio"}.get(chosen.dimension.split("/")[0], "count")
            change = "pp" if kind == "ratio" else "growth"
            self._own[key] = Indicator(key, name, chosen, kind, decimals=4, change=change, own=True)
            near = self.metrics.dictionary.nearest(name)
            offer = f"；如果它就是“{near.name}”，请改用这个名称" if near else ""
            self.metrics.notices.append(f"{at} 的“{name}”不在指标库中，按自定义指标保留{offer}。")
        return self._own[key]

    def _keep(
        self, name: str, indicator: Indicator, period: Period, value: CellValue, ref: CellRef, unit: Unit | None
    ) -> None:
        metrics = self.metrics
        if value.not_applicable:
            if period is Period.THIS:
                metrics.not_applicable.add(indicator.id)
            return
        if value.missing:
            if period is Period.THIS and metrics.get(indicator.id) is None:
                metrics.missing.setdefault(indicator.id, ref)
            return
        try:
            fact = _sized(_fact(indicator, period, value, ref, unit))
        except UnitError as error:
            kind = "other" if indicator.or_unit is not None and _told_in(indicator, value, unit) else "wrong"
            self._leave_out(name, ref, value.raw, f"的{period.label}值{error}", kind, indicator)
            return
        except CellError as error:
            raise InputError(f"指标“{indicator.name}”的{period.label}值{error}", where=str(ref)) from error
        first = metrics.get(indicator.id, period)
        if first is None:
            metrics.facts[indicator.id, period] = fact
            if period is Period.THIS:
                metrics.missing.pop(indicator.id, None)
        elif first.value != fact.value:
            metrics.conflicts.append(Conflict(indicator.id, period, first, fact))


def _told_in(indicator: Indicator, value: CellValue, row_unit: Unit | None) -> bool:
    """Whether a value that does not fit is in one of the units that its indicator may have."""
    unit = value.unit or row_unit
    return unit is not None and unit.dimension in ("percent", indicator.or_unit.dimension if indicator.or_unit else "")


def _fact(indicator: Indicator, period: Period, value: CellValue, ref: CellRef, row_unit: Unit | None) -> Fact:
    target = indicator.unit
    if indicator.kind == "yes-no":
        if not value.word:
            raise CellError(f"“{value.raw}”应填“是”或“否”")
        return Fact(indicator.id, period, Decimal(value.word == "是"), 0, ref, value.raw)
    if value.word:
        raise CellError(f"“{value.raw}”不是数字")
    if value.proportion:
        if target.dimension != "proportion":
            raise CellError(f"“{value.raw}”是比，而该指标的单位是“{target.symbol}”")
        return _proportion(indicator, period, value, ref)
    if value.value is None:
        raise CellError("为空")
    if target.symbol == "x:y":
        raise CellError(f"“{value.raw}”应写成比的形式，如 55:45")
    unit = value.unit or row_unit or target
    if unit.dimension == "scale":  # a bare 万 means 万元 for money, whether it is shown in 元 or in 亿元
        unit = Unit(target.symbol, target.dimension, unit.factor)
    elif unit.dimension == "bare" or target.dimension == "bare":
        unit = target
    if not unit.compatible(target):
        raise UnitError(f"的单位“{unit.symbol}”与指标的单位“{target.symbol}”不符")
    ratio = unit.factor / target.factor
    converted = value.value * ratio
    decimals = value.decimals
    if ratio != 1:
        exponent = converted.normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else decimals
    return Fact(indicator.id, period, converted, decimals, ref, value.raw)


def _sized(fact: Fact) -> Fact:
    if fact.value.adjusted() >= _WHOLE_DIGITS:
        raise CellError("位数过多，不像一个数")
    if fact.decimals > _DECIMALS:
        return replace(fact, value=rounded(fact.value, _DECIMALS), decimals=_DECIMALS)
    return fact


def _proportion(indicator: Indicator, period: Period, value: CellValue, ref: CellRef) -> Fact:
    left, right = value.proportion or (Decimal(0), Decimal(0))
    typed = f"{left}:{right}"
    if indicator.unit.symbol == "x:y":
        number = left / (left + right)
    elif Decimal(1) in (left, right):
        number = right if left == 1 else left
    else:
        raise CellError(f"“{value.raw}”应写成 {indicator.unit.symbol} 的形式")
    return Fact(indicator.id, period, number, value.decimals, ref, value.raw, typed)


def split_unit(name: str) -> tuple[str, Unit | None]:
    """A name and the unit it carries in brackets: 一般公共预算教育支出（亿元）; other brackets belong to the name."""
    match = _UNIT_IN_NAME.match(name.strip())
    unit = parse_unit(match["unit"]) if match else None
    return (match["name"], unit) if match and unit else (name.strip(), None)
