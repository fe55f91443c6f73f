"""Breaking a title by meaning, and the 落款."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import InputError
from drafter.rendering.layout import Layout, em_width
from drafter.rendering.signature import SignatureLine, chinese_date, signature_lines
from drafter.rendering.title import break_title

LINE = Layout().text_width / Layout().title_size


@pytest.mark.parametrize(
    "lines",
    [
        "云岭市2025年履行教育职责自评报告",
        "云岭市人民政府|2025年履行教育职责自评报告",
        "云岭市人民政府关于|2025年履行教育职责情况的自评报告",
        "云岭市人民政府|履行教育职责自查自评报告（2025年）",
        "云山省人民政府关于2023—2025年|履行教育职责情况的报告",
        "青溪苗族侗族自治州人民政府|2025年履行教育职责情况自评报告",
        "云山自治区|呼岭贝尔市青溪自治旗人民政府|2025年履行教育职责情况的自评报告",
    ],
)
def test_title_breaks_where_the_sense_does(lines: str) -> None:
    assert break_title(lines.replace("|", ""), LINE) == lines.split("|")


@pytest.mark.parametrize(
    "title",
    [
        "云岭市人民政府关于印发《云岭市县级人民政府履行教育职责评价实施办法》的报告",
        "云岭市人民政府办公室关于对市级人民政府履行教育职责情况开展评价工作的自评报告",
    ],
)
def test_no_line_begins_with_de_or_splits_a_word_and_the_shape_is_no_hourglass(title: str) -> None:
    lines = break_title(title, LINE)
    assert "".join(lines) == title
    widths = [em_width(line) for line in lines]
    assert not any(a > b < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False))
    for line in lines[1:]:
        assert line[0] not in "的、，）》”"
    for word in ("人民政府", "履行教育职责", "自评报告", "关于"):
        assert any(word in line for line in lines) == (word in title)


@given(st.text(alphabet="云岭市县人民政府关于2025年的履行教育职责自评报告《》、（）abc", min_size=1, max_size=120))
def test_lines_hold_the_title_and_fit(title: str) -> None:
    lines = break_title(title, LINE)
    assert "".join(lines) == title
    assert all(lines)
    assert max(em_width(line) for line in lines) <= LINE


@pytest.mark.parametrize(("iso", "printed"), [("2026-03-05", "2026年3月5日"), (" 2025-12-31 ", "2025年12月31日")])
def test_date_is_printed_without_leading_zeros(iso: str, printed: str) -> None:
    assert chinese_date(iso) == printed


@pytest.mark.parametrize("text", ["2026年3月5日", "2026-02-30", "明天"])
def test_date_that_is_none_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(InputError, match="成文日期") as caught:
        chinese_date(text)
    assert "\n" not in str(caught.value)


def test_date_longer_than_the_signer_pushes_the_signer_left() -> None:
    layout = Layout()
    signer, day = signature_lines("青溪县", "2026-03-05", layout)
    assert day.right == 32
    start_of_signer = signer.right + layout.printed_width(signer.text)
    start_of_day = day.right + layout.printed_width(day.text)
    assert start_of_signer - start_of_day == pytest.approx(32)


def test_signer_or_date_alone_ends_two_characters_from_the_edge() -> None:
    assert signature_lines("", "2026-03-05", Layout()) == [SignatureLine("2026年3月5日", 32)]
    assert signature_lines("青溪县人民政府", "", Layout()) == [SignatureLine("青溪县人民政府", 32)]
    assert signature_lines("", "  ", Layout()) == []


def test_title_too_long_for_a_shape_is_filled_line_by_line() -> None:
    title = "云岭市人民政府关于落实上级督导意见加强教育保障" * 5
    lines = break_title(title, LINE)
    assert "".join(lines) == title
    assert len(lines) > 4
    for line, following in pairwise(lines):
        assert em_width(line) <= LINE
        assert following  # each but the last is as full as whole words allow
        assert em_width(line + following) > LINE - 2
