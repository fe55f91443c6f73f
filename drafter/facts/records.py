"""Metrics in JSON or YAML, as the same grid of cells that a sheet is.

Either a list of rows (``[{"指标": …, "本年": …, "上年": …, "单位": …}]``), or a mapping of names to values or rows,
bare or under ``指标`` / ``indicators`` beside ``地区`` and ``年度``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.files import read_text, read_yaml
from drafter.files.sheets import Cell, Sheet

__all__ = ["read_records"]

_COLUMNS = ("指标", "本年", "上年", "单位")
_KEYS = {
    "指标": ("指标", "指标名称", "name", "indicator"),
    "本年": ("本年", "本年值", "值", "value", "this"),
    "上年": ("上年", "上年值", "previous", "prev"),
    "单位": ("单位", "unit"),
}
_GROUPS = ("指标", "indicators", "metrics")
_REGION = ("地区", "region")
_YEAR = ("年度", "年份", "year")


def read_records(path: Path) -> list[Sheet]:
    """The one table of a JSON or YAML file; a value's address is its path: ``一般公共预算教育支出.本年``.

    Raises:
        InputError: the file is not JSON or YAML, or not of one of the forms above.
    """
    form = "JSON" if path.suffix.lower() == ".json" else "YAML"
    data = _load(path, form)
    title, rows = _rows(data, path.name)
    sheet = Sheet(form, [[Cell(title)], [Cell(name) for name in _COLUMNS]])
    for key, row in rows:
        sheet.rows.append([Cell(_value(row, column, path.name, key)) for column in _COLUMNS])
        for number, column in enumerate(_COLUMNS, start=1):
            sheet.addresses[len(sheet.rows), number] = f"{key}.{column}"
    return [sheet]


def _load(path: Path, form: str) -> Any:
    if form == "YAML":
        return read_yaml(path)
    try:
        return json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise InputError("不是有效的 JSON", where=path.name) from error


def _rows(data: Any, file: str) -> tuple[str, list[tuple[str, Mapping[str, Any]]]]:
    """(title made of region and year, rows with the key each is addressed by)."""
    title = ""
    if isinstance(data, Mapping):
        region = next((str(data[k]) for k in _REGION if k in data), "")
        year = next((f"{data[k]}年" for k in _YEAR if k in data), "")
        title = region + year
        group = next((data[k] for k in _GROUPS if isinstance(data.get(k), list | dict)), None)
        if group is None:
            group = {k: v for k, v in data.items() if k not in (*_REGION, *_YEAR)}
        data = group
    if isinstance(data, Mapping):
        return title, [
            (str(k), {**(v if isinstance(v, Mapping) else {"本年": v}), "指标": str(k)}) for k, v in data.items()
        ]
    if isinstance(data, list) and all(isinstance(row, Mapping) for row in data):
        return title, [
            (str(_value(row, "指标", file, f"第 {n} 项") or f"第 {n} 项"), row) for n, row in enumerate(data, 1)
        ]
    raise InputError("不是指标表", where=file, hint="应为名称到数值的映射，或带“指标”“本年”的列表")


def _value(row: Mapping[str, Any], column: str, file: str, key: str) -> Any:
    value = next((row[k] for k in _KEYS[column] if k in row), None)
    if isinstance(value, list | dict):
        raise InputError(f"“{column}”应为一个值", where=f"{file}!{key}")
    return value
