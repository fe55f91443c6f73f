"""The shipped indicator dictionary and policy files: whole, consistent with each other, and safe to impose."""

import ast
import re
from collections import defaultdict
from decimal import Decimal
from string import Formatter

import pytest

from drafter.facts.formulas import names_in
from drafter.facts.indicators import Indicator, Threshold, load_dictionary, normal_name
from drafter.library.policies import Clause, Policy, load_policies

DICTIONARY = load_dictionary()
POLICIES = load_policies()
INDICATORS = list(DICTIONARY.values())
THRESHOLDS = [(i, t) for i in INDICATORS for t in i.thresholds]
CLAUSES = [(p, c) for p in POLICIES.values() for c in p.clauses]

#: Clauses known from memory only whose rule (两个只增不减) is public and beyond doubt.
CERTAIN_RULES = {
    ("fiscal_efficiency_2018", "budget-only-increase"),
    ("fiscal_efficiency_2018", "per-pupil-only-increase"),
}
LAST_YEAR, YES = "上年", "是"
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _label(value: object) -> str:
    """A test id: what failed, by name."""
    if isinstance(value, Indicator | Policy):
        return value.id
    return value.clause if isinstance(value, Threshold) else str(getattr(value, "id", value))


def _fields(template: str) -> set[str]:
    """The placeholders of a template."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def _must_list(indicator: Indicator) -> list[Threshold]:
    return [t for t in indicator.thresholds if t.severity == "must_list"]


def test_there_are_enough_of_both() -> None:
    assert len(INDICATORS) >= 150
    assert len(POLICIES) >= 60


@pytest.mark.parametrize("indicator", INDICATORS, ids=_label)
def test_an_indicator_is_filled_in(indicator: Indicator) -> None:
    assert SNAKE.fullmatch(indicator.id)
    assert indicator.topic
    assert indicator.office
    assert indicator.better in {"higher", "lower", "neutral"}
    assert indicator.change in {"pp", "growth", "difference", "none"}
    assert indicator.change != "pp" or indicator.unit.dimension == "percent"
    assert set(indicator.levels) <= {"province", "city", "county"}
    assert (indicator.kind == "yes-no") == (indicator.unit.dimension == "yes-no")
    assert indicator.plausible is None or indicator.plausible[0] < indicator.plausible[1]
    assert indicator.kind != "count" or indicator.decimals == 0 or indicator.unit.symbol.startswith("万")


def test_a_name_belongs_to_one_indicator() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for indicator in INDICATORS:
        for name in (indicator.id, *indicator.names):
            owners[normal_name(name)].add(indicator.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_a_name_leads_to_its_indicator() -> None:
    wrong = [(n, i.id) for i in INDICATORS for n in i.names if DICTIONARY.named(n) is not i]
    assert wrong == []


@pytest.mark.parametrize(
    "word", ["幼儿园", "小学", "中职", "普高", "教育支出", "受益学生", "安全事故", "反馈问题数量", "巩固率"]
)
def test_a_word_of_everyday_prose_binds_to_nothing(word: str) -> None:
    assert DICTIONARY.named(word) is None


@pytest.mark.parametrize("indicator", [i for i in INDICATORS if i.formula], ids=_label)
def test_a_formula_is_arithmetic_over_known_indicators(indicator: Indicator) -> None:
    tree = ast.parse(indicator.formula, mode="eval")
    allowed = (ast.Expression, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Name, ast.Load, ast.Constant)
    assert all(isinstance(node, allowed) for node in ast.walk(tree))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert names <= set(DICTIONARY)
    assert indicator.id not in names


@pytest.mark.parametrize("indicator", [i for i in INDICATORS if i.within or i.mistaken], ids=_label)
def test_what_it_is_compared_with_is_known(indicator: Indicator) -> None:
    for other in indicator.within:
        assert DICTIONARY[other].unit.compatible(indicator.unit)
        assert other != indicator.id
        assert indicator.id not in DICTIONARY[other].within
    for how, formula in indicator.mistaken.items():
        assert re.match(r"按[\u4e00-\u9fff]", how)
        assert set(names_in(formula)) <= set(DICTIONARY)
        assert indicator.formula, "a wrong basis is told by the right one"
        assert formula != indicator.formula


def test_every_per_pupil_measure_is_inside_the_wider_one() -> None:
    for stage in ("primary", "junior", "senior", "vocational"):
        wider = f"per_pupil_edu_exp_{stage}"
        middle = f"per_pupil_edu_operating_{stage}"
        assert DICTIONARY[middle].within == (wider,)
        assert DICTIONARY[f"per_pupil_public_funds_{stage}"].within == (middle, wider)


def test_persons_and_person_times_have_units_of_their_own() -> None:
    assert not DICTIONARY["aid_persons"].unit.compatible(DICTIONARY["students_total"].unit)
    for indicator in INDICATORS:
        for name in indicator.names:
            assert ("人次" in name) <= (indicator.unit.symbol == "人次"), name
            assert (indicator.unit.symbol == "人次") <= (not name.endswith(("人数", "学生数"))), name


def test_formulas_do_not_go_round_in_circles() -> None:
    operands = {i.id: set(re.findall(r"[a-z]\w*", i.formula)) for i in INDICATORS if i.formula}
    settled: set[str] = set()
    while ready := {k for k, v in operands.items() if k not in settled and not v & (set(operands) - settled)}:
        settled |= ready
    assert settled == set(operands)


@pytest.mark.parametrize("indicator", [i for i in INDICATORS if i.parts], ids=_label)
def test_parts_are_known_and_measured_alike(indicator: Indicator) -> None:
    assert len(set(indicator.parts)) == len(indicator.parts) > 1
    for part in indicator.parts:
        assert part in DICTIONARY
        assert part != indicator.id
        assert DICTIONARY[part].unit == indicator.unit
        assert set(indicator.levels) <= set(DICTIONARY[part].levels)


@pytest.mark.parametrize("indicator", [i for i in INDICATORS if i.say], ids=_label)
def test_a_figure_is_told_in_clause_form(indicator: Indicator) -> None:
    assert set(indicator.say) <= {"this", "zero", "yes", "no", "name"}
    for key, text in indicator.say.items():
        assert _fields(text) <= {"v", "party", "gov", "area", "year", "floor"}
        assert not re.search(r"[。；;,()]", text), "clause form, with full-width marks"
        assert ("v" in _fields(text)) == (key == "this")
    assert "zero" not in indicator.say or indicator.better == "lower"


@pytest.mark.parametrize("indicator", INDICATORS, ids=_label)
def test_what_does_not_read_as_name_plus_value_has_words_of_its_own(indicator: Indicator) -> None:
    if indicator.kind == "yes-no":
        assert {"yes", "no"} <= set(indicator.say)
    elif indicator.kind in {"count", "money"} or indicator.better == "lower" or "(" in indicator.name:
        assert {"this", "name"} & set(indicator.say)


@pytest.mark.parametrize(("indicator", "threshold"), THRESHOLDS, ids=_label)
def test_a_threshold_rests_on_a_clause_that_says_it(indicator: Indicator, threshold: Threshold) -> None:
    resolved = POLICIES.resolve(f"{threshold.policy}#{threshold.clause}")
    assert resolved is not None
    policy, clause = resolved
    assert clause is not None
    assert threshold.levels
    assert set(threshold.levels) <= set(clause.levels) & set(indicator.levels)
    if isinstance(threshold.value, Decimal):
        assert abs(threshold.value) in {Decimal(n) for n in NUMBER.findall(clause.text)}
    else:
        assert threshold.value in {LAST_YEAR, YES, *DICTIONARY}
    assert (threshold.value == YES) == (indicator.kind == "yes-no")
    if threshold.verified:
        certain = (policy.id, clause.id) in CERTAIN_RULES and threshold.severity == "must_list"
        assert clause.verified or certain


@pytest.mark.parametrize(("indicator", "threshold"), THRESHOLDS, ids=_label)
def test_a_threshold_is_dated_and_within_reason(indicator: Indicator, threshold: Threshold) -> None:
    assert threshold.since is not None
    assert 2009 <= threshold.since <= 2035
    assert threshold.until is None or threshold.until >= threshold.since
    if isinstance(threshold.value, Decimal) and indicator.plausible:
        assert indicator.plausible[0] <= threshold.value <= indicator.plausible[1]


def test_an_unverified_threshold_is_never_a_floor() -> None:
    imposed = [(i.id, t) for i in INDICATORS for level in i.levels for t in i.floors(level, 2025)]
    assert len({name for name, _ in imposed}) > 20
    assert all(t.verified and t.severity == "must_list" for _, t in imposed)
    unverified = {i.id for i, t in THRESHOLDS if t.severity == "must_list" and not t.verified}
    assert {"compulsory_retention", "small_school_funding"} <= unverified
    assert not DICTIONARY["compulsory_retention"].floors("county", 2025)


def test_floors_begin_in_their_year() -> None:
    special = DICTIONARY["per_pupil_public_funds_special"]
    assert special.floors("county", 2024) == []
    assert [t.value for t in special.floors("county", 2025)] == [7000]
    assert [t.value for t in DICTIONARY["public_kindergarten_share"].floors("city", 2024)] == [50]


@pytest.mark.parametrize("indicator", [i for i in INDICATORS if _must_list(i)], ids=_label)
def test_a_shortfall_that_must_be_owned_has_a_heading_and_an_answer(indicator: Indicator) -> None:
    assert indicator.problem
    assert indicator.measure


@pytest.mark.parametrize("indicator", [i for i in INDICATORS if i.problem or i.measure], ids=_label)
def test_problem_and_measure_go_together(indicator: Indicator) -> None:
    assert indicator.problem
    assert indicator.measure
    assert not _fields(indicator.problem)
    assert len(indicator.problem) <= 25
    assert not re.search(r"\d", indicator.problem.replace("100%", "").replace("66人", ""))
    assert not indicator.measure.endswith("。")
    assert _fields(indicator.measure) <= {"floor"}
    if "{floor}" in indicator.measure:
        values = [t.value for t in _must_list(indicator)]
        assert any(isinstance(v, Decimal) and v > 0 for v in values), "only a number can be shown as a floor"


@pytest.mark.parametrize("policy", POLICIES.values(), ids=_label)
def test_a_policy_can_be_cited(policy: Policy) -> None:
    assert SNAKE.fullmatch(policy.id)
    assert not re.search(r"[《》()]", policy.title)
    assert re.fullmatch(r"(19|20)\d\d(-\d\d){0,2}", policy.date)
    assert policy.status in {"in force", "amended", "completed", "superseded", "informational"}
    assert not policy.number_verified or policy.number
    assert not policy.number or re.fullmatch(r"[^\d()（）]+〔\d{4}〕\d+号|[^\d()（）]+令第\d+号", policy.number)
    assert not policy.successor or policy.successor in POLICIES
    assert policy.successor != policy.id
    assert policy.status != "superseded" or policy.successor


def test_a_title_or_short_title_names_one_policy() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for policy in POLICIES.values():
        for name in (policy.title, *policy.aliases):
            owners[normal_name(name)].add(policy.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(("policy", "clause"), CLAUSES, ids=_label)
def test_a_clause_is_one_sentence(policy: Policy, clause: Clause) -> None:
    assert policy.clause(clause.id) is clause, "clause ids are unique in a policy"
    assert SLUG.fullmatch(clause.id)
    assert clause.topic
    assert clause.levels
    assert set(clause.levels) <= {"province", "city", "county"}
    assert clause.text.endswith("。")
    assert clause.text.count("。") == 1
    assert not re.search(r"待核|记忆|未核", clause.text)


def test_only_bare_numbers_that_were_checked_are_called_verified() -> None:
    assert POLICIES["fiscal_efficiency_2018"].number == "国办发〔2018〕82号"
    assert POLICIES["education_supervision_regulation_2012"].number == "国务院令第624号"
    assert POLICIES["education_law_2021"].number == ""
    assert not POLICIES["preschool_reform_2018"].number_verified
    assert "（" not in POLICIES["preschool_reform_2018"].cited()
