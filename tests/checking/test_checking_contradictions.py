"""A report against itself, and the duties of POL: standards, shortfalls, problems and measures."""

from __future__ import annotations

import pytest
from checking_helpers import check, document, found

from drafter.checking import check_document
from drafter.checking.claims import role_of_paragraphs
from drafter.checking.claims.tables import table_values
from drafter.facts import load_dictionary
from drafter.reading import Document, Paragraph, structure

HEADED = "|指标|单位|2025年|2024年|\n|---|---|---|---|\n|幼儿园数|所|621|600|\n|普惠性幼儿园覆盖率|%|91.27|90.12|"


def excerpts(text: str, *families: str) -> list[tuple[str, str]]:
    return [(f.code, f.excerpt) for f in found(text, None, *families)]


# --- two values ------------------------------------------------------------------------------------------------


def test_two_values_of_one_indicator_are_told_on_the_second() -> None:
    text = "全市共有幼儿园612所。\n二、学前教育\n全市共有幼儿园621所。"
    (finding,) = found(text, None, "CON")
    assert (finding.code, finding.excerpt) == ("CON001", "621所")
    assert "612所" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "全市共有幼儿园612所。\n全市共有幼儿园600多所。",
        "全市共有幼儿园612所。\n城区共有幼儿园210所。",
        "全市共有幼儿园612所，比上年的600所增加12所。\n2024年全市共有幼儿园600所。",
        "普惠性幼儿园覆盖率为91.27%。\n普惠性幼儿园覆盖率为91.3%。",
        "普惠性幼儿园覆盖率为91.27%。\n二、下一步措施\n普惠性幼儿园覆盖率达到95%。",
        "普惠性幼儿园覆盖率为91.27%。\n力争普惠性幼儿园覆盖率达到95%。",
        "新增学位860个。\n针对反馈的问题，新增学位450个。",
    ],
)
def test_values_that_may_both_be_right(text: str) -> None:
    assert excerpts(text, "CON") == []


def test_a_figure_the_metrics_refute_is_not_told_twice() -> None:
    text = "全市共有幼儿园612所。\n全市共有幼儿园621所。"
    assert {f.code for f in found(text, {"kindergartens_total": ("612", "600")}, "NUM", "CON")} == {"NUM001"}


# --- tables ----------------------------------------------------------------------------------------------------


def test_values_of_a_table_by_year() -> None:
    values = list(table_values(document(HEADED), load_dictionary(), 2025))
    assert [(v.indicator.name, v.period.value, v.text) for v in values] == [
        ("幼儿园总数", "this", "621所"),
        ("幼儿园总数", "previous", "600所"),
        ("普惠性幼儿园覆盖率", "this", "91.27%"),
        ("普惠性幼儿园覆盖率", "previous", "90.12%"),
    ]


def test_cells_of_a_word_table_are_put_together() -> None:
    words = [["指标（单位）", "本年"], ["幼儿园数（所）", "621"]]
    cells = [
        Paragraph(1 + r * 2 + c, "table", word, cell=(0, r, c))
        for r, row in enumerate(words)
        for c, word in enumerate(row)
    ]
    made = structure(Document("报告.docx", "docx", [Paragraph(0, "body", "全市共有幼儿园612所。"), *cells]))
    result = check_document(made, region="云岭市", year=2025, select=["CON"])
    assert [(f.code, f.excerpt) for f in result.findings] == [("CON002", "612所")]


@pytest.mark.parametrize("table", ["|县区|幼儿园数|\n|石溪县|58|", "|年份|数值|\n|2025|621|", "|幼儿园数|—|", "||"])
def test_tables_that_tell_nothing_sure(table: str) -> None:
    assert list(table_values(document(table), load_dictionary(), 2025)) == []


# --- names and denials -----------------------------------------------------------------------------------------


def test_names_of_the_bureau() -> None:
    assert excerpts("市教育局牵头。\n由市教育体育局印发。", "CON") == [("CON003", "市教育体育局")]
    assert excerpts("云岭市教育局牵头。\n安平市教育体育局来访。", "CON") == []


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("全市已全面消除大班额。\n二、存在的问题\n大班额问题依然存在。", True),
        ("全市小学已全面消除大班额。\n二、存在的问题\n初中大班额问题依然存在。", False),
        ("推动全面消除大班额。\n二、存在的问题\n大班额问题依然存在。", False),
        ("全年未发生安全责任事故。\n未来要防止安全责任事故。", False),
    ],
)
def test_denied_here_and_owned_there(text: str, flagged: bool) -> None:
    assert ("CON004" in {code for code, _ in excerpts(text, "CON")}) is flagged


# --- duties ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("二、存在的问题", "problems"),
        ("三、主要问题和不足", "problems"),
        ("二、短板与困难", "problems"),
        ("三、下一步工作计划", "measures"),
        ("四、努力方向", "measures"),
        ("四、存在的主要问题及改进措施", "combined"),
        ("三、上轮反馈问题整改情况", "body"),
        ("二、着力解决教育热点难点问题", "body"),
        ("一、主要工作举措", "body"),
        ("一、主要做法与成效", "body"),
    ],
)
def test_what_a_section_tells_of(heading: str, role: str) -> None:
    made = document(f"{heading}\n全市教育事业平稳发展。")
    assert role_of_paragraphs(made) == [role, role]


def test_a_standard_is_held_against_the_level() -> None:
    given = {"public_kindergarten_share": ("48.34", "47.10")}
    text = "公办园在园幼儿占比达到国家规定标准。"
    assert [f.severity for f in check(text, given, select=("POL005",)).findings] == ["error"]
    assert check("公办园在园幼儿占比达到省定标准。", given, select=("POL005",)).findings == []
    assert check("公办园在园幼儿占比距国家标准还有差距。", given, select=("POL005",)).findings == []


def test_a_combined_section_answers_each_problem() -> None:
    answered = "（一）公办学位不足\n城区学位紧张。整改措施：一是新建学校。\n"
    text = f"一、存在的问题及整改措施\n{answered}（二）编制紧张\n乡村教师缺编。"
    assert excerpts(text, "POL") == [("POL007", "（二）编制紧张")]


def test_lists_of_one_length_answer_each_other_in_step() -> None:
    text = (
        "一、存在的问题\n一是结构不优，骨干偏少。二是布局不匀，远近悬殊。\n二、下一步措施\n一是外引内培。二是统筹规划。"
    )
    assert excerpts(text, "POL") == []


@pytest.mark.parametrize(
    ("answer", "flagged"),
    [
        ("2026年新建学校2所，由市教育局负责。", False),
        ("下一步，新建学校2所。", False),
        ("城区学校压力较大。", True),
    ],
)
def test_a_problem_told_with_its_measure_in_one_paragraph(answer: str, flagged: bool) -> None:
    text = f"一、存在的问题及下一步措施\n（一）学位紧张。城区学位有缺口。{answer}"
    assert bool(excerpts(text, "POL007")) is flagged


def test_a_requirement_of_the_state_is_quoted_as_it_is() -> None:
    assert excerpts("公办园在园幼儿占比为48.34%，与国家要求的55%还有差距。", "POL") == [("POL010", "55%")]
    assert excerpts("公办园在园幼儿占比为48.34%，与国家要求的50%还有差距。", "POL") == []
    assert excerpts("公办园在园幼儿占比为48.34%，国家普惠园数据平台已录入60%。", "POL") == []
