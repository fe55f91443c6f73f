"""A figure against the metric it is bound to: proved, or refuted and how."""

from __future__ import annotations

from decimal import Decimal

import pytest
from checking_helpers import Given, binder, metrics, sentence
from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.comparing import Comparison, Fault, Verdict, compare, resolve_text
from drafter.checking.text.binding import Binding
from drafter.facts import Period

SHARE: Given = {"public_kindergarten_share": ("48.34", "47.19")}
SPEND: Given = {"edu_budget_expenditure": ("78.62", "74.95")}
SCHOOLS: Given = {"primary_schools": ("418", "431")}


def outcomes(text: str, given_: Given) -> list[Comparison]:
    statement = sentence(text)
    bound = binder().bind(statement)
    return [compare(metrics(given_), f, bound[f.id]) for f in statement.figures if f.id in bound]


@pytest.mark.parametrize(
    ("text", "given_"),
    [
        ("公办园在园幼儿占比为48.34%。", SHARE),
        ("公办园在园幼儿占比为48.3%。", SHARE),
        ("公办园在园幼儿占比为48%。", SHARE),
        ("公办园在园幼儿占比为百分之四十八。", SHARE),
        ("公办园在园幼儿占比近50%。", SHARE),
        ("公办园在园幼儿占比超过48%。", SHARE),
        ("公办园在园幼儿占比约48%。", SHARE),
        ("公办园在园幼儿占比为48.335%。", SHARE),  # inside what 48.34 stands for
        ("上年公办园在园幼儿占比为47.19%。", SHARE),
        ("一般公共预算教育支出78.62亿元。", SPEND),
        ("一般公共预算教育支出786200万元。", SPEND),
        ("一般公共预算教育支出786,200.00万元。", SPEND),
        ("一般公共预算教育支出7862000000元。", SPEND),
        ("一般公共预算教育支出78.6亿元。", SPEND),
        ("一般公共预算教育支出近80亿元。", SPEND),
        ("全市小学418所。", SCHOOLS),
        ("全市小学400余所。", SCHOOLS),
        ("公办园在园幼儿占比48.34%，比上年提高1.15个百分点。", SHARE),
        ("公办园在园幼儿占比48.34%，比上年提高1.2个百分点。", SHARE),
        ("公办园在园幼儿占比48.34%，比上年提高约1个百分点。", SHARE),
        ("公办园在园幼儿占比48.34%，比上年提高1.16个百分点。", SHARE),  # the cells are rounded themselves
        ("一般公共预算教育支出78.62亿元，比上年增长4.9%。", SPEND),
        ("一般公共预算教育支出78.62亿元，比上年增长4.90%。", SPEND),
        ("一般公共预算教育支出78.62亿元，比上年增加3.67亿元。", SPEND),
        ("一般公共预算教育支出78.62亿元，比上年增加36700万元。", SPEND),
        ("普职比为5.6:4.4。", {"general_vocational_ratio": ("5.6:4.4", None)}),
        ("普职比为56:44。", {"general_vocational_ratio": ("5.6:4.4", None)}),
        ("师幼比为1:13.4。", {"kindergarten_teacher_child_ratio": ("13.4", None)}),
        ("小学生师比为16.2:1。", {"primary_pupil_teacher_ratio": ("16.2", None)}),
        ("义务教育教师与公务员平均工资之比为1.02。", {"teacher_civil_salary_ratio": ("1.02", None)}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_right_figure_is_proved(text: str, given_: Given) -> None:
    assert {outcome.verdict for outcome in outcomes(text, given_)} == {Verdict.PROVED}


@pytest.mark.parametrize(
    ("text", "given_", "fault", "right"),
    [
        ("公办园在园幼儿占比为49.34%。", SHARE, Fault.VALUE, "48.34%"),
        ("公办园在园幼儿占比为48.4%。", SHARE, Fault.VALUE, "48.34%"),
        ("公办园在园幼儿占比为48.35%。", SHARE, Fault.VALUE, "48.34%"),
        ("公办园在园幼儿占比为48.3%。", {"public_kindergarten_share": ("48.4", "48.3")}, Fault.YEAR, "48.4%"),
        ("公办园在园幼儿占比为百分之五十二。", SHARE, Fault.VALUE, "48.34%"),
        ("公办园在园幼儿占比超过55%。", SHARE, Fault.VALUE, "48.34%"),
        ("公办园在园幼儿占比为47.19%。", SHARE, Fault.YEAR, "48.34%"),
        ("上年公办园在园幼儿占比为48.34%。", SHARE, Fault.YEAR, "47.19%"),
        ("公办园在园幼儿占比为4834%。", SHARE, Fault.UNIT, "48.34%"),
        ("一般公共预算教育支出78.62万元。", SPEND, Fault.UNIT, "78.62亿元"),
        ("一般公共预算教育支出78.62元。", SPEND, Fault.UNIT, "78.62亿元"),
        ("一般公共预算教育支出786200亿元。", SPEND, Fault.UNIT, "78.62亿元"),
        ("一般公共预算教育支出87.62亿元。", SPEND, Fault.VALUE, "78.62亿元"),
        ("一般公共预算教育支出78亿元。", SPEND, Fault.TRUNCATED, "78.62亿元"),
        ("公办园在园幼儿占比为48.3%。", {"public_kindergarten_share": ("48.39", None)}, Fault.TRUNCATED, "48.39%"),
        ("全市小学481所。", SCHOOLS, Fault.VALUE, "418所"),
        ("全市小学431所。", SCHOOLS, Fault.YEAR, "418所"),
        ("公办园在园幼儿占比48.34%，比上年提高2.15个百分点。", SHARE, Fault.VALUE, "1.15个百分点"),
        ("公办园在园幼儿占比48.34%，比上年下降1.15个百分点。", SHARE, Fault.DIRECTION, "1.15个百分点"),
        ("一般公共预算教育支出78.62亿元，比上年增长9.4%。", SPEND, Fault.VALUE, "4.90%"),
        ("一般公共预算教育支出78.62亿元，比上年下降4.9%。", SPEND, Fault.DIRECTION, "4.90%"),
        ("一般公共预算教育支出78.62亿元，比上年增加4.67亿元。", SPEND, Fault.VALUE, "3.67亿元"),
        ("小学比上年减少31所，全市小学418所，比上年减少31所。", SCHOOLS, Fault.VALUE, "13所"),
        ("公办园在园幼儿占比48.34%，比上年提高48.34个百分点。", SHARE, Fault.LEVEL, "1.15个百分点"),
        ("普职比为6.0:4.0。", {"general_vocational_ratio": ("5.6:4.4", None)}, Fault.VALUE, "5.6:4.4"),
        ("普职比为6.5:3.5。", {"general_vocational_ratio": ("5.6:4.4", None)}, Fault.VALUE, "5.6:4.4"),
        ("师幼比为1:15.4。", {"kindergarten_teacher_child_ratio": ("13.4", None)}, Fault.VALUE, "1:13.4"),
        ("小学生师比为1:16.2。", {"primary_pupil_teacher_ratio": ("16.2", None)}, Fault.VALUE, "16.2:1"),
    ],
    ids=lambda value: value if isinstance(value, str) and "。" in value else "",
)
def test_a_wrong_figure_is_refuted(text: str, given_: Given, fault: Fault, right: str) -> None:
    wrong = [o for o in outcomes(text, given_) if o.verdict is Verdict.REFUTED]
    assert wrong
    assert {o.fault for o in wrong} == {fault}
    assert {o.right for o in wrong} == {right}
    assert all(o.right in o.expected and o.facts for o in wrong)


@pytest.mark.parametrize(
    ("text", "given_"),
    [
        ("公办园在园幼儿占比为48.34%。", {}),
        ("公办园在园幼儿占比为48.34%。", {"public_kindergarten_share": (None, "47.19")}),
        ("2020年公办园在园幼儿占比为40.1%。", SHARE),
        ("公办园在园幼儿占比为45%～50%。", SHARE),  # a range
        ("公办园在园幼儿占比48.34%，比上年提高1—2个百分点。", {"public_kindergarten_share": (None, "47")}),
        ("公办园在园幼儿占比比上年提高1.15个百分点。", {"public_kindergarten_share": ("48.34", None)}),
        ("公办园在园幼儿占比比上年提高2.4%。", SHARE),  # 百分点 or growth: who knows
        ("一般公共预算教育支出比上年提高4.9个百分点。", SPEND),
        ("一般公共预算教育支出比上年增加12所。", SPEND),
        ("一般公共预算教育支出比上年增长4.9%。", {"edu_budget_expenditure": ("78.62", "0")}),
        ("普职比为56。", {"general_vocational_ratio": ("5.6:4.4", None)}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_decided_is_left_alone(text: str, given_: Given) -> None:
    assert {o.verdict for o in outcomes(text, given_)} <= {Verdict.UNDECIDED}


def test_the_other_years_value_is_said_to_be_that() -> None:
    (outcome,) = outcomes("公办园在园幼儿占比为47.19%。", SHARE)
    assert "另一年" in outcome.expected
    assert [str(fact.cell) for fact in outcome.facts] == ["指标.xlsx!指标表!B2"]


def test_a_change_rests_on_both_cells() -> None:
    outcome = outcomes("公办园在园幼儿占比48.34%，比上年提高2.15个百分点。", SHARE)[-1]
    assert [fact.cell.cell for fact in outcome.facts] == ["B2", "C2"]
    assert "本年－上年" in outcome.expected


def test_the_sheets_own_name_is_used() -> None:
    table = metrics(SHARE)
    table.rows["public_kindergarten_share"] = "公办率（在园幼儿）"
    statement = sentence("公办园在园幼儿占比为49.34%。")
    (figure,) = statement.figures
    outcome = compare(table, figure, binder().bind(statement)[figure.id])
    assert "公办率（在园幼儿）" in outcome.expected


def test_a_figure_without_a_unit_is_no_value_of_a_measured_indicator() -> None:
    statement = sentence("系数为0.38。")
    (figure,) = statement.figures
    table = metrics(SHARE)
    binding = Binding(table.dictionary["public_kindergarten_share"], Period.THIS, True)
    assert compare(table, figure, binding).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(("period", "text"), [(Period.THIS, "48.34%"), (Period.PREVIOUS, "47.19%"), (None, "47.19%")])
def test_a_metric_is_printed(period: Period | None, text: str) -> None:
    assert resolve_text(metrics(SHARE), "public_kindergarten_share", period) == text


def test_a_metric_that_is_not_there_prints_nothing() -> None:
    assert resolve_text(metrics({}), "public_kindergarten_share", Period.THIS) == ""
    assert (
        resolve_text(metrics({"public_kindergarten_share": ("48.34", None)}), "public_kindergarten_share", None)
        == "48.34%"
    )


def share_said(text: str, this: Decimal, previous: Decimal) -> list[Comparison]:
    return outcomes(text, {"public_kindergarten_share": (f"{this}", f"{previous}")})


@given(st.integers(100, 9900), st.integers(0, 2))
def test_rounding_is_never_a_fault(hundredths: int, decimals: int) -> None:
    cell = Decimal(hundredths) / 100
    (outcome,) = share_said(f"公办园在园幼儿占比为{cell:.{decimals}f}%。", cell, Decimal("0.01"))
    assert outcome.verdict is Verdict.PROVED


@given(st.integers(1000, 9000), st.integers(1000, 9000))
def test_a_change_as_subtracted_is_never_a_fault(this: int, previous: int) -> None:
    new, old = Decimal(this) / 100, Decimal(previous) / 100
    word = "提高" if new >= old else "下降"
    text = f"公办园在园幼儿占比为{new}%，比上年{word}{abs(new - old)}个百分点。"
    assert {o.verdict for o in share_said(text, new, old)} == {Verdict.PROVED}


@given(st.integers(1000, 90000), st.integers(2, 500), st.sampled_from([1, -1]))
def test_a_wrong_count_is_always_a_fault(count: int, error: int, sign: int) -> None:
    (outcome,) = outcomes(f"全市小学{count + sign * error}所。", {"primary_schools": (f"{count}", None)})
    assert outcome.verdict is Verdict.REFUTED
    assert outcome.right == f"{count}所"


@given(st.integers(1000, 90000), st.integers(101, 150))
def test_a_wrong_growth_is_always_a_fault(previous: int, percent: int) -> None:
    this = previous * percent // 100 + 1
    real = Decimal(this - previous) / previous * 100
    text = f"在园幼儿{this}人，比上年增长{real + Decimal('0.02'):.2f}%。"
    given_ = {"kindergarten_enrolment": (f"{this}", f"{previous}")}
    assert outcomes(text, given_)[-1].verdict is Verdict.REFUTED
    assert outcomes(f"在园幼儿{this}人，比上年增长{real:.2f}%。", given_)[-1].verdict is Verdict.PROVED
