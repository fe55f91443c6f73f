"""Slots: the only way a figure enters a draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafting_making import sentence, teller_of

from drafter.drafting.slots import cell_support, clause_slot, fill, passage_sentence, source_of
from drafter.drafting.stories import Storyteller
from drafter.facts import Period, SlotError
from drafter.report import Sentence, Support

ROWS = [
    ("学前三年毛入园率", 94.62, 93.85, "%"),
    ("一般公共预算教育支出", "78.62亿元", "74.95亿元", "亿元"),
    ("幼儿园总数", 612, "", "所"),
]


@pytest.fixture
def teller(tmp_path: Path) -> Storyteller:
    return teller_of(tmp_path, ROWS)


def filled(teller: Storyteller, template: str) -> Sentence:
    return fill(template, teller.metrics, teller.policies)


def test_a_value_leads_back_to_its_cell(teller: Storyteller) -> None:
    result = filled(teller, "毛入园率为[[preschool_gross_enrolment]]。")
    assert result.text == "毛入园率为94.62%。"
    (figure,) = result.figures
    assert result.text[figure.start : figure.end] == figure.text == "94.62%"
    (source,) = figure.sources
    assert (source.kind, source.name, source.text) == ("cell", "学前三年毛入园率", "94.62")
    assert source.ref.endswith("!CSV!B3")
    assert result.support == (Support("metric", source.ref, "94.62"),)


def test_a_change_leads_back_to_both_cells_with_its_formula(teller: Storyteller) -> None:
    result = filled(teller, "提高[[preschool_gross_enrolment.pp]]，增长[[edu_budget_expenditure.growth]]。")
    assert result.text == "提高0.77个百分点，增长4.90%。"
    assert [len(figure.sources) for figure in result.figures] == [2, 2]
    assert [s.name for s in result.figures[0].sources] == ["学前三年毛入园率", "学前三年毛入园率（上年）"]
    assert result.figures[1].formula == "增长率＝（本年－上年）÷上年＝（78.62亿元－74.95亿元）÷74.95亿元＝4.90%"
    assert len(result.support) == 4


def test_bare_leaves_the_unit_to_the_last_of_a_list(teller: Storyteller) -> None:
    result = filled(teller, "提高[[preschool_gross_enrolment.pp|bare]]和[[preschool_gross_enrolment.pp]]。")
    assert result.text == "提高0.77和0.77个百分点。"
    assert [figure.text for figure in result.figures] == ["0.77", "0.77个百分点"]


def test_hidden_prints_nothing_but_leaves_its_support(teller: Storyteller) -> None:
    result = filled(teller, "已列入存在的问题。[[preschool_gross_enrolment|hidden]]")
    assert result.text == "已列入存在的问题。"
    assert result.figures == ()
    assert [support.text for support in result.support] == ["94.62"]


def test_a_clause_figure_leads_back_to_its_clause(teller: Storyteller) -> None:
    policy = teller.policies["preschool_reform_2018"]
    clause = policy.clauses[0]
    result = filled(teller, f"低于{clause_slot(policy.id, clause.id, '50%')}的要求。")
    assert result.text == "低于50%的要求。"
    (source,) = result.figures[0].sources
    assert (source.kind, source.ref, source.text) == ("clause", f"{policy.id}#{clause.id}", clause.text)
    assert source.name == policy.cited()
    assert result.support[0].kind == "policy"


def test_a_clause_of_an_unknown_policy_names_itself(teller: Storyteller) -> None:
    (source,) = filled(teller, "[[@no_such_policy#c1|50%]]").figures[0].sources
    assert (source.name, source.text) == ("no_such_policy#c1", "")


@pytest.mark.parametrize(
    "slot",
    [
        "no_such_indicator",
        "preschool_gross_enrolment.nothing",
        "kindergartens_total.prev",
        "kindergartens_total.pp",
        "kindergartens_total.share:edu_budget_expenditure",
        "kindergartens_total.as:千克",
        "kindergartens_total.share",
        "@preschool_reform_2018|50%",
        "94.62%",
    ],
)
def test_a_slot_that_means_nothing_is_an_error(teller: Storyteller, slot: str) -> None:
    with pytest.raises(SlotError) as caught:
        filled(teller, f"为[[{slot}]]。")
    assert str(caught.value)


def test_support_given_comes_first_and_once(teller: Storyteller) -> None:
    fact = teller.metrics.get("preschool_gross_enrolment")
    assert fact is not None
    cell = cell_support(fact)
    result = fill(
        "[[preschool_gross_enrolment]]", teller.metrics, teller.policies, origin="model", support=(cell, cell)
    )
    assert result.support == (cell,)
    assert result.origin == "model"


def test_last_years_cell_is_labelled(teller: Storyteller) -> None:
    fact = teller.metrics.get("preschool_gross_enrolment", Period.PREVIOUS)
    assert fact is not None
    assert source_of(teller.metrics, fact).name == "学前三年毛入园率（上年）"


def test_figures_of_a_passage_lead_back_to_it() -> None:
    quoted = sentence(
        "新建幼儿园9所，投入1200万元，占62.5%。", ref="b.docx#p7", original="一是新建幼儿园9所，投入1200万元，占62.5%。"
    )
    result = passage_sentence(quoted, (Support("metric", "m!s!B1", "9"),))
    assert [figure.text for figure in result.figures] == ["9所", "1200万元", "62.5%"]
    assert all(result.text[f.start : f.end] == f.text for f in result.figures)
    assert {s.ref for f in result.figures for s in f.sources} == {"b.docx#p7"}
    assert {s.text for f in result.figures for s in f.sources} == {quoted.original}
    assert result.origin == "material"
    assert [s.kind for s in result.support] == ["material", "metric"]
