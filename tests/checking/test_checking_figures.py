"""NUM from end to end: a planted error is found once, with its cell and the right value; what is right is not."""

from __future__ import annotations

import pytest
from checking_helpers import Given, check, found, in_place

from drafter.findings import Finding, Severity, State

GIVEN: Given = {
    "public_kindergarten_share": ("48.34", "47.19"),
    "inclusive_kindergarten_coverage": ("91.42", "90.97"),
    "preschool_gross_enrolment": ("94.62", "93.85"),
    "edu_budget_expenditure": ("78.62", "74.95"),
    "compulsory_retention": ("98.36", "98.12"),
    "kindergartens_total": ("612", "634"),
    "public_kindergartens": ("268", "262"),
    "primary_schools": ("418", "431"),
    "kindergarten_enrolment": ("78426", "84153"),
    "teacher_training_persons": ("46820", "43150"),
    "teacher_training_funds": ("2486", "2312"),
    "per_pupil_public_funds_primary": ("720", "720"),
    "per_pupil_public_funds_junior": ("940", "920"),
    "per_pupil_edu_exp_primary": ("13357.05", "12968.20"),
    "hazards_found": ("2617", "2845"),
    "hazards_fixed": ("2589", "2790"),
    "party_standing_edu_topics": ("9", "7"),
    "general_vocational_ratio": ("5.6:4.4", "5.5:4.5"),
    "emergency_drills": ("3864", "3650"),
    "party_led_principal_rate": ("100", "96.88"),
}

#: frame with the planted figure, code, the figure, the right value, the cell
PLANTED = [
    ("年末，全市公办园在园幼儿占比达到49.34%，公益普惠底色更足。", "NUM001", "49.34%", "48.34%", "B2"),
    ("我市普惠性幼儿园覆盖率为92.41%。", "NUM001", "92.41%", "91.42%", "B3"),
    ("2025年，学前三年毛入园率提高到96.42%。", "NUM001", "96.42%", "94.62%", "B4"),
    ("全年一般公共预算教育支出87.62亿元，实现只增不减。", "NUM001", "87.62亿元", "78.62亿元", "B5"),
    ("全市现有幼儿园621所。", "NUM001", "621所", "612所", "B7"),
    ("全市幼儿园612所，其中公办幼儿园286所。", "NUM001", "286所", "268所", "B8"),
    ("全市共有小学481所。", "NUM001", "481所", "418所", "B9"),
    ("小学、初中生均公用经费分别达到720元、960元。", "NUM001", "960元", "940元", "B14"),
    ("生均一般公共预算教育经费中，小学13537.05元。", "NUM001", "13537.05元", "13357.05元", "B15"),
    ("全年排查校园安全隐患2671处，立查立改。", "NUM001", "2671处", "2617处", "B16"),
    ("市委常委会6次研究教育工作。", "NUM001", "6次", "9次", "B18"),
    ("招生计划落实到位，全市普职比为6.5:3.5。", "NUM001", "6.5:3.5", "5.6:4.4", "B19"),
    ("全年组织开展应急演练8364次。", "NUM001", "8364次", "3864次", "B20"),
    ("全市一般公共预算教育支出78.62万元。", "NUM002", "78.62万元", "78.62亿元", "B5"),
    ("安排教师培训经费2486亿元。", "NUM002", "2486亿元", "2486万元", "B12"),
    ("义务教育巩固率达到9836%。", "NUM002", "9836%", "98.36%", "B6"),
    ("2025年，公办园在园幼儿占比为47.19%。", "NUM003", "47.19%", "48.34%", "B2"),
    ("上年普惠性幼儿园覆盖率为91.42%。", "NUM003", "91.42%", "90.97%", "C3"),
    ("公办园在园幼儿占比由上年的46.19%提高到48.34%。", "NUM001", "46.19%", "47.19%", "C2"),
    ("普惠性幼儿园覆盖率91.42%，较上年提高1.45个百分点。", "NUM004", "1.45个百分点", "0.45个百分点", "B3"),
    ("一般公共预算教育支出78.62亿元，比上年增长9.40%。", "NUM004", "9.40%", "4.90%", "B5"),
    ("一般公共预算教育支出比上年增加6.37亿元。", "NUM004", "6.37亿元", "3.67亿元", "B5"),
    ("在园幼儿78426人，比上年减少7527人。", "NUM004", "7527人", "5727人", "B10"),
    ("公办园在园幼儿占比48.34%，较上年下降1.15个百分点。", "NUM005", "1.15个百分点", "1.15个百分点", "B2"),
    ("在园幼儿78426人，比上年增长6.81%。", "NUM005", "6.81%", "6.81%", "B10"),
    ("全市一般公共预算教育支出78亿元。", "NUM006", "78亿元", "78.62亿元", "B5"),
]


def figures_wrong(text: str) -> list[Finding]:
    return [f for f in found(text, GIVEN, "NUM") if f.code != "NUM008"]


