"""What the metrics template checks while it is filled in: sums, rates and parts, as conditions of a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from drafter.facts import Dictionary, Indicator
from drafter.facts.formulas import names_in

__all__ = ["conflicts", "follows"]

_SUM = re.compile(r"\w+(?: \+ \w+)+")
_RATE = " * 100"
_SLACK = "0.5"  # percentage points; what offices round and truncate stays below
_SIGNS = {" + ": "＋", " - ": "－", " * ": "×", " / ": "÷"}


def follows(indicator: Indicator, dictionary: Dictionary) -> str:
    """How it follows from other indicators, in words: ``等于甲÷乙×100``; empty when it does not."""
    formula = indicator.formula or " + ".join(indicator.parts)
    if not formula or not set(names_in(formula)) <= set(dictionary):
        return ""
    told = re.sub(r"[a-z_]\w*", lambda name: dictionary[name[0]].name, formula)
    for sign, shown in _SIGNS.items():
        told = told.replace(sign, shown)
    return f"等于{told}"


def conflicts(rows: Mapping[str, int], dictionary: Dictionary, column: str = "C") -> Iterator[tuple[int, str]]:
    """Row and condition, for every figure that contradicts others of its column.

    Args:
        rows: the row of each indicator of the sheet.
        dictionary: of the indicators.
        column: that the conditions name; a spreadsheet shifts it for the columns beside.
    """
    for name, row in rows.items():
        indicator = dictionary[name]
        cell = f"{column}{row}"
        for parts in _sums(indicator):
            if set(parts) <= set(rows):
                added = "+".join(_scaled(dictionary, part, name, f"{column}{rows[part]}") for part in parts)
                yield row, _when([cell, *(f"{column}{rows[part]}" for part in parts)], f"ROUND({cell}-({added}),2)<>0")
        for whole in indicator.within:
            if whole in rows:
                part = _scaled(dictionary, name, whole, cell)
                yield row, _when([cell, f"{column}{rows[whole]}"], f"{part}>{column}{rows[whole]}")
        operands = names_in(indicator.formula) if indicator.formula.endswith(_RATE) else ()
        if operands and set(operands) <= set(rows):
            right = re.sub(r"[a-z_]\w*", lambda found: f"{column}{rows[found[0]]}", indicator.formula).replace(" ", "")
            # a share may stand as 53.2 or, in a cell that shows per cent, as 0.532
            off = f"ABS({cell}-({right}))>{_SLACK},ABS({cell}*100-({right}))>{_SLACK}"
            yield row, f"IFERROR({_when([cell, *(f'{column}{rows[one]}' for one in operands)], off)},FALSE)"


def _sums(indicator: Indicator) -> Iterator[Sequence[str]]:
    if indicator.parts:
        yield indicator.parts
    if _SUM.fullmatch(indicator.formula) and set(names_in(indicator.formula)) != set(indicator.parts):
        yield names_in(indicator.formula)


def _scaled(dictionary: Dictionary, name: str, to: str, cell: str) -> str:
    """The cell of one indicator in the unit of another."""
    ratio = dictionary[name].unit.factor / dictionary[to].unit.factor
    return cell if ratio == 1 else f"{cell}*{ratio.normalize():f}"


def _when(cells: Sequence[str], condition: str) -> str:
    """``condition`` where all of ``cells`` hold numbers."""
    return f"AND(COUNT({','.join(cells)})={len(cells)},{condition})"
