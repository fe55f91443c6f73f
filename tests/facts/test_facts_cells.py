"""A cell as people type it."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.facts.cells import CellError, read_cell


@pytest.mark.parametrize(
    ("typed", "value", "symbol", "decimals"),
    [
        ("12", "12", None, 0),
        (" 12 ", "12", None, 0),
        ("'12", "12", None, 0),
        ("12.30", "12.30", None, 2),
        ("1,234.5", "1234.5", None, 1),
        ("1 234", "1234", None, 0),
        ("37. 57", "37.57", None, 2),
        ("+3", "3", None, 0),
        ("-0.5", "-0.5", None, 1),
        ("－0.5", "-0.5", None, 1),
        (".5", "0.5", None, 1),
        ("１２３．４", "123.4", None, 1),
        ("53.2%", "53.2", "%", 1),
        ("53.2 ％", "53.2", "%", 1),
        ("12.3万人", "12.3", "万人", 1),
        ("3,217.77亿元", "3217.77", "亿元", 2),
        ("3，217.77 亿元", "3217.77", "亿元", 2),
        ("120所", "120", "所", 0),
        ("120\n所", "120", "所", 0),
        ("720元/生·年", "720", "元/生·年", 0),
        ("720元／生．年", "720", "元/生·年", 0),
        ("5万", "5", "万", 0),
        ("一百零三", "103", None, 0),
        ("十二所", "12", "所", 0),
        ("十二万人", "120000", "人", 0),
        ("三点六", "3.6", None, 1),
        ("零点五公顷", "0.5", "公顷", 1),
    ],
)
def test_a_typed_figure_is_read(typed: str, value: str, symbol: str | None, decimals: int) -> None:
    cell = read_cell(typed)
    assert cell.value == Decimal(value)
    assert (cell.unit and cell.unit.symbol) == symbol
    assert cell.decimals == decimals
    assert cell.raw == " ".join(typed.split())
    assert not cell.missing


def test_a_bare_scale_has_the_dimension_of_a_scale() -> None:
    cell = read_cell("5万")
    assert cell.unit is not None
    assert (cell.unit.dimension, cell.unit.factor) == ("scale", 10**4)


@pytest.mark.parametrize(
    "typed", [None, "", "  ", "　", "-", "－", "--", "—", "——", "/", "／", "无", "暂无", "缺", "N/A", "……"]
)
def test_a_cell_that_says_nothing_is_missing(typed: str | None) -> None:
    cell = read_cell(typed)
    assert cell.missing
    assert cell.value is None
    assert not cell.not_applicable


@pytest.mark.parametrize("typed", ["不适用", " 不适用 ", "无此项工作", "无此项工作任务", "不涉及"])
def test_a_cell_declared_not_applicable_is_not_missing(typed: str) -> None:
    cell = read_cell(typed)
    assert cell.not_applicable
    assert not cell.missing


@pytest.mark.parametrize(
    ("typed", "word"),
    [("是", "是"), ("√", "是"), ("YES", "是"), (True, "是"), ("否", "否"), ("×", "否"), (False, "否")],
)
def test_yes_and_no_are_words(typed: object, word: str) -> None:
    cell = read_cell(typed)
    assert (cell.word, cell.value, cell.missing) == (word, None, False)


@pytest.mark.parametrize(
    ("typed", "sides", "decimals"),
    [
        ("1:13.4", ("1", "13.4"), 1),
        ("1：13.4", ("1", "13.4"), 1),
        ("1 ∶ 13.45", ("1", "13.45"), 2),
        ("55比45", ("55", "45"), 0),
        ("0:1", ("0", "1"), 0),
    ],
)
def test_a_proportion_has_two_sides(typed: str, sides: tuple[str, str], decimals: int) -> None:
    cell = read_cell(typed)
    assert cell.proportion == tuple(map(Decimal, sides))
    assert (cell.decimals, cell.value, cell.missing) == (decimals, None, False)


@pytest.mark.parametrize(
    ("number", "number_format", "value", "symbol", "decimals"),
    [
        (12, "General", "12", None, 0),
        (12.0, "General", "12", None, 0),
        (-3, "0", "-3", None, 0),
        (1200.5, "#,##0.00", "1200.5", None, 1),
        (0.1 + 0.2, "General", "0.3", None, 1),
        (98.30000000000001, "General", "98.3", None, 1),
        (1e-5, "General", "0.00001", None, 5),
        (120000.0, "General", "120000", None, 0),
        (10**17, "General", "1e17", None, 0),
        (1e16, "General", "1e16", None, 0),
        (0.532, "0.0%", "53.2", "%", 1),
        (0.532, "0%", "53.2", "%", 1),
        (1, "0.00%", "100", "%", 0),
        (0.9830000000000001, "0.00%", "98.3", "%", 1),
        (0, "0%", "0", "%", 0),
    ],
)
def test_a_spreadsheet_number_is_read_without_its_noise(
    number: float, number_format: str, value: str, symbol: str | None, decimals: int
) -> None:
    cell = read_cell(number, number_format)
    assert cell.value == Decimal(value)
    assert (cell.unit and cell.unit.symbol) == symbol
    assert cell.decimals == decimals
    assert "E" not in cell.raw


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("约120", "“约120”不是确数，请填确切的数"),
        ("近百所", "“近百所”不是确数，请填确切的数"),
        ("120所以上", "“120所以上”不是确数，请填确切的数"),
        ("120余所", "“120余所”不是确数，请填确切的数"),
        ("待定", "“待定”不是数字"),
        ("1,23", "“1,23”不是数字"),
        ("12abc", "“12abc”中“abc”不是认识的单位"),
        ("12/13", "“12/13”中“/13”不是认识的单位"),
        ("12\n13", "“12 13”中“13”不是认识的单位"),
        ("一百光年", "“一百光年”中“光年”不是认识的单位"),
        ("#REF!", "“#REF!”是表格公式的错误值"),
        ("#DIV/0!", "“#DIV/0!”是表格公式的错误值"),
        ("0:0", "“0:0”不是有效的比"),
        ("9" * 19, f"“{'9' * 19}”位数过多，不像统计数"),
        ("1" + "0" * 40 + "所", f"“1{'0' * 29}…”位数过多，不像统计数"),
        ("1:" + "9" * 19, f"“1:{'9' * 19}”位数过多，不像统计数"),
        ("九百亿亿亿亿", "“九百亿亿亿亿”位数过多，不像统计数"),
        (1e300, f"“1{'0' * 29}…”位数过多，不像统计数"),
        ("4:3:3", "“4:3:3”中“:3:3”不是认识的单位"),
        ("NaN", "“NaN”不是数字"),
        (datetime.datetime(2025, 1, 2), "“2025-01-02 00:00:00”是日期或其他类型，不是数字"),
        (datetime.time(1, 15), "“01:15:00”是日期或其他类型，不是数字"),
        (math.inf, "不是有效的数"),
        (math.nan, "不是有效的数"),
    ],
)
def test_what_is_no_definite_figure_is_refused_with_a_clause(typed: object, message: str) -> None:
    with pytest.raises(CellError) as caught:
        read_cell(typed)
    assert str(caught.value) == message


@given(st.decimals(-(10**9), 10**9, places=4), st.sampled_from(["", "%", "万元", " 所", "元/生·年"]))
def test_any_typed_number_is_read_back(value: Decimal, suffix: str) -> None:
    assert read_cell(f"{value:,f}{suffix}").value == value
    assert read_cell(f"{value:f}{suffix}").decimals == 4


@given(st.integers(-(10**11), 10**11), st.integers(0, 6))
def test_any_spreadsheet_number_is_read_back(units: int, decimals: int) -> None:
    value = Decimal(units).scaleb(-decimals)
    assert read_cell(float(value)).value == value
    assert read_cell(float(value / 100), "0.00%").value == value


@given(
    st.one_of(
        st.text(max_size=20), st.text("0123456789.,:%万亿元所一二十点 \n", max_size=10), st.floats(), st.integers()
    )
)
def test_no_cell_raises_anything_but_a_cell_error(raw: object) -> None:
    try:
        cell = read_cell(raw)
    except CellError as error:
        cell = None
        reason = str(error)
    if cell is None:
        assert reason
    else:
        says_something = bool(cell.proportion or cell.word or cell.not_applicable)
        assert cell.missing == (cell.value is None and not says_something)