@pytest.mark.parametrize(("text", "code", "figure", "right", "cell"), PLANTED, ids=[p[0] for p in PLANTED])
def test_a_planted_error_is_found_once(text: str, code: str, figure: str, right: str, cell: str) -> None:
    (finding,) = figures_wrong(text)
    assert finding.code == code
    assert finding.excerpt == figure
    assert text[finding.place.start : finding.place.end] == figure
    assert f"文中写{figure}" in finding.message
    assert right in finding.message
    assert f"指标.xlsx!指标表!{cell}" in [e.ref for e in finding.evidence]
    assert {e.kind for e in finding.evidence} == {"metric"}
    assert right in finding.suggestion
    assert finding.also == ()


def test_swapped_indicators_are_found_both() -> None:
    text = "普惠性幼儿园覆盖率和公办园在园幼儿占比分别为48.34%和91.42%。"
    assert [(f.code, f.excerpt) for f in figures_wrong(text)] == [("NUM001", "48.34%"), ("NUM001", "91.42%")]


#: The same facts in many voices.
RIGHT = [
    "全市公办园在园幼儿占比为48.34%。",
    "公办园在园幼儿占比48.34%，较上年提高1.15个百分点。",
    "公办园在园幼儿占比由47.19%提高到48.34%，提高1.15个百分点。",
    "公办园在园幼儿占比从上年的47.19%上升至48.34%。",
    "公办园在园幼儿占比达48.3%，普惠性幼儿园覆盖率达91.4%。",
    "普惠性幼儿园覆盖率、公办园在园幼儿占比分别达到91.42%、48.34%，分别比上年提高0.45个、1.15个百分点。",
    "公办园在园幼儿占比超过48%，普惠性幼儿园覆盖率突破91%。",
    "公办园在园幼儿占比近50%。",
    "截至2025年底，学前三年毛入园率达到94.62%。",
    "2024年，学前三年毛入园率为93.85%；2025年达到94.62%。",
    "一般公共预算教育支出78.62亿元，比上年增加3.67亿元，增长4.90%。",
    "全年一般公共预算教育支出786200万元，同比增长4.9%。",
    "一般公共预算教育支出比上年的74.95亿元增加3.67亿元。",
    "全市现有幼儿园612所，其中公办幼儿园268所，在园幼儿7.84万人。",
    "在园幼儿78426人，比上年减少5727人，下降6.81%。",
    "全市小学418所，比上年减少13所。",
    "小学、初中生均公用经费分别达到720元、940元。",
    "生均公用经费小学每年720元、初中每年940元。",
    "全年排查校园安全隐患2617处，完成整改2589处，整改率98.93%。",
    "市委常委会9次研究教育工作。",
    "符合条件的学校实行党组织领导的校长负责制，落实率由上年的96.88%提高到100%。",
    "全市普职比为5.6:4.4。",
    "培训教师46820人次，安排教师培训经费2486万元。",
    "教师培训经费近2500万元。",
    # the same indicator of another place, time or kind
    "望山县公办园在园幼儿占比为61.20%。",
    "城区幼儿园210所，公办幼儿园98所。",
    "全省普惠性幼儿园覆盖率为88.1%，我市为91.42%。",
    "截至2025年6月底，公办园在园幼儿占比为47.80%。",
    "2020年公办园在园幼儿占比为40.10%。",
    "公办园在园幼儿占比比2020年提高8.24个百分点。",
    "力争2026年公办园在园幼儿占比达到52%以上。",
    "公办园在园幼儿占比低于50%的底线要求，还差1.66个百分点。",
    "新建公办幼儿园12所，撤并小学13所。",
    "改造小学36所、初中12所。",
    "全年组织开展应急演练3864次，与上年的3650次相比更加密集；148场专题讲座同步开展。",
    "小学12所、初中5所获评市级示范校。",
    "其中食堂排查安全隐患217处。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_never_flagged(text: str) -> None:
    assert figures_wrong(text) == []


def test_a_proved_figure_is_counted() -> None:
    result = check("公办园在园幼儿占比为48.34%，普惠性幼儿园覆盖率为92.41%，共有教室1860间。", GIVEN)
    assert result.coverage.figures == {State.PROVED: 1, State.REFUTED: 1, State.NOT_CHECKED: 1}


def test_a_truncated_figure_is_a_warning_and_not_refuted() -> None:
    result = check("全市一般公共预算教育支出78亿元。", GIVEN)
    assert [f.severity for f in result.findings] == [Severity.WARNING]
    assert result.coverage.figures[State.REFUTED] == 0


def test_a_target_that_a_policy_sets_is_proved_by_it() -> None:
    result = check("公办园在园幼儿占比低于50%的底线要求。", GIVEN)
    assert result.coverage.figures == {State.PROVED: 1}


def test_without_metrics_the_account_says_so() -> None:
    needs = {n.what: n.needs for n in check("全市小学418所。").coverage.not_checked}
    assert "--metrics" in needs["文中数字与指标表是否一致"]
    assert "--materials" in needs["每个数字是否都有出处"]


AUDIT = "市审计局完成教育专项审计5项，发现问题27个，年底前整改到位25个。"
MATERIAL = f"一、经费管理\n{AUDIT}\n全市新建智慧教室1860间，覆盖全部乡镇。"


def test_a_figure_changed_in_copying_is_found() -> None:
    text = "市审计局完成教育专项审计7项，发现问题27个，年底前整改到位25个。"
    (finding,) = found(text, None, "NUM", material=MATERIAL)
    assert (finding.code, finding.excerpt) == ("NUM007", "7项")
    assert "5项" in finding.message
    assert finding.evidence[0].kind == "material"
    assert finding.evidence[0].ref == "材料.txt#p1"
    assert "5项" in finding.evidence[0].text


@pytest.mark.parametrize(
    "text",
    [
        "市审计局完成教育专项审计5项，发现问题27个，年底前整改到位25个。",
        "市审计局完成教育专项审计5项，发现问题近30个，年底前整改到位25个。",
        "市审计局完成教育专项审计7项，发现问题27个。",  # another sentence
        "市审计局完成教育专项审计7次，发现问题27个，年底前整改到位25个。",  # another kind of thing
        "审计5项。",  # too short to be the same
    ],
)
def test_what_the_material_does_not_contradict_is_left_alone(text: str) -> None:
    assert found(text, None, "NUM007", material=MATERIAL) == []


def test_a_figure_the_metrics_prove_is_not_held_against_a_write_up() -> None:
    text = "全市公办园在园幼儿占比达到48.34%，公益普惠水平不断提高。"
    material = "全市公办园在园幼儿占比达到45.10%，公益普惠水平不断提高。"
    assert found(text, GIVEN, "NUM", material=material) == []


@pytest.mark.parametrize(
    ("text", "unsupported"),
    [
        ("全市建成智慧教室1860间。", []),
        ("全市建成智慧教室1960间。", ["1960间"]),
        ("全市建成食堂1860间。", ["1860间"]),  # the same digits among other words
        ("全市小学418所。", []),
        ("全市建成智慧教室十二间。", []),  # spelled out: too often no data
        ("系数为0.38。", []),
        ("计划建成智慧教室2000间。", []),
        ("力争覆盖率达到95%以上。", []),
        ("新增设备120台、300套，投入资金5.2亿元。", ["120台"]),
    ],
)
def test_a_figure_nothing_supports_is_a_warning(text: str, unsupported: list[str]) -> None:
    result = found(text, GIVEN, "NUM008", material=MATERIAL)
    assert [f.excerpt for f in result] == unsupported
    assert all(f.severity is Severity.WARNING for f in result)


def test_unsupported_figures_of_a_paragraph_are_one_finding() -> None:
    text = "新增设备120台、300套，投入资金5.2亿元。\n新增图书8万册。"
    first, second = found(text, GIVEN, "NUM008", material=MATERIAL)
    assert [p.start for p in first.also] == [text.index("300"), text.index("5.2")]
    assert second.place.paragraph == 1


def test_nothing_is_called_unsupported_on_half_the_evidence() -> None:
    assert found("全市建成智慧教室1960间。", GIVEN, "NUM008") == []
    assert found("全市建成智慧教室1960间。", None, "NUM008", material=MATERIAL) == []


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("全市普职比为56%。", "普职比为56%"),
        ("实现“普职比”X%。", "普职比”X%"),
        ("小学生师比达到16.2%。", "生师比达到16.2%"),
        ("师幼比约7.5％。", "师幼比约7.5％"),
    ],
)
def test_a_ratio_in_percent_is_found(text: str, excerpt: str) -> None:
    (finding,) = found(text, None, "NUM009")
    assert finding.excerpt == excerpt


def test_an_error_told_twice_is_one_finding() -> None:
    text = "公办园在园幼儿占比为49.34%。\n全市小学418所。\n全市公办园在园幼儿占比达到49.34%。"
    result = check(text, GIVEN)
    (finding,) = result.findings
    assert [p.paragraph for p in finding.also] == [2]
    assert in_place(result)


def test_the_same_indicator_wrong_in_two_ways_is_two_findings() -> None:
    text = "公办园在园幼儿占比为49.34%。\n全市公办园在园幼儿占比达到43.84%。"
    assert [f.excerpt for f in figures_wrong(text)] == ["49.34%", "43.84%"]


@pytest.mark.parametrize("first", ["2026年9月前建成两所新校。", "拟新建两所学校。"])
def test_an_item_of_a_list_of_plans_is_no_claim(first: str) -> None:
    measures = f"一是聚力建校，{first}二是聚力普惠，普惠性幼儿园覆盖率提升到93%。"
    assert not found("再上新台阶。" + measures, GIVEN, "NUM")
    done = "一是聚力建校，建成两所新校。二是聚力普惠，普惠性幼儿园覆盖率提升到93%。"
    assert [f.excerpt for f in found("工作扎实。" + done, GIVEN, "NUM")] == ["93%"]
