"""Slots: figures as supplied and figures derived, with formula and operands."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from facts_helpers import indicator, metrics_of
from hypothesis import given
from hypothesis import strategies as st

from drafter.facts import SLOT, Metrics, Period, SlotError, resolve, rounded

ENTRIES = [
    indicator("schools", "所", name="学校"),
    indicator("public", "所", name="公办学校"),
    indicator("students", "人", name="学生"),
    indicator("teachers", "名", name="教师"),
    indicator("spending", "亿元", "money", 2, name="支出"),
    indicator("grant", "万元", "money", 2, name="补助"),
    indicator("rate", "%", "ratio", 2, name="覆盖率"),
    indicator("other_rate", "%", "ratio", 1, name="巩固率"),
    indicator("ratio", "1:x", "ratio", 1, name="师生比"),
    indicator("mix", "x:y", "ratio", 1, name="普职比"),
    indicator("reported", "是/否", "yes-no", name="已报告"),
    indicator("funds", "元/生·年", "money", 0, name="生均公用经费"),
    indicator("things", "个", name="场所"),
    indicator("homes", "家", name="企业"),
    indicator("bare", "系数", "index", 3, name="差异系数"),
]
THIS = {
    "schools": "122",
    "public": "53",
    "students": "12000",
    "teachers": "900",
    "spending": "32.50",
    "grant": "1234.56",
    "rate": "93.456",
    "other_rate": "98.7",
    "ratio": "13.4",
    "reported": "是",
    "funds": "720",
    "bare": "0.412",
    "things": "5",
    "homes": "2",
}
PREVIOUS = {
    "schools": "125",
    "public": "0",
    "spending": "31.75",
    "rate": "92.123",
    "other_rate": "98.7",
    "ratio": "14",
    "reported": "否",
}


@pytest.fixture
def metrics() -> Metrics:
    return metrics_of(ENTRIES, THIS, PREVIOUS)


@pytest.mark.parametrize(
    ("slot", "value", "text", "sign"),
    [
        ("schools", "122", "122所", 1),
        (" schools ", "122", "122所", 1),
        ("schools.prev", "125", "125所", 1),
        ("spending", "32.50", "32.50亿元", 1),
        ("rate", "93.456", "93.46%", 1),
        ("rate.prev", "92.123", "92.12%", 1),
        ("ratio", "13.4", "1:13.4", 1),
        ("reported", "1", "是", 1),
        ("reported.prev", "0", "否", 0),
        ("funds", "720", "720元", 1),
        ("bare", "0.412", "0.412", 1),
    ],
)
def test_a_figure_as_supplied_has_no_formula(metrics: Metrics, slot: str, value: str, text: str, sign: int) -> None:
    found = resolve(metrics, slot)
    assert (found.slot, found.value, found.text, found.sign) == (slot, Decimal(value), text, sign)
    assert found.formula == ""
    (fact,) = found.operands
    assert fact.period is (Period.PREVIOUS if ".prev" in slot else Period.THIS)


def test_a_proportion_of_two_numbers_prints_as_it_was_typed_and_others_are_rounded(metrics: Metrics) -> None:
    both = metrics_of(ENTRIES, {"mix": "0.55", "ratio": "13.44"})
    for key, typed in (("mix", "55:45"), ("ratio", "1:13.44")):
        metrics.facts[key, Period.THIS] = replace(both.facts[key, Period.THIS], typed=typed)
    assert resolve(metrics, "mix").text == "55:45"
    assert resolve(metrics, "ratio").text == "1:13.4"


@pytest.mark.parametrize(
    ("slot", "value", "text", "sign", "formula"),
    [
        ("schools.delta", "-3", "3所", -1, "增减量＝本年－上年＝122所－125所＝－3所"),
        ("spending.delta", "0.75", "0.75亿元", 1, "增减量＝本年－上年＝32.50亿元－31.75亿元＝0.75亿元"),
        ("rate.pp", "1.34", "1.34个百分点", 1, "变动＝本年－上年＝93.46%－92.12%＝1.34个百分点"),
        ("other_rate.pp", "0", "0.0个百分点", 0, "变动＝本年－上年＝98.7%－98.7%＝0.0个百分点"),
        (
            "spending.growth",
            "2.36",
            "2.36%",
            1,
            "增长率＝（本年－上年）÷上年＝（32.50亿元－31.75亿元）÷31.75亿元＝2.36%",
        ),
        ("schools.growth", "-2.4", "2.40%", -1, "增长率＝（本年－上年）÷上年＝（122所－125所）÷125所＝－2.40%"),
        ("public.share:schools", "43.44", "43.44%", 1, "占比＝53所÷122所＝43.44%"),
        ("grant.share:spending", "0.38", "0.38%", 1, "占比＝1234.56万元÷32.50亿元＝0.38%"),
        ("schools.share:schools", "100", "100%", 1, "占比＝122所÷122所＝100%"),
        ("schools.minus:public", "69", "69所", 1, "差额＝122所－53所＝69所"),
        ("public.minus:schools", "-69", "69所", -1, "差额＝53所－122所＝－69所"),
        ("other_rate.minus:rate", "5.24", "5.24个百分点", 1, "差额＝98.7%－93.46%＝5.24个百分点"),
        ("schools.plus:public", "175", "175所", 1, "合计＝122所＋53所＝175所"),
        ("schools.plus:public+public", "228", "228所", 1, "合计＝122所＋53所＋53所＝228所"),
        ("students.plus:teachers", "12900", "12900人", 1, "合计＝12000人＋900名＝12900人"),
        ("spending.plus:grant", "32.623456", "32.62亿元", 1, "合计＝32.50亿元＋1234.56万元＝32.62亿元"),
        ("rate.plus:other_rate", "192.16", "192.16%", 1, "合计＝93.46%＋98.7%＝192.16%"),
        ("spending.as:万元", "325000", "325000万元", 1, "换算：32.50亿元＝325000万元"),
        ("grant.as:亿元", "0.123456", "0.12亿元", 1, "换算：1234.56万元＝0.12亿元"),
        ("students.as:万人", "1.2", "1.2万人", 1, "换算：12000人＝1.2万人"),
    ],
)
def test_a_derived_figure_tells_how_it_came_about(
    metrics: Metrics, slot: str, value: str, text: str, sign: int, formula: str
) -> None:
    found = resolve(metrics, slot)
    assert round(found.value - Decimal(value), 2) == 0
    assert (found.text, found.sign, found.formula) == (text, sign, formula)


@pytest.mark.parametrize(
    ("slot", "operands"),
    [
        ("schools.delta", [("schools", "B2"), ("schools", "C2")]),
        ("spending.growth", [("spending", "B6"), ("spending", "C4")]),
        ("public.share:schools", [("public", "B3"), ("schools", "B2")]),
        ("schools.plus:public+public", [("schools", "B2"), ("public", "B3"), ("public", "B3")]),
        ("students.as:万人", [("students", "B4")]),
    ],
)
def test_a_derived_figure_names_its_cells(metrics: Metrics, slot: str, operands: list[tuple[str, str]]) -> None:
    assert [(fact.indicator, fact.cell.cell) for fact in resolve(metrics, slot).operands] == operands


@pytest.mark.parametrize(
    ("slot", "message"),
    [
        ("", "“”不是有效的数据位"),
        ("schools.double", "“schools.double”不是有效的数据位"),
        ("schools.as:%", "“schools.as:%”不是有效的数据位"),
        ("a b", "“a b”不是有效的数据位"),
        ("nobody", "没有指标“nobody”"),
        ("mix", "指标“普职比”没有本年值"),
        ("grant.prev", "指标“补助”没有上年值"),
        ("grant.delta", "指标“补助”没有上年值"),
        ("public.growth", "“公办学校”上年值不大于0，不能计算增长率"),
        ("schools.pp", "“学校”不是百分比，不能用百分点"),
        ("schools.share", "“schools.share”缺少参数"),
        ("schools.minus", "“schools.minus”缺少参数"),
        ("schools.plus", "“schools.plus”缺少参数"),
        ("schools.as", "“schools.as”缺少参数"),
        ("schools.share:nobody", "指标“nobody”没有本年值"),
        ("schools.share:students", "两个指标不能计算占比"),
        ("schools.minus:students", "单位不同，不能相加减"),
        ("schools.plus:public+students", "单位不同，不能相加减"),
        ("schools.plus:things+homes", "单位不同，不能相加减"),
        ("schools.plus:public+", "指标“”没有本年值"),
        ("schools.as:光年", "不能换算为“光年”"),
        ("schools.as:万人", "不能换算为“万人”"),
        ("ratio.delta", "“师生比”不是数量，不能计算"),
        ("ratio.growth", "“师生比”不是数量，不能计算"),
        ("reported.delta", "“已报告”不是数量，不能计算"),
    ],
)
def test_a_slot_that_cannot_be_filled_says_why(metrics: Metrics, slot: str, message: str) -> None:
    with pytest.raises(SlotError) as caught:
        resolve(metrics, slot)
    assert str(caught.value) == message


def test_a_share_of_nothing_cannot_be_computed() -> None:
    with pytest.raises(SlotError, match="不能计算占比"):
        resolve(metrics_of(ENTRIES, {"public": "1", "schools": "0"}), "public.share:schools")


def test_a_result_of_too_many_digits_is_a_slot_error() -> None:
    with pytest.raises(SlotError, match="位数过多"):
        resolve(metrics_of(ENTRIES, {"grant": "9" * 16}, {"grant": "0.0000000001"}), "grant.growth")


@given(
    st.decimals(0, 10**6, places=4),
    st.decimals(0, 10**6, places=4),
    st.sampled_from(["spending.delta", "rate.pp"]),
)
def test_a_printed_difference_is_the_difference_of_the_printed(this: Decimal, before: Decimal, slot: str) -> None:
    key = slot.partition(".")[0]
    metrics = metrics_of(ENTRIES, {key: f"{this:f}"}, {key: f"{before:f}"})
    difference = printed(resolve(metrics, key).text) - printed(resolve(metrics, f"{key}.prev").text)
    change = resolve(metrics, slot)
    assert printed(change.text) == abs(difference)
    assert change.sign == (difference > 0) - (difference < 0)


@given(st.lists(st.decimals(0, 10**6, places=2), min_size=3, max_size=3))
def test_a_printed_sum_is_the_sum_of_the_printed(values: list[Decimal]) -> None:
    entries = [indicator(key, "万元", "money", digits) for key, digits in (("a", 1), ("b", 2), ("c", 0))]
    metrics = metrics_of(entries, dict(zip("abc", (f"{v:f}" for v in values), strict=True)))
    parts = [printed(resolve(metrics, key).text) for key in "abc"]
    assert printed(resolve(metrics, "a.plus:b+c").text) == sum(parts)
    assert resolve(metrics, "a.minus:b+c").value == parts[0] - parts[1] - parts[2]


def printed(text: str) -> Decimal:
    found = re.match(r"\d+(?:\.\d+)?", text)
    assert found is not None, text
    return Decimal(found[0])


@given(st.decimals("0.01", 10**6, places=2), st.decimals("0.01", 10**6, places=2))
def test_growth_and_share_come_from_the_cells(this: Decimal, before: Decimal) -> None:
    metrics = metrics_of(ENTRIES, {"grant": f"{this:f}", "spending": f"{before:f}"}, {"grant": f"{before:f}"})
    growth, share = resolve(metrics, "grant.growth"), resolve(metrics, "grant.share:spending")
    assert growth.value == (this - before) / before * 100
    assert printed(growth.text) == rounded(abs(growth.value), 2)
    assert share.value == pytest.approx(this / (before * 10**4) * 100)


def test_slots_are_found_in_running_text() -> None:
    text = "共有学校[[schools]]，比上年减少[[schools.delta]]，占[[public.share:schools]]；[不是] [[ ]"
    assert SLOT.findall(text) == ["schools", "schools.delta", "public.share:schools"]
