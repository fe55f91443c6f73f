"""Metrics files and dictionaries made for the tests of the facts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from drafter.errors import InputError
from drafter.facts import CellRef, Dictionary, Fact, Indicator, Metrics, Period, Threshold, parse_unit, read_metrics

HEADER = ("指标", "本年", "上年", "单位")


def write_xlsx(
    path: Path,
    rows: Sequence[Sequence[Any]],
    *,
    sheet: str = "指标表",
    merge: Sequence[str] = (),
    formats: Mapping[str, str] | None = None,
) -> Path:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    table = book.active
    assert table is not None
    table.title = sheet
    for row in rows:
        table.append(list(row))
    for cells in merge:
        table.merge_cells(cells)
    for cell, number_format in (formats or {}).items():
        table[cell].number_format = number_format
    book.save(path)
    book.close()
    return path


def write_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def change_part(path: Path, part: str, old: str, new: str) -> Path:
    """The package with ``old`` replaced in one of its parts."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts[part].decode()
    assert old in text
    parts[part] = text.replace(old, new).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def refusal(path: Path, year: int | None = None) -> str:
    """The one line with which a metrics file is refused."""
    with pytest.raises(InputError) as caught:
        read_metrics(path, year)
    line = str(caught.value)
    assert len(line.splitlines()) == 1
    assert line.endswith("。")
    assert not line.endswith("。。")
    assert re.search("[一-鿿]", line)
    return line


def unit(symbol: str) -> Any:
    found = parse_unit(symbol)
    assert found is not None, symbol
    return found


def indicator(key: str, symbol: str = "所", kind: str = "count", decimals: int = 0, **more: Any) -> Indicator:
    return Indicator(key, more.pop("name", key), unit(symbol), kind, decimals, **more)


def floor(op: str, value: str, **more: Any) -> Threshold:
    """A verified must_list threshold of a county since 2020, unless told otherwise."""
    number = Decimal(value) if re.fullmatch(r"-?[\d.]+", value) else value
    given: dict[str, Any] = {
        "policy": "p",
        "clause": "c",
        "severity": "must_list",
        "levels": ("county",),
        "since": 2020,
        "until": None,
        "verified": True,
    }
    return Threshold(op, number, **(given | more))


def metrics_of(
    entries: Sequence[Indicator] | Dictionary, this: Mapping[str, str], previous: Mapping[str, str] | None = None
) -> Metrics:
    """Metrics with values as typed; 是 and 否 are 1 and 0."""
    metrics = Metrics("m.xlsx", entries if isinstance(entries, Dictionary) else Dictionary(entries))
    for period, values in ((Period.THIS, this), (Period.PREVIOUS, previous or {})):
        for row, (key, typed) in enumerate(values.items(), start=2):
            number = {"是": "1", "否": "0"}.get(typed, typed)
            cell = CellRef("m.xlsx", "指标表", f"{'B' if period is Period.THIS else 'C'}{row}")
            decimals = len(number.partition(".")[2])
            metrics.facts[key, period] = Fact(key, period, Decimal(number), decimals, cell, typed)
    return metrics
