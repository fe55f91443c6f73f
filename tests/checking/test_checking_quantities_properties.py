"""The extractor gives back what was printed, on any text, in time that grows with the text and no faster."""

from __future__ import annotations

import gc
import time
from decimal import Decimal

import pytest
from checking_helpers import document, quantities
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import statements

_UNITS = {
    "所": ("count:所", Decimal(1)),
    "个": ("count:个", Decimal(1)),
    "名": ("person", Decimal(1)),
    "人": ("person", Decimal(1)),
    "人次": ("person-times", Decimal(1)),
    "元": ("money", Decimal(1)),
    "万元": ("money", Decimal(10) ** 4),
    "亿元": ("money", Decimal(10) ** 8),
    "万人": ("person", Decimal(10) ** 4),
    "平方米": ("area", Decimal(1)),
    "万平方米": ("area", Decimal(10) ** 4),
    "%": ("percent", Decimal(1)),
    "‰": ("percent", Decimal("0.1")),
    "个百分点": ("point", Decimal(1)),
    "倍": ("times", Decimal(1)),
    "小时": ("hour", Decimal(1)),
}
_BEFORE = ["", "近", "约", "超过", "逾", "不低于", "不足", "不少于", "不超过", "至少"]
_AFTER = ["", "左右", "以上", "以下", "以内"]
_LEADS = ["全市共有", "本年安排资金", "，达到", "其中公办", "：", "（", "各类活动覆盖", "投入"]
_TAILS = ["。", "，", "；", "）", "，比上年有所变化。", "用于改善条件。", "\n"]
_FULL_WIDTH = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")


@st.composite
def printed(draw: st.DrawFn) -> tuple[str, int, str, Decimal, str, Decimal, str]:
    """(text, offset of the figure, figure as written, value in base units, dimension, true value, qualifier)."""
    decimals = draw(st.integers(0, 3))
    true = Decimal(draw(st.integers(1, 10**9))).scaleb(-draw(st.integers(0, 5)))
    number = f"{true:.{decimals}f}"
    value = Decimal(number)
    if draw(st.booleans()):
        number = f"{value:,.{decimals}f}"
    unit = draw(st.sampled_from(sorted(_UNITS)))
    written = number + draw(st.sampled_from(["", " "])) + unit
    if draw(st.booleans()):
        written = written.translate(_FULL_WIDTH)
    before = draw(st.sampled_from(_BEFORE))
    after = draw(st.sampled_from(_AFTER)) if not before else ""
    lead = draw(st.sampled_from(_LEADS)) + before
    dimension, factor = _UNITS[unit]
    text = lead + written + after + draw(st.sampled_from(_TAILS))
    heads = dimension.split(":")[0] in ("count", "person", "person-times", "hour") and factor == 1
    exact = value if heads and decimals == 0 else true  # what is counted is not rounded
    return text, len(lead), written + after, value * factor, dimension, exact * factor, before or after


@given(printed())
@settings(max_examples=500, deadline=None)
def test_a_printed_figure_is_given_back(case: tuple[str, int, str, Decimal, str, Decimal, str]) -> None:
    text, start, written, value, dimension, true, qualifier = case
    (quantity,) = quantities(text)
    assert quantity.start == start
    assert quantity.text == text[quantity.start : quantity.end] == written
    assert quantity.value == value
    assert quantity.dimension == dimension
    assert quantity.qualifier == qualifier
    if qualifier not in ("超过", "逾", "不低于", "不足", "不少于", "不超过", "至少", "以上", "以下", "以内"):
        assert quantity.interval.contains(true)
    assert quantity.interval.contains(value)


_NUMERAL = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """A number below ten thousand in Chinese."""
    result, gap = "", False
    for place, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            result += ("零" if gap and result else "") + _NUMERAL[digit] + word
            gap = False
        else:
            gap = True
    return result.removeprefix("一") if result.startswith("一十") else result


@given(st.integers(2, 9999), st.sampled_from(["所", "名", "项", "万元"]))
@settings(max_examples=300, deadline=None)
def test_a_spelled_figure_is_given_back(number: int, unit: str) -> None:
    (quantity,) = quantities(f"安排{spelled(number)}{unit}。")
    assert quantity.spelled
    assert quantity.value == number * _UNITS.get(unit, ("", Decimal(1)))[1]
    assert quantity.text == spelled(number) + unit


@given(st.integers(1, 99), st.integers(1, 99), st.integers(0, 1), st.sampled_from([":", "：", "∶", " : "]))
@settings(max_examples=200, deadline=None)
def test_a_ratio_is_given_back(left: int, right: int, decimals: int, mark: str) -> None:
    written = f"{left:.{decimals}f}{mark}{right:.{decimals}f}"
    (quantity,) = quantities(f"全市普职比为{written}。")
    assert quantity.kind is Kind.RATIO
    assert quantity.text == written
    assert quantity.value == Decimal(left) / Decimal(right)
    assert quantity.other == right
    assert quantity.interval.contains(quantity.value)


_CHARACTERS = st.text(
    st.one_of(
        st.sampled_from(
            "0123456789０１２，．,.%％‰:：∶—～-至到、和及 　\n万亿千百十余多元人名所个次位分点之近约左右以上"
        ),
        st.sampled_from("一二三四五六七八九零〇两第届年月日“”《》（）〔〕占比较上年提高下降其中共"),
        st.characters(codec="utf-8"),
    ),
    max_size=120,
)


@given(_CHARACTERS)
@settings(max_examples=800, deadline=None)
def test_any_text_is_read_without_failing(text: str) -> None:
    end = 0
    for quantity in quantities(text):
        assert quantity.start >= end
        assert quantity.text == text[quantity.start : quantity.end] != ""
        assert quantity.interval.low <= quantity.interval.high
        end = quantity.end


@given(_CHARACTERS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_cut_into_sentences_with_their_figures(text: str) -> None:
    if not text.strip():
        return
    for statement in statements(document(text).flows):
        for figure in statement.figures:
            assert statement.start <= figure.start < figure.end <= len(statement.flow.text)
            assert figure.text == statement.flow.text[figure.start : figure.end]


_REPORT = (
    "2025年，全市共有小学412所、初中138所，在校生12.3万人，比上年增长2.5%；"
    "依据〔2025〕35号文件投入3,217.77亿元，占60%～70%，普职比为5.6:4.4。"
)


@pytest.mark.parametrize(
    "piece",
    [
        _REPORT,
        "1",
        "1,234",
        "1 2",
        "一",
        "第一",
        "“",
        "（1",
        "12:",
        "由5至",
        "《",
        "2025",
        "百分之",
        "1—",
        "约",
        "A1",
        "1.1",
    ],
)
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * size)[: size * 4]
        best = 9.0
        gc.disable()  # a collector that runs more often over more objects is not the extractor's doing
        try:
            for _ in range(5):
                begun = time.process_time()
                quantities(text)
                best = min(best, time.process_time() - begun)
        finally:
            gc.enable()
        return best

    assert seconds(10_000) <= 15 * seconds(1_000) + 0.05
