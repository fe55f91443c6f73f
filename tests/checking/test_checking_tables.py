"""Tables: totals, columns made of others, and the rows that the text speaks of."""

from __future__ import annotations

import pytest
from checking_helpers import check, found

ROWS = (
    "|县区|小学（所）|学生（人）|占比（%）|\n"
    "|望山县|32|4821|28.6|\n|石溪县|27|3655|21.7|\n|松陵县|59|8386|49.7|\n|合计|118|16862|100|"
)


def codes(text: str) -> list[tuple[str, str]]:
    return [(f.code, f.excerpt) for f in check(text, select=("ARI",)).findings]


def test_a_right_table_is_proved() -> None:
    result = check(ROWS, select=("ARI",))
    assert result.findings == []
    assert {r.state.value for r in result.coverage.relations} == {"proved"}
    assert {r.kind for r in result.coverage.relations} == {"sum", "share"}


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("|118|", "|181|", ("ARI002", "181")),
        ("|21.7|", "|27.1|", ("ARI001", "27.1")),
    ],
)
def test_a_wrong_cell_is_found(was: str, now: str, expected: tuple[str, str]) -> None:
    assert codes(ROWS.replace(was, now)) == [expected]


def test_growth_between_two_columns() -> None:
    table = "|项目|2024年|2023年|增长（%）|\n|总投入|62.48|58.91|6.1|\n|财政|54.16|51.20|{}|\n|预算|47.35|44.62|6.1|"
    assert codes(table.format("5.8")) == []
    assert codes(table.format("8.5")) == [("ARI003", "8.5")]


def test_a_blank_cell_is_no_nought() -> None:
    assert codes(ROWS.replace("|27|", "|—|")) == []


def test_some_rows_are_no_parts() -> None:
    assert codes("|类别|人数|\n|教师|100|\n|其中：女|60|\n|职工|20|\n|合计|120|") == []


TWO_SIDED = "|县区|学校（所）|县区|学校（所）|\n|望山县|32|松陵县|59|\n|石溪县|27|青溪县|41|\n|合计|59|临江区|18|"


def test_lists_side_by_side_are_added_up_each_for_itself() -> None:
    assert codes(TWO_SIDED) == []
    assert codes(TWO_SIDED.replace("|合计|59|", "|合计|95|")) == [("ARI002", "95")]


MONEY = {"edu_budget_expenditure": ("78.62", "74.95"), "aid_funds": ("12486.5", "11930.8")}
COUNTS = {"kindergartens_total": ("612", "634"), "inclusive_kindergarten_coverage": ("91.42", "90.97")}
NUM = [
    ("单位：亿元\n|指标|本年|上年|\n|一般公共预算教育支出|{}|74.95|", MONEY, "78.62", "76.82", "NUM001"),
    ("单位：亿元\n|指标|本年|上年|\n|一般公共预算教育支出|{}|74.95|", MONEY, "78.62", "74.95", "NUM003"),
    ("（单位：万元）\n|指标|本年|上年|\n|一般公共预算教育支出|{}|749500|", MONEY, "786200", "78.62", "NUM002"),
    ("|指标|本年（万元）|\n|学生资助资金发放额|{}|", MONEY, "12486.5", "12846.5", "NUM001"),
    (
        "单位：所、万元\n|指标|本年|指标|本年|\n|幼儿园数|612|学生资助资金发放额|{}|",
        MONEY,
        "12486.5",
        "12468.5",
        "NUM001",
    ),
    ("|指标|本年|指标|本年|\n|幼儿园数（所）|{}|普惠性幼儿园覆盖率（%）|91.42|", COUNTS, "612", "621", "NUM001"),
    ("|指标|本年|指标|本年|\n|幼儿园数（所）|612|普惠性幼儿园覆盖率（%）|{}|", COUNTS, "91.42", "94.12", "NUM001"),
    ("|序号|指标|单位|本年|\n|1|幼儿园数|所|{}|", COUNTS, "612", "621", "NUM001"),
]


@pytest.mark.parametrize(("table", "given", "right", "wrong", "code"), NUM)
def test_a_cell_is_held_against_the_metrics_in_the_unit_of_its_row_column_or_caption(
    table: str, given: dict[str, tuple[str, str]], right: str, wrong: str, code: str
) -> None:
    assert found(table.format(right), given, "NUM") == []
    (finding,) = found(table.format(wrong), given, "NUM")
    assert (finding.code, finding.excerpt) == (code, wrong)


@pytest.mark.parametrize(
    "text",
    [
        "单位：万元\n|指标|本年|\n|幼儿园数|621|",  # a unit that is none of the indicator's
        "|指标|本年|\n|幼儿园数|621|",  # no unit at all
        "|指标|底线|\n|幼儿园数（所）|700|",
        "|指标|2023年|\n|幼儿园数（所）|640|",
        "望山县教育事业情况\n单位：所\n|指标|本年|\n|幼儿园数|32|",
        "|指标|变化|\n|幼儿园数（所）|-22|",
    ],
)
def test_a_cell_that_may_be_of_something_else_is_left_alone(text: str) -> None:
    assert found(text, COUNTS, "NUM") == []


SPENT = (
    "|来源|预算（万元）|决算（万元）|\n|中央|1200|1230|\n|省级|{}|{}|\n|市级|640|655|\n|县级|2110|2180|\n"
    "|合计|4800|4865|"
)
BY_YEAR = (
    "|学段|2022年在校生|2023年在校生|变化|\n|小学|{}|{}|-60|\n|初中|1110|1150|40|\n|高中|905|930|25|\n"
    "|合计|4115|4120|5|"
)
ACROSS = (
    "|年份|小学|初中|高中|合计|\n|2020年|1480|{}|496|3086|\n|2021年|1496|{}|502|3122|\n|2022年|1512|1138|540|3190|\n"
    "|2023年|1530|1150|560|3240|\n|2024年|1550|1166|571|3287|"
)


@pytest.mark.parametrize(
    ("table", "right", "place"),
    [
        (SPENT, ("850", "800"), "“省级”预算800与决算850"),
        (BY_YEAR, ("2100", "2040"), "“小学”2022年在校生2040与2023年在校生2100"),
        (ACROSS, ("1110", "1124"), "初中“2020年”1124与“2021年”1110"),
    ],
)
def test_two_cells_that_have_changed_places_are_wrong_and_not_the_totals(
    table: str, right: tuple[str, str], place: str
) -> None:
    assert codes(table.format(*right)) == []
    (finding,) = check(table.format(*reversed(right)), select=("ARI",)).findings
    assert (finding.code, finding.severity.value, finding.excerpt) == ("ARI002", "error", right[0])
    assert place in finding.message


def test_totals_of_columns_that_have_changed_places_are_wrong_themselves() -> None:
    (finding,) = check(SPENT.format("850", "800").replace("4800|4865", "4865|4800"), select=("ARI",)).findings
    assert "“合计”" in finding.message


def test_two_rows_that_could_both_have_changed_places_leave_the_totals() -> None:
    table = SPENT.format("800", "850").replace("|655|", "|690|").replace("4865", "4900")
    assert {excerpt for _, excerpt in codes(table)} == {"4800", "4900"}


def test_what_the_text_says_is_not_held_against_cells_that_have_changed_places() -> None:
    text = "小学在校生比上年下降2.86%。\n" + BY_YEAR
    assert codes(text.format("2100", "2040")) == []
    assert [excerpt for _, excerpt in codes(text.format("2040", "2100"))] == ["2100"]
