"""Dates, years and ranges of years in running text."""

from __future__ import annotations

import pytest
from checking_helpers import sentences
from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.text.dates import DateMention, find_dates

DATES = [
    # text, as written, kind, year, last, month, day, relative
    ("2025年投入增加", "2025年", "year", 2025, 2025, 0, 0, None),
    ("２０２５年投入", "２０２５年", "year", 2025, 2025, 0, 0, None),
    ("2 0 2 5年投入", "2 0 2 5年", "year", 2025, 2025, 0, 0, None),
    ("20 25年投入", "20 25年", "year", 2025, 2025, 0, 0, None),
    ("20\xa025年投入", "20\xa025年", "year", 2025, 2025, 0, 0, None),
    ("2025年度工作", "2025年度", "year", 2025, 2025, 0, 0, None),
    ("截至2025年底，", "2025年底", "year", 2025, 2025, 0, 0, None),
    ("2025年12月", "2025年12月", "month", 2025, 2025, 12, 0, None),
    ("2025年 6 月底", "2025年 6 月底", "month", 2025, 2025, 6, 0, None),
    ("2025年3月15日印发", "2025年3月15日", "day", 2025, 2025, 3, 15, None),
    ("2025年10月上旬", "2025年10月上旬", "month", 2025, 2025, 10, 0, None),
    ("2024学年", "2024学年", "school-year", 2024, 2024, 0, 0, None),
    ("2024—2025学年", "2024—2025学年", "school-year", 2024, 2025, 0, 0, None),
    ("2024-2025学年度", "2024-2025学年度", "school-year", 2024, 2025, 0, 0, None),
    ("2021—2025年", "2021—2025年", "range", 2021, 2025, 0, 0, None),
    ("2021年至2025年", "2021年至2025年", "range", 2021, 2025, 0, 0, None),
    ("2021年到2025", "2021年到2025", "range", 2021, 2025, 0, 0, None),
    ("2021~2025年", "2021~2025年", "range", 2021, 2025, 0, 0, None),
    ("9月开学", "9月", "month", 0, 0, 9, 0, None),
    ("9月10日表彰", "9月10日", "day", 0, 0, 9, 10, None),
    ("6月底前", "6月底", "month", 0, 0, 6, 0, None),
    ("比上年提高", "上年", "relative", 0, 0, 0, 0, -1),
    ("上一年度", "上一年度", "relative", 0, 0, 0, 0, -1),
    ("上学年", "上学年", "relative", 0, 0, 0, 0, -1),
    ("去年同期", "去年同期", "relative", 0, 0, 0, 0, -1),
    ("本年度", "本年度", "relative", 0, 0, 0, 0, 0),
    ("今年以来", "今年", "relative", 0, 0, 0, 0, 0),
]


@pytest.mark.parametrize(("text", "written", "kind", "year", "last", "month", "day", "relative"), DATES)
def test_a_date_is_read(
    text: str, written: str, kind: str, year: int, last: int, month: int, day: int, relative: int | None
) -> None:
    (date,) = find_dates(text)
    assert text[date.start : date.end] == date.text == written
    assert (date.kind, date.year, date.last, date.month, date.day) == (kind, year, last, month, day)
    assert date.relative == relative


@pytest.mark.parametrize("text", ["共2025所", "1825年", "投入2.9月度资金", "13.5月", "全年", "三年行动"])
def test_no_date_is_seen(text: str) -> None:
    assert list(find_dates(text)) == []


def test_several_dates_stand_in_order() -> None:
    text = "2024年9月1日至2025年6月30日，比上年"
    assert [d.text for d in find_dates(text)] == ["2024年9月1日", "2025年6月30日", "上年"]


@given(st.text(st.sampled_from("12059年月日度学—-至到底末上去今本同期 \xa0　２０"), max_size=40))
def test_any_text_is_searched_without_failing(text: str) -> None:
    end = 0
    for date in find_dates(text):
        assert isinstance(date, DateMention)
        assert date.start >= end
        assert text[date.start : date.end] == date.text
        end = date.end


def test_dates_go_to_their_own_sentence() -> None:
    first, second = sentences("2024年投入5亿元。2025年3月投入6亿元。")
    assert [d.year for d in first.dates] == [2024]
    assert [(d.year, d.month) for d in second.dates] == [(2025, 3)]
