"""What is written into a table is read from it, and no file whatever breaks the reader."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from facts_helpers import HEADER, write_xlsx
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.errors import DrafterError
from drafter.facts import Metrics, Period, load_dictionary, read_metrics

PLAIN = sorted(
    key
    for key, entry in load_dictionary().items()
    if entry.kind in ("count", "money", "ratio") and ":" not in entry.unit.symbol
)
EMPTY = ("", "—", "无")

numbers = st.decimals(-(10**7), 10**7, places=2)


@st.composite
def cells(draw: st.DrawFn, symbol: str) -> tuple[Any, Decimal | None]:
    """What is typed, and the value it stands for in the unit ``symbol``; None when it says nothing."""
    number = draw(numbers)
    form = draw(st.sampled_from(["number", "text", "grouped", "unit", "blank"]))
    if form == "blank":
        return draw(st.sampled_from(EMPTY)), None
    if form == "number":
        return float(number), number
    return {"text": f"{number:f}", "grouped": f"{number:,f}", "unit": f"{number:f}{symbol}"}[form], number


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, list[tuple[str, list[tuple[Any, Decimal | None]]]]]:
    """Rows above the header, and rows of different indicators with two cells each."""
    keys = draw(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=8, unique=True))
    dictionary = load_dictionary()
    return draw(st.integers(0, 5)), [(k, [draw(cells(dictionary[k].unit.symbol)) for _ in Period]) for k in keys]


def agrees(metrics: Metrics, file: str, sheet: str, above: int, rows: list[Any]) -> None:
    expected = {}
    missing = {}
    for number, (key, typed) in enumerate(rows, start=above + 2):
        for period, column, (_, value) in zip(Period, "BC", typed, strict=True):
            place = f"{file}!{sheet}!{column}{number}"
            if value is not None:
                expected[key, period] = (value, place)
            elif period is Period.THIS:
                missing[key] = place
    assert {k: (f.value, str(f.cell)) for k, f in metrics.facts.items()} == expected
    assert {k: str(ref) for k, ref in metrics.missing.items()} == missing
    assert (metrics.notices, metrics.conflicts) == ([], [])


def grid(above: int, rows: list[Any]) -> list[list[Any]]:
    names = load_dictionary()
    body = [[names[key].name, *(typed for typed, _ in cells), names[key].unit.symbol] for key, cells in rows]
    return [["教育指标"]] * above + [list(HEADER), *body]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@settings(deadline=None, max_examples=60)
@given(table=tables())
def test_a_workbook_is_read_back(folder: Path, table: tuple[int, list[Any]]) -> None:
    above, rows = table
    path = write_xlsx(folder / "m.xlsx", grid(above, rows))
    agrees(read_metrics(path), "m.xlsx", "指标表", above, rows)


@settings(deadline=None, max_examples=60)
@given(table=tables(), mark=st.sampled_from(",;\t"), encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_a_csv_is_read_back(folder: Path, table: tuple[int, list[Any]], mark: str, encoding: str) -> None:
    above, rows = table
    text = io.StringIO()
    csv.writer(text, delimiter=mark).writerows(grid(0, rows))
    (folder / "m.csv").write_bytes(text.getvalue().encode(encoding))
    agrees(read_metrics(folder / "m.csv"), "m.csv", "CSV", 0, rows)


def read_or_refuse(path: Path) -> Metrics | None:
    """The metrics, or None when the file is refused; any other failure breaks the test."""
    try:
        return read_metrics(path)
    except DrafterError as error:
        line = str(error)
    assert len(line.splitlines()) == 1
    assert "：" in line
    return None


@settings(deadline=None, max_examples=150)
@given(
    content=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)),
    suffix=st.sampled_from([".xlsx", ".csv", ".tsv"]),
)
def test_no_bytes_break_the_reader(folder: Path, content: bytes, suffix: str) -> None:
    path = folder / f"random{suffix}"
    path.write_bytes(content)
    read_or_refuse(path)


@settings(deadline=None, max_examples=200)
@given(
    text=st.lists(
        st.lists(
            st.sampled_from([*HEADER, "2025年", "甲", "12", "是", "1:2", "#N/A", '"', "不适用", "", "亿元", "12\n3"]),
            max_size=5,
        ),
        max_size=8,
    )
)
def test_no_rows_break_the_reader(folder: Path, text: list[list[str]]) -> None:
    path = folder / "rows.csv"
    path.write_text("\n".join(",".join(row) for row in text), encoding="utf-8")
    read_or_refuse(path)


@settings(deadline=None, max_examples=250)
@given(changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6))
def test_no_damage_to_a_workbook_breaks_the_reader(folder: Path, changes: list[tuple[float, int]]) -> None:
    path = folder / "damaged.xlsx"
    sound = folder / "sound.xlsx"
    if not sound.exists():
        write_xlsx(sound, [HEADER, [load_dictionary()["gdp"].name, 12, 11, "亿元"]])
    content = bytearray(sound.read_bytes())
    for place, byte in changes:
        content[int(place * len(content))] = byte
    path.write_bytes(content)
    metrics = read_or_refuse(path)
    # the package carries checksums: damage is refused, or touched nothing that is read
    assert metrics is None or [fact.value for fact in metrics.facts.values()] == [12, 11]
