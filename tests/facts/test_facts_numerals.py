"""Numbers as they are written in Chinese."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.facts.numerals import CHINESE_NUMERAL, decimals_of, narrow, parse_arabic, parse_chinese

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """The numeral of a whole number below 10**16, as it is read aloud."""
    if number == 0:
        return "零"
    if number >= 10**8:
        high, low = divmod(number, 10**8)
        return chinese(high) + "亿" + _rest(low, 10**7)
    if number >= 10**4:
        high, low = divmod(number, 10**4)
        return chinese(high) + "万" + _rest(low, 10**3)
    return _section(number)


def _rest(low: int, full: int) -> str:
    return "" if not low else ("零" if low < full else "") + chinese(low)


def _section(number: int) -> str:
    text, zero = "", False
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            text += ("零" if zero else "") + DIGITS[digit] + word
            zero = False
        else:
            zero = bool(text) and number > 0
    return text


def test_the_converter_of_these_tests_reads_numbers_aloud() -> None:
    assert [chinese(n) for n in (0, 10, 105, 1050, 10001, 100_000_000, 20_030_004)] == [
        "零",
        "一十",
        "一百零五",
        "一千零五十",
        "一万零一",
        "一亿",
        "二千零三万零四",
    ]


@given(st.integers(0, 10**16 - 1))
def test_every_numeral_is_read_back(number: int) -> None:
    assert parse_chinese(chinese(number)) == number


@given(st.integers(10, 19))
def test_the_one_before_ten_may_be_left_out(number: int) -> None:
    assert parse_chinese(chinese(number).removeprefix("一")) == number


@given(st.integers(0, 10**8), st.text("0123456789", min_size=1, max_size=6))
def test_a_numeral_with_a_point_is_read_back(whole: int, fraction: str) -> None:
    spoken = chinese(whole) + "点" + "".join(DIGITS[int(c)] for c in fraction)
    assert parse_chinese(spoken) == Decimal(f"{whole}.{fraction}")
    assert decimals_of(spoken) == len(fraction)


@given(st.integers(1000, 2999), st.sampled_from("零〇○"))
def test_a_year_is_read_digit_by_digit(year: int, zero: str) -> None:
    assert parse_chinese("".join(zero if c == "0" else DIGITS[int(c)] for c in str(year))) == year


@given(st.text(CHINESE_NUMERAL + "点", max_size=12))
def test_no_heap_of_numerals_raises(text: str) -> None:
    value = parse_chinese(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两千五", 2500),
        ("一万五", 15000),
        ("三百二", 320),
        ("两百零五", 205),
        ("一百〇三", 103),
        ("三万五千", 35000),
        ("十二亿", 1_200_000_000),
        ("一万亿", 10**12),
        ("二〇二四", 2024),
        ("百", 100),
        ("零点零五", "0.05"),
    ],
)
def test_a_numeral_has_this_value(text: str, value: int | str) -> None:
    assert parse_chinese(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "点五", "三点", "三点十", "万", "亿", "一百二三", "十十", "一十一百", "三个", "3"]
)
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert parse_chinese(text) is None


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_a_grouped_number_is_read_back(units: int, decimals: int) -> None:
    value = Decimal(units).scaleb(-decimals)
    assert parse_arabic(f"{value:,f}") == value
    assert parse_arabic(f"{value:f}") == value
    assert decimals_of(f"{value:,f}") == decimals


FULL = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@given(st.decimals(-(10**9), 10**9, places=2), st.text(" \t　", max_size=3))
def test_full_width_digits_and_spaces_do_not_change_a_number(value: Decimal, space: str) -> None:
    typed = space.join(f"{value:,f}".translate(FULL)) + space
    assert parse_arabic(typed) == value
    assert decimals_of(typed) == 2


@pytest.mark.parametrize(
    "text", ["", "-", ".", "1,23", "1234,567", "1,2345", "1.2.3", "1e5", "十", "1-2", "NaN", "12人"]
)
def test_what_is_no_arabic_number_has_no_value(text: str) -> None:
    assert parse_arabic(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("+5", "5"), (".5", "0.5"), ("5.", "5"), ("007", "7"), ("37. 57", "37.57")]
)
def test_an_odd_but_clear_number_is_read(text: str, value: str) -> None:
    assert parse_arabic(text) == Decimal(value)


@given(st.text())
def test_narrowing_keeps_every_offset(text: str) -> None:
    assert len(narrow(text)) == len(text)
    assert narrow(narrow(text)) == narrow(text)


def test_narrowing_makes_number_signs_half_width() -> None:
    assert narrow("１２．５％（－３／４）：＋　，") == "12.5%(-3/4):+ ,"


@given(st.text(st.characters(categories=["Nd"]), min_size=1, max_size=12))
def test_the_digits_of_every_script_are_digits(text: str) -> None:
    assert parse_arabic(text) == int(text)
